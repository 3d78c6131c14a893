public import Tensors

/// NumPy's print options, with its defaults.
public struct PrintOptions {
    /// Which digits of floats are shown (`floatmode`).
    public enum FloatMode: String, Sendable {
        case fixed, unique, maxprec
        case equal = "maxprec_equal"
    }

    /// The most decimals shown.
    public var precision = 8
    /// The number of elements above which an array is summarised.
    public var threshold = 1000
    /// The number of elements that a summarised axis shows at each end.
    public var edgeItems = 3
    /// The columns of a line.
    public var lineWidth = 75
    /// Whether small numbers are written without an exponent.
    public var suppresses = false
    /// Which digits of floats are shown.
    public var mode = FloatMode.maxprec
    /// The text for nan.
    public var nan = "nan"
    /// The text for infinity.
    public var infinity = "inf"
    /// Formats an element, if the program sets a formatter.
    public var word: ((Scalar) -> String)?

    /// NumPy's defaults.
    public init() {}
}
