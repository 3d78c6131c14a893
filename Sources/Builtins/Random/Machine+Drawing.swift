internal import Interpreter
internal import Kernels
internal import Randomness

extension Machine {
    /// Draws from the generator whose method is called, or from the session's stream.
    func drawing<Result>(
        _ arguments: Arguments, _ body: (inout any RandomStream) throws(RandomError) -> Result
    ) throws(EvaluationError) -> Result {
        let result: Result
        do {
            guard case .generator(let generator)? = arguments["self"] else {
                result = try drawing { (state) throws(RandomError) in
                    var stream: any RandomStream = state
                    defer { if let drawn = stream as? LegacyRandomState { state = drawn } }
                    return try body(&stream)
                }
                if Interruption.isRequested { throw EvaluationError.interrupted }
                return result
            }
            randomUse.insert(.generates)
            result = try generator.draw(body)
        } catch let error as RandomError {
            throw .random(error, function: arguments.function)
        } catch {
            throw .interrupted
        }
        if Interruption.isRequested { throw .interrupted }
        return result
    }

    /// Whether the states of the streams are unknown, in which case the call fails, whatever it draws.
    func noteLossOfStreams() -> Bool {
        guard let loss = workspace.lossOfStreams else { return false }
        pendingFailure = pendingFailure ?? failure(loss, currentCallRange)
        return true
    }

    /// A number from the session's stream, if that already has a seed.
    func drawnDirectly(_ draw: (inout LegacyRandomState?) -> Double?) -> Value? {
        guard let number = draw(&workspace.randomState) else { return nil }
        randomUse.insert(.draws)
        return .float(number)
    }

    /// Draws from the session's stream; the first draw in a session without a seed sets one and reports it.
    func drawing<Result>(
        _ body: (inout LegacyRandomState) throws(RandomError) -> Result
    ) throws(RandomError) -> Result {
        randomUse.insert(.draws)
        var state: LegacyRandomState
        if let present = workspace.randomState {
            state = present
        } else if noteLossOfStreams() {
            state = LegacyRandomState(seed: 0)
        } else {
            let seed = options.seed ?? UInt32.random(in: 0..<100_000)
            state = LegacyRandomState(seed: seed)
            emit(.seeded(Seeding(Int(seed), of: .numPys, line: "seed \(seed)", python: "np.random.seed(\(seed))")))
        }
        // Moved out during the draw, so that the state is modified in place.
        workspace.randomState = nil
        defer { workspace.randomState = state }
        return try body(&state)
    }
}
