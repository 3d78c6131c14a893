internal import Kernels

/// The shapes of a product of vectors, matrices or stacks of matrices.
struct ProductPlan {
    /// The broadcast shape of the stacks.
    let stack: Shape
    /// The rows of the left operand.
    let rows: Int
    /// The columns of the left operand and rows of the right one.
    let inner: Int
    /// The columns of the right operand.
    let columns: Int
    /// The result's shape, without the dropped axes of vectors.
    let resultShape: Shape

    private let leftShape: Shape
    private let rightShape: Shape

    /// Checks the shapes.
    ///
    /// - Throws: ``TensorError/productOfScalar(operand:)``, ``TensorError/productMismatch(left:right:)``,
    ///   ``TensorError/cannotBroadcast(_:)``, ``TensorError/tooLarge(_:)``.
    init(_ left: Shape, _ right: Shape) throws(TensorError) {
        guard left.rank > 0, right.rank > 0 else { throw .productOfScalar(operand: left.rank > 0 ? 1 : 0) }
        leftShape = left
        rightShape = right
        rows = left.rank == 1 ? 1 : left[left.rank - 2]
        inner = left[left.rank - 1]
        columns = right.rank == 1 ? 1 : right[right.rank - 1]
        guard inner == right[max(right.rank - 2, 0)] else { throw .productMismatch(left: left, right: right) }
        let stack = try Shape.broadcast([
            Shape(left.dimensions.dropLast(2)), Shape(right.dimensions.dropLast(2)),
        ])
        self.stack = stack
        resultShape = Shape(
            stack.dimensions + (left.rank == 1 ? [] : [rows]) + (right.rank == 1 ? [] : [columns]))
        guard resultShape.checkedCount != nil else { throw .tooLarge(resultShape) }
    }

    /// The result's strides: row-major matrices, with stacks in the order in which NumPy's iterator visits them.
    func layout(_ leftStrides: AxisValues, _ rightStrides: AxisValues) -> AxisValues {
        let cores = resultShape.rank - stack.rank
        let padding = AxisValues(repeating: 0, count: cores)
        let axes = KeepOrder.axes(
            shape: resultShape,
            strides: [
                stackSteps(leftStrides, leftShape) + padding, stackSteps(rightStrides, rightShape) + padding,
            ])
        return KeepOrder.strides(shape: resultShape, axes: axes)
    }

    private func stackSteps(_ strides: AxisValues, _ shape: Shape) -> AxisValues {
        ElementwiseLayout.broadcast(
            AxisValues(strides.dropLast(2)), of: Shape(shape.dimensions.dropLast(2)), to: stack)
    }

    /// The row and column strides of an operand's matrices.
    func coreSteps(_ strides: AxisValues, isLeft: Bool) -> (row: Int, column: Int) {
        if strides.count == 1 { return isLeft ? (0, strides[0]) : (strides[0], 0) }
        return (strides[strides.count - 2], strides[strides.count - 1])
    }

    /// The strides of the result's matrices; matrices of one row or column get NumPy's.
    func resultSteps(_ layout: AxisValues) -> (row: Int, column: Int) {
        let steps = Array(layout.dropFirst(stack.rank))
        if steps.count == 2 { return (steps[0], steps[1]) }
        guard let step = steps.first else { return (1, 1) }
        return leftShape.rank == 1 ? (columns, step) : (step, 1)
    }

    /// Multiplies matrix by matrix with a kernel.
    func multiply(
        _ left: NDArray<Double>, _ right: NDArray<Double>, _ layout: AxisValues,
        _ kernel: (Matrix, Matrix, MutableMatrix) -> Void
    ) throws(TensorError) -> NDArray<Double> {
        let (leftSteps, rightSteps) = (coreSteps(left.strides, isLeft: true), coreSteps(right.strides, isLeft: false))
        let steps = resultSteps(layout)
        let (leftStrides, rightStrides) = (left.strides, right.strides)
        return try NDArray<Double>(shape: resultShape, strides: layout) { output in
            left.withUnsafeElements { left in
                right.withUnsafeElements { right in
                    forEachMatrix(layout, leftStrides, rightStrides) { offsets in
                        kernel(
                            Matrix(
                                left + offsets[1], rows: rows, columns: inner, rowStride: leftSteps.row,
                                columnStride: leftSteps.column),
                            Matrix(
                                right + offsets[2], rows: inner, columns: columns, rowStride: rightSteps.row,
                                columnStride: rightSteps.column),
                            MutableMatrix(output + offsets[0], rowStride: steps.row, columnStride: steps.column))
                    }
                }
            }
        }
    }

    /// Multiplies matrix by matrix without BLAS, one element of the result at a time.
    @inline(__always)
    func multiplyPlainly<Element>(
        _ left: NDArray<Element>, _ right: NDArray<Element>, _ layout: AxisValues, zero: Element,
        _ combine: (Element, Element, Element) -> Element
    ) throws(TensorError) -> NDArray<Element> {
        let (leftSteps, rightSteps) = (coreSteps(left.strides, isLeft: true), coreSteps(right.strides, isLeft: false))
        let steps = resultSteps(layout)
        let (leftStrides, rightStrides) = (left.strides, right.strides)
        return try NDArray<Element>(shape: resultShape, strides: layout) { output in
            left.withUnsafeElements { left in
                right.withUnsafeElements { right in
                    forEachMatrix(layout, leftStrides, rightStrides) { offsets in
                        var meter = WorkMeter()
                        for row in 0..<rows {
                            for column in 0..<columns {
                                if meter.shouldStop(after: inner + 1) { return }
                                let a = left + offsets[1] + row * leftSteps.row
                                let b = right + offsets[2] + column * rightSteps.column
                                var sum = zero
                                Interruption.forEachPiece(of: inner) { piece in
                                    for index in piece {
                                        sum = combine(sum, a[index * leftSteps.column], b[index * rightSteps.row])
                                    }
                                }
                                (output + offsets[0] + row * steps.row + column * steps.column).initialize(to: sum)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Calls `body` with the offsets of each matrix of the result and of the two operands.
    private func forEachMatrix(
        _ layout: AxisValues, _ leftStrides: AxisValues, _ rightStrides: AxisValues, _ body: ([Int]) -> Void
    ) {
        let strides = [
            AxisValues(layout.prefix(stack.rank)), stackSteps(leftStrides, leftShape),
            stackSteps(rightStrides, rightShape),
        ]
        let nest = LoopNest(shape: stack, strides: strides)
        nest.forEachRow { offsets, count in
            var offsets = offsets
            for _ in 0..<count {
                if Interruption.isRequested { return }
                body(offsets)
                for operand in offsets.indices { offsets[operand] += nest.innerStride(operand) }
            }
        }
    }

    /// Applies `product` to each line along the left's last axis and each along the right's axis `inner`, in C order
    /// (`np.dot` of more than two axes).
    ///
    /// - Parameter product: takes the first element and the stride of each line.
    @inline(__always)
    static func pairs<Element>(
        _ left: NDArray<Element>, _ right: NDArray<Element>, _ inner: Int, _ shape: Shape,
        _ product: (UnsafePointer<Element>, Int, UnsafePointer<Element>, Int) -> Element
    ) throws(TensorError) -> NDArray<Element> {
        var (others, otherSteps) = (right.shape.dimensions, right.strides)
        others.remove(at: inner)
        otherSteps.remove(at: inner)
        let rowSteps = AxisValues(left.strides.dropLast())
        let nest = LoopNest(
            shape: shape,
            strides: [
                rowSteps + AxisValues(repeating: 0, count: otherSteps.count),
                AxisValues(repeating: 0, count: rowSteps.count) + otherSteps,
            ])
        let steps = (left: left.strides[left.rank - 1], right: right.strides[inner])
        return try NDArray<Element>(shape: shape) { output in
            var next = output
            left.withUnsafeElements { left in
                right.withUnsafeElements { right in
                    nest.forEachRow { offsets, count in
                        for index in 0..<count {
                            if Interruption.isRequested { return }
                            let a = left + offsets[0] + index * nest.innerStride(0)
                            let b = right + offsets[1] + index * nest.innerStride(1)
                            next.initialize(to: product(a, steps.left, b, steps.right))
                            next += 1
                        }
                    }
                }
            }
        }
    }
}
