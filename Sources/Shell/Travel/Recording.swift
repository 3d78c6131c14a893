internal import Files
internal import Interpreter
internal import Platform
internal import Rendering
internal import Sessions
internal import Syntax

/// The files that keep a shell's session: the journal, and the file that `record` names.
final class Recording {
    private let folder: JournalFolder?
    private let text: SessionText
    private var journal: SessionWriter?
    private var journalFailed = false
    private var record: SessionWriter?
    private var recordFailed = false
    /// The cells written by the last `save`, or those of the file that the shell began with.
    private var saved: [Int] = []
    /// The cells that the shell began with. A session with no others needs no journal.
    private var given: [Int] = []
    /// The files that this shell wrote or began with, and may replace.
    private var ownFiles: Set<[UInt8]> = []

    /// - Parameter journals: the folder of the journals; nil for no journal.
    init(journals: String?, text: SessionText) {
        folder = journals.map { JournalFolder(path: $0) }
        self.text = text
    }

    /// The file that `record` named, if any.
    var recordPath: String? { record?.path }
    /// The path of the journal, once it exists.
    var journalPath: String? { journal?.path }

    // MARK: - After each cell

    /// Writes the cells that were added since the last time; returns the messages for the user.
    ///
    /// - Parameter number: the number of the last input.
    func update(_ timeline: inout Timeline, upTo number: Int, in workspace: Workspace) -> [Diagnostic] {
        var said: [Diagnostic] = []
        if let record {
            if record.text.hasDigests { timeline.addDigests(in: workspace) }
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
        if let news = updateJournal(timeline, upTo: number) { said.append(news) }
        return said
    }

    private func updateJournal(_ timeline: Timeline, upTo number: Int) -> Diagnostic? {
        guard let folder, journal != nil || timeline.recordedSession.map(\.cell.number) != given else { return nil }
        do throws(FileError) {
            if let journal {
                try journal.write(timeline, upTo: number)
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

    /// Takes over a file that the shell began with: it contains the session, and may be replaced.
    func adopt(_ path: String, _ cells: [Timeline.Entry]) {
        ownFiles.insert(Array(path.utf8))
        saved = cells.map(\.cell.number)
    }

    /// Marks cells that needn't be saved, since all sessions of the user begin with them.
    func begin(with cells: [Timeline.Entry]) {
        given = cells.map(\.cell.number)
        saved = given
    }

    /// Starts writing the session to a file.
    func start(
        _ path: String, hasDigests: Bool, replaces: Bool, _ timeline: inout Timeline, in workspace: Workspace
    ) throws(FileError) {
        var text = text
        text.hasDigests = hasDigests
        if hasDigests { timeline.addDigests(in: workspace) }
        record = try SessionWriter(
            path: path, text: text, timeline: timeline, replaces: replaces || ownFiles.contains(Array(path.utf8)))
        recordFailed = false
        ownFiles.insert(Array(path.utf8))
    }

    /// Stops writing the session to the file that `record` named; gives its path.
    func stop() -> String? {
        defer { (record, recordFailed) = (nil, false) }
        return record?.path
    }

    /// Writes the session to a file.
    func save(_ cells: [Timeline.Entry], to path: String, replaces: Bool) throws(FileError) {
        try write(text.text(of: cells), to: path, replaces: replaces)
        saved = cells.map(\.cell.number)
    }

    /// Writes a text to a file that doesn't exist, or may be replaced.
    func write(_ text: String, to path: String, replaces: Bool) throws(FileError) {
        if !replaces, !ownFiles.contains(Array(path.utf8)), (try? FileReader(path: path)) != nil { throw .alreadyThere }
        try SessionWriter.save(text, to: path)
        ownFiles.insert(Array(path.utf8))
    }

    /// The message at the end of the shell if the user hasn't saved the session.
    func farewell(_ cells: [Timeline.Entry]) -> Diagnostic? {
        guard journal != nil, !journalFailed, record == nil || recordFailed, cells.contains(where: \.isChange),
            cells.map(\.cell.number) != saved
        else { return nil }
        return Diagnostic(.note, "this session is not saved; descent --resume brings it back")
    }
}

extension Shell {
    /// Brings the files of the session up to date.
    mutating func updateRecording() {
        guard let recording else { return }
        let said = recording.update(&live.timeline, upTo: live.nextNumber - 1, in: live.interpreter.workspace)
        for diagnostic in said { console.show(diagnostic) }
    }

    /// The word behind `record` that stops it; a file of that name is `./off`.
    private static let recordingEnd = "off"

    /// `record path`, or where the session is being written.
    mutating func record(_ path: String?, hasDigests: Bool, replaces: Bool) -> Diagnostic? {
        let recording = ownRecording
        guard let path else {
            if let path = recording.recordPath { return Diagnostic(.note, "each cell goes to \(path)") }
            let journal = recording.journalPath.map { "only the journal has it: \($0)" } ?? "nothing keeps this session"
            return Diagnostic(.note, journal, notes: ["record lesson.session writes it to a file of yours"])
        }
        if path == Self.recordingEnd {
            guard let stopped = recording.stop() else { return Diagnostic(.note, "nothing is being recorded") }
            return Diagnostic(.note, "\(stopped) holds the cells so far, and no more of them")
        }
        return keep(path, "record \(path) --force") { (live) throws(FileError) in
            try recording.start(
                path, hasDigests: hasDigests, replaces: replaces, &live.timeline,
                in: live.interpreter.workspace)
            return "\(Words.count(live.timeline.recordedSession.count, "cell")) in \(path), and each new one goes there"
        }
    }

    /// `save lesson.session`.
    mutating func save(_ path: String, replaces: Bool) -> Diagnostic? {
        let recording = ownRecording
        return keep(path, "save \(path) replace=True") { (live) throws(FileError) in
            let cells = live.timeline.recordedSession
            try recording.save(cells, to: path, replaces: replaces)
            return "\(Words.count(cells.count, "cell")) in \(path)"
        }
    }

    /// `extract w path`.
    mutating func extract(_ name: String, _ path: String, replaces: Bool) -> Diagnostic? {
        guard live.interpreter.workspace.value(name) != nil else {
            return Diagnostic(.error, "there is no \(name)", notes: ["whos shows the names there are"])
        }
        let (recording, commands) = (ownRecording, parser.commands)
        return keep(path, "extract \(name) \(path) --force") { (live) throws(FileError) in
            let extraction = Extraction(of: name, in: live, commands: commands)
            try recording.write(extraction.text, to: path, replaces: replaces)
            let what =
                extraction.isWhole
                ? "the whole session, no part of it makes \(name) again" : Words.count(extraction.cellCount, "cell")
            return "\(what) in \(path)"
        }
    }

    /// Writes a file of the session, and returns the message for the user.
    private mutating func keep(
        _ path: String, _ replacing: String, _ write: (inout LiveSession) throws(FileError) -> String
    ) -> Diagnostic? {
        do throws(FileError) {
            if live.interpreter.options.files.hasLoaded(path) { throw .loaded }
            return Diagnostic(.note, try write(&live))
        } catch .alreadyThere {
            return Diagnostic(
                .error, "\(path): there is a file of that name", notes: ["\(replacing) replaces it"])
        } catch {
            return Diagnostic(.error, "\(path) could not be written: \(error.message)", notes: ["the session goes on"])
        }
    }

    /// The files that keep the session; created when needed.
    private var ownRecording: Recording {
        mutating get {
            if let recording { return recording }
            let made = Recording(journals: nil, text: SessionText(commands: parser.commands))
            recording = made
            return made
        }
    }

    // MARK: - Resuming

    /// `--resume`: lists the journals, and restores one.
    mutating func resume(_ which: String?) -> ExitStatus {
        guard let path = UserFolders.journals else {
            console.show(.error, "there are no journals: DESCENT_JOURNAL is empty, or there is no home folder")
            return .usage
        }
        let items = JournalFolder(path: path).items().filter { !$0.isInUse }
        guard !items.isEmpty else {
            console.show(.error, "there is no session to bring back", notes: ["their folder is \(path)"])
            return .usage
        }
        let chosen: Int
        if let which {
            guard
                let place = Int(which).map({ $0 - 1 })
                    ?? items.firstIndex(where: { $0.name == which || $0.path == which }),
                items.indices.contains(place)
            else {
                list(items, chosen: nil)
                console.show(.error, "there is no session \(which)", notes: ["take a number of the list"])
                return .usage
            }
            chosen = place
        } else {
            chosen = 0
        }
        list(items, chosen: chosen)
        return bringBack(items[chosen])
    }

    private func list(_ items: [JournalFolder.Item], chosen: Int?) {
        let shown = 10
        for (index, item) in items.prefix(max(shown, (chosen ?? 0) + 1)).enumerated() {
            let cells = (try? TextFile.bytes(path: item.path)).flatMap { bytes in
                try? SessionFile(
                    JournalFolder.wholeCells(in: bytes, commands: parser.commands).bytes, path: item.path,
                    commands: parser.commands)
            }?.cells
            let last = cells?.last.map { TravelText.cell($0.cell) } ?? ""
            let count = cells.map { Words.count($0.count, "cell") } ?? "can't be read"
            let age = Self.age(of: item.path).map { "\($0)  " } ?? ""
            console.showLine("\(index == chosen ? "*" : " ") \(index + 1)  \(item.name)  \(age)\(count)  \(last)")
        }
        if items.count > shown { console.showLine("  … \(items.count - shown) earlier") }
    }

    /// How long ago a file was written: `3 min ago`.
    private static func age(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let seconds = max(0, time(nil) - status.modificationTime.tv_sec)
        switch seconds {
        case ..<60: return "just now"
        case ..<3600: return "\(seconds / 60) min ago"
        case ..<86_400: return "\(seconds / 3600) h ago"
        default: return Words.count(seconds / 86_400, "day") + " ago"
        }
    }

    /// How many of the last cells are shown of a session that is brought back.
    private static let shownCells = 3

    private mutating func bringBack(_ item: JournalFolder.Item) -> ExitStatus {
        let file: SessionFile
        do throws(SessionError) {
            let bytes: [UInt8]
            do { bytes = try TextFile.bytes(path: item.path) } catch {
                throw SessionError(path: item.path, .file(error))
            }
            let (whole, isCut) = JournalFolder.wholeCells(in: bytes, commands: parser.commands)
            if isCut { console.show(.warning, "its last cell was cut short, and is left out") }
            file = try SessionFile(whole, path: item.path, commands: parser.commands)
        } catch {
            return tell(error)
        }
        var isInterrupted = false
        do throws(ReplayFailure) { try replay(file, isSilent: true) } catch {
            tell(error)
            isInterrupted = error.isInterrupted
        }
        live.nextNumber = max(live.nextNumber, file.highestLabel + 1)
        let cells = live.timeline.session
        console.show(
            .note, "\(Words.count(cells.count, "cell")) of \(item.name) brought back",
            notes: cells.suffix(Self.shownCells).map { TravelText.cell($0.cell) })
        return isInterrupted ? .interrupted : runInput()
    }
}
