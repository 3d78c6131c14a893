/// A sequence of statements.
public typealias Block = [Statement]

/// A statement with the place where it stands in the source.
public struct Statement: Sendable, Equatable {
    /// What it is.
    public var kind: Kind
    /// Where it stands, without the separator after it.
    public var range: SourceRange

    /// Makes a statement.
    public init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// The forms of Python's statements that Descent has.
    public indirect enum Kind: Sendable, Equatable {
        /// An expression (a command too); `isSilenced` when a `;` follows it.
        case expression(Expression, isSilenced: Bool)
        /// `a = b = value`: one or more targets, left to right.
        case assignment(targets: [Expression], value: Expression)
        /// `target op= value`.
        case augmentedAssignment(target: Expression, BinaryOperator, value: Expression)
        case definition(FunctionDefinition)
        case forLoop(target: Expression, iterable: Expression, body: Block)
        case whileLoop(condition: Expression, body: Block)
        /// `if … elif … else`: each condition with its body, and the body of `else`.
        case conditional([ConditionalBranch], otherwise: Block)
        case `return`(Expression?)
        case `break`
        case `continue`
        case pass
        case delete([Expression])
        case assertion(condition: Expression, message: Expression?)
        case global([String])
        /// `import numpy as np`; any other module is refused by the parser.
        case importNumPy(alias: String)
    }
}

/// A condition with the statements that run if it holds.
public struct ConditionalBranch: Sendable, Equatable {
    /// The condition.
    public var condition: Expression
    /// What runs.
    public var body: Block

    /// Makes a branch.
    public init(condition: Expression, body: Block) {
        self.condition = condition
        self.body = body
    }
}

/// A `def`.
public struct FunctionDefinition: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Where the name stands.
    public var nameRange: SourceRange
    /// Its parameters.
    public var parameters: Parameters
    /// The string that stands first in the body, if one does (it stays in `body` too).
    public var docstring: String?
    /// Its statements.
    public var body: Block

    /// Makes a definition.
    public init(name: String, nameRange: SourceRange, parameters: Parameters, docstring: String?, body: Block) {
        self.name = name
        self.nameRange = nameRange
        self.parameters = parameters
        self.docstring = docstring
        self.body = body
    }
}
