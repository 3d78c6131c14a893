internal import Rendering

/// A parameter of a built-in: its kind, its default and its meaning.
public struct Parameter: Sendable {
    /// The kinds of arguments.
    public enum Kind: Sendable, Equatable {
        /// Any value.
        case value
        /// A tensor, or numbers and nested lists that are converted to one.
        case tensor
        case integer, number, truth, text
        /// True or False, where C code of Python or NumPy takes an integer.
        case flag
        /// An axis, or several.
        case axis
        case dtype
        /// The lengths of axes.
        case shape
        case function
        /// A file. As a word of a command it is taken verbatim up to the next blank.
        case path
        /// A help topic. As a word of a command it is taken verbatim up to the next blank.
        case topic
        /// A name or an option. As a word of a command it is taken verbatim up to the next blank.
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
        /// A tensor, by default the workspace's tensor with the parameter's name.
        case workspace

        /// Whether the function accepts any value and checks it itself.
        var isAnyValue: Bool {
            switch self {
            case .value, .function, .dtype, .source, .choice, .text, .word, .option, .topic: true
            default: false
            }
        }
    }

    /// The defaults of parameters.
    public enum Default: Sendable, Equatable {
        /// The argument is required.
        case needed
        /// Python's `None`.
        case none
        case integer(Int), number(Double), truth(Bool), text(String)
        /// The value of a name or an expression: `float`, `()`.
        case source(String)
    }

    /// How arguments are passed to it.
    enum Role: Sendable {
        case plain
        /// It takes all remaining positional arguments, `*rest`.
        case rest
        /// It takes all keywords that are not parameters, `**names`.
        case names
        /// Not a parameter: those before it are positional-only, `/`.
        case slash
        /// Not a parameter: those after it are keyword-only, `*`.
        case star
        /// Not a parameter: the position of NumPy's `out`, where only `None` is accepted; those after it are
        /// keyword-only.
        case out
    }

    /// Its name.
    public let name: String
    /// What it accepts.
    public let kind: Kind
    /// Its default.
    public let fallback: Default
    /// Its meaning, in a few words.
    public let meaning: String
    let role: Role
    /// Whether it accepts `None` although that is not its default.
    private(set) var takesNone = false
    /// Whether it accepts integers but rejects bools.
    private(set) var refusesTruths = false

    init(_ name: String, _ kind: Kind, default fallback: Default, role: Role = .plain, _ meaning: String) {
        self.name = name
        self.kind = kind
        self.fallback = fallback
        self.role = role
        self.meaning = meaning
    }

    /// Whether it takes all remaining positional arguments, and no keyword.
    public var isVariadic: Bool { role == .rest }

    var isRequired: Bool { fallback == .needed && !isVariadic }

    /// Whether it rejects `None`. Numbers and strings do, unless `None` is the default.
    var refusesNone: Bool {
        switch (kind, fallback) {
        case (.flag, _): true
        case (.integer, .needed), (.cell, .needed), (.steps, .needed), (.number, .needed), (.text, .needed),
            (_, .integer), (_, .number), (_, .text):
            kind.isJudged && kind != .truth && !takesNone && !isVariadic
        default: false
        }
    }

    /// The same parameter, rejecting bools as NumPy's C code does.
    package var wholeOnly: Parameter {
        var changed = self
        changed.refusesTruths = true
        return changed
    }

    /// The same parameter, accepting `None` too.
    package var orNone: Parameter {
        var changed = self
        changed.takesNone = true
        return changed
    }

    /// Its default as Python source; nil if it is required.
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
    /// An integer.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A float.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .truth(value) }
    /// A string.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Python's `None`.
    public init(nilLiteral: ()) { self = .none }
}

extension Parameter.Kind {
    /// Whether some values are never of this kind.
    var isJudged: Bool {
        switch self {
        case .value, .tensor, .axis, .shape, .topic, .word, .option, .choice, .source, .workspace: false
        case .integer, .cell, .steps, .number, .truth, .flag, .text, .path, .dtype, .function: true
        }
    }

    /// The kind in words.
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

    /// Whether a value may be of this kind. The function itself checks arrays, and sequences given in place of one
    /// value.
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
    /// Whether it is a path-like object, such as those of `pathlib`.
    fileprivate var saysPath: Bool {
        guard case .instance(let instance) = self else { return false }
        return instance.type.lookUp("__fspath__") != nil || instance.type.lookUp("read") != nil
    }
}

// MARK: - Constructors

extension Parameter {
    /// Makes parameters of a kind.
    package struct Maker: Sendable {
        let kind: Kind

        /// Makes a parameter, which is required unless there is a default.
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

    /// Makes a parameter for all remaining positional arguments.
    package static func rest(_ name: String, _ meaning: String, of kind: Kind = .value) -> Parameter {
        Parameter(name, kind, default: .none, role: .rest, meaning)
    }

    /// Makes a parameter for all keywords that are not parameters.
    package static func names(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name, .value, default: .none, role: .names, meaning)
    }

    /// Separates positional-only parameters from the ones after it.
    package static let slash = Parameter("", .value, default: .none, role: .slash, "")
    /// Separates keyword-only parameters from the ones before it.
    package static let star = Parameter("", .value, default: .none, role: .star, "")
    /// The position of NumPy's `out`, which must be `None`.
    package static let out = Parameter("", .value, default: .none, role: .out, "")
    /// The receiver of a method.
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
    package static let delimiter = text("delimiter", default: nil, "the text between the columns")
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
    /// `keepdims=` of NumPy functions that reduce in C.
    package static let keepdimsFlag = flag("keepdims", default: false, "whether the axis stays, of length 1")
    package static let dtype = dtype()
    package static let size = shape("size", default: nil, "the shape of the result; one number by default")
    package static let ddof = integer("ddof", default: 0, "what is subtracted from the count")
}
