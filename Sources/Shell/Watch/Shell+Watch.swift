internal import Exchange
internal import Files
internal import Interpreter
internal import Kernels
internal import Platform
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// Runs a file, and again whenever it is saved, from the first cell on that has changed. Ctrl-C stops the cells that
    /// run; while it waits, it ends it well.
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

    /// Why a file could not be run; and the exit status if it is the first time. What the user is writing may be wrong,
    /// but it has to be there.
    private struct Trouble { var endingFirst: ExitStatus? }

    /// Reads the file and runs what has changed in it.
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
        // An editor may empty a file before it writes it.
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
            // One that comes when no cell runs is for the watch, and stands.
            Interruption.clear()
            console.showLine("stopped; the next save goes on from there")
        case .success(let difference?) where !difference.isEmpty:
            for line in TravelText.table(of: difference).split(separator: "\n") { console.showLine(String(line)) }
        case .success(let difference):
            if difference != nil, !cells.isEmpty { console.showLine("no name has changed") }
        }
    }

    /// Which cells run: `[3] to [5] run`; nil for none.
    private static func announcement(_ cells: ArraySlice<SessionCell>) -> String? {
        guard let first = cells.first?.cell.number, let last = cells.last?.cell.number else { return nil }
        return cells.count == 1 ? "[\(first)] runs" : "[\(first)] to [\(last)] run"
    }
}

/// Waits for a file to be saved, also by an editor that writes another one and renames it.
///
/// What counts is what the file system says of the file. Where it can, it also says when to look.
final class FileWatch {
    private let path: String
    private var seen: FileMark?
    /// Tells of changes in the file's folder; -1 where nothing does.
    private var notices: CInt = -1

    /// Begins with the file as it is.
    init(_ path: String) {
        self.path = path
        seen = FileMark(path)
        notices = openFolderNotices(of: path)
    }

    deinit { if notices >= 0 { close(notices) } }

    /// Waits until the file is another one than it was, and nobody is writing it; false after Ctrl-C.
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

    /// Waits until the file stays as it is for a moment; nil if it goes or Ctrl-C comes.
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

    /// How long (in milliseconds) a file must stay as it is to be whole.
    private static let pause: CInt = 30
    /// How long it takes at most to see a change of which nothing tells.
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
