internal import Kernels

/// A row of NumPy's inner loop: numbers reduced into one element of the result (`outputStep` 0), or one into each.
struct ReductionRow<Input, Output> {
    /// The first element of the result.
    let output: UnsafeMutablePointer<Output>
    /// The stride of the result.
    let outputStep: Int
    /// The first number.
    let input: UnsafePointer<Input>
    /// The stride of the numbers.
    let inputStep: Int
    /// The number of numbers.
    let count: Int
    /// Whether these elements of the result are reached for the first time.
    let isFirst: Bool
}

/// Traverses an array in NumPy's order, row by row.
struct ReductionLoops<Input: TensorElement, Output: TensorElement> {
    private let plan: IterationPlan
    private let input: UnsafePointer<Input>
    private let output: UnsafeMutablePointer<Output>
    private let scratch: UnsafeMutablePointer<Input>

    /// Reduces an array.
    ///
    /// - Parameters:
    ///   - initial: the initial value of every element of the result.
    ///   - isConverted: whether NumPy converts the elements before adding them, which goes through a buffer.
    ///   - body: reduces one row into the result.
    @inline(__always)
    static func reduce(
        _ array: NDArray<Input>, _ layout: ReductionLayout, initial: Output, isConverted: Bool,
        _ body: (ReductionRow<Input, Output>) -> Void
    ) throws(TensorError) -> NDArray<Output> {
        let plan = IterationPlan(
            shape: array.shape, strides: [layout.outputSteps, array.strides], axes: layout.axes,
            isConverted: [false, isConverted], reduced: 0)
        let scratchCount = plan.isBuffered[1] ? plan.coreCount * plan.bufferedSteps : 0
        return try NDArray<Output>(shape: layout.shape, strides: layout.strides) { output in
            Interruption.forEachPiece(of: layout.shape.count) { piece in
                (output + piece.lowerBound).initialize(repeating: initial, count: piece.count)
            }
            if array.count == 0 { return }
            let scratch = UnsafeMutablePointer<Input>.allocate(capacity: max(scratchCount, 1))
            defer { scratch.deallocate() }
            array.withUnsafeElements { input in
                ReductionLoops(plan: plan, input: input, output: output, scratch: scratch).run(body)
            }
        }
    }

    @inline(__always)
    private func run(_ body: (ReductionRow<Input, Output>) -> Void) {
        let first = plan.bufferedLoop + 1
        var index = [Int](repeating: 0, count: plan.lengths.count)
        var meter = WorkMeter()
        var (outputOffset, inputOffset) = (0, 0)
        while true {
            let isFirst = (first..<index.count).allSatisfy { index[$0] == 0 || plan.strides[0][$0] != 0 }
            if runBuffers(outputOffset, inputOffset, isFirst, &meter, body) { return }
            var loop = first
            while loop < index.count {
                index[loop] += 1
                outputOffset += plan.strides[0][loop]
                inputOffset += plan.strides[1][loop]
                if index[loop] < plan.lengths[loop] { break }
                outputOffset -= plan.strides[0][loop] * plan.lengths[loop]
                inputOffset -= plan.strides[1][loop] * plan.lengths[loop]
                index[loop] = 0
                loop += 1
            }
            if loop >= index.count { return }
        }
    }

    /// One pass over the loop that buffers span; returns true if evaluation should stop.
    @inline(__always)
    private func runBuffers(
        _ outputOffset: Int, _ inputOffset: Int, _ isFirst: Bool, _ meter: inout WorkMeter,
        _ body: (ReductionRow<Input, Output>) -> Void
    ) -> Bool {
        let loop = plan.bufferedLoop
        let (outputStep, inputStep) = (plan.strides[0][loop], plan.strides[1][loop])
        let steps = plan.reducesInSteps ? 1 : plan.bufferedSteps
        var step = 0
        while step < plan.lengths[loop] {
            let taken = min(steps, plan.lengths[loop] - step)
            let count = plan.coreCount * taken
            if meter.shouldStop(after: count) { return true }
            let start = input + inputOffset + step * inputStep
            let source: UnsafePointer<Input>
            if plan.isBuffered[1] {
                var end = scratch
                for next in 0..<taken { gather(start + next * inputStep, loop - 1, into: &end) }
                source = UnsafePointer(scratch)
            } else {
                source = start
            }
            body(
                ReductionRow(
                    output: output + outputOffset + step * outputStep, outputStep: plan.strides[0][0], input: source,
                    inputStep: plan.isBuffered[1] ? 1 : plan.strides[1][0], count: count,
                    isFirst: isFirst && (step == 0 || outputStep != 0)))
            step += taken
        }
        return false
    }

    /// Copies the loops up to `loop` to the buffer.
    private func gather(_ start: UnsafePointer<Input>, _ loop: Int, into end: inout UnsafeMutablePointer<Input>) {
        if loop < 0 {
            end.initialize(to: start.pointee)
            end += 1
            return
        }
        for index in 0..<plan.lengths[loop] {
            gather(start + index * plan.strides[1][loop], loop - 1, into: &end)
        }
    }
}

/// The axes that a reduction removes, and NumPy's layout for the rest.
struct ReductionLayout {
    /// The result's shape.
    let shape: Shape
    /// The result's strides.
    let strides: AxisValues
    /// The result's stride along each axis of the input; 0 along reduced axes.
    let outputSteps: AxisValues
    /// The input's axes in NumPy's iteration order, innermost first.
    let axes: [Int]
    /// The number of elements reduced into each result.
    let reducedCount: Int
    /// The reduced axes, counted from 0, ascending.
    let reducedAxes: [Int]

    /// Finds the layout.
    ///
    /// - Parameter axes: the axes to reduce; negative ones count from the last; nil reduces all.
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    init(_ input: Shape, strides inputStrides: AxisValues, axes: [Int]?, keepingDimensions: Bool) throws(TensorError) {
        let reduced = try axes.map { (axes) throws(TensorError) in try input.normalizedAxes(axes) }
        reducedAxes = reduced?.sorted() ?? Array(input.dimensions.indices)
        let isReduced = input.dimensions.indices.map(reducedAxes.contains)
        self.axes = KeepOrder.axes(shape: input, strides: [inputStrides])
        var lengths = input.dimensions
        for axis in reducedAxes { lengths[axis] = 1 }
        let kept = KeepOrder.strides(
            shape: Shape(lengths), axes: keepingDimensions ? self.axes : self.axes.filter { !isReduced[$0] })
        outputSteps = AxisValues(input.dimensions.indices.map { isReduced[$0] ? 0 : kept[$0] })
        let visible = input.dimensions.indices.filter { keepingDimensions || !isReduced[$0] }
        shape = Shape(visible.map { lengths[$0] })
        strides = AxisValues(visible.map { kept[$0] })
        reducedCount = reducedAxes.reduce(1) { $0 * input[$1] }
    }
}
