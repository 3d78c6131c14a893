public import Builtins
public import Interpreter
internal import Rendering
internal import Syntax
internal import Tensors

/// Replays a session and compares what it prints with what is recorded.
public struct Checker: Sendable {
    /// How far numbers may differ; nil to compare the text exactly.
    public var tolerance: Tolerance?
    /// The kind of machine that runs the check; factorisations of matrices have different bits on different kinds.
    package var machineKind = LinearAlgebra.machineKind
    /// The tolerance for numbers after a factorisation whose bits differ from the recorded ones.
    private static let factorizationTolerance = Tolerance(relative: 1e-10, absolute: 1e-10)

    /// Makes a checker.
    public init(tolerance: Tolerance? = nil) { self.tolerance = tolerance }

    /// Checks one file in the empty workspace of an interpreter. Files that the cells write are removed afterwards.
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
                findings.noteClocks(cell)
                noteFactorizations(cell, state, findings)
                let tolerance = tolerance ?? findings.tolerance
                findings.problems += problems(of: cell, findings.recorder, tolerance)
                // With a tolerance, bits may differ. After the first drift, values computed from the drifted one
                // differ too.
                if tolerance == nil, !file.isOfCopies, !findings.problems.contains(where: \.isDrift) {
                    findings.problems += Self.drift(in: cell, state.workspace)
                }
            }
            // After an unseeded draw, numbers differ from run to run.
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

    /// After the first factorisation whose bits differ here, numbers are compared with a tolerance, and a note says so.
    private func noteFactorizations(_ cell: SessionCell, _ state: Replayer.State, _ findings: Findings) {
        let recorded = cell.digests.first { $0.digest.isFactorization }?.digest
        // A cell without a mark was written by hand, from the output of the most common kind of machine.
        let mark = recorded ?? DigestLine(name: DigestLine.factorizations, digest: LinearAlgebra.canonicalMachineKind)
        guard tolerance == nil, findings.tolerance == nil, state.usesFactorization, !mark.hasSameBits(on: machineKind)
        else { return }
        findings.tolerance = Self.factorizationTolerance
        findings.warning = Diagnostic(
            .note,
            "factorisations of matrices have other last digits on \(machineKind) than on \(mark.digest): "
                + "numbers from cell [\(cell.cell.number)] on are compared to 1e-10")
    }

    private func problems(
        of cell: SessionCell, _ recorder: Recorder, _ tolerance: Tolerance?
    ) -> [CheckReport.Problem] {
        if let seed = recorder.seeds.first {
            return [.unseeded(cell, line: cell.cell.filePosition(of: seed.range).line, seed: seed.seeding)]
        }
        let timed = recorder.timed(in: cell)
        return zip(cell.statements, recorder.records(of: cell)).enumerated().compactMap { place, pair in
            let (statement, now) = pair
            if timed.contains(place) { return nil }
            if statement.record.isEmpty, !now.isEmpty { return .missing(cell, statement, count: now.count) }
            return OutputDifference.between(
                recorded: statement.record, now: now, tolerance: statement.tolerance ?? tolerance
            )
            .map { .different(cell, statement, $0) }
        }
    }

    /// The values whose bits don't match their digests.
    private static func drift(in cell: SessionCell, _ workspace: Workspace) -> [CheckReport.Problem] {
        cell.digests.compactMap { line, digest in
            guard !digest.isFile, !digest.isFactorization, !workspace.isTimed(digest.name),
                ValueDigest.text(named: digest.name, in: workspace) != digest.digest
            else {
                return nil
            }
            let isThere = ValueDigest.isOfRandomState(digest.name) || workspace.value(digest.name) != nil
            return .drifted(cell, name: digest.name, line: line, isThere: isThere)
        }
    }

    /// The findings of the replay so far.
    private final class Findings {
        var recorder = Recorder()
        var reachedCount = 0
        var endedCount = 0
        var problems: [CheckReport.Problem] = []
        var warning: Diagnostic?
        /// The tolerance for numbers after a factorisation.
        var tolerance: Tolerance?
        private var timedCount = 0

        /// Counts the outputs that are left out because they depend on a clock, and notes that.
        func noteClocks(_ cell: SessionCell) {
            timedCount += recorder.timed(in: cell).count { !cell.statements[$0].record.isEmpty }
            if timedCount > 0, tolerance == nil {
                warning =
                    Diagnostic(.note, "\(Words.count(timedCount, "output")) left out that hang on a clock")
            }
        }
    }
}

extension SessionCell {
    /// Whether the cell records anything to compare a replay with.
    fileprivate var hasRecord: Bool {
        expectation != nil || hasDigests || statements.contains { !$0.record.isEmpty }
    }
}
