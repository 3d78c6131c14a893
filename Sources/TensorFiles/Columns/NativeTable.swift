internal import CKernels
internal import Tensors

/// What the C reader is given: a table in memory of its own, whose addresses stay.
final class NativeTable {
    let table: UnsafeMutablePointer<ck_table>
    private var words: [WordList] = []
    private var numbers: [UnsafeMutablePointer<Double>] = []
    /// What the columns are read into, and what says where they have gaps.
    var buffers: [Int: Buffer] = [:]
    var masks: [Int: Buffer] = [:]

    init(_ text: UnsafeBufferPointer<UInt8>) {
        table = .allocate(capacity: 1)
        table.initialize(to: ck_table())
        table.pointee.start = text.baseAddress
        table.pointee.end = text.baseAddress.map { $0 + text.count }
    }

    deinit {
        table.pointee.columns?.deallocate()
        table.pointee.blocks?.deallocate()
        for list in numbers { list.deallocate() }
        table.deallocate()
    }

    /// Has fields found as the options say.
    func setDialect(_ options: ColumnOptions, delimiter: UInt8) {
        var dialect = ck_dialect()
        dialect.delimiter = delimiter
        dialect.quote = options.quote ?? 0
        dialect.comment = options.comment ?? 0
        dialect.thousands = options.thousands ?? 0
        dialect.decimal = options.decimal
        dialect.comments_are_lines = options.commentsAreLines
        dialect.skips_blank_lines = options.skipsBlankLines
        dialect.trims = options.trims
        dialect.keeps_negative_zero = options.findsTheRest
        if !options.trueWords.isEmpty { dialect.true_words = list(options.trueWords) }
        if !options.falseWords.isEmpty { dialect.false_words = list(options.falseWords) }
        table.pointee.dialect = dialect
    }

    /// A list of words that lives as long as this.
    func list(_ texts: [String]) -> UnsafePointer<ck_words> {
        let list = WordList(texts)
        words.append(list)
        return UnsafePointer(list.words)
    }

    /// Makes columns that are looked at, each with what is missing in it.
    func setColumns(_ missing: [[String]]) {
        table.pointee.columns?.deallocate()
        let columns = UnsafeMutablePointer<ck_column>.allocate(capacity: max(missing.count, 1))
        // Most columns have the same words.
        var lists: [[String]: (UnsafePointer<ck_words>, [Double], UnsafeMutablePointer<Double>?)] = [:]
        for (index, texts) in missing.enumerated() {
            let known = lists[texts] ?? wordsAndNumbers(texts)
            lists[texts] = known
            var column = ck_column()
            column.kind = CK_LOOKED_AT
            column.missing_words = known.0
            column.missing_numbers = known.2.map { UnsafePointer($0) }
            column.missing_number_count = known.1.count
            (columns + index).initialize(to: column)
        }
        table.pointee.columns = columns
        table.pointee.width = missing.count
    }

    private func wordsAndNumbers(
        _ texts: [String]
    ) -> (UnsafePointer<ck_words>, [Double], UnsafeMutablePointer<Double>?) {
        let reader = DecimalReader()
        let values = texts.compactMap { text in
            Array(text.utf8).withUnsafeBytes { $0.isEmpty ? nil : reader.double($0) }
        }.filter { !$0.isNaN }
        guard !values.isEmpty else { return (list(texts), [], nil) }
        let memory = UnsafeMutablePointer<Double>.allocate(capacity: values.count)
        for (index, value) in values.enumerated() { (memory + index).initialize(to: value) }
        numbers.append(memory)
        return (list(texts), values, memory)
    }

    /// Has these lines read, in blocks.
    func setBlocks(_ blocks: [ck_block]) {
        table.pointee.blocks?.deallocate()
        let memory = UnsafeMutablePointer<ck_block>.allocate(capacity: max(blocks.count, 1))
        for (index, block) in blocks.enumerated() { (memory + index).initialize(to: block) }
        (table.pointee.blocks, table.pointee.block_count) = (memory, blocks.count)
        (table.pointee.next_block, table.pointee.is_stopped) = (0, 0)
    }

    /// The bytes between two places.
    static func text(_ start: UnsafePointer<UInt8>?, _ end: UnsafePointer<UInt8>?) -> UnsafeBufferPointer<UInt8> {
        guard let start, let end else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: start, count: end - start)
    }

    /// What a field stands for, without its quotation marks.
    func content(_ start: UnsafePointer<UInt8>?, _ end: UnsafePointer<UInt8>?) -> [UInt8] {
        let field = Self.text(start, end)
        return [UInt8](unsafeUninitializedCapacity: field.count) { output, count in
            count = withUnsafePointer(to: table.pointee.dialect) {
                ck_unquote($0, start, end, output.baseAddress)
            }
        }
    }

    /// The fields of the next record; nil for a line that is none. `position` moves behind it.
    func record(
        _ position: inout UnsafePointer<UInt8>?, most: Int = 1 << 24
    ) -> [(start: UnsafePointer<UInt8>?, end: UnsafePointer<UInt8>?)]? {
        var capacity = 64
        while true {
            var next = position
            var found: [(UnsafePointer<UInt8>?, UnsafePointer<UInt8>?)] = []
            let count = withUnsafeTemporaryAllocation(of: UnsafePointer<UInt8>?.self, capacity: 2 * capacity) {
                places in
                let count = ck_split_record(
                    table, &next, places.baseAddress, places.baseAddress.map { $0 + capacity }, capacity)
                if count >= 0, count <= capacity { found = (0..<count).map { (places[$0], places[capacity + $0]) } }
                return count
            }
            if count > capacity, capacity < most {
                capacity = min(count, most)
                continue
            }
            position = next
            return count < 0 ? nil : found
        }
    }
}

/// Words in the form that the C reader takes.
private final class WordList {
    let words: UnsafeMutablePointer<ck_words>
    private let bytes: UnsafeMutablePointer<UInt8>
    private let ends: UnsafeMutablePointer<Int>

    init(_ texts: [String]) {
        let texts = texts.map { Array($0.utf8) }
        let filled = texts.filter { !$0.isEmpty }
        bytes = .allocate(capacity: max(filled.reduce(0) { $0 + $1.count }, 1))
        ends = .allocate(capacity: max(filled.count, 1))
        words = .allocate(capacity: 1)
        words.initialize(to: ck_words())
        var end = 0
        for (index, text) in filled.enumerated() {
            for byte in text {
                (bytes + end).initialize(to: byte)
                end += 1
            }
            (ends + index).initialize(to: end)
        }
        words.pointee.bytes = UnsafePointer(bytes)
        words.pointee.ends = UnsafePointer(ends)
        words.pointee.count = filled.count
        words.pointee.has_empty = filled.count < texts.count
        withUnsafeMutableBytes(of: &words.pointee.begins) { begins in
            for text in filled { begins[Int(text[0])] = 1 }
        }
    }

    deinit {
        bytes.deallocate()
        ends.deallocate()
        words.deallocate()
    }
}
