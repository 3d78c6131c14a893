internal import CKernels
internal import Kernels
internal import Tensors

/// Reads a table of named columns from the bytes of its text: what its beginning says, and then all records on all threads.
struct ColumnReading {
    let native: NativeTable
    var options: ColumnOptions
    let meter: TransferMeter
    let limit: Int
    let blockSize: Int
    var remarks: [ColumnRemark] = []
    var skippedLines = 0
    var headerLine: Int?

    init(
        _ text: UnsafeBufferPointer<UInt8>, _ options: ColumnOptions, _ meter: TransferMeter, limit: Int,
        blockSize: Int = ColumnBlocks.usualSize
    ) {
        native = NativeTable(text)
        self.options = options
        self.meter = meter
        self.limit = limit
        self.blockSize = blockSize
    }

    /// What the beginning of a table says: its columns, and where its records begin.
    struct Layout {
        /// The names of the fields of a record; nil for those in front that have none.
        var names: [String?]
        /// Whether a field is wanted.
        var isWanted: [Bool]
        var start: UnsafePointer<UInt8>
        var sample: ColumnSample
        var kinds: [ck_column_kind]
    }

    mutating func table() throws(TensorFileError) -> ColumnTable {
        var layout: Layout
        do throws(TableError) { layout = try self.layout() } catch { throw told(error) }
        let blocks = ColumnBlocks(native, from: layout.start, size: blockSize, rowLimit: options.rowLimit)
        var outcome = try read(layout.kinds.indices.filter { layout.isWanted[$0] }, layout, blocks)
        // What later records show to be of another kind is read again.
        var changed: [Int] = []
        for index in layout.kinds.indices where layout.isWanted[index] {
            let kind = FieldBits.kind(
                outcome.facts[index].seen, asked: asked(index, layout), hasRows: outcome.rows > 0)
            if kind != layout.kinds[index] { changed.append(index) }
            layout.kinds[index] = kind
        }
        noteStrays(changed, layout, outcome)
        if !changed.isEmpty {
            let again = try read(changed, layout, blocks)
            for index in changed {
                outcome.facts[index].width = again.facts[index].width
                outcome.facts[index].long_count = again.facts[index].long_count
                outcome.facts[index].missing_count = again.facts[index].missing_count
            }
        }
        for index in layout.kinds.indices where layout.isWanted[index] {
            native.table.pointee.columns?[index].kind = layout.kinds[index]
        }
        try checkAsked(layout, outcome)
        noteShortRecords(layout, outcome)
        let columns = try self.columns(layout, outcome)
        return ColumnTable(columns: columns, rowCount: outcome.rows, format: format, remarks: remarks)
    }

    /// Bytes that are no text are rather told as such than as what is wrong with a beginning.
    private func told(_ error: TableError) -> TensorFileError {
        guard let start = native.table.pointee.start, let end = native.table.pointee.end,
            let place = ck_find_bad_byte(start, end)
        else { return .table(error) }
        return .table(place.pointee == 0 ? .notText(offset: place - start) : .notUTF8(line: native.line(of: place)))
    }

    private var format: ColumnFormat {
        let delimiter = native.table.pointee.dialect.delimiter
        return ColumnFormat(
            delimiter: delimiter == 0 ? nil : delimiter, decimal: options.decimal, thousands: options.thousands,
            headerLine: headerLine, skippedLines: skippedLines, encoding: options.encoding)
    }

    func asked(_ index: Int, _ layout: Layout) -> ColumnOptions.Kind? {
        layout.names[index].flatMap { options.kindsByName[$0] } ?? options.kind
    }

    // MARK: - Records

    private func read(_ wanted: [Int], _ layout: Layout, _ blocks: ColumnBlocks) throws(TensorFileError)
        -> ColumnBlocks.Outcome
    {
        let columns = native.table.pointee.columns
        for index in layout.kinds.indices { columns?[index].kind = CK_SKIPPED }
        let sizes = wanted.map { index in layout.kinds[index].size + layout.kinds[index].maskSize }
        let rowSize = sizes.reduce(0, +)
        let (total, overflow) = rowSize.multipliedReportingOverflow(by: blocks.capacity)
        guard !overflow, total <= limit else {
            throw .tooLarge([blocks.capacity, wanted.count], limit: limit)
        }
        for index in wanted {
            columns?[index].kind = layout.kinds[index]
            try native.giveMemory(to: index, rows: blocks.capacity, limit: limit)
        }
        return try blocks.read(meter)
    }

    /// A column of numbers that is asked for must hold numbers.
    private func checkAsked(_ layout: Layout, _ outcome: ColumnBlocks.Outcome) throws(TensorFileError) {
        for index in layout.kinds.indices where layout.isWanted[index] {
            guard asked(index, layout) == .number, let place = outcome.facts[index].text_start else { continue }
            let facts = outcome.facts[index]
            throw .table(
                .notNumber(
                    TableError.Place(
                        row: outcome.row(of: facts), column: index + 1, line: native.line(of: place)),
                    text: String(decoding: native.content(place, facts.text_end), as: UTF8.self), type: .float64))
        }
    }

    private func columns(_ layout: Layout, _ outcome: ColumnBlocks.Outcome) throws(TensorFileError)
        -> [ColumnTable.Column]
    {
        var columns: [ColumnTable.Column] = []
        for index in layout.kinds.indices where layout.isWanted[index] {
            let facts = outcome.facts[index]
            let isText = layout.kinds[index].maskSize > 0
            if facts.width > DType.widestText {
                throw .table(.longText(column: layout.names[index] ?? "", count: facts.width, limit: DType.widestText))
            }
            if isText, facts.long_count > 0 { try native.settleLongTexts(in: index, rows: outcome.rows) }
            guard let values = native.values(of: index, rows: outcome.rows, width: facts.width) else {
                throw .interrupted
            }
            columns.append(
                ColumnTable.Column(
                    name: layout.names[index], values: values,
                    missing: isText && facts.missing_count > 0 ? native.missing(of: index, rows: outcome.rows) : nil,
                    missingCount: facts.missing_count, holdsTruthTexts: layout.kinds[index] == CK_TRUTH_TEXT))
        }
        return columns
    }

    // MARK: - What is told

    private mutating func noteStrays(_ changed: [Int], _ layout: Layout, _ outcome: ColumnBlocks.Outcome) {
        guard options.findsTheRest else { return }
        for index in changed where layout.kinds[index] == CK_TEXT {
            let facts = outcome.facts[index]
            guard let place = facts.text_start else { continue }
            remarks.append(
                .stray(
                    column: layout.names[index] ?? "", row: outcome.row(of: facts), line: native.line(of: place),
                    text: String(decoding: native.content(place, facts.text_end), as: UTF8.self)))
        }
    }

    private mutating func noteShortRecords(_ layout: Layout, _ outcome: ColumnBlocks.Outcome) {
        guard options.findsTheRest, let first = outcome.blocks.first(where: { $0.short_count > 0 }),
            let place = first.short_record
        else { return }
        remarks.append(
            .short(
                line: native.line(of: place), count: first.short_fields, expected: layout.names.count,
                records: outcome.blocks.reduce(0) { $0 + $1.short_count }))
    }
}

extension ColumnBlocks.Outcome {
    /// The row of the first text in a column, from 1.
    func row(of facts: ck_column_facts) -> Int {
        blocks.prefix(facts.text_block).reduce(facts.text_row + 1) { $0 + $1.rows }
    }
}

extension ck_column_kind {
    /// The bytes of an element.
    var size: Int {
        switch self {
        case CK_WHOLE, CK_UNSIGNED, CK_NUMBER: 8
        case CK_TRUTH: 1
        case CK_TEXT, CK_TRUTH_TEXT: 16
        default: 0
        }
    }

    /// The bytes for each element that say whether it is missing.
    var maskSize: Int { self == CK_TEXT || self == CK_TRUTH_TEXT ? 1 : 0 }
}
