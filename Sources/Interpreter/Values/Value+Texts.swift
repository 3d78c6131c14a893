internal import Kernels
internal import Rendering
package import Tensors

/// Strings as array elements.
extension Value {
    /// An array element as a Python value: a NumPy scalar, or a string for a text element.
    package static func element(_ scalar: Scalar) -> Value {
        if case .other(.text(let text), _) = scalar { return .string(Text(text.string, isNumPys: true)) }
        return .scalar(scalar)
    }

    /// Converts a string, or nested lists of numbers and strings, to a tensor of strings. Numbers are written as
    /// NumPy writes them.
    ///
    /// - Returns: nil for anything else, and if there are no strings.
    /// - Throws: an error if the lists nest too deeply or do not form an array.
    package func asTexts() throws(EvaluationError) -> Tensor? {
        if case .array(let array) = self { return array.dtype.isText ? array.tensor : nil }
        try Allowance.check(nestingOf: self)
        guard holdsTexts, let nested = try nestedTexts() else { return nil }
        let tensor: Tensor
        do { tensor = try Tensor.array(nested) } catch { throw .tensor(error, operation: "array", operands: []) }
        return tensor
    }

    /// Whether it is a string or an array of strings, or nested lists that contain one.
    private var holdsTexts: Bool {
        switch self {
        case .string: true
        case .array(let array): array.dtype.isText
        case .list, .tuple: (sequence ?? []).polled(work: 4).contains(where: \.holdsTexts)
        default: false
        }
    }

    private func nestedTexts() throws(EvaluationError) -> NestedList? {
        switch self {
        case .string(let text):
            guard text.count <= DType.widestText else {
                throw .invalidArgument(
                    function: "array",
                    "a text of an array has at most \(DType.widestText) code points, not \(text.count)",
                    hint: "keep long texts in a list")
            }
            return .text(TextElement(text.string), width: max(text.count, 1))
        case .array(let array):
            do throws(TensorError) { return .tensor(try NumPyText.texts(of: array.tensor)) } catch {
                throw .tensor(error, operation: "array", operands: [])
            }
        case .list, .tuple:
            var nested: [NestedList] = []
            var meter = WorkMeter()
            for item in sequence ?? [] {
                if meter.shouldStop(after: 64) { throw .interrupted }
                guard let inner = try item.nestedTexts() else { return nil }
                nested.append(inner)
            }
            return .list(nested)
        default:
            return asScalar.map {
                .text(TextElement(NumPyText.scalar($0)), width: $0.dtype.textWidth)
            }
        }
    }
}

extension Scalar {
    /// Parses a string as a number of a dtype, as Python's `float`, `int` and `bool` do.
    ///
    /// - Throws: a `ValueError` for text that is not a number, an `OverflowError` for an int that does not fit the
    ///   dtype.
    package static func read(_ text: Text, as dtype: DType, for function: String) throws(EvaluationError) -> Scalar {
        let value = Value.string(text)
        func refuse(_ kind: String, _ words: String) -> EvaluationError {
            .invalidArgument(
                function: function, "\(value.briefText) is no \(kind)", hint: nil,
                python: .value("\(words): \(value.representation)"))
        }
        switch dtype.kind {
        case .text: return .other(TextElement(text.string).number, dtype)
        case .boolean: return .bool(!text.isEmpty)
        case .complex:
            guard let number = PythonNumber.complex(from: text.string) else {
                let words = "complex() arg is a malformed string"
                throw .invalidArgument(
                    function: function, "\(value.briefText) is no complex number", hint: nil, python: .value(words))
            }
            var flags: FloatingPointFlags = []
            return Scalar(number).converted(to: dtype, flags: &flags)
        case .floating:
            guard let number = PythonNumber.float(from: text.string) else {
                throw refuse("number", "could not convert string to float")
            }
            var flags: FloatingPointFlags = []
            return Scalar.float64(number).converted(to: dtype, flags: &flags)
        case .signed, .unsigned:
            guard let number = try? PythonNumber.int(from: text.string, base: 10) else {
                throw refuse("whole number", "invalid literal for int() with base 10")
            }
            return try number.scalar(of: dtype)
        }
    }
}
