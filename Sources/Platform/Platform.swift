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

    /// How many bytes the process may have at this moment: the least of ``memory``, of what its control groups let it
    /// have, and of the limit on its address space; nil where nothing says so.
    public static var memoryLimit: Int? {
        var limits = ControlGroup.memoryLimits
        if let memory { limits.append(memory) }
        var space = rlimit()
        #if canImport(Glibc)
            let result = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space)
        #else
            let result = getrlimit(RLIMIT_AS, &space)
        #endif
        // No limit is the largest number there is.
        if result == 0 { limits.append(Int(clamping: space.rlim_cur)) }
        return limits.min()
    }

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

/// The memory that small allocations come from.
public enum Heap {
    /// Where it ends; 0 where the system doesn't say.
    public static var end: UInt {
        #if canImport(Glibc)
            UInt(bitPattern: sbrk(0))
        #else
            0
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

/// A pipe whose ends no program that is started inherits.
public struct SystemPipe: Sendable {
    /// The end that is read from.
    public let reading: CInt
    /// The end that is written to.
    public let writing: CInt

    /// Makes one; nil if the system has none left.
    public init?() {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    /// Closes both ends.
    public func close() { for end in [reading, writing] { Platform.close(end) } }
}

/// Makes a folder and those around it, for the user alone; false where there can be none, and `errno` says why.
public func makeFolders(_ path: String) -> Bool {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
    guard errno == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex,
        makeFolders(String(path[..<slash]))
    else { return false }
    return mkdir(path, 0o700) == 0 || errno == EEXIST
}

/// Opens what becomes readable when something changes in the folder of a file (where a link leads, of the file itself); -1
/// where nothing tells of it.
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
///
/// In the program that users have, references are counted without atomic instructions (`Scripts/prepare`): what a thread
/// besides the one that evaluates shares with it is raw memory, and its function touches no object of Swift's.
public enum SystemThread {
    /// Starts a thread, which someone must join or detach; nil if there can't be one.
    ///
    /// - Parameters:
    ///   - stackSize: the bytes of its stack; nil for what the system gives.
    ///   - context: what `function` gets.
    ///   - function: what the thread does; it ends with it.
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
            // Whether a pointer may be null is nothing that C functions differ in.
            typealias Function = @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?
            let status = pthread_create(&thread, &attributes, unsafeBitCast(function, to: Function.self), context)
        #endif
        return status == 0 ? thread : nil
    }
}
