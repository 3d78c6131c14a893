internal import Exchange
internal import Files
internal import Interpreter
internal import Kernels
internal import Platform
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// Runs a file, and again whenever it is saved, starting with the first changed cell. Ctrl-C stops running cells;
    /// while waiting, it ends the watch successfully.
    mutating func watch(_ path: String) -> ExitStatus {
        let changes = FileWatch(path)
        var session = WatchedSession(interpreter, largestHold: live.largestHold)
        var isFirst = true
        repeat {
            let trouble = runChanges(of: path, in: &session)
            if isFirst, let status = trouble?.endingFirst { return status }
            if trouble != nil { console.showLine("nothing ran; the next save is tried") }
            if isFirst { console.showLine("watching \(path); Ctrl-C ends it") }
            isFirst = false
        } while changes.waitForChange()
        console.endInterruptedLine()
        return .success
    }

    /// Why a file couldn't be run, and the exit status if this was the first attempt. A file being edited may contain
    /// errors, but it must exist.
    private struct Trouble { var endingFirst: ExitStatus? }

    /// Reads the file and runs the changed cells.
    private func runChanges(of path: String, in session: inout WatchedSession) -> Trouble? {
        do throws(SessionError) {
            guard let file = prepared(try RunnableFile.read(path: path, table: interpreter.table)) else {
                return Trouble(endingFirst: .usage)
            }
            run(file, in: &session)
            return nil
        } catch {
            let status = tell(error)
            if case .file = error.kind { return Trouble(endingFirst: status) }
            return Trouble(endingFirst: nil)
        }
    }

    private func run(_ file: SessionFile, in session: inout WatchedSession) {
        // An editor may empty a file before writing it.
        guard !file.cells.isEmpty else { return console.showLine("\(file.path) has no cells; the next save is tried") }
        let cells = session.changed(in: file)
        if session.hasRun {
            let gone = session.isUnchanged(file) ? "no cell has changed" : "cells are gone"
            console.showLine("\(file.path) was saved: \(Self.announcement(cells) ?? "\(gone), nothing ran")")
        }
        let narration = Narration(of: file, options, console)
        let outcome = Result { () throws(ReplayFailure) in
            try session.run(file) { narration.show($0) }
        }
        Signals.endIfPending()
        console.endLine()
        console.flush()
        switch outcome {
        case .failure(let failure):
            tell(failure)
            guard failure.isInterrupted else { return }
            // A Ctrl-C while no cell runs is for the watch, and isn't cleared.
            Interruption.clear()
            console.showLine("stopped; the next save goes on from there")
        case .success(let difference?) where !difference.isEmpty:
            for line in TravelText.table(of: difference).split(separator: "\n") { console.showLine(String(line)) }
        case .success(let difference):
            if difference != nil, !cells.isEmpty { console.showLine("no name has changed") }
        }
    }

    /// The cells that run: `[3] to [5] run`; nil for none.
    private static func announcement(_ cells: ArraySlice<SessionCell>) -> String? {
        guard let first = cells.first?.cell.number, let last = cells.last?.cell.number else { return nil }
        return cells.count == 1 ? "[\(first)] runs" : "[\(first)] to [\(last)] run"
    }
}

/// Waits for a file to be saved, including by an editor that writes a new file and renames it.
///
/// Changes are detected by the file's attributes; file system notifications, if available, say when to look.
final class FileWatch {
    private let path: String
    private var seen: FileMark?
    /// The descriptor of notifications for the file's folder; -1 if there are none.
    private var notices: CInt = -1

    /// Begins with the present state of the file.
    init(_ path: String) {
        self.path = path
        seen = FileMark(path)
        notices = openFolderNotices(of: path)
    }

    deinit { if notices >= 0 { close(notices) } }

    /// Waits until the file has changed, and nobody is writing it; false after Ctrl-C.
    func waitForChange() -> Bool {
        while !Interruption.isRequested {
            if let now = FileMark(path), now != seen {
                guard let settled = settle(now) else { continue }
                seen = settled
                return true
            }
            waitForNotice()
        }
        return false
    }

    /// Waits until the file stops changing; nil if it disappears, or after Ctrl-C.
    private func settle(_ mark: FileMark) -> FileMark? {
        var mark = mark
        while !Interruption.isRequested {
            _ = poll(nil, 0, Self.pause)
            guard let now = FileMark(path) else { return nil }
            if now == mark { return mark }
            mark = now
        }
        return nil
    }

    /// How long a file must stay unchanged to count as complete, in milliseconds.
    private static let pause: CInt = 30
    /// The maximum time to see a change without a notification, in milliseconds.
    private static let quietPeriod: CInt = 1000
    private static let lookPeriod: CInt = 200

    private func waitForNotice() {
        guard notices >= 0 else {
            _ = poll(nil, 0, Self.lookPeriod)
            return
        }
        var request = pollfd(fd: notices, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, Self.quietPeriod) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while read(notices, &buffer, buffer.count) > 0 {}
    }
}
