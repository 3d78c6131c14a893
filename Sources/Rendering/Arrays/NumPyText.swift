public import Tensors

/// NumPy's texts of scalars and arrays with its default print options: the facts of `numpy/_core/arrayprint.py` 2.4.
public enum NumPyText {
    /// Elements beyond which an array is summarised (`threshold`).
    static let threshold = 1000
    /// How many elements a summarised axis shows at each end (`edgeitems`).
    static let edgeItems = 3
    /// Columns of a line (`linewidth`).
    static let lineWidth = 75
    /// Decimals shown at most (`precision`).
    static let precision = 8

    /// `str` of a scalar, what `print` shows: `0.3`, `5`, `True`.
    public static func scalar(_ scalar: Scalar) -> String {
        switch scalar {
        case .float64(let value): PythonText.repr(value)
        case .int64(let value): String(value)
        case .bool(let value): PythonText.repr(value)
        }
    }

    /// `repr` of a scalar, as it stands inside lists and tuples: `np.float64(0.3)`, `np.int64(5)`, `np.True_`.
    public static func scalarRepresentation(_ scalar: Scalar) -> String {
        switch scalar {
        case .float64, .int64: "np.\(scalar.dtype)(\(self.scalar(scalar)))"
        case .bool(let value): value ? "np.True_" : "np.False_"
        }
    }

    /// `str(array)`, what `print` shows: `[1. 2.5]`; a 0-d array as its scalar.
    public static func string(_ tensor: Tensor) -> String {
        switch tensor {
        case .float64(let array): string(array, scalar: { PythonText.repr($0) }, words: floatWords)
        case .int64(let array): string(array, scalar: { String($0) }, words: integerWords)
        case .bool(let array): string(array, scalar: { PythonText.repr($0) }, words: boolWords)
        }
    }

    /// `repr(array)`: `array([1. , 2.5])`, with `shape=` and `dtype=` where NumPy adds them.
    public static func representation(_ tensor: Tensor) -> String {
        let prefix = "array("
        let body =
            switch tensor {
            case .float64(let array): representationBody(array, prefix: prefix, words: floatWords)
            case .int64(let array): representationBody(array, prefix: prefix, words: integerWords)
            case .bool(let array): representationBody(array, prefix: prefix, words: boolWords)
            }
        let shape = tensor.shape
        var extras: [String] = []
        if shape.count == 0 && shape != [0] || shape.count > threshold { extras.append("shape=\(shape)") }
        if shape.count == 0 { extras.append("dtype=\(tensor.dtype)") }
        guard !extras.isEmpty else { return prefix + body + ")" }
        let text = prefix + body + ","
        let extra = extras.joined(separator: ", ") + ")"
        let lastLine = text.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
        let spacer =
            lastLine + extra.utf8.count + 1 > lineWidth ? "\n" + String(repeating: " ", count: prefix.count) : " "
        return text + spacer + extra
    }

    /// The elements as they stand in a printed array, all of one width.
    public static func column(of elements: Tensor) -> [String] {
        switch elements {
        case .float64(let array): floatWords(array.elements, isScalar: false)
        case .int64(let array): integerWords(array.elements, isScalar: false)
        case .bool(let array): boolWords(array.elements, isScalar: false)
        }
    }

    /// A float as it stands in a printed array of its own: at most 8 decimals, `5.` for a whole number.
    public static func element(_ value: Double) -> String { floatWords([value], isScalar: false).first ?? "" }

    private static func string<Element>(
        _ array: NDArray<Element>, scalar: (Element) -> String, words: ([Element], Bool) -> [String]
    ) -> String {
        if array.count == 0 { return "[]" }
        if array.rank == 0 { return scalar(array[address: array.offset]) }
        return layout(array, separator: " ", width: lineWidth, prefixWidth: 0, words: words)
    }

    private static func representationBody<Element>(
        _ array: NDArray<Element>, prefix: String, words: ([Element], Bool) -> [String]
    ) -> String {
        if array.count == 0 { return "[]" }
        // One column is kept for the closing parenthesis.
        return layout(array, separator: ", ", width: lineWidth - 1, prefixWidth: prefix.count, words: words)
    }

    private static func layout<Element>(
        _ array: NDArray<Element>, separator: String, width: Int, prefixWidth: Int,
        words: ([Element], Bool) -> [String]
    ) -> String {
        let axes = ArrayBrackets.axes(of: array.shape, isSummarised: array.count > threshold)
        var layout = ArrayBrackets(
            axes: axes, words: words(ArrayBrackets.elements(of: array, axes: axes), array.rank == 0),
            separator: separator)
        return layout.text(width: width, indent: prefixWidth + 1)
    }
}

extension NumPyText {
    /// Integers, all as wide as the widest.
    static func integerWords(_ values: [Int], isScalar: Bool) -> [String] {
        let words = values.map { String($0) }
        let width = words.map(\.utf8.count).max() ?? 0
        return words.map { String(repeating: " ", count: width - $0.utf8.count) + $0 }
    }

    /// Bools: `True` with a blank before it, but not in a 0-d array.
    static func boolWords(_ values: [Bool], isScalar: Bool) -> [String] {
        values.map { $0 ? (isScalar ? "True" : " True") : "False" }
    }

    /// Floats, all fixed or all scientific, aligned at their points.
    static func floatWords(_ values: [Double], isScalar: Bool) -> [String] {
        FloatColumn(values).words
    }
}
