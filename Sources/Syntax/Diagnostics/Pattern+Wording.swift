extension SyntaxError.PatternMistake {
    var wording: Wording {
        switch self {
        case .missingCase: Wording("a `match` holds cases and nothing else", "write case 1:")
        case .missing: Wording("a pattern is missing here", "write case 1:")
        case .noLiteral:
            Wording(
                "a pattern compares with literals and dotted names alone", "write case x if x == …:",
                "A plain name takes whatever there is.")
        case .starredAlone: Wording("a `*` stands among the items of a sequence", "write case [*rest]:")
        case .secondStar: Wording("only one item of a sequence takes what is left over", "leave the second `*` out")
        case .badTarget: Wording("this can't be the name of what fits", "write another name")
        case .restNotLast: Wording("`**` stands last in a mapping", "move it behind the keys")
        case .badKey:
            Wording("a key in a pattern is a literal or a dotted name", "write case {'key': value}:")
        default: repeatedWording
        }
    }

    private var repeatedWording: Wording {
        switch self {
        case .repeatedKey(let key): Wording("the pattern has the key \(key) twice", "leave one out")
        case .positionalAfterNamed: Wording("patterns by place stand before those with names", "move it forward")
        case .repeatedAttribute(let name): Wording("the pattern has the attribute `\(name)` twice", "leave one out")
        case .repeatedName(let name): Wording("the pattern sets `\(name)` twice", "write another name")
        case .differentNames: Wording("alternatives set different names", "set the same names in each")
        case .unreachable(let name?):
            Wording(
                "the name `\(name)` takes whatever there is, so that nothing behind it is reached", "move it to the end"
            )
        default: Wording("`_` takes whatever there is, so that nothing behind it is reached", "move it to the end")
        }
    }
}
