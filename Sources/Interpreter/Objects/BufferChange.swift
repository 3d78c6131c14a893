internal import CObjects
internal import Kernels
internal import Platform
internal import Tensors

/// A log entry for the bytes of an array buffer: all of a small buffer, only the written pages of a large one.
final class BufferChange: Change {
    /// The size of a page in bytes.
    static let pageSize = 4096
    /// Buffers up to this size are kept whole, which is faster than finding pages.
    private static let largestWhole = 16 * pageSize

    private let buffer: Buffer
    /// All bytes of the buffer; nil if only pages are kept.
    private var whole: Buffer?
    /// The kept pages, by page number.
    private var pages: [Int: Buffer] = [:]
    /// The entry of an enclosing log for the buffer, if that keeps pages.
    private let outer: BufferChange?

    private init(_ buffer: Buffer) {
        self.buffer = buffer
        outer = buffer.changes as? BufferChange
    }

    override var object: AnyObject? { buffer }

    override var bytes: Int { (whole?.byteCount ?? 0) + pages.count * Self.pageSize }

    override func setObjectStamp(_ stamp: UInt64) { buffer.stamp = stamp }

    // MARK: - Writes

    /// Makes the running cell's log keep the bytes under a view, unless it has them or the cell made the buffer.
    ///
    /// - Throws: a `MemoryError` if there is no memory to keep them. Nothing has been written then.
    @inline(__always)
    static func willWrite(_ view: Tensor) throws(TensorError) {
        let buffer = view.buffer
        if buffer.stamp == running_stamp(), buffer.changes == nil { return }
        try keep(view, of: buffer)
    }

    private static func keep(_ view: Tensor, of buffer: Buffer) throws(TensorError) {
        guard let log = CellLog.running, view.count > 0 else { return }
        if buffer.stamp == log.stamp, let present = buffer.changes as? BufferChange { return try present.keep(view) }
        let change = BufferChange(buffer)
        let isSmall = buffer.byteCount <= largestWhole
        if isSmall { try change.keepWhole() }
        log.keep(change, formerStamp: buffer.stamp)
        buffer.stamp = log.stamp
        buffer.changes = isSmall ? nil : change
        if !isSmall { try change.keep(view) }
    }

    /// The number of pages of the buffer.
    private var pageCount: Int { (buffer.byteCount + Self.pageSize - 1) / Self.pageSize }

    private func keep(_ view: Tensor) throws(TensorError) {
        let half = pageCount / 2
        var meter = WorkMeter()
        // Decide before keeping any page, so that pages and the whole buffer are never kept at the same time.
        var (count, last) = (pages.count, -1)
        for run in view.byteRuns {
            if count > half { break }
            if meter.shouldStop(after: 16) { throw .interrupted }
            let range = Self.pages(of: run)
            count += range.count - (range.lowerBound == last ? 1 : 0)
            last = range.upperBound
        }
        if count > half {
            try keepWhole()
            // Further writes need no check.
            buffer.changes = nil
            return
        }
        for run in view.byteRuns {
            if meter.shouldStop(after: 16) { throw .interrupted }
            for page in Self.pages(of: run) where pages[page] == nil {
                pages[page] = try copy(ofPage: page)
                if meter.shouldStop(after: Self.pageSize) { throw .interrupted }
            }
        }
    }

    private static func pages(of run: Range<Int>) -> ClosedRange<Int> {
        run.lowerBound / pageSize...(run.upperBound - 1) / pageSize
    }

    private func range(ofPage page: Int) -> Range<Int> {
        page * Self.pageSize..<min((page + 1) * Self.pageSize, buffer.byteCount)
    }

    private func copy(ofPage page: Int) throws(TensorError) -> Buffer {
        let range = range(ofPage: page)
        let copy = try Buffer.make(byteCount: range.count)
        copy.start.copyMemory(from: buffer.start + range.lowerBound, byteCount: range.count)
        return copy
    }

    /// Keeps all bytes, with those of kept pages as they were.
    ///
    /// - Throws: ``TensorError/interrupted``; the pages kept so far remain.
    private func keepWhole() throws(TensorError) {
        let copy = try Buffer.make(byteCount: buffer.byteCount)
        let isWhole = Interruption.forEachPiece(of: pageCount, length: 1 << 8) { pages in
            let (start, end) = (pages.lowerBound * Self.pageSize, pages.upperBound * Self.pageSize)
            let count = min(end, buffer.byteCount) - start
            (copy.start + start).copyMemory(from: buffer.start + start, byteCount: count)
        }
        if !isWhole { throw .interrupted }
        for (page, bytes) in pages {
            (copy.start + page * Self.pageSize).copyMemory(from: bytes.start, byteCount: bytes.byteCount)
        }
        pages = [:]
        whole = copy
    }

    // MARK: - The log

    override func cellEnds() {
        if buffer.changes === self || buffer.changes == nil { buffer.changes = outer }
    }

    override func moves(toOuter isNew: Bool) {
        buffer.changes = isNew && whole == nil ? self : nil
    }

    /// Takes over the pages that only the inner log kept. Their bytes date from before the inner log began.
    override func absorb(_ inner: Change) {
        guard whole == nil, let inner = inner as? BufferChange else { return }
        if let bytes = inner.whole {
            for (page, own) in pages {
                (bytes.start + page * Self.pageSize).copyMemory(from: own.start, byteCount: own.byteCount)
            }
            (whole, pages) = (bytes, [:])
        } else {
            pages.merge(inner.pages) { own, _ in own }
            buffer.changes = self
        }
    }

    override func exchange(keepingOther: Bool) {
        swap(&buffer.stamp, &stamp)
        if let whole {
            buffer.swapBytes(with: whole)
        } else {
            for (page, bytes) in pages {
                Buffer.swapBytes(buffer.start + page * Self.pageSize, bytes.start, count: bytes.byteCount)
            }
        }
    }
}
