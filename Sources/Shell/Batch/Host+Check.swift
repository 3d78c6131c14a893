internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax

extension Host {
    /// Checks files: a line for each, what differs below it, and a total.
    mutating func check(_ paths: [String], _ tolerance: Tolerance?) -> ExitStatus {
        let checker = Checker(tolerance: tolerance)
        var reports: [CheckReport] = []
        var unreadable = 0
        for path in paths {
            let file: SessionFile
            do {
                file = try SessionFile.read(path: path, commands: parser.commands)
            } catch {
                unreadable += 1
                _ = tell(error)
                continue
            }
            let report = checker.check(file, with: interpreter)
            if report.isInterrupted {
                console.endInterruptedLine()
                console.show(Diagnostic(.error, "interrupted in \(path)"))
                return .interrupted
            }
            show(report)
            reports.append(report)
        }
        console.write(CheckReport.total(of: reports, unreadable: unreadable) + "\n")
        if unreadable > 0 { return .usage }
        return reports.allSatisfy(\.isSame) ? .success : .failure
    }

    private func show(_ report: CheckReport) {
        console.write(report.summary + "\n")
        for problem in report.problems.prefix(CheckReport.toldProblems) {
            if case .failed(let failure) = problem {
                tell(failure)
            } else if let lines = problem.text(in: report.path) {
                console.write(Markup.joined(lines.map(Self.problemLine), separator: "\n") + "\n")
            }
        }
        let rest = report.problems.count - CheckReport.toldProblems
        if rest > 0 { console.write("  and \(rest) more\n") }
        console.flush()
    }

    private static func problemLine(_ line: String) -> Markup {
        let style: Style = line.hasPrefix("  - ") ? .removed : line.hasPrefix("  + ") ? .added : .plain
        return Markup("  ") + Markup(line, style)
    }

    /// Records anew what files print: a line for each.
    mutating func update(_ paths: [String]) -> ExitStatus {
        var status = ExitStatus.success
        for path in paths {
            do throws(SessionError) {
                let file = try SessionFile.read(path: path, commands: parser.commands)
                switch try Updater().update(file, with: interpreter) {
                case .unchanged: console.write("same \(path)\n")
                case .updated(let seeds):
                    console.write("updated \(path)\n")
                    for seed in seeds { console.write("  \(path): seed \(seed) added, since a cell drew unseeded\n") }
                case .failed(let failure):
                    tell(failure)
                    if failure.isInterrupted { return .interrupted }
                    if status == .success { status = .failure }
                }
            } catch {
                // A file that can't be read weighs more than a cell that fails.
                let own = tell(error)
                if status != .usage { status = own }
            }
            console.flush()
        }
        return status
    }
}
