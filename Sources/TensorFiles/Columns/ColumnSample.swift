internal import CKernels

/// The first records of a table, as far as its format shows in them.
struct ColumnSample {
    /// The bytes that are looked at, unless less is asked for.
    static let usualSize = 1 << 18

    /// The contents of the fields, record by record.
    private(set) var records: [[[UInt8]]] = []
    /// Where the records begin.
    private(set) var starts: [UnsafePointer<UInt8>?] = []
    /// The bits of all fields of each column, and how many fields are no numbers.
    private(set) var seen: [UInt32]

    init(_ native: NativeTable, from start: UnsafePointer<UInt8>?, width: Int, most: Int, size: Int = usualSize) {
        seen = Array(repeating: 0, count: width)
        guard let start, let end = native.table.pointee.end else { return }
        var position: UnsafePointer<UInt8>? = start
        var budget = size
        while let place = position, place < end, budget > 0, records.count < most {
            let fields = native.record(&position, most: width)
            budget -= position.map { $0 - place } ?? budget
            guard let fields else { continue }
            starts.append(place)
            records.append(fields.prefix(width).map { native.content($0.start, $0.end) })
        }
    }

    /// Finds what the fields of each column are.
    mutating func classify(_ native: NativeTable) {
        seen = Array(repeating: 0, count: seen.count)
        for record in records {
            for (index, field) in record.enumerated() { seen[index] |= Self.bits(of: field, native, index) }
            for index in seen.indices.dropFirst(record.count) { seen[index] |= UInt32(CK_SEEN_MISSING) }
        }
    }

    static func bits(of field: [UInt8], _ native: NativeTable, _ column: Int) -> UInt32 {
        field.withUnsafeBufferPointer { bytes in
            let start = bytes.baseAddress
            return ck_classify(
                native.table, native.table.pointee.columns + column, start, start.map { $0 + bytes.count })
        }
    }

    /// The texts of a column, that is the fields that are neither missing nor numbers nor truth values, with their rows.
    func texts(_ native: NativeTable, column: Int) -> [(row: Int, text: String)] {
        records.enumerated().compactMap { row, record in
            guard column < record.count else { return nil }
            let bits = Self.bits(of: record[column], native, column)
            return bits & UInt32(CK_SEEN_TEXT) != 0 ? (row, String(decoding: record[column], as: UTF8.self)) : nil
        }
    }
}

/// What the bits of all fields of a column make of it.
enum FieldBits {
    static let numbers = UInt32(CK_SEEN_WHOLE | CK_SEEN_LARGE | CK_SEEN_NUMBER)

    /// As pandas takes it: ints, floats, truth values or text; ints with one missing are floats.
    static func kind(_ seen: UInt32, asked: ColumnOptions.Kind?, hasRows: Bool) -> ck_column_kind {
        func has(_ bits: Int) -> Bool { seen & UInt32(bits) != 0 }
        if asked == .text { return CK_TEXT }
        if asked == .number { return CK_NUMBER }
        if !hasRows || has(CK_SEEN_TEXT) { return CK_TEXT }
        if has(CK_SEEN_TRUTH) {
            return seen & numbers != 0 ? CK_TEXT : has(CK_SEEN_MISSING) ? CK_TRUTH_TEXT : CK_TRUTH
        }
        if has(CK_SEEN_NUMBER) || seen & numbers == 0 { return CK_NUMBER }
        if has(CK_SEEN_LARGE) {
            return has(CK_SEEN_NEGATIVE) || has(CK_SEEN_MISSING) ? CK_TEXT : CK_UNSIGNED
        }
        return has(CK_SEEN_MISSING) ? CK_NUMBER : CK_WHOLE
    }
}
