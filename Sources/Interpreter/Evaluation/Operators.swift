internal import Integers
internal import Kernels
package import Syntax
package import Tensors

/// Python's operators on values: Python numbers, NumPy scalars and tensors, strings, lists and tuples.
package enum Operators {
    /// `left op right`. Arrays broadcast as in NumPy; the result has the broadcast shape.
    ///
    /// - Parameter flags: gains the floating-point exceptions of array operations, for warnings.
    /// - Throws: a `TypeError` for unsupported operands, a `ValueError` if shapes do not broadcast, a
    ///   `ZeroDivisionError` or `OverflowError` for Python numbers, a `MemoryError`, or the error of a method such as
    ///   `__add__`.
    package static func binary(
        _ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value, flags: inout FloatingPointFlags
    ) throws(EvaluationError) -> Value {
        switch (left, right) {
        case (.float(let left), .float(let right)): return try PythonArithmetic.apply(operation, left, right)
        case (.int(let left), .int(let right)): return try PythonArithmetic.apply(operation, left, right)
        case (.bool(let left), .bool(let right)):
            // Python's logical operators return bools.
            switch operation {
            case .bitwiseAnd: return .bool(left && right)
            case .bitwiseOr: return .bool(left || right)
            case .bitwiseXor: return .bool(left != right)
            default: break
            }
        case (.instance, _), (_, .instance):
            if let result = try Special.binary(left, operation, right) { return result }
            throw .values(
                .unsupportedOperands(operator: operation.rawValue, ValueDescription(left), ValueDescription(right)))
        case (.array, _): return try numpy(left, operation, right, flags: &flags)
        case (.scalar(.float64(let left)), .scalar(.float64(let right))),
            (.scalar(.float64(let left)), .float(let right)), (.float(let left), .scalar(.float64(let right))):
            if let elementwise = operation.elementwise, elementwise.isArithmetic {
                let result = elementwise.apply(left, right)
                if !result.isFinite { flags.formUnion(elementwise.flags(left, right, result: result)) }
                return .scalar(.float64(result))
            }
        case (.scalar(.int64(let left)), .scalar(.int64(let right))), (.scalar(.int64(let left)), .int(let right)),
            (.int(let left), .scalar(.int64(let right))):
            // The general path wraps around on overflow and warns.
            let (result, overflows) =
                switch operation {
                case .add: left.addingReportingOverflow(right)
                case .subtract: left.subtractingReportingOverflow(right)
                case .multiply: left.multipliedReportingOverflow(by: right)
                default: (0, true)
                }
            if !overflows { return .scalar(.int64(result)) }
        default: break
        }
        if let result = try complex(left, operation, right) { return result }
        if let left = left.pythonNumber, let right = right.pythonNumber {
            return try PythonArithmetic.apply(operation, left, right)
        }
        if let result = try sequence(left, operation, right) { return result }
        if let result = try combineTables(left, operation, right) { return result }
        return try numpy(left, operation, right, flags: &flags)
    }

    /// An operation of NumPy numbers of which one is complex, or a power with a shortcut for arrays; nil for anything
    /// else.
    private static func complex(
        _ left: Value, _ operation: Tensors.BinaryOperation, _ right: Value, exponent: Value, _ first: Tensor,
        _ flags: inout FloatingPointFlags
    ) throws(EvaluationError) -> Value? {
        if case .array = left {
            guard operation == .power, first.dtype.isComplex else { return nil }
            // NumPy's shortcuts apply to Python numbers only.
            let function: UnaryOperation
            switch exponent {
            case .int(-1): function = .reciprocal
            case .int(2): function = .square
            case .float(0.5): function = .sqrt
            default: return nil
            }
            do { return .result(try Tensor.unary(function, first, flags: &flags)) } catch {
                throw .tensor(error, operation: operation.rawValue, operands: [])
            }
        }
        guard let left = left.anyScalar, let right = right.anyScalar else { return nil }
        return ComplexScalars.binary(operation, left, right, flags: &flags).map { .scalar($0) }
    }

    /// An operation of Python numbers of which one is complex; nil for anything else.
    private static func complex(
        _ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        // NumPy's float64 is a subclass of Python's float, and the complex number on the left is asked first.
        var right = right
        if case .complex = left, case .scalar(.float64(let number)) = right { right = .float(number) }
        guard left.ownComplex != nil || right.ownComplex != nil, let first = try left.pythonComplex(),
            let second = try right.pythonComplex()
        else { return nil }
        if let result = try PythonArithmetic.apply(operation, first, second) { return result }
        throw .values(
            .unsupportedOperands(operator: operation.rawValue, ValueDescription(left), ValueDescription(right)))
    }

    /// An operation with a tensor or NumPy scalar. Lists combined with a tensor are converted.
    private static func numpy(
        _ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value, flags: inout FloatingPointFlags
    ) throws(EvaluationError) -> Value {
        if let elementwise = operation.elementwise {
            if let result = direct(left, elementwise, right) { return result }
        } else if case .array(let first) = left, case .array(let second) = right, let first = first.small,
            let second = second.small, let product = Tensor.directProduct(first, second)
        {
            return .array(ArrayObject(product))
        }
        if let result = try joinedTexts(left, operation, right) { return result }
        if left.isLong && right.isNumPy || right.isLong && left.isNumPy {
            let isDivided = operation == .divide
            let first = try left.besideArray(of: right.numpyDType, isDivided: isDivided)
            let second = try right.besideArray(of: left.numpyDType, isDivided: isDivided)
            return try binary(first, operation, second, flags: &flags)
        }
        let isOfNumPy = left.isNumPy || right.isNumPy
        let exponent = right
        let (left, right) =
            isOfNumPy ? try Value.weakened(left, right, isDivided: operation == .divide) : (left, right)
        guard left.isNumPy || right.isNumPy,
            let first = try left.operandTensor(), let second = try right.operandTensor()
        else {
            // A value that is not a number is a 0-d array to NumPy, which `@` rejects.
            if operation == .matrixMultiply, left.isTensor || right.isTensor, !left.isText, !right.isText {
                throw .tensor(.productOfScalar(operand: left.isTensor ? 1 : 0), operation: "@", operands: [])
            }
            throw .values(
                .unsupportedOperands(operator: operation.rawValue, ValueDescription(left), ValueDescription(right)))
        }
        if first.dtype.isComplex || second.dtype.isComplex, let elementwise = operation.elementwise,
            let result = try complex(left, elementwise, right, exponent: exponent, first, &flags)
        {
            return result
        }
        do {
            if operation == .matrixMultiply { return .result(try Tensor.matmul(first, second, flags: &flags)) }
            guard let elementwise = operation.elementwise else {
                throw EvaluationError.values(
                    .unsupportedOperands(operator: operation.rawValue, ValueDescription(left), ValueDescription(right)))
            }
            if operation == .power, case .array = left, case .int(2) = right, first.dtype == .bool {
                // NumPy squares an array in this case; for bools the result is int8.
                return .result(try Tensor.unary(.square, first, flags: &flags))
            }
            if operation == .power, left.isNumPyScalarOrNumber, right.isNumPyScalarOrNumber {
                return try scalarPower(first, second, flags: &flags)
            }
            return .result(try Tensor.binary(elementwise, first, second, flags: &flags))
        } catch let error as TensorError {
            throw .tensor(error, operation: operation.rawValue, operands: [])
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw .values(
                .unsupportedOperands(operator: operation.rawValue, ValueDescription(left), ValueDescription(right)))
        }
    }

    /// Elementwise concatenation of string arrays by `+`; nil for other operations and operands.
    private static func joinedTexts(
        _ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        guard operation == .add, left.numpyDType?.isText == true || right.numpyDType?.isText == true,
            let first = try left.asTexts(), let second = try right.asTexts()
        else { return nil }
        var flags: FloatingPointFlags = []
        do { return .result(try Tensor.binary(.add, first, second, flags: &flags)) } catch {
            throw .tensor(error, operation: operation.rawValue, operands: [])
        }
    }

    /// An operation on two small arrays, or a small array and a number; nil for anything else.
    static func direct(_ left: Value, _ operation: Tensors.BinaryOperation, _ right: Value) -> Value? {
        switch (left, right) {
        case (.array(let left), .array(let right)):
            guard let left = left.small, let right = right.small else { return nil }
            return Tensor.directBinary(operation, left, right).map { .result($0) }
        case (.array(let left), _):
            guard let left = left.small, let number = right.asScalar else { return nil }
            return Tensor.directBinary(operation, left, number).map { .result($0) }
        case (_, .array(let right)):
            guard let right = right.small, let number = left.asScalar else { return nil }
            return Tensor.directBinary(operation, number, right).map { .result($0) }
        default: return nil
        }
    }

    /// NumPy raises scalars by `pow`, without the shortcuts for arrays.
    private static func scalarPower(
        _ base: Tensor, _ exponent: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Value {
        let dtype = base.dtype.promoted(with: exponent.dtype)
        guard dtype.kind == .floating, let left = base.scalarValue?.doubleValue,
            let right = exponent.scalarValue?.doubleValue
        else { return .result(try Tensor.binary(.power, base, exponent, flags: &flags)) }
        if dtype == .float32 {
            let (left, right) = (Float(left), Float(right))
            let result = BinaryOperation.power.apply(left, right)
            flags.formUnion(BinaryOperation.power.flags(left, right, result: result))
            return .scalar(Scalar.float64(Double(result)).converted(to: .float32, flags: &flags))
        }
        let result = BinaryOperation.power.apply(left, right)
        flags.formUnion(BinaryOperation.power.flags(left, right, result: result))
        return .scalar(.float64(result))
    }

    /// `-x`, `+x`, `~x`. The result of an array has the same shape.
    ///
    /// - Throws: a `TypeError` for an unsupported operand, a `MemoryError`, or the error of a method such as
    ///   `__neg__`.
    package static func unary(_ operation: Syntax.UnaryOperator, _ value: Value) throws(EvaluationError) -> Value {
        switch (operation, value) {
        case (.negative, .float(let number)): return .float(-number)
        case (.negative, .int(let number)):
            let (result, overflow) = 0.subtractingReportingOverflow(number)
            return overflow ? Value(-Integer.short(number)) : .int(result)
        case (.negative, .complex(let number)): return Value(-number.value)
        case (.positive, .complex): return value
        case (.negative, .long(let number)): return Value(-Integer.long(number))
        case (.invert, .long(let number)): return Value(~Integer.long(number))
        case (.positive, .float), (.positive, .int), (.positive, .long): return value
        case (.invert, .int(let number)): return .int(~number)
        case (_, .instance(let instance)):
            if let result = try Special.unary(operation, instance) { return result }
        case (_, .bool(let flag)): return try unary(operation, .int(flag ? 1 : 0))
        case (_, .scalar), (_, .array):
            guard let tensor = value.directTensor, let elementwise = operation.elementwise else { break }
            var flags: FloatingPointFlags = []
            do { return .result(try Tensor.unary(elementwise, tensor, flags: &flags)) } catch {
                throw .tensor(
                    error, operation: operation.rawValue, operands: [.init(name: "", range: nil, shape: tensor.shape)])
            }
        default: break
        }
        throw .values(.unsupportedOperand(operator: operation.rawValue, ValueDescription(value)))
    }
}

extension Value {
    /// A Python number; nil for NumPy scalars and anything else.
    var pythonNumber: PythonArithmetic.Number? {
        switch self {
        case .int(let value): .int(value)
        case .long(let value): .long(value)
        case .bool(let value): .int(value ? 1 : 0)
        case .float(let value): .float(value)
        default: nil
        }
    }

    /// Whether NumPy's arithmetic applies to it.
    var isNumPy: Bool {
        switch self {
        case .array, .scalar: true
        default: false
        }
    }

    /// Whether it is a single number rather than a tensor.
    var isNumPyScalarOrNumber: Bool {
        switch self {
        case .scalar, .int, .long, .float, .complex, .bool: true
        case .array(let tensor): tensor.rank == 0
        default: false
        }
    }

    /// The value as a tensor operand: a number, a tensor, or a nested list of numbers; nil for anything else.
    func operandTensor() throws(EvaluationError) -> Tensor? {
        switch self {
        case .list, .tuple, .range, .instance: return try asTensor(for: "the operation", parameter: "the list")
        default: return directTensor
        }
    }
}

extension Syntax.BinaryOperator {
    /// The elementwise operation; nil for `@`.
    var elementwise: Tensors.BinaryOperation? {
        switch self {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .floorDivide: .floorDivide
        case .remainder: .remainder
        case .power: .power
        case .matrixMultiply: nil
        case .bitwiseAnd: .bitwiseAnd
        case .bitwiseOr: .bitwiseOr
        case .bitwiseXor: .bitwiseXor
        case .leftShift: .leftShift
        case .rightShift: .rightShift
        }
    }
}

extension Syntax.UnaryOperator {
    fileprivate var elementwise: Tensors.UnaryOperation? {
        switch self {
        case .negative: .negative
        case .positive: .positive
        case .invert: .invert
        case .not: nil
        }
    }
}

extension Tensors.BinaryOperation {
    /// Whether its result on floats is a float.
    fileprivate var isArithmetic: Bool {
        switch self {
        case .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .power: true
        default: false
        }
    }
}
