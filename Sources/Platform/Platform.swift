// The C library, whatever the system calls it, and what differs between systems: nothing else asks which one it is.
#if canImport(Glibc)
    @_exported public import Glibc
#else
    @_exported public import Darwin
#endif

/// The clock that nobody sets.
public enum MonotonicTime {
    /// Nanoseconds since some moment.
    public static var nanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// What the machine has.
public enum Hardware {
    /// How many processors there are.
    public static let processors = max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN))))

    /// How many bytes of memory there are; nil where the system doesn't say.
    public static let memory: Int? = {
        let pages = Int(sysconf(CInt(_SC_PHYS_PAGES)))
        let (bytes, overflow) = pages.multipliedReportingOverflow(by: Int(getpagesize()))
        return overflow || pages <= 0 ? nil : bytes
    }()

    /// Where the running program can be started again from; nil where the system doesn't say.
    public static var programPath: String? {
        #if canImport(Glibc)
            return access("/proc/self/exe", X_OK) == 0 ? "/proc/self/exe" : nil
        #else
            var size: UInt32 = 4096
            var bytes = [CChar](repeating: 0, count: Int(size))
            guard _NSGetExecutablePath(&bytes, &size) == 0 else { return nil }
            return bytes.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
        #endif
    }

    /// Allocations of more bytes come fresh from the system, which hands out zeros; nil where no size says so.
    ///
    /// glibc takes what is larger than 32 MiB from the system; this is twice that.
    public static var freshAllocation: Int? {
        #if canImport(Glibc)
            64 << 20
        #else
            nil
        #endif
    }
}

/// Makes a system call, and makes it again as long as a signal interrupts it.
@inlinable
public func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}

/// What `errno` says, in the system's words.
public var lastSystemError: String { String(cString: strerror(errno)) }

extension stat {
    /// When the file was last written to.
    public var modificationTime: timespec {
        #if canImport(Glibc)
            st_mtim
        #else
            st_mtimespec
        #endif
    }
}

extension sigaction {
    /// Has a handler called; calls that wait end with `EINTR`, and no other signal waits for the handler's end.
    public init(handler: (@convention(c) (CInt) -> Void)?) {
        self.init()
        #if canImport(Glibc)
            __sigaction_handler.sa_handler = handler
        #else
            __sigaction_u.__sa_handler = handler
        #endif
        sigemptyset(&sa_mask)
    }

    /// Whether the signal is ignored.
    public var isIgnoring: Bool {
        #if canImport(Glibc)
            let handler = __sigaction_handler.sa_handler
        #else
            let handler = __sigaction_u.__sa_handler
        #endif
        // `SIG_IGN` is no function but the address 1, on all systems.
        return withUnsafeBytes(of: handler) { $0.load(as: UInt.self) } == 1
    }
}

/// Threads of the system.
public enum SystemThread {
    private final class Body {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }

        static func takeAndRun(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            if let pointer { Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run() }
            return nil
        }
    }

    /// Starts a thread, which someone must join or detach; nil if there can't be one.
    ///
    /// - Parameters:
    ///   - stackSize: the bytes of its stack; nil for what the system gives.
    ///   - body: what it does; the thread ends with it.
    public static func start(stackSize: Int? = nil, _ body: @escaping @Sendable () -> Void) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        if let stackSize, pthread_attr_setstacksize(&attributes, stackSize) != 0 { return nil }
        #if canImport(Glibc)
            var thread = pthread_t()
        #else
            var thread: pthread_t?
        #endif
        // The thread's own.
        let pointer = Unmanaged.passRetained(Body(body)).toOpaque()
        if pthread_create(&thread, &attributes, { Body.takeAndRun($0) }, pointer) == 0 { return thread }
        Unmanaged<Body>.fromOpaque(pointer).release()
        return nil
    }
}
