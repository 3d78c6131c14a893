public import Builtins
internal import Files
public import Interpreter
public import Syntax
internal import Tensors

/// Replays a session and writes what it prints into its file, and nothing else; a file of format 1 becomes one of the
/// present format by it.
///
/// Where a cell draws random numbers unseeded, the `seed` that repeats them is written before the statement that drew.
/// Digests that the file has already are brought up to date with its outputs; those of names that no longer have a value
/// with bits are taken out.
public struct Updater: Sendable {
    /// Whether each cell gets digests of what it sets, and of the random state if it changes that, in place of those that
    /// are there.
    public var writesDigests = false

    /// Makes an updater.
    public init(writesDigests: Bool = false) { self.writesDigests = writesDigests }

    /// What was written.
    public struct Changes: Sendable, Equatable {
        /// How many statements have another record.
        public var outputs = 0
        /// How many lines with digests were added, changed or taken out.
        public var digests = 0
        /// The lines with seeds that were added.
        public var seeds: [String] = []
        /// What there is to say of a file of an earlier format.
        public var warning: Diagnostic?
    }

    /// Replays a file in the (empty) workspace of an interpreter, and replaces it if the records differ. What its cells
    /// write themselves doesn't stay behind.
    ///
    /// - Returns: what was written, nil if the records are what it prints already; or the cell that did not end as the
    ///   file says, and then nothing was written.
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

    /// What a replay has shown so far.
    private final class Findings {
        let writesDigests: Bool
        var recorder = Recorder()
        var edits = RecordEdits()
        var changes = Changes()
        private(set) var endedCount = 0

        init(writesDigests: Bool) { self.writesDigests = writesDigests }

        /// Takes out what is recorded of a cell that never runs; an error that it must fail with can't be met.
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
            // What has no mark is taken for recorded where the bits are those that most people have.
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
            // One that changed is one change, not one that went and one that came.
            let (oldLines, newLines) = (Set(old), Set(new))
            changes.digests += max(oldLines.subtracting(newLines).count, newLines.subtracting(oldLines).count)
        }
    }
}
