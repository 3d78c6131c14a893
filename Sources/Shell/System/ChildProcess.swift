internal import Platform
internal import Sessions

/// A process of Descent itself, which writes to the same streams. It tells its parent something through one pipe, and
/// waits at the other for leave to go on.
struct ChildProcess {
    private let process: pid_t
    /// Where what it tells can be read.
    let telling: CInt
    private let leave: CInt

    /// The descriptors of the child's ends.
    static let (tellingEnd, leaveEnd): (CInt, CInt) = (3, 4)

    /// Starts a process; nil if there can't be one.
    init?(_ arguments: [String]) {
        guard let (telling, childTelling) = Self.pipe() else { return nil }
        guard let (childLeave, leave) = Self.pipe() else {
            for end in [telling, childTelling] { close(end) }
            return nil
        }
        let started = Self.start(arguments, [childTelling, childLeave])
        for end in [childTelling, childLeave] { close(end) }
        guard let started else {
            for end in [telling, leave] { close(end) }
            return nil
        }
        (process, self.telling, self.leave) = (started, telling, leave)
    }

    /// A pipe whose ends no other program gets; above the numbers that the child knows its own by.
    private static func pipe() -> (reading: CInt, writing: CInt)? {
        var ends: [CInt] = [-1, -1]
        guard Platform.pipe(&ends) == 0 else { return nil }
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, leaveEnd + 1) }
        for end in ends { close(end) }
        guard moved.allSatisfy({ $0 >= 0 }) else {
            for end in moved where end >= 0 { close(end) }
            return nil
        }
        return (moved[0], moved[1])
    }

    private static func start(_ arguments: [String], _ ends: [CInt]) -> pid_t? {
        var pointers = ([CommandLine.arguments.first ?? "descent"] + arguments).map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (end, number) in zip(ends, [tellingEnd, leaveEnd]) {
            posix_spawn_file_actions_adddup2(&actions, end, number)
        }
        var child = pid_t()
        guard let path = Hardware.programPath,
            posix_spawn(&child, path, &actions, &attributes, &pointers, environ) == 0
        else { return nil }
        return child
    }

    /// Has the child end and take its scratch folder away.
    func end() { kill(process, SIGTERM) }

    /// Gives the child leave to go on, or none, and waits until it has ended; nil for well.
    func wait(leavingOn isLeft: Bool) -> ProcessEnd? {
        var byte: UInt8 = 1
        if isLeft { _ = uninterrupted { write(leave, &byte, 1) } }
        close(leave)
        var status: CInt = 0
        _ = uninterrupted { waitpid(process, &status, 0) }
        // It ends by a signal when nobody could read this any more.
        close(telling)
        let number = status & 0x7F
        if number != 0 { return .signal(number, name: strsignal(number).map { String(cString: $0) } ?? "unknown") }
        let code = (status >> 8) & 0xFF
        return code == 0 ? nil : .status(code)
    }

    // MARK: - The child's side

    /// Has this process, a child, end as by `SIGTERM` when its parent ends. Ctrl-C is for the parent, which ends it.
    static func followParent() {
        signal(SIGINT, SIG_IGN)
        for end in [tellingEnd, leaveEnd] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = Signals.startAside {
            var pipe = pollfd(fd: tellingEnd, events: 0, revents: 0)
            // It ends when nobody reads any more.
            while poll(&pipe, 1, -1) <= 0 {}
            kill(getpid(), SIGTERM)
        }
    }

    /// Tells the parent something, and waits for leave to go on; false if there is none.
    static func tell(_ message: [UInt8]) -> Bool {
        var rest = message[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { bytes in
                uninterrupted { write(tellingEnd, bytes.baseAddress, bytes.count) }
            }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        var byte: UInt8 = 0
        return uninterrupted { read(leaveEnd, &byte, 1) } == 1
    }
}
