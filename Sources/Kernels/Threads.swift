internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How many threads the kernels may take. Digits never depend on it.
public enum Threads {
    private static let chosen = Atomic<Int>(0)

    /// The most that work is divided among; as many as there are processors unless it is set. Small work takes fewer.
    public static var limit: Int {
        let count = chosen.load(ordering: .relaxed)
        return count > 0 ? count : available
    }

    /// Sets the limit; below 1 it is the number of processors again.
    public static func setLimit(_ count: Int) { chosen.store(max(count, 0), ordering: .relaxed) }

    private static let available = max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN))))
}
