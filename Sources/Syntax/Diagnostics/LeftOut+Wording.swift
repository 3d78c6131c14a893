extension SyntaxError.LeftOut {
    var wording: Wording {
        switch self {
        case .async, .await, .typeParameters, .metaclass: definitionWording
        case .exceptionGroup: Wording("Descent has no `except*`", "write `except`")
        case .magic, .shell, .chevronPrint, .typeAlias: statementWording
        }
    }

    private var definitionWording: Wording {
        switch self {
        case .metaclass: Wording("Descent has no metaclasses", "write the base classes alone: class Model(Base):")
        case .typeParameters: Wording("Descent has no type parameters", "write def f(x):")
        default: Wording("Descent has no `\(rawValue)`", "everything runs in order; call the function")
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
