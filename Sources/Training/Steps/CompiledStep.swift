internal import CKernels
internal import Kernels
internal import Platform
internal import Synchronization
public import Tensors

/// A step of training that runs without the machine: what it is given lies in memory of its own, and what it gives takes its
/// place.
public final class CompiledStep {
    private let program: StepProgram
    /// What changes from step to step, and what it becomes.
    private let given: [Part]
    private let made: [Part]
    /// The rows that it is fed with, which change from step to step too.
    private let fed: [Part]
    private let lossNode: Int
    /// Where what it is given lies, and what it becomes.
    private var state: [Piece] = []
    private var moves: [(from: Piece, to: Piece)] = []
    private let prediction: Part?
    /// How many numbers change from step to step.
    let stateCount: Int
    private var steps = 0

    /// Numbers one after the other.
    private struct Piece {
        let start: UnsafeMutablePointer<Double>
        let count: Int
        let isThere: Bool
    }

    private struct Part {
        let node: Int
        let layout: StepLayout
        let kind: TracedValue.Kind
    }

    /// Compiles a step.
    ///
    /// - Parameters:
    ///   - graph: the operations of one step, which begin with what it is given.
    ///   - loss: the number of the operation that gives the loss.
    ///   - prediction: that of the prediction, where it is kept.
    ///   - made: those of what the next step is given; none for what only gives a loss.
    ///   - threads: on how many threads it may run.
    /// - Throws: why it can't be compiled.
    public init(
        _ graph: StepGraph, loss: Int, prediction: Int?, made: [Int], threads: Int
    ) throws(StepRefusal) {
        let nodes = graph.nodes
        func part(_ node: Int) -> Part {
            Part(node: node, layout: nodes[node].layout, kind: nodes[node].kind)
        }
        given = nodes.indices.filter { if case .given = nodes[$0].work { true } else { false } }.map(part)
        fed = nodes.indices.filter { if case .fed = nodes[$0].work { true } else { false } }.map(part)
        self.made = made.map { part(graph.node($0)) }
        lossNode = graph.node(loss)
        self.prediction = prediction.map { part(graph.node($0)) }
        guard made.isEmpty || made.count == given.count, nodes[lossNode].layout.count == 1 else { throw .open }
        for (before, after) in zip(given, self.made) {
            let isSame = before.layout.shape == after.layout.shape && before.layout.strides == after.layout.strides
            guard isSame, before.kind == after.kind, StepPlan.isWhole(nodes[after.node], nodes) else { throw .open }
        }
        if let kept = self.prediction, !StepPlan.isWhole(nodes[kept.node], nodes) { throw .open }
        let results = [lossNode] + (self.prediction.map { [$0.node] } ?? []) + self.made.map(\.node)
        guard let program = StepProgram(graph, results: results, threads: threads) else { throw .layout("memory") }
        self.program = program
        stateCount = given.reduce(0) { $0 + $1.layout.count }
        state = given.map(piece)
        moves = zip(given, self.made).filter { $0.node != $1.node }.map { (piece($1), piece($0)) }
    }

    /// Where a part lies; what the step has no use for lies nowhere.
    private func piece(_ part: Part) -> Piece {
        Piece(
            start: program.memory(of: part.node), count: part.layout.count, isThere: program.hasMemory(part.node))
    }

    deinit { Self.total.add(steps, ordering: .relaxed) }

    private static let total = Atomic<Int>(0)
    private static let off = Atomic<Bool>(getenv("DESCENT_WRITTEN_STEPS") != nil)

    /// How many steps were run that are gone.
    public static var runs: Int { total.load(ordering: .relaxed) }

    /// Whether all steps are run as they are written, which gives the same; the environment variable
    /// `DESCENT_WRITTEN_STEPS` says so for a whole process.
    public static var areOff: Bool { off.load(ordering: .relaxed) }

    /// Has all steps run as they are written from now on, or compiled again.
    public static func turnOff(_ areOff: Bool) { off.store(areOff, ordering: .relaxed) }

    /// Runs a step on what is given, which stays as it is.
    func run() -> CompiledEpochs.End? {
        steps += 1
        switch program.run() {
        case CK_STEP_DONE: return nil
        case CK_STEP_STOPPED: return .stopped
        default: return .unusual
        }
    }

    /// The loss of the last step.
    var loss: Double { program.memory(of: lossNode).pointee }

    /// Has what the last step gave be what the next one is given.
    func advance() {
        for move in moves { move.to.start.update(from: move.from.start, count: move.to.count) }
    }

    /// Copies what the next step is given.
    func take(into numbers: UnsafeMutablePointer<Double>) {
        var place = numbers
        for piece in state {
            place.update(from: piece.start, count: piece.count)
            place += piece.count
        }
    }

    /// Sets what the next step is given.
    func give(_ numbers: UnsafePointer<Double>) {
        var place = numbers
        for piece in state {
            if piece.isThere { piece.start.update(from: place, count: piece.count) }
            place += piece.count
        }
    }

    /// Feeds the step with rows of arrays that lie row after row.
    func feed(_ arrays: [[Double]], rows: ArraySlice<Int>) {
        for (part, array) in zip(fed, arrays) where program.hasMemory(part.node) {
            guard let width = rows.isEmpty ? nil : part.layout.count / rows.count else { continue }
            var place = program.memory(of: part.node)
            array.withUnsafeBufferPointer { array in
                for row in rows {
                    for column in 0..<width { place[column] = array[row * width + column] }
                    place += width
                }
            }
        }
    }

    /// How many numbers the prediction has.
    var predictionCount: Int { prediction?.layout.count ?? 0 }

    /// Copies the prediction of the last step.
    func takePrediction(into numbers: UnsafeMutablePointer<Double>) {
        guard let prediction else { return }
        numbers.update(from: program.memory(of: prediction.node), count: prediction.layout.count)
    }

    // MARK: - As values

    /// The numbers of a state, as they lie in memory.
    public func numbers(of values: [Tensor]) -> [Double]? {
        guard values.count == given.count else { return nil }
        var numbers: [Double] = []
        for (value, part) in zip(values, given) {
            guard value.shape == part.layout.shape else { return nil }
            var own = [Double](repeating: 0, count: part.layout.count)
            for (element, address) in zip(value.asFloat64().elements, part.layout.addresses) { own[address] = element }
            numbers += own
        }
        return numbers
    }

    /// A state as values.
    public func values(of numbers: [Double]) -> [TracedValue] {
        var start = 0
        return given.map { part in
            defer { start += part.layout.count }
            return Self.value(part, Array(numbers[start..<start + part.layout.count]))
        }
    }

    /// A prediction as a value.
    func predicted(_ numbers: [Double]) -> TracedValue? { prediction.map { Self.value($0, numbers) } }

    private static func value(_ part: Part, _ numbers: [Double]) -> TracedValue {
        if part.kind == .int { return TracedValue(.int64(NDArray(scalar: Int(numbers[0]))), .int) }
        let array = NDArray(copying: numbers, shape: part.layout.shape, strides: part.layout.strides, offset: 0)
        return TracedValue(.float64(array), part.kind)
    }
}
