/// An entry of the one table of built-ins: completion, help, errors, command form and evaluation all read it.
public final class Builtin: Sendable {
    /// How a call is carried out.
    typealias Implementation =
        @Sendable (inout Evaluator, Arguments) throws(EvaluationError) -> Value

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
    }

    /// The doors through which an entry can be reached.
    public enum Door: Sendable, Equatable {
        /// By its bare name and as `np.name`.
        case both
        /// By its bare name only: Python's own, and the shell's commands.
        case bare
        /// As `np.name` only, because the bare name is Python's.
        case numpy
    }

    /// Its bare name.
    public let name: String
    /// Which doors lead to it.
    public let door: Door
    /// Its path behind `np.`: `random.rand`.
    public let numpyPath: String
    /// Further paths behind `np.`.
    public let aliases: [String]
    /// Its group in the help.
    public let group: Group
    /// Its parameters with their defaults, as they are shown: `train(epochs, lr=0.01)`.
    public let signature: String
    /// What it does, in a line.
    public let summary: String
    /// How a statement that is a call of it behaves.
    public let traits: Traits
    let implementation: Implementation

    /// What sets an entry apart from a plain function.
    public struct Traits: OptionSet, Sendable {
        /// The set as bits.
        public let rawValue: Int
        /// Makes a set.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// Runs when it is named alone, as a whole statement.
        public static let runsAlone = Traits(rawValue: 1)
        /// Its first word is read raw: a path or a topic.
        public static let rawFirstWord = Traits(rawValue: 2)
        /// It takes the rest of the line as source.
        public static let takesSource = Traits(rawValue: 4)
        /// A cell of it alone is not recorded.
        public static let unrecorded = Traits(rawValue: 8)
        /// It changes its first argument: what it returns is assigned to the name (or element) given.
        public static let changesFirstArgument = Traits(rawValue: 16)
        /// Typed as words, the value of its `method=` is a word.
        public static let wordForMethod = Traits(rawValue: 32)
        /// All its words are read raw.
        public static let rawWords = Traits(rawValue: 64)
        /// Given a tensor or a list, its bare name means NumPy's function of that name.
        public static let yieldsToNumPy = Traits(rawValue: 128)
    }

    init(
        _ signature: String, _ group: Group, door: Door = .both, path: String? = nil, aliases: [String] = [],
        traits: Traits = [], _ summary: String, _ implementation: @escaping Implementation
    ) {
        // Byte by byte, since every start of the shell does this for every entry.
        self.name = String(signature[..<(signature.utf8.firstIndex(of: UInt8(ascii: "(")) ?? signature.endIndex)])
        self.door = door
        self.numpyPath = path ?? self.name
        self.aliases = aliases
        self.group = group
        self.signature = signature
        self.summary = summary
        self.traits = traits
        self.implementation = implementation
    }

    /// Its name behind NumPy's door, if it has one.
    public var numpyName: String? { door == .bare ? nil : "np." + numpyPath }
}
