internal import CKernels
internal import Kernels
internal import Platform
internal import Synchronization
public import Tensors

/// A step of training that runs without the machine: what it is given lies in memory of its own, and what it gives takes its
/// place.
///
/// What the last two steps gave is kept, so that the last one can be taken back.
public final class CompiledStep {
    /// How a step ended.
    public enum End: Sendable {
        /// It is done; its loss.
        case done(Double)
        /// A number was not finite on the way: NumPy may have warned, so that it is to be run as it is written. What is
        /// given is as before.
        case unusual
        /// Ctrl-C ended it. What is given is as before.
        case stopped
    }

    private let program: StepProgram
    private let given: [Part]
    private let made: [Part]
    private let loss: Int
    private let prediction: Part
    /// What the last two steps gave, one after the other, and their predictions behind.
    private let kept: UnsafeMutablePointer<Double>
    private let keptCount: Int
    /// How many steps are done.
    private var steps = 0

    private struct Part {
        let node: Int
        let layout: StepLayout
        let kind: TracedValue.Kind
    }

    /// Compiles a step.
    ///
    /// - Parameters:
    ///   - graph: the operations of one step, which begin with what it is given.
    ///   - results: the numbers of the operations that give the loss, the prediction, and what the next step is given.
    ///   - threads: on how many threads it may run.
    /// - Throws: why it can't be compiled.
    public init(_ graph: StepGraph, results: [Int], threads: Int) throws(StepRefusal) {
        let nodes = graph.nodes
        let given = nodes.indices.filter { if case .given = nodes[$0].work { true } else { false } }
        let places = results.map(graph.node)
        guard results.count == given.count + 2, nodes[places[0]].layout.count == 1 else { throw .open }
        func part(_ node: Int) -> Part {
            Part(node: node, layout: nodes[node].layout, kind: nodes[node].kind)
        }
        self.given = given.map(part)
        made = places.dropFirst(2).map(part)
        for (before, after) in zip(self.given, made) {
            let isSame = before.layout.shape == after.layout.shape && before.layout.strides == after.layout.strides
            guard isSame, before.kind == after.kind, StepPlan.isWhole(nodes[after.node], nodes) else { throw .open }
        }
        loss = places[0]
        prediction = part(places[1])
        guard StepPlan.isWhole(nodes[prediction.node], nodes) else { throw .open }
        guard let program = StepProgram(graph, results: places, threads: threads) else { throw .layout("memory") }
        self.program = program
        keptCount = made.reduce(prediction.layout.count) { $0 + $1.layout.count }
        kept = .allocate(capacity: keptCount * 2)
        kept.initialize(repeating: 0, count: keptCount * 2)
        for (part, node) in zip(self.given, given) { write(nodes[node].tensor, to: part) }
    }

    deinit {
        kept.deallocate()
        Self.total.add(steps, ordering: .relaxed)
    }

    private static let total = Atomic<Int>(0)
    private static let off = Atomic<Bool>(getenv("DESCENT_WRITTEN_STEPS") != nil)

    /// How many steps were run by programs that are gone.
    public static var runs: Int { total.load(ordering: .relaxed) }

    /// Whether all steps are run as they are written, which gives the same; the environment variable
    /// `DESCENT_WRITTEN_STEPS` says so for a whole process.
    public static var areOff: Bool { off.load(ordering: .relaxed) }

    /// Has all steps run as they are written from now on, or compiled again.
    public static func turnOff(_ areOff: Bool) { off.store(areOff, ordering: .relaxed) }

    /// Sets what the next step is given.
    public func give(_ values: [Tensor]) {
        for (value, part) in zip(values, given) { write(value, to: part) }
    }

    private func write(_ value: Tensor, to part: Part) {
        let memory = program.memory(of: part.node)
        for (element, address) in zip(value.asFloat64().elements, part.layout.addresses) { memory[address] = element }
    }

    /// Runs a step on what is given.
    public func run() -> End {
        switch program.run() {
        case CK_STEP_DONE: break
        case CK_STEP_STOPPED: return .stopped
        default: return .unusual
        }
        steps += 1
        var place = kept + keptCount * (steps % 2)
        for part in made {
            place.update(from: program.memory(of: part.node), count: part.layout.count)
            place += part.layout.count
        }
        place.update(from: program.memory(of: prediction.node), count: prediction.layout.count)
        place = kept + keptCount * (steps % 2)
        for part in given {
            program.memory(of: part.node).update(from: place, count: part.layout.count)
            place += part.layout.count
        }
        return .done(program.memory(of: loss).pointee)
    }

    /// What the last step gave, or the one before it, and the prediction that it was made with.
    public func results(before: Bool) -> (values: [TracedValue], prediction: TracedValue) {
        var place = UnsafePointer(kept + keptCount * ((before ? steps - 1 : steps) % 2))
        func value(_ part: Part) -> TracedValue {
            defer { place += part.layout.count }
            let numbers = Array(UnsafeBufferPointer(start: place, count: part.layout.count))
            if part.kind == .int { return TracedValue(.int64(NDArray(scalar: Int(numbers[0]))), .int) }
            let array = NDArray(
                copying: numbers, shape: part.layout.shape, strides: part.layout.strides, offset: 0)
            return TracedValue(.float64(array), part.kind)
        }
        return (made.map(value), value(prediction))
    }
}
