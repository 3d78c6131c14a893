/// Numbers as sentences and labels have them.
public enum FigureNumber {
    /// Three significant digits, or so many, as Python's `g` writes them; whole numbers below a million need no exponent.
    public static func text(_ value: Double, digits: Int = 3) -> String {
        if 999.5..<999_999.5 ~= abs(value) {
            return (try? FormatArgument.float(value).formatted(".\(max(digits - 4, 0))f")) ?? PythonText.repr(value)
        }
        return (try? FormatArgument.float(value).formatted(".\(digits)g")) ?? PythonText.repr(value)
    }
}
