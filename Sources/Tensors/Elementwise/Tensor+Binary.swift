internal import Kernels

extension Tensor {
    /// `operation` on each pair of elements of two tensors that broadcast together, with NumPy's promotion, result
    /// layout and rounding.
    ///
    /// - Parameter flags: gains the errors that occurred, for warnings.
    /// - Throws: ``TensorError/cannotBroadcast(_:)``, ``TensorError/unsupportedTypes(operation:_:hint:)``,
    ///   ``TensorError/integerToNegativePower``, ``TensorError/tooLarge(_:)``, ``TensorError/outOfMemory(bytes:)``,
    ///   ``TensorError/interrupted``; ``TensorError/invalidArgument(function:_:)`` for joined texts that are too
    ///   long.
    public static func binary(
        _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if let first = SmallArray(left), let second = SmallArray(right),
            let result = directBinary(operation, first, second)
        {
            return result
        }
        if let result = try unlikeTexts(operation, left, right) { return result }
        let type = try operation.operandType(left.dtype, right.dtype)
        let operands = [
            ElementwiseLayout.Operand(left, computedAs: type), ElementwiseLayout.Operand(right, computedAs: type),
        ]
        let layout = try ElementwiseLayout(operands)
        try layout.shape.validated(dtype: operation.isPredicate ? .bool : type)
        if operation.isComparison, let result = try exactComparison(operation, left, right, layout) {
            return .bool(result)
        }
        switch type {
        case .float64:
            return try float(operation, left.asFloat64(), right.asFloat64(), operands, layout, &flags)
        case .bool:
            return .bool(try boolean(operation, left.asBool(), right.asBool(), layout))
        case .float32:
            let first = Float.array(left, flags: &flags)
            return try float(operation, first, Float.array(right, flags: &flags), operands, layout, &flags)
        case .complex64:
            let first = Complex<Float>.array(left, flags: &flags)
            let second = Complex<Float>.array(right, flags: &flags)
            return try complexBinary(operation, first, second, operands, layout, &flags)
        case .complex128:
            let first = Complex<Double>.array(left, flags: &flags)
            let second = Complex<Double>.array(right, flags: &flags)
            return try complexBinary(operation, first, second, operands, layout, &flags)
        case .int64:
            let (left, right) = (left.asInt64(flags: &flags), right.asInt64(flags: &flags))
            return try integer(operation, left, right, layout, &flags)
        case .int8, .int16, .int32, .uint8, .uint16, .uint32, .uint64:
            let function = IntegerBinary(operation: operation, left: left, right: right, layout: layout)
            guard let (result, raised) = try type.applyInteger(function) else { return left }
            flags.formUnion(raised)
            return result
        case .text: return try texts(operation, left, right, layout)
        }
    }

    /// The comparison of a text with a number, which are never equal; nil for other operands.
    private static func unlikeTexts(
        _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor
    ) throws(TensorError) -> Tensor? {
        guard left.dtype.isText != right.dtype.isText, operation == .equal || operation == .notEqual else { return nil }
        return try full(try Shape.broadcast([left.shape, right.shape]), .bool(operation == .notEqual))
    }

    private static func texts(
        _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor, _ layout: ElementwiseLayout
    ) throws(TensorError) -> Tensor {
        let width = left.dtype.textWidth + right.dtype.textWidth
        if operation == .add, width > DType.widestText {
            throw .invalidArgument(
                function: "add",
                "a text of an array has at most \(DType.widestText) code points, and these might have \(width)")
        }
        let (left, right) = (left.array(as: TextElement.self), right.array(as: TextElement.self))
        if operation == .add {
            let joined = try ElementwiseLoops.combine(left, right, layout) { TextElement($0.string + $1.string) }
            return TextElement.tensor(joined).withTextWidth(width)
        }
        return .bool(
            try ElementwiseLoops.combine(left, right, layout) { left, right in
                let order = left == right ? 0 : TextElement.precedes(left, right) ? -1 : 1
                return operation.isTrue(order, 0)
            })
    }

    private struct IntegerBinary: IntegerFunction {
        let operation: BinaryOperation
        let left: Tensor
        let right: Tensor
        let layout: ElementwiseLayout

        func apply<Element: IntegerElement>(
            _ type: Element.Type
        ) throws(TensorError) -> (Tensor, FloatingPointFlags) {
            var flags: FloatingPointFlags = []
            let (left, right) = (Element.array(left, flags: &flags), Element.array(right, flags: &flags))
            return (try integer(operation, left, right, layout, &flags), flags)
        }
    }

    /// Compares signed ints with uint64 by their exact values; nil for other operands.
    private static func exactComparison(
        _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor, _ layout: ElementwiseLayout
    ) throws(TensorError) -> NDArray<Bool>? {
        var flags: FloatingPointFlags = []
        if left.dtype.kind == .signed, right.dtype == .uint64 {
            let (left, right) = (left.asInt64(flags: &flags), right.array(as: UInt.self))
            return try ElementwiseLoops.combine(left, right, layout) { left, right in
                operation.isTrue(left < 0 ? -1 : left > right ? 1 : left == right ? 0 : -1, 0)
            }
        }
        if left.dtype == .uint64, right.dtype.kind == .signed {
            let (left, right) = (left.array(as: UInt.self), right.asInt64(flags: &flags))
            return try ElementwiseLoops.combine(left, right, layout) { left, right in
                operation.isTrue(right < 0 ? 1 : left > right ? 1 : left == right ? 0 : -1, 0)
            }
        }
        return nil
    }

    private static func float<Number: FloatElement>(
        _ operation: BinaryOperation, _ left: NDArray<Number>, _ right: NDArray<Number>,
        _ operands: [ElementwiseLayout.Operand], _ layout: ElementwiseLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if operation.isPredicate { return .bool(try predicate(operation, left, right, layout)) }
        if operation == .power { return Number.tensor(try floatPower(left, right, operands, layout, &flags)) }
        if let combination = FlatCombination(operation, left, right, layout) {
            var isFinite = true
            let result = try NDArray<Number>(shape: layout.shape, strides: layout.strides) { output in
                isFinite = combination.run(left, right, into: output).isFinite
            }
            if !isFinite { try inspect(operation, left, right, result, layout, &flags) }
            return Number.tensor(result)
        }
        let result: NDArray<Number>
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
        return Number.tensor(result)
    }

    /// Finds the flags of a result from the operands of its non-finite elements.
    static func inspect<Number: FloatElement>(
        _ operation: BinaryOperation, _ left: NDArray<Number>, _ right: NDArray<Number>, _ result: NDArray<Number>,
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

    private static func integer<Number: IntegerElement>(
        _ operation: BinaryOperation, _ left: NDArray<Number>, _ right: NDArray<Number>, _ layout: ElementwiseLayout,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if operation.isPredicate { return .bool(try predicate(operation, left, right, layout)) }
        let result: NDArray<Number>
        switch operation {
        case .add: result = try ElementwiseLoops.combine(left, right, layout) { $0 &+ $1 }
        case .subtract: result = try ElementwiseLoops.combine(left, right, layout) { $0 &- $1 }
        case .multiply: result = try ElementwiseLoops.combine(left, right, layout) { $0 &* $1 }
        case .power:
            var isNegative = false
            right.forEach { if $0 < 0 { isNegative = true } }
            if isNegative && layout.shape.count > 0 { throw .integerToNegativePower }
            result = try ElementwiseLoops.combine(left, right, layout) { Arithmetic.power($0, $1) }
        case .floorDivide, .remainder:
            var found: FloatingPointFlags = []
            result = try ElementwiseLoops.combine(left, right, layout) { left, right in
                found.formUnion(operation.flags(left, right))
                return operation.apply(left, right)
            }
            flags.formUnion(found)
        default: result = try ElementwiseLoops.combine(left, right, layout) { operation.apply($0, $1) }
        }
        return Number.tensor(result)
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
        // notEqual, bitwiseXor and logicalXor; no other operation takes bools.
        default: try ElementwiseLoops.combine(left, right, layout) { $0 != $1 }
        }
    }

    private static func predicate<Number: TensorElement & Comparable & ExpressibleByIntegerLiteral>(
        _ operation: BinaryOperation, _ left: NDArray<Number>, _ right: NDArray<Number>, _ layout: ElementwiseLayout
    ) throws(TensorError) -> NDArray<Bool> {
        switch operation {
        case .equal: try ElementwiseLoops.combine(left, right, layout) { $0 == $1 }
        case .less: try ElementwiseLoops.combine(left, right, layout) { $0 < $1 }
        case .greater: try ElementwiseLoops.combine(left, right, layout) { $0 > $1 }
        default: try ElementwiseLoops.combine(left, right, layout) { operation.isTrue($0, $1) }
        }
    }
}
