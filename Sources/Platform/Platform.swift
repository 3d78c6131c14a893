// The C library under its name on each system, and all other differences between systems; no other code tests for the
// system.
#if canImport(Glibc)
    @_exported public import Glibc
#else
    @_exported public import Darwin
#endif

/// The monotonic clock, which is never set.
public enum MonotonicTime {
    /// Nanoseconds since an arbitrary moment.
    public static var nanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// The machine's hardware.
public enum Hardware {
    /// The number of processors.
    public static let processors = max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN))))

    /// The memory in bytes; nil if the system doesn't report it.
    public static let memory: Int? = {
        let pages = Int(sysconf(CInt(_SC_PHYS_PAGES)))
        let (bytes, overflow) = pages.multipliedReportingOverflow(by: Int(getpagesize()))
        return overflow || pages <= 0 ? nil : bytes
    }()

    /// The bytes that the process may currently have: the minimum of ``memory``, its control groups' limits and its
    /// address space limit; nil if there are none.
    public static var memoryLimit: Int? {
        var limits = ControlGroup.memoryLimits
        if let memory { limits.append(memory) }
        var space = rlimit()
        #if canImport(Glibc)
            let result = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space)
        #else
            let result = getrlimit(RLIMIT_AS, &space)
        #endif
        // "No limit" is represented by the largest number.
        if result == 0 { limits.append(Int(clamping: space.rlim_cur)) }
        return limits.min()
    }

    /// The path from which the running program can be started again; nil if the system doesn't report it.
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

    /// Allocations of more bytes come zeroed from the system; nil if no size guarantees that.
    ///
    /// glibc requests anything above 32 MiB from the system; this is twice that.
    public static var freshAllocation: Int? {
        #if canImport(Glibc)
            64 << 20
        #else
            nil
        #endif
    }
}

/// The heap that small allocations come from.
public enum Heap {
    /// Its end; 0 if the system doesn't report it.
    public static var end: UInt {
        #if canImport(Glibc)
            UInt(bitPattern: sbrk(0))
        #else
            0
        #endif
    }
}

/// Makes a system call, and repeats it while signals interrupt it.
@inlinable
public func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}

/// A pipe that child programs don't inherit.
public struct SystemPipe: Sendable {
    /// The file descriptor for reading.
    public let reading: CInt
    /// The file descriptor for writing.
    public let writing: CInt

    /// Creates a pipe; nil if the system has none left.
    public init?() {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    /// Closes both ends.
    public func close() { for end in [reading, writing] { Platform.close(end) } }
}

/// Creates a folder and its missing parents, accessible only to the user; false on failure, with the reason in
/// `errno`.
public func makeFolders(_ path: String) -> Bool {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
    guard errno == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex,
        makeFolders(String(path[..<slash]))
    else { return false }
    return mkdir(path, 0o700) == 0 || errno == EEXIST
}

/// Opens a descriptor that becomes readable when the folder of a file changes (for a link, the folder of its target);
/// -1 if the system has no such notifications.
public func openFolderNotices(of path: String) -> CInt {
    #if canImport(Glibc)
        let descriptor = inotify_init1(CInt(O_NONBLOCK | O_CLOEXEC))
        guard descriptor >= 0 else { return -1 }
        let resolved = realpath(path, nil)
        defer { free(resolved) }
        let file = resolved.map { String(cString: $0) } ?? path
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
        let events = UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_CREATE) | UInt32(IN_ATTRIB)
        if inotify_add_watch(descriptor, folder, events) >= 0 { return descriptor }
        close(descriptor)
    #endif
    return -1
}

/// The system's message for `errno`.
public var lastSystemError: String { String(cString: strerror(errno)) }

extension stat {
    /// When the file was last modified.
    public var modificationTime: timespec {
        #if canImport(Glibc)
            st_mtim
        #else
            st_mtimespec
        #endif
    }
}

extension sigaction {
    /// Makes an action that calls a handler; blocking calls return `EINTR`, and the handler doesn't block other
    /// signals.
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
        // `SIG_IGN` isn't a real function but the address 1, on all systems.
        return withUnsafeBytes(of: handler) { $0.load(as: UInt.self) } == 1
    }
}

/// System threads.
///
/// Released programs count references without atomic instructions (`Scripts/prepare`): threads other than the
/// evaluating one may share only raw memory with it, and their functions must not touch Swift objects.
public enum SystemThread {
    /// Starts a thread, which must be joined or detached; nil on failure.
    ///
    /// - Parameters:
    ///   - stackSize: the bytes of its stack; nil for the system's default.
    ///   - context: the argument of `function`.
    ///   - function: the body of the thread.
    public static func start(
        stackSize: Int? = nil, _ context: UnsafeMutableRawPointer? = nil,
        _ function: @escaping @Sendable @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
    ) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        if let stackSize, pthread_attr_setstacksize(&attributes, stackSize) != 0 { return nil }
        #if canImport(Glibc)
            var thread = pthread_t()
            let status = pthread_create(&thread, &attributes, function, context)
        #else
            var thread: pthread_t?
            // The nullability of a parameter doesn't affect the calling convention.
            typealias Function = @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?
            let status = pthread_create(&thread, &attributes, unsafeBitCast(function, to: Function.self), context)
        #endif
        return status == 0 ? thread : nil
    }
}
