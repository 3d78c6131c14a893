internal import Interpreter
internal import Kernels
internal import Randomness
internal import Tensors

extension Machine {
    /// Draws from the stream of Python's `random`; the first draw in a session without a seed sets one and reports it.
    func drawingPython<Result, Failure: Error>(
        _ body: (inout PythonRandomState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        randomUse.insert(.draws)
        var state: PythonRandomState
        if let present = workspace.pythonRandom {
            state = present
        } else if noteLossOfStreams() {
            state = PythonRandomState(seed: 0)
        } else {
            let seed = Int(options.seed ?? UInt32.random(in: 0..<100_000))
            state = PythonRandomState(seed: seed)
            emit(.seeded(Seeding(seed, of: .pythons, line: seedLine(seed))))
        }
        // Moved out during the draw, so that the state is modified in place.
        workspace.pythonRandom = nil
        defer { workspace.pythonRandom = state }
        return try body(&state)
    }

    /// The line to insert before this statement to seed the stream; it defines no name that the cell doesn't set.
    private func seedLine(_ seed: Int) -> String {
        let call = "random.seed(\(seed))"
        if case .namespace(.pythonRandom)? = workspace.value("random") {
            return assigned.contains("random") ? "import random; \(call)" : call
        }
        return "import random as python_random; python_\(call); del python_random"
    }
}

extension Arguments {
    /// A float, of NumPy's type if an argument is one.
    func drawn(_ number: Double) -> Value {
        all.contains { if case .scalar(.float64) = $0.value { true } else { false } }
            ? .scalar(.float64(number)) : .float(number)
    }
}
