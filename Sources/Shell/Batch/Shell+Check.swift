internal import Builtins
internal import Exchange
internal import Files
internal import Interpreter
internal import Kernels
internal import Platform
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// Checks files and prints a line for each, with its problems below it, and a total; or one JSON document.
    mutating func check(_ request: ShellOptions.CheckRequest) -> ExitStatus {
        Kernels.Interruption.letRequestsStand()
        if request.isPart { return checkPart(request) }
        if let path = request.junitPath, !Self.mayHoldReport(path) {
            console.show(
                .error, "\(path) is there, and is no report of a check",
                notes: ["name another file after --junit"])
            return .usage
        }
        let jobs = min(request.jobs, request.paths.count)
        guard let records = jobs > 1 ? checkApart(request, jobs) : checkHere(request) else { return .failure }
        Signals.endIfPending()
        let status = status(of: records, request)
        if let path = request.junitPath, let failure = write(CheckRecord.junit(records), to: path) {
            return status == .interrupted ? status : failure
        }
        return status
    }

    /// Checks one file after another in this process.
    private mutating func checkHere(_ request: ShellOptions.CheckRequest) -> [CheckRecord]? {
        var records: [CheckRecord] = []
        for path in request.paths {
            let result = checked(path, request)
            Signals.endIfPending()
            if records.last?.status != .interrupted { show(result, writesJSON: request.writesJSON) }
            records.append(CheckRecord(result))
        }
        return records
    }

    /// Checks several files at a time, each in its own process; nil after an error that has been reported.
    private mutating func checkApart(_ request: ShellOptions.CheckRequest, _ jobs: Int) -> [CheckRecord]? {
        var processes = CheckProcesses(request.paths, arguments: partArguments(request, jobs), jobs: jobs)
        defer { processes.end() }
        var records: [CheckRecord] = []
        for (index, path) in request.paths.enumerated() {
            let result: CheckResult
            switch processes.outcome(of: index) {
            case .checked(let record):
                console.flush()
                switch processes.show(index) {
                case nil:
                    records.append(record)
                    continue
                case .signal(SIGPIPE, _): Signals.end(by: SIGPIPE)
                case .status: return nil
                case let end?: result = .crashed(path: path, end)
                }
            case .ended(let ended): result = ended
            case .unstarted: result = checked(path, request)
            }
            if result.isInterrupted { processes.end() }
            if records.last?.status != .interrupted { show(result, writesJSON: request.writesJSON) }
            records.append(CheckRecord(result))
        }
        return records
    }

    /// The command line of the processes that check one file each; they share the threads.
    private func partArguments(_ request: ShellOptions.CheckRequest, _ jobs: Int) -> [String] {
        var arguments = ["check", "--part", "--color", options.color.rawValue]
        arguments += ["--threads", String(max(1, Threads.limit / jobs))]
        if let tolerance = request.tolerance {
            arguments += ["--rtol", "\(tolerance.relative)", "--atol", "\(tolerance.absolute)"]
        }
        if options.isPlain { arguments.append("--plain") }
        if request.writesJSON { arguments.append("--json") }
        return arguments + ["--"]
    }

    /// Checks a file for a parent process, and prints the findings when the parent says so.
    private mutating func checkPart(_ request: ShellOptions.CheckRequest) -> ExitStatus {
        ChildProcess.followParent()
        let result = checked(request.paths[0], request)
        Signals.endIfPending()
        guard ChildProcess.tell(CheckRecord(result).message) else { return .success }
        show(result, writesJSON: request.writesJSON)
        return .success
    }

    private func checked(_ path: String, _ request: ShellOptions.CheckRequest) -> CheckResult {
        if Kernels.Interruption.isRequested { return .interrupted(path: path) }
        do throws(SessionError) {
            let file = try SessionFile.read(path: path, commands: parser.commands)
            let report = Checker(tolerance: request.tolerance)
                .check(file, with: Interpreter(options: interpreter.options))
            // Work that was interrupted may have produced any result.
            return Kernels.Interruption.isRequested ? .interrupted(path: path) : .checked(report)
        } catch {
            return .unreadable(error)
        }
    }

    private func status(of records: [CheckRecord], _ request: ShellOptions.CheckRequest) -> ExitStatus {
        if request.writesJSON { console.write(CheckRecord.json(records)) }
        let statuses = Set(records.map(\.status))
        if statuses.contains(.interrupted) { return .interrupted }
        if !request.writesJSON { console.write(CheckRecord.total(of: records) + "\n") }
        if statuses.contains(.unreadable) { return .usage }
        return statuses.isSubset(of: [.ok]) ? .success : .failure
    }

    /// Whether no file has this name, or it is a report of an earlier check.
    private static func mayHoldReport(_ path: String) -> Bool {
        guard let bytes = try? TextFile.bytes(path: path) else { return true }
        return bytes.isEmpty || bytes.starts(with: Array("<?xml".utf8))
    }

    /// Writes a file atomically; the exit status if that fails.
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
        case .crashed(let path, let end):
            console.show(.error, "\(path): \(end.message)", notes: end.notes)
        }
    }

    /// Shows the result of a check: the line of the file, and its first problems.
    func show(_ report: CheckReport) {
        console.write(report.summary + "\n")
        if let warning = report.warning { console.show(warning) }
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

    /// Updates the records of files and prints a line for each.
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
                    if let warning = changes.warning { console.show(warning) }
                    for seed in changes.seeds {
                        console.write("  \(path): \(seed) added, since a cell drew unseeded\n")
                    }
                case .failure(let failure):
                    Signals.endIfPending()
                    tell(failure)
                    if failure.isInterrupted { return .interrupted }
                    if status == .success { status = .failure }
                }
            } catch {
                // A file that can't be read has a higher exit status than a cell that fails.
                let own = tell(error)
                if status != .usage { status = own }
            }
            Signals.endIfPending()
            console.flush()
        }
        return status
    }

    // MARK: - compare

    /// Compares two files and prints their first difference.
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
