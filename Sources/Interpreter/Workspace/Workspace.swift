public import Randomness
public import Tensors

/// All that cells can see and change: names, values and random state.
///
/// A plain value: a copy of it is a checkpoint, and storage is shared until one of the two is written to.
public struct Workspace {
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

/// Names and what they stand for; two copies share nearly all of it even when one of them is changed.
///
/// Every checkpoint is a copy, and the next cell changes the original: a dictionary would then be copied whole. Here the
/// elements stand in short chunks, so that a new value for a known name copies one chunk and the list of them, and only
/// a new name copies the index.
public struct NameTable<Element> {
    /// The place of each name's element.
    private var places: [String: Int] = [:]
    private var chunks: [[Element?]] = []
    /// Places whose names were taken out.
    private var vacant: [Int] = []
    private var end = 0

    private static var chunkLength: Int { 32 }

    /// An empty table.
    public init() {}

    /// How many names there are.
    public var count: Int { places.count }

    /// Whether there are none.
    public var isEmpty: Bool { places.isEmpty }

    /// The names, in no order.
    public var keys: Dictionary<String, Int>.Keys { places.keys }

    /// The elements, in no order.
    public var values: some Sequence<Element> { chunks.lazy.joined().compactMap(\.self) }

    /// What a name stands for; nil if it isn't there. Setting it to nil takes the name out.
    public subscript(name: String) -> Element? {
        get { places[name].flatMap { chunks[$0 / Self.chunkLength][$0 % Self.chunkLength] } }
        set {
            if let newValue {
                updateValue(newValue, forKey: name)
            } else if let place = places.removeValue(forKey: name) {
                chunks[place / Self.chunkLength][place % Self.chunkLength] = nil
                vacant.append(place)
            }
        }
    }

    /// Has a name stand for something; gives what it stood for before.
    @discardableResult
    public mutating func updateValue(_ element: Element, forKey name: String) -> Element? {
        if let place = places[name] {
            let (chunk, index) = (place / Self.chunkLength, place % Self.chunkLength)
            defer { chunks[chunk][index] = element }
            return chunks[chunk][index]
        }
        let place = vacant.popLast() ?? end
        if place == end {
            end += 1
            if place / Self.chunkLength == chunks.count { chunks.append([]) }
            chunks[place / Self.chunkLength].append(element)
        } else {
            chunks[place / Self.chunkLength][place % Self.chunkLength] = element
        }
        places[name] = place
        return nil
    }

    /// A dictionary of the same names, with what is made of their elements.
    public func mapValues<Result>(_ transform: (Element) throws -> Result) rethrows -> [String: Result] {
        var result: [String: Result] = [:]
        for (name, element) in self { result[name] = try transform(element) }
        return result
    }
}

extension NameTable: Sequence {
    /// The names with their elements, in no order.
    public func makeIterator() -> AnyIterator<(key: String, value: Element)> {
        var names = places.makeIterator()
        return AnyIterator {
            while let (name, place) = names.next() {
                if let element = chunks[place / Self.chunkLength][place % Self.chunkLength] { return (name, element) }
            }
            return nil
        }
    }
}

extension NameTable: Equatable where Element: Equatable {
    /// Whether two tables have the same names for the same things.
    public static func == (first: Self, second: Self) -> Bool {
        first.count == second.count && first.keys.allSatisfy { first[$0] == second[$0] }
    }
}

/// A piece of source that is run as a whole: one input at the prompt, or one `# %%` section of a file.
public struct Cell: Sendable, Equatable {
    /// Its number; numbers are never used again.
    public var number: Int
    /// Its text.
    public var source: String
    /// Where it stands when it was read from a file: the path and its first line (from 1).
    public var location: Location?

    /// A place in a file.
    public struct Location: Sendable, Equatable {
        /// The path as it was given.
        public var path: String
        /// The line of the file on which the cell's source begins.
        public var line: Int

        /// Makes a location.
        public init(path: String, line: Int) {
            self.path = path
            self.line = line
        }
    }

    /// Makes a cell.
    public init(number: Int, source: String, location: Location? = nil) {
        self.number = number
        self.source = source
        self.location = location
    }
}
