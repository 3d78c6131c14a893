extension NumericProgramBuilder {
    /// `left @ right` of matrices and vectors.
    public mutating func matmul(_ left: ArrayRegister, _ right: ArrayRegister) -> ArrayRegister? {
        product(left, right, isDot: false)
    }

    /// `np.dot(left, right)` of matrices and vectors of more than one element: of those, NumPy takes one for a factor.
    public mutating func dot(_ left: ArrayRegister, _ right: ArrayRegister) -> ArrayRegister? {
        guard left.layout.count > 1, right.layout.count > 1 else { return nil }
        return product(left, right, isDot: true)
    }

    private mutating func product(_ left: ArrayRegister, _ right: ArrayRegister, isDot: Bool) -> ArrayRegister? {
        let (first, second) = (left.layout, right.layout)
        guard 1...2 ~= first.shape.rank, 1...2 ~= second.shape.rank,
            let plan = try? ProductPlan(first.shape, second.shape), plan.inner > 0,
            plan.rows * plan.columns * plan.inner <= Self.limit * 16, let result = temporary(.init(plan.resultShape))
        else { return nil }
        append(.product(isDot: isDot), result.slot, left.slot, right.slot) { instruction in
            (instruction.outer, instruction.inner, instruction.columns) = (plan.rows, plan.inner, plan.columns)
            let rows = plan.coreSteps(first.strides, isLeft: true)
            let columns = plan.coreSteps(second.strides, isLeft: false)
            let steps = plan.resultSteps(result.layout.strides)
            instruction.outerSteps = (steps.row, rows.row, columns.row)
            instruction.innerSteps = (steps.column, rows.column, columns.column)
        }
        return result
    }

    // MARK: - Reductions

    /// The sum of all elements, or along an axis of a matrix, of an array that lies row after row.
    public mutating func sum(_ operand: ArrayRegister, axis: Int?, keepsAxes: Bool) -> ArrayRegister? {
        let layout = operand.layout
        guard layout.isRowByRow, 1...2 ~= layout.shape.rank else { return nil }
        if let axis, layout.shape.rank == 2 {
            guard let axis = try? layout.shape.normalizedAxis(axis) else { return nil }
            return sum(operand, alongMatrixAxis: axis, keepsAxes: keepsAxes)
        }
        if let axis, axis != 0, axis != -1 { return nil }
        let shape = Shape(keepsAxes ? [Int](repeating: 1, count: layout.shape.rank) : [])
        guard let result = temporary(.init(shape)) else { return nil }
        append(.sum, result.slot, operand.slot) { $0.inner = layout.count }
        return result
    }

    private mutating func sum(
        _ operand: ArrayRegister, alongMatrixAxis axis: Int, keepsAxes: Bool
    ) -> ArrayRegister? {
        var lengths = operand.layout.shape.dimensions
        let (rows, columns) = (lengths[0], lengths[1])
        if keepsAxes { lengths[axis] = 1 } else { lengths.remove(at: axis) }
        guard let result = temporary(.init(Shape(lengths))) else { return nil }
        append(axis == 0 ? .sumColumns : .sumRows, result.slot, operand.slot) { instruction in
            (instruction.outer, instruction.inner) = (rows, columns)
        }
        return result
    }

    /// As ``sum(_:axis:keepsAxes:)``, divided by the number of elements of each sum.
    public mutating func mean(_ operand: ArrayRegister, axis: Int?, keepsAxes: Bool) -> ArrayRegister? {
        guard let sum = sum(operand, axis: axis, keepsAxes: keepsAxes), let result = temporary(sum.layout) else {
            return nil
        }
        append(.quotient, result.slot, sum.slot) { instruction in
            instruction.inner = sum.layout.count
            instruction.outer = operand.layout.count / sum.layout.count
        }
        return result
    }
}
