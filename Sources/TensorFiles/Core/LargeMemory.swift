#if canImport(Glibc)
    internal import Glibc
#endif

/// Memory that is about to be filled from end to end.
enum LargeMemory {
    /// Asks the system for large pages where it has them, as NumPy does: it hands out gigabytes of small ones slowly.
    static func expect(_ buffer: UnsafeMutableRawBufferPointer) {
        #if canImport(Glibc)
            guard buffer.count >= 1 << 22, let start = buffer.baseAddress else { return }
            let page = Int(getpagesize())
            let skipped = (page - Int(bitPattern: start) % page) % page
            // It is advice, and memory without it is as good.
            _ = madvise(start + skipped, (buffer.count - skipped) / page * page, MADV_HUGEPAGE)
        #endif
    }
}
