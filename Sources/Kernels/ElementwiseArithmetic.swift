internal import CKernels

/// One arithmetic operation on each pair of elements of two vectors, or of a vector and a number.
///
/// Each result is one IEEE operation, so that threads and vector width change nothing; ``reference(_:_:_:)`` is the plain
/// formula.
public enum ElementwiseArithmetic {
    /// The operations.
    public enum Operation: Sendable, CaseIterable {
        case add, subtract, multiply, divide

        fileprivate var kernel: ck_arithmetic {
            switch self {
            case .add: CK_PLUS
            case .subtract: CK_MINUS
            case .multiply: CK_TIMES
            case .divide: CK_OVER
            }
        }
    }

    /// Whether all results are finite, and the exceptions of IEEE 754 that were raised.
    public struct Outcome: Sendable, Equatable {
        /// No result is infinite or nan.
        public var isFinite = true
        /// A finite number was divided by zero.
        public var dividedByZero = false
        /// A result of finite numbers is too large.
        public var overflowed = false
        /// A result is nan though no operand is.
        public var wasInvalid = false

        /// All is finite, and nothing was raised.
        public init() {}

        mutating func formUnion(_ part: ck_outcome) {
            isFinite = isFinite && part.is_finite
            dividedByZero = dividedByZero || part.divided_by_zero
            overflowed = overflowed || part.overflowed
            wasInvalid = wasInvalid || part.was_invalid
        }
    }

    /// From this many elements on, work is shared among threads: starting one takes as long as some 20,000 elements.
    private static let leastShared = 1 << 18
    /// How many elements are computed between two looks at ``Interruption``: a few milliseconds.
    private static let pieceLength = 1 << 22

    /// The plain formula.
    public static func reference<Number: BinaryFloatingPoint>(
        _ operation: Operation, _ left: Number, _ right: Number
    ) -> Number {
        switch operation {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        }
    }

    /// Computes `output[i] = left[i] op right[i]` in double or single precision; a step of 0 repeats one number.
    ///
    /// - Parameters:
    ///   - left: `count` numbers, or one if its step is 0. One of the steps is 1.
    ///   - right: as `left`.
    ///   - output: room for `count` numbers. It may be an operand of step 1, but may not overlap one otherwise.
    /// - Returns: what happened; without meaning if evaluation should stop, when the output is unfinished.
    public static func combine<Number: BinaryFloatingPoint>(
        _ operation: Operation, _ left: UnsafePointer<Number>, step leftStep: Int, _ right: UnsafePointer<Number>,
        step rightStep: Int, into output: UnsafeMutablePointer<Number>, count: Int
    ) -> Outcome {
        precondition(Number.self == Double.self || Number.self == Float.self)
        let threads = count >= leastShared ? Threads.limit : 1
        var outcome = Outcome()
        Interruption.forEachPiece(of: count, length: pieceLength) { piece in
            let first = piece.lowerBound
            outcome.formUnion(
                ck_combine(
                    operation.kernel, Number.self == Float.self, left + first * leftStep, CInt(leftStep),
                    right + first * rightStep, CInt(rightStep), output + first, piece.count, CInt(threads)))
        }
        return outcome
    }
}
