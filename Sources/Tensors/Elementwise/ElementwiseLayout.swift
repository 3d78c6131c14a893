/// The shape of an elementwise result and the memory layout that NumPy chooses for it.
struct ElementwiseLayout {
    /// The properties of an operand that determine the layout.
    struct Operand {
        var shape: Shape
        var strides: AxisValues
        /// Whether the operand is converted to another type first; NumPy's trivial loop then accepts only 0-d and
        /// 1-D.
        var isConverted: Bool

        init(_ tensor: Tensor, computedAs type: DType) {
            shape = tensor.shape
            strides = tensor.strides
            isConverted = tensor.dtype != type
        }
    }

    /// The broadcast shape.
    let shape: Shape
    /// The result's strides.
    let strides: AxisValues

    /// Finds the layout of a ufunc's result.
    ///
    /// If all operands of rank > 0 have one shape and are all C- or all F-contiguous, the result keeps that order
    /// (`try_trivial_single_output_loop`); otherwise its axes follow the order in which NumPy's iterator visits them.
    init(_ operands: [Operand]) throws(TensorError) {
        guard let order = Self.trivialOrder(operands) else {
            try self.init(iterating: operands)
            return
        }
        let strides = order.isFortran ? order.shape.fortranStrides : order.shape.contiguousStrides
        self.init(shape: order.shape, strides: strides)
    }

    init(shape: Shape, strides: AxisValues) {
        self.shape = shape
        self.strides = strides
    }

    /// Finds the layout of a result that NumPy makes with its iterator alone, such as `np.where`.
    init(iterating operands: [Operand]) throws(TensorError) {
        let common = try Shape.broadcast(operands.map(\.shape))
        let broadcast = operands.map { Self.broadcast($0.strides, of: $0.shape, to: common) }
        let axes = KeepOrder.axes(shape: common, strides: broadcast)
        self.init(shape: common, strides: KeepOrder.strides(shape: common, axes: axes))
    }

    /// The strides over a larger shape; 0 along repeated axes.
    static func broadcast(_ strides: AxisValues, of shape: Shape, to target: Shape) -> AxisValues {
        if shape == target { return strides }
        let missing = target.rank - shape.rank
        var result = AxisValues(repeating: 0, count: target.rank)
        for axis in 0..<shape.rank where shape[axis] == target[missing + axis] {
            result[missing + axis] = shape[axis] == 1 ? 0 : strides[axis]
        }
        return result
    }

    /// The shape and order for which one loop over memory is enough, or nil. A converted operand must be 0-d or a short
    /// vector, which NumPy copies.
    static func trivialOrder(_ operands: [Operand]) -> (shape: Shape, isFortran: Bool)? {
        var shape: Shape?
        var order: (rowMajor: Bool, columnMajor: Bool)?
        for operand in operands where operand.shape.rank > 0 {
            let isSmallVector = operand.shape.rank == 1 && operand.shape[0] <= IterationPlan.bufferSize
            if operand.isConverted && !isSmallVector { return nil }
            if let shape, shape != operand.shape { return nil }
            shape = operand.shape
            if operand.shape.rank == 1 { continue }
            let layout = Layout(shape: operand.shape, strides: operand.strides, offset: 0)
            let own = (rowMajor: layout.isContiguous, columnMajor: layout.isFortranContiguous)
            if !own.rowMajor && !own.columnMajor { return nil }
            if let order, order != own { return nil }
            order = own
        }
        return (shape ?? [], order.map { $0.columnMajor && !$0.rowMajor } ?? false)
    }

    /// Which operands have stride 0 along the rows of NumPy's loop; some functions depend on it.
    func constantOperands(_ operands: [Operand]) -> [Bool] {
        if Self.trivialOrder(operands) != nil {
            return operands.map {
                $0.shape.rank == 0 || ($0.shape.rank == 1 && !$0.isConverted && $0.strides[0] == 0)
            }
        }
        let steps = operands.map { Self.broadcast($0.strides, of: $0.shape, to: shape) }
        let plan = IterationPlan(
            shape: shape, strides: steps + [strides], axes: KeepOrder.axes(shape: shape, strides: steps),
            isConverted: operands.map(\.isConverted) + [false])
        return operands.indices.map { plan.innerStride($0) == 0 }
    }
}
