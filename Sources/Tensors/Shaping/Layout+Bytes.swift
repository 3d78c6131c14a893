// The bytes of its buffer that a view covers.

extension Tensor {
    /// The byte range of the buffer from the lowest to the highest element of the view; empty if it has none.
    public var byteExtent: Range<Int> {
        let (span, width) = (layout.span, dtype.byteCount)
        return span.lowerBound * width..<span.upperBound * width
    }

    /// Whether any element of one overlaps an element of the other (`np.shares_memory`).
    ///
    /// Also true if that would take too long to find out.
    public func sharesMemory(with other: Tensor) -> Bool {
        buffer === other.buffer && byteExtent.overlaps(other.byteExtent)
            && ByteOverlap(layout, dtype.byteCount, other.layout, other.dtype.byteCount).isThere
    }

    /// Whether both view the same elements in the same way.
    public func isSameView(as other: Tensor) -> Bool {
        buffer === other.buffer && dtype == other.dtype && layout == other.layout
    }

    /// Whether several elements share a place, as in the result of `broadcast_to`.
    public var repeatsElements: Bool { layout.repeatsElements }

    /// The bytes that the view covers, run by run; adjacent runs are merged where that is simple.
    public var byteRuns: ByteRuns { ByteRuns(layout, width: dtype.byteCount) }
}

/// The contiguous byte runs that a view covers, as ranges of its buffer.
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
        // Repeating or reversing elements doesn't change the set of bytes.
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

    /// The next run, as a range of the buffer.
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

/// Whether two views of a buffer share a byte: whether `Σ step * index = distance` has a solution with each index
/// from 0 to its last.
struct ByteOverlap {
    /// Each step with its last index, largest step first; `reach` is the maximum of the sum from this term on,
    /// `divisor` divides every such sum.
    private var terms: [(step: Int, last: Int, reach: Int, divisor: Int)] = []
    private let distance: Int

    /// - Precondition: both have elements.
    init(_ first: Layout, _ firstWidth: Int, _ second: Layout, _ secondWidth: Int) {
        // Elements of equal width are compared as wholes: their addresses are multiples of it.
        let (firstWidth, secondWidth) = firstWidth == secondWidth ? (1, 1) : (firstWidth, secondWidth)
        var steps = [1: firstWidth - 1 + secondWidth - 1]
        for (layout, width) in [(first, firstWidth), (second, secondWidth)] {
            for axis in layout.strides.indices where layout.shape[axis] > 1 && layout.strides[axis] != 0 {
                steps[Int(layout.strides[axis].magnitude) * width, default: 0] += layout.shape[axis] - 1
            }
        }
        // The second view's indices count down from the last, which adds all of its steps to the distance.
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

    /// Whether they share a byte; also true after too many trials.
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
        // The remainder must be within reach of the later terms.
        let rest = reach - step * last
        let least = distance > rest ? (distance - rest + step - 1) / step : 0
        let most = min(last, distance / step)
        return least <= most
            && (least...most).reversed().contains { isReached(distance - $0 * step, from: place + 1, &trials) }
    }
}
