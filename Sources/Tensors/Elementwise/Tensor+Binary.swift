extension Tensor {
    /// `operation` on each pair of elements of two tensors that broadcast together, with NumPy's promotion, result
    /// layout and rounding.
    ///
    /// - Parameter flags: receives what went wrong on the way, for warnings.
    /// - Throws: ``TensorError/cannotBroadcast(_:)``, ``TensorError/unsupportedTypes(operation:_:hint:)``,
    ///   ``TensorError/integerToNegativePower``, ``TensorError/tooLarge(_:)``.
    public static func binary(
        _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if let first = SmallArray(left), let second = SmallArray(right),
            let result = directBinary(operation, first, second)
        {
            return result
        }
        let type = try operation.operandType(left.dtype, right.dtype)
        let operands = [
            ElementwiseLayout.Operand(left, computedAs: type), ElementwiseLayout.Operand(right, computedAs: type),
        ]
        let layout = try ElementwiseLayout(operands)
        try layout.shape.validated(dtype: operation.isPredicate ? .bool : type)
        switch type {
        case .float64:
            let (left, right) = (left.asFloat64(), right.asFloat64())
            if operation.isPredicate { return .bool(try predicate(operation, left, right, layout)) }
            if operation == .power {
                return .float64(try floatPower(left, right, operands, layout, &flags))
            }
            return .float64(try float(operation, left, right, layout, &flags))
        case .int64:
            let (left, right) = (left.asInt64(flags: &flags), right.asInt64(flags: &flags))
            if operation.isPredicate { return .bool(try predicate(operation, left, right, layout)) }
            return .int64(try integer(operation, left, right, layout, &flags))
        case .bool:
            return .bool(try boolean(operation, left.asBool(), right.asBool(), layout))
        }
    }

    private static func float(
        _ operation: BinaryOperation, _ left: NDArray<Double>, _ right: NDArray<Double>, _ layout: ElementwiseLayout,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Double> {
        let result: NDArray<Double>
        switch operation {
        case .add: result = try ElementwiseLoops.combine(left, right, layout) { $0 + $1 }
        case .subtract: result = try ElementwiseLoops.combine(left, right, layout) { $0 - $1 }
        case .multiply: result = try ElementwiseLoops.combine(left, right, layout) { $0 * $1 }
        case .divide: result = try ElementwiseLoops.combine(left, right, layout) { $0 / $1 }
        case .maximum: result = try ElementwiseLoops.combine(left, right, layout) { Arithmetic.maximum($0, $1) }
        case .minimum: result = try ElementwiseLoops.combine(left, right, layout) { Arithmetic.minimum($0, $1) }
        default: result = try ElementwiseLoops.combine(left, right, layout) { operation.apply($0, $1) }
        }
        try inspect(operation, left, right, result, layout, &flags)
        return result
    }

    /// Finds the flags of a result by looking at the operands of what isn't finite.
    static func inspect(
        _ operation: BinaryOperation, _ left: NDArray<Double>, _ right: NDArray<Double>, _ result: NDArray<Double>,
        _ layout: ElementwiseLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) {
        if operation == .maximum || operation == .minimum || result.storageIsFinite { return }
        var found: FloatingPointFlags = []
        _ = try ElementwiseLoops.combine(left, right, result, layout) { left, right, result in
            found.formUnion(operation.flags(left, right, result: result))
            return false
        }
        flags.formUnion(found)
    }

    private static func integer(
        _ operation: BinaryOperation, _ left: NDArray<Int>, _ right: NDArray<Int>, _ layout: ElementwiseLayout,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Int> {
        switch operation {
        case .add: return try ElementwiseLoops.combine(left, right, layout) { $0 &+ $1 }
        case .subtract: return try ElementwiseLoops.combine(left, right, layout) { $0 &- $1 }
        case .multiply: return try ElementwiseLoops.combine(left, right, layout) { $0 &* $1 }
        case .power:
            var isNegative = false
            right.forEach { if $0 < 0 { isNegative = true } }
            if isNegative && layout.shape.count > 0 { throw .integerToNegativePower }
            return try ElementwiseLoops.combine(left, right, layout) { Arithmetic.power($0, $1) }
        case .floorDivide, .remainder:
            var found: FloatingPointFlags = []
            let result = try ElementwiseLoops.combine(left, right, layout) { left, right in
                found.formUnion(operation.flags(left, right))
                return operation.apply(left, right)
            }
            flags.formUnion(found)
            return result
        default: return try ElementwiseLoops.combine(left, right, layout) { operation.apply($0, $1) }
        }
    }

    private static func boolean(
        _ operation: BinaryOperation, _ left: NDArray<Bool>, _ right: NDArray<Bool>, _ layout: ElementwiseLayout
    ) throws(TensorError) -> NDArray<Bool> {
        switch operation {
        case .add, .maximum, .bitwiseOr, .logicalOr:
            try ElementwiseLoops.combine(left, right, layout) { $0 || $1 }
        case .multiply, .minimum, .bitwiseAnd, .logicalAnd:
            try ElementwiseLoops.combine(left, right, layout) { $0 && $1 }
        case .equal: try ElementwiseLoops.combine(left, right, layout) { $0 == $1 }
        case .less: try ElementwiseLoops.combine(left, right, layout) { !$0 && $1 }
        case .lessEqual: try ElementwiseLoops.combine(left, right, layout) { !$0 || $1 }
        case .greater: try ElementwiseLoops.combine(left, right, layout) { $0 && !$1 }
        case .greaterEqual: try ElementwiseLoops.combine(left, right, layout) { $0 || !$1 }
        // notEqual, bitwiseXor and logicalXor; the others have no bool operands.
        default: try ElementwiseLoops.combine(left, right, layout) { $0 != $1 }
        }
    }

    private static func predicate(
        _ operation: BinaryOperation, _ left: NDArray<Double>, _ right: NDArray<Double>, _ layout: ElementwiseLayout
    ) throws(TensorError) -> NDArray<Bool> {
        switch operation {
        case .equal: try ElementwiseLoops.combine(left, right, layout) { $0 == $1 }
        case .less: try ElementwiseLoops.combine(left, right, layout) { $0 < $1 }
        case .greater: try ElementwiseLoops.combine(left, right, layout) { $0 > $1 }
        default: try ElementwiseLoops.combine(left, right, layout) { operation.isTrue($0, $1) }
        }
    }

    private static func predicate(
        _ operation: BinaryOperation, _ left: NDArray<Int>, _ right: NDArray<Int>, _ layout: ElementwiseLayout
    ) throws(TensorError) -> NDArray<Bool> {
        switch operation {
        case .equal: try ElementwiseLoops.combine(left, right, layout) { $0 == $1 }
        default: try ElementwiseLoops.combine(left, right, layout) { operation.isTrue($0, $1) }
        }
    }
}
