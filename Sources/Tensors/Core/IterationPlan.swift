/// How NumPy's buffered iterator splits its operands into rows for the inner loop, which determines the order of
/// additions in a reduction (`npyiter_coalesce_axes`, `npyiter_find_buffering_setup`).
///
/// Adjacent axes that every operand traverses with a constant stride are coalesced. From the innermost out, axes are
/// added to one buffer as long as that lowers the estimated cost. The cost of a number of elements is 1 plus the
/// number of operands that must be copied to a buffer because they are converted or have no constant stride over
/// those axes.
struct IterationPlan {
    /// The number of elements in a buffer.
    static let bufferSize = 8192

    /// The lengths of the coalesced loops, innermost first; at least one.
    private(set) var lengths: [Int] = []
    /// The strides of each operand in these loops, innermost first.
    private(set) var strides: [AxisValues]
    /// The outermost loop that a buffer spans.
    private(set) var bufferedLoop = 0
    /// The number of elements of the loops inside `bufferedLoop`.
    private(set) var coreCount = 1
    /// The number of steps of `bufferedLoop` that one buffer holds.
    private(set) var bufferedSteps = 1
    /// Whether the reduced operand's stride changes between 0 and nonzero at `bufferedLoop`: rows are then cores, not
    /// whole buffers.
    private(set) var reducesInSteps = false
    /// Which operands are copied to a buffer.
    private(set) var isBuffered: [Bool]

    private let isConverted: [Bool]
    /// For each operand, the number of innermost loops it traverses with one constant stride.
    private var evenLoops: [Int]

    /// Plans the iteration.
    ///
    /// - Parameters:
    ///   - shape: the shape iterated over.
    ///   - strides: each operand's strides, axis by axis; 0 along axes of length 1 or not its own.
    ///   - axes: the axes, innermost first.
    ///   - isConverted: which operands are converted to another type.
    ///   - reduced: the operand that is reduced into, if any.
    init(shape: Shape, strides operands: [AxisValues], axes: [Int], isConverted: [Bool], reduced: Int? = nil) {
        self.isConverted = isConverted
        isBuffered = isConverted
        strides = operands.map { _ in [] }
        evenLoops = operands.map { _ in 1 }
        join(shape, operands, axes)
        chooseBuffer(reduced: reduced)
    }

    /// The stride of an operand in the inner loop; 1 for a buffered operand unless it stays at one element.
    func innerStride(_ operand: Int) -> Int {
        let stride = strides[operand][0]
        if !isBuffered[operand] { return stride }
        return stride == 0 && evenLoops[operand] > bufferedLoop ? 0 : 1
    }

    private mutating func join(_ shape: Shape, _ operands: [AxisValues], _ axes: [Int]) {
        for axis in axes {
            let length = shape[axis]
            let steps = operands.map { length == 1 ? 0 : $0[axis] }
            if let inner = lengths.last, joins(length, steps, to: inner) {
                lengths[lengths.count - 1] = inner * length
                for operand in operands.indices where strides[operand][lengths.count - 1] == 0 {
                    strides[operand][lengths.count - 1] = steps[operand]
                }
            } else {
                lengths.append(length)
                for operand in operands.indices { strides[operand].append(steps[operand]) }
            }
        }
        if lengths.isEmpty {
            lengths = [1]
            strides = operands.map { _ in [0] }
        }
    }

    private func joins(_ length: Int, _ steps: [Int], to inner: Int) -> Bool {
        steps.indices.allSatisfy { operand in
            let innerStep = strides[operand][lengths.count - 1]
            return inner == 1 && innerStep == 0 || length == 1 && steps[operand] == 0
                || innerStep * inner == steps[operand]
        }
    }

    private mutating func chooseBuffer(reduced: Int?) {
        var cost = 1 + isConverted.filter { $0 }.count
        var (bestCost, bestSize) = (cost, lengths[0])
        var size = lengths[0]
        var reducingLoop: Int?
        for loop in lengths.indices.dropFirst() {
            if reducingLoop != nil || (size >= Self.bufferSize && cost > 1) { break }
            for operand in strides.indices {
                let (inner, outer) = (strides[operand][loop - 1], strides[operand][loop])
                if evenLoops[operand] == loop {
                    if inner * lengths[loop - 1] == outer {
                        evenLoops[operand] += 1
                        continue
                    }
                    if !isConverted[operand] { cost += 1 }
                }
                if operand == reduced && (inner == 0 || outer == 0) { reducingLoop = loop }
            }
            let core = size
            size *= lengths[loop]
            if size == 0 { break }
            let bufferable = size > Self.bufferSize && cost > 1 ? Self.bufferSize : size
            if Double(cost) * Double(bestSize) <= Double(bestCost) * Double(bufferable) {
                (bestCost, bestSize) = (cost, size)
                (coreCount, bufferedLoop) = (core, loop)
            }
        }
        reducesInSteps = reducingLoop != nil && reducingLoop == bufferedLoop
        finish(reduced: reduced)
    }

    private mutating func finish(reduced: Int?) {
        for operand in strides.indices {
            let outer = strides[operand][bufferedLoop]
            let stepsOverCore =
                reducesInSteps
                && (operand == reduced || (evenLoops[operand] == bufferedLoop && !isConverted[operand])
                    || (outer == 0 && evenLoops[operand] <= bufferedLoop))
            if evenLoops[operand] + (stepsOverCore ? 1 : 0) <= bufferedLoop { isBuffered[operand] = true }
        }
        bufferedSteps = lengths[bufferedLoop]
        if isBuffered.contains(true) && coreCount * bufferedSteps > Self.bufferSize {
            bufferedSteps = Self.bufferSize / coreCount
        }
    }
}
