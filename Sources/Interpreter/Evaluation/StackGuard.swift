#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Tells when the running thread's stack is nearly used up, so that deep recursion ends in a diagnostic.
enum StackGuard {
    /// What must be left: more than the deepest expression and the call of a built-in take.
    private static let reserve = 768 << 10

    /// Whether less than the reserve is left of this thread's stack.
    static var isNearlyExhausted: Bool {
        var marker: UInt8 = 0
        return withUnsafePointer(to: &marker) { UInt(bitPattern: $0) } < lowestAddress + UInt(reserve)
    }

    /// The lowest address of this thread's stack.
    private static var lowestAddress: UInt {
        #if canImport(Glibc)
            var attributes = pthread_attr_t()
            guard pthread_getattr_np(pthread_self(), &attributes) == 0 else { return 0 }
            defer { pthread_attr_destroy(&attributes) }
            var base: UnsafeMutableRawPointer?
            var size = 0
            pthread_attr_getstack(&attributes, &base, &size)
            return UInt(bitPattern: base)
        #else
            let thread = pthread_self()
            return UInt(bitPattern: pthread_get_stackaddr_np(thread)) - UInt(pthread_get_stacksize_np(thread))
        #endif
    }
}
