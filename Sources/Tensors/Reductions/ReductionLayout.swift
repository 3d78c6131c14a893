/// Which axes a reduction removes, and the layout that NumPy gives what is left.
struct ReductionLayout {
    /// The result's shape.
    let shape: Shape
    /// The result's strides.
    let strides: [Int]
    /// The result's stride along each axis of the input, 0 where it is reduced.
    let outputSteps: [Int]
    /// The axes of the input in NumPy's order of iteration, innermost first.
    let axes: [Int]
    /// The number of elements that make one result.
    let reducedCount: Int
    /// The axes that are reduced, counted from 0, ascending.
    let reducedAxes: [Int]

    /// Finds the layout.
    ///
    /// - Parameter axes: the axes to reduce, negative ones counted from the last; nil for all.
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    init(_ input: Shape, strides inputStrides: [Int], axes: [Int]?, keepingDimensions: Bool) throws(TensorError) {
        let reduced = try axes.map { (axes) throws(TensorError) in try input.normalizedAxes(axes) }
        reducedAxes = reduced?.sorted() ?? Array(input.dimensions.indices)
        let isReduced = input.dimensions.indices.map(reducedAxes.contains)
        self.axes = KeepOrder.axes(shape: input, strides: [inputStrides])
        var lengths = input.dimensions
        for axis in reducedAxes { lengths[axis] = 1 }
        let kept = KeepOrder.strides(
            shape: Shape(lengths), axes: keepingDimensions ? self.axes : self.axes.filter { !isReduced[$0] })
        outputSteps = input.dimensions.indices.map { isReduced[$0] ? 0 : kept[$0] }
        let visible = input.dimensions.indices.filter { keepingDimensions || !isReduced[$0] }
        shape = Shape(visible.map { lengths[$0] })
        strides = visible.map { kept[$0] }
        reducedCount = reducedAxes.reduce(1) { $0 * input[$1] }
    }
}
