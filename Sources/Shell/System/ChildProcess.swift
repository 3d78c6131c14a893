internal import Platform
internal import Sessions

/// A child process of Descent that writes to the same streams. It sends a message to its parent through one pipe, and
/// waits at another for permission to continue.
struct ChildProcess {
    private let process: pid_t
    /// The end from which its message is read.
    let telling: CInt
    private let leave: CInt

    /// The descriptors of the child's ends.
    static let (tellingEnd, leaveEnd): (CInt, CInt) = (3, 4)

    /// Starts a process; nil if that fails.
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

    /// A pipe that other programs don't inherit, with descriptors above those that the child uses.
    private static func pipe() -> (reading: CInt, writing: CInt)? {
        guard let pipe = SystemPipe() else { return nil }
        defer { pipe.close() }
        let moved = [pipe.reading, pipe.writing].map { fcntl($0, F_DUPFD_CLOEXEC, leaveEnd + 1) }
        guard moved.allSatisfy({ $0 >= 0 }) else {
            for end in moved where end >= 0 { close(end) }
            return nil
        }
        return (moved[0], moved[1])
    }

    private static func start(_ arguments: [String], _ ends: [CInt]) -> pid_t? {
        guard let path = Hardware.programPath else { return nil }
        return Spawning.start(
            path, [CommandLine.arguments.first ?? "descent"] + arguments,
            descriptors: Array(zip(ends, [tellingEnd, leaveEnd])))
    }

    /// Terminates the child, which removes its scratch folder.
    func end() { kill(process, SIGTERM) }

    /// Gives the child permission to continue, or denies it, and waits for it to end; nil if it succeeded.
    func wait(leavingOn isLeft: Bool) -> ProcessEnd? {
        var byte: UInt8 = 1
        if isLeft { _ = uninterrupted { write(leave, &byte, 1) } }
        close(leave)
        var status: CInt = 0
        _ = uninterrupted { waitpid(process, &status, 0) }
        // Only now: closing it earlier would terminate the child.
        close(telling)
        let number = status & 0x7F
        if number != 0 { return .signal(number, name: strsignal(number).map { String(cString: $0) } ?? "unknown") }
        let code = (status >> 8) & 0xFF
        return code == 0 ? nil : .status(code)
    }

    // MARK: - The child's side

    /// Makes this child process end as by `SIGTERM` when its parent ends; Ctrl-C is left to the parent.
    static func followParent() {
        signal(SIGINT, SIG_IGN)
        for end in [tellingEnd, leaveEnd] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = Signals.startAside { _ in ChildProcess.endWithParent() }
    }

    private static func endWithParent() -> UnsafeMutableRawPointer? {
        var pipe = pollfd(fd: tellingEnd, events: 0, revents: 0)
        // The wait ends when the parent's end is closed.
        while poll(&pipe, 1, -1) <= 0 {}
        kill(getpid(), SIGTERM)
        return nil
    }

    /// Sends a message to the parent, and waits for permission to continue; false if denied.
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
