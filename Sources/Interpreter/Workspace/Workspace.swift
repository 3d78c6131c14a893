public import Randomness
public import Tensors

/// All that cells can see and change: names, values and random state.
///
/// A plain value: a copy of it is a checkpoint, and storage is shared until one of the two is written to.
public struct Workspace: Sendable {
    /// The user's names.
    public package(set) var names = NameTable<Value>()
    /// The names in the order they were first set.
    public package(set) var order: [String] = []
    /// The legacy stream of `rand`, `randn` …; nil until it is seeded or drawn from.
    public package(set) var randomState: LegacyRandomState?
    /// The generators that `default_rng` made.
    public package(set) var generators: [GeneratorID: RandomGenerator] = [:]
    /// The value last shown, `_`.
    public package(set) var lastShown: Value?
    /// The cell that trained the present weights, and which names they are.
    public package(set) var training: TrainingMark?

    /// Remembers which `train` set the weights.
    public struct TrainingMark: Sendable, Equatable {
        /// The cell's number.
        public var cell: Int
        /// The names of the weight and the bias.
        public var names: [String]

        package init(cell: Int, names: [String]) {
            self.cell = cell
            self.names = names
        }
    }

    /// Where the training of ``training`` began, and how it went on.
    package struct TrainingStart {
        package let w, b: Tensor
        package let rate: Double
        package let epochs: Int

        package init(w: Tensor, b: Tensor, rate: Double, epochs: Int) {
            (self.w, self.b) = (w, b)
            self.rate = rate
            self.epochs = epochs
        }
    }

    /// How the last `train` came to its weights, where that was by the built-in model.
    package var trainingStart: TrainingStart?

    /// Which of the ``Lineage``'s records made each name's present value.
    public package(set) var origins = NameTable<Int>()

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
