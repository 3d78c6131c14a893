internal import Tensors

/// Reads fields as `np.genfromtxt` does: by Python's `float` and `int`, which take digits of any script and underscores
/// between them, and by the words True and False.
struct PythonFields {
    private let decimals: DecimalReader

    init(_ decimals: DecimalReader) { self.decimals = decimals }

    /// A field without blanks around it as `float` reads it; nil if it is no number.
    func double(_ field: UnsafeRawBufferPointer) -> Double? {
        if let value = decimals.double(field) { return value }
        guard let plain = Self.plain(field) else { return nil }
        return plain.withUnsafeBytes { decimals.double($0) }
    }

    /// The same as `int` reads it.
    func whole(_ field: UnsafeRawBufferPointer) -> DecimalReader.Whole {
        let found = decimals.whole(field)
        guard case .noNumber = found, let plain = Self.plain(field) else { return found }
        return plain.withUnsafeBytes { decimals.whole($0) }
    }

    /// Nil if it is neither True nor False, in whatever case of letters; blanks count.
    func truth(_ field: UnsafeRawBufferPointer) -> Bool? {
        guard field.count >= 4, field.count <= 12 else { return nil }
        return switch String(decoding: field, as: UTF8.self).uppercased() {
        case "TRUE": true
        case "FALSE": false
        default: nil
        }
    }

    /// The digits of ASCII alone; nil where nothing needs a change, or an underscore isn't between digits.
    private static func plain(_ field: UnsafeRawBufferPointer) -> [UInt8]? {
        guard field.contains(where: { $0 == UInt8(ascii: "_") || $0 > 127 }) else { return nil }
        var bytes: [UInt8] = []
        var isBehindDigit = false
        var isBehindUnderscore = false
        for scalar in String(decoding: field, as: UTF8.self).unicodeScalars {
            let digit = digit(scalar)
            if isBehindUnderscore, digit == nil { return nil }
            isBehindUnderscore = scalar == "_"
            if isBehindUnderscore {
                guard isBehindDigit else { return nil }
            } else if let digit {
                bytes.append(digit)
            } else {
                guard scalar.isASCII else { return nil }
                bytes.append(UInt8(scalar.value))
            }
            isBehindDigit = digit != nil
        }
        return isBehindUnderscore ? nil : bytes
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.isASCII { return 48...57 ~= scalar.value ? UInt8(scalar.value) : nil }
        guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return nil }
        return 48 + UInt8(value)
    }
}

/// What `np.genfromtxt` takes a column for, where it is told no type: the first of these that all its fields are.
enum ColumnKind: Int, Comparable {
    case truth, whole, number, other

    static func < (one: ColumnKind, other: ColumnKind) -> Bool { one.rawValue < other.rawValue }

    /// What a type asks for.
    init(_ dtype: DType) {
        self =
            switch dtype.kind {
            case .boolean: .truth
            case .signed, .unsigned: .whole
            case .floating: .number
            case .complex, .text: .other
            }
    }

    /// What stands for what is missing, unless the caller says.
    var usualGap: Double {
        switch self {
        case .truth: 0
        case .whole: -1
        case .number, .other: .nan
        }
    }

    var dtype: DType {
        switch self {
        case .truth: .bool
        case .whole: .int64
        case .number, .other: .float64
        }
    }
}

/// Finds the kinds of columns, row by row.
struct ColumnKinds {
    private let text: TableText
    private let decimals = DecimalReader()
    private let missing: TableOptions.MissingWords
    private(set) var kinds: [ColumnKind]
    /// Whether a column has a field that is missing.
    private var hasGaps: [Bool]

    init(_ text: TableText, columns: Int, missing: TableOptions.MissingWords) {
        self.text = text
        self.missing = missing
        kinds = Array(repeating: .truth, count: columns)
        hasGaps = Array(repeating: false, count: columns)
    }

    /// Looks at the fields of a row.
    mutating func look(at fields: [Range<Int>]) {
        let python = PythonFields(decimals)
        for (column, field) in fields.enumerated() where kinds[column] < .other {
            let trimmed = text.withoutBlanks(field)
            if trimmed.isEmpty || missing.contain(text.string(trimmed), inColumn: column) {
                if python.truth(text.raw(field)) == nil { hasGaps[column] = true }
                continue
            }
            let number = text.withoutBlanks(field, isNumber: true)
            while !isTaken(field, number, as: kinds[column], python) {
                kinds[column] = ColumnKind(rawValue: kinds[column].rawValue + 1) ?? .other
            }
        }
    }

    /// The one type of all columns; those of which nothing is known yet, since what they hold is missing, don't count.
    ///
    /// - Throws: where NumPy makes an array of texts, of complex numbers or of records.
    func dtype() throws(TableError) -> DType {
        if let column = kinds.firstIndex(of: .other) { throw .textColumn(column + 1) }
        let known = Set(zip(kinds, hasGaps).filter { $0 != .truth || !$1 }.map(\.0))
        guard known.count == 1, let kind = known.first else { throw .records(kinds.map(\.dtype)) }
        return kind.dtype
    }

    private func isTaken(
        _ field: Range<Int>, _ number: Range<Int>, as kind: ColumnKind, _ python: PythonFields
    ) -> Bool {
        switch kind {
        case .truth: return python.truth(text.raw(field)) != nil
        case .whole:
            if case .number = python.whole(text.raw(number)) { return true }
            return false
        case .number: return python.double(text.raw(number)) != nil
        case .other: return true
        }
    }
}
