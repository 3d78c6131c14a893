internal import Integers
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

extension PythonFunctions {
    // MARK: - Types

    static func int(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        if case .instance(let instance)? = arguments[0],
            let result = try number(instance, ["__int__", "__index__", "__trunc__"])
        {
            guard let integer = result.value.asInteger else {
                throw .classes(
                    .wrongResult(method: result.method, expected: "an int", got: ValueDescription(result.value)))
            }
            return Value(integer)
        }
        let value = (arguments[0] ?? .int(0)).plain
        if let text = value.numeral {
            let base = try arguments.int("base")
            if base != 0, !(2...36).contains(base) {
                throw arguments.invalid(
                    "a base is from 2 to 36, or 0 for what the text says",
                    python: .value("int() base must be >= 2 and <= 36, or 0"))
            }
            // The text is parsed as a growing list of characters.
            try Allowance.checkRoom(16 * text.utf8.count)
            do { return Value(try PythonNumber.int(from: text, base: base)) } catch .tooManyDigits(let count) {
                throw arguments.invalid(
                    "the text has \(count) digits, and at most \(Integer.mostDigits) are read",
                    python: .value(PythonNumber.ParseError.tooManyDigits(count).description))
            } catch {
                throw arguments.invalid(
                    "\(value.briefText) is no whole number",
                    python: .value("invalid literal for int() with base \(base): \(value.representation)"))
            }
        }
        guard arguments["base"] == nil else {
            throw arguments.typeError("int() can't convert non-string with explicit base")
        }
        if let integer = value.asInteger { return Value(integer) }
        // A uint64 above 53 bits doesn't fit a float.
        if case .scalar(let scalar)? = arguments[0], case .unsigned(let number) = scalar.number {
            return Value(Integer(words: [number]))
        }
        guard let number = try machine.realNumber(value, arguments) else {
            if case .complex = value {
                throw arguments.typeError(
                    "int() argument must be a string, a bytes-like object or a real number, not 'complex'")
            }
            throw arguments.wrongType("x", expected: "a number or text", got: value)
        }
        guard number.isFinite else {
            throw arguments.invalid(
                "\(Value.float(number).text) has no value as an integer", python: notAnInteger(number))
        }
        return Value(Integer(exactly: number.rounded(.towardZero)))
    }

    static func float(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        if case .instance(let instance)? = arguments[0], let result = try instance.special("__float__") {
            return result
        }
        let value = (arguments[0] ?? .float(0)).plain
        if let text = value.numeral {
            guard let number = PythonNumber.float(from: text) else {
                throw arguments.invalid(
                    "\(value.briefText) is no number",
                    python: .value("could not convert string to float: \(value.representation)"))
            }
            return .float(number)
        }
        if case .instance(let instance) = value, let result = try number(instance, ["__float__", "__index__"]) {
            guard let number = try result.value.asFloat() else {
                throw .classes(
                    .wrongResult(method: result.method, expected: "a float", got: ValueDescription(result.value)))
            }
            return .float(number)
        }
        guard let number = try machine.realNumber(value, arguments) else {
            if case .complex = value {
                throw arguments.typeError("float() argument must be a string or a real number, not 'complex'")
            }
            throw arguments.wrongType("x", expected: "a number or text", got: value)
        }
        return .float(number)
    }

    /// The result of the first of these methods that the object's class has, and its name; nil if it has none.
    private static func number(
        _ instance: InstanceObject, _ methods: [Text]
    ) throws(EvaluationError) -> (value: Value, method: String)? {
        for method in methods { if let value = try instance.special(method) { return (value, method.string) } }
        return nil
    }

    /// `np.float64(x)` and the other scalar types.
    static func numpyType(
        _ dtype: DType, _ arguments: Arguments, _ machine: Machine
    ) throws(EvaluationError) -> Value {
        if dtype.isText { return .string(Text(arguments[0]?.text ?? "", isNumPys: true)) }
        let tensor: Tensor
        switch arguments[0] {
        case nil: tensor = Tensor(.bool(false))
        case .string(let text)?: tensor = Tensor(try Scalar.read(text, as: dtype, for: arguments.function))
        case .complex? where !dtype.isComplex && dtype != .bool:
            throw arguments.typeError(Arguments.noComplex(dtype))
        // NumPy's scalars are converted with wraparound, Python's numbers must fit.
        case .scalar(let scalar)?: tensor = Tensor(scalar)
        case .long(let number)?: tensor = Tensor(try Integer.long(number).scalar(of: dtype))
        case .float(let number)? where dtype == .int64 && Int(truncating: number) == nil:
            throw .numbers(.noInteger(number))
        default: tensor = try arguments.tensor(0, madeInto: dtype)
        }
        return .result(
            try machine.flagged(arguments) { (flags) throws(TensorError) in
                try tensor.converted(to: dtype, flags: &flags)
            })
    }

    static let backwards = IteratorRule(.reversed) { (machine, state) throws(EvaluationError) in
        state.numbers[0] -= 1
        if state.numbers[0] < 0 { return nil }
        return try machine.element(of: state.values[0], at: .int(state.numbers[0]))
    }

    /// An object's items in reverse: by its `__reversed__`, or by its length and `__getitem__`.
    static func reversed(
        _ instance: InstanceObject, _ arguments: Arguments, _ machine: Machine
    ) throws(EvaluationError) -> Value {
        if let result = try instance.special("__reversed__") { return result }
        guard instance.type.layout != .set, instance.type.layout != .frozenset,
            instance.type.lookUp("__getitem__") != nil, let count = try instance.count
        else {
            let words = "'\(instance.type.shownName)' object is not reversible"
            throw arguments.typeError(words)
        }
        return .iterator(RuleIterator(backwards, [.instance(instance)], [count]))
    }

    /// Whether an object is an instance of a user's class; nil for any other type.
    static func isInstance(_ value: Value, of type: Value) -> Value? {
        guard case .instance(let instance) = value, case .classObject(let wanted) = type, !wanted.isBuiltin else {
            return nil
        }
        return .bool(instance.type.isSubclass(of: wanted))
    }

    static func isInstance(
        _ value: Value, of type: Value, _ arguments: Arguments
    ) throws(EvaluationError) -> Bool {
        if case .tuple(let types) = type {
            for type in types where try isInstance(value, of: type, arguments) { return true }
            return false
        }
        if case .classObject(let wanted) = type {
            if wanted === BuiltinClasses.object { return true }
            if let holds = AbstractClasses.isInstance(value, of: wanted) { return holds }
            if let holds = NumberTower.isInstance(value, of: wanted) { return holds }
            guard case .instance(let instance) = value else { return false }
            return instance.type.isSubclass(of: wanted)
        }
        guard case .type(let wanted) = type else {
            throw arguments.wrongType("type", expected: "a type such as float, list or np.ndarray", got: type)
        }
        if case .instance(let instance) = value {
            return BuiltinClasses.of(wanted).map { instance.type.isSubclass(of: $0) } ?? false
        }
        if case .classObject = value, wanted == .type { return true }
        return value.type == wanted || value.type.supertypes.contains(wanted)
    }
}

extension Arguments {
    /// The result of a special method of the first argument; nil if that isn't an object, or lacks the method.
    func special(_ name: Text, _ others: [Value] = []) throws(EvaluationError) -> Value? {
        guard case .instance(let instance) = value(0) else { return nil }
        return try instance.special(name, others)
    }
}

extension Machine {
    /// A number as a float; for a NumPy complex number the real part, with NumPy's warning. Nil for anything else.
    fileprivate func realNumber(_ value: Value, _ arguments: Arguments) throws(EvaluationError) -> Double? {
        guard case .scalar(let scalar) = value, let number = scalar.complexValue else { return try value.asFloat() }
        try warn(of: .droppedImaginary, in: arguments.function, range: currentCallRange)
        return number.real
    }
}

extension PythonType {
    /// The types that a value of this type is an instance of, besides its own.
    fileprivate var supertypes: [PythonType] {
        switch self {
        case .bool: [.int]
        case .numpyComplex128: [.complex, .numpyComplexFloating, .numpyInexact, .numpyNumber, .numpyGeneric]
        case .numpyFloat64: [.float, .numpyFloating, .numpyInexact, .numpyNumber, .numpyGeneric]
        default:
            switch dtype?.kind {
            case .boolean: [.numpyGeneric]
            case .signed: [.numpySignedInteger, .numpyInteger, .numpyNumber, .numpyGeneric]
            case .unsigned: [.numpyUnsignedInteger, .numpyInteger, .numpyNumber, .numpyGeneric]
            case .floating: [.numpyFloating, .numpyInexact, .numpyNumber, .numpyGeneric]
            case .text: [.string, .numpyGeneric]
            case .complex: [.numpyComplexFloating, .numpyInexact, .numpyNumber, .numpyGeneric]
            case nil: []
            }
        }
    }
}

extension Value {
    /// The text to parse as a number: a string's, or that of bytes, of which those beyond ASCII are invalid.
    fileprivate var numeral: String? {
        if case .string(let text) = self { return text.string }
        if case .array(let array) = self, array.rank == 0, let texts = array.tensor.texts { return texts.first }
        return bytes.map { String(String.UnicodeScalarView($0.map { Unicode.Scalar($0 < 0x80 ? $0 : 0x3F) })) }
    }
}
