internal import Interpreter
internal import Rendering
internal import TensorFiles
internal import Tensors

extension Builtins {
    /// What the modules of tables need that Python can't do.
    static let tableHelpers: [Builtin] = [
        helper("_read_table", [.value("source", "a path, or a text"), .value("options", "a dictionary")]) {
            (machine, arguments) throws(EvaluationError) in
            guard case .dictionary(let given) = arguments.value(1) else {
                throw arguments.wrongType("options", expected: "a dictionary", got: arguments.value(1))
            }
            let reading = TableReadingOptions(given, arguments)
            let options = try reading.options()
            let table: ColumnTable
            let source = arguments.value(0)
            let isText = try reading.truth("is_text", default: false)
            if isText || source.bytes != nil {
                let text = source.bytes ?? Array(source.text.utf8)
                table = try machine.onFile("the text") { () throws(TensorFileError) in
                    try ColumnFile.read(text: text, options, watch: machine.watch("read_csv"))
                }
            } else {
                let path = try arguments.text("source")
                let file = try machine.fileToRead(path)
                table = try machine.onFile(path) { () throws(TensorFileError) in
                    try ColumnFile.read(path: file, options, watch: machine.watch("read_csv \(path)"))
                }
            }
            return .tuple(TupleObject(try reading.withDays(table).values()))
        },
        helper("_with_names", [.value("array", "a matrix"), .value("names", "a list of texts")]) {
            (_, arguments) throws(EvaluationError) in
            guard case .array(let array) = arguments.value(0) else { return arguments.value(0) }
            let names = try arguments.value(1).items().map(\.text)
            guard array.rank == 2, array.shape[1] == names.count else { return .array(array) }
            return .array(array.withColumnNames(ColumnNames(names)))
        },
        helper("_names_of", [.value("array", "an array")]) { (_, arguments) in
            guard case .array(let array) = arguments.value(0), let names = array.columnNames else { return .none }
            return .list(ListObject(names.names.map { .string(Text($0)) }))
        },
    ]
}

/// The options of `read_csv` as a dictionary has them.
private struct TableReadingOptions {
    private let given: DictionaryObject
    private let arguments: Arguments

    init(_ given: DictionaryObject, _ arguments: Arguments) { (self.given, self.arguments) = (given, arguments) }

    /// An option; nil where it isn't given or is None.
    private func option(_ name: String) throws(EvaluationError) -> Value? {
        guard let value = try given.value(of: .string(Text(name))), !value.isNone else { return nil }
        return value
    }

    private func text(_ name: String) throws(EvaluationError) -> String? { try option(name)?.text }

    func truth(_ name: String, default usual: Bool) throws(EvaluationError) -> Bool {
        try option(name).map { (value) throws(EvaluationError) in try value.isTrue() } ?? usual
    }

    private func count(_ name: String) throws(EvaluationError) -> Int? {
        guard let value = try option(name) else { return nil }
        guard let count = value.asIndex, count >= 0 else {
            throw arguments.invalid("\(name)= takes a whole number from 0 up, got \(value.briefText)")
        }
        return count
    }

    private func texts(_ name: String) throws(EvaluationError) -> [String] {
        guard let value = try option(name) else { return [] }
        if case .string(let text) = value { return [text.string] }
        return value.sequence == nil && value.shape == nil ? [value.text] : try value.items().map(\.text)
    }

    func options() throws(EvaluationError) -> ColumnOptions {
        var options = ColumnOptions()
        try setSeparator(&options)
        try setLines(&options)
        try setColumns(&options)
        try setMissing(&options)
        if let mark = try arguments.mark("decimal", try text("decimal")) { options.decimal = mark }
        options.thousands = try arguments.mark("thousands", try text("thousands"))
        options.comment = try arguments.mark("comment", try text("comment"))
        if let quote = try arguments.mark("quotechar", try text("quotechar")) { options.quote = quote }
        // csv.QUOTE_NONE.
        if try option("quoting")?.asIndex == 3 { options.quote = nil }
        if try option("escapechar") != nil { throw arguments.invalid("escapechar= is not there: quote the fields") }
        options.trims = try truth("skipinitialspace", default: false)
        options.encoding = try arguments.columnEncoding(try text("encoding"))
        options.trueWords = try texts("true_values")
        options.falseWords = try texts("false_values")
        if case .bool(false)? = try option("index_col") { options.dropsFurtherFields = true }
        return options
    }

    private func setSeparator(_ options: inout ColumnOptions) throws(EvaluationError) {
        guard let value = try given.value(of: .string("sep")) else { return }
        if value.isNone {
            options.separator = .automatic
            return
        }
        switch value.text {
        case #"\s+"#, " +", #"\s*"#: options.separator = .blanks
        case let text:
            guard let mark = try arguments.mark("sep", text.isEmpty ? nil : text) else {
                throw arguments.invalid("sep= takes one character, or r\"\\s+\" for blanks")
            }
            options.separator = .character(mark)
        }
    }

    private func setLines(_ options: inout ColumnOptions) throws(EvaluationError) {
        if let skipped = try option("skiprows") {
            if skipped.asIndex != nil {
                options.skippedLines = try count("skiprows") ?? 0
            } else {
                for item in try skipped.items() {
                    guard let line = item.asIndex else {
                        throw arguments.invalid("skiprows= takes a number of lines, or a list of their numbers")
                    }
                    options.skippedLineNumbers.insert(line)
                }
            }
        }
        options.footerRecords = try count("skipfooter") ?? 0
        options.rowLimit = try count("nrows")
        options.skipsBlankLines = try truth("skip_blank_lines", default: true)
    }

    private func setColumns(_ options: inout ColumnOptions) throws(EvaluationError) {
        let names = try texts("names")
        if !names.isEmpty {
            guard Set(names).count == names.count else { throw arguments.invalid("Duplicate names are not allowed.") }
            (options.names, options.header) = (names, .absent)
        }
        if let header = try given.value(of: .string("header")) {
            switch header {
            case .none: options.header = .absent
            case .string(let text) where text.string == "infer": break
            default:
                guard let record = header.asIndex, record >= 0 else {
                    throw arguments.invalid("header= takes the number of a line, or None; got \(header.briefText)")
                }
                options.header = .record(record)
            }
        }
        if let columns = try option("usecols") {
            options.columns = try columns.items().map { (item) throws(EvaluationError) in
                item.asIndex.map { .index($0) } ?? .name(item.text)
            }
        }
        guard let dtype = try option("dtype") else { return }
        guard case .dictionary(let kinds) = dtype else {
            options.kind = Self.kind(dtype)
            return
        }
        for (name, value) in zip(kinds.keys, kinds.values) { options.kindsByName[name.text] = Self.kind(value) }
    }

    /// What a type asks for: text or floats; ints and truth values are found as they are.
    private static func kind(_ type: Value) -> ColumnOptions.Kind? {
        let name = type.text
        if ["str", "object", "category"].contains(where: { name.contains($0) }) { return .text }
        return name.contains("float") ? .number : nil
    }

    private func setMissing(_ options: inout ColumnOptions) throws(EvaluationError) {
        if try !truth("keep_default_na", default: true) { options.missingWords = [] }
        if try !truth("na_filter", default: true) {
            options.missingWords = []
            return
        }
        guard let words = try option("na_values") else { return }
        if case .dictionary(let byName) = words {
            for (name, value) in zip(byName.keys, byName.values) {
                let several = value.sequence ?? [value]
                options.missingWordsByName[name.text] = several.map(\.text)
            }
            return
        }
        options.missingWords += try texts("na_values")
    }

    // MARK: - Days

    /// The same table with day numbers in the columns that `parse_dates` names.
    func withDays(_ table: ColumnTable) throws(EvaluationError) -> ColumnTable {
        guard let asked = try option("parse_dates"), asked.sequence != nil else { return table }
        var table = table
        for item in try asked.items() {
            let place = item.asIndex ?? table.columns.firstIndex { $0.name == item.text }
            guard let place, table.columns.indices.contains(place) else {
                throw arguments.invalid("Missing column provided to 'parse_dates': '\(item.text)'")
            }
            guard let days = DayNumbers.column(table.columns[place], dayFirst: try truth("dayfirst", default: false))
            else {
                throw arguments.invalid(
                    "column \(PythonText.repr(table.columns[place].name ?? "")) holds what is no date",
                    hint: "without parse_dates= dates are text")
            }
            table.columns[place] = days
        }
        return table
    }
}
