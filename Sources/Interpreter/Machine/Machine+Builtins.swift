internal import Compiler
internal import Kernels
internal import Syntax
internal import Tensors

extension Machine {
    // MARK: - Calls by built-ins

    /// Calls a value on behalf of the running built-in.
    ///
    /// - Throws: a ``Failure`` with a `TypeError` if the value cannot be called, or the error of the call.
    package func call(_ callee: Value, _ arguments: [CallArgument]) throws(Failure) -> Value {
        switch callee {
        case .function(let function): return try call(function, arguments)
        case .builtin(let builtin): return try call(builtin, arguments)
        case .method(let method) where method.function != nil:
            return try call(method.function ?? .none, [CallArgument(method.receiver)] + arguments)
        case .method(let method) where method.entry == nil && method.receiver.isOfClass:
            do { return try callObjectMethod(method, arguments) } catch { throw failure(error) }
        case .classObject(let type): return try instantiate(type, arguments)
        case .instance(let instance):
            guard let method = instance.type.lookUp(Special.call) else { break }
            return try call(method.bound(to: callee, name: Special.call, type: instance.type), arguments)
        case .descriptor(let descriptor):
            if descriptor.comesFirst { break }
            return try call(callee.withoutDescriptor, arguments)
        case .method(let method):
            guard let entry = method.entry ?? table.method(method.name, of: method.receiver) else {
                throw failure(.names(.unknownAttribute(method.name, of: ValueDescription(method.receiver))))
            }
            return try call(entry, [CallArgument(method.receiver)] + arguments)
        case .type(let type):
            guard let builtin = table.constructor(of: type) else { break }
            return try call(builtin, arguments)
        case .absent: return try callAbsent(callee, arguments)
        default: break
        }
        throw notCallable(callee)
    }

    /// Calls a user-defined function.
    ///
    /// - Throws: a ``Failure`` with a `TypeError` if the arguments do not match its parameters, with a
    ///   `RecursionError` if calls nest too deeply, or the error of the function.
    package func call(_ function: UserFunction, _ arguments: [CallArgument]) throws(Failure) -> Value {
        try checkDepth()
        return try run(function.code, function, try bind(arguments, to: function))
    }

    /// Checks the nesting depth of frames, and of built-ins that call back.
    func checkDepth() throws(Failure) {
        guard frameCount <= options.recursionLimit, !stack.isExhausted else {
            throw failure(.limits(.recursionTooDeep))
        }
    }

    /// Runs the source given to a command.
    ///
    /// - Throws: the failure of its statements.
    package func run(source: UserFunction) throws(Failure) -> Value { try run(source.code, source) }

    /// The number of items of a user-defined class, such as the members of an enumeration; nil for any other class.
    ///
    /// - Throws: the error of the class's method.
    package func count(of type: ClassObject) throws(EvaluationError) -> Value? {
        try Special.callOnClass("_meta_len_", type, [])
    }

    /// Calls a function that was passed to a built-in.
    ///
    /// - Throws: the error of the function; `pendingFailure` holds its location.
    package func callBack(_ function: Value, _ values: [Value]) throws(EvaluationError) -> Value {
        do {
            switch function {
            case .function(let function) where function.code.plainCount == values.count:
                try checkDepth()
                return try run(function.code, function, values)
            case .builtin(let builtin) where values.count == 1:
                if builtin.takesDirectly(values[0]), let value = builtin.direct.one?(self, values[0]) { return value }
            default: break
            }
            return try call(function, values.map { CallArgument($0) })
        } catch {
            pendingFailure = error
            throw error.error
        }
    }

    /// Calls a function that was passed to a built-in, with optional keywords.
    ///
    /// - Throws: the error of the function; `pendingFailure` holds its location.
    package func callBack(_ function: Value, arguments: [CallArgument]) throws(EvaluationError) -> Value {
        do { return try call(function, arguments) } catch {
            pendingFailure = error
            throw error.error
        }
    }

    /// Binds arguments to the parameters of a function.
    func bind(
        _ arguments: [CallArgument], to function: UserFunction, at range: SourceRange? = nil
    ) throws(Failure) -> [Value] {
        do throws(ArgumentError) { return try Self.bind(arguments, to: function) } catch {
            let callee = EvaluationError.Callee(
                name: function.code.name, signature: function.shownSignature, isBuiltin: false,
                qualifiedName: function.code.code.qualifiedName)
            throw failure(
                .arguments(error, of: callee), Self.place(of: error, among: arguments) ?? range ?? currentCallRange)
        }
    }

    private static func bind(
        _ arguments: [CallArgument], to function: UserFunction
    ) throws(ArgumentError) -> [Value] {
        let parameters = function.code.parameters.parameters
        var values = [Value](repeating: .unset, count: parameters.count)
        let byPlace = parameters.prefix { $0.kind == .positionalOnly || $0.kind == .ordinary }.count
        var rest: [Value] = []
        let options = parameters.firstIndex { $0.kind == .keywords }.map { ($0, DictionaryObject()) }
        var position = 0
        for argument in arguments {
            if let keyword = argument.keyword {
                guard let index = parameters.firstIndex(where: { $0.name == keyword && $0.takesKeyword }) else {
                    if let (_, options) = options {
                        if options.value(named: Text(keyword)) != nil { throw .givenTwice(keyword) }
                        options.set(argument.value, named: Text(keyword))
                        continue
                    }
                    throw .unknownKeyword(keyword, known: parameters.filter(\.takesKeyword).map(\.name))
                }
                guard values[index].isUnset else { throw .givenTwice(keyword) }
                values[index] = argument.value
            } else if position < byPlace {
                values[position] = argument.value
                position += 1
            } else {
                rest.append(argument.value)
            }
        }
        if let index = parameters.firstIndex(where: { $0.kind == .variadic }) {
            values[index] = .tuple(TupleObject(rest))
        } else if !rest.isEmpty {
            let least = byPlace - parameters.prefix(byPlace).count { $0.defaultValue != nil }
            throw .tooMany(
                taken: byPlace, given: byPlace + rest.count, least: least == byPlace ? nil : least,
                keywords: parameters.indices.count { parameters[$0].kind == .keywordOnly && !values[$0].isUnset })
        }
        if let (index, options) = options { values[index] = .dictionary(options) }
        var defaults = function.defaults[...]
        for (index, parameter) in parameters.enumerated() where parameter.defaultValue != nil {
            guard let value = defaults.popFirst() else { break }
            if values[index].isUnset { values[index] = value }
        }
        let missing = parameters.indices.filter { values[$0].isUnset }
        let byKeyword = missing.filter { parameters[$0].kind == .keywordOnly }
        let missingPlaces = missing.filter { !byKeyword.contains($0) }
        if !missingPlaces.isEmpty { throw .missing(missingPlaces.map { parameters[$0].name }) }
        if !byKeyword.isEmpty { throw .missing(byKeyword.map { parameters[$0].name }, areKeywords: true) }
        return values
    }

    // MARK: - Built-ins

    package func call(
        _ builtin: Builtin, _ arguments: [CallArgument], source: UserFunction? = nil
    ) throws(Failure) -> Value {
        let builtin = meant(by: builtin, arguments)
        if isTracing || arguments.contains(where: \.value.mayHoldObject),
            let value = try overridden(builtin, arguments)
        {
            return value
        }
        var bound: Arguments
        let hasObjects: Bool
        do {
            bound = try Arguments(arguments, builtin: builtin, signature: builtin.signature)
            hasObjects = bound.usePlainValues()
            bound.source = source
        } catch {
            if Interruption.isRequested { throw failure(.interrupted) }
            if let value = try callWithOptions(builtin, arguments, error) { return value }
            throw failure(
                .arguments(error, of: .init(builtin)), Self.place(of: error, among: arguments) ?? currentCallRange)
        }
        builtinDepth += 1
        defer { builtinDepth -= 1 }
        do throws(EvaluationError) {
            try refuse(builtin, arguments)
            if hasObjects { try bound.useNumbersOfObjects() }
            try bound.refuseWrongTypes()
            try bound.refuseUnusualTypes()
            let value = try builtin.implementation(self, bound)
            if Interruption.isRequested { throw .interrupted }
            // A method that returns an object's text may have failed.
            if let inner = pendingFailure { throw inner.error }
            return value.noting(viewsOf: bound)
        } catch {
            Release.keepForNow(bound)
            if let inner = pendingFailure {
                pendingFailure = nil
                throw inner
            }
            throw failure(explained(error, builtin), Self.place(of: error, in: bound) ?? currentCallRange)
        }
    }

    /// Retries a call with arguments that no parameter accepts, if NumPy's function accepts them; nil if that is not
    /// possible.
    @inline(never)
    private func callWithOptions(
        _ builtin: Builtin, _ arguments: [CallArgument], _ error: ArgumentError
    ) throws(Failure) -> Value? {
        guard let call = table.callWithOptions else { return nil }
        switch error {
        case .unknownKeyword, .tooMany: break
        default: return nil
        }
        do throws(EvaluationError) { return try call(self, builtin, arguments) } catch { throw failure(error) }
    }

    /// Checks what an explanation must not do, and rejects unknown values for entries that look at their arguments.
    @inline(never)
    private func refuse(_ builtin: Builtin, _ arguments: [CallArgument]) throws(EvaluationError) {
        if isExplaining { try refuseLastingEffect(of: builtin) }
        if builtin.traits.contains(.keeps) { return }
        for argument in arguments where argument.value.isAbsent {
            if let absent = argument.value.absent { throw absent.read() }
        }
    }

    /// Rejects effects that would outlast an explanation, such as writing files or travelling.
    func refuseLastingEffect(of builtin: Builtin) throws(EvaluationError) {
        guard
            !builtin.traits.isDisjoint(with: [.writesFiles, .asks]) || builtin.group == .travel
                || builtin.group == .sessions
        else { return }
        throw .invalidArgument(
            function: "explain", "\(builtin.name) would do more than give a value", hint: "explain changes nothing")
    }

    /// NumPy's function of the same bare name, if the arguments show that it is meant: by one of its keywords, or by
    /// a tensor that the other function does not accept.
    private func meant(by builtin: Builtin, _ arguments: [CallArgument]) -> Builtin {
        guard builtin.door == .bare else { return builtin }
        let isByPlace = !arguments.contains { $0.keyword != nil }
        if isByPlace, !builtin.traits.contains(.yieldsToNumPy) { return builtin }
        guard let other = table.numpyTwin(of: builtin) else { return builtin }
        if builtin.traits.contains(.yieldsToNumPy), let first = arguments.first, first.keyword == nil {
            switch first.value {
            case .array, .list, .tuple: return other
            case .instance where first.value.standsForArray: return other
            default: break
            }
        }
        let keywords = arguments.compactMap(\.keyword)
        return !keywords.isEmpty && builtin.signature.lacks(keywords) ? other : builtin
    }

    /// The source range of the wrong keyword.
    private static func place(of error: ArgumentError, among arguments: [CallArgument]) -> SourceRange? {
        switch error {
        case .unknownKeyword(let keyword, _), .givenTwice(let keyword):
            arguments.first { $0.keyword == keyword }?.keywordRange
        default: nil
        }
    }

    /// The source range of the argument with a wrong type.
    private static func place(of error: EvaluationError, in arguments: Arguments) -> SourceRange? {
        guard case .arguments(.wrongType(let parameter, _, _), _) = error, parameter != "self" else { return nil }
        return arguments.argument(parameter)?.range
    }

    /// Adds NumPy's function to the error of a Python function that compares whole rows of a tensor.
    private func explained(_ error: EvaluationError, _ builtin: Builtin) -> EvaluationError {
        guard case .numbers(.ambiguousTruth(let shape)) = error, shape.rank > 0, builtin.door == .bare,
            case .builtin(let other)? = table.value(builtin.numpyPath, in: .numpy)
        else { return error }
        return .invalidArgument(
            function: builtin.name,
            "Python's own compares whole rows, and a comparison of shape \(shape) is neither true nor false",
            hint: "np.\(other.numpyPath)(…) goes through all elements")
    }
}

extension Value {
    /// Whether it can be called.
    package var isCallable: Bool {
        switch self {
        case .function, .builtin, .method, .type, .classObject, .absent: true
        case .instance(let instance): instance.type.lookUp(Special.call) != nil
        case .descriptor(let descriptor):
            switch descriptor.kind {
            case .property, .field: false
            case .staticMethod, .classMethod: true
            }
        default: false
        }
    }
}

extension Parameters.Parameter {
    /// Whether it accepts an argument by keyword.
    fileprivate var takesKeyword: Bool { kind == .ordinary || kind == .keywordOnly }
}
