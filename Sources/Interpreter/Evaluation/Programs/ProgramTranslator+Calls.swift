internal import Syntax
internal import Tensors

extension ProgramTranslator {
    package mutating func call(_ function: Expression, _ arguments: [Argument]) -> ProgramValue? {
        if case .attribute(let base, let name, _) = function.kind {
            guard let receiver = translate(base) else { return nil }
            switch receiver {
            case .fixed(.namespace(let namespace)):
                guard case .builtin(let builtin)? = table.value(name, in: namespace) else { return nil }
                return call(builtin, nil, arguments)
            case .array:
                // Any tensor's methods are the same.
                return table.method(name, of: .scalar(.float64(0))).flatMap { call($0, receiver, arguments) }
            default: return nil
            }
        }
        switch translate(function) {
        case .fixed(.function(let function))?: return inline(function, arguments)
        case .fixed(.builtin(let builtin))?: return call(builtin, nil, arguments)
        case .fixed(.type(.float))?:
            guard arguments.count == 1, case .positional(let expression) = arguments[0],
                case .number(let register, _)? = translate(expression)
            else { return nil }
            return .number(register, isNumPy: false)
        default: return nil
        }
    }

    // MARK: - Functions of the user's

    /// The body of a function becomes part of the program.
    private mutating func inline(_ function: UserFunction, _ arguments: [Argument]) -> ProgramValue? {
        guard function.isTranslatable, scopes.count < Self.depthLimit else { return nil }
        let parameters = function.code.parameters.parameters
        var scope = Inlined(code: function.code)
        for (position, argument) in arguments.enumerated() {
            let (name, expression): (String, Expression)
            switch argument {
            case .positional(let value) where position < parameters.count:
                (name, expression) = (parameters[position].name, value)
            case .keyword(let keyword, let value, _) where parameters.contains { $0.name == keyword }:
                (name, expression) = (keyword, value)
            default: return nil
            }
            guard scope.locals[name] == nil, let value = translate(expression) else { return nil }
            scope.locals[name] = value
        }
        let firstDefault = parameters.count - function.defaults.count
        for (index, parameter) in parameters.enumerated() where scope.locals[parameter.name] == nil {
            guard index >= firstDefault else { return nil }
            switch function.defaults[index - firstDefault] {
            case .int(let value): scope.locals[parameter.name] = integer(value)
            case .float(let value):
                scope.locals[parameter.name] = .number(builder.constant(value), isNumPy: false)
            default: return nil
            }
        }
        return run(scope)
    }

    /// Translates the body of a function whose parameters are set.
    package mutating func run(_ scope: Inlined) -> ProgramValue? {
        scopes.append(scope)
        depth = max(depth, scopes.count)
        defer { scopes.removeLast() }
        for statement in scope.code.body {
            if case .return(let expression) = statement.kind {
                guard let expression else { return ProgramValue.none }
                return translate(expression)
            }
            guard translate(inFunction: statement) else { return nil }
        }
        return ProgramValue.none
    }

    /// A statement of a function's body.
    private mutating func translate(inFunction statement: Statement) -> Bool {
        switch statement.kind {
        case .assignment(let targets, let expression):
            guard let value = translate(expression) else { return false }
            for target in targets where !bind(target, to: value) { return false }
            return true
        case .augmentedAssignment(let target, let operation, let expression):
            guard case .name(let name) = target.kind, let operand = translate(expression),
                let old = scopes.last?.locals[name]
            else { return false }
            // An array changes in place, whatever names it has.
            if case .array = old { return false }
            return binary(old, operation, operand).map { bind(target, to: $0) } ?? false
        case .expression(let expression, _):
            if case .constant = expression.kind { return true }
            return translate(expression) != nil
        case .pass: return true
        default: return false
        }
    }

    private mutating func bind(_ target: Expression, to value: ProgramValue) -> Bool {
        switch target.kind {
        case .name(let name):
            scopes[scopes.count - 1].locals[name] = value
            return true
        case .tuple(let targets), .list(let targets):
            guard case .tuple(let items) = value, items.count == targets.count else { return false }
            for (target, item) in zip(targets, items) where !bind(target, to: item) { return false }
            return true
        default: return false
        }
    }

    // MARK: - Built-ins

    /// A call of a built-in, whose first argument may be the receiver of a method.
    private mutating func call(
        _ builtin: Builtin, _ receiver: ProgramValue?, _ arguments: [Argument]
    ) -> ProgramValue? {
        if builtin.door == .bare {
            guard builtin.name == "len", arguments.count == 1, case .positional(let expression) = arguments[0],
                case .array(let register)? = translate(expression)
            else { return nil }
            return integer(register.layout.shape[0])
        }
        var operands = receiver.map { [$0] } ?? []
        var options = ReductionOptions()
        for argument in arguments {
            switch argument {
            case .positional(let expression):
                guard let value = translate(expression) else { return nil }
                operands.append(value)
            case .keyword(let name, let expression, _):
                guard options.set(name, to: expression) else { return nil }
            default: return nil
            }
        }
        switch builtin.numpyPath {
        case "sum", "mean": return reduce(builtin.numpyPath, operands, options)
        case _ where options.isGiven: return nil
        case "matmul", "dot":
            guard operands.count == 2, case .array(let left) = operands[0], case .array(let right) = operands[1]
            else { return nil }
            let product = builtin.numpyPath == "dot" ? builder.dot(left, right) : builder.matmul(left, right)
            return product.map { .result($0) }
        case "transpose":
            guard operands.count == 1, case .array(let register) = operands[0] else { return nil }
            return .array(register.transposed)
        default: return elementwise(builtin.numpyPath, operands)
        }
    }

    private mutating func reduce(
        _ name: String, _ operands: [ProgramValue], _ options: ReductionOptions
    ) -> ProgramValue? {
        guard operands.count == 1, case .array(let register) = operands[0] else { return nil }
        let result =
            name == "sum"
            ? builder.sum(register, axis: options.axis, keepsAxes: options.keepsAxes)
            : builder.mean(register, axis: options.axis, keepsAxes: options.keepsAxes)
        return result.map { .result($0) }
    }

    private mutating func elementwise(_ name: String, _ operands: [ProgramValue]) -> ProgramValue? {
        if operands.count == 1, let operation = Self.unaryOperations[name] {
            // An int of these gives an int, or is too rare to be worth it.
            if case .integer = operands[0] { return nil }
            return operand(operands[0]).flatMap { builder.unary(operation, $0) }.map { .result($0) }
        }
        guard operands.count == 2, let operation = Self.binaryOperations[name] else { return nil }
        if case (.integer, .integer) = (operands[0], operands[1]) { return nil }
        guard let left = operand(operands[0]), let right = operand(operands[1]) else { return nil }
        return builder.binary(operation, left, right).map { .result($0) }
    }

    /// The functions of one operand that go element by element, by their name behind `np.`.
    private static let unaryOperations: [String: UnaryOperation] = [
        "exp": .exp, "exp2": .exp2, "expm1": .expm1, "log": .log, "log2": .log2, "log10": .log10, "log1p": .log1p,
        "sqrt": .sqrt, "square": .square, "reciprocal": .reciprocal, "negative": .negative, "abs": .absolute,
        "absolute": .absolute, "sign": .sign, "sin": .sin, "cos": .cos, "tan": .tan, "arctan": .arctan,
        "sinh": .sinh, "cosh": .cosh, "tanh": .tanh,
    ]

    /// The functions of two operands that go element by element, by their name behind `np.`.
    private static let binaryOperations: [String: BinaryOperation] = [
        "add": .add, "subtract": .subtract, "multiply": .multiply, "divide": .divide, "true_divide": .divide,
        "floor_divide": .floorDivide, "mod": .remainder, "remainder": .remainder, "power": .power,
        "maximum": .maximum, "minimum": .minimum,
    ]
}

/// `axis=` and `keepdims=` of a reduction, as literals.
private struct ReductionOptions {
    var axis: Int?
    var keepsAxes = false
    private var names: Set<String> = []

    var isGiven: Bool { !names.isEmpty }

    /// Takes a keyword; false for others, for one given twice, and for what is no literal.
    mutating func set(_ name: String, to expression: Expression) -> Bool {
        guard names.insert(name).inserted else { return false }
        switch (name, expression.kind) {
        case ("axis", .constant(.none)): axis = nil
        case ("axis", .constant(.int(let value))): axis = value
        case ("axis", .unary(.negative, let operand)):
            guard case .constant(.int(let value)) = operand.kind else { return false }
            axis = -value
        case ("keepdims", .constant(.bool(let value))): keepsAxes = value
        default: return false
        }
        return true
    }
}
