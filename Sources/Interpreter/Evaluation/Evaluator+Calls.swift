internal import Kernels
package import Syntax
internal import TensorFiles
internal import Tensors

extension Evaluator {
    /// `function(arguments)`.
    mutating func evaluateCall(
        _ function: Expression, _ arguments: [Argument], at range: SourceRange
    ) throws(Failure) -> Value {
        if case .attribute(let base, let name, let nameRange) = function.kind {
            return try evaluateMethodCall(base, name, nameRange, arguments, at: range)
        }
        let callee = try evaluate(function)
        if case .name(let name) = function.kind, !callee.isCallable, table.value(bare: name)?.isCallable == true {
            throw failure(.calls(.shadowedFunction(name, ValueDescription(callee))), function.range)
        }
        return try call(callee, try evaluate(arguments), at: range, function.range)
    }

    /// `rand 10 5`.
    mutating func evaluateCommand(_ command: Command, at range: SourceRange) throws(Failure) -> Value {
        let name = Expression(.name(command.name), command.nameRange)
        guard let argument = command.arguments.first, case .source(let block, let sourceRange) = argument else {
            do { return try evaluateCall(name, command.arguments, at: range) } catch {
                throw keywordMistake(in: command, at: range, after: error)
                    ?? swappedPath(in: command, at: range, after: error) ?? error
            }
        }
        guard case .builtin(let builtin) = try evaluate(name) else {
            throw failure(.calls(.notCallable(ValueDescription(try evaluate(name)))), command.nameRange)
        }
        return try call(builtin, [CallArgument(.none, range: sourceRange)], source: block, at: range)
    }

    /// `save x out.npy`: a failed command whose last word looks like the file that the first has to be.
    private mutating func swappedPath(
        in command: Command, at range: SourceRange, after failure: Failure
    ) -> Failure? {
        guard case .names(.unknown) = failure.error, case .raw(let first, _)? = command.arguments.first,
            case .builtin(let builtin)? = try? lookUp(command.name), builtin.traits.contains(.writesFiles),
            command.arguments.count > 1, let lastRange = command.arguments.last?.range, let path = text(of: lastRange),
            failure.range?.start == lastRange.start, TensorFileFormat(path: path) != nil,
            TensorFileFormat(path: first) == nil
        else { return nil }
        let others = command.arguments.dropFirst().dropLast().compactMap { $0.range.flatMap { text(of: $0) } }
        let words = [command.name, path, first] + others
        return self.failure(
            .calls(.pathComesFirst(function: command.name, rewritten: words.joined(separator: " "))), range)
    }

    /// `train 20 lr 0.1`: a failed command in which the name of a parameter and its value are two words.
    private mutating func keywordMistake(in command: Command, at range: SourceRange, after failure: Failure) -> Failure?
    {
        switch failure.error {
        case .names(.unknown), .arguments: break
        default: return nil
        }
        guard failure.calls == frames.reversed().filter({ !$0.isComprehension }).map(\.code.name),
            case .builtin(let builtin)? = try? lookUp(command.name)
        else { return nil }
        let parameters = signature(of: builtin)
        var words = [command.name]
        var place: SourceRange?
        var keyword = ""
        var pending: SourceRange?
        for argument in command.arguments {
            guard let wordRange = argument.range, let word = text(of: wordRange) else { return nil }
            var name: String?
            if case .positional(let expression) = argument, case .name(let own) = expression.kind { name = own }
            // Two names beside each other are operands: loss y y_hat.
            if let start = pending, name == nil {
                words[words.count - 1] += "=\(word)"
                if place == nil { place = SourceRange(start.start, wordRange.end) }
            } else {
                words.append(word)
            }
            pending = nil
            guard let name, let index = parameters.index(of: name), parameters.parameters[index].defaultText != nil
            else { continue }
            pending = wordRange
            if place == nil { keyword = name }
        }
        guard let place else { return nil }
        return self.failure(
            .calls(.keywordWithoutSign(keyword, rewritten: words.joined(separator: " "))), place)
    }

    /// The values of arguments, starred ones spread.
    package mutating func evaluate(_ arguments: [Argument]) throws(Failure) -> [CallArgument] {
        var values: [CallArgument] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments {
            switch argument {
            case .positional(let expression):
                values.append(CallArgument(try evaluate(expression), range: expression.range))
            case .keyword(let name, let expression, let range):
                var argument = CallArgument(try evaluate(expression), keyword: name, range: expression.range)
                argument.keywordRange = range
                values.append(argument)
            case .starred(let expression):
                var iterator = try iterator(over: try evaluate(expression), at: expression.range)
                do { values += try iterator.collect().map { CallArgument($0, range: expression.range) } } catch {
                    throw failure(error, expression.range)
                }
            case .raw(let text, let range):
                values.append(CallArgument(.string(Text(text)), range: range))
            case .source: break
            }
        }
        return values
    }

    /// Calls a value.
    package mutating func call(
        _ callee: Value, _ arguments: [CallArgument], at range: SourceRange, _ calleeRange: SourceRange? = nil
    ) throws(Failure) -> Value {
        switch callee {
        case .function(let function): return try call(function, arguments, at: range)
        case .builtin(let builtin): return try call(builtin, arguments, at: range)
        case .method(let method):
            return try callMethod(method.name, of: method.receiver, arguments, at: range, calleeRange ?? range)
        case .type(let type):
            guard let builtin = table.constructor(of: type) else { break }
            return try call(builtin, arguments, at: range)
        default: break
        }
        throw failure(.calls(.notCallable(ValueDescription(callee))), calleeRange ?? range)
    }

    // MARK: - Built-ins

    package mutating func call(
        _ builtin: Builtin, _ arguments: [CallArgument], source: Block? = nil, at range: SourceRange
    ) throws(Failure) -> Value {
        let builtin = meant(by: builtin, arguments)
        let bound: Arguments
        do {
            var arguments = try Arguments(arguments, builtin: builtin, signature: signature(of: builtin))
            arguments.source = source
            bound = arguments
        } catch {
            throw failure(
                .arguments(error, of: .init(builtin)),
                Self.place(of: error, among: arguments) ?? range)
        }
        callRange.append(range)
        defer { callRange.removeLast() }
        do throws(EvaluationError) {
            if isExplaining { try refuseLastingEffect(of: builtin) }
            try bound.refuseWrongTypes()
            let value = try builtin.implementation(&self, bound)
            if Interruption.isRequested { throw .interrupted }
            return value.noting(viewsOf: bound)
        } catch {
            if let inner = pendingFailure {
                pendingFailure = nil
                throw inner
            }
            throw failure(explained(error, builtin), Self.place(of: error, in: bound) ?? range)
        }
    }

    /// Refuses what would outlast an explanation: files written, travel and the like.
    func refuseLastingEffect(of builtin: Builtin) throws(EvaluationError) {
        guard builtin.traits.contains(.writesFiles) || builtin.group == .travel || builtin.group == .sessions else {
            return
        }
        throw .invalidArgument(
            function: "explain", "\(builtin.name) would do more than give a value", hint: "explain changes nothing")
    }

    /// NumPy's function of the same bare name, where the arguments show that it is meant: by one of its keywords, or by a
    /// tensor where the other takes none.
    private mutating func meant(by builtin: Builtin, _ arguments: [CallArgument]) -> Builtin {
        guard builtin.door == .bare, let other = table.numpyTwin(of: builtin) else { return builtin }
        if builtin.traits.contains(.yieldsToNumPy), let first = arguments.first, first.keyword == nil {
            switch first.value {
            case .array, .list, .tuple: return other
            default: break
            }
        }
        let keywords = arguments.compactMap(\.keyword)
        return !keywords.isEmpty && signature(of: builtin).lacks(keywords) ? other : builtin
    }

    /// The keyword that is wrong.
    private static func place(of error: ArgumentError, among arguments: [CallArgument]) -> SourceRange? {
        switch error {
        case .unknownKeyword(let keyword, _), .givenTwice(let keyword):
            arguments.first { $0.keyword == keyword }?.keywordRange
        default: nil
        }
    }

    /// The argument of a wrong type.
    private static func place(of error: EvaluationError, in arguments: Arguments) -> SourceRange? {
        guard case .arguments(.wrongType(let parameter, _, _), _) = error, parameter != "self" else { return nil }
        return arguments.argument(parameter)?.range
    }

    /// Python's own functions compare whole rows of a tensor where NumPy's would go through its elements.
    private func explained(_ error: EvaluationError, _ builtin: Builtin) -> EvaluationError {
        guard case .numbers(.ambiguousTruth(let shape)) = error, shape.rank > 0, builtin.door == .bare,
            case .builtin(let other)? = table.value(builtin.numpyPath, in: .numpy)
        else { return error }
        return .invalidArgument(
            function: builtin.name,
            "Python's own compares whole rows, and a comparison of shape \(shape) is neither true nor false",
            hint: "np.\(other.numpyPath)(…) goes through all elements")
    }

    /// Where the built-in that is running was called, for its warnings.
    package var currentCallRange: SourceRange? { callRange.last }

    // MARK: - Functions of the user's

    /// Calls a function of the user's.
    package mutating func call(
        _ function: UserFunction, _ arguments: [CallArgument], at range: SourceRange
    ) throws(Failure) -> Value {
        if let value = callProgram(function, arguments) { return value }
        guard frames.count < options.recursionLimit, !stack.isExhausted else {
            throw failure(.limits(.recursionTooDeep), range)
        }
        let locals: LocalNames
        do { locals = try bind(arguments, to: function) } catch {
            let callee = EvaluationError.Callee(
                name: function.code.name, signature: function.shownSignature, isBuiltin: false)
            throw failure(.arguments(error, of: callee), Self.place(of: error, among: arguments) ?? range)
        }
        let caller = cell
        frames.append(
            Frame(
                code: function.code,
                scope: Scope(locals: locals, outer: function.scope, function: function.code)))
        cell = function.code.cell
        defer {
            frames.removeLast()
            cell = caller
        }
        guard case .returned(let value) = try execute(function.code.body) else { return .none }
        return value
    }

    package func bind(
        _ arguments: [CallArgument], to function: UserFunction
    ) throws(ArgumentError) -> LocalNames {
        let parameters = function.code.parameters.parameters
        var locals = LocalNames(names: function.code.localNames)
        var position = 0
        for argument in arguments {
            if let keyword = argument.keyword {
                guard let index = parameters.firstIndex(where: { $0.name == keyword }) else {
                    throw .unknownKeyword(keyword, known: parameters.map(\.name))
                }
                guard locals[slot: index] == nil else { throw .givenTwice(keyword) }
                locals[slot: index] = argument.value
                continue
            }
            guard position < parameters.count else {
                throw .tooMany(taken: parameters.count, given: arguments.count { $0.keyword == nil })
            }
            locals[slot: position] = argument.value
            position += 1
        }
        if position == parameters.count { return locals }
        var missing: [String] = []
        let firstDefault = parameters.count - function.defaults.count
        for (index, parameter) in parameters.enumerated() where locals[slot: index] == nil {
            if index >= firstDefault {
                locals[slot: index] = function.defaults[index - firstDefault]
            } else {
                missing.append(parameter.name)
            }
        }
        if !missing.isEmpty { throw .missing(missing) }
        return locals
    }
}

extension Value {
    /// Whether it can be called.
    package var isCallable: Bool {
        switch self {
        case .function, .builtin, .method, .type: true
        default: false
        }
    }
}

extension Argument {
    /// Where it stands, with its keyword.
    fileprivate var range: SourceRange? {
        switch self {
        case .positional(let expression), .starred(let expression): expression.range
        case .keyword(_, let expression, let nameRange): SourceRange(nameRange.start, expression.range.end)
        case .raw(_, let range), .source(_, let range): range
        }
    }
}
