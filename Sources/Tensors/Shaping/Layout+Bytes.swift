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

    /// Whether both look at the same elements in the same way.
    public func isSameView(as other: Tensor) -> Bool {
        buffer === other.buffer && dtype == other.dtype && layout == other.layout
    }

    /// Whether several elements lie in one place, as in what `broadcast_to` gives.
    public var repeatsElements: Bool { layout.repeatsElements }

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
    /// The largest step first, with the indices' last, and how far all terms from here on reach, by multiples of what.
    private var terms: [(step: Int, last: Int, reach: Int, divisor: Int)] = []
    private let distance: Int

    /// - Precondition: both have elements.
    init(_ first: Layout, _ firstWidth: Int, _ second: Layout, _ secondWidth: Int) {
        // Elements of one width are taken as wholes: they lie at multiples of it.
        let (firstWidth, secondWidth) = firstWidth == secondWidth ? (1, 1) : (firstWidth, secondWidth)
        var steps = [1: firstWidth - 1 + secondWidth - 1]
        for (layout, width) in [(first, firstWidth), (second, secondWidth)] {
            for axis in layout.strides.indices where layout.shape[axis] > 1 && layout.strides[axis] != 0 {
                steps[Int(layout.strides[axis].magnitude) * width, default: 0] += layout.shape[axis] - 1
            }
        }
        // The second's indices count down from their last, which moves the distance by all their steps.
        let lowest = (first: first.span.lowerBound * firstWidth, second: second.span.lowerBound * secondWidth)
        distance = lowest.second - lowest.first + second.span.count * secondWidth - 1
        var (reach, divisor) = (0, 0)
        for (step, last) in steps.sorted(by: { $0.key < $1.key }) where last > 0 {
            reach += step * last
            var other = step
            while other != 0 { (divisor, other) = (other, divisor % other) }
            terms.insert((step, last, reach, divisor), at: 0)
        }
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
        let (step, last, reach, divisor) = terms[place]
        if distance < 0 || distance > reach || distance % divisor != 0 { return false }
        // What this term leaves must lie where the others reach.
        let rest = reach - step * last
        let least = distance > rest ? (distance - rest + step - 1) / step : 0
        let most = min(last, distance / step)
        return least <= most
            && (least...most).reversed().contains { isReached(distance - $0 * step, from: place + 1, &trials) }
    }
}
