internal import Files
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import TensorFiles
internal import Tensors

extension Machine {
    /// A file of text as `load` reads it: a matrix where all columns are numbers, else a table.
    func loadTable(_ path: String, _ file: String, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let watch = watch("load \(path)")
        var mistake: TensorFileError?
        if !arguments.asksForColumns {
            let options = try arguments.numberOptions(path: path)
            do throws(TensorFileError) {
                let table = try TableFile.read(path: file, options, watch: watch)
                if table.tensor.count == 0 { throw .table(.empty) }
                noteNames(table.columnNames, line: table.headerLine, path)
                return .array(named(table.squeezed(), table.chosenNames(options.columns)))
            } catch {
                guard case .table = error else { return try onFile(path) { () throws(TensorFileError) in throw error } }
                mistake = error
            }
        }
        if mistake == nil, arguments.isGiven("dtype") {
            throw arguments.invalid("dtype= is for plain numbers: leave it out, and convert what is loaded")
        }
        let options = try arguments.columnOptions(path: path)
        let table: ColumnTable
        do throws(TensorFileError) {
            table = try ColumnFile.read(path: file, options, watch: watch)
            if table.rowCount == 0 { throw .table(.empty) }
        } catch {
            return try onFile(path) { () throws(TensorFileError) in throw error }
        }
        if let mistake, arguments.isGiven("dtype") {
            throw .file(mistake.naming(the: table), path: path)
        }
        for remark in table.remarks { note("\(FilePath.shown(path)): \(remark.message)") }
        noteNames(
            table.format.headerLine.map { _ in table.columns.map(\.shownName) }, line: table.format.headerLine, path)
        return try tableValue(table, path, arguments)
    }

    /// A matrix of columns that are all numbers, and else what the module of tables makes of them.
    private func tableValue(
        _ table: ColumnTable, _ path: String, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        guard table.columns.allSatisfy(\.isNumeric) else {
            let make = try member("table_of_columns", ofSourceModule: "pandas")
            return try callBack(make, table.values(nameless: "Unnamed: 0"))
        }
        noteMissing(table, path)
        let filling = arguments.isGiven("missing") ? try arguments.double("missing") : Double.nan
        let tensor = try arguments.carryOut { () throws(TensorError) in try table.matrix(filling: filling) }
        let names = table.format.headerLine == nil ? nil : table.columns.map(\.shownName)
        return .array(named(Table(.float64(tensor)).squeezed(), names))
    }

    /// An array of numbers whose columns have names, where it still has columns.
    private func named(_ tensor: Tensor, _ names: [String]?) -> ArrayObject {
        let array = ArrayObject(tensor)
        if let names, tensor.rank == 2, tensor.shape[1] == names.count { array.setColumnNames(ColumnNames(names)) }
        return array
    }

    private func noteNames(_ names: [String]?, line: Int?, _ path: String) {
        guard let names, let line else { return }
        let shown = names.prefix(12).map { $0.isIdentifier ? $0 : PythonText.repr($0) }
        let rest = names.count > 12 ? " and \(names.count - 12) more" : ""
        note("\(FilePath.shown(path)): line \(line) names the columns \(shown.joined(separator: ", "))\(rest)")
    }

    private func noteMissing(_ table: ColumnTable, _ path: String) {
        let gaps = table.columns.filter { $0.missingCount > 0 }
        guard !gaps.isEmpty else { return }
        let shown = gaps.prefix(8).map {
            "\($0.missingCount) in \($0.shownName.isIdentifier ? $0.shownName : PythonText.repr($0.shownName))"
        }
        let rest = gaps.count > 8 ? " and others in \(gaps.count - 8) more" : ""
        note("\(FilePath.shown(path)): numbers are missing, \(shown.joined(separator: ", "))\(rest)")
    }
}

extension Table {
    /// The names of the columns that were picked out, if the table has names.
    fileprivate func chosenNames(_ columns: [TableOptions.Column]?) -> [String]? {
        guard let names = columnNames.map(ColumnOptions.distinctNames) else { return nil }
        guard let columns else { return names }
        let chosen = columns.map { column -> String? in
            switch column {
            case .name(let name): name
            case .index(let index):
                names.indices.contains(index < 0 ? index + names.count : index)
                    ? names[index < 0 ? index + names.count : index] : nil
            }
        }
        return chosen.contains(nil) ? nil : chosen.compactMap(\.self)
    }
}

extension ColumnTable.Column {
    /// Its name, or what stands for one.
    var shownName: String { name ?? "Unnamed: 0" }
}

extension ColumnTable {
    /// Its names, columns, and where they are missing, as modules written in Python take them.
    ///
    /// - Parameter nameless: the name of a column without one; None unless given.
    func values(nameless: String? = nil) -> [Value] {
        let names = columns.map { column in
            (column.name ?? nameless).map { Value.string(Text($0)) } ?? .none
        }
        return [
            .list(ListObject(names)), .list(ListObject(columns.map { .array(ArrayObject($0.values)) })),
            .list(ListObject(columns.map { column in column.missing.map { .array(ArrayObject($0)) } ?? .none })),
        ]
    }

    /// Its columns of numbers side by side, as floats.
    ///
    /// - Parameter filling: what stands for missing numbers.
    fileprivate func matrix(filling: Double) throws(TensorError) -> NDArray<Double> {
        let width = columns.count
        let result = try NDArray<Double>(unset: [rowCount, width])
        let target = result.buffer.start.assumingMemoryBound(to: Double.self)
        for (index, column) in columns.enumerated() {
            let numbers = column.values.asFloat64()
            let source = numbers.buffer.start.assumingMemoryBound(to: Double.self) + numbers.offset
            withExtendedLifetime(numbers) {
                for row in (0..<rowCount).polled() {
                    let value = source[row]
                    target[row * width + index] = value.isNaN && column.missingCount > 0 ? filling : value
                }
            }
        }
        return result
    }
}

extension TensorFileError {
    /// The same mistake with the name of its column, and the columns that hold numbers.
    fileprivate func naming(the table: ColumnTable) -> TensorFileError {
        guard case .table(.notNumber(let place, let text, _)) = self, table.columns.indices.contains(place.column - 1)
        else {
            return self
        }
        let column = table.columns[place.column - 1]
        if column.isNumeric { return self }
        let hasNames = table.format.headerLine != nil
        let numbers = table.columns.indices.filter { table.columns[$0].isNumeric }.map { index in
            hasNames ? table.columns[index].name.map { "\"\($0)\"" } ?? "\(index)" : "\(index)"
        }
        let name = hasNames ? column.shownName : "\(place.column)"
        return .table(.textInColumn(place, column: name, text: text, numbers: numbers))
    }
}

// MARK: - What load is told

extension Arguments {
    /// Whether something is asked for that only tables of named columns have.
    fileprivate var asksForColumns: Bool {
        ["decimal", "thousands", "encoding", "skipfooter"].contains { isGiven($0) }
    }

    /// How a table of numbers is read.
    fileprivate func numberOptions(path: String) throws(EvaluationError) -> TableOptions {
        var options = TableOptions()
        if let delimiter = try delimiter(path: path) {
            options.delimiter = delimiter == 32 ? .blanks : .character(delimiter)
        }
        switch self["header"] {
        case nil, .some(.none): options.header = .automatic
        case .bool(let value)?: options.header = value ? .present : .absent
        case .some(let value): throw wrongType("header", expected: "True or False", got: value)
        }
        options.comments = try comments()
        if isGiven("missing") { options.gaps = .missing(try double("missing")) }
        options.columns = try columns()
        options.skippedLines = try lineCount("skiprows") ?? 0
        options.dtype = try dtype() ?? .float64
        return options
    }

    /// How a table of named columns is read, of which all else is found.
    fileprivate func columnOptions(path: String) throws(EvaluationError) -> ColumnOptions {
        var options = ColumnOptions.automatic
        if let delimiter = try delimiter(path: path) {
            options.separator = delimiter == 32 ? .blanks : .character(delimiter)
        }
        if case .bool(let value)? = self["header"] { options.header = value ? .record(0) : .absent }
        if isGiven("comments") || self["comments"]?.isNone == true {
            let given = try comments()
            options.comment = given.first.flatMap { $0.utf8.count == 1 ? $0.utf8.first : nil }
            options.commentsAreLines = false
        }
        options.columns = try columns()
        options.skippedLines = try lineCount("skiprows") ?? 0
        options.footerRecords = try lineCount("skipfooter") ?? 0
        if let mark = try mark("decimal", try string("decimal")) { options.decimal = mark }
        options.thousands = try mark("thousands", try string("thousands"))
        options.encoding = try columnEncoding(try string("encoding"))
        return options
    }

    /// One character of ASCII that stands in numbers or between fields.
    func mark(_ name: String, _ text: String?) throws(EvaluationError) -> UInt8? {
        guard let text else { return nil }
        let bytes = Array(text.utf8)
        guard bytes.count == 1, 9...126 ~= bytes[0], bytes[0] != 10, bytes[0] != 13, !(48...57 ~= bytes[0]) else {
            throw invalid("\(name)= takes one character of ASCII, got \(PythonText.repr(text))")
        }
        return bytes[0]
    }

    func columnEncoding(_ name: String?) throws(EvaluationError) -> ColumnOptions.Encoding {
        guard let name else { return .utf8 }
        switch name.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8", "ascii", "us-ascii", "utf-8-sig", "utf8-sig": return .utf8
        case "latin1", "latin-1", "iso-8859-1", "iso8859-1", "l1": return .latin1
        case "cp1252", "windows-1252", "1252": return .windows1252
        case "utf-16", "utf16", "utf-16-le": return .utf16
        default:
            throw invalid(
                "encoding=\(PythonText.repr(name)) is not there",
                hint: "it is \"utf-8\", \"latin-1\", \"cp1252\" or \"utf-16\"",
                python: PythonForm("LookupError", "unknown encoding: \(name)"))
        }
    }
}
