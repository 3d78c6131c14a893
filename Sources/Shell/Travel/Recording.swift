internal import Files
internal import Interpreter
internal import Sessions
internal import Syntax

/// The files that a shell keeps its session in: the journal, and the one that `record` names.
final class Recording {
    private let folder: JournalFolder?
    private let text: SessionText
    private var journal: SessionWriter?
    private var journalFailed = false
    private var record: SessionWriter?
    private var recordFailed = false
    /// The cells that the last `save` wrote, or that the file held which the shell began with.
    private var saved: [Int] = []
    /// The cells that the shell began with. A session of no others needs no journal.
    private var given: [Int] = []
    /// The files that this shell has written or was given, and may replace.
    private var ownFiles: Set<String> = []

    /// - Parameter journals: the folder of the journals; nil for none.
    init(journals: String?, text: SessionText) {
        folder = journals.map { JournalFolder(path: $0) }
        self.text = text
    }

    /// The file that `record` named, if it did.
    var recordPath: String? { record?.path }
    /// The journal's file, once there is one.
    var journalPath: String? { journal?.path }

    // MARK: - Each cell

    /// Writes what the session has become since the last time; gives what there is to say of it.
    func update(_ timeline: inout Timeline) -> [Diagnostic] {
        var said: [Diagnostic] = []
        if let record {
            if record.text.hasDigests { timeline.addDigests() }
            do throws(FileError) {
                try record.write(timeline)
                if recordFailed { said.append(Diagnostic(.note, "\(record.path) is written again")) }
                recordFailed = false
            } catch {
                if !recordFailed {
                    said.append(
                        Diagnostic(
                            .warning, "\(record.path) could not be written: \(error.message)",
                            notes: ["it holds the cells before; the next cell tries again"]))
                }
                recordFailed = true
            }
        }
        if let news = updateJournal(timeline) { said.append(news) }
        return said
    }

    private func updateJournal(_ timeline: Timeline) -> Diagnostic? {
        guard let folder, journal != nil || timeline.recordedSession.map(\.cell.number) != given else { return nil }
        do throws(FileError) {
            if let journal {
                try journal.write(timeline)
            } else {
                try folder.make()
                folder.removeOld()
                var text = text
                text.hasEndMarks = true
                journal = try SessionWriter(
                    path: folder.newPath(), text: text, timeline: timeline, replaces: false, isLocked: true)
            }
            defer { journalFailed = false }
            return journalFailed ? Diagnostic(.note, "the journal is written again, with all of this session") : nil
        } catch {
            defer { journalFailed = true }
            guard !journalFailed else { return nil }
            return Diagnostic(
                .warning, "the journal can't be written: \(folder.path): \(error.message)",
                notes: ["a crash would lose this session; `save name.session` keeps it elsewhere"])
        }
    }

    // MARK: - Files

    /// Takes a file that the shell began with: it holds the session, and may be replaced.
    func adopt(_ path: String, _ cells: [Timeline.Entry]) {
        ownFiles.insert(path)
        saved = cells.map(\.cell.number)
    }

    /// Takes it that cells need not be saved: they are those that every session of the user's begins with.
    func begin(with cells: [Timeline.Entry]) {
        given = cells.map(\.cell.number)
        saved = given
    }

    /// Begins to write the session to a file.
    func start(_ path: String, hasDigests: Bool, replaces: Bool, _ timeline: inout Timeline) throws(FileError) {
        var text = text
        text.hasDigests = hasDigests
        if hasDigests { timeline.addDigests() }
        record = try SessionWriter(
            path: path, text: text, timeline: timeline, replaces: replaces || ownFiles.contains(path))
        recordFailed = false
        ownFiles.insert(path)
    }

    /// Writes the session to a file.
    func save(_ cells: [Timeline.Entry], to path: String, replaces: Bool) throws(FileError) {
        try write(text.text(of: cells), to: path, replaces: replaces)
        saved = cells.map(\.cell.number)
    }

    /// Writes a text to a file that is not there, or may be replaced.
    func write(_ text: String, to path: String, replaces: Bool) throws(FileError) {
        if !replaces, !ownFiles.contains(path), (try? FileReader(path: path)) != nil { throw .alreadyThere }
        try SessionWriter.save(text, to: path)
        ownFiles.insert(path)
    }

    /// What to say when the shell ends and its session is in no file of the user's.
    func farewell(_ cells: [Timeline.Entry]) -> Diagnostic? {
        guard journal != nil, !journalFailed, record == nil || recordFailed, cells.contains(where: \.isChange),
            cells.map(\.cell.number) != saved
        else { return nil }
        return Diagnostic(.note, "this session is not saved; descent --resume brings it back")
    }
}
