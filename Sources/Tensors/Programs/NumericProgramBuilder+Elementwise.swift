extension NumericProgramBuilder {
    /// `left op right`, element by element with broadcasting; nil for predicates, operations on bits, and shapes that
    /// need more than two loops.
    ///
    /// `power` takes one number for an exponent, and NumPy's short cuts for arrays; see ``numberPower(_:_:)``.
    public mutating func binary(
        _ operation: BinaryOperation, _ left: ArrayRegister, _ right: ArrayRegister
    ) -> ArrayRegister? {
        switch operation {
        case .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .maximum, .minimum: break
        case .power where right.layout.shape.rank == 0: break
        default: return nil
        }
        return elementwise(operation == .power ? .power : .binary(operation), left, right)
    }

    /// `left ** right` of two numbers: always the C library's `pow`.
    public mutating func numberPower(_ left: ArrayRegister, _ right: ArrayRegister) -> ArrayRegister? {
        guard left.layout.shape.rank == 0, right.layout.shape.rank == 0 else { return nil }
        return elementwise(.binary(.power), left, right)
    }

    /// `operation` on each element; nil for those whose result is no float64.
    public mutating func unary(_ operation: UnaryOperation, _ operand: ArrayRegister) -> ArrayRegister? {
        switch operation {
        case .isnan, .isinf, .isfinite, .logicalNot, .invert: return nil
        default: return elementwise(.unary(operation), operand, nil)
        }
    }

    /// Plans the loops over one or two operands as ``Tensor/binary(_:_:_:flags:)`` does.
    private mutating func elementwise(
        _ operation: Instruction.Operation, _ left: ArrayRegister, _ right: ArrayRegister?
    ) -> ArrayRegister? {
        let operands = [left.layout] + (right.map { [$0.layout] } ?? [])
        guard let layout = try? ElementwiseLayout(operands.map { ElementwiseLayout.Operand($0) }) else { return nil }
        let steps =
            [layout.strides] + operands.map { ElementwiseLayout.broadcast($0.strides, of: $0.shape, to: layout.shape) }
        let nest = LoopNest(
            shape: layout.shape, strides: steps, axes: KeepOrder.axes(shape: layout.shape, strides: [layout.strides]))
        guard nest.lengths.count <= 2,
            let result = temporary(ArrayLayout(shape: layout.shape, strides: layout.strides))
        else { return nil }
        append(operation, result.slot, left.slot, right?.slot ?? left.slot) { instruction in
            let last = steps.count - 1
            instruction.inner = nest.innerLength
            instruction.innerSteps = (nest.innerStride(0), nest.innerStride(1), nest.innerStride(last))
            if nest.lengths.count == 2 {
                instruction.outer = nest.lengths[1]
                instruction.outerSteps = (nest.strides[0][1], nest.strides[1][1], nest.strides[last][1])
            }
        }
        return result
    }
}

extension ElementwiseLayout.Operand {
    /// A float64 operand.
    fileprivate init(_ layout: ArrayLayout) {
        shape = layout.shape
        strides = layout.strides
        isConverted = false
    }
}
