internal import Builtins
internal import Exchange
internal import Files
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// Runs a session file, showing its outputs, and its inputs if the user wants them.
    ///
    /// - Parameters:
    ///   - isSilent: whether what the cells print and say is not shown.
    ///   - title: the title of cells that have none, for a file that only begins a session.
    ///
    /// - Returns: whether a cell called `quit`.
    @discardableResult
    mutating func replay(
        _ file: SessionFile, isSilent: Bool = false, title: String? = nil
    ) throws(ReplayFailure) -> Bool {
        // What is typed afterwards can be undone back into the file's cells.
        var replayer = Replayer(live, keepsTimeline: options.stays || isSilent || title != nil)
        replayer.usualTitle = title ?? ""
        let (options, console) = (options, console)
        defer {
            live = replayer.live
            live.nextNumber = max(live.nextNumber, file.highestNumber + 1)
        }
        try replayer.replay(file) { report in
            if isSilent { return true }
            return Self.show(report, options, console)
        }
        return replayer.hasQuit
    }

    /// Shows what a replay tells; false where the user has seen enough.
    static func show(_ report: Replayer.Report, _ options: ShellOptions, _ console: Console) -> Bool {
        switch report {
        case .begins(let cell):
            if options.echoes || options.steps {
                console.endLine()
                console.write(echo(cell.sourceLines, number: cell.cell.number))
            }
            if options.steps { return waitForEnter(console) }
            if options.echoes { console.write("\n") }
        case .event(let event, let cell):
            console.show(event, of: cell.cell, isSeedGiven: options.seed != nil)
        case .ends(let cell, let ending, _):
            if case .failed(let diagnostic) = ending {
                console.show(diagnostic.located(in: cell.cell), source: cell.cell.source)
            }
            console.flush()
        }
        return true
    }

    /// Lets the user's Enter end the line of the cell.
    private static func waitForEnter(_ console: Console) -> Bool {
        console.flush()
        guard Terminal.waitForEnter() else { return false }
        console.noteLineEnd()
        return true
    }

    /// A cell as it would stand on the screen had it been typed, without the last newline.
    static func echo(_ lines: [String], number: Int) -> Markup {
        var markup = Markup()
        for (index, line) in lines.enumerated() {
            if index > 0 { markup.append("\n") }
            markup += index == 0 ? prompt(number) : continuationPrompt(number)
            markup.append(line)
        }
        return markup
    }

    /// Checks files: a line for each, what differs below it, and a total; or one JSON document of all that.
    mutating func check(_ request: ShellOptions.CheckRequest) -> ExitStatus {
        Kernels.Interruption.letRequestsStand()
        // Each of them divides its work in turn.
        let jobCount = min(request.jobs, request.paths.count)
        if jobCount > 1 { Threads.setLimit(max(1, Threads.limit / jobCount)) }
        if let path = request.junitPath, !Self.mayHoldReport(path) {
            console.show(
                .error, "\(path) is there, and is no report of a check", notes: ["name another file behind --junit"])
            return .usage
        }
        let jobs = CheckJobs(
            request.paths, checker: Checker(tolerance: request.tolerance), options: interpreter.options,
            commands: parser.commands, jobs: jobCount, stackReserve: Self.stackReserve)
        var results: [CheckResult] = []
        for index in request.paths.indices {
            let result = jobs.result(of: index)
            if !results.contains(where: \.isInterrupted) { show(result, writesJSON: request.writesJSON) }
            results.append(result)
        }
        Signals.endIfPending()
        let status = status(of: results, request)
        if let path = request.junitPath, let failure = write(CheckResult.junit(results), to: path) {
            return status == .interrupted ? status : failure
        }
        return status
    }

    private func status(of results: [CheckResult], _ request: ShellOptions.CheckRequest) -> ExitStatus {
        let reports = results.compactMap(\.report)
        let unreadable = results.count(where: \.isUnreadable)
        if request.writesJSON { console.write(CheckResult.json(results)) }
        if results.contains(where: \.isInterrupted) { return .interrupted }
        if !request.writesJSON { console.write(CheckReport.total(of: reports, unreadable: unreadable) + "\n") }
        if unreadable > 0 { return .usage }
        return reports.allSatisfy(\.isSame) ? .success : .failure
    }

    /// Whether a file of this name is missing, or is a report of an earlier check.
    private static func mayHoldReport(_ path: String) -> Bool {
        guard let bytes = try? TextFile.bytes(path: path) else { return true }
        return bytes.isEmpty || bytes.starts(with: Array("<?xml".utf8))
    }

    /// Writes a file, whole or not at all; the exit status if that fails.
    private func write(_ text: String, to path: String) -> ExitStatus? {
        do throws(FileError) {
            try SessionWriter.save(text, to: path)
            return nil
        } catch {
            console.show(.error, "\(path) could not be written: \(error.message)")
            return .usage
        }
    }

    private func show(_ result: CheckResult, writesJSON: Bool) {
        switch result {
        case .checked(let report): if !writesJSON { show(report) }
        case .unreadable(let error): _ = tell(error)
        case .interrupted(let path):
            console.endInterruptedLine()
            console.show(.error, "interrupted in \(path)")
        }
    }

    /// Shows what came of a check: the line of the file, and its first problems.
    func show(_ report: CheckReport) {
        console.write(report.summary + "\n")
        for problem in report.problems.prefix(CheckReport.toldProblems) {
            if case .failed(let failure) = problem {
                tell(failure)
            } else if let lines = problem.text(in: report.path) {
                show(lines)
            }
        }
        let rest = report.problems.count - CheckReport.toldProblems
        if rest > 0 { console.write("  and \(rest) more\n") }
        console.flush()
    }

    private func show(_ lines: [String]) {
        console.write(Markup.joined(lines.map(Self.problemLine), separator: "\n") + "\n")
    }

    private static func problemLine(_ line: String) -> Markup {
        let mark = line.drop { $0 == " " }.prefix(2)
        let style: Style = !line.hasPrefix(" ") ? .plain : mark == "- " ? .removed : mark == "+ " ? .added : .plain
        return Markup("  ") + Markup(line, style)
    }

    // MARK: - update

    /// Records anew what files print: a line for each.
    mutating func update(_ paths: [String], writesDigests: Bool) -> ExitStatus {
        var status = ExitStatus.success
        for path in paths {
            do throws(SessionError) {
                let file = try SessionFile.read(path: path, commands: parser.commands)
                let updater = Updater(writesDigests: writesDigests)
                switch try updater.update(file, with: Interpreter(options: interpreter.options)) {
                case .success(nil): console.write("same \(path)\n")
                case .success(let changes?):
                    console.write(changes.text(path) + "\n")
                    for seed in changes.seeds {
                        console.write("  \(path): seed \(seed) added, since a cell drew unseeded\n")
                    }
                case .failure(let failure):
                    Signals.endIfPending()
                    tell(failure)
                    if failure.isInterrupted { return .interrupted }
                    if status == .success { status = .failure }
                }
            } catch {
                // A file that can't be read weighs more than a cell that fails.
                let own = tell(error)
                if status != .usage { status = own }
            }
            Signals.endIfPending()
            console.flush()
        }
        return status
    }

    // MARK: - compare

    /// Replays two files side by side, and tells where they part.
    mutating func compare(_ first: String, _ second: String) -> ExitStatus {
        var files: [SessionFile] = []
        for path in [first, second] {
            do throws(SessionError) {
                files.append(try SessionFile.read(path: path, commands: parser.commands))
            } catch {
                _ = tell(error)
            }
        }
        guard files.count == 2 else { return .usage }
        Kernels.Interruption.letRequestsStand()
        let comparison = SessionComparer(options: interpreter.options).compare(files[0], files[1])
        Signals.endIfPending()
        var failures: [ReplayFailure] = []
        if case .failed(let ended)? = comparison.end { failures = ended }
        let isInterrupted = failures.contains(where: \.isInterrupted)
        if !isInterrupted { console.write(comparison.summary + "\n") }
        for failure in failures { tell(failure) }
        if isInterrupted { return .interrupted }
        if !comparison.details.isEmpty { show(comparison.details) }
        return comparison.isSame ? .success : .failure
    }
}

extension Updater.Changes {
    /// `updated x.session  3 outputs, 2 digests`.
    fileprivate func text(_ path: String) -> String {
        let parts = [(outputs, "output"), (digests, "digest")].filter { $0.0 > 0 }.map { Words.count($0.0, $0.1) }
        return "updated \(path)\(parts.isEmpty ? "" : "  " + parts.joined(separator: ", "))"
    }
}
