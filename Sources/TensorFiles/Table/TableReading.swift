internal import Tensors

/// Reads a table from the bytes of its text, row by row.
struct TableReading {
    private let text: TableText
    private let options: TableOptions
    private let meter: TransferMeter
    private let limit: Int
    private let decimals = DecimalReader()
    private var delimiter = TableOptions.Delimiter.blanks
    private var fields: [Range<Int>] = []
    private var floats: [Double] = []
    private var wholes: [Int] = []
    private var rowCount = 0
    private var width: Int?
    /// The columns wanted, by place; nil for all.
    private var columns: [Int]?

    init(_ text: TableText, _ options: TableOptions, _ meter: TransferMeter, limit: Int) {
        self.text = text
        self.options = options
        self.meter = meter
        self.limit = limit
    }

    mutating func table() throws(TensorFileError) -> Table {
        var lines = TableLines(text, skipping: options.skippedLines)
        do throws(TableError) {
            delimiter = try options.delimiter == .automatic ? sniffed(lines) : options.delimiter
            let (names, headerLine) = try header(&lines)
            columns = try chosenColumns(names)
            let dimensions = try rows(&lines)
            return Table(tensor: tensor(dimensions), columnNames: names, headerLine: headerLine)
        } catch {
            if let stop { throw stop }
            // Bytes that are no text are rather told as such than as a field that is no number.
            throw .table(text.firstNull.map { .notText(offset: $0) } ?? error)
        }
    }

    /// Why reading stops, if it is not the table's fault.
    private var stop: TensorFileError?

    // MARK: - Before the rows

    private mutating func sniffed(_ lines: TableLines) throws(TableError) -> TableOptions.Delimiter {
        var lines = lines
        guard let first = try lines.next() else { return .blanks }
        guard let second = try lines.next() else { return shown(by: first) ?? .blanks }
        if let found = shown(by: second) { return found }
        delimiter = .blanks
        try split(second)
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

    private mutating func header(_ lines: inout TableLines) throws(TableError) -> ([String]?, Int?) {
        if options.header == .absent { return (nil, nil) }
        var ahead = lines
        guard let first = try ahead.next() else { return (nil, nil) }
        try split(first)
        if options.header == .automatic {
            let named = fields.filter { !$0.isEmpty }
            guard !named.isEmpty, named.allSatisfy(isName) else { return (nil, nil) }
        }
        lines = ahead
        return (fields.map { text.string($0) }, first.number)
    }

    /// Whether a field can be a column's name: no number, nor anything that begins like one (`1,5` between semicolons).
    private func isName(_ field: Range<Int>) -> Bool {
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

    // MARK: - Rows

    private mutating func rows(_ lines: inout TableLines) throws(TableError) -> Shape {
        var polled = 0
        while rowCount < options.rowLimit ?? .max, let line = try lines.next() {
            rowCount += 1
            try split(line)
            try convertRow(line)
            let count = max(floats.count, wholes.count)
            if rowCount == 1 { reserve(count, lineLength: lines.position - line.content.lowerBound, limit) }
            if lines.position - polled >= TransferMeter.pieceSize || count > limit / 8 {
                do throws(TensorFileError) {
                    if count > limit / 8 { throw .tooLarge([rowCount, width ?? 0], limit: limit) }
                    try meter.advance(lines.position - polled)
                } catch {
                    stop = error
                    throw .empty
                }
                polled = lines.position
            }
        }
        let width = columns?.count ?? width ?? 0
        return rowCount == 0 ? [0] : [rowCount, width]
    }

    /// Room for as many rows as the first one's length lets expect.
    private mutating func reserve(_ count: Int, lineLength: Int, _ limit: Int) {
        let rows = text.bytes.count / max(lineLength, 1) + 1
        let room = min(max(count, 1) * min(rows, options.rowLimit ?? rows), limit / 8)
        if options.dtype == .float64 { floats.reserveCapacity(room) } else { wholes.reserveCapacity(room) }
    }

    private mutating func convertRow(_ line: TableLines.Line) throws(TableError) {
        guard let columns else {
            if let width, fields.count != width {
                throw .ragged(row: rowCount, line: line.number, count: fields.count, expected: width)
            }
            width = fields.count
            for column in fields.indices { try convert(column, line) }
            return
        }
        for column in columns {
            let place = column < 0 ? column + fields.count : column
            guard fields.indices.contains(place) else {
                throw .noColumn(column, row: rowCount, line: line.number, count: fields.count)
            }
            try convert(place, line)
        }
    }

    @inline(__always)
    private mutating func convert(_ column: Int, _ line: TableLines.Line) throws(TableError) {
        let field = text.raw(fields[column])
        if options.dtype == .float64 {
            if let value = decimals.double(field) {
                floats.append(value)
            } else {
                floats.append(try gap(column, line, isTooLarge: false))
            }
            return
        }
        switch decimals.whole(field) {
        case .number(let value): wholes.append(options.dtype == .bool ? (value == 0 ? 0 : 1) : value)
        case .tooLarge: wholes.append(try whole(gap(column, line, isTooLarge: true), column, line))
        case .noNumber: wholes.append(try whole(gap(column, line, isTooLarge: false), column, line))
        }
    }

    private func whole(_ value: Double, _ column: Int, _ line: TableLines.Line) throws(TableError) -> Int {
        guard let value = Int(exactly: value) else {
            throw .notNumber(place(column, line), text: text.string(fields[column]), type: options.dtype)
        }
        return options.dtype == .bool ? (value == 0 ? 0 : 1) : value
    }

    private static let missingWords: Set<String> = ["NA", "N/A", "na", "n/a", "null", "NULL", "None", "?"]

    /// What stands for a field that is no number.
    private func gap(_ column: Int, _ line: TableLines.Line, isTooLarge: Bool) throws(TableError) -> Double {
        let field = text.string(fields[column])
        let isMissing = field.isEmpty || Self.missingWords.contains(field)
        switch options.gaps {
        case .anyText(let value): return value
        case .missing(let value) where isMissing: return value
        default: break
        }
        let place = place(column, line)
        if isMissing { throw .missing(place, text: field) }
        if isTooLarge { throw .integerTooLarge(place, text: field) }
        throw .notNumber(place, text: field, type: options.dtype)
    }

    private func place(_ column: Int, _ line: TableLines.Line) -> TableError.Place {
        TableError.Place(row: rowCount, column: column + 1, line: line.number)
    }

    private func tensor(_ shape: Shape) -> Tensor {
        switch options.dtype {
        case .float64: .float64(NDArray(floats, shape: shape))
        case .int64: .int64(NDArray(wholes, shape: shape))
        case .bool: .bool(NDArray(wholes.map { $0 != 0 }, shape: shape))
        }
    }

    // MARK: - Fields

    /// Finds the fields of a line, without the blanks and quotation marks around them.
    private mutating func split(_ line: TableLines.Line) throws(TableError) {
        fields.removeAll(keepingCapacity: true)
        let bytes = text.bytes
        var position = line.content.lowerBound
        let end = line.content.upperBound
        if case .character(let delimiter) = delimiter {
            while true {
                let start = position
                if line.hasQuotes { position = try endOfQuotes(from: start, line) }
                while position < end, bytes[position] != delimiter { position += 1 }
                fields.append(trimmed(start..<position))
                if position == end { return }
                position += 1
            }
        }
        while true {
            while position < end, TableText.isBlank(bytes[position]) { position += 1 }
            if position == end { return }
            let start = position
            if line.hasQuotes { position = try endOfQuotes(from: start, line) }
            while position < end, !TableText.isBlank(bytes[position]) { position += 1 }
            fields.append(trimmed(start..<position))
        }
    }

    /// Where a quoted field that begins here has its last quotation mark behind it; the start for any other field.
    private func endOfQuotes(from start: Int, _ line: TableLines.Line) throws(TableError) -> Int {
        var position = start
        let end = line.content.upperBound
        while position < end, TableText.isBlank(text.bytes[position]) { position += 1 }
        guard position < end, text.bytes[position] == UInt8(ascii: "\"") else { return start }
        guard let close = text.bytes[(position + 1)..<end].firstIndex(of: UInt8(ascii: "\"")) else {
            throw .openQuote(line: line.number)
        }
        return close + 1
    }

    @inline(__always)
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        let bytes = text.bytes
        while start < end, TableText.isBlank(bytes[start]) { start += 1 }
        while start < end, TableText.isBlank(bytes[end - 1]) { end -= 1 }
        if end - start > 1, bytes[start] == UInt8(ascii: "\""), bytes[end - 1] == UInt8(ascii: "\"") {
            return trimmedInside(start + 1..<end - 1)
        }
        return start..<end
    }

    private func trimmedInside(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, TableText.isBlank(text.bytes[start]) { start += 1 }
        while start < end, TableText.isBlank(text.bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
