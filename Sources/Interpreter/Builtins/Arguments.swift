internal import Integers
internal import Kernels
package import Syntax
package import Tensors

/// One argument of a call.
package struct CallArgument {
    /// The keyword, if there is one.
    package var keyword: String?
    package var value: Value
    private let place: Place

    /// The location of the argument. A location in a call is resolved only when requested.
    private enum Place {
        case none
        case range(SourceRange)
        case argument(LoadedCode, instruction: Int, number: Int)
    }

    package init(_ value: Value, keyword: String? = nil, range: SourceRange? = nil) {
        self.keyword = keyword
        self.value = value
        place = range.map { .range($0) } ?? .none
    }

    /// Makes an argument of the call at an instruction; number -1 is the value before the dot.
    init(_ value: Value, keyword: String? = nil, at instruction: Int, of code: LoadedCode, number: Int) {
        self.keyword = keyword
        self.value = value
        place = .argument(code, instruction: instruction, number: number)
    }

    /// The source range in the running cell; nil if the interpreter makes the call.
    package var range: SourceRange? {
        switch place {
        case .none: nil
        case .range(let range): range
        case .argument(let code, let instruction, let number): code.range(ofArgument: number, at: instruction)
        }
    }

    /// The source range of its keyword.
    var keywordRange: SourceRange? {
        guard case .argument(let code, let instruction, let number) = place else { return nil }
        return code.keywordRange(ofArgument: number, at: instruction)
    }
}

/// The arguments of a call of a built-in, bound to its parameters.
package struct Arguments {
    let builtin: Builtin
    package let signature: Signature
    /// The arguments in call order.
    private var call: [CallArgument]
    /// For each parameter the index of its argument in `call`, negative if it was not given; nil if each argument
    /// belongs to the parameter of the same index.
    private var places: [Int]?
    /// The arguments of the variadic parameter.
    package private(set) var rest: [CallArgument] = []
    /// Keywords that are not parameters, if the function accepts any.
    package private(set) var extraKeywords: [(name: String, value: Value)] = []
    /// The rest of a command's line, if the function takes source: a function without parameters.
    package var source: UserFunction?

    /// Binds arguments to parameters as Python does.
    ///
    /// - Throws: ``ArgumentError`` if an argument is missing, given twice or unexpected.
    package init(_ call: [CallArgument], builtin: Builtin, signature: Signature) throws(ArgumentError) {
        self.builtin = builtin
        self.signature = signature
        self.call = call
        if call.count <= signature.positionalCount, signature.requiredCount <= call.count,
            !call.contains(where: { $0.keyword != nil })
        {
            return
        }
        var places = [Int](repeating: -1, count: signature.parameters.count)
        var position = 0
        for (place, argument) in call.enumerated().polled(work: 16) {
            if let keyword = argument.keyword {
                let byPlace = builtin.traits.contains(.placesOnly)
                guard let index = signature.index(of: keyword), !signature.isPlaceOnly(index),
                    !byPlace || signature.isKeywordOnly(index)
                else {
                    if signature.takesNone, keyword == "out", argument.value.isNone { continue }
                    if signature.takesAnyKeyword {
                        extraKeywords.append((keyword, argument.value))
                        continue
                    }
                    throw .unknownKeyword(keyword, known: signature.keywords)
                }
                if places[index] >= 0 { throw .givenTwice(keyword) }
                places[index] = place
            } else if position < signature.positionalCount {
                places[position] = place
                position += 1
            } else if signature.variadicIndex != nil {
                rest.append(argument)
            } else if signature.takesNone, position == signature.positionalCount, argument.value.isNone {
                position += 1
            } else {
                let given = call.count { $0.keyword == nil }
                throw .tooMany(taken: signature.positionalCount, given: given)
            }
        }
        if (0..<signature.requiredCount).contains(where: { places[$0] < 0 && signature.parameters[$0].isRequired }) {
            let missing = signature.parameters.enumerated().filter { $1.isRequired && places[$0] < 0 }
            throw .missing(missing.map(\.element.name))
        }
        self.places = places
    }

    /// Replaces objects by their content of a built-in type, except for parameters that accept any value, and for the
    /// receiver of a method that accepts objects.
    ///
    /// - Returns: whether there are objects among the arguments.
    mutating func usePlainValues() -> Bool {
        guard call.contains(where: \.value.isInstance) else { return false }
        for (index, parameter) in signature.parameters.enumerated() {
            let isReceiver = index == 0 && signature.hasReceiver && !builtin.traits.contains(.takesObject)
            guard isReceiver || parameter.kind != .value && parameter.kind != .function else { continue }
            if parameter.isVariadic {
                for place in rest.indices { rest[place].value = rest[place].value.plain }
                continue
            }
            let place = if let places { places[index] } else { index }
            if place >= 0, place < call.count { call[place].value = call[place].value.plain }
        }
        return true
    }

    /// Replaces objects by numbers for numeric parameters: by `__index__` for integers, and in Python's module `math`
    /// by `__float__`.
    mutating func useNumbersOfObjects() throws(EvaluationError) {
        let takesFloats = if case .module(.math) = builtin.door { true } else { false }
        for (index, parameter) in signature.parameters.enumerated() {
            let methods: [Text] =
                switch parameter.kind {
                case .integer, .axis, .shape: ["__index__"]
                case .number where takesFloats: ["__float__", "__index__"]
                default: []
                }
            if methods.isEmpty { continue }
            if parameter.isVariadic {
                for place in rest.indices { rest[place].value = try rest[place].value.number(by: methods) }
                continue
            }
            let place = if let places { places[index] } else { index }
            if place >= 0, place < call.count { call[place].value = try call[place].value.number(by: methods) }
        }
    }

    /// The argument of a parameter; nil if it was not given.
    private func bound(_ index: Int) -> CallArgument? {
        let place = if let places { places[index] } else { index }
        return place >= 0 && place < call.count ? call[place] : nil
    }

    package var function: String { builtin.name }

    /// The argument of a parameter; nil if it was not given.
    package subscript(index: Int) -> Value? {
        let place = if let places { places[index] } else { index }
        return place >= 0 && place < call.count ? call[place].value : nil
    }

    /// The argument of a named parameter; nil if it was not given.
    package subscript(name: String) -> Value? { signature.index(of: name).flatMap { self[$0] } }

    /// The argument of a named parameter with its location; nil if it was not given.
    package func argument(_ name: String) -> CallArgument? {
        signature.index(of: name).flatMap { bound($0) }
    }

    /// All arguments given, in parameter order.
    package var all: [CallArgument] {
        places == nil ? call : signature.parameters.indices.compactMap { bound($0) } + rest
    }

    /// All arguments in call order.
    package var asGiven: [CallArgument] { call }

    /// The same, with `None` in place of one argument.
    package func given(without name: String) -> [CallArgument] {
        guard let index = signature.index(of: name) else { return call }
        let place = places.map { $0[index] } ?? index
        guard call.indices.contains(place) else { return call }
        var changed = call
        changed[place].value = .none
        return changed
    }

    /// Whether the argument was given and is not `None`.
    package func isGiven(_ name: String) -> Bool {
        self[name].map { !$0.isNone } ?? false
    }
}

extension Value {
    /// Whether it is a bool, or contains one as an item.
    fileprivate var holdsTruths: Bool {
        (sequence ?? [self]).contains { if case .bool = $0 { true } else { false } }
    }

    /// The result of the first of several special methods that an object's class has; other values unchanged.
    func number(by methods: [Text]) throws(EvaluationError) -> Value {
        guard case .instance(let instance) = self, instance.content == nil else { return self }
        for method in methods {
            guard let number = try Special.call(method, of: instance) else { continue }
            let isNumber = if case .float = number { method == "__float__" } else { number.isWhole }
            if !isNumber, !Interruption.isRequested, Machine.running?.pendingFailure == nil {
                let expected = method == "__float__" ? "a float" : "an int"
                throw .classes(
                    .wrongResult(method: method.string, expected: expected, got: ValueDescription(number)))
            }
            return number
        }
        return self
    }

    private var isWhole: Bool {
        switch self {
        case .int, .long, .bool: true
        default: false
        }
    }
}

extension CallArgument {
    /// The tensors in it, for messages: the value itself, or the items of a list.
    var operands: [EvaluationError.Operand] {
        if let shape = value.shape { return [.init(name: "", range: range, shape: shape)] }
        guard case .list(let items) = value.listOfTuple, items.count <= 8 else { return [] }
        let shapes = items.compactMap(\.shape)
        guard shapes.count == items.count else { return [] }
        if shapes.allSatisfy({ $0.rank == 0 }) { return [.init(name: "", range: range, shape: [shapes.count])] }
        return shapes.enumerated().map { index, shape in
            .init(name: "", range: range, shape: shape, itemCount: index == 0 ? shapes.count : 1)
        }
    }
}

// MARK: - Errors

extension Arguments {
    /// Rejects arguments whose type does not suit their parameter.
    func refuseWrongTypes() throws(EvaluationError) {
        for index in signature.judged {
            guard let value = self[index] else { continue }
            let parameter = signature.parameters[index]
            if parameter.refusesTruths, value.holdsTruths {
                throw typeError("an integer is required" + (parameter.kind == .axis ? " for the axis" : ""))
            }
            if parameter.kind == .flag, value.isLong { throw .numbers(.beyondInt64(value.briefText)) }
            let isRefused = value.isNone ? parameter.refusesNone && !builtin.isDescents : !parameter.kind.takes(value)
            if isRefused { throw wrongType(parameter.name, expected: parameter.kind.words, got: value) }
        }
    }

    package var callee: EvaluationError.Callee { .init(builtin) }

    /// Rejects tensors of a dtype that the function does not support.
    func refuseUnusualTypes() throws(EvaluationError) {
        if builtin.takesEveryType, builtin.takesTexts, builtin.takesComplex { return }
        for (index, parameter) in signature.parameters.enumerated() {
            if parameter.isVariadic {
                for argument in rest { try refuseUnusualType(of: argument.value, parameter) }
            } else if let value = self[index] {
                try refuseUnusualType(of: value, parameter)
            }
        }
    }

    private func refuseUnusualType(of value: Value, _ parameter: Parameter) throws(EvaluationError) {
        if value.isComplex {
            if builtin.takesComplex { return }
            // Arguments that are not taken as arrays have their own messages.
            switch parameter.kind {
            case .value, .tensor, .workspace: throw unusualType(value.numpyDType ?? .complex128)
            default: if case .array = value { throw unusualType(value.numpyDType ?? .complex128) } else { return }
            }
        }
        guard value.isOfUnusualType, let dtype = value.numpyDType else { return }
        // Functions that accept any value check it themselves.
        if builtin.takesEveryType, !dtype.isText || builtin.takesTexts || parameter.kind.isAnyValue { return }
        switch parameter.kind {
        case .integer, .axis, .shape, .number, .truth, .flag: if case .scalar = value { return }
        default: break
        }
        throw unusualType(dtype)
    }

    /// The error for a tensor whose dtype the function does not support.
    package func unusualType(_ dtype: DType) -> EvaluationError {
        if dtype.isComplex {
            return invalid(
                "\(function) takes no complex numbers here",
                hint: "x.real and x.imag are the parts, np.abs(x) the distances from 0",
                python: PythonForm("TypeError", "\(function) takes no complex numbers here"))
        }
        if dtype.isText {
            let words = "\(function) takes numbers, not texts (\(dtype))"
            return invalid(
                words, hint: "x.astype(float) reads the numbers in texts", python: PythonForm("TypeError", words))
        }
        return invalid(
            "\(function) takes tensors of float64, int64 and bool here, not of \(dtype)",
            hint: "make it one of those first: x.astype(float)")
    }

    package func wrongType(_ name: String, expected: String, got value: Value) -> EvaluationError {
        .arguments(.wrongType(parameter: name, expected: expected, got: ValueDescription(value)), of: callee)
    }

    /// - Parameter python: Python's message, if a program may see it.
    package func invalid(_ message: String, hint: String? = nil, python: PythonForm? = nil) -> EvaluationError {
        .invalidArgument(function: function, message, hint: hint, python: python)
    }

    /// A `TypeError` with its own message.
    package func typeError(_ words: String) -> EvaluationError {
        invalid(words, python: PythonForm("TypeError", words))
    }

    /// Rejects `None` where Python requires a number although it has a default.
    ///
    /// - Throws: a `TypeError` for `None`.
    package func refuseNone(_ name: String) throws(EvaluationError) {
        guard self[name]?.isNone == true else { return }
        throw typeError("'NoneType' object cannot be interpreted as an integer")
    }

    /// Runs a tensor operation. Its error names this function and its tensor arguments.
    ///
    /// - Throws: the operation's ``TensorError`` as an ``EvaluationError``.
    package func carryOut<Result>(
        _ operation: () throws(TensorError) -> Result
    ) throws(EvaluationError) -> Result {
        do { return try operation() } catch {
            throw .tensor(error, operation: function, operands: all.flatMap(\.operands))
        }
    }

    /// The result of a tensor operation on an argument.
    ///
    /// - Throws: as `tensor(_:)` does, or the operation's error.
    package func tensor(
        _ index: Int, _ operation: (Tensor) throws(TensorError) -> Tensor
    ) throws(EvaluationError) -> Tensor {
        let tensor = try tensor(index)
        return try carryOut { () throws(TensorError) in try operation(tensor) }
    }
}
