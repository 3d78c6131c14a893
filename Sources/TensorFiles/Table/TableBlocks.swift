internal import CKernels
internal import Kernels
internal import Synchronization
internal import Tensors

/// The lines behind the first row of a table, cut into blocks that threads read side by side.
///
/// The lines of all blocks are counted first, so that each thread knows where its numbers go; where lines turn out to be
/// no rows, the numbers move up afterwards. What is told of a mistake is what reading row by row would tell.
final class TableBlocks: Sendable {
    /// Why reading ends.
    enum Failure: Error {
        case table(TableError)
        case other(TensorFileError)
    }

    /// The bytes of a block: a few milliseconds of work at most.
    static let usualSize = 1 << 19

    private struct State {
        var nextBlock = 0
        var finishedBytes = 0
        /// The first block that isn't read any more.
        var end: Int
        var lineCounts: [Int]
        var rowCounts: [Int]
        var mistake: TableError?
    }

    /// The bytes outlive the blocks, and nobody writes to them.
    nonisolated(unsafe) private let text: TableText
    private let layout: TableLayout
    private let plain: PlainRows?
    private let blocks: [Range<Int>]
    private let linesBefore: Int
    /// The numbers of a row.
    private let length: Int
    private let limit: Int
    private let state: Mutex<State>

    /// Cuts the text behind the lines that were read, the first row among them.
    init(_ text: TableText, _ lines: TableLines, _ first: TableRow, size: Int, limit: Int) {
        self.text = text
        layout = first.layout
        plain = PlainRows(layout, comments: text.comments)
        linesBefore = lines.number
        length = first.length
        self.limit = limit / 8
        var blocks: [Range<Int>] = []
        var start = lines.position
        while start < text.bytes.count {
            let end = text.lineStart(from: min(start + size, text.bytes.count))
            blocks.append(start..<end)
            start = end
        }
        self.blocks = blocks
        let none = [Int](repeating: 0, count: blocks.count)
        state = Mutex(State(end: blocks.count, lineCounts: none, rowCounts: none))
    }

    // MARK: - Sharing the work

    /// Calls `work` with each block on some thread; the caller's looks at the watch in between.
    private func forEachBlock(_ meter: TransferMeter?, _ work: @Sendable (Int) -> Void) throws(TensorFileError) {
        state.withLock { ($0.nextBlock, $0.finishedBytes) = (0, 0) }
        let bytes = (blocks.last?.upperBound ?? 0) - (blocks.first?.lowerBound ?? 0)
        let threads = min(Threads.limit, blocks.count, 1 + bytes / Self.usualSize)
        var failure: TensorFileError?
        Threads.run(threads) {
            var reported = 0
            while let block = takeBlock() {
                work(block)
                let finished = finish(block)
                do throws(TensorFileError) { try meter?.advance(finished - reported) } catch {
                    failure = error
                    state.withLock { $0.end = 0 }
                }
                reported = finished
            }
        } elsewhere: {
            while let block = takeBlock() {
                work(block)
                _ = finish(block)
            }
        }
        if let failure { throw failure }
    }

    private func takeBlock() -> Int? {
        state.withLock { state in
            guard state.nextBlock < state.end else { return nil }
            defer { state.nextBlock += 1 }
            return state.nextBlock
        }
    }

    private func finish(_ block: Int) -> Int {
        state.withLock { state in
            state.finishedBytes += blocks[block].count
            return state.finishedBytes
        }
    }

    // MARK: - Lines

    /// Counts the lines of all blocks.
    ///
    /// - Throws: ``TensorFileError/interrupted``.
    func count(_ watch: TransferWatch) throws(TensorFileError) {
        let quiet = TransferWatch(isInterrupted: watch.isInterrupted)
        try forEachBlock(TransferMeter(quiet, total: 0)) { block in
            let bytes = UnsafeBufferPointer(rebasing: self.text.bytes[self.blocks[block]])
            let count = ck_count_lines(bytes.baseAddress, bytes.count)
            self.state.withLock { $0.lineCounts[block] = count }
        }
    }

    /// As many rows as there can be. One more than memory allows stands for any number of them.
    var capacity: Int {
        let lines = state.withLock { $0.lineCounts.reduce(1, +) }
        return min(lines, layout.options.rowLimit ?? lines, limit / max(length, 1) + 1)
    }

    // MARK: - Rows

    /// Reads all rows, with `first` in front, and gives how many there are.
    func read(_ first: TableRow, into numbers: UnsafeMutableRawPointer, _ meter: TransferMeter) throws(Failure) -> Int {
        first.withUnsafeBytes {
            numbers.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(numbers), byteCount: $0.count)
        }
        let lineCounts = state.withLock { $0.lineCounts }
        let isWhole = capacity == lineCounts.reduce(1, +) && capacity * length <= limit
        return isWhole ? try readAll(lineCounts, numbers, meter) : try readSome(lineCounts, numbers, meter)
    }

    /// Reads all blocks, each to where its lines let expect, and closes the gaps.
    private func readAll(
        _ lineCounts: [Int], _ numbers: UnsafeMutableRawPointer, _ meter: TransferMeter
    ) throws(Failure) -> Int {
        var starts = [1]
        for count in lineCounts { starts.append(starts[starts.count - 1] + count) }
        let rowSize = length * 8
        // Each thread writes to rows of its own.
        nonisolated(unsafe) let output = numbers
        do throws(TensorFileError) {
            try forEachBlock(meter) { [starts] block in
                let (start, end) = (starts[block], starts[block + 1])
                let target = output + start * rowSize
                let result = self.readBlock(block, linesBefore: start - 1, into: target, most: end - start)
                self.state.withLock { state in
                    state.rowCounts[block] = result.rows
                    guard let mistake = result.mistake, block < state.end else { return }
                    state.mistake = mistake
                    state.end = block
                }
            }
        } catch {
            throw .other(error)
        }
        let (rowCounts, end, mistake) = state.withLock { ($0.rowCounts, $0.end, $0.mistake) }
        if let mistake { throw .table(mistake.movedDown(rows: rowCounts[..<end].reduce(1, +))) }
        var rows = 1
        for (block, count) in rowCounts.enumerated() {
            if rows < starts[block] {
                (numbers + rows * rowSize).copyMemory(
                    from: numbers + starts[block] * rowSize, byteCount: count * rowSize)
            }
            rows += count
        }
        return rows
    }

    /// Reads block after block on this thread, until there are as many rows as are wanted, or too many.
    private func readSome(
        _ lineCounts: [Int], _ numbers: UnsafeMutableRawPointer, _ meter: TransferMeter
    ) throws(Failure) -> Int {
        let capacity = capacity
        var (rows, lines) = (1, 0)
        for block in blocks.indices where rows < capacity {
            let target = numbers + rows * length * 8
            let result = readBlock(block, linesBefore: lines, into: target, most: capacity - rows)
            if let mistake = result.mistake { throw .table(mistake.movedDown(rows: rows)) }
            rows += result.rows
            lines += lineCounts[block]
            do throws(TensorFileError) { try meter.advance(blocks[block].count) } catch { throw .other(error) }
        }
        if rows * length > limit { throw .other(.tooLarge([rows, length], limit: limit * 8)) }
        return rows
    }

    /// Reads the rows of a block; of a mistake it tells the row as the block counts them.
    private func readBlock(
        _ block: Int, linesBefore lines: Int, into numbers: UnsafeMutableRawPointer, most: Int
    ) -> (rows: Int, mistake: TableError?) {
        let text = text.prefix(blocks[block].upperBound)
        var lines = TableLines(text, at: blocks[block].lowerBound, number: linesBefore + lines)
        var row = TableRow(text, layout)
        do throws(TableError) {
            while row.count < most {
                let target = numbers + row.count * length * 8
                let found = plain?.read(&lines, into: target, length: length, most: most - row.count) ?? 0
                row.skip(found)
                guard row.count < most, let line = try lines.next() else { break }
                try row.read(line)
                row.withUnsafeBytes { bytes in
                    (target + found * length * 8).copyMemory(
                        from: bytes.baseAddress ?? UnsafeRawPointer(target), byteCount: bytes.count)
                }
            }
        } catch {
            return (row.count, error)
        }
        return (row.count, nil)
    }
}

extension TableError {
    /// The same mistake with so many rows in front.
    fileprivate func movedDown(rows: Int) -> TableError {
        func moved(_ place: Place) -> Place {
            var place = place
            place.row += rows
            return place
        }
        return switch self {
        case .missing(let place, let text): .missing(moved(place), text: text)
        case .notNumber(let place, let text, let type): .notNumber(moved(place), text: text, type: type)
        case .decimalComma(let place, let text): .decimalComma(moved(place), text: text)
        case .integerTooLarge(let place, let text): .integerTooLarge(moved(place), text: text)
        case .ragged(let row, let line, let count, let expected):
            .ragged(row: row + rows, line: line, count: count, expected: expected)
        case .noColumn(let column, let row, let line, let count):
            .noColumn(column, row: row + rows, line: line, count: count)
        default: self
        }
    }
}
