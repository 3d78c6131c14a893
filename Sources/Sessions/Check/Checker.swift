public import Builtins
public import Interpreter
internal import Syntax

/// Replays a session and compares what it prints with what is recorded.
public struct Checker: Sendable {
    /// How far numbers may differ; nil for not at all, and no other letter either.
    public var tolerance: Tolerance?

    /// Makes a checker.
    public init(tolerance: Tolerance? = nil) { self.tolerance = tolerance }

    /// Checks one file, in the (empty) workspace of an interpreter. Files that its cells write don't stay behind.
    public func check(_ file: SessionFile, with interpreter: Interpreter = Interpreter()) -> CheckReport {
        guard file.hasRecord else { return CheckReport(file, problems: [.nothingRecorded]) }
        let findings = Findings()
        let watch = { (report: Replayer.Report) in
            switch report {
            case .begins:
                findings.recorder = Recorder()
                findings.reachedCount += 1
            case .event(.namesWereCopies(let warning), let cell): findings.warning = warning.located(in: cell.cell)
            case .event(let event, _): findings.recorder.receive(event)
            case .fileChanged(let cell, let name, let line):
                findings.problems.append(.fileChanged(cell, name: name, line: line))
            case .ends(let cell, _, let state):
                findings.endedCount += 1
                findings.problems += problems(of: cell, findings.recorder)
                // With a tolerance, bits may differ. And what is computed from a value that drifted drifts with it.
                if tolerance == nil, !file.isOfCopies, !findings.problems.contains(where: \.isDrift) {
                    findings.problems += Self.drift(in: cell, state.workspace)
                }
            }
            // What follows an unseeded draw is another number every time.
            return findings.problems.last?.isUnseeded != true
        }
        do throws(ReplayFailure) {
            let hasQuit = try Replayer.replayAside(file, with: interpreter, watch: watch).hasQuit
            if hasQuit, let unreached = file.cells.dropFirst(findings.endedCount).first(where: \.hasRecord) {
                findings.problems.append(.unreached(unreached))
            }
        } catch {
            findings.problems.append(.failed(error))
        }
        return CheckReport(
            file, reachedCount: findings.reachedCount, problems: findings.problems, warning: findings.warning)
    }

    private func problems(of cell: SessionCell, _ recorder: Recorder) -> [CheckReport.Problem] {
        if let seed = recorder.seeds.first {
            return [.unseeded(cell, line: cell.cell.filePosition(of: seed.range).line, seed: seed.seeding)]
        }
        return zip(cell.statements, recorder.records(of: cell)).compactMap { statement, now in
            if statement.record.isEmpty, !now.isEmpty { return .missing(cell, statement, count: now.count) }
            return OutputDifference.between(
                recorded: statement.record, now: now, tolerance: statement.tolerance ?? tolerance
            )
            .map { .different(cell, statement, $0) }
        }
    }

    /// The values whose bits are not those that their digests tell of.
    private static func drift(in cell: SessionCell, _ workspace: Workspace) -> [CheckReport.Problem] {
        cell.digests.compactMap { line, digest in
            guard !digest.isFile, ValueDigest.text(named: digest.name, in: workspace) != digest.digest else {
                return nil
            }
            let isThere = ValueDigest.isOfRandomState(digest.name) || workspace.value(digest.name) != nil
            return .drifted(cell, name: digest.name, line: line, isThere: isThere)
        }
    }

    /// What a replay has shown so far.
    private final class Findings {
        var recorder = Recorder()
        var reachedCount = 0
        var endedCount = 0
        var problems: [CheckReport.Problem] = []
        var warning: Diagnostic?
    }
}

extension SessionCell {
    /// Whether a replay can be compared with anything in it.
    fileprivate var hasRecord: Bool {
        expectation != nil || !digests.isEmpty || statements.contains { !$0.record.isEmpty }
    }
}
