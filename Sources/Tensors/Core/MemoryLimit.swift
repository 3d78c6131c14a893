internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How many bytes one tensor may take; sizes are checked against it before anything is allocated.
public struct MemoryLimit: Sendable, Hashable {
    /// The most bytes.
    public var bytes: Int

    /// A limit of so many bytes.
    public init(bytes: Int) { self.bytes = bytes }

    /// The memory that the machine has.
    public static let physical: MemoryLimit = {
        #if canImport(Glibc)
            let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
        #else
            let pages = Int(sysconf(_SC_PHYS_PAGES))
        #endif
        let pageSize = Int(getpagesize())
        let (bytes, overflow) = pages.multipliedReportingOverflow(by: pageSize)
        return MemoryLimit(bytes: overflow || pages <= 0 ? Int.max : bytes)
    }()

    private static let setting = Atomic<Int>(-1)

    /// The limit in force for the whole process: ``physical`` until it is set.
    public static var current: MemoryLimit {
        get {
            let bytes = setting.load(ordering: .relaxed)
            return bytes < 0 ? physical : MemoryLimit(bytes: bytes)
        }
        set { setting.store(max(newValue.bytes, 0), ordering: .relaxed) }
    }
}
