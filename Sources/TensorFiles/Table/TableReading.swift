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
            let columns = try chosenColumns(names)
            first = TableRow(text, TableLayout(options: options, delimiter: delimiter, columns: columns))
            if options.rowLimit ?? .max > 0, let line = try lines.next() { try first.read(line) }
        } catch {
            throw failure(error)
        }
        let tensor = first.count == 0 ? TableReading.empty(options.dtype) : try rows(first, lines)
        return Table(tensor: tensor, columnNames: names, headerLine: headerLine)
    }

    /// Bytes that are no text are rather told as such than as a field that is no number.
    private func failure(_ error: TableError) -> TensorFileError {
        .table(text.firstNull.map { .notText(offset: $0) } ?? error)
    }

    // MARK: - Rows

    /// All rows, the first of which is read.
    private func rows(_ first: TableRow, _ lines: TableLines) throws(TensorFileError) -> Tensor {
        let blocks = TableBlocks(text, lines, first, size: blockSize, limit: limit)
        try blocks.count(meter.watch)
        switch options.dtype {
        case .float64: return .float64(try numbers(blocks, first, Double.self))
        case .int64: return .int64(try numbers(blocks, first, Int.self))
        case .bool:
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

    private static func empty(_ type: DType) -> Tensor {
        switch type {
        case .float64: .float64(NDArray([], shape: [0]))
        case .int64: .int64(NDArray([], shape: [0]))
        case .bool: .bool(NDArray([], shape: [0]))
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
        return [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")].first { found.contains($0) }
            .map { .character($0) }
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
            guard !named.isEmpty, named.allSatisfy({ isName($0, decimals) }) else { return (nil, nil) }
        }
        lines = ahead
        return (fields.map { text.string($0) }, first.number)
    }

    /// Whether a field can be a column's name: no number, nor anything that begins like one (`1,5` between semicolons).
    private func isName(_ field: Range<Int>, _ decimals: DecimalReader) -> Bool {
        let start = text.bytes[field].first { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") } ?? 0
        return !(48...57 ~= start) && decimals.double(text.raw(field)) == nil
    }

    private func chosenColumns(_ names: [String]?) throws(TableError) -> [Int]? {
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
        return columns
    }
}
