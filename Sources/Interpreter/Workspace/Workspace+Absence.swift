// Left-out code, and what is unknown because of it.

extension Workspace {
    /// The missing modules that the program continues without.
    package var absentModules: Set<String> {
        get { state.absentModules }
        set { changeState { $0.absentModules = newValue } }
    }

    /// The values passed to missing modules, which may call them at any time.
    var valuesGivenAway: [Value] {
        get { state.valuesGivenAway }
        set { changeState { $0.valuesGivenAway = newValue } }
    }

    /// Marks the state of the random streams as unknown until they are seeded.
    func loseStreams(_ line: LeftOutLine) {
        changeState { ($0.randomState, $0.pythonRandom, $0.streamsLost) = (nil, nil, line) }
    }

    /// Marks the contents of files as unknown, except those that the program writes from now on.
    func loseFiles(_ line: LeftOutLine) {
        changeState { ($0.filesLost, $0.filesKnown) = (line, []) }
    }

    /// Marks the contents of one file as unknown.
    func loseFile(_ path: String, _ line: LeftOutLine) { changeState { $0.pathsLost[path] = line } }

    /// Records that the program writes a file, so its contents are known.
    package func noteWriting(of path: String) {
        if state.filesLost != nil || state.pathsLost[path] != nil {
            changeState {
                $0.filesKnown.insert(path)
                $0.pathsLost[path] = nil
            }
        }
    }

    /// The error for a file that left-out code may have changed since the program last wrote it.
    package func loss(ofFile path: String) -> EvaluationError? {
        let lost = state.filesKnown.contains(path) ? nil : state.filesLost
        guard let line = state.pathsLost[path] ?? lost else { return nil }
        return .absent(Absence(line: line, kind: .files))
    }

    /// The error that explains why a random stream without a state is unknown.
    package var lossOfStreams: EvaluationError? {
        state.streamsLost.map { .absent(Absence(line: $0, kind: .streams)) }
    }
}
