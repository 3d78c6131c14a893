public import Integers
public import Tensors

/// A value to format, as plain data, independent of the interpreter's values.
public enum FormatArgument: Sendable {
    /// Python's int.
    case int(Int)
    /// Python's int beyond 64 bits.
    case long(LongInteger)
    /// Python's float.
    case float(Double)
    /// Python's complex.
    case complex(Complex<Double>)
    /// Python's bool.
    case bool(Bool)
    /// Python's str.
    case string(String)
    /// Python's None.
    case none
    /// A NumPy scalar: formats like the Python number it holds; its `repr` is `np.float64(…)`.
    case scalar(Scalar)
    /// A NumPy array: formats as its element if it is 0-d.
    case tensor(Tensor)
    /// Anything else, with its `str`, its `repr` and its Python type name (`list`, `tuple`, `function` …).
    case other(string: String, representation: String, typeName: String)

    /// Python's `str(value)`.
    public var string: String {
        switch self {
        case .int(let value): String(value)
        case .long(let value): value.description
        case .float(let value): PythonText.repr(value)
        case .complex(let value): PythonText.repr(value)
        case .bool(let value): PythonText.repr(value)
        case .string(let value): value
        case .none: "None"
        case .scalar(let value): NumPyText.scalar(value)
        case .tensor(let value): NumPyText.string(value)
        case .other(let string, _, _): string
        }
    }

    /// Python's `repr(value)`.
    public var representation: String {
        switch self {
        case .string(let value): PythonText.repr(value)
        case .scalar(let value): NumPyText.scalarRepresentation(value)
        case .tensor(let value): NumPyText.representation(value)
        case .other(_, let representation, _): representation
        default: string
        }
    }

    /// Python's `ascii(value)`.
    public var ascii: String { PythonText.asciiEscaped(representation) }

    /// Python's name of the type, as used in its messages.
    public var typeName: String {
        switch self {
        case .int, .long: "int"
        case .float: "float"
        case .complex: "complex"
        case .bool: "bool"
        case .string: "str"
        case .none: "NoneType"
        case .scalar(let value): "numpy.\(value.dtype)"
        case .tensor: "numpy.ndarray"
        case .other(_, _, let typeName): typeName
        }
    }

    /// Python's `format(value, specification)`, which f-strings and `str.format` use.
    ///
    /// - Throws: ``FormatError`` with Python's wording.
    public func formatted(_ specification: String) throws(FormatError) -> String {
        // Without a specification, NumPy formats a float32 as a Python float.
        if specification.isEmpty, case .scalar(.other(.float, _)) = self { return try unwrapped.plainText() }
        if specification.isEmpty, case .scalar(.other(.complex, _)) = self { return try unwrapped.plainText() }
        if specification.isEmpty { return try plainText() }
        let value = unwrapped
        if let text = value.plainly(formatted: specification) { return text }
        switch value {
        case .int(let number):
            return try FormatSpecification(specification, for: .integer).text(of: .short(number), typeName: "int")
        case .long(let number):
            return try FormatSpecification(specification, for: .integer).text(of: .long(number), typeName: "int")
        case .bool(let flag):
            return try FormatSpecification(specification, for: .integer, typeName: "bool")
                .text(of: .short(flag ? 1 : 0), typeName: "bool")
        case .float(let number): return try FormatSpecification(specification, for: .float).text(of: number)
        case .complex(let number):
            return try FormatSpecification(specification, for: .float, typeName: "complex").text(of: number)
        case .string(let text): return try FormatSpecification(specification, for: .string).text(of: text)
        default: throw .specification(.unsupportedSpecification(typeName: value.typeName))
        }
    }

    /// The text of a number or string by a plain specification; nil if it needs the full parser.
    private func plainly(formatted specification: String) -> String? {
        guard let format = PlainFormat(specification) else { return nil }
        return switch self {
        case .int(let number): format.text(of: number)
        case .float(let number): format.text(of: number)
        case .string(let text): format.text(of: text)
        default: nil
        }
    }

    /// Python's `str(value)`.
    ///
    /// - Throws: ``FormatSpecificationError/tooManyDigitsForText`` in a ``FormatError``, for an int with too many
    ///   digits.
    func plainText() throws(FormatError) -> String {
        if case .long(let value) = self, value.isTooLongForText { throw .specification(.tooManyDigitsForText) }
        return string
    }

    /// NumPy scalars and 0-d arrays converted to Python numbers; other values unchanged.
    var unwrapped: FormatArgument {
        switch self {
        case .scalar(let scalar): FormatArgument(scalar)
        case .tensor(let tensor) where tensor.rank == 0: tensor.scalarValue.map { FormatArgument($0) } ?? self
        default: self
        }
    }
}

extension FormatArgument {
    /// Converts a NumPy scalar to a Python number.
    private init(_ scalar: Scalar) {
        switch scalar.number {
        case .float(let value): self = .float(value)
        case .signed(let value): self = .int(value)
        case .unsigned(let value):
            switch Integer(words: [value]) {
            case .short(let value): self = .int(value)
            case .long(let value): self = .long(value)
            }
        case .bool(let value): self = .bool(value)
        case .text(let text): self = .string(text.string)
        case .complex(let real, let imaginary): self = .complex(Complex(real, imaginary))
        }
    }
}
