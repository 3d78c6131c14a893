internal import Kernels
public import Tensors

/// Why a step can't be compiled: it goes on as it is written.
public enum StepRefusal: Error, Equatable {
    /// An operation that compiled steps don't know.
    case operation(String)
    /// Numbers of another type than float64.
    case type(String)
    /// An array that lies in memory in a way that isn't planned for, or has too many axes.
    case layout(String)
    /// It gives something of another shape or type than it takes, or something that doesn't change.
    case open
}

/// What an operation gave when the step was traced.
public struct TracedValue {
    /// What kind of object the number or array was: Python's numbers follow other rules than NumPy's.
    public enum Kind: Sendable { case int, float, scalar, array }

    /// Its numbers.
    public let tensor: Tensor
    /// What it was.
    public let kind: Kind

    /// A value of a kind; a number is a tensor of no axes.
    public init(_ tensor: Tensor, _ kind: Kind) { (self.tensor, self.kind) = (tensor, kind) }
}

/// An operation of a step that was traced.
public struct TracedOperation {
    /// Something that it works on.
    public enum Operand {
        /// What an earlier operation gave.
        case result(Int)
        /// What no step changes.
        case constant(TracedValue)
    }

    let name: String
    let operands: [Operand]
    let result: TracedValue

    /// The axes of a reduction, nil for all.
    public var axes: [Int]?
    /// Whether they stay, with length 1.
    public var keepsDimensions = false
    /// Of what moves elements, the place that each comes from, or goes to.
    public var places: [Int] = []

    /// An operation by NumPy's name of it, or `given`, `fed`, `moved`, `scatter` and `place`.
    public init(_ name: String, _ operands: [Operand], _ result: TracedValue) {
        (self.name, self.operands, self.result) = (name, operands, result)
    }
}

/// A step of training as a graph of operations on arrays of known shape: one forward pass, its gradients, and the update.
///
/// It is made from a trace of the step (``add(_:)``), planned (``StepPlan``: what isn't needed is dropped, memory is laid
/// out once, functions of single elements are joined into chains) and run by the loops in `CKernels/steps.c`
/// (``StepProgram``). Every operation is carried out as it is one by one, in NumPy's order of additions, and so gives the
/// same bits; what can't be is refused, and the step is run as it is written.
public struct StepGraph {
    /// What makes a node's numbers.
    enum Work {
        /// They change from step to step.
        case given
        /// They are the rows of a batch.
        case fed
        case constant([Double])
        case function(StepFunction, [Operand])
        case sum([ReductionStretch], divisor: Double)
        case extreme([ReductionStretch], takesGreatest: Bool)
        case gather([Int])
        case scatter([Int])
        case place([Int])
        case product(isDot: Bool)
        /// They are another node's.
        case view
    }

    /// An operand of a function, and how it is reached.
    struct Operand {
        let node: Int
        let reach: StepReach
    }

    struct Node {
        let work: Work
        /// The nodes that it works on.
        let operands: [Int]
        /// The node whose memory its numbers lie in: itself, but for views.
        let owner: Int
        let layout: StepLayout
        let kind: TracedValue.Kind
        let isTruth: Bool
        /// What it gave.
        let tensor: Tensor
    }

    private(set) var nodes: [Node] = []
    /// The nodes of traced operations, by their number.
    private var traced: [Int] = []
    /// What functions of the same operands gave before, and single numbers.
    private var known: [Known: Int] = [:]

    private struct Known: Hashable {
        var function: StepFunction?
        var operands: [Int] = []
        var number: UInt64 = 0
        var shape: Shape = []
        var kind: TracedValue.Kind
    }

    /// An empty graph.
    public init() {}

    /// Adds the next operation of a trace.
    ///
    /// - Throws: why it can't be part of a compiled step.
    public mutating func add(_ operation: TracedOperation) throws(StepRefusal) {
        let result = operation.result
        guard result.tensor.count > 0 else { throw .layout("empty") }
        if operation.name == "given" || operation.name == "fed" {
            traced.append(try addGiven(result, isFed: operation.name == "fed"))
            return
        }
        var operands: [Int] = []
        for operand in operation.operands {
            switch operand {
            case .result(let number): operands.append(traced[number])
            case .constant(let value): operands.append(try addConstant(value))
            }
        }
        guard let first = operands.first else { throw .operation(operation.name) }
        traced.append(try add(operation, operands, first, result))
    }

    /// The node of a traced operation.
    func node(_ number: Int) -> Int { traced[number] }

    private mutating func add(
        _ operation: TracedOperation, _ operands: [Int], _ first: Int, _ result: TracedValue
    ) throws(StepRefusal) -> Int {
        switch operation.name {
        case "moved": return try addMoved(first, operation.places, result)
        case "scatter", "place":
            let count = result.tensor.count
            guard operation.places.count == nodes[first].layout.count, nodes[first].layout.isContiguous,
                operation.places.allSatisfy({ (0..<count).contains($0) })
            else { throw .layout(operation.name) }
            let places = operation.places
            return try append(operation.name == "place" ? .place(places) : .scatter(places), [first], result)
        case "astype": return try addFunction(.positive, operands, result)
        case "matmul", "dot": return try addProduct(operands, result, isDot: operation.name == "dot")
        case "sum", "mean", "max", "min", "amax", "amin":
            return try addReduction(operation, first, result)
        default:
            guard let function = StepFunction(rawValue: operation.name), function.operandCount == operands.count else {
                throw .operation(operation.name)
            }
            return try addFunction(function, operands, result)
        }
    }

    // MARK: - Nodes

    /// Appends a node with memory of its own.
    private mutating func append(
        _ work: Work, _ operands: [Int], _ result: TracedValue
    ) throws(StepRefusal) -> Int {
        let layout = StepLayout(shape: result.tensor.shape, strides: result.tensor.strides)
        guard layout.denseAxes != nil else { throw .layout("gaps") }
        nodes.append(
            Node(
                work: work, operands: operands, owner: nodes.count, layout: layout, kind: result.kind,
                isTruth: result.tensor.dtype == .bool, tensor: result.tensor))
        return nodes.count - 1
    }

    private mutating func addGiven(_ value: TracedValue, isFed: Bool) throws(StepRefusal) -> Int {
        switch value.tensor.dtype {
        case .float64: break
        case .int64 where isFed || value.kind == .int: break
        case .bool where isFed: break
        default: throw .type(value.tensor.dtype.name)
        }
        return try append(isFed ? .fed : .given, [], value)
    }

    private mutating func addConstant(_ value: TracedValue) throws(StepRefusal) -> Int {
        switch value.tensor.dtype {
        case .float64, .int64, .bool: break
        default: throw .type(value.tensor.dtype.name)
        }
        let array = value.tensor.asFloat64()
        let layout = StepLayout(shape: array.shape, strides: array.strides)
        guard array.strides.allSatisfy({ $0 >= 0 }) else { throw .layout("constant") }
        // It is laid out as it lies, gaps and repetitions included: products look at that.
        let span = zip(array.shape.dimensions, array.strides).reduce(1) { $0 + ($1.0 - 1) * $1.1 }
        let numbers = array.withUnsafeElements { Array(UnsafeBufferPointer(start: $0, count: span)) }
        let known = Known(number: numbers[0].bitPattern, shape: array.shape, kind: value.kind)
        if array.count == 1, value.tensor.dtype == .float64 {
            if let before = self.known[known] { return before }
            self.known[known] = nodes.count
        }
        nodes.append(
            Node(
                work: .constant(numbers), operands: [], owner: nodes.count, layout: layout, kind: value.kind,
                isTruth: value.tensor.dtype == .bool, tensor: .float64(array)))
        return nodes.count - 1
    }

    private mutating func addView(_ operand: Int, _ layout: StepLayout, _ result: TracedValue) -> Int {
        nodes.append(
            Node(
                work: .view, operands: [operand], owner: nodes[operand].owner, layout: layout, kind: result.kind,
                isTruth: nodes[operand].isTruth, tensor: result.tensor))
        return nodes.count - 1
    }

    /// What moves elements about: a view where it shares memory, else a copy by places.
    private mutating func addMoved(
        _ operand: Int, _ places: [Int], _ result: TracedValue
    ) throws(StepRefusal) -> Int {
        let source = nodes[operand]
        let (before, after) = (source.tensor, result.tensor)
        if source.layout.count == 1, after.count == 1 {
            let offset = source.layout.offset
            return addView(operand, StepLayout(shape: after.shape, strides: after.strides, offset: offset), result)
        }
        if before.buffer === after.buffer, before.dtype == after.dtype {
            let offset = source.layout.offset + after.offset - before.offset
            return addView(operand, StepLayout(shape: after.shape, strides: after.strides, offset: offset), result)
        }
        let target = StepLayout(shape: after.shape, strides: after.strides)
        guard places.count == after.count, target.denseAxes != nil,
            places.allSatisfy({ (0..<before.count).contains($0) })
        else { throw .layout("moved") }
        // From places in order of the source's axes, and the result's, to places in memory.
        let sources = source.layout.addresses
        var moved = [Int](repeating: 0, count: places.count)
        for (place, address) in zip(places, target.addresses) { moved[address] = sources[place] }
        return try append(.gather(moved), [operand], result)
    }

    private mutating func addFunction(
        _ function: StepFunction, _ operands: [Int], _ result: TracedValue
    ) throws(StepRefusal) -> Int {
        try requireType(of: function, operands, result)
        let function = try simplified(function, operands, result)
        let layout = StepLayout(shape: result.tensor.shape, strides: result.tensor.strides)
        guard let axes = layout.denseAxes else { throw .layout(function.rawValue) }
        var reached: [Operand] = []
        for operand in operands.prefix(function.operandCount) {
            let reach = StepReach(of: nodes[operand].layout, from: layout, axes: axes)
            guard case .places(let places) = reach else {
                reached.append(Operand(node: operand, reach: reach))
                continue
            }
            let moved = places.map { $0 + nodes[operand].layout.offset }
            let copy = try append(.gather(moved), [operand], result)
            reached.append(Operand(node: copy, reach: .each))
        }
        // Limits that change from element to element decide between equal zeros in another way.
        if function == .clip, reached.dropFirst().contains(where: { $0.reach != .same }) { throw .operation("clip") }
        let known = Known(
            function: function, operands: reached.map(\.node), shape: result.tensor.shape, kind: result.kind)
        if let before = self.known[known], nodes[before].layout.strides == result.tensor.strides { return before }
        self.known[known] = nodes.count
        return try append(.function(function, reached), reached.map(\.node), result)
    }

    /// Whether a function computes with float64 here as it does in NumPy.
    private func requireType(
        of function: StepFunction, _ operands: [Int], _ result: TracedValue
    ) throws(StepRefusal) {
        let type = result.tensor.dtype
        if result.kind == .int {
            guard [.add, .subtract, .multiply].contains(function) else { throw .operation(function.rawValue) }
            return
        }
        guard type == (function.givesTruth ? .bool : .float64) else { throw .type(type.name) }
        // Python's own division and power know errors that NumPy's don't.
        if result.kind == .float, ![.add, .subtract, .multiply, .negative].contains(function) {
            guard function == .power, case .constant(let base) = nodes[operands[0]].work, base[0] > 0 else {
                throw .operation(function.rawValue)
            }
        }
    }

    /// NumPy's short ways for powers of arrays by -1, 0.5, 1 and 2.
    private func simplified(
        _ function: StepFunction, _ operands: [Int], _ result: TracedValue
    ) throws(StepRefusal) -> StepFunction {
        guard function == .power, result.kind == .array else { return function }
        guard case .constant(let exponent) = nodes[operands[1]].work, exponent.count == 1 else {
            throw .operation(function.rawValue)
        }
        switch exponent[0] {
        case 2: return .square
        case 1: return .positive
        case 0.5: return .sqrt
        case -1: return .reciprocal
        case 0: throw .operation(function.rawValue)
        default: return .power
        }
    }

    private mutating func addReduction(
        _ operation: TracedOperation, _ operand: Int, _ result: TracedValue
    ) throws(StepRefusal) -> Int {
        let source = nodes[operand]
        let isExtreme = !["sum", "mean"].contains(operation.name)
        let type = result.tensor.dtype
        guard type == .float64 || type == .int64 && source.isTruth && !isExtreme else { throw .type(type.name) }
        guard !(source.isTruth && isExtreme) else { throw .type(type.name) }
        guard source.tensor.asFloat64().strides == source.layout.strides else { throw .layout(operation.name) }
        let stretches = source.tensor.reductionStretches(
            axes: operation.axes, keepingDimensions: operation.keepsDimensions)
        guard let stretches else { throw .layout(operation.name) }
        if isExtreme {
            return try append(
                .extreme(stretches, takesGreatest: operation.name.hasSuffix("max")), [operand], result)
        }
        let divisor = operation.name == "mean" ? Double(source.layout.count / result.tensor.count) : 0
        return try append(.sum(stretches, divisor: divisor), [operand], result)
    }

    private mutating func addProduct(
        _ operands: [Int], _ result: TracedValue, isDot: Bool
    ) throws(StepRefusal) -> Int {
        guard operands.count == 2, operands.allSatisfy({ (1...2).contains(nodes[$0].layout.shape.rank) }) else {
            throw .layout("product")
        }
        guard result.tensor.dtype == .float64, result.tensor.isContiguous else { throw .type("product") }
        return try append(.product(isDot: isDot), operands, result)
    }
}

extension StepLayout {
    /// Where each element lies, in the order of the axes.
    var addresses: [Int] {
        var places = [offset]
        for (length, stride) in zip(shape.dimensions, strides) {
            places = places.flatMap { place in (0..<length).map { place + $0 * stride } }
        }
        return places
    }

    /// Whether the elements lie in the order of the axes, without gaps.
    var isContiguous: Bool { denseAxes.map { $0 == $0.sorted() } ?? false }
}
