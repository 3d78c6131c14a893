/// Numbers as written in sentences and labels.
public enum FigureNumber {
    /// The number with `digits` significant digits, in the style of Python's `g`; integers below a million have no
    /// exponent.
    public static func text(_ value: Double, digits: Int = 3) -> String {
        if 999.5..<999_999.5 ~= abs(value) {
            return (try? FormatArgument.float(value).formatted(".\(max(digits - 4, 0))f")) ?? PythonText.repr(value)
        }
        return (try? FormatArgument.float(value).formatted(".\(digits)g")) ?? PythonText.repr(value)
    }
}
