public import Builtins
internal import Files
public import Interpreter
public import Syntax
internal import Tensors

/// Replays a session and records its output in its file, and changes nothing else, except that a file in format 1
/// becomes one in the current format.
///
/// If a cell draws random numbers without a seed, the `seed` that repeats them is written before the statement that
/// drew. Existing digests are updated together with the outputs; digests of names that no longer have a value with
/// bits are removed.
public struct Updater: Sendable {
    /// Whether each cell gets digests of the names that it sets, and of the random state if it changes it, in place
    /// of its existing ones.
    public var writesDigests = false

    /// Makes an updater.
    public init(writesDigests: Bool = false) { self.writesDigests = writesDigests }

    /// The changes that were written.
    public struct Changes: Sendable, Equatable {
        /// The number of statements whose record changed.
        public var outputs = 0
        /// The number of lines with digests that were added, changed or removed.
        public var digests = 0
        /// The lines with seeds that were added.
        public var seeds: [String] = []
        /// A warning about a file in an earlier format.
        public var warning: Diagnostic?
    }

    /// Replays a file in the empty workspace of an interpreter, and rewrites it if the records differ. Files that the
    /// cells write are removed afterwards.
    ///
    /// - Returns: the changes, or nil if the records already match; a failure if a cell didn't end as the file says,
    ///   and then nothing is written.
    /// - Throws: ``SessionError`` if the file can't be written.
    public func update(
        _ file: SessionFile, with interpreter: Interpreter = Interpreter()
    ) throws(SessionError) -> Result<Changes?, ReplayFailure> {
        let findings = Findings(writesDigests: writesDigests)
        do throws(ReplayFailure) {
            let replay = try Replayer.replayAside(file, with: interpreter) { report in
                switch report {
                case .begins: findings.recorder = Recorder()
                case .fileChanged: break
                case .event(.namesWereCopies(let warning), let cell):
                    findings.changes.warning = warning.located(in: cell.cell)
                case .event(let event, _): findings.recorder.receive(event)
                case .ends(let cell, let ending, let state):
                    findings.take(cell, ending.assigned, state)
                }
                return true
            }
            if replay.hasQuit {
                for cell in file.cells.dropFirst(findings.endedCount) { try findings.takeUnreached(cell) }
            }
        } catch {
            return .failure(error)
        }
        if file.isOfCopies { findings.edits.raiseVersion(of: file.lines) }
        let bytes = SessionFile.bytes(
            of: findings.edits.applied(to: file.lines), hasByteOrderMark: file.hasByteOrderMark)
        guard bytes != file.bytes else { return .success(nil) }
        do {
            try AtomicFileWriter(file.path, holding: bytes, mayCreate: false).commit()
        } catch {
            throw SessionError(path: file.path, .file(error))
        }
        return .success(findings.changes)
    }

    /// The findings of the replay so far.
    private final class Findings {
        let writesDigests: Bool
        var recorder = Recorder()
        var edits = RecordEdits()
        var changes = Changes()
        private(set) var endedCount = 0

        init(writesDigests: Bool) { self.writesDigests = writesDigests }

        /// Removes the record of a cell that never runs. Throws if the cell must fail with an error, since it can't.
        func takeUnreached(_ cell: SessionCell) throws(ReplayFailure) {
            if cell.expectation != nil { throw ReplayFailure(cell: cell, statement: nil, ending: .quit) }
            for statement in cell.statements where !statement.record.isEmpty {
                edits.replaceRecord(of: statement, by: [])
                changes.outputs += 1
            }
            guard !cell.digests.isEmpty else { return }
            edits.replaceDigests(of: cell, by: [])
            changes.digests += cell.digests.count
        }

        func take(_ cell: SessionCell, _ assigned: [String], _ state: Replayer.State) {
            endedCount += 1
            let timed = recorder.timed(in: cell)
            for (place, (statement, now)) in zip(cell.statements, recorder.records(of: cell)).enumerated()
            where !statement.record.areSame(as: now) && (statement.record.isEmpty || !timed.contains(place)) {
                edits.replaceRecord(of: statement, by: now)
                changes.outputs += 1
            }
            for seed in recorder.seeds {
                guard let index = cell.statement(at: seed.range) else { continue }
                edits.insert(seed.seeding.line, beforeLine: cell.statements[index].firstLine)
                changes.seeds.append(seed.seeding.line)
            }
            takeDigests(of: cell, assigned, state)
        }

        private func takeDigests(of cell: SessionCell, _ assigned: [String], _ state: Replayer.State) {
            let old = cell.digests.map(\.digest)
            let files = state.files.compactMap { file in
                file.digest.map { DigestLine(file: file.name, digest: $0) }
            }
            // A factorisation without a mark counts as recorded on the most common kind of machine.
            let isMarked =
                writesDigests || old.contains(where: \.isFactorization)
                || LinearAlgebra.machineKind != LinearAlgebra.canonicalMachineKind
            let marks = state.usesFactorization && isMarked ? [DigestLine.factorizationHere] : []
            let new =
                marks
                + (writesDigests
                    ? files
                        + ValueDigest.digests(of: assigned, in: state.workspace, after: state.log)
                        .map { DigestLine(name: $0.name, digest: $0.text) }
                    : old.compactMap { line in
                        if line.isFactorization { return nil }
                        if line.isFile { return files.first { $0.name == line.name } }
                        return ValueDigest.text(named: line.name, in: state.workspace)
                            .map { DigestLine(name: line.name, digest: $0) }
                    })
            guard new != old else { return }
            edits.replaceDigests(of: cell, by: new)
            // A changed digest is one change, not a removal and an addition.
            let (oldLines, newLines) = (Set(old), Set(new))
            changes.digests += max(oldLines.subtracting(newLines).count, newLines.subtracting(oldLines).count)
        }
    }
}
