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
        case classDefinition(ClassDefinition)
        /// `otherwise` runs where the loop ends without a `break`.
        case forLoop(target: Expression, iterable: Expression, body: Block, otherwise: Block)
        case whileLoop(condition: Expression, body: Block, otherwise: Block)
        /// `if … elif … else`: each condition with its body, and the body of `else`.
        case conditional([ConditionalBranch], otherwise: Block)
        /// `match`: the first case that fits the subject.
        case match(subject: Expression, cases: [MatchCase])
        /// `try … except … else … finally`; there are handlers, or a `finally`, or both.
        case tryBlock(TryBlock)
        /// `with … as …`: the managers, the first one outermost.
        case with([ContextItem], body: Block)
        /// `raise exception from cause`; without an exception the one that is being handled.
        case raise(Expression?, cause: Expression?)
        case `return`(Expression?)
        case `break`
        case `continue`
        case pass
        case delete([Expression])
        case assertion(condition: Expression, message: Expression?)
        case global([String])
        case nonlocal([String])
        case importation(Importation)
        /// `name: type` without a value: in a function the name is its own.
        case annotation(String)
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

/// A `try` with all that belongs to it.
public struct TryBlock: Sendable, Equatable {
    /// What is tried.
    public var body: Block
    /// What is done about exceptions: the first that fits.
    public var handlers: [ExceptionHandler]
    /// What runs where the body ends without an exception, no more guarded by the handlers.
    public var otherwise: Block
    /// What runs at the end in any case.
    public var final: Block
}

/// An `except`.
public struct ExceptionHandler: Sendable, Equatable {
    /// The classes that it takes, an expression; nil for all.
    public var types: Expression?
    /// The name that the exception has in the body, and not after it.
    public var name: String?
    /// What runs.
    public var body: Block
    /// Where its head stands.
    public var range: SourceRange
}

/// `manager as target` of a `with`.
public struct ContextItem: Sendable, Equatable {
    /// What is entered, and left at the end.
    public var manager: Expression
    /// What takes the value of entering.
    public var target: Expression?
}

/// A `class`.
public struct ClassDefinition: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Where the name stands.
    public var nameRange: SourceRange
    /// The classes that it inherits from, in order.
    public var bases: [Expression]
    /// The string that stands first in the body, if one does (it stays in `body` too).
    public var docstring: String?
    /// Its statements.
    public var body: Block
    /// What its bases are told of it, in order.
    public var keywords: [Keyword] = []
    /// What it is given to before it gets its name, the last one first.
    public var decorators: [Expression] = []
    /// The names annotated in its body, in order, each with the source of its annotation.
    public var annotations: [Annotation] = []

    /// `name=value` behind the bases.
    public struct Keyword: Sendable, Equatable {
        /// The name.
        public var name: String
        /// The value.
        public var value: Expression
    }

    /// `name: annotation`.
    public struct Annotation: Sendable, Equatable {
        /// The name.
        public var name: String
        /// The annotation.
        public var value: Expression

        /// The last name of the annotated type: `list` of `list[int]`, `ClassVar` of `typing.ClassVar`.
        public var typeName: String {
            if case .subscript(let base, _) = value.kind { return base.lastName ?? "" }
            return value.lastName ?? ""
        }
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
    /// What it is given to before it gets its name, the last one first.
    public var decorators: [Expression] = []

    /// Makes a definition.
    public init(name: String, nameRange: SourceRange, parameters: Parameters, docstring: String?, body: Block) {
        self.name = name
        self.nameRange = nameRange
        self.parameters = parameters
        self.docstring = docstring
        self.body = body
    }
}

/// An expression with the place where it stands in the source.
public struct Expression: Sendable, Equatable {
    /// What it is.
    public var kind: Kind
    /// Where it stands.
    public var range: SourceRange

    /// Makes an expression.
    public init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// The forms of Python's expressions that Descent has, and the command form.
    public indirect enum Kind: Sendable, Equatable {
        case constant(Constant)
        /// `f"loss {x:.3f}"`; the parts in order.
        case formattedString([FormattedStringPart])
        case name(String)
        case tuple([Expression])
        case list([Expression])
        /// `{k: v, **other}`.
        case dictionary([DictionaryItem])
        /// `{a, *others}`.
        case set([Expression])
        /// `*values` among the items of a tuple, list or set, or among targets.
        case starred(Expression)
        /// `(name := value)`.
        case assignment(name: String, nameRange: SourceRange, value: Expression)
        case unary(UnaryOperator, Expression)
        case binary(Expression, BinaryOperator, Expression)
        /// `a < b <= c`: the first operand, then each operator with its right operand.
        case comparison(Expression, [ComparisonLink])
        /// `a and b and c`: two or more operands of one operator.
        case boolean(BooleanOperator, [Expression])
        case conditional(condition: Expression, then: Expression, otherwise: Expression)
        case lambda(Parameters, body: Expression)
        case listComprehension(element: Expression, clauses: [ComprehensionClause])
        case setComprehension(element: Expression, clauses: [ComprehensionClause])
        case dictionaryComprehension(DictionaryItem, clauses: [ComprehensionClause])
        /// A generator expression, in parentheses or as the sole argument of a call.
        case generator(element: Expression, clauses: [ComprehensionClause])
        /// `yield`, `yield value`.
        case yield(Expression?)
        /// `yield from values`.
        case yieldFrom(Expression)
        case attribute(Expression, String, nameRange: SourceRange)
        /// `x[i]`; several indices are one `.tuple`, slices are `.slice`.
        case `subscript`(Expression, index: Expression)
        /// `a:b:c`, only inside a subscript.
        case slice(lower: Expression?, upper: Expression?, step: Expression?)
        case call(Expression, [Argument])
        /// `rand 10 5`: a call typed as words.
        case command(Command)
    }
}

/// A literal.
public enum Constant: Sendable, Equatable {
    case none
    case ellipsis
    case bool(Bool)
    case int(Int)
    /// An int beyond 64 bits: its digits, without underscores, and their base.
    case longInt(digits: String, base: Int)
    case float(Double)
    /// `2j`: a complex number whose real part is 0.
    case imaginary(Double)
    case string(String)
    case bytes([UInt8])
}

/// A piece of an f-string.
public enum FormattedStringPart: Sendable, Equatable {
    case literal(String)
    /// `{value!r:spec}`; with `{value=}` the text up to and including `=` is a literal before it.
    case replacement(value: Expression, conversion: Conversion?, format: [FormattedStringPart])

    /// `!s`, `!r` or `!a`.
    public enum Conversion: String, Sendable { case string = "s", representation = "r", ascii = "a" }
}

/// `- + ~ not`.
public enum UnaryOperator: String, Sendable {
    case negative = "-", positive = "+", invert = "~", not = "not"
}

/// The arithmetic operators, `& | ^` for masks included.
public enum BinaryOperator: String, Sendable {
    case add = "+", subtract = "-", multiply = "*", divide = "/", floorDivide = "//", remainder = "%"
    case power = "**", matrixMultiply = "@"
    case bitwiseAnd = "&", bitwiseOr = "|", bitwiseXor = "^", leftShift = "<<", rightShift = ">>"
}

/// The comparisons, membership and identity.
public enum ComparisonOperator: String, Sendable {
    case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case `in` = "in", notIn = "not in", `is` = "is", isNot = "is not"
}

/// One `op right` of a chained comparison.
public struct ComparisonLink: Sendable, Equatable {
    /// The operator.
    public var `operator`: ComparisonOperator
    /// Its right operand.
    public var operand: Expression

    /// Makes a link.
    public init(_ operator: ComparisonOperator, _ operand: Expression) {
        self.operator = `operator`
        self.operand = operand
    }
}

/// `and` or `or`.
public enum BooleanOperator: String, Sendable { case and, or }

/// A key with its value, or what all pairs are taken from.
public struct DictionaryItem: Sendable, Equatable {
    /// The key; nil for `**value`.
    public var key: Expression?
    /// The value.
    public var value: Expression
}

/// `for target in iterable if condition …` of a comprehension.
public struct ComprehensionClause: Sendable, Equatable {
    /// A name, or a tuple or list of targets.
    public var target: Expression
    /// What is walked.
    public var iterable: Expression
    /// All must hold.
    public var conditions: [Expression]
}

/// An argument of a call.
public enum Argument: Sendable, Equatable {
    case positional(Expression)
    case keyword(String, Expression, nameRange: SourceRange)
    /// `*values`.
    case starred(Expression)
    /// `**options`.
    case doubleStarred(Expression)
    /// A command's word read as it stands: a path or a help topic.
    case raw(String, SourceRange)
    /// The rest of a command's line as source (`time`, `explain`).
    case source(Block, SourceRange)
}

/// A call typed as words: `train 2000 lr=0.01`.
public struct Command: Sendable, Equatable {
    /// The first word.
    public var name: String
    /// Where it stands.
    public var nameRange: SourceRange
    /// Its atoms.
    public var arguments: [Argument]
}

/// The parameters of a `def` or `lambda`, in order.
public struct Parameters: Sendable, Equatable {
    /// How a parameter takes arguments.
    public enum Kind: Sendable {
        /// By place; those before a `/`.
        case positionalOnly
        /// By place or keyword.
        case ordinary
        /// `*rest`: all further ones by place, as a tuple.
        case variadic
        /// By keyword; those behind a star.
        case keywordOnly
        /// `**options`: all further ones by keyword, as a dictionary.
        case keywords
    }

    /// One parameter.
    public struct Parameter: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its default, if it has one.
        public var defaultValue: Expression?
        /// Where its name stands.
        public var range: SourceRange
        /// How it takes arguments.
        public var kind = Kind.ordinary

        /// Makes a parameter.
        public init(name: String, defaultValue: Expression?, range: SourceRange) {
            self.name = name
            self.defaultValue = defaultValue
            self.range = range
        }
    }
    /// All of them.
    public var parameters: [Parameter]

    /// Makes a parameter list.
    public init(_ parameters: [Parameter]) { self.parameters = parameters }
}

/// A half-open range of UTF-8 offsets into the source of one cell.
public struct SourceRange: Sendable, Hashable {
    /// Offset of the first byte.
    public var start: Int
    /// Offset just past the last byte.
    public var end: Int

    /// Makes the range `start..<end`.
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// The smallest range that covers both.
    public func union(_ other: SourceRange) -> SourceRange {
        SourceRange(min(start, other.start), max(end, other.end))
    }
}
