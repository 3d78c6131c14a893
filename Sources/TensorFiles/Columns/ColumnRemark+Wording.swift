extension ColumnRemark {
    /// What is told, to stand behind the file's name and a colon; no full stop.
    public var message: String {
        func shown(_ text: String) -> String { "'\(TableError.shown(text))'" }
        func mark(_ byte: UInt8) -> String { "\"\(Character(Unicode.Scalar(byte)))\"" }
        func name(_ column: String) -> String {
            column.isEmpty ? "the first column" : "column \(TableError.shown(column))"
        }
        switch self {
        case .marks(let decimal, let thousands, let example):
            let marks =
                (decimal == UInt8(ascii: ".") ? [] : ["decimal=\(mark(decimal))"])
                + (thousands.map { ["thousands=\(mark($0))"] } ?? [])
            return "numbers such as \(shown(example)) are read with \(marks.joined(separator: " and "))"
        case .ambiguousMarks(let column, let example, let byte):
            return "\(name(column)) is text: \(shown(example)) can be read with decimal=\(mark(byte)) or with "
                + "thousands=\(mark(byte))"
        case .missingWord(let word, let columns):
            return
                "\(shown(word)) stands for a missing number in \(columns.map { TableError.shown($0) }.joined(separator: ", "))"
        case .stray(let column, let row, let line, let text):
            return "\(name(column)) is text, since row \(row) (line \(line)) says \(shown(text))"
        case .unit(let column, let example):
            return "\(name(column)) is text: \(shown(example)) is a number with a sign beside it"
        case .preamble(let lines):
            return lines == 1
                ? "the first line is passed over, since the table begins behind it"
                : "the first \(lines) lines are passed over, since the table begins behind them"
        case .short(let line, let count, let expected, let records):
            let rest = records > 1 ? "; so do \(records - 1) more" : ""
            return "line \(line) has \(count) of \(expected) columns, and what it lacks is missing\(rest)"
        case .unnamed(let count):
            return count == 1
                ? "the first column has no name in the line of names"
                : "the first \(count) columns have no names in the line of names"
        }
    }
}
