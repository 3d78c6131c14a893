internal import Kernels

/// An operation on floats that one loop over memory carries out: the operands lie as the result does, or are one number.
struct FlatCombination<Number: FloatElement> {
    private let operation: ElementwiseArithmetic.Operation
    private let leftStep: Int
    private let rightStep: Int
    private let count: Int

    /// The combination of two arrays into an array of a layout; nil where it takes more than one loop over memory.
    init?(
        _ operation: BinaryOperation, _ left: NDArray<Number>, _ right: NDArray<Number>, _ layout: ElementwiseLayout
    ) {
        guard let operation = ElementwiseArithmetic.Operation(operation), Self.isFlat(layout.shape, layout.strides),
            let leftStep = Self.step(left, layout), let rightStep = Self.step(right, layout),
            leftStep + rightStep > 0
        else { return nil }
        (self.operation, self.leftStep, self.rightStep) = (operation, leftStep, rightStep)
        count = layout.shape.count
    }

    /// Writes the results; the output may be the elements of an operand that lies as the result does.
    func run(
        _ left: NDArray<Number>, _ right: NDArray<Number>, into output: UnsafeMutablePointer<Number>
    ) -> ElementwiseArithmetic.Outcome {
        left.withUnsafeElements { left in
            right.withUnsafeElements { right in
                ElementwiseArithmetic.combine(
                    operation, left, step: leftStep, right, step: rightStep, into: output, count: count)
            }
        }
    }

    /// Whether elements of these strides fill memory without gaps, in the order of rows or of columns.
    private static func isFlat(_ shape: Shape, _ strides: AxisValues) -> Bool {
        let layout = Layout(shape: shape, strides: strides, offset: 0)
        return layout.isContiguous || layout.isFortranContiguous
    }

    /// 1 for an operand that lies as the result does, 0 for one number; nil for others.
    private static func step(_ operand: NDArray<Number>, _ layout: ElementwiseLayout) -> Int? {
        if operand.shape == layout.shape, operand.strides == layout.strides { return 1 }
        return operand.count == 1 ? 0 : nil
    }
}

extension ElementwiseArithmetic.Operation {
    fileprivate init?(_ operation: BinaryOperation) {
        switch operation {
        case .add: self = .add
        case .subtract: self = .subtract
        case .multiply: self = .multiply
        case .divide: self = .divide
        default: return nil
        }
    }
}

/// An operation whose results replace an array's elements where they are, as `x *= 2` does, by one loop over memory.
public struct FlatChange {
    private let target: NDArray<Double>
    private let operand: NDArray<Double>
    private let combination: FlatCombination<Double>

    /// The least count of elements: fewer are combined faster by other ways.
    private static let leastCount = 4096

    /// The change of an array of doubles by another of its layout, or by one number; nil for anything else, and where the
    /// two overlap in another way than element by element.
    public init?(_ operation: BinaryOperation, of target: Tensor, by operand: Tensor) {
        guard target.count >= Self.leastCount, case .float64(let array) = target, case .float64(let other) = operand,
            other.count == 1 || other.shape == array.shape,
            other.buffer !== array.buffer || other.count > 1 && other.offset == array.offset,
            let combination = FlatCombination(
                operation, array, other, ElementwiseLayout(shape: array.shape, strides: array.strides))
        else { return nil }
        (self.target, self.operand, self.combination) = (array, other, combination)
    }

    /// Writes the results.
    ///
    /// - Returns: what went wrong on the way, for warnings.
    public func run() -> FloatingPointFlags {
        let outcome = target.withUnsafeMutableBuffer { elements in
            elements.baseAddress.map { combination.run(target, operand, into: $0 + target.offset) }
        }
        guard let outcome, !outcome.isFinite else { return [] }
        var flags: FloatingPointFlags = []
        if outcome.dividedByZero { flags.insert(.divideByZero) }
        if outcome.overflowed { flags.insert(.overflow) }
        if outcome.wasInvalid { flags.insert(.invalid) }
        return flags
    }
}
