internal import CKernels
internal import Kernels
internal import Tensors

/// Reads all records of a table into its columns, on all threads.
///
/// The text is cut where a line ends outside of quotation marks, as far as counting them tells. Where a block turns out to
/// end elsewhere than the next begins, all are read again one after the other. Threads look at raw memory only.
struct ColumnBlocks {
    /// The bytes of a block: a few milliseconds of work at most.
    static let usualSize = 1 << 19

    private let native: NativeTable
    private let start: UnsafePointer<UInt8>
    private let blocks: [ck_block]
    /// As many rows as there can be.
    let capacity: Int

    private let isLimited: Bool

    init(_ native: NativeTable, from start: UnsafePointer<UInt8>, size: Int, rowLimit: Int?) {
        self.native = native
        self.start = start
        isLimited = rowLimit != nil
        var (blocks, lines) = (ColumnBlocks.cut(native, from: start, size: size), 0)
        for index in blocks.indices {
            let text = NativeTable.text(blocks[index].start, blocks[index].end)
            blocks[index].first_row = lines
            blocks[index].most_rows = ck_count_lines(text.baseAddress, text.count)
            lines += blocks[index].most_rows
        }
        self.blocks = blocks
        capacity = min(lines, rowLimit ?? lines)
    }

    private static func cut(_ native: NativeTable, from start: UnsafePointer<UInt8>, size: Int) -> [ck_block] {
        guard let end = native.table.pointee.end else { return [] }
        let quote = native.table.pointee.dialect.quote
        var blocks: [ck_block] = []
        var position = start
        var isInside = false
        while position < end {
            let length = min(size, end - position)
            if quote != 0, ck_count_byte(position, length, quote) % 2 == 1 { isInside.toggle() }
            var stop = position + length
            while stop < end, isInside || stop[-1] != 10 && (stop[-1] != 13 || stop[0] == 10) {
                if stop[0] == quote, quote != 0 { isInside.toggle() }
                stop += 1
            }
            var block = ck_block()
            (block.start, block.end) = (position, stop)
            blocks.append(block)
            position = stop
        }
        return blocks
    }

    /// What reading gave: the facts of each column, and the blocks as they were read.
    struct Outcome {
        var facts: [ck_column_facts]
        var blocks: [ck_block]
        var rows: Int
    }

    /// Reads everything, and closes the gaps between the rows of blocks.
    func read(_ meter: TransferMeter) throws(TensorFileError) -> Outcome {
        native.setBlocks(blocks)
        let width = max(native.table.pointee.width, 1)
        let threads = isLimited ? 1 : max(min(Threads.limit, blocks.count), 1)
        var facts = isLimited ? nil : try readSideBySide(threads, width, meter)
        if facts == nil { facts = try readInOrder(width, meter) }
        let read = (0..<native.table.pointee.block_count).map { native.table.pointee.blocks[$0] }
        if let mistake = mistake(in: read) { throw .table(mistake) }
        var merged = [ck_column_facts](repeating: ck_column_facts(), count: native.table.pointee.width)
        for (index, fact) in (facts ?? []).enumerated() where index % width < merged.count {
            merged[index % width].join(fact)
        }
        return Outcome(facts: merged, blocks: read, rows: closeGaps(read))
    }

    /// Nil where blocks begin elsewhere than the ones before them end.
    private func readSideBySide(
        _ threads: Int, _ width: Int, _ meter: TransferMeter
    ) throws(TensorFileError) -> [ck_column_facts]? {
        let memory = UnsafeMutablePointer<ck_column_facts>.allocate(capacity: threads * width)
        memory.initialize(repeating: ck_column_facts(), count: threads * width)
        defer { memory.deallocate() }
        // Each thread takes facts of its own by a number.
        let taken = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        taken.initialize(to: 1)
        defer { taken.deallocate() }
        nonisolated(unsafe) let (table, facts, counter) = (native.table, memory, taken)
        var failure: TensorFileError?
        Threads.run(threads) {
            while ck_read_block(table, facts) {
                do throws(TensorFileError) { try meter.advance(Self.usualSize * threads) } catch {
                    failure = error
                    table.pointee.is_stopped = 1
                }
            }
        } elsewhere: {
            let number = ck_take_number(counter)
            while ck_read_block(table, facts + number * width) {}
        }
        if let failure { throw failure }
        let read = (0..<table.pointee.block_count).map { table.pointee.blocks[$0] }
        for (block, next) in zip(read, read.dropFirst()) {
            if block.hasMistake { break }
            if next.stop == nil || block.stop != next.start { return nil }
        }
        return Array(UnsafeBufferPointer(start: memory, count: threads * width))
    }

    /// Reads one block after the other, each from where the last one ended.
    private func readInOrder(_ width: Int, _ meter: TransferMeter) throws(TensorFileError) -> [ck_column_facts] {
        native.setBlocks(blocks)
        var facts = [ck_column_facts](repeating: ck_column_facts(), count: width)
        var position: UnsafePointer<UInt8>? = start
        var rows = 0
        for index in blocks.indices where rows < capacity {
            let block = native.table.pointee.blocks + index
            (block.pointee.start, block.pointee.first_row, block.pointee.most_rows) = (position, rows, capacity - rows)
            facts.withUnsafeMutableBufferPointer { ck_read_block_again(native.table, index, $0.baseAddress) }
            if block.pointee.hasMistake { break }
            rows += block.pointee.rows
            position = block.pointee.stop
            try meter.advance(Self.usualSize)
        }
        return facts
    }

    // MARK: - What is wrong

    private func mistake(in read: [ck_block]) -> TableError? {
        var rows = 0
        for block in read {
            if let place = block.bad_byte {
                return place.pointee == 0
                    ? .notText(offset: native.offset(of: place)) : .notUTF8(line: native.line(of: place))
            }
            if let place = block.open_quote { return .openQuote(line: native.line(of: place)) }
            if let place = block.ragged {
                return .ragged(
                    row: rows + block.rows + 1, line: native.line(of: place), count: block.ragged_count,
                    expected: native.table.pointee.width)
            }
            rows += block.rows
        }
        return nil
    }

    // MARK: - Rows side by side

    private func closeGaps(_ read: [ck_block]) -> Int {
        var rows = 0
        for block in read {
            if rows < block.first_row, block.rows > 0 {
                for index in 0..<native.table.pointee.width {
                    let column = native.table.pointee.columns[index]
                    column.move(block.rows, from: block.first_row, to: rows)
                }
            }
            rows += block.rows
        }
        return rows
    }
}

extension ck_block {
    var hasMistake: Bool { ragged != nil || open_quote != nil || bad_byte != nil }
}

extension ck_column {
    /// Moves elements down.
    fileprivate func move(_ count: Int, from source: Int, to target: Int) {
        if let values, kind.size > 0 {
            (values + target * kind.size).copyMemory(from: values + source * kind.size, byteCount: count * kind.size)
        }
        if let missing {
            UnsafeMutableRawPointer(missing + target).copyMemory(from: missing + source, byteCount: count)
        }
    }
}

extension ck_column_facts {
    /// What two threads found in a column.
    fileprivate mutating func join(_ other: ck_column_facts) {
        seen |= other.seen
        width = max(width, other.width)
        long_count += other.long_count
        missing_count += other.missing_count
        guard let place = other.text_start, text_start.map({ place < $0 }) ?? true else { return }
        (text_start, text_end) = (other.text_start, other.text_end)
        (text_block, text_row) = (other.text_block, other.text_row)
    }
}

extension NativeTable {
    func offset(of place: UnsafePointer<UInt8>) -> Int { table.pointee.start.map { place - $0 } ?? 0 }

    /// The line of a place, from 1.
    func line(of place: UnsafePointer<UInt8>) -> Int {
        guard let start = table.pointee.start, place > start else { return 1 }
        // The last line counts, whether it is ended or not.
        return ck_count_lines(start, place - start + 1)
    }
}
