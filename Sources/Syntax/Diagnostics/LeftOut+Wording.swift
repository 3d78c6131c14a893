extension SyntaxError.LeftOut {
    var wording: Wording {
        switch self {
        case .classes, .async, .await, .typeParameters: definitionWording
        case .complexNumber, .bytes: valueWording
        case .tryBlock, .exceptClause, .finallyClause, .raise, .withBlock, .match: blockWording
        case .keywordVariadicParameter, .doubleStarArgument: parameterWording
        case .magic, .shell, .chevronPrint, .typeAlias: statementWording
        }
    }

    private var definitionWording: Wording {
        switch self {
        case .classes:
            Wording(
                "Descent has no classes", "write functions",
                "Pass the tensors in and return the new ones: w, b = step(w, b).")
        case .typeParameters: Wording("Descent has no type parameters", "write def f(x):")
        default: Wording("Descent has no `\(rawValue)`", "everything runs in order; call the function")
        }
    }

    private var valueWording: Wording {
        switch self {
        case .complexNumber: Wording("Descent has no complex numbers", nil, "Tensors hold floats, integers and truths.")
        default: Wording("Descent has no byte strings", "leave out the b")
        }
    }

    private var blockWording: Wording {
        switch self {
        case .tryBlock:
            Wording(
                "Descent has no `try`", "test first with `if`",
                "A cell that fails changes nothing, so nothing needs to be caught.")
        case .exceptClause, .finallyClause:
            Wording(
                "Descent has no `try`, so no `\(self == .exceptClause ? "except" : "finally")`", "test first with `if`")
        case .raise: Wording("Descent has no `raise`", "write assert condition, \"message\"")
        case .withBlock:
            Wording(
                "Descent has no `with`", nil, "`x = load path` reads a file of data, `save path x` writes one.")
        default: Wording("Descent has no `match`", "write if … elif … else")
        }
    }

    private var parameterWording: Wording {
        switch self {
        case .keywordVariadicParameter: Wording("Descent has no `**` parameters", "name each parameter: rate=0.01")
        default: Wording("Descent has no `**` in calls", "write each one: name=value")
        }
    }

    private var statementWording: Wording {
        switch self {
        case .magic:
            Wording(
                "Descent has no `%` commands", "write the command's name",
                "`time x @ w` measures a statement; plots need no setting.")
        case .shell:
            Wording(
                "Descent runs no other programs", nil,
                "Ctrl-Z leaves for a moment, and `fg` comes back.", "To negate a value write `not x`.")
        case .chevronPrint: Wording("Descent has no `print >>`", "write print(…)")
        case .typeAlias: Wording("Descent has no type aliases", "leave the line out")
        default: Wording("Descent has no `\(rawValue)`")
        }
    }
}
