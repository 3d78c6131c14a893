internal import CKernels
internal import Kernels
internal import Tensors

/// A planned step as instructions for the loops in `CKernels`, with memory of its own.
///
/// The memory is one piece; all pointers of the instructions lie inside it, or in the tables that it owns, which stay
/// until the program goes. What the instructions write lies inside what the plan gave them.
final class StepProgram {
    private let numbers: UnsafeMutablePointer<Double>
    private let plan: StepPlan
    private let nodes: [StepGraph.Node]
    private let steps: UnsafeMutablePointer<ck_step>
    private var tables: [UnsafeMutableRawPointer] = []
    private var team: OpaquePointer?

    /// Makes ready to run; nil where there is no memory or no threads.
    init?(_ graph: StepGraph, results: [Int], threads: Int) {
        nodes = graph.nodes
        plan = StepPlan(graph, results: results)
        let count = max(plan.instructions.count, 1)
        guard ck_has_room(plan.size * MemoryLayout<Double>.stride) else { return nil }
        numbers = .allocate(capacity: max(plan.size, 1))
        numbers.initialize(repeating: 0, count: max(plan.size, 1))
        steps = .allocate(capacity: count)
        steps.initialize(repeating: ck_step(), count: count)
        fillConstants()
        for (place, instruction) in plan.instructions.enumerated() {
            steps[place] =
                switch instruction {
                case .chain(let links): chain(links)
                case .single(let number): single(number)
                }
        }
        guard
            let team = ck_steps_open(
                steps, plan.instructions.count, CInt(clamping: threads), { Interruption.isRequested })
        else { return nil }
        self.team = team
    }

    deinit {
        if let team { ck_steps_close(team) }
        for table in tables { table.deallocate() }
        steps.deallocate()
        numbers.deallocate()
    }

    /// Carries all instructions out.
    func run() -> ck_step_end { team.map(ck_steps_run) ?? CK_STEP_UNUSUAL }

    /// Where a node's numbers lie.
    func memory(of node: Int) -> UnsafeMutablePointer<Double> {
        numbers + (plan.memory[nodes[node].owner] ?? 0) + nodes[node].layout.offset
    }

    /// Whether a node's numbers lie anywhere: not those that nothing needs.
    func hasMemory(_ node: Int) -> Bool { plan.memory[nodes[node].owner] != nil }

    private func fillConstants() {
        for (number, node) in nodes.enumerated() where plan.memory[number] != nil {
            switch node.work {
            case .constant(let values):
                values.withUnsafeBufferPointer { values in
                    if let start = values.baseAddress { memory(of: number).update(from: start, count: values.count) }
                }
            default: continue
            }
        }
    }

    /// A table that lives as long as the program.
    private func table<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let table = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
        table.initialize(from: elements, count: elements.count)
        tables.append(UnsafeMutableRawPointer(table))
        return UnsafePointer(table)
    }

    // MARK: - Chains

    private func chain(_ links: [Int]) -> ck_step {
        var step = ck_step()
        step.kind = CK_CHAIN
        step.count = nodes[links[0]].layout.count
        let slots = ChainSlots(links, nodes, plan)
        var cost = 0.0
        let made = links.map { number -> ck_link in
            guard case .function(let function, let operands) = nodes[number].work else { return ck_link() }
            cost += function.cost * Double(step.count)
            var link = ck_link()
            link.function = function.code
            link.is_watched = function.mayFail && !plan.showsLater[number]
            link.operand_count = CInt(operands.count)
            let reached = operands.map { self.operand($0, slots) }
            link.operands = (
                reached[0], reached.count > 1 ? reached[1] : ck_operand(), reached.count > 2 ? reached[2] : ck_operand()
            )
            if plan.memory[number] != nil { link.result = memory(of: number) }
            link.slot = slots.slot[number] ?? 0
            return link
        }
        step.links = table(made)
        step.link_count = made.count
        step.slot_count = slots.count
        step.is_shared = cost > Self.leastShared && step.count >= 512
        return step
    }

    /// Below so much work (nanoseconds) threads would wait for each other longer than they work.
    private static let leastShared = 4000.0

    private func operand(_ operand: StepGraph.Operand, _ slots: ChainSlots) -> ck_operand {
        var result = ck_operand()
        let owner = nodes[operand.node].owner
        if plan.memory[owner] == nil {
            result.reach = CK_SCRATCH
            result.slot = slots.slot[owner] ?? 0
            return result
        }
        result.numbers = UnsafePointer(memory(of: operand.node))
        switch operand.reach {
        case .each, .places: result.reach = CK_EACH
        case .same: result.reach = CK_SAME
        case .byColumn(let columns):
            result.reach = CK_BY_COLUMN
            result.columns = columns
        case .byRow(let columns, let step):
            result.reach = CK_BY_ROW
            result.columns = columns
            result.step = step
        }
        return result
    }

    // MARK: - All else

    private func single(_ number: Int) -> ck_step {
        let node = nodes[number]
        var step = ck_step()
        step.count = node.layout.count
        step.result = memory(of: number)
        if let operand = node.operands.first { step.input = UnsafePointer(memory(of: operand)) }
        switch node.work {
        case .sum(let stretches, let divisor):
            step.kind = CK_SUM
            step.divisor = divisor
            take(stretches, &step, mayShareColumns: true)
        case .extreme(let stretches, let takesGreatest):
            step.kind = CK_FOLD
            step.takes_greater = takesGreatest
            step.fold = Self.fold
            take(stretches, &step, mayShareColumns: false)
        case .gather(let places): move(CK_GATHER, places, number, &step)
        case .scatter(let places): move(CK_SCATTER, places, number, &step)
        case .place(let places): move(CK_PLACE, places, number, &step)
        case .product(let isDot): multiply(node, isDot, &step)
        default: break
        }
        return step
    }

    private func move(_ kind: ck_step_kind, _ places: [Int], _ number: Int, _ step: inout ck_step) {
        step.kind = kind
        step.places = table(places)
        step.count = places.count
        step.result_count = nodes[number].layout.count
        // The places of what is gathered are counted from the beginning of its owner's memory.
        if kind == CK_GATHER, let operand = nodes[number].operands.first {
            step.input = UnsafePointer(memory(of: nodes[operand].owner))
        }
    }

    private func take(_ stretches: [ReductionStretch], _ step: inout ck_step, mayShareColumns: Bool) {
        step.stretches = table(
            stretches.map {
                ck_stretch(
                    output: $0.output, output_step: $0.outputStep, input: $0.input, input_step: $0.inputStep,
                    count: $0.count, is_first: $0.isFirst)
            })
        step.stretch_count = stretches.count
        let work = Double(stretches.reduce(0) { $0 + $1.count }) * 0.4 + Double(stretches.count) * 4
        guard work > Self.leastShared, let first = stretches.first else { return }
        let isByResult = stretches.allSatisfy { $0.outputStep == 0 && $0.isFirst }
        let isByColumn = stretches.allSatisfy {
            $0.outputStep != 0 && $0.outputStep == first.outputStep && $0.output == first.output
                && $0.count == first.count
        }
        step.is_shared = isByResult && stretches.count > 15 || mayShareColumns && isByColumn && first.count > 15
    }

    private static let fold:
        @convention(c) (
            UnsafePointer<ck_stretch>?, UnsafePointer<Double>?, UnsafeMutablePointer<Double>?, Bool
        ) -> Void = { stretch, input, output, takesGreatest in
            guard let stretch = stretch?.pointee, let input, let output else { return }
            Tensor.select(
                ReductionStretch(
                    output: stretch.output, outputStep: stretch.output_step, input: stretch.input,
                    inputStep: stretch.input_step, count: stretch.count, isFirst: stretch.is_first),
                from: input, into: output, takesGreatest: takesGreatest)
        }

    // MARK: - Products

    private func multiply(_ node: StepGraph.Node, _ isDot: Bool, _ step: inout ck_step) {
        let (left, right) = (matrix(node.operands[0], isLeft: true), matrix(node.operands[1], isLeft: false))
        (step.m, step.k, step.n) = (left.rows, left.columns, right.columns)
        (step.c_row, step.c_column) = (right.columns, 1)
        step.set(left, right)
        let isLarge = Double(step.m * step.k * step.n) * 0.15 > Self.leastShared
        if isDot {
            step.kind = CK_CALL
            step.call = { StepProgram.multiply($0) { MatrixProduct.dot($0, $1, into: $2) } }
            return
        }
        step.kind = CK_CALL
        step.call = { StepProgram.multiply($0) { MatrixProduct.matmul($0, $1, into: $2) } }
        let isRow = left.rows == 1
        switch MatrixProduct.kernel(left, right) {
        case .general:
            step.kind = CK_PRODUCT
            if case .constant = nodes[nodes[node.operands[0]].owner].work { step.a_stays = true }
            step.is_shared = isLarge && left.rows >= 12
        case .plain: if !isLarge { step.kind = CK_PLAIN }
        case .dot: if left.columnStride == 1, right.rowStride == 1 { step.kind = CK_DOT }
        case .rowsTimesVector:
            let (matrix, vector) = isRow ? (right.transposed, left.transposed) : (left, right)
            guard vector.rowStride == 1 else { return }
            step.kind = CK_ROWS
            step.is_shared = isLarge && matrix.rows >= 64
            step.set(matrix, vector)
            (step.m, step.k, step.n) = (matrix.rows, matrix.columns, 1)
        case .vectorTimesMatrix:
            let (vector, matrix) = isRow ? (left, right) : (right.transposed, left.transposed)
            guard vector.columnStride == 1 else { return }
            step.kind = CK_VECTOR
            step.is_shared = isLarge && matrix.columns >= 16
            step.set(vector, matrix)
            (step.m, step.k, step.n) = (1, matrix.rows, matrix.columns)
        case .symmetric: break
        }
    }

    /// An operand of a product; a vector is a row on the left and a column on the right, as `np.matmul` takes it.
    private func matrix(_ number: Int, isLeft: Bool) -> Matrix {
        let layout = nodes[number].layout
        let start = UnsafePointer(memory(of: number))
        if layout.shape.rank == 2 {
            return Matrix(
                start, rows: layout.shape[0], columns: layout.shape[1], rowStride: layout.strides[0],
                columnStride: layout.strides[1])
        }
        let (length, stride) = (layout.shape[0], layout.strides[0])
        return isLeft
            ? Matrix(start, rows: 1, columns: length, rowStride: 0, columnStride: stride)
            : Matrix(start, rows: length, columns: 1, rowStride: stride, columnStride: 0)
    }

    private static func multiply(
        _ step: UnsafeRawPointer?, _ kernel: (Matrix, Matrix, MutableMatrix) -> Void
    ) {
        guard let step = step?.assumingMemoryBound(to: ck_step.self).pointee, let a = step.a, let b = step.b,
            let result = step.result
        else { return }
        kernel(
            Matrix(a, rows: step.m, columns: step.k, rowStride: step.a_row, columnStride: step.a_column),
            Matrix(b, rows: step.k, columns: step.n, rowStride: step.b_row, columnStride: step.b_column),
            MutableMatrix(result, rowStride: step.c_row, columnStride: step.c_column))
    }
}

extension ck_step {
    fileprivate mutating func set(_ left: Matrix, _ right: Matrix) {
        (a, a_row, a_column) = (left.elements, left.rowStride, left.columnStride)
        (b, b_row, b_column) = (right.elements, right.rowStride, right.columnStride)
    }
}

/// Which scratch memory each link of a chain writes to that has no other: it is used again once the last link that reads it
/// has run.
struct ChainSlots {
    private(set) var slot: [Int: Int] = [:]
    private(set) var count = 0

    init(_ links: [Int], _ nodes: [StepGraph.Node], _ plan: StepPlan) {
        var lastUse: [Int: Int] = [:]
        for (place, number) in links.enumerated() {
            for operand in nodes[number].operands { lastUse[nodes[operand].owner] = place }
        }
        var free: [Int] = []
        for (place, number) in links.enumerated() {
            if plan.memory[number] == nil {
                slot[number] = free.popLast() ?? count
                if slot[number] == count { count += 1 }
            }
            for operand in Set(nodes[number].operands.map { nodes[$0].owner }) where lastUse[operand] == place {
                if let done = slot[operand] { free.append(done) }
            }
        }
    }
}
