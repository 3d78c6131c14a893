// Which bytes of its buffer a view looks at.

extension Tensor {
    /// The bytes of the buffer from the lowest to the highest that the view reaches; empty where it has no elements.
    public var byteExtent: Range<Int> {
        let (span, width) = (layout.span, dtype.byteCount)
        return span.lowerBound * width..<span.upperBound * width
    }

    /// Whether an element of one lies where an element of the other lies (`np.shares_memory`).
    ///
    /// True as well where that would take too long to find out.
    public func sharesMemory(with other: Tensor) -> Bool {
        buffer === other.buffer && byteExtent.overlaps(other.byteExtent)
            && ByteOverlap(layout, dtype.byteCount, other.layout, other.dtype.byteCount).isThere
    }

    /// The bytes that the view looks at, run by run; runs that touch are one where that is easily seen.
    public var byteRuns: ByteRuns { ByteRuns(layout, width: dtype.byteCount) }
}

/// The contiguous runs of bytes that a view looks at, as ranges of its buffer.
public struct ByteRuns: Sequence, IteratorProtocol {
    /// The loops over runs, innermost first.
    private var loops: [(step: Int, count: Int, index: Int)] = []
    private var length: Int
    private var start: Int
    private var isDone: Bool

    init(_ layout: Layout, width: Int) {
        length = width
        start = layout.span.lowerBound * width
        isDone = layout.shape.dimensions.contains(0)
        // Where a view repeats or reverses elements, the bytes are the same.
        var axes: [(step: Int, count: Int)] = []
        for axis in layout.strides.indices where layout.shape[axis] > 1 && layout.strides[axis] != 0 {
            axes.append((Int(layout.strides[axis].magnitude) * width, layout.shape[axis]))
        }
        for axis in axes.sorted(by: { $0.step < $1.step }) {
            if loops.isEmpty, axis.step <= length {
                length += axis.step * (axis.count - 1)
            } else if let last = loops.last, last.step * last.count == axis.step {
                loops[loops.count - 1].count *= axis.count
            } else {
                loops.append((axis.step, axis.count, 0))
            }
        }
    }

    /// The next run, by its place in the buffer.
    public mutating func next() -> Range<Int>? {
        if isDone { return nil }
        let run = start..<start + length
        isDone = true
        for level in loops.indices {
            loops[level].index += 1
            start += loops[level].step
            if loops[level].index < loops[level].count {
                isDone = false
                break
            }
            start -= loops[level].step * loops[level].count
            loops[level].index = 0
        }
        return run
    }
}

/// Whether two views of a buffer have a byte in common: whether `Σ step * index = distance` for some indices from 0 to
/// what each has.
struct ByteOverlap {
    private var terms: [(step: Int, last: Int)] = []
    private var distance: Int

    /// - Precondition: both have elements.
    init(_ first: Layout, _ firstWidth: Int, _ second: Layout, _ secondWidth: Int) {
        let lowest = (first.span.lowerBound * firstWidth, second.span.lowerBound * secondWidth)
        distance = lowest.1 - lowest.0
        var steps: [Int: Int] = [1: firstWidth - 1]
        for (layout, width) in [(first, firstWidth), (second, secondWidth)] {
            for axis in layout.strides.indices where layout.shape[axis] > 1 && layout.strides[axis] != 0 {
                steps[Int(layout.strides[axis].magnitude) * width, default: 0] += layout.shape[axis] - 1
            }
        }
        // An index of the second counts down from its last, which moves the distance by all its steps.
        steps[1, default: 0] += secondWidth - 1
        distance += second.span.count * secondWidth - 1
        terms = steps.map { ($0.key, $0.value) }.sorted { $0.step > $1.step }
    }

    /// Whether there is one; true if it takes too many trials to say.
    var isThere: Bool {
        var trials = 100_000
        return isReached(distance, from: 0, &trials)
    }

    private func isReached(_ distance: Int, from place: Int, _ trials: inout Int) -> Bool {
        trials -= 1
        if trials < 0 { return true }
        if place == terms.count { return distance == 0 }
        let (step, last) = terms[place]
        let rest = terms[(place + 1)...].reduce(0) { $0 + $1.step * $1.last }
        // The others reach from 0 to `rest`: what this one leaves must lie there.
        let most = min(last, distance >= 0 ? distance / step : -1)
        let least = max(0, distance > rest ? (distance - rest + step - 1) / step : 0)
        if least > most { return false }
        return (least...most).reversed().contains { isReached(distance - $0 * step, from: place + 1, &trials) }
    }
}
