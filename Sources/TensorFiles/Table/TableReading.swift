internal import Kernels
internal import Tensors

/// Reads a table from the bytes of its text: what its beginning says, the first row, and then the others on all threads.
struct TableReading {
    private let text: TableText
    private let options: TableOptions
    private let meter: TransferMeter
    private let limit: Int
    private let blockSize: Int

    init(
        _ text: TableText, _ options: TableOptions, _ meter: TransferMeter, limit: Int,
        blockSize: Int = TableBlocks.usualSize
    ) {
        self.text = text
        self.options = options
        self.meter = meter
        self.limit = limit
        self.blockSize = blockSize
    }

    func table() throws(TensorFileError) -> Table {
        var lines = TableLines(text, skipping: options.skippedLines)
        let names: [String]?
        let headerLine: Int?
        var first: TableRow
        do throws(TableError) {
            let delimiter = try options.delimiter == .automatic ? sniffed(lines) : options.delimiter
            (names, headerLine) = try header(&lines, delimiter)
            let columns = try chosenColumns(names, lines, delimiter)
            let found = try foundKinds(lines, delimiter, columns)
            let dtype = if let found { try found.dtype() } else { options.dtype ?? .float64 }
            let layout = TableLayout(
                options: options, delimiter: delimiter, columns: columns, dtype: dtype, kinds: found?.kinds)
            first = TableRow(text, layout)
            if options.rowLimit ?? .max > 0, let line = try lines.next() { try first.read(line) }
        } catch {
            throw failure(error)
        }
        let columns = options.dialect == .genfromtxt ? nil : first.layout.columns
        let tensor =
            first.count == 0 ? TableReading.empty(first.layout.dtype, columns: columns?.count) : try rows(first, lines)
        return Table(tensor: tensor, columnNames: names, headerLine: headerLine)
    }

    /// Bytes that are no text are rather told as such than as a field that is no number, and rows of other lengths rather
    /// than what is wrong with a field, as `np.genfromtxt` tells it.
    private func failure(_ error: TableError) -> TensorFileError {
        if let offset = text.firstNull { return .table(.notText(offset: offset)) }
        if options.dialect == .genfromtxt, let ragged = try? raggedLines() { return .table(ragged) }
        return .table(error)
    }

    // MARK: - Rows

    /// All rows, the first of which is read.
    private func rows(_ first: TableRow, _ lines: TableLines) throws(TensorFileError) -> Tensor {
        let blocks = TableBlocks(text, lines, first, size: blockSize, limit: limit)
        try blocks.count(meter.watch)
        switch first.layout.dtype.kind {
        // Columns of texts and of complex numbers are refused before.
        case .floating, .complex, .text: return .float64(try numbers(blocks, first, Double.self))
        case .signed, .unsigned: return .int64(try numbers(blocks, first, Int.self))
        case .boolean:
            let numbers = try numbers(blocks, first, Int.self)
            return .bool(NDArray(numbers.elements.map { $0 != 0 }, shape: numbers.shape))
        }
    }

    private func numbers<Element: TensorElement>(
        _ blocks: TableBlocks, _ first: TableRow, _ type: Element.Type
    ) throws(TensorFileError) -> NDArray<Element> {
        let shape: Shape = [blocks.capacity, first.length]
        let result: NDArray<Element>
        do { result = try NDArray(unset: shape) } catch { throw .tooLarge(shape, limit: MemoryLimit.system.bytes) }
        do throws(TableBlocks.Failure) {
            let rows = try blocks.read(first, into: result.buffer.start, meter)
            return NDArray(
                buffer: result.buffer, shape: [rows, first.length], strides: result.strides, offset: 0)
        } catch {
            switch error {
            case .table(let error): throw failure(error)
            case .other(let error): throw error
            }
        }
    }

    private static func empty(_ type: DType, columns: Int?) -> Tensor {
        let shape: Shape = columns.map { [0, $0] } ?? [0]
        return switch type.kind {
        case .floating, .complex, .text: .float64(NDArray([], shape: shape))
        case .signed, .unsigned: .int64(NDArray([], shape: shape))
        case .boolean: .bool(NDArray([], shape: shape))
        }
    }

    // MARK: - As genfromtxt sees it

    /// What the columns are taken for where no type is asked for; nil where one is.
    private func foundKinds(
        _ lines: TableLines, _ delimiter: TableOptions.Delimiter, _ columns: [Int]?
    ) throws(TableError) -> ColumnKinds? {
        guard options.dtype == nil else { return nil }
        var found: ColumnKinds?
        try forEachRow(lines, delimiter) { fields, _ in
            let wanted = columns?.map { fields.indices.contains($0) ? fields[$0] : 0..<0 } ?? fields
            if found == nil { found = ColumnKinds(text, columns: wanted.count, missing: options.missingWords) }
            // Rows of other lengths are told when they are read.
            if wanted.count == found?.kinds.count { found?.look(at: wanted) }
        }
        return found ?? ColumnKinds(text, columns: 0, missing: .init())
    }

    /// All rows that have another number of fields than they should, as they are told; nil if there are none.
    private func raggedLines() throws(TableError) -> TableError? {
        let lines = TableLines(text, skipping: options.skippedLines)
        let columns = try chosenColumns(nil, lines, options.delimiter)
        var firstLine: Int?
        var expected = columns?.count ?? 0
        var found: [TableError.RaggedLine] = []
        try forEachRow(lines, options.delimiter) { fields, line in
            if firstLine == nil {
                firstLine = line.number
                if columns == nil { expected = fields.count }
            }
            let isWhole = columns?.allSatisfy { $0 >= -fields.count && $0 < fields.count } ?? (fields.count == expected)
            guard !isWhole else { return }
            let told = line.number - (firstLine ?? 0) + options.skippedLines + 1
            found.append(.init(number: line.number, told: told, count: fields.count))
        }
        return found.isEmpty ? nil : .raggedLines(found, expected: expected)
    }

    /// Calls `body` with the fields of each row that is wanted.
    private func forEachRow(
        _ lines: TableLines, _ delimiter: TableOptions.Delimiter, _ body: ([Range<Int>], TableLines.Line) -> Void
    ) throws(TableError) {
        var lines = lines
        var fields: [Range<Int>] = []
        var rest = options.rowLimit ?? .max
        while rest > 0, !meter.watch.isInterrupted(), let line = try lines.next() {
            try text.split(line, at: delimiter, into: &fields)
            body(fields, line)
            rest -= 1
        }
    }

    // MARK: - Before the rows

    private func sniffed(_ lines: TableLines) throws(TableError) -> TableOptions.Delimiter {
        var lines = lines
        guard let first = try lines.next() else { return .blanks }
        guard let second = try lines.next() else { return shown(by: first) ?? .blanks }
        if let found = shown(by: second) { return found }
        var fields: [Range<Int>] = []
        try text.split(second, at: .blanks, into: &fields)
        return fields.count > 1 ? .blanks : shown(by: first) ?? .blanks
    }

    private func shown(by line: TableLines.Line) -> TableOptions.Delimiter? {
        var found: Set<UInt8> = []
        var isQuoted = false
        for byte in text.bytes[line.content] {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted { found.insert(byte) }
        }
        let shown = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")].first { found.contains($0) }
        if shown == UInt8(ascii: "\t"), hasSeveralNumbers(between: UInt8(ascii: "\t"), line) { return .blanks }
        return shown.map { .character($0) }
    }

    /// Whether several numbers with blanks between them stand where one should, as where only the last field, a text, has
    /// a tab in front.
    private func hasSeveralNumbers(between delimiter: UInt8, _ line: TableLines.Line) -> Bool {
        var (fields, words): ([Range<Int>], [Range<Int>]) = ([], [])
        guard (try? text.split(line, at: .character(delimiter), into: &fields)) != nil else { return false }
        let decimals = DecimalReader()
        return fields.contains { field in
            let part = TableLines.Line(number: line.number, content: field, hasQuotes: false)
            guard (try? text.split(part, at: .blanks, into: &words)) != nil, words.count > 1 else { return false }
            return words.allSatisfy { decimals.double(text.raw($0)) != nil }
        }
    }

    private func header(
        _ lines: inout TableLines, _ delimiter: TableOptions.Delimiter
    ) throws(TableError) -> ([String]?, Int?) {
        if options.header == .absent { return (nil, nil) }
        var ahead = lines
        guard let first = try ahead.next() else { return (nil, nil) }
        var fields: [Range<Int>] = []
        try text.split(first, at: delimiter, into: &fields)
        if options.header == .automatic {
            let decimals = DecimalReader()
            let named = fields.filter { !$0.isEmpty }
            guard !named.isEmpty, named.allSatisfy({ isName($0, decimals) }),
                // A row that says of all its numbers that they are missing is one.
                !named.allSatisfy({ TableRow.missingWords.contains(text.string($0)) })
            else { return (nil, nil) }
        }
        lines = ahead
        return (fields.map { text.string($0) }, first.number)
    }

    /// Whether a field can be a column's name: no number, nor anything that begins like one (`1,5` between semicolons).
    private func isName(_ field: Range<Int>, _ decimals: DecimalReader) -> Bool {
        let start = text.bytes[field].first { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") } ?? 0
        return !(48...57 ~= start) && decimals.double(text.raw(field)) == nil
    }

    private func chosenColumns(
        _ names: [String]?, _ lines: TableLines, _ delimiter: TableOptions.Delimiter
    ) throws(TableError) -> [Int]? {
        guard let wanted = options.columns else { return nil }
        var columns: [Int] = []
        for column in wanted {
            switch column {
            case .index(let index): columns.append(index)
            case .name(let name):
                guard let index = names?.firstIndex(of: name) else {
                    throw .unknownColumn(name, among: names ?? [])
                }
                columns.append(index)
            }
        }
        guard options.dialect == .genfromtxt, columns.contains(where: { $0 < 0 }) else { return columns }
        // Counted from the end of the first row.
        var lines = lines
        var fields: [Range<Int>] = []
        if let first = try lines.next() { try text.split(first, at: delimiter, into: &fields) }
        return columns.map { $0 < 0 ? $0 + fields.count : $0 }
    }
}
