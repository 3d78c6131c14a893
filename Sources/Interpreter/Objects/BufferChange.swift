internal import CObjects
internal import Kernels
internal import Platform
internal import Tensors

/// What a log keeps of the bytes under arrays: all of a small buffer, the pages that are written to of a large one.
final class BufferChange: Change {
    /// The bytes of a page.
    static let pageSize = 4096
    /// Buffers up to so many bytes are kept whole: that is quicker than to look for pages.
    private static let largestWhole = 16 * pageSize

    private let buffer: Buffer
    /// All bytes, or nil.
    private var whole: Buffer?
    /// The bytes of pages by their numbers.
    private var pages: [Int: Buffer] = [:]
    /// What a log around this one keeps of the buffer, where that is pages.
    private let outer: BufferChange?

    private init(_ buffer: Buffer) {
        self.buffer = buffer
        outer = buffer.changes as? BufferChange
    }

    override var object: AnyObject? { buffer }

    override var bytes: Int { (whole?.byteCount ?? 0) + pages.count * Self.pageSize }

    override func setObjectStamp(_ stamp: UInt64) { buffer.stamp = stamp }

    // MARK: - Writes

    /// Has the running cell's log keep the bytes that a view looks at, unless it has them or the cell made the buffer.
    ///
    /// - Throws: an error if there is no memory to keep them; nothing has been written then.
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

    /// How many pages the buffer has.
    private var pageCount: Int { (buffer.byteCount + Self.pageSize - 1) / Self.pageSize }

    private func keep(_ view: Tensor) throws(TensorError) {
        let half = pageCount / 2
        var meter = WorkMeter()
        // Before any is kept, so that pages and all of it aren't there at once.
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
            // Further writes needn't be looked at.
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

    /// Keeps all bytes, those of kept pages as they were.
    ///
    /// - Throws: ``TensorError/interrupted``; what was kept stays then.
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

    /// Takes the pages that an inner log kept and this one hasn't: they are as they were before the inner one began.
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
