// What was left out, and what isn't known any more for that.

extension Workspace {
    /// The modules that the program goes on without.
    package var absentModules: Set<String> {
        get { state.absentModules }
        set { changeState { $0.absentModules = newValue } }
    }

    /// What was given to modules that there aren't, and may be called by them at any time.
    var valuesGivenAway: [Value] {
        get { state.valuesGivenAway }
        set { changeState { $0.valuesGivenAway = newValue } }
    }

    /// It isn't known any more where the random streams stand, until they are seeded.
    func loseStreams(_ line: LeftOutLine) {
        changeState { ($0.randomState, $0.pythonRandom, $0.streamsLost) = (nil, nil, line) }
    }

    /// It isn't known any more what files hold, but those that the program writes from here on.
    func loseFiles(_ line: LeftOutLine) {
        changeState { ($0.filesLost, $0.filesKnown) = (line, []) }
    }

    /// It isn't known any more what one file holds.
    func loseFile(_ path: String, _ line: LeftOutLine) { changeState { $0.pathsLost[path] = line } }

    /// The program writes a file.
    package func noteWriting(of path: String) {
        if state.filesLost != nil || state.pathsLost[path] != nil {
            changeState {
                $0.filesKnown.insert(path)
                $0.pathsLost[path] = nil
            }
        }
    }

    /// What may have changed a file since the program last wrote it.
    package func loss(ofFile path: String) -> EvaluationError? {
        let lost = state.filesKnown.contains(path) ? nil : state.filesLost
        guard let line = state.pathsLost[path] ?? lost else { return nil }
        return .absent(Absence(line: line, kind: .files))
    }

    /// Why it isn't known where a random stream stands that has no state.
    package var lossOfStreams: EvaluationError? {
        state.streamsLost.map { .absent(Absence(line: $0, kind: .streams)) }
    }
}
