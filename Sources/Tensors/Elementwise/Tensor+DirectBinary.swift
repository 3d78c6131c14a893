extension Tensor {
    /// `operation` where there is no layout to choose: two small tensors of at most two axes.
    ///
    /// - Returns: nil for anything else, and where the result isn't finite, so that the general way finds the flags.
    static func directBinary(_ operation: BinaryOperation, _ left: Tensor, _ right: Tensor) -> Tensor? {
        guard let loop = SmallLoop(left, right) else { return nil }
        switch (left, right) {
        case (.float64(let left), .float64(let right)):
            return left.withUnsafeElements { left in
                right.withUnsafeElements { loop.floats(operation, left, $0, { $0 }, { $0 }) }
            }
        case (.float64(let left), .int64(let right)):
            return left.withUnsafeElements { left in
                right.withUnsafeElements { loop.floats(operation, left, $0, { $0 }, { Double($0) }) }
            }
        case (.int64(let left), .float64(let right)):
            return left.withUnsafeElements { left in
                right.withUnsafeElements { loop.floats(operation, left, $0, { Double($0) }, { $0 }) }
            }
        case (.int64(let left), .int64(let right)):
            return left.withUnsafeElements { left in
                right.withUnsafeElements { loop.integers(operation, left, $0) }
            }
        case (.bool(let left), .bool(let right)):
            return left.withUnsafeElements { left in
                right.withUnsafeElements { loop.truths(operation, left, $0) }
            }
        default: return nil
        }
    }

    /// `tensor op number` where there is no layout to choose.
    ///
    /// - Parameter number: one of NumPy's scalars, or what it makes of a number of Python's.
    /// - Returns: as of two tensors.
    public static func directBinary(_ operation: BinaryOperation, _ left: Tensor, _ number: Scalar) -> Tensor? {
        guard let loop = SmallLoop(left, numberOnRight: true) else { return nil }
        switch (left, number) {
        case (.float64(let left), _):
            var number = number.doubleValue
            if operation == .power {
                guard number == 2 else { return nil }
                let squares = left.withUnsafeElements { loop.combine($0, &number) { base, _ in base * base } }
                return squares.flatMap { $0.storageIsFinite ? .float64($0) : nil }
            }
            return left.withUnsafeElements { loop.floats(operation, $0, &number, { $0 }, { $0 }) }
        case (.int64(let left), .float64(var number)):
            return left.withUnsafeElements { loop.floats(operation, $0, &number, { Double($0) }, { $0 }) }
        case (.int64(let left), .int64(var number)):
            return left.withUnsafeElements { loop.integers(operation, $0, by: &number) }
        default: return nil
        }
    }

    /// `number op tensor` where there is no layout to choose.
    public static func directBinary(_ operation: BinaryOperation, _ number: Scalar, _ right: Tensor) -> Tensor? {
        guard let loop = SmallLoop(right, numberOnRight: false) else { return nil }
        switch (number, right) {
        case (_, .float64(let right)):
            var number = number.doubleValue
            return right.withUnsafeElements { loop.floats(operation, &number, $0, { $0 }, { $0 }) }
        case (.float64(var number), .int64(let right)):
            return right.withUnsafeElements { loop.floats(operation, &number, $0, { $0 }, { Double($0) }) }
        case (.int64(var number), .int64(let right)):
            return right.withUnsafeElements { loop.integers(operation, &number, $0) }
        default: return nil
        }
    }
}

extension SmallLoop {
    /// An operation on floats, or on what they are converted from.
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

    /// The same beside a number on the right, by which it may be divided.
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

    /// An operation on truth values.
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
