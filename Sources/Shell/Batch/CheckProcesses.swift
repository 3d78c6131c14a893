internal import Exchange
internal import Kernels
internal import Platform
internal import Sessions

/// Checks files in child processes of Descent, several at a time and one per file, so that a crash affects only one
/// file. A process prints its findings only when its file's turn has come.
struct CheckProcesses {
    private struct Part {
        let process: ChildProcess
        var message: [UInt8] = []
        var record: CheckRecord?
        /// Whether it has closed its end of the pipe.
        var isSilent = false
    }

    /// The state of a file whose turn has come.
    enum Outcome {
        /// Its process has checked it, and waits to print its findings.
        case checked(CheckRecord)
        /// The result is final; its process prints nothing.
        case ended(CheckResult)
        /// No process could be started for it.
        case unstarted
    }

    private let paths: [String]
    private let arguments: [String]
    private let jobs: Int
    private var parts: [Int: Part] = [:] {
        didSet { Signals.noteChildren(parts.count) }
    }
    private var next = 0

    /// - Parameter arguments: the arguments of each process, before the path.
    init(_ paths: [String], arguments: [String], jobs: Int) {
        self.paths = paths
        self.arguments = arguments
        self.jobs = jobs
    }

    /// The outcome for a file; waits for it.
    mutating func outcome(of index: Int) -> Outcome {
        while true {
            if let record = parts[index]?.record, record.status != .interrupted { return .checked(record) }
            if Interruption.isRequested { return .ended(.interrupted(path: paths[index])) }
            if let part = parts[index], part.isSilent {
                let end = part.process.wait(leavingOn: false)
                parts[index] = nil
                if case .signal(SIGINT, _) = end { Interruption.request() }
                if Interruption.isRequested { return .ended(.interrupted(path: paths[index])) }
                return .ended(.crashed(path: paths[index], end ?? .status(0)))
            }
            startMore()
            guard parts[index] != nil else {
                next = max(next, index + 1)
                return .unstarted
            }
            listen()
        }
    }

    /// Lets the process of a checked file print its findings and end; returns how it ended if it failed.
    mutating func show(_ index: Int) -> ProcessEnd? {
        defer { parts[index] = nil }
        return parts[index]?.process.wait(leavingOn: true)
    }

    /// Terminates all processes and waits for them.
    mutating func end() {
        for part in parts.values { part.process.end() }
        for part in parts.values { _ = part.process.wait(leavingOn: false) }
        parts = [:]
    }

    /// Starts processes while fewer than `jobs` are checking. Those that wait to print hold memory too, so their
    /// number is limited as well.
    private mutating func startMore() {
        while next < paths.count, parts.count < 4 * jobs, parts.values.count(where: { $0.record == nil }) < jobs {
            guard let process = ChildProcess(arguments + [paths[next]]) else { return }
            parts[next] = Part(process: process)
            next += 1
        }
    }

    /// Reads messages of the processes, or times out.
    private mutating func listen() {
        let working = parts.filter { $0.value.record == nil && !$0.value.isSilent }.map(\.key)
        var pipes = working.map { pollfd(fd: parts[$0]?.process.telling ?? -1, events: Int16(POLLIN), revents: 0) }
        // A signal may have arrived before the wait began, so there is a timeout.
        guard poll(&pipes, nfds_t(pipes.count), 50) > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        for (index, pipe) in zip(working, pipes) where pipe.revents != 0 {
            let count = uninterrupted { read(pipe.fd, &bytes, bytes.count) }
            if count <= 0 { parts[index]?.isSilent = true } else { take(bytes.prefix(count), from: index) }
        }
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>, from index: Int) {
        parts[index]?.message += bytes
        guard let message = parts[index]?.message else { return }
        let record = CheckRecord(message: message, path: paths[index])
        // Ctrl-C arrived before the process could ignore it.
        if record?.status == .interrupted { Interruption.request() }
        parts[index]?.record = record
    }
}
