public import Tensors

/// NumPy's text for scalars and arrays, by default with its default print options, following
/// `numpy/_core/arrayprint.py` 2.4.
public enum NumPyText {
    /// `str` of a scalar, as `print` shows it: `0.3`, `5`, `True`.
    public static func scalar(_ scalar: Scalar) -> String {
        switch scalar.number {
        case .float(let value): scalar.dtype == .float32 ? single(Float(value)) : PythonText.repr(value)
        case .signed(let value): String(value)
        case .unsigned(let value): String(value)
        case .bool(let value): PythonText.repr(value)
        case .text(let text): text.string
        case .complex(let real, let imaginary): complex(real, imaginary, isSingle: scalar.dtype == .complex64)
        }
    }

    /// Numbers converted to text as NumPy casts them (`x.astype(str)`), in memory order; texts unchanged.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public static func texts(of tensor: Tensor) throws(TensorError) -> Tensor {
        if tensor.dtype.isText { return tensor }
        let contiguous = try tensor.contiguous()
        let (start, width) = (contiguous.offset, tensor.dtype.textWidth)
        let texts = try NDArray<TextElement>(
            shape: tensor.shape, work: 64,
            interruptibly: { place in
                TextElement(scalar(contiguous.scalar(atAddress: start + place)))
            })
        return TextElement.tensor(texts, width: width)
    }

    /// `str` of a NumPy complex number.
    private static func complex(_ real: Double, _ imaginary: Double, isSingle: Bool) -> String {
        guard isSingle else { return PythonText.repr(Complex(real, imaginary)) }
        func part(_ value: Double) -> String {
            let text = single(Float(value))
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        let last = part(imaginary) + "j"
        if real == 0, real.sign == .plus { return last }
        return "(\(part(real))\(last.hasPrefix("-") ? "" : "+")\(last))"
    }

    /// `str` of an `np.float32`: the shortest digits that identify it, with an exponent below 1e-4 and from 1e6 on.
    static func single(_ value: Float) -> String {
        let magnitude = Double(value.magnitude)
        if magnitude.isNaN { return "nan" }
        if magnitude.isInfinite { return value < 0 ? "-inf" : "inf" }
        if magnitude == 0 || magnitude >= 1e-4 && magnitude < 1e6 { return value.description }
        let decimal = ShortestDecimal(value)
        var text = value < 0 ? [UInt8(ascii: "-")] : []
        for (place, digit) in decimal.digits.enumerated() {
            if place == 1 { text.append(UInt8(ascii: ".")) }
            text.append(UInt8(ascii: "0") + digit)
        }
        FloatText.appendExponent(decimal.exponent, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// `repr` of a scalar, as in lists and tuples: `np.float64(0.3)`, `np.int64(5)`, `np.True_`.
    public static func scalarRepresentation(_ scalar: Scalar) -> String {
        if case .bool(let value) = scalar { return value ? "np.True_" : "np.False_" }
        if case .text(let text) = scalar.number { return "np.str_(\(PythonText.repr(text.string)))" }
        let text = self.scalar(scalar)
        // The parentheses of a complex number serve as those of the call.
        return scalar.dtype.isComplex && text.hasPrefix("(")
            ? "np.\(scalar.dtype)\(text)" : "np.\(scalar.dtype)(\(text))"
    }

    /// `str(array)`, as `print` shows it: `[1. 2.5]`; a 0-d array prints like a scalar.
    public static func string(_ tensor: Tensor, _ options: PrintOptions = PrintOptions()) -> String {
        if tensor.count == 0 { return "[]" }
        if tensor.rank == 0, let element = tensor.scalarValue { return scalar(element) }
        return layout(tensor, separator: " ", width: options.lineWidth, prefixWidth: 0, options)
    }

    /// `repr(array)`: `array([1. , 2.5])`, with `shape=` and `dtype=` where NumPy adds them.
    public static func representation(_ tensor: Tensor, _ options: PrintOptions = PrintOptions()) -> String {
        let lineWidth = options.lineWidth
        let prefix = "array("
        // One column is reserved for the closing parenthesis.
        let body =
            tensor.count == 0
            ? "[]" : layout(tensor, separator: ", ", width: lineWidth - 1, prefixWidth: prefix.count, options)
        let shape = tensor.shape
        var extras: [String] = []
        if shape.count == 0 && shape != [0] || shape.count > options.threshold { extras.append("shape=\(shape)") }
        let isUsual = [.float64, .int64, .bool, .complex128].contains(tensor.dtype)
        let type = tensor.dtype.isText ? "'\(tensor.dtype)'" : "\(tensor.dtype)"
        if shape.count == 0 || !isUsual { extras.append("dtype=\(type)") }
        guard !extras.isEmpty else { return prefix + body + ")" }
        let text = prefix + body + ","
        let extra = extras.joined(separator: ", ") + ")"
        let lastLine = text.unicodeScalars.reversed().prefix { $0 != "\n" }.count
        let spacer =
            lastLine + extra.utf8.count + 1 > lineWidth ? "\n" + String(repeating: " ", count: prefix.count) : " "
        return text + spacer + extra
    }

    /// The elements as in a printed array, all of one width.
    public static func column(of elements: Tensor) -> [String] {
        let options = PrintOptions()
        let axes = ArrayBrackets.axes(of: elements.shape, isSummarised: false, edgeItems: options.edgeItems)
        return words(of: elements, at: ArrayBrackets.addresses(of: elements, axes: axes), options)
    }

    /// A float as printed in a one-element array: at most 8 decimals, `5.` for an integer.
    public static func element(_ value: Double) -> String { FloatColumn([value]).words.first ?? "" }

    /// The formatted elements in brackets, wrapped at `width` columns.
    public static func layout(
        _ tensor: Tensor, separator: String, width: Int, prefixWidth: Int, _ options: PrintOptions
    ) -> String {
        let axes = ArrayBrackets.axes(
            of: tensor.shape, isSummarised: tensor.count > options.threshold, edgeItems: options.edgeItems)
        var layout = ArrayBrackets(
            axes: axes, words: words(of: tensor, at: ArrayBrackets.addresses(of: tensor, axes: axes), options),
            separator: separator)
        return layout.text(width: width, indent: prefixWidth + 1)
    }

    /// The formatted elements at these buffer addresses, all of one width.
    private static func words(of tensor: Tensor, at addresses: [Int], _ options: PrintOptions) -> [String] {
        if let word = options.word { return addresses.map { word(tensor.scalar(atAddress: $0)) } }
        switch tensor {
        case .float64(let array): return FloatColumn(addresses.map { array[address: $0] }, options).words
        case .int64(let array): return integerWords(addresses.map { String(array[address: $0]) })
        case .bool(let array): return boolWords(addresses.map { array[address: $0] }, isScalar: tensor.rank == 0)
        case .other:
            let elements = addresses.map { tensor.scalar(atAddress: $0) }
            if tensor.dtype.isComplex {
                return complexWords(elements.compactMap(\.complexValue), tensor.dtype, options)
            }
            if tensor.dtype == .float32 {
                return FloatColumn(singles: elements.map { Float($0.doubleValue) }, options).words
            }
            if tensor.dtype.isText { return textWords(elements) }
            return integerWords(elements.map { scalar($0) })
        }
    }
}

extension NumPyText {
    /// Complex numbers: the real parts in one column, the imaginary parts with their signs in another.
    static func complexWords(_ values: [Complex<Double>], _ dtype: DType, _ options: PrintOptions) -> [String] {
        let (reals, imaginaries) = (values.map(\.real), values.map(\.imaginary))
        let isSingle = dtype == .complex64
        let left = isSingle ? FloatColumn(singles: reals.map { Float($0) }, options) : FloatColumn(reals, options)
        let right =
            isSingle
            ? FloatColumn(singles: imaginaries.map { Float($0) }, options, showsPlus: true)
            : FloatColumn(imaginaries, options, showsPlus: true)
        return zip(left.words, right.words).map { left, right in
            let digits = right.utf8.reversed().drop { $0 == UInt8(ascii: " ") }.count
            return left + right.prefix(digits) + "j" + right.dropFirst(digits)
        }
    }

    /// Integers, right-aligned.
    static func integerWords(_ words: [String]) -> [String] {
        let width = words.map(\.utf8.count).max() ?? 0
        return words.map { String(repeating: " ", count: width - $0.utf8.count) + $0 }
    }

    /// Texts in quotes, each in its own width.
    static func textWords(_ elements: [Scalar]) -> [String] { elements.map { PythonText.repr(scalar($0)) } }

    /// Bools: `True` has a leading blank, except in a 0-d array.
    static func boolWords(_ values: [Bool], isScalar: Bool) -> [String] {
        values.map { $0 ? (isScalar ? "True" : " True") : "False" }
    }
}
