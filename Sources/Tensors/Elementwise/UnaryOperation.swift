/// The elementwise operations of one operand, named as NumPy's functions are.
public enum UnaryOperation: String, Sendable, CaseIterable {
    case negative, positive, absolute, sign, square, reciprocal, sqrt
    case exp, exp2, expm1, log, log2, log10, log1p
    case sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh
    case floor, ceil, trunc, rint
    case isnan, isinf, isfinite, logicalNot, invert

    /// NumPy's name of the function.
    public var functionName: String { self == .logicalNot ? "logical_not" : rawValue }

    /// The type in which an operand of this type is computed.
    ///
    /// NumPy's choice, but that functions that give float16 or int8 for bools there give float64 or int64 here.
    ///
    /// - Throws: ``TensorError/unsupportedTypes(operation:_:hint:)``.
    public func operandType(_ type: DType) throws(TensorError) -> DType {
        switch self {
        case .negative where type == .bool:
            throw .unsupportedTypes(
                operation: "-", [type], hint: "use ~ (or np.logical_not) for bools, or x.astype(int)")
        case .positive where type == .bool, .sign where type == .bool:
            throw .unsupportedTypes(
                operation: self == .sign ? "sign" : "+", [type], hint: "make it a number first: x.astype(int)")
        case .invert where type == .float64:
            throw .unsupportedTypes(operation: "~", [type], hint: "it takes ints and bools")
        case .square, .reciprocal: return type == .bool ? .int64 : type
        case .negative, .positive, .absolute, .sign, .invert, .logicalNot: return type
        case .floor, .ceil, .trunc, .isnan, .isinf, .isfinite: return type
        default: return .float64
        }
    }

    /// Whether an infinite result for this finite operand is a pole (divide by zero) and not an overflow.
    func hasPole(at operand: Double) -> Bool {
        switch self {
        case .reciprocal: operand == 0
        case .log, .log2, .log10, .log1p: true
        default: false
        }
    }
}
