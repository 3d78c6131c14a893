internal import Platform

/// Errors in floating-point or integer arithmetic, as in NumPy's `RuntimeWarning`s; underflow is ignored, as NumPy
/// does.
public struct FloatingPointFlags: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt8

    /// Makes flags from raw bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A finite number (int64 included) divided by zero, or a pole such as log(0).
    public static let divideByZero = FloatingPointFlags(rawValue: 1)
    /// A result too large for its type, from finite operands.
    public static let overflow = FloatingPointFlags(rawValue: 2)
    /// An undefined result (nan), from operands that were numbers.
    public static let invalid = FloatingPointFlags(rawValue: 4)

    /// A mean of no elements.
    public static let emptyMean = FloatingPointFlags(rawValue: 8)
    /// A variance of at most `ddof` elements.
    public static let noDegreesOfFreedom = FloatingPointFlags(rawValue: 16)
    /// Complex numbers converted to real ones.
    public static let droppedImaginary = FloatingPointFlags(rawValue: 32)

    /// NumPy's `RuntimeWarning`s for these flags, in NumPy's order.
    ///
    /// - Parameter function: the name in NumPy's warnings: "divide", "scalar power", "reduce" …
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

/// The processor's floating-point flags, from which NumPy's warnings come.
enum HardwareFlags {
    /// Computes an array; if it isn't finite, computes it again and records which flags the processor raises.
    ///
    /// The result of a long sum or product doesn't tell what happened on the way.
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
