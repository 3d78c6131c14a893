internal import Synchronization
public import Syntax
package import Tensors

/// Fast paths for calls with few positional arguments, which skip binding arguments to parameters.
///
/// A form returns nil if it does not accept the values; the general implementation then runs, and reports any error.
/// So a form never fails, has no effects unless it returns a value, and takes little time.
package struct DirectForms: Sendable {
    var none: (@Sendable (Machine) -> Value?)?
    package var one: (@Sendable (Machine, Value) -> Value?)?
    var two: (@Sendable (Machine, Value, Value) -> Value?)?
    var three: (@Sendable (Machine, Value, Value, Value) -> Value?)?
    /// For any number of positional arguments.
    var many: (@Sendable (Machine, UnsafeBufferPointer<Value>) -> Value?)?
    /// For a small array, the axis to reduce, and whether to keep the axis with length 1.
    package var alongAxis: (@Sendable (SmallArray, Int, Bool) -> Value?)?

    package init(
        none: (@Sendable (Machine) -> Value?)? = nil, one: (@Sendable (Machine, Value) -> Value?)? = nil,
        two: (@Sendable (Machine, Value, Value) -> Value?)? = nil,
        three: (@Sendable (Machine, Value, Value, Value) -> Value?)? = nil
    ) {
        (self.none, self.one, self.two, self.three) = (none, one, two, three)
    }

    /// Makes a form for any number of positional arguments.
    package static func many(
        _ form: @escaping @Sendable (Machine, UnsafeBufferPointer<Value>) -> Value?
    ) -> DirectForms {
        var forms = DirectForms()
        forms.many = form
        return forms
    }

    /// Makes a form for a single positional argument that does not use the machine.
    package static func one(_ form: @escaping @Sendable (Value) -> Value?) -> DirectForms {
        DirectForms(one: { form($1) })
    }
}

/// An entry of the table of built-ins. Completion, help, errors, command form and evaluation all use this table.
public final class Builtin: Sendable {
    /// The implementation of a call.
    package typealias Implementation =
        @Sendable (Machine, Arguments) throws(EvaluationError) -> Value

    /// The groups of `help`.
    public enum Group: String, Sendable, CaseIterable {
        case make, random, learn, look, travel, sessions, elementwise, reduce, reshape, products, python

        /// The group's heading.
        public var title: String {
            switch self {
            case .make: "Make tensors"
            case .random: "Random numbers"
            case .elementwise: "Element by element"
            case .reduce: "Reduce and sort"
            case .reshape: "Shape and join"
            case .products: "Products and linear algebra"
            case .learn: "Learn"
            case .look: "Look"
            case .travel: "Travel"
            case .sessions: "Sessions"
            case .python: "Python's own"
            }
        }

        /// What most functions in the group return.
        var usualResult: Result {
            switch self {
            case .make, .random, .elementwise, .reduce, .reshape, .products: .tensor
            case .learn, .look, .travel, .sessions: .nothing
            case .python: .other
            }
        }
    }

    /// The namespaces that expose an entry.
    public enum Door: Sendable, Equatable {
        /// The bare name and `np.name`.
        case both
        /// The bare name only: Python's built-ins, and the shell's commands.
        case bare
        /// `np.name` only, because the bare name is Python's.
        case numpy
        /// A member of a Python module only.
        case module(Namespace)
    }

    /// Its bare name.
    public let name: String
    /// The namespaces that expose it.
    public let door: Door
    /// Its path after `np.`: `random.rand`. For an entry outside NumPy, the path of the nearest NumPy function.
    public let numpyPath: String
    /// Further paths after `np.`.
    public let aliases: [String]
    /// Its group in the help.
    public let group: Group
    /// A one-line description.
    public let summary: String
    /// The traits of its calls.
    public let traits: Traits
    /// What a call returns.
    public let result: Result
    /// The type that a call constructs, if the name is a type.
    public let type: PythonType?
    /// An example session; the tests run it.
    public let example: String
    private let relatedNames: String
    /// How it differs from the NumPy or Python function of the same name; nil if no difference is known.
    public let difference: String?
    private let parameters: @Sendable () -> [Parameter]
    /// The address of the signature, once it is made. (A lazy `let` in Swift looks up its type at each read.)
    private let signatureAddress = Atomic<UInt>(0)
    /// How a call is written in exported Python.
    public let python: PythonForm
    /// The names under which `train` and `step` look for a user-defined function to use instead; the first that
    /// exists counts.
    public let standIns: [String]
    let implementation: Implementation
    /// The fast paths for calls with few positional arguments.
    let direct: DirectForms
    /// The implementation of a special method; nil for all others.
    let native: Native?

    /// A special method of a built-in type, called with a value of that type (or an object, if it accepts one) and
    /// the other arguments.
    package struct Native: Sendable {
        let body: @Sendable (Machine, Value, [Value]) throws(EvaluationError) -> Value

        package init(body: @escaping @Sendable (Machine, Value, [Value]) throws(EvaluationError) -> Value) {
            self.body = body
        }
    }

    /// What is known about the result of a call before it runs.
    public enum Result: Sendable {
        /// A tensor or a NumPy scalar.
        case tensor
        case list, tuple, text
        /// Python's `None`.
        case nothing
        /// Something else, or different types.
        case other
    }

    /// How a call is exported to Python, by what replaces it.
    public enum PythonForm: Sendable {
        /// The NumPy or Python function.
        case twin
        /// A function at the head of the code, which returns a value.
        case forward, loss, backward, load
        /// One of the functions based on gradients, which are all placed at the head of the code together.
        case learning
        /// Statements, some using functions at the head of the code.
        case step, train, shapes, show, statistics, save, time, reset
        /// A move to the state that another cell left.
        case journey
        /// Drawing, by functions at the head of the code that use matplotlib.
        case plot, points, histogram, matrix, surface
        /// Printing the result of `repr`.
        case displayed
        /// Output that only the replay can produce, because it concerns something Python does not have.
        case printed
        /// A comment: it has no meaning in Python.
        case comment
    }

    /// The attributes of the functions that it returns, by name.
    private let members: [Builtin]

    /// Whether a fast path may receive a value: not a tensor whose dtype the function may not support.
    @inline(__always)
    func takesDirectly(_ value: Value) -> Bool {
        if !value.isOfUnusualType {
            if case .complex = value { return takesComplex }
            return true
        }
        return value.isComplex ? takesComplex : takesEveryType && (takesTexts || !value.isTextArray)
    }

    /// Whether it accepts complex numbers: it moves elements, is Python's, or has the trait.
    package var takesComplex: Bool {
        switch group {
        case .python, .travel, .sessions, .reshape: true
        case .make, .random, .learn, .look, .elementwise, .reduce, .products: traits.contains(.takesComplex)
        }
    }

    /// Whether it accepts tensors of every dtype: it inspects tensors, moves elements, is Python's, or has the trait.
    var takesEveryType: Bool {
        switch group {
        case .python, .look, .travel, .sessions, .reshape: true
        case .make, .random, .learn, .elementwise, .reduce, .products: traits.contains(.takesEveryType)
        }
    }

    /// Whether it accepts tensors of strings: it moves elements or has the trait.
    var takesTexts: Bool { group == .reshape || traits.contains(.takesTexts) }

    func member(_ name: String) -> Builtin? { members.first { $0.name == name } }

    /// Traits that distinguish an entry from a plain function.
    public struct Traits: OptionSet, Sendable {
        /// The set as bits.
        public let rawValue: Int
        /// Makes a set.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// Runs when its bare name is a whole statement.
        public static let runsAlone = Traits(rawValue: 1)
        /// A cell that consists of it is not recorded.
        public static let unrecorded = Traits(rawValue: 2)
        /// It modifies its first argument in place.
        public static let changesFirstArgument = Traits(rawValue: 4)
        /// With a tensor or list as argument, its bare name means the NumPy function of that name.
        public static let yieldsToNumPy = Traits(rawValue: 8)
        /// It is also a method of tensors.
        public static let tensorMethod = Traits(rawValue: 16)
        /// Beginners need it first: the overview of `help` lists it.
        public static let essential = Traits(rawValue: 32)
        /// It writes files.
        public static let writesFiles = Traits(rawValue: 64)
        /// It sets the workspace's weights, using the user's own `forward`, `loss` and `backward` if defined.
        public static let trains = Traits(rawValue: 128)
        /// It shows something and changes nothing.
        public static let shows = Traits(rawValue: 512)
        /// It takes separate arguments where NumPy's function takes a tuple or list.
        public static let gathers = Traits(rawValue: 1024)
        /// It takes positional arguments only, except for keywords after a star.
        public static let placesOnly = Traits(rawValue: 2048)
        /// It deletes all names, so earlier cells need not be run again.
        public static let forgets = Traits(rawValue: 256)
        /// It reseeds the session's random stream.
        public static let seeds = Traits(rawValue: 4096)
        /// Bound to a function, it becomes a method when stored in a class, as that function would.
        public static let binds = Traits(rawValue: 65536)
        /// It tests whether a value is an instance of a class; `match` uses it too.
        public static let judgesInstances = Traits(rawValue: 1 << 20)
        /// It is a method of a type itself, which it receives in place of a value.
        public static let belongsToType = Traits(rawValue: 1 << 21)
        /// A method that accepts an object itself rather than its content of a built-in type.
        public static let takesObject = Traits(rawValue: 131_072)
        /// A class method, which receives the class of the value before the dot.
        public static let ofClass = Traits(rawValue: 262_144)
        /// An abstract method: a class that lacks it cannot be instantiated.
        public static let isMissing = Traits(rawValue: 524_288)
        /// It stores or passes on its arguments without examining them.
        public static let keeps = Traits(rawValue: 32768)
        /// The words of its command form are expressions, which may contain operators.
        public static let takesExpressions = Traits(rawValue: 1 << 22)
        /// It asks the session for a line of input.
        public static let asks = Traits(rawValue: 1 << 23)
        /// A word of its command form that ends in `.session` is a file name.
        public static let readsSessions = Traits(rawValue: 1 << 24)
        /// A word of its command form that ends as tables do is the name of a file.
        public static let readsTables = Traits(rawValue: 1 << 30)
        /// It gives a copy, of a group whose other entries may give a view.
        public static let copies = Traits(rawValue: 16384)
        /// It accepts tensors of every dtype, not only float64, int64 and bool.
        public static let takesEveryType = Traits(rawValue: 1 << 25)
        /// It accepts tensors of strings.
        public static let takesTexts = Traits(rawValue: 1 << 28)
        /// With a single iterator as argument, it takes all items before examining any: they may be passed as a list.
        public static let gathersItems = Traits(rawValue: 1 << 26)
        /// The same as long as the items are numbers; it takes others one by one.
        public static let gathersNumbers = Traits(rawValue: 1 << 27)
        /// It accepts complex numbers and keeps both parts.
        public static let takesComplex = Traits(rawValue: 1 << 29)
    }

    package init(
        _ name: String, _ group: Group, door: Door = .both, path: String? = nil, aliases: [String] = [],
        type: PythonType? = nil, traits: Traits = [], gives result: Result? = nil, python: PythonForm? = nil,
        standIns: [String] = [], members: [Builtin] = [],
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter],
        _ summary: String, example: String = "", related: String = "", differs difference: String? = nil,
        direct: DirectForms = DirectForms(), native: Native? = nil, _ implementation: @escaping Implementation
    ) {
        self.name = name
        self.door = door
        self.numpyPath = path ?? name
        self.aliases = aliases
        self.group = group
        self.type = type
        self.result = result ?? group.usualResult
        self.parameters = parameters
        self.summary = summary
        self.example = example
        self.relatedNames = related
        self.difference = difference
        self.traits = traits
        self.python = python ?? (traits.contains(.shows) ? .printed : traits.contains(.unrecorded) ? .comment : .twin)
        self.standIns = standIns
        self.members = members
        self.implementation = implementation
        self.direct = direct
        self.native = native
    }

    /// The same as a method, whose first parameter is the receiver.
    package var asMethod: Builtin { renamedMethod(name) }

    /// The same method under another name.
    package func renamedMethod(_ name: String) -> Builtin {
        let (parameters, implementation) = (parameters, implementation)
        return Builtin(
            name, group, traits: traits, gives: result, [.receiver] + parameters(), summary, example: example,
            related: relatedNames, implementation)
    }

    /// Its parameters, which are created on first use so that they do not slow down startup.
    public var signature: Signature {
        let known = signatureAddress.load(ordering: .acquiring)
        return Self.signature(at: known) ?? makeSignature()
    }

    @inline(__always)
    private static func signature(at address: UInt) -> Signature? {
        UnsafeRawPointer(bitPattern: address).map { Unmanaged<Signature>.fromOpaque($0).takeUnretainedValue() }
    }

    @inline(never)
    private func makeSignature() -> Signature {
        let made = Unmanaged.passRetained(Signature(parameters()))
        let (isFirst, other) = signatureAddress.compareExchange(
            expected: 0, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
        if isFirst { return made.takeUnretainedValue() }
        // Another thread has created it meanwhile.
        made.release()
        return Self.signature(at: other) ?? makeSignature()
    }

    /// Its signature as shown: `train(epochs, lr=0.01)`, or `append(item)` for a method.
    public var shownSignature: String {
        let signature = signature
        return name + (signature.hasReceiver ? signature.withoutReceiver : signature).text
    }

    /// The names that a caller can pass by keyword.
    public var keywords: [String] { signature.keywords(placesOnly: traits.contains(.placesOnly)) }

    /// The parameters that default to workspace tensors.
    public var workspaceOperands: [String] { signature.parameters.filter { $0.kind == .workspace }.map(\.name) }

    /// Related entries, nearest first: bare names, NumPy's (`np.sum`) and methods (`list.append`).
    public var related: [String] { relatedNames.split(separator: " ").map(String.init) }

    /// Whether it is an elementwise function, with the methods of NumPy's ufuncs.
    package var isUniversal: Bool { group == .elementwise && signature.takesNone && signature.isPlaceOnly(0) }

    /// Its name in NumPy, if NumPy has it.
    public var numpyName: String? { isNumPys ? "np." + numpyPath : nil }

    /// Whether it is neither a Python nor a NumPy function.
    var isDescents: Bool {
        switch group {
        case .learn, .look, .travel, .sessions: true
        case .make, .random, .elementwise, .reduce, .reshape, .products, .python: false
        }
    }

    /// Whether it is accessible under `np.`.
    public var isNumPys: Bool { door == .both || door == .numpy }

    /// The Python module that it is a member of, if any.
    public var module: Namespace? { if case .module(let module) = door { module } else { nil } }

    /// How a line that begins with its name is read as words.
    public var wordRules: CommandTable.Entry {
        let signature = signature
        var rules = CommandTable.Entry(
            givesNothing: result == .nothing || traits.contains(.shows),
            takesExpressions: traits.contains(.takesExpressions),
            rawEndings: fileEndings)
        for (index, parameter) in signature.parameters.enumerated() {
            switch parameter.kind {
            case .path, .topic, .word, .option:
                // Behind a variadic parameter there is no place.
                if parameter.isVariadic { rules.rawPositions.formUnion(index..<index + 20) }
                if index < signature.positionalCount { rules.rawPositions.insert(index) }
            case .choice: rules.wordKeywords.insert(parameter.name)
            case .source: rules.takesSource = true
            default: break
            }
        }
        return rules
    }

    /// The file ending of sessions.
    public static let sessionEnding = ".session"

    /// Whether the bare name leads to it.
    public var hasBareName: Bool { door == .both || door == .bare }

    /// The name of its help page: `train`, `np.sum`, `math.sqrt`.
    public var title: String { module.map { "\($0.rawValue).\(name)" } ?? (hasBareName ? name : "np." + numpyPath) }
}
