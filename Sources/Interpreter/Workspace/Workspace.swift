public import Randomness
public import Tensors

/// All that cells can see and change: names, values and random state.
///
/// A plain value: a copy of it is a checkpoint, and storage is shared until one of the two is written to.
public struct Workspace: Sendable {
    /// The user's names.
    public internal(set) var names = NameTable<Value>()
    /// The names in the order they were first set.
    public internal(set) var order: [String] = []
    /// The legacy stream of `rand`, `randn` …; nil until it is seeded or drawn from.
    public internal(set) var randomState: LegacyRandomState?
    /// The generators that `default_rng` made.
    public internal(set) var generators: [GeneratorID: RandomGenerator] = [:]
    /// The value last shown, `_`.
    public internal(set) var lastShown: Value?
    /// The cell that trained the present weights, and which names they are.
    public internal(set) var training: TrainingMark?

    /// Remembers which `train` set the weights.
    public struct TrainingMark: Sendable, Equatable {
        /// The cell's number.
        public var cell: Int
        /// The names of the weight and the bias.
        public var names: [String]
    }

    /// Which of the ``Lineage``'s records made each name's present value.
    public internal(set) var origins = NameTable<Int>()

    /// An empty workspace.
    public init() {}

    /// The tensor that a name holds, if it holds one.
    public func tensor(_ name: String) -> Tensor? {
        if case .tensor(let tensor)? = names[name] { tensor } else { nil }
    }

    mutating func set(_ name: String, to value: Value) {
        if names.updateValue(value, forKey: name) == nil { order.append(name) }
    }

    mutating func remove(_ name: String) {
        names[name] = nil
        origins[name] = nil
        order.removeAll { $0 == name }
    }
}
