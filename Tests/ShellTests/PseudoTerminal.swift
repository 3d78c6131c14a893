import Foundation
import Platform
import Testing

/// The program at a terminal of its own, and someone who types.
final class PseudoTerminal {
    private let controller: CInt
    /// Held open until the program has opened it itself, which its first output shows.
    private var terminal: CInt
    private let child: Child
    private var seen: [UInt8] = []
    /// How much of what was seen an expectation has passed already.
    private var passed = 0

    /// Starts the program.
    init(_ arguments: [String], columns: Int = 80, environment: [String: String] = [:]) throws {
        var (controller, terminal): (CInt, CInt) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&controller, &terminal, nil, nil, &size) == 0)
        self.controller = controller
        self.terminal = terminal
        let environment = ProcessInfo.processInfo.environment
            .merging([
                "TERM": "xterm", "LC_ALL": "C.UTF-8", "EDITRC": "/dev/null", "NO_COLOR": "1", "DESCENT_HISTORY": "",
                "DESCENT_JOURNAL": "", "DESCENT_INIT": "", "DESCENT_BANNER": "",
            ]) { $1 }
            .merging(environment) { $1 }
        // Not `ttyname`, whose one buffer all threads share.
        var name = [CChar](repeating: 0, count: 256)
        try #require(ttyname_r(terminal, &name, name.count) == 0)
        let path = name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        child = try Child(Descent.path, arguments, environment: environment, .terminal(path))
    }

    deinit {
        child.kill()
        if terminal >= 0 { close(terminal) }
        close(controller)
    }

    /// Types keys.
    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(controller, bytes, bytes.count)
    }

    /// Sends the program a signal.
    func send(_ signal: CInt) { child.send(signal) }

    /// How many threads the program has, as Linux's /proc tells.
    var threadCount: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(child.identifier)/task").count) ?? 0
    }

    /// Waits until a text appears after those that were waited for before, and gives what came up to it.
    @discardableResult
    func wait(for text: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
        let deadline = Date().addingTimeInterval(60)
        while Date() < deadline {
            let fresh = String(decoding: seen[passed...], as: UTF8.self)
            if let range = fresh.range(of: text) {
                let before = String(fresh[..<range.lowerBound])
                passed += fresh[..<range.upperBound].utf8.count
                return before
            }
            guard read() else { break }
        }
        let shown = String(decoding: seen[passed...], as: UTF8.self)
        Issue.record(
            "\(text.debugDescription) did not appear, but \(shown.debugDescription)", sourceLocation: sourceLocation)
        return ""
    }

    /// Waits for the end of the program, and gives its exit status.
    func status() -> Int32 {
        let deadline = Date().addingTimeInterval(60)
        while read(), Date() < deadline {}
        let status = child.status(within: max(deadline.timeIntervalSinceNow, 1))
        if status < 0 { Issue.record("the program does not end, after showing \(rest.debugDescription)") }
        return status
    }

    /// All that was shown after what was waited for.
    var rest: String { String(decoding: seen[passed...], as: UTF8.self) }

    /// Reads what is there, waiting a little; false at the end.
    private func read() -> Bool {
        var request = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, 200) > 0 else { return child.statusIfEnded() == nil }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Platform.read(controller, &buffer, buffer.count)
        guard count > 0 else { return false }
        if terminal >= 0 {
            close(terminal)
            terminal = -1
        }
        seen += buffer[..<count]
        return true
    }
}
