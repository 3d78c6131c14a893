internal import Files
public import Interpreter
internal import Syntax

/// Replays a session and compares what it prints with what is recorded.
public struct Checker {
    /// How far numbers may differ; nil for not at all, and no other letter either.
    public var tolerance: Tolerance?

    /// Makes a checker.
    public init(tolerance: Tolerance? = nil) { self.tolerance = tolerance }

    /// Checks one file, in the (empty) workspace of an interpreter. Files that its cells write go to a scratch folder,
    /// from which later cells read them.
    public func check(_ file: SessionFile, with interpreter: Interpreter = Interpreter()) -> CheckReport {
        guard file.hasRecord else { return CheckReport(file, problems: [.nothingRecorded]) }
        let findings = Findings()
        // What cells write must not stay behind, and later cells find it.
        let scratch = FileScope.scratch()
        defer { scratch.removeScratch() }
        var replayer = Replayer(interpreter, files: scratch)
        let ending = replayer.replay(file) { report in
            switch report {
            case .begins: findings.recorder = Recorder()
            case .event(let event, _): findings.recorder.receive(event)
            case .failedAsExpected: break
            case .ends(let cell, _, let workspace):
                findings.cellCount += 1
                findings.problems += problems(of: cell, findings.recorder)
                // With a tolerance, bits may differ.
                if tolerance == nil, let drift = Self.drift(in: cell, workspace) { findings.problems.append(drift) }
            }
            // What follows an unseeded draw is another number every time.
            return findings.problems.last?.isUnseeded != true
        }
        switch ending {
        case .finished, .stopped: break
        case .quit:
            if let unreached = file.cells.dropFirst(findings.cellCount).first(where: \.hasRecord) {
                findings.problems.append(.unreached(unreached))
            }
        case .failed(let failure): findings.problems.append(.failed(failure))
        }
        return CheckReport(file, problems: findings.problems)
    }

    private func problems(of cell: SessionCell, _ recorder: Recorder) -> [CheckReport.Problem] {
        if let seed = recorder.seed {
            return [.unseeded(cell, line: cell.cell.filePosition(of: seed.range).line, seed: seed.value)]
        }
        return zip(cell.statements, recorder.records(of: cell)).compactMap { statement, now in
            if statement.record.isEmpty, !now.isEmpty { return .missing(cell, statement, count: now.count) }
            return OutputDifference.between(
                recorded: statement.record, now: now, tolerance: statement.tolerance ?? tolerance
            )
            .map { .different(cell, statement, $0) }
        }
    }

    /// The first value whose bits are not those that its digest tells of.
    private static func drift(in cell: SessionCell, _ workspace: Workspace) -> CheckReport.Problem? {
        for (line, digest) in cell.digests {
            let now =
                digest.name == ValueDigest.randomStateName
                ? ValueDigest.text(ofRandomStateIn: workspace)
                : workspace.names[digest.name].flatMap { ValueDigest.text(of: $0) }
            if now != digest.digest { return .drifted(cell, name: digest.name, line: line, isThere: now != nil) }
        }
        return nil
    }

    /// What a replay has shown so far.
    private final class Findings {
        var recorder = Recorder()
        var cellCount = 0
        var problems: [CheckReport.Problem] = []
    }
}

/// What came of checking a file.
public struct CheckReport: Sendable {
    /// The file, as it was named.
    public let path: String
    /// How many cells it has.
    public let cellCount: Int
    /// How many lines of output it records.
    public let lineCount: Int
    /// What is not as it should be, in order.
    public let problems: [Problem]

    /// Something that is not as it should be.
    public enum Problem: Sendable {
        /// There is nothing to compare with.
        case nothingRecorded
        /// A statement prints lines, and none are recorded.
        case missing(SessionCell, RecordedStatement, count: Int)
        /// A statement prints something else than is recorded.
        case different(SessionCell, RecordedStatement, OutputDifference)
        /// A value has other bits than its digest tells of, or is not there.
        case drifted(SessionCell, name: String, line: Int, isThere: Bool)
        /// A cell draws random numbers unseeded.
        case unseeded(SessionCell, line: Int, seed: Int)
        /// A cell did not end as the file says.
        case failed(ReplayFailure)
        /// The session was left by `quit` before this cell, which has recorded output.
        case unreached(SessionCell)

        fileprivate var isUnseeded: Bool { if case .unseeded = self { true } else { false } }
    }

    init(_ file: SessionFile, problems: [Problem]) {
        path = file.path
        cellCount = file.cells.count
        lineCount = file.recordedLineCount
        self.problems = problems
    }

    /// Whether everything is the same.
    public var isSame: Bool { problems.isEmpty }

    /// Whether Ctrl-C ended it.
    public var isInterrupted: Bool {
        if case .failed(let failure)? = problems.last, case .interrupted = failure.reason { true } else { false }
    }
}

extension SessionCell {
    /// Whether a replay can be compared with anything in it.
    fileprivate var hasRecord: Bool {
        expectation != nil || !digests.isEmpty || statements.contains { !$0.record.isEmpty }
    }
}
