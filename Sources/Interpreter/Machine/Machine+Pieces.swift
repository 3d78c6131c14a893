internal import Compiler
package import Syntax

/// Runs parts of a program separately, for built-ins that take a program apart.
extension Machine {
    /// Runs statements at the current point of the program, with the current variables.
    ///
    /// - Returns: the value of a `return`; nil if they run to their end.
    /// - Throws: the failure of the statements, or a `RecursionError` if the stack is used up or they are too large
    ///   to compile.
    package func run(piece block: Block) throws(Failure) -> Value? {
        let variables = visibleVariables
        var globals: [Statement] = []
        frame.code.body.forEachStatement { if case .global = $0.kind { globals.append($0) } }
        guard let code = try? Compiler.compile(globals + block, as: "", parameters: variables.map(\.name)) else {
            throw failure(.limits(.recursionTooDeep), block.first?.range)
        }
        let loaded = LoadedCode(code, of: cell, in: workspace)
        guard !stack.isExhausted else { throw failure(.limits(.recursionTooDeep), code.range) }
        var (changed, isAtEnd) = ([(name: String, value: Value)](), false)
        let outer = leaving
        leaving = { machine in
            changed = machine.locals(of: machine.frame)
            isAtEnd =
                machine.instructionIndex == code.instructions.count - 1 && machine.instruction.opcode == .returnNone
        }
        defer { leaving = outer }
        let value = try run(loaded, nil, variables.map(\.value))
        for (name, value) in changed { setVariable(name, to: value) }
        return isAtEnd ? nil : value
    }

    /// Evaluates an expression at the current point of the program.
    ///
    /// - Throws: as `run(piece:)` does.
    package func evaluate(_ expression: Expression) throws(Failure) -> Value {
        try run(piece: [Statement(.return(expression), expression.range)]) ?? .none
    }

    /// Evaluates arguments and unpacks starred ones.
    ///
    /// - Throws: the failure of an expression, or a `TypeError` if a starred value cannot be unpacked.
    package func evaluate(_ arguments: [Argument]) throws(Failure) -> [CallArgument] {
        var values: [CallArgument] = []
        for argument in arguments {
            switch argument {
            case .positional(let expression):
                values.append(CallArgument(try evaluate(expression), range: expression.range))
            case .keyword(let name, let expression, _):
                values.append(CallArgument(try evaluate(expression), keyword: name, range: expression.range))
            case .starred(let expression):
                let value = try evaluate(expression)
                do { values += try value.items().map { CallArgument($0, range: expression.range) } } catch {
                    throw failure(error, expression.range)
                }
            case .doubleStarred(let expression):
                guard case .dictionary(let dictionary) = try evaluate(expression) else { break }
                for (key, value) in zip(dictionary.keys, dictionary.values) {
                    values.append(CallArgument(value, keyword: key.text, range: expression.range))
                }
            case .raw(let text, let range): values.append(CallArgument(.string(Text(text)), range: range))
            case .source: break
            }
        }
        return values
    }

    /// Runs a body as if inside a function called with these arguments.
    ///
    /// - Throws: a ``Failure`` with a `TypeError` if the arguments do not match the function's parameters, or what
    ///   the body throws.
    package func within<Result>(
        _ function: UserFunction, _ arguments: [CallArgument], at range: SourceRange,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let values = try bind(arguments, to: function, at: range)
        let saved = next
        push(function.code, function, base: top, result: top)
        defer {
            pop()
            next = saved
        }
        let first = registers
        for (index, value) in (values + function.captures).enumerated() { first[index] = value }
        return try body()
    }

    /// The truth value.
    ///
    /// - Throws: a ``Failure`` at `range` if it has none.
    package func isTrue(_ value: Value, at range: SourceRange) throws(Failure) -> Bool {
        do { return try value.isTrue() } catch { throw failure(error, range) }
    }
}
