extension Tensor {
    /// `operation` on two small arrays of at most two axes that need no choice of layout.
    ///
    /// - Returns: nil for anything else, and if the result isn't finite, so that the general code finds the flags.
    public static func directBinary(_ operation: BinaryOperation, _ left: SmallArray, _ right: SmallArray) -> Tensor? {
        guard let loop = SmallLoop(left, right) else { return nil }
        switch (left.dtype, right.dtype) {
        case (.float64, .float64):
            return loop.floats(
                operation, left.elements(as: Double.self), right.elements(as: Double.self), { $0 }, { $0 })
        case (.float64, .int64):
            return loop.floats(
                operation, left.elements(as: Double.self), right.elements(as: Int.self), { $0 }, { Double($0) })
        case (.int64, .float64):
            return loop.floats(
                operation, left.elements(as: Int.self), right.elements(as: Double.self), { Double($0) }, { $0 })
        case (.int64, .int64):
            return loop.integers(operation, left.elements(as: Int.self), right.elements(as: Int.self))
        case (.bool, .bool):
            return loop.truths(operation, left.elements(as: Bool.self), right.elements(as: Bool.self))
        default: return nil
        }
    }

    /// `array op number` without a choice of layout.
    ///
    /// - Parameter number: a NumPy scalar, or a Python number converted to one.
    /// - Returns: nil as for two arrays.
    public static func directBinary(_ operation: BinaryOperation, _ left: SmallArray, _ number: Scalar) -> Tensor? {
        guard let loop = SmallLoop(left, numberOnRight: true) else { return nil }
        switch (left.dtype, number) {
        case (.float64, _):
            var number = number.doubleValue
            let elements = left.elements(as: Double.self)
            if operation == .power {
                guard number == 2 else { return nil }
                return loop.combine(elements, &number) { base, _ in base * base }
                    .flatMap { $0.storageIsFinite ? .float64($0) : nil }
            }
            return loop.floats(operation, elements, &number, { $0 }, { $0 })
        case (.int64, .float64(var number)):
            return loop.floats(operation, left.elements(as: Int.self), &number, { Double($0) }, { $0 })
        case (.int64, .int64(var number)):
            return loop.integers(operation, left.elements(as: Int.self), by: &number)
        default: return nil
        }
    }

    /// `number op array` without a choice of layout; nil as for two arrays.
    public static func directBinary(_ operation: BinaryOperation, _ number: Scalar, _ right: SmallArray) -> Tensor? {
        guard let loop = SmallLoop(right, numberOnRight: false) else { return nil }
        switch (number, right.dtype) {
        case (_, .float64):
            var number = number.doubleValue
            return loop.floats(operation, &number, right.elements(as: Double.self), { $0 }, { $0 })
        case (.float64(var number), .int64):
            return loop.floats(operation, &number, right.elements(as: Int.self), { $0 }, { Double($0) })
        case (.int64(var number), .int64):
            return loop.integers(operation, &number, right.elements(as: Int.self))
        default: return nil
        }
    }
}

extension SmallLoop {
    /// An operation on floats, after converting the operands.
    @inline(__always)
    fileprivate func floats<Left, Right>(
        _ operation: BinaryOperation, _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>,
        _ first: (Left) -> Double, _ second: (Right) -> Double
    ) -> Tensor? {
        let result: NDArray<Double>?
        switch operation {
        case .add: result = combine(left, right) { first($0) + second($1) }
        case .subtract: result = combine(left, right) { first($0) - second($1) }
        case .multiply: result = combine(left, right) { first($0) * second($1) }
        case .divide: result = combine(left, right) { first($0) / second($1) }
        case .equal: return combine(left, right) { first($0) == second($1) }.map { .bool($0) }
        case .notEqual: return combine(left, right) { first($0) != second($1) }.map { .bool($0) }
        case .less: return combine(left, right) { first($0) < second($1) }.map { .bool($0) }
        case .lessEqual: return combine(left, right) { first($0) <= second($1) }.map { .bool($0) }
        case .greater: return combine(left, right) { first($0) > second($1) }.map { .bool($0) }
        case .greaterEqual: return combine(left, right) { first($0) >= second($1) }.map { .bool($0) }
        default: return nil
        }
        guard let result, result.storageIsFinite else { return nil }
        return .float64(result)
    }

    /// An operation on ints that raises no flags.
    @inline(__always)
    fileprivate func integers(
        _ operation: BinaryOperation, _ left: UnsafePointer<Int>, _ right: UnsafePointer<Int>
    ) -> Tensor? {
        switch operation {
        case .add: combine(left, right) { $0 &+ $1 }.map { .int64($0) }
        case .subtract: combine(left, right) { $0 &- $1 }.map { .int64($0) }
        case .multiply: combine(left, right) { $0 &* $1 }.map { .int64($0) }
        case .bitwiseAnd: combine(left, right) { $0 & $1 }.map { .int64($0) }
        case .bitwiseOr: combine(left, right) { $0 | $1 }.map { .int64($0) }
        case .bitwiseXor: combine(left, right) { $0 ^ $1 }.map { .int64($0) }
        case .equal: combine(left, right) { $0 == $1 }.map { .bool($0) }
        case .notEqual: combine(left, right) { $0 != $1 }.map { .bool($0) }
        case .less: combine(left, right) { $0 < $1 }.map { .bool($0) }
        case .lessEqual: combine(left, right) { $0 <= $1 }.map { .bool($0) }
        case .greater: combine(left, right) { $0 > $1 }.map { .bool($0) }
        case .greaterEqual: combine(left, right) { $0 >= $1 }.map { .bool($0) }
        case .divide: floats(operation, left, right, { Double($0) }, { Double($0) })
        default: nil
        }
    }

    /// The same with a number on the right, which may be a divisor.
    @inline(__always)
    fileprivate func integers(
        _ operation: BinaryOperation, _ left: UnsafePointer<Int>, by number: UnsafePointer<Int>
    ) -> Tensor? {
        switch operation {
        case .floorDivide where number.pointee > 0:
            combine(left, number) { Arithmetic.floorDivide($0, $1) }.map { .int64($0) }
        case .remainder where number.pointee > 0:
            combine(left, number) { Arithmetic.remainder($0, $1) }.map { .int64($0) }
        default: integers(operation, left, number)
        }
    }

    /// An operation on bools.
    @inline(__always)
    fileprivate func truths(
        _ operation: BinaryOperation, _ left: UnsafePointer<Bool>, _ right: UnsafePointer<Bool>
    ) -> Tensor? {
        switch operation {
        case .bitwiseAnd, .logicalAnd: combine(left, right) { $0 && $1 }.map { .bool($0) }
        case .bitwiseOr, .logicalOr: combine(left, right) { $0 || $1 }.map { .bool($0) }
        case .equal: combine(left, right) { $0 == $1 }.map { .bool($0) }
        case .notEqual, .bitwiseXor, .logicalXor: combine(left, right) { $0 != $1 }.map { .bool($0) }
        default: nil
        }
    }
}
