internal import Rendering

/// A parameter of a built-in: what it takes, what it is without an argument, and what it means.
public struct Parameter: Sendable {
    /// What it takes.
    public enum Kind: Sendable, Equatable {
        /// Any value.
        case value
        /// A tensor, or numbers and nested lists that make one.
        case tensor
        case integer, number, truth, text
        /// True or False where C code of Python's or NumPy's takes a whole number.
        case flag
        /// An axis, or several.
        case axis
        case dtype
        /// The lengths of axes.
        case shape
        case function
        /// A file. Typed as a word, it is read raw to the next blank.
        case path
        /// A topic of `help`. Typed as a word, it is read raw to the next blank.
        case topic
        /// A name or an option. Typed as a word, it is read raw to the next blank.
        case word
        /// One of these words, of which each may stand for an option. Typed as a word, it is read raw to the next blank.
        case option([String])
        /// One of these texts. Typed as a word, a plain name is that text.
        case choice([String])
        /// The number of a cell.
        case cell
        /// How many cells to go back or forth.
        case steps
        /// The rest of the line as source, such as this.
        case source(example: String)
        /// The workspace's tensor of the parameter's own name, unless another is given.
        case workspace

        /// Whether it takes whatever comes, and looks at it by itself.
        var isAnyValue: Bool {
            switch self {
            case .value, .function, .dtype, .source, .choice, .text, .word, .option, .topic: true
            default: false
            }
        }
    }

    /// What it is without an argument.
    public enum Default: Sendable, Equatable {
        /// It must be given.
        case needed
        /// Python's `None`.
        case none
        case integer(Int), number(Double), truth(Bool), text(String)
        /// What a name or an expression stands for: `float`, `()`.
        case source(String)
    }

    /// How arguments reach it.
    enum Role: Sendable {
        case plain
        /// It takes all remaining positional arguments, `*rest`.
        case rest
        /// It takes all keywords that are no parameters, `**names`.
        case names
        /// No parameter: those before it take no keyword, `/`.
        case slash
        /// No parameter: those behind it take a keyword only, `*`.
        case star
        /// No parameter: NumPy's `out` stands here, for which only `None` is taken; those behind it take a keyword only.
        case out
    }

    /// Its name.
    public let name: String
    /// What it takes.
    public let kind: Kind
    /// What it is without an argument.
    public let fallback: Default
    /// What it means, in a few words.
    public let meaning: String
    let role: Role
    /// Whether it takes `None` though that isn't its default.
    private(set) var takesNone = false
    /// Whether it takes whole numbers, and neither True nor False.
    private(set) var refusesTruths = false

    init(_ name: String, _ kind: Kind, default fallback: Default, role: Role = .plain, _ meaning: String) {
        self.name = name
        self.kind = kind
        self.fallback = fallback
        self.role = role
        self.meaning = meaning
    }

    /// Whether it takes all remaining positional arguments, and so no keyword.
    public var isVariadic: Bool { role == .rest }

    var isRequired: Bool { fallback == .needed && !isVariadic }

    /// Whether `None` is nothing of it: numbers and texts must be some unless `None` is the default.
    var refusesNone: Bool {
        switch (kind, fallback) {
        case (.flag, _): true
        case (.integer, .needed), (.cell, .needed), (.steps, .needed), (.number, .needed), (.text, .needed),
            (_, .integer), (_, .number), (_, .text):
            kind.isJudged && kind != .truth && !takesNone && !isVariadic
        default: false
        }
    }

    /// The same parameter where NumPy's C code takes it: True and False are no whole numbers there.
    package var wholeOnly: Parameter {
        var changed = self
        changed.refusesTruths = true
        return changed
    }

    /// The same parameter, which takes `None` too.
    package var orNone: Parameter {
        var changed = self
        changed.takesNone = true
        return changed
    }

    /// Its default as Python writes it; nil if it must be given.
    public var defaultText: String? {
        switch kind == .workspace ? .source(name) : fallback {
        case .needed: nil
        case .none: "None"
        case .integer(let value): String(value)
        case .number(let value): Value.float(value).text
        case .truth(let value): value ? "True" : "False"
        case .text(let text): PythonText.repr(text)
        case .source(let text): text
        }
    }
}

extension Parameter.Default: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByStringLiteral, ExpressibleByNilLiteral
{
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A float.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .truth(value) }
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Python's `None`.
    public init(nilLiteral: ()) { self = .none }
}

extension Parameter.Kind {
    /// Whether there are values that are nothing of it.
    var isJudged: Bool {
        switch self {
        case .value, .tensor, .axis, .shape, .topic, .word, .option, .choice, .source, .workspace: false
        case .integer, .cell, .steps, .number, .truth, .flag, .text, .path, .dtype, .function: true
        }
    }

    /// What it takes, in words.
    var words: String {
        switch self {
        case .value, .tensor, .axis, .shape, .topic, .word, .option, .choice, .source, .workspace: ""
        case .integer, .cell, .steps: "a whole number"
        case .number: "a number"
        case .truth, .flag: "True or False"
        case .text, .path: "a string"
        case .dtype: "an element type, such as float, int or np.float32,"
        case .function: "a function"
        }
    }

    /// Whether a value may be of it. Entries judge what has axes, and several things in place of one.
    func takes(_ value: Value) -> Bool {
        let isSeveral =
            switch value {
            case .tuple, .list, .range, .array: true
            default: false
            }
        return switch self {
        case .value, .tensor, .axis, .shape, .topic, .word, .option, .choice, .source, .workspace: true
        case .integer, .cell, .steps, .number: isSeveral || value.isLong || value.asDouble != nil
        case .truth: (try? value.isTrue()) != nil
        case .flag: value.asIndex != nil
        case .text: isSeveral || value.type == .string
        case .path: isSeveral || value.type == .string || value.saysPath
        case .dtype: value.asDType != nil
        case .function: value.isCallable
        }
    }
}

extension Value {
    /// Whether it is an object that stands for a path, as those of `pathlib` do.
    fileprivate var saysPath: Bool {
        guard case .instance(let instance) = self else { return false }
        return instance.type.lookUp("__fspath__") != nil || instance.type.lookUp("read") != nil
    }
}

// MARK: - Ways to write one

extension Parameter {
    /// What makes parameters of a kind.
    package struct Maker: Sendable {
        let kind: Kind

        /// A parameter, which must be given unless there is a default.
        package func callAsFunction(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter
        {
            Parameter(name, kind, default: fallback, meaning)
        }
    }

    package static let value = Maker(kind: .value)
    package static let tensor = Maker(kind: .tensor)
    package static let integer = Maker(kind: .integer)
    package static let cell = Maker(kind: .cell)
    package static let steps = Maker(kind: .steps)
    package static let number = Maker(kind: .number)
    package static let truth = Maker(kind: .truth)
    package static let flag = Maker(kind: .flag)
    package static let text = Maker(kind: .text)
    package static let shape = Maker(kind: .shape)
    package static let function = Maker(kind: .function)
    package static let path = Maker(kind: .path)
    package static let word = Maker(kind: .word)
    package static let topic = Maker(kind: .topic)

    package static func axis(_ name: String, default fallback: Default, _ meaning: String) -> Parameter {
        Parameter(name, .axis, default: fallback, meaning)
    }

    package static func choice(
        _ name: String, _ choices: [String], default fallback: Default, _ meaning: String
    ) -> Parameter {
        Parameter(name, .choice(choices), default: fallback, meaning)
    }

    package static func option(
        _ name: String, _ options: [String], default fallback: Default, _ meaning: String
    ) -> Parameter {
        Parameter(name, .option(options), default: fallback, meaning)
    }

    package static func source(_ name: String, example: String, _ meaning: String) -> Parameter {
        Parameter(name, .source(example: example), default: .needed, meaning)
    }

    package static func workspace(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name, .workspace, default: .source(name), meaning)
    }

    package static func dtype(
        default fallback: Default = nil, _ meaning: String = "the element type: float, int or bool"
    ) -> Parameter {
        Parameter("dtype", .dtype, default: fallback, meaning)
    }

    /// All remaining positional arguments.
    package static func rest(_ name: String, _ meaning: String, of kind: Kind = .value) -> Parameter {
        Parameter(name, kind, default: .none, role: .rest, meaning)
    }

    /// All keywords that are no parameters.
    package static func names(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name, .value, default: .none, role: .names, meaning)
    }

    /// What stands behind those that take no keyword.
    package static let slash = Parameter("", .value, default: .none, role: .slash, "")
    /// What stands before those that take a keyword only.
    package static let star = Parameter("", .value, default: .none, role: .star, "")
    /// Where NumPy's `out` stands, which must be `None`.
    package static let out = Parameter("", .value, default: .none, role: .out, "")
    /// The value before a method's dot.
    package static let receiver = Parameter("self", .value, default: .needed, "the value before the dot")
    package static let a = tensor("a", "the tensor")
    package static let arr = tensor("arr", "the tensor")
    package static let m = tensor("m", "a matrix")
    package static let lastAxis = axis("axis", default: -1, "along which axis")
    package static let firstAxis = axis("axis", default: 0, "along which axis")
    package static let floatType = dtype(default: .source("float"))
    package static let items = value("items", "a list, tuple, string, range or tensor")
    package static let key = function("key", default: nil, "a function whose results are compared instead")
    package static let reverse = flag("reverse", default: false, "from the greatest to the least")
    package static let kind = text("kind", default: nil, "for NumPy; the order of equal elements is kept here anyway")
    package static let diagonal = integer("k", default: 0, "which diagonal, 0 the main one")
    package static let offset = integer("offset", default: 0, "which diagonal, 0 the main one")
    package static let equalNan = truth("equal_nan", default: false, "whether nan equals nan")
    package static let relativeTolerance = number("rtol", default: 1e-05, "the relative tolerance")
    package static let absoluteTolerance = number("atol", default: 1e-08, "the absolute tolerance")
    package static let num = integer("num", default: 50, "how many numbers")
    package static let endpoint = truth("endpoint", default: true, "whether stop is the last number")
    package static let sizes = rest("sizes", "the lengths of the axes", of: .integer)
    package static let arrays = rest("arrays", "the tensors, or one list of them", of: .tensor)
    package static let drawing = path("to", default: nil, "the file for the picture, an .svg or a .png")
    /// `replace=`.
    package static let replacing = truth(
        "replace", default: false,
        "True replaces a file that is there, which the prompt refuses otherwise; never one that the session has loaded")
    package static let comments = text("comments", default: "#", "what begins a comment").orNone
    package static let delimiter = text("delimiter", default: nil, "what stands between the columns")
    package static let encoding = text("encoding", default: nil, "for NumPy; text is UTF-8 here")
    package static let ndmin = integer("ndmin", default: 0, "how many axes the result has at least")
    package static let columns = value("usecols", default: nil, "which columns, by place")
    package static let converters = value("converters", default: nil, "for NumPy; only None is taken")
    package static let unpack = truth("unpack", default: false, "whether the columns are given one by one")
    package static let rowCount = integer("max_rows", default: nil, "how many rows to read")
    package static let bins = value("bins", default: 10, "how many, or their edges")
    package static let range = value("range", default: nil, "from where to where, a tuple; all numbers by default")
    package static let leastSingularValue =
        number("rcond", default: nil, "singular values below this share of the largest count as 0")
    package static let leastShare = number(
        "rtol", default: nil, "singular values up to this share of the largest count as 0")
    package static let triangle = text("UPLO", default: "L", "which triangle is read, 'L' or 'U'")
    package static let decimals = integer("decimals", default: 0, "how many decimals stay")
    package static let emptyDefault = value("default", default: nil, "what an empty list gives")
    package static let values = rest("values", "the values, or one list of them")
    package static let logarithmic = truth("log", default: false, "whether the axis of values is logarithmic")
    package static let x = workspace("x", "the data, a row each")
    package static let y = workspace("y", "what is to be predicted")
    package static let w = workspace("w", "the weights")
    package static let b = workspace("b", "the bias")
    package static let lr = number("lr", default: 0.01, "the learning rate")
    package static let squareMatrix = tensor("a", "a square matrix")
    package static let matrix = tensor("a", "a matrix")
    package static let symmetricMatrix = tensor("a", "a symmetric matrix")
    package static let left = tensor("a", "the left operand")
    package static let right = tensor("b", "the right operand")
    package static let x1 = tensor("x1", "the left operand")
    package static let x2 = tensor("x2", "the right operand")
    package static let start = number("start", "the first number")
    package static let stop = number("stop", "where they end")
    package static let fname = path("fname", "the file")
    package static let skiprows = integer("skiprows", default: 0, "how many lines to pass over")
    package static let part = text("part", "what is looked for")
    package static let loc = number("loc", default: 0.0, "the mean")
    package static let deviation = number("scale", default: 1.0, "the standard deviation")
    package static let meanScale = number("scale", default: 1.0, "the mean")
    package static let lam = number("lam", default: 1.0, "the mean")
    package static let low = number("low", default: 0.0, "the least")
    package static let high = number("high", default: 1.0, "the bound above")
    package static let least = tensor("low", "the least; alone, the bound above")
    package static let bound = tensor("high", default: nil, "the bound above")
    package static let intType = dtype(default: .source("int"))
    package static let pool = value("a", "what is drawn from, or a number for 0 to below it")
    package static let replace = truth("replace", default: true, "whether one can be drawn twice")
    package static let p = tensor("p", default: nil, "how likely each one is")
    package static let fillValue = tensor("fill_value", "the number everywhere")
    package static let rows = integer("N", "how many rows")
    package static let columnCount = integer("M", default: nil, "how many columns; as many as rows by default")
    package static let variables = tensor("y", default: nil, "further variables")
    package static let rowvar = truth("rowvar", default: true, "whether a variable is a row, not a column")
    package static let weights = tensor("weights", default: nil, "how much each element counts")
    package static let ar1 = tensor("ar1", "the left tensor")
    package static let ar2 = tensor("ar2", "the right tensor")
    package static let axis = axis("axis", default: nil, "along which axis")
    package static let keepdims = truth("keepdims", default: false, "whether the axis stays, of length 1")
    /// The same where NumPy reduces in C.
    package static let keepdimsFlag = flag("keepdims", default: false, "whether the axis stays, of length 1")
    package static let dtype = dtype()
    package static let size = shape("size", default: nil, "the shape of the result; one number by default")
    package static let ddof = integer("ddof", default: 0, "what is subtracted from the count")
}
