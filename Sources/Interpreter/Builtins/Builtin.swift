internal import Synchronization
public import Syntax
package import Tensors

/// How calls with one or two values by place, or none, are carried out without binding arguments to parameters.
///
/// Each form gives nil where it doesn't take the values: the general implementation then decides, and says what is wrong
/// with them. So a form fails never, changes nothing unless it gives a value, and takes no longer than a moment.
package struct DirectForms: Sendable {
    var none: (@Sendable (Machine) -> Value?)?
    package var one: (@Sendable (Machine, Value) -> Value?)?
    var two: (@Sendable (Machine, Value, Value) -> Value?)?
    var three: (@Sendable (Machine, Value, Value, Value) -> Value?)?
    /// For any number of values by place.
    var many: (@Sendable (Machine, UnsafeBufferPointer<Value>) -> Value?)?
    /// For a small array alone, the axis that goes, and whether it stays with the length 1.
    package var alongAxis: (@Sendable (SmallArray, Int, Bool) -> Value?)?

    package init(
        none: (@Sendable (Machine) -> Value?)? = nil, one: (@Sendable (Machine, Value) -> Value?)? = nil,
        two: (@Sendable (Machine, Value, Value) -> Value?)? = nil,
        three: (@Sendable (Machine, Value, Value, Value) -> Value?)? = nil
    ) {
        (self.none, self.one, self.two, self.three) = (none, one, two, three)
    }

    /// For any number of values by place.
    package static func many(
        _ form: @escaping @Sendable (Machine, UnsafeBufferPointer<Value>) -> Value?
    ) -> DirectForms {
        var forms = DirectForms()
        forms.many = form
        return forms
    }

    /// For a value by place alone, which it gives without a look at the machine.
    package static func one(_ form: @escaping @Sendable (Value) -> Value?) -> DirectForms {
        DirectForms(one: { form($1) })
    }
}

/// An entry of the one table of built-ins: completion, help, errors, command form and evaluation all read it.
public final class Builtin: Sendable {
    /// How a call is carried out.
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

        /// What most entries of the group give.
        var usualResult: Result {
            switch self {
            case .make, .random, .elementwise, .reduce, .reshape, .products: .tensor
            case .learn, .look, .travel, .sessions: .nothing
            case .python: .other
            }
        }
    }

    /// The doors through which an entry can be reached.
    public enum Door: Sendable, Equatable {
        /// By its bare name and as `np.name`.
        case both
        /// By its bare name only: Python's own, and the shell's commands.
        case bare
        /// As `np.name` only, because the bare name is Python's.
        case numpy
        /// As a member of a module of Python's only.
        case module(Namespace)
    }

    /// Its bare name.
    public let name: String
    /// Which doors lead to it.
    public let door: Door
    /// Its path behind `np.`: `random.rand`. Of an entry without that door, the path of NumPy's nearest.
    public let numpyPath: String
    /// Further paths behind `np.`.
    public let aliases: [String]
    /// Its group in the help.
    public let group: Group
    /// What it does, in a line.
    public let summary: String
    /// How a statement that is a call of it behaves, and what it changes.
    public let traits: Traits
    /// What a call gives.
    public let result: Result
    /// The type whose values a call makes, if the name is a type.
    public let type: PythonType?
    /// Lines that show it at work, in the format of sessions; the tests run them.
    public let example: String
    private let relatedNames: String
    /// What is different from NumPy's function, or Python's, of its name; nil if nothing is known to be.
    public let difference: String?
    private let parameters: @Sendable () -> [Parameter]
    /// The address of the signature, once it is made. (Swift's own lazy reference looks its type up at each read.)
    private let signatureAddress = Atomic<UInt>(0)
    /// How a call of it is written in Python.
    public let python: PythonForm
    /// Under which names `train` and `step` look for a function of the user's to take its place; the first there is counts.
    public let standIns: [String]
    let implementation: Implementation
    /// How a call with few values by place is carried out, where that is known to do.
    let direct: DirectForms
    /// What it does as a special method; nil for all others.
    let native: Native?

    /// What a special method of a built-in type does with a value of it, or an object where it takes that, and others.
    package struct Native: Sendable {
        let body: @Sendable (Machine, Value, [Value]) throws(EvaluationError) -> Value

        package init(body: @escaping @Sendable (Machine, Value, [Value]) throws(EvaluationError) -> Value) {
            self.body = body
        }
    }

    /// What is known of what a call gives before it runs.
    public enum Result: Sendable {
        /// A tensor, or a number of NumPy's.
        case tensor
        case list, tuple, text
        /// Python's `None`.
        case nothing
        /// Something else, or now this, now that.
        case other
    }

    /// How a call is written in Python, by what stands in its place.
    public enum PythonForm: Sendable {
        /// NumPy's function, or Python's own.
        case twin
        /// A function at the head of the code, which gives a value.
        case forward, loss, backward, load
        /// A function of those over gradients, which all stand at the head of the code together.
        case learning
        /// Statements, with functions at the head of the code for some.
        case step, train, shapes, show, statistics, save, time, reset
        /// Going to what another cell left.
        case journey
        /// Drawing, by functions at the head of the code over matplotlib.
        case plot, points, histogram, matrix, surface
        /// Printing what `repr` gives.
        case displayed
        /// What only the replay can print: it tells of what Python doesn't have.
        case printed
        /// A comment: it means nothing in Python.
        case comment
    }

    /// What belongs to the functions that it gives, by name.
    private let members: [Builtin]

    /// Whether a direct form may be given a value: not a tensor whose element type the function may not know.
    @inline(__always)
    func takesDirectly(_ value: Value) -> Bool {
        if !value.isOfUnusualType {
            if case .complex = value { return takesComplex }
            return true
        }
        return value.isComplex ? takesComplex : takesEveryType && (takesTexts || !value.isTextArray)
    }

    /// Whether it takes complex numbers: what moves elements about, is Python's, or says so.
    package var takesComplex: Bool {
        switch group {
        case .python, .travel, .sessions, .reshape: true
        case .make, .random, .learn, .look, .elementwise, .reduce, .products: traits.contains(.takesComplex)
        }
    }

    /// Whether it takes tensors of every element type: what looks at them, moves their elements about, or is Python's.
    var takesEveryType: Bool {
        switch group {
        case .python, .look, .travel, .sessions, .reshape: true
        case .make, .random, .learn, .elementwise, .reduce, .products: traits.contains(.takesEveryType)
        }
    }

    /// Whether it takes tensors of texts: what moves elements about, and what says so.
    var takesTexts: Bool { group == .reshape || traits.contains(.takesTexts) }

    func member(_ name: String) -> Builtin? { members.first { $0.name == name } }

    /// What sets an entry apart from a plain function.
    public struct Traits: OptionSet, Sendable {
        /// The set as bits.
        public let rawValue: Int
        /// Makes a set.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// Runs when it is named alone, as a whole statement.
        public static let runsAlone = Traits(rawValue: 1)
        /// A cell of it alone is not recorded.
        public static let unrecorded = Traits(rawValue: 2)
        /// It changes its first argument, whatever names refer to that.
        public static let changesFirstArgument = Traits(rawValue: 4)
        /// Given a tensor or a list, its bare name means NumPy's function of that name.
        public static let yieldsToNumPy = Traits(rawValue: 8)
        /// Tensors have it as a method.
        public static let tensorMethod = Traits(rawValue: 16)
        /// A learner needs it first: the overview of `help` names it.
        public static let essential = Traits(rawValue: 32)
        /// It writes files.
        public static let writesFiles = Traits(rawValue: 64)
        /// It sets the workspace's weights, by the user's own `forward`, `loss` and `backward` where there are such.
        public static let trains = Traits(rawValue: 128)
        /// It shows something, and changes nothing.
        public static let shows = Traits(rawValue: 512)
        /// It takes one by one what NumPy's function takes as one tuple or list.
        public static let gathers = Traits(rawValue: 1024)
        /// It takes arguments by place, and by keyword those behind a star alone.
        public static let placesOnly = Traits(rawValue: 2048)
        /// It forgets all names, so that the cells before it need not be run again.
        public static let forgets = Traits(rawValue: 256)
        /// It begins the session's random numbers anew, at what it is given.
        public static let seeds = Traits(rawValue: 4096)
        /// Bound to a function, it becomes a method where a class has it, as that function would.
        public static let binds = Traits(rawValue: 65536)
        /// It says whether a value is an instance of a class, which `match` asks it too.
        public static let judgesInstances = Traits(rawValue: 1 << 20)
        /// It is a method of a type itself, which it is given in the place of a value.
        public static let belongsToType = Traits(rawValue: 1 << 21)
        /// A method that takes an object of a class itself, and not what it is of a built-in type.
        public static let takesObject = Traits(rawValue: 131_072)
        /// A method that takes the class of the value before the dot.
        public static let ofClass = Traits(rawValue: 262_144)
        /// A method that a class must have for it to have objects, and doesn't have itself.
        public static let isMissing = Traits(rawValue: 524_288)
        /// It keeps or passes on what it is given, and doesn't look at it.
        public static let keeps = Traits(rawValue: 32768)
        /// The words of its command form are expressions, in which operators may stand.
        public static let takesExpressions = Traits(rawValue: 1 << 22)
        /// It asks whoever runs the cell for a line.
        public static let asks = Traits(rawValue: 1 << 23)
        /// A word of its command form that ends in `.session` is the name of a file.
        public static let readsSessions = Traits(rawValue: 1 << 24)
        /// A word of its command form that ends as tables do is the name of a file.
        public static let readsTables = Traits(rawValue: 1 << 30)
        /// It gives a copy, of a group whose other entries may give a view.
        public static let copies = Traits(rawValue: 16384)
        /// It takes tensors of every element type, and not of float64, int64 and bool alone.
        public static let takesEveryType = Traits(rawValue: 1 << 25)
        /// It takes tensors of texts, too.
        public static let takesTexts = Traits(rawValue: 1 << 28)
        /// Given an iterator alone it takes all of its items before it looks at one: they may come as a list.
        public static let gathersItems = Traits(rawValue: 1 << 26)
        /// The same as long as they are numbers; it takes others one by one.
        public static let gathersNumbers = Traits(rawValue: 1 << 27)
        /// It takes complex numbers too, and loses no part of them.
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

    /// The same as a method, which takes the value before the dot first.
    package var asMethod: Builtin { renamedMethod(name) }

    /// The same under another name.
    package func renamedMethod(_ name: String) -> Builtin {
        let (parameters, implementation) = (parameters, implementation)
        return Builtin(
            name, group, traits: traits, gives: result, [.receiver] + parameters(), summary, example: example,
            related: relatedNames, implementation)
    }

    /// Its parameters. They are put together when they are first asked for, so that a start pays nothing for them.
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
        // Another thread made it meanwhile.
        made.release()
        return Self.signature(at: other) ?? makeSignature()
    }

    /// How it is called, as it is shown: `train(epochs, lr=0.01)`, `append(item)` of a method.
    public var shownSignature: String {
        let signature = signature
        return name + (signature.hasReceiver ? signature.withoutReceiver : signature).text
    }

    /// The names that a caller can give by keyword.
    public var keywords: [String] { signature.keywords(placesOnly: traits.contains(.placesOnly)) }

    /// The parameters that are the workspace's tensors unless others are given.
    public var workspaceOperands: [String] { signature.parameters.filter { $0.kind == .workspace }.map(\.name) }

    /// What is worth reading beside it, the nearest first: bare names, NumPy's (`np.sum`) and methods (`list.append`).
    public var related: [String] { relatedNames.split(separator: " ").map(String.init) }

    /// Whether it is a function of elements, with the methods of NumPy's.
    package var isUniversal: Bool { group == .elementwise && signature.takesNone && signature.isPlaceOnly(0) }

    /// Its name behind NumPy's door, if it has one.
    public var numpyName: String? { isNumPys ? "np." + numpyPath : nil }

    /// Whether it is none of Python's or NumPy's functions.
    var isDescents: Bool {
        switch group {
        case .learn, .look, .travel, .sessions: true
        case .make, .random, .elementwise, .reduce, .reshape, .products, .python: false
        }
    }

    /// Whether NumPy's door leads to it.
    public var isNumPys: Bool { door == .both || door == .numpy }

    /// The module of Python's that it is a member of.
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
            case .path, .topic, .word:
                // Behind a variadic parameter there is no place.
                if parameter.isVariadic { rules.rawPositions.formUnion(index..<index + 8) }
                if index < signature.positionalCount { rules.rawPositions.insert(index) }
            case .choice: rules.wordKeywords.insert(parameter.name)
            case .source: rules.takesSource = true
            default: break
            }
        }
        return rules
    }

    /// The ending of sessions.
    public static let sessionEnding = ".session"

    /// Whether the bare name leads to it.
    public var hasBareName: Bool { door == .both || door == .bare }

    /// The name by which its page is asked for: `train`, `np.sum`, `math.sqrt`.
    public var title: String { module.map { "\($0.rawValue).\(name)" } ?? (hasBareName ? name : "np." + numpyPath) }
}
