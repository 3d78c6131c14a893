internal import Platform

/// What went wrong in floating-point or integer arithmetic, for NumPy's `RuntimeWarning`s; underflow is ignored there.
public struct FloatingPointFlags: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt8

    /// Flags of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A finite number (an int64 too) divided by zero, or a pole such as log(0).
    public static let divideByZero = FloatingPointFlags(rawValue: 1)
    /// Finite operands whose result is too large.
    public static let overflow = FloatingPointFlags(rawValue: 2)
    /// A result that has no value, from operands that had one.
    public static let invalid = FloatingPointFlags(rawValue: 4)

    /// A mean of no elements.
    public static let emptyMean = FloatingPointFlags(rawValue: 8)
    /// A variance of no more elements than `ddof`.
    public static let noDegreesOfFreedom = FloatingPointFlags(rawValue: 16)
    /// Complex numbers made real ones.
    public static let droppedImaginary = FloatingPointFlags(rawValue: 32)

    /// NumPy's `RuntimeWarning`s in the order in which it gives them.
    ///
    /// - Parameter function: the name that NumPy's warnings give: "divide", "scalar power", "reduce" …
    public func warnings(in function: String) -> [String] {
        var result: [String] = []
        if contains(.emptyMean) { result.append("Mean of empty slice") }
        if contains(.noDegreesOfFreedom) { result.append("Degrees of freedom <= 0 for slice") }
        if contains(.droppedImaginary) {
            result.append("Casting complex values to real discards the imaginary part")
        }
        if contains(.divideByZero) { result.append("divide by zero encountered in \(function)") }
        if contains(.overflow) { result.append("overflow encountered in \(function)") }
        if contains(.invalid) { result.append("invalid value encountered in \(function)") }
        return result
    }
}

/// The processor's own floating-point flags, which NumPy's warnings come from.
enum HardwareFlags {
    /// Makes an array; if it isn't finite, makes it once more, watching which flags the processor raises.
    ///
    /// Sums and products of many numbers can't tell from their result what happened on the way.
    static func watching<Number: FloatElement>(
        _ flags: inout FloatingPointFlags, _ make: () throws(TensorError) -> NDArray<Number>
    ) throws(TensorError) -> NDArray<Number> {
        let result = try make()
        if result.storageIsFinite { return result }
        _ = feclearexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_INVALID)
        let repeated = try make()
        let raised = fetestexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_INVALID)
        if raised & FE_OVERFLOW != 0 { flags.insert(.overflow) }
        if raised & FE_INVALID != 0 { flags.insert(.invalid) }
        return repeated
    }
}
