internal import Randomness
internal import Rendering
internal import Tensors

extension ArgumentError {
    /// CPython's message for a value of the wrong type; nil if it is the same for every function, or Descent's own.
    static func words(
        of name: String, _ parameter: String, _ expected: String, _ got: ValueDescription
    ) -> String? {
        let type = got.typeName
        switch name {
        case "len":
            return got.type == .tensor && type == "numpy.ndarray"
                ? "len() of unsized object" : "object of type '\(type)' has no len()"
        case "abs": return "bad operand type for abs(): '\(type)'"
        case "int" where got.type == .tensor, "float" where got.type == .tensor:
            return "only 0-dimensional arrays can be converted to Python scalars"
        case "int" where parameter == "x":
            return "int() argument must be a string, a bytes-like object or a real number, not '\(type)'"
        case "float": return "float() argument must be a string or a real number, not '\(type)'"
        case "round" where parameter == "number": return "type \(type) doesn't define __round__ method"
        case "next": return "'\(type)' object is not an iterator"
        case "isinstance": return "isinstance() arg 2 must be a type, a tuple of types, or a union"
        case "issubclass":
            return parameter == "type"
                ? "issubclass() arg 1 must be a class"
                : "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        case "getattr", "hasattr", "setattr", "delattr":
            return parameter == "name" ? "attribute name must be string, not '\(type)'" : nil
        default: break
        }
        if parameter == "axis", !["average", "flip", "median", "norm"].contains(name) {
            if got.type == .tensor { return "only integer scalar arrays can be converted to a scalar index" }
            return got.type == .float && ["mean", "std", "var", "expand_dims"].contains(name)
                ? "integer argument expected, got float" : "'\(type)' object cannot be interpreted as an integer"
        }
        if expected.hasPrefix("an element type"), let words = elementType(got) { return words }
        if expected == "numbers", let words = TensorError.noLoop(name, for: got) { return words }
        if expected == "sizes", let words = size(got, isAlone: drawers.contains(name)) { return words }
        if expected == "a string", ["order", "casting"].contains(parameter) {
            return "\(parameter) must be str, not \(type)"
        }
        let isWhole = expected == "a whole number" || expected == "an int"
        if isWhole, got.type == .tensor { return "only integer scalar arrays can be converted to a scalar index" }
        return isWhole ? "'\(type)' object cannot be interpreted as an integer" : nil
    }
}

extension ArgumentError {
    /// Functions whose arguments are lengths of axes, and nothing else.
    private static let drawers: Set<String> = ["rand", "randn"]

    /// NumPy's message for what is no length of an axis, which may be asked for alone or in a sequence.
    private static func size(_ got: ValueDescription, isAlone: Bool) -> String? {
        if got.type == .tensor {
            return isAlone ? "only integer scalar arrays can be converted to a scalar index" : nil
        }
        if isAlone || got.type == .string { return "'\(got.typeName)' object cannot be interpreted as an integer" }
        guard case .float(let number) = got.detail else { return nil }
        return "expected a sequence of integers or a single integer, got '\(PythonText.repr(number))'"
    }

    /// NumPy's message for what is no element type.
    private static func elementType(_ got: ValueDescription) -> String? {
        switch got.detail {
        case .int(let number): "Cannot interpret '\(number)' as a data type"
        case .float(let number): "Cannot interpret '\(PythonText.repr(number))' as a data type"
        default: got.text.map { "data type \($0) not understood" }
        }
    }
}

extension RandomError {
    /// NumPy's message, where there is one.
    func pythonMessage(of function: String) -> String {
        switch self {
        case .seedOutOfRange: "Seed must be between 0 and 2**32 - 1"
        case .emptyRange(0, _, closed: false): "high <= 0"
        case .emptyRange(_, _, closed: false): "low >= high"
        case .emptyRange(_, _, closed: true): "low > high"
        case .negativeScale: "scale < 0"
        case .emptyPopulation(0): "'a' cannot be empty unless no samples are taken"
        case .populationTooSmall: "Cannot take a larger sample than population when 'replace=False'"
        case .probabilityCount: "'a' and 'p' must have same size"
        case .probabilityIsNaN: "probabilities contain NaN"
        case .negativeProbability: "probabilities are not non-negative"
        case .probabilitySum: "probabilities do not sum to 1"
        case .tooFewNonzeroProbabilities: "Fewer non-zero entries in p than size"
        case .negativeSeed: "expected non-negative integer"
        case .emptySeed, .rangeNotFinite, .descendingRange, .rateOutOfRange, .emptyPopulation: message
        }
    }
}

extension TensorError {
    /// NumPy's message for arrays that cannot be joined.
    static func joining(_ function: String, _ shapes: [Shape]) -> String {
        if function == "stack" { return "all input arrays must have the same shape" }
        guard let first = shapes.first else { return "need at least one array to concatenate" }
        if shapes.contains(where: { $0.rank == 0 }) { return "zero-dimensional arrays cannot be concatenated" }
        if let place = shapes.firstIndex(where: { $0.rank != first.rank }) {
            return
                "all the input arrays must have same number of dimensions, but the array at index 0 has \(first.rank) "
                + "dimension(s) and the array at index \(place) has \(shapes[place].rank) dimension(s)"
        }
        let place = shapes.firstIndex { $0 != first } ?? 0
        let other = shapes[place]
        // The axis along which lengths may differ is not known here. If several differ, the usual one is assumed.
        let usual = function == "hstack" || function == "column_stack" ? 1 : 0
        let axes = (0..<first.rank).filter { first[$0] != other[$0] }
        let axis = axes.count == 1 ? axes[0] : axes.first { $0 != usual } ?? 0
        return
            "all the input array dimensions except for the concatenation axis must match exactly, but along dimension "
            + "\(axis), the array at index 0 has size \(first[axis]) and the array at index \(place) has size \(other[axis])"
    }

    /// NumPy's message for an array with another number of axes than a function takes; nil if it is Descent's own.
    static func rank(_ function: String, _ shape: Shape) -> String? {
        switch function {
        case "concatenate", "hstack", "vstack", "append": "zero-dimensional arrays cannot be concatenated"
        case "trace", "diagonal": "diag requires an array of at least two dimensions"
        case "diag": "Input must be 1- or 2-d."
        case "bincount" where shape.rank > 1, "searchsorted" where shape.rank > 1: "object too deep for desired array"
        case "bincount", "searchsorted": "object of too small depth for desired array"
        case "cross": "incompatible dimensions for cross product\n(dimension must be 2 or 3)"
        case "diff": "diff requires input that is at least one dimensional"
        case "norm": "Improper number of dimensions to norm."
        default: nil
        }
    }

    /// The message of `np.dot` for a product of arrays with mismatched lengths.
    static func unaligned(_ left: Shape, _ right: Shape) -> String {
        let (last, axis) = (left.rank - 1, right.rank == 1 ? 0 : right.rank - 2)
        return "shapes \(left.withoutBlanks) and \(right.withoutBlanks) not aligned: "
            + "\(left[last]) (dim \(last)) != \(right[axis]) (dim \(axis))"
    }

    /// NumPy's class and message for an unsuitable argument; nil if they are Descent's own.
    static func argument(_ function: String, _ words: String, _ operation: String) -> (type: String, message: String?)?
    {
        switch function {
        case "arange" where words.contains("step"): ("ZeroDivisionError", "division by zero")
        case "linspace" where words.contains("negative"):
            ("ValueError", "Number of samples, \(words.split(separator: " ").last ?? ""), must be non-negative.")
        case "squeeze" where words.contains("length"):
            ("ValueError", "cannot select an axis to squeeze out which has size not equal to one")
        case "split" where words.contains("equal parts"):
            ("ValueError", "array split does not result in an equal division")
        case "quantile":
            (
                "ValueError",
                operation.contains("percentile")
                    ? "Percentiles must be in the range [0, 100]" : "Quantiles must be in the range [0, 1]"
            )
        case "cholesky" where words.contains("positive"): ("LinAlgError", "Matrix is not positive definite")
        case "norm" where words.contains("matrix"): ("ValueError", "Invalid norm order for matrices.")
        case "reshape" where words.hasPrefix("can only"): ("ValueError", words)
        case "bincount" where words.contains("minlength"): ("ValueError", "'minlength' must not be negative")
        case "bincount" where words.contains("weights"):
            ("ValueError", "The weights and list don't have the same length.")
        case "bincount": ("ValueError", "'list' argument must have no negative elements")
        case "repeat" where words.contains("negative"): ("ValueError", "repeats may not contain negative values.")
        case "diff" where words.contains("negative"):
            ("ValueError", "order must be non-negative but got \(words.split(separator: " ").last ?? "")")
        default: nil
        }
    }
}
