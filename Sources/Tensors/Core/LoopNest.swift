internal import Kernels

/// Nested loops over operands of one shape that keep no index per element: the caller runs the innermost loop,
/// starting at the offset of each operand's first element in the row and stepping by its ``innerStride(_:)``.
///
/// Adjacent axes that every operand traverses with a constant stride are joined, so contiguous operands make one long
/// row.
struct LoopNest {
    /// The loops' lengths, innermost first; at least one.
    private(set) var lengths: [Int]
    /// The strides of each operand in these loops, innermost first.
    private(set) var strides: [AxisValues]
    /// Whether there are no elements.
    private let isEmpty: Bool

    /// Plans loops.
    ///
    /// - Parameters:
    ///   - shape: the shape of all operands.
    ///   - strides: each operand's strides, axis by axis.
    ///   - axes: the axes, innermost first; nil for C order (last axis innermost).
    init(shape: Shape, strides operands: [AxisValues], axes: [Int]? = nil) {
        let axes = axes ?? Array(shape.dimensions.indices.reversed())
        lengths = []
        strides = operands.map { _ in [] }
        isEmpty = shape.dimensions.contains(0)
        for axis in axes where shape[axis] != 1 {
            if let inner = lengths.last, joins(axis, to: inner, operands) {
                lengths[lengths.count - 1] = inner * shape[axis]
            } else {
                lengths.append(shape[axis])
                for operand in operands.indices { strides[operand].append(operands[operand][axis]) }
            }
        }
        if lengths.isEmpty {
            lengths = [1]
            strides = operands.map { _ in [0] }
        }
    }

    private func joins(_ axis: Int, to inner: Int, _ operands: [AxisValues]) -> Bool {
        operands.indices.allSatisfy { operand in
            operands[operand][axis] == (strides[operand].last ?? 0) * inner
        }
    }

    /// The number of elements of a row.
    var innerLength: Int { lengths[0] }

    /// The innermost stride of an operand.
    func innerStride(_ operand: Int) -> Int { strides[operand][0] }

    /// Calls `body` for each row, or for each piece of a long row, with the offset of each operand's first element,
    /// relative to the operand's own start, and the number of elements. Stops early if evaluation should stop.
    @inline(__always)
    func forEachRow(_ body: ([Int], Int) -> Void) {
        if isEmpty { return }
        var offsets = [Int](repeating: 0, count: strides.count)
        var index = lengths.count == 1 ? [] : [Int](repeating: 0, count: lengths.count)
        var meter = WorkMeter()
        var start = 0
        while true {
            let count = min(lengths[0] - start, Interruption.pieceLength)
            body(offsets, count)
            if meter.shouldStop(after: count) { return }
            if start + count < lengths[0] {
                start += count
                for operand in offsets.indices { offsets[operand] += strides[operand][0] * count }
                continue
            }
            if lengths.count == 1 { return }
            if start > 0 {
                for operand in offsets.indices { offsets[operand] -= strides[operand][0] * start }
                start = 0
            }
            var level = 1
            while true {
                index[level] += 1
                for operand in offsets.indices { offsets[operand] += strides[operand][level] }
                if index[level] < lengths[level] { break }
                for operand in offsets.indices { offsets[operand] -= strides[operand][level] * lengths[level] }
                index[level] = 0
                level += 1
                if level == lengths.count { return }
            }
        }
    }
}
