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

    /// NumPy's wording of each flag, in the order in which it warns: "divide by zero", "overflow", "invalid value".
    public var messages: [String] {
        var result: [String] = []
        if contains(.divideByZero) { result.append("divide by zero") }
        if contains(.overflow) { result.append("overflow") }
        if contains(.invalid) { result.append("invalid value") }
        return result
    }
}
