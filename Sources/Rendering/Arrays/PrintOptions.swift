public import Tensors

/// How arrays are printed: NumPy's print options, with its defaults.
public struct PrintOptions {
    /// Which digits of floats are shown (`floatmode`).
    public enum FloatMode: String, Sendable {
        case fixed, unique, maxprec
        case equal = "maxprec_equal"
    }

    /// Decimals shown at most.
    public var precision = 8
    /// Elements beyond which an array is summarised.
    public var threshold = 1000
    /// How many elements a summarised axis shows at each end.
    public var edgeItems = 3
    /// Columns of a line.
    public var lineWidth = 75
    /// Whether small numbers have no exponent.
    public var suppresses = false
    /// Which digits of floats are shown.
    public var mode = FloatMode.maxprec
    /// What stands for nan.
    public var nan = "nan"
    /// What stands for what is infinite.
    public var infinity = "inf"
    /// The text of an element, where the program gives a function for it.
    public var word: ((Scalar) -> String)?

    /// NumPy's defaults.
    public init() {}
}
