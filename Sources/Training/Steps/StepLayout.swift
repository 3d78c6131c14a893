internal import Tensors

/// How the elements of an array lie in a region of memory.
struct StepLayout: Equatable {
    let shape: Shape
    let strides: AxisValues
    /// Where the element with all indices 0 lies, counted from the region's beginning.
    var offset = 0

    var count: Int { shape.count }

    /// The axes of more than one element, outermost in memory first; nil where the elements don't fill their region.
    var denseAxes: [Int]? {
        let axes = shape.dimensions.indices.filter { shape[$0] > 1 }.sorted { strides[$0] > strides[$1] }
        var expected = 1
        for axis in axes.reversed() {
            if strides[axis] != expected { return nil }
            expected *= shape[axis]
        }
        return offset == 0 ? axes : nil
    }
}

/// Where an operand's number for an element of a result lies, the elements counted as they lie in memory.
enum StepReach: Equatable {
    /// At the element's own place.
    case each
    /// At one place for all.
    case same
    /// At its place in a row of so many columns.
    case byColumn(Int)
    /// At the place of its row of so many columns; rows are `step` apart.
    case byRow(columns: Int, step: Int)
    /// Anywhere else: at these places, element by element.
    case places([Int])

    /// How an operand is reached from a result that fills its region.
    init(of operand: StepLayout, from result: StepLayout, axes: [Int]) {
        let missing = result.shape.rank - operand.shape.rank
        let steps = axes.map { axis -> Int in
            let own = axis - missing
            return own < 0 || operand.shape[own] == 1 ? 0 : operand.strides[own]
        }
        let lengths = axes.map { result.shape[$0] }
        let dense = axes.map { result.strides[$0] }
        if steps == dense {
            self = .each
        } else if steps.allSatisfy({ $0 == 0 }) {
            self = .same
        } else if let columns = Self.columns(steps, dense, lengths) {
            self = .byColumn(columns)
        } else if let (columns, step) = Self.rows(steps, lengths) {
            self = .byRow(columns: columns, step: step)
        } else {
            self = .places(Self.places(steps, lengths))
        }
    }

    /// Of an operand that is the same for all outer axes, how many elements the inner ones have.
    private static func columns(_ steps: [Int], _ dense: [Int], _ lengths: [Int]) -> Int? {
        guard let first = steps.firstIndex(where: { $0 != 0 }), steps[first...] == dense[first...] else { return nil }
        return lengths[first...].reduce(1, *)
    }

    /// Of an operand that is the same for all inner axes and steps evenly over the others, how many elements the inner
    /// ones have, and the step.
    private static func rows(_ steps: [Int], _ lengths: [Int]) -> (Int, Int)? {
        guard let last = steps.lastIndex(where: { $0 != 0 }), last < steps.count - 1 else { return nil }
        var expected = steps[last]
        for axis in (0...last).reversed() {
            if steps[axis] != expected { return nil }
            expected *= lengths[axis]
        }
        return (lengths[(last + 1)...].reduce(1, *), steps[last])
    }

    private static func places(_ steps: [Int], _ lengths: [Int]) -> [Int] {
        var places = [0]
        for (step, length) in zip(steps, lengths) {
            places = places.flatMap { place in (0..<length).map { place + $0 * step } }
        }
        return places
    }
}
