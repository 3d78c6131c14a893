internal import Files
internal import Interpreter
internal import Rendering
internal import TensorFiles
internal import Tensors

/// What `head` shows of a file: its first lines as they stand, and what was understood.
enum FileHead {
    /// Lines are cut to so many characters.
    private static let widest = 78
    private static let mostColumns = 20

    /// Whether a text is the name of a table's file.
    static func isPath(_ text: String) -> Bool {
        let lower = text.lowercased()
        return !text.contains("\n") && Builtin.tableEndings.contains { lower.count > $0.count && lower.hasSuffix($0) }
    }

    static func markup(_ lines: [String], _ table: ColumnTable) -> Markup {
        var page = Markup()
        for line in lines { page += "\(HelpText.shortened(line, to: widest))\n" }
        page += "\n\(format(table), .heading)\n"
        var rows = TextTable([.init(), .init(), .init()])
        for column in table.columns.prefix(mostColumns) {
            let gaps = column.missingCount > 0 ? "\(column.missingCount) missing" : ""
            rows.append([Markup(column.name ?? "(no name)", .name), Markup(kind(of: column)), Markup(gaps)])
        }
        page += rows.markup + "\n"
        if table.columns.count > mostColumns { page += "and \(table.columns.count - mostColumns) more columns\n" }
        for remark in table.remarks { page += "\(remark.message)\n" }
        return page
    }

    /// `244 rows, 7 columns with "," between them; line 1 names the columns`.
    private static func format(_ table: ColumnTable) -> String {
        let between =
            switch table.format.delimiter {
            case nil: "blanks"
            case 9?: "tabs"
            case let mark?: "\"\(Character(Unicode.Scalar(mark)))\""
            }
        let columns = table.columns.count
        let size = "\(Words.count(table.rowCount, "row")), \(Words.count(columns, "column"))"
        let fields = columns > 1 ? " with \(between) between them" : ""
        let names = table.format.headerLine.map { "; line \($0) names them" } ?? "; no line names them"
        return size + fields + names
    }

    private static func kind(of column: ColumnTable.Column) -> String {
        if column.holdsTruthTexts { return "truth values" }
        if column.values.dtype.isText { return "text" }
        if column.values.dtype == .bool { return "truth values" }
        return "numbers (\(column.values.dtype))"
    }
}

extension Machine {
    /// `head tips.csv`.
    func showHead(ofFile path: String, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let count = try arguments.int("n")
        guard count >= 0 else { throw arguments.invalid("n is a number of lines, from 0 up: \(count)") }
        let file = try fileToRead(path)
        let watch = watch("head \(path)")
        let (lines, table) = try onFile(path) { () throws(TensorFileError) in
            (
                try ColumnFile.firstLines(path: file, count: count, watch: watch),
                try ColumnFile.read(path: file, .automatic, watch: watch)
            )
        }
        emit(.page(Page { _ in FileHead.markup(lines, table) }))
        return .none
    }
}
