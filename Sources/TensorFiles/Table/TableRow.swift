internal import Tensors

/// How the rows of a table are read, once its beginning has been looked at.
struct TableLayout: Sendable {
    let options: TableOptions
    /// What stands between fields; never automatic.
    let delimiter: TableOptions.Delimiter
    /// The columns wanted, by place; nil for all.
    let columns: [Int]?
    /// The type of the numbers.
    let dtype: DType
    /// What each of the columns is taken for, where their fields show it.
    let kinds: [ColumnKind]?
    /// How many fields each row has, where all columns are wanted; nil until the first row is read.
    var width: Int?
}

/// Reads one row after the other. Whatever a field can be is known here; `PlainRows` only saves time.
struct TableRow {
    private let text: TableText
    private let decimals = DecimalReader()
    private var fields: [Range<Int>] = []
    private(set) var layout: TableLayout
    /// The rows read.
    private(set) var count = 0
    /// The numbers of the last row; one of the two is used.
    private(set) var floats: [Double] = []
    private(set) var wholes: [Int] = []

    init(_ text: TableText, _ layout: TableLayout) {
        self.text = text
        self.layout = layout
    }

    private var options: TableOptions { layout.options }

    /// How many numbers a row gives.
    var length: Int { max(floats.count, wholes.count) }

    /// Calls `body` with the bytes of the last row's numbers.
    func withUnsafeBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        if layout.dtype == .float64 { floats.withUnsafeBytes(body) } else { wholes.withUnsafeBytes(body) }
    }

    /// Counts rows that were read elsewhere.
    mutating func skip(_ rows: Int) { count += rows }

    /// Reads a row.
    mutating func read(_ line: TableLines.Line) throws(TableError) {
        count += 1
        floats.removeAll(keepingCapacity: true)
        wholes.removeAll(keepingCapacity: true)
        try text.split(line, at: layout.delimiter, into: &fields)
        guard let columns = layout.columns else {
            if let width = layout.width, fields.count != width {
                throw .ragged(row: count, line: line.number, count: fields.count, expected: width)
            }
            layout.width = fields.count
            for column in fields.indices { try convert(column, line) }
            return
        }
        for column in columns {
            let place = column < 0 ? column + fields.count : column
            guard fields.indices.contains(place) else {
                throw .noColumn(column, row: count, line: line.number, count: fields.count)
            }
            try convert(place, line)
        }
    }

    @inline(__always)
    private mutating func convert(_ column: Int, _ line: TableLines.Line) throws(TableError) {
        switch options.dialect {
        case .own: break
        case .loadtxt: return try convertStrictly(column, line)
        case .genfromtxt: return try convertLoosely(column, line)
        }
        let field = text.raw(fields[column])
        if layout.dtype == .float64 {
            if let value = decimals.double(field) {
                floats.append(value)
            } else {
                floats.append(try gap(column, line, isTooLarge: false))
            }
            return
        }
        switch decimals.whole(field) {
        case .number(let value): wholes.append(layout.dtype == .bool ? (value == 0 ? 0 : 1) : value)
        case .tooLarge: wholes.append(try whole(gap(column, line, isTooLarge: true), column, line))
        case .noNumber: wholes.append(try whole(gap(column, line, isTooLarge: false), column, line))
        }
    }

    /// As `np.loadtxt` does: numbers with blanks around them, and nothing else.
    private mutating func convertStrictly(_ column: Int, _ line: TableLines.Line) throws(TableError) {
        let field = text.raw(text.withoutBlanks(fields[column]))
        if layout.dtype == .float64 {
            if let value = decimals.double(field) { return floats.append(value) }
        } else if case .number(let value) = decimals.whole(field) {
            return wholes.append(layout.dtype == .bool ? (value == 0 ? 0 : 1) : value)
        }
        throw .notNumber(place(column, line), text: text.string(fields[column]), type: layout.dtype)
    }

    /// As `np.genfromtxt` does: what Python's `float` or `int` reads, and something else for all that it can't.
    private mutating func convertLoosely(_ column: Int, _ line: TableLines.Line) throws(TableError) {
        let index = max(floats.count, wholes.count)
        let kind = layout.kinds.map { $0[index] } ?? ColumnKind(layout.dtype)
        let python = PythonFields(decimals)
        let trimmed = text.withoutBlanks(fields[column], isNumber: true)
        switch kind {
        case .truth:
            guard let value = python.truth(text.raw(fields[column])) else { break }
            return append(value ? 1 : 0)
        case .whole:
            switch python.whole(text.raw(trimmed)) {
            case .number(let value): return append(value)
            case .tooLarge:
                // A column whose type is found holds floats then, unless this says that a number is missing.
                if layout.kinds == nil { throw .integerTooLarge(place(column, line), text: text.string(trimmed)) }
            case .noNumber: break
            }
        case .number, .other:
            guard let value = python.double(text.raw(trimmed)) else { break }
            return floats.append(value)
        }
        guard case .anyText(let given) = options.gaps else { return append(0) }
        try append(given ?? kind.usualGap)
    }

    private mutating func append(_ value: Int) {
        if layout.dtype == .float64 { floats.append(Double(value)) } else { wholes.append(value) }
    }

    /// What stands for a missing number, cut to a whole one where those are wanted, as NumPy does.
    private mutating func append(_ value: Double) throws(TableError) {
        switch layout.dtype.kind {
        case .floating, .complex, .text: floats.append(value)
        case .boolean: wholes.append(value == 0 ? 0 : 1)
        case .signed, .unsigned:
            guard let whole = Int(truncating: value) else { throw .gapTooLarge(value) }
            wholes.append(whole)
        }
    }

    private func whole(_ value: Double, _ column: Int, _ line: TableLines.Line) throws(TableError) -> Int {
        guard let value = Int(exactly: value) else {
            throw .notNumber(place(column, line), text: text.string(fields[column]), type: layout.dtype)
        }
        return layout.dtype == .bool ? (value == 0 ? 0 : 1) : value
    }

    /// What says that a number is missing.
    static let missingWords: Set<String> = ["NA", "N/A", "na", "n/a", "null", "NULL", "None", "?"]

    /// What stands for a field that is no number.
    private func gap(_ column: Int, _ line: TableLines.Line, isTooLarge: Bool) throws(TableError) -> Double {
        let field = text.string(fields[column])
        let isMissing = field.isEmpty || Self.missingWords.contains(field)
        switch options.gaps {
        case .anyText(let value): return value ?? .nan
        case .missing(let value) where isMissing: return value
        default: break
        }
        let place = place(column, line)
        if isMissing { throw .missing(place, text: field) }
        if isTooLarge { throw .integerTooLarge(place, text: field) }
        if hasDecimalComma(field) { throw .decimalComma(place, text: field) }
        throw .notNumber(place, text: field, type: layout.dtype)
    }

    /// Whether a field is a number but for its comma, which can't be the delimiter: a semicolon or tab is.
    private func hasDecimalComma(_ field: String) -> Bool {
        guard case .character(let delimiter) = layout.delimiter, delimiter != UInt8(ascii: ","), delimiter != 32,
            field.count(where: { $0 == "," }) == 1
        else { return false }
        // Points in front of it part thousands.
        let whole = field.prefix { $0 != "," }.filter { $0 != "." }
        return Double(whole + "." + field.drop { $0 != "," }.dropFirst() + "0") != nil
    }

    private func place(_ column: Int, _ line: TableLines.Line) -> TableError.Place {
        TableError.Place(row: count, column: column + 1, line: line.number)
    }
}
