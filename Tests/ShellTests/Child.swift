import Foundation
import Platform

/// A process that a test starts and waits for.
///
/// Foundation's `Process` learns of an end through a descriptor that children started at the same moment inherit, and
/// then waits for theirs too; `waitpid` doesn't.
final class Child {
    struct CannotStart: Error { let code: CInt }

    /// What its standard streams are.
    enum Streams {
        /// Files: read, written, written.
        case files(input: String, output: String, errors: String)
        /// A terminal, by its path, which becomes the one that controls it.
        case terminal(String)
        /// Descriptors of the test's own.
        case descriptors(input: CInt, output: CInt, errors: CInt)
    }

    #if os(Linux)
        /// POSIX_SPAWN_SETSID, which the headers show to GNU programs only.
        private static let newSession = 0x80
    #else
        private static let newSession = Int(POSIX_SPAWN_SETSID)
    #endif

    let identifier: pid_t
    private var ended: Int32?

    init(_ path: String, _ arguments: [String], environment: [String: String], _ streams: Streams) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        switch streams {
        case .files(let input, let output, let errors):
            posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        case .terminal(let terminal):
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        case .descriptors(let input, let output, let errors):
            posix_spawn_file_actions_adddup2(&actions, input, 0)
            posix_spawn_file_actions_adddup2(&actions, output, 1)
            posix_spawn_file_actions_adddup2(&actions, errors, 2)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A session of its own, so that the terminal's Ctrl-C reaches it; no signal blocked or ignored.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = Int(POSIX_SPAWN_SETSIGMASK) | Int(POSIX_SPAWN_SETSIGDEF) | Self.newSession
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, path, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw CannotStart(code: code) }
        self.identifier = identifier
    }

    /// Its exit status, or 128 and the number of the signal that ended it; nil if it still runs.
    func statusIfEnded() -> Int32? {
        if let ended { return ended }
        var status: Int32 = 0
        guard waitpid(identifier, &status, WNOHANG) == identifier else { return nil }
        let signal = status & 0x7F
        ended = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        return ended
    }

    /// Waits for its end; past the deadline it is killed.
    func status(within seconds: Double = 120) -> Int32 {
        let deadline = Date().addingTimeInterval(seconds)
        while Date() < deadline {
            if let status = statusIfEnded() { return status }
            usleep(2000)
        }
        kill()
        return -1
    }

    /// Sends it a signal.
    func send(_ signal: CInt) {
        _ = Platform.kill(identifier, signal)
    }

    func kill() {
        guard statusIfEnded() == nil else { return }
        send(SIGKILL)
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
        ended = 128 + SIGKILL
    }
}

/// The program behind pipes that a test writes and reads while it runs.
final class PipedDescent {
    private let child: Child
    private let (input, output, errors) = (Pipe(), Pipe(), Pipe())

    init(_ arguments: [String] = []) throws {
        // An end that another child inherits would keep the pipe open.
        for pipe in [input, output, errors] {
            for end in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
                _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
            }
        }
        child = try Child(
            Descent.path, arguments, environment: ProcessInfo.processInfo.environment,
            .descriptors(
                input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor,
                errors: errors.fileHandleForWriting.fileDescriptor))
        // The program holds these ends now.
        try input.fileHandleForReading.close()
        try output.fileHandleForWriting.close()
        try errors.fileHandleForWriting.close()
    }

    deinit { child.kill() }

    func write(_ text: String) { input.fileHandleForWriting.write(Data(text.utf8)) }

    func endInput() throws { try input.fileHandleForWriting.close() }

    /// What there is to read, waiting for some.
    func read() -> String { String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) }

    func readErrors() -> String { String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self) }

    func interrupt() { child.send(SIGINT) }

    func status() -> Int32 { child.status() }
}
