/// A sequence of statements.
public typealias Block = [Statement]

/// A statement with its source range.
public struct Statement: Sendable, Equatable {
    /// The form of the statement.
    public var kind: Kind
    /// The source range, without the separator after it.
    public var range: SourceRange

    /// Makes a statement.
    public init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// The forms of Python's statements that Descent supports.
    public indirect enum Kind: Sendable, Equatable {
        /// An expression (a command too); `isSilenced` when a `;` follows it.
        case expression(Expression, isSilenced: Bool)
        /// `a = b = value`: one or more targets, left to right.
        case assignment(targets: [Expression], value: Expression)
        /// `target op= value`.
        case augmentedAssignment(target: Expression, BinaryOperator, value: Expression)
        case definition(FunctionDefinition)
        case classDefinition(ClassDefinition)
        /// `otherwise` runs if the loop ends without `break`.
        case forLoop(target: Expression, iterable: Expression, body: Block, otherwise: Block)
        case whileLoop(condition: Expression, body: Block, otherwise: Block)
        /// `if … elif … else`: each condition with its body, and the body of `else`.
        case conditional([ConditionalBranch], otherwise: Block)
        /// `match`: runs the first case that matches the subject.
        case match(subject: Expression, cases: [MatchCase])
        /// `try … except … else … finally`, with handlers, a `finally`, or both.
        case tryBlock(TryBlock)
        /// `with … as …`: the context managers, outermost first.
        case with([ContextItem], body: Block)
        /// `raise exception from cause`; without an exception, re-raises the one being handled.
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
        /// `name: type` without a value; in a function it makes the name local.
        case annotation(String)
    }
}

/// A condition with the statements to run if it is true.
public struct ConditionalBranch: Sendable, Equatable {
    /// The condition.
    public var condition: Expression
    /// The statements to run.
    public var body: Block

    /// Makes a branch.
    public init(condition: Expression, body: Block) {
        self.condition = condition
        self.body = body
    }
}

/// A `try` statement.
public struct TryBlock: Sendable, Equatable {
    /// The guarded statements.
    public var body: Block
    /// The handlers; the first that matches the exception runs.
    public var handlers: [ExceptionHandler]
    /// Runs if the body ends without an exception. The handlers do not guard it.
    public var otherwise: Block
    /// Runs at the end in any case.
    public var final: Block
}

/// An `except`.
public struct ExceptionHandler: Sendable, Equatable {
    /// The class or classes that it catches; nil for all.
    public var types: Expression?
    /// The name bound to the exception inside the body.
    public var name: String?
    /// The statements to run.
    public var body: Block
    /// The source range of the `except` clause's head.
    public var range: SourceRange
}

/// `manager as target` of a `with`.
public struct ContextItem: Sendable, Equatable {
    /// The context manager.
    public var manager: Expression
    /// The target for the value that `__enter__` returns.
    public var target: Expression?
}

/// A `class`.
public struct ClassDefinition: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// The source range of the name.
    public var nameRange: SourceRange
    /// The base classes, in order.
    public var bases: [Expression]
    /// The docstring, if the body begins with a string, which stays in `body` too.
    public var docstring: String?
    /// Its statements.
    public var body: Block
    /// The keyword arguments after the bases, for `__init_subclass__`, in order.
    public var keywords: [Keyword] = []
    /// The decorators, applied to the class last one first.
    public var decorators: [Expression] = []
    /// The annotations in its body, in order.
    public var annotations: [Annotation] = []

    /// `name=value` after the bases.
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

        /// The last name of the annotated type: `list` for `list[int]`, `ClassVar` for `typing.ClassVar`.
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
    /// The source range of the name.
    public var nameRange: SourceRange
    /// Its parameters.
    public var parameters: Parameters
    /// The docstring, if the body begins with a string, which stays in `body` too.
    public var docstring: String?
    /// Its statements.
    public var body: Block
    /// The decorators, applied to the function last one first.
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

/// An expression with its source range.
public struct Expression: Sendable, Equatable {
    /// The form of the expression.
    public var kind: Kind
    /// The source range.
    public var range: SourceRange

    /// Makes an expression.
    public init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// The forms of Python's expressions that Descent supports, and the command form.
    public indirect enum Kind: Sendable, Equatable {
        case constant(Constant)
        /// `f"loss {x:.3f}"`: its parts in order.
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
    /// `{value!r:spec}`. For `{value=}`, a literal before it holds the text up to and including `=`.
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

/// A key with its value, or a mapping to unpack.
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
    /// The iterable.
    public var iterable: Expression
    /// The conditions, all of which must be true.
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
    /// A command's word taken verbatim: a path or a help topic.
    case raw(String, SourceRange)
    /// The rest of a command's line as source (`time`, `explain`).
    case source(Block, SourceRange)
}

/// A call typed as words: `train 2000 lr=0.01`.
public struct Command: Sendable, Equatable {
    /// The first word.
    public var name: String
    /// The source range of the name.
    public var nameRange: SourceRange
    /// The words.
    public var arguments: [Argument]
}

/// The parameters of a `def` or `lambda`, in order.
public struct Parameters: Sendable, Equatable {
    /// How a parameter accepts arguments.
    public enum Kind: Sendable {
        /// By position only: the parameters before `/`.
        case positionalOnly
        /// By position or keyword.
        case ordinary
        /// `*rest`: a tuple of the remaining positional arguments.
        case variadic
        /// By keyword only: the parameters after a star.
        case keywordOnly
        /// `**options`: a dictionary of the remaining keyword arguments.
        case keywords
    }

    /// One parameter.
    public struct Parameter: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// The default value, if any.
        public var defaultValue: Expression?
        /// The source range of the name.
        public var range: SourceRange
        /// How it accepts arguments.
        public var kind = Kind.ordinary

        /// Makes a parameter.
        public init(name: String, defaultValue: Expression?, range: SourceRange) {
            self.name = name
            self.defaultValue = defaultValue
            self.range = range
        }
    }
    /// The parameters.
    public var parameters: [Parameter]

    /// Makes a parameter list.
    public init(_ parameters: [Parameter]) { self.parameters = parameters }
}

/// A half-open range of UTF-8 offsets into the source of one cell.
public struct SourceRange: Sendable, Hashable {
    /// The offset of the first byte.
    public var start: Int
    /// The offset just past the last byte.
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
