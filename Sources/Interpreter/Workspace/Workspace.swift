internal import CObjects
public import Randomness
public import Tensors

/// All that cells can see and change: names, and what they refer to; random state.
///
/// Names are slots. A slot is logged as an object is: before the first write of a cell, what was there goes into that
/// cell's ``CellLog``.
public final class Workspace {
    private var slots: [Slot] = []
    private var places: [String: Int] = [:]
    private var lastPosition = 0
    private var statementCount = 0
    private var sortedNames: [String]?
    /// What isn't a name's.
    private(set) var state = State()
    private var stateStamp: UInt64 = 0
    /// How often a class was made or changed, so that what was found in one may be another thing now.
    private(set) var classVersion = 0
    /// The names of attributes: one text each, which dictionaries find at once.
    private var attributeNames: [String: Text] = [:]

    /// An empty workspace.
    public init() {}

    /// A name, what it refers to, and what is known of that.
    fileprivate struct Slot {
        let name: String
        var content: Content
        /// The run of a cell that last set it.
        var stamp: UInt64
        /// The number of the statement that set it last.
        var setter = 0
    }

    fileprivate struct Content {
        var value: Value?
        /// Its place among the names, in the order in which they were first set.
        var position: Int
        /// Which of the ``Lineage``'s records made the value.
        var origin: Int?
        /// Whether what a clock gave went into it.
        var isTimed = false
        /// Whether it was the session's and is deleted.
        var isDeleted = false
    }

    struct State {
        var randomState: LegacyRandomState?
        var pythonRandom: PythonRandomState?
        var lastShown: Value?
        var training: TrainingMark?
        var trainingStart: TrainingStart?
        var unseededGenerators = 0
        /// The objects that were asked for their number, which is their place among them; kept, so that no other gets it.
        var numbered: [AnyObject] = []
        var numbers: [ObjectIdentifier: Int] = [:]
        /// The modules that the program goes on without.
        var absentModules: Set<String> = []
        /// What was given to modules that there aren't, and may be called by them at any time.
        var valuesGivenAway: [Value] = []
        /// What was left out that may have drawn random numbers, or changed files.
        var streamsLost: LeftOutLine?
        var filesLost: LeftOutLine?
        var pathsLost: [String: LeftOutLine] = [:]
        /// The files written since, whose contents are known.
        var filesKnown: Set<String> = []
    }

    /// A class is made or changes.
    func classesChange() { classVersion += 1 }

    /// How many modules written in Python were loaded.
    var moduleCount = 0

    /// The text of an attribute's name.
    func attributeName(_ name: String) -> Text {
        if let found = attributeNames[name] { return found }
        let made = Text(name)
        attributeNames[name] = made
        return made
    }

    // MARK: - Names

    /// What a name refers to; nil if it has no value.
    public func value(_ name: String) -> Value? { places[name].flatMap { slots[$0].content.value } }

    /// A number for a statement that begins.
    func beginStatement() -> Int {
        statementCount += 1
        return statementCount
    }

    /// The number of a name's slot, which stays the same.
    func slot(of name: String) -> Int { places[name] ?? makeSlot(name) }

    /// What the name of a slot refers to; nil if it has no value.
    @inline(__always) func value(at slot: Int) -> Value? { slots[slot].content.value }

    /// Whether the log of the running cell has what the name of a slot referred to before, so that it can be written to.
    func isLogged(at slot: Int) -> Bool { slots[slot].stamp == running_stamp() && slots[slot].content.value != nil }

    /// Has the name of a slot that is logged refer to something else.
    func replaceLogged(at slot: Int, by value: Value) { slots[slot].content.value = value }

    /// Has the name of a slot refer to something; whether it is known that this statement sets it.
    @inline(__always) func set(at slot: Int, to value: Value, in statement: Int) -> Bool {
        guard slots[slot].stamp == running_stamp(), slots[slot].content.value != nil, slots[slot].setter == statement
        else {
            set(slots[slot].name, to: value)
            slots[slot].setter = statement
            return false
        }
        slots[slot].content.value = value
        return true
    }

    /// The names that have values, in the order in which they were first set.
    public var order: [String] {
        if let sortedNames { return sortedNames }
        // Modules that were imported stand under names with a blank.
        let sorted = slots.filter { $0.content.value != nil && !$0.name.contains(" ") }.sorted {
            $0.content.position < $1.content.position
        }
        .map(\.name)
        sortedNames = sorted
        return sorted
    }

    /// The tensor that a name refers to, if it refers to one.
    public func tensor(_ name: String) -> Tensor? {
        if case .array(let array)? = value(name) { array.tensor } else { nil }
    }

    /// Has a name refer to something.
    package func set(_ name: String, to value: Value) {
        let place = places[name] ?? makeSlot(name)
        willChange(place)
        if slots[place].content.value == nil {
            lastPosition += 1
            slots[place].content.position = lastPosition
            sortedNames = nil
        }
        slots[place].content.value = value
        slots[place].content.isDeleted = false
    }

    /// Takes a name away.
    package func remove(_ name: String) {
        guard let place = places[name], slots[place].content.value != nil else { return }
        willChange(place)
        slots[place].content = Content(position: slots[place].content.position, isDeleted: true)
        hasDeletedNames = true
        sortedNames = nil
    }

    /// Takes everything away, as if it had never been there.
    package func removeAll() {
        for place in slots.indices where slots[place].content.value != nil || slots[place].content.isDeleted {
            willChange(place)
            slots[place].content = Content(position: slots[place].content.position)
        }
        sortedNames = nil
        changeState { $0 = State() }
    }

    /// Whether some name was deleted, maybe.
    private(set) var hasDeletedNames = false

    /// Whether a name was the session's and is deleted: NumPy's constant of that name doesn't take its place, as it doesn't
    /// in Python.
    package func isDeleted(_ name: String) -> Bool {
        hasDeletedNames && places[name].map { slots[$0].content.isDeleted } ?? false
    }

    /// The names that were the session's and are deleted.
    public var deletedNames: Set<String> { Set(slots.lazy.filter { $0.content.isDeleted }.map(\.name)) }

    /// Which of the ``Lineage``'s records made a name's present value.
    public func origin(of name: String) -> Int? { places[name].flatMap { slots[$0].content.origin } }

    func setOrigin(of name: String, to record: Int) {
        guard let place = places[name] else { return }
        willChange(place)
        slots[place].content.origin = record
    }

    /// Whether what a clock gave went into the value of some name, maybe.
    private(set) var hasTimedNames = false

    /// Whether what a clock gave went into the value of a name.
    package func isTimed(_ name: String) -> Bool { places[name].map { slots[$0].content.isTimed } ?? false }

    func setTimed(_ name: String, _ isTimed: Bool) {
        guard let place = places[name], slots[place].content.isTimed != isTimed else { return }
        willChange(place)
        slots[place].content.isTimed = isTimed
        hasTimedNames = hasTimedNames || isTimed
    }

    private func makeSlot(_ name: String) -> Int {
        slots.append(Slot(name: name, content: Content(position: 0), stamp: 0))
        places[name] = slots.count - 1
        return slots.count - 1
    }

    // MARK: - Other state

    /// The legacy stream of `rand`, `randn` …; nil until it is seeded or drawn from.
    public package(set) var randomState: LegacyRandomState? {
        get { state.randomState }
        _modify {
            logState()
            yield &state.randomState
        }
    }

    /// The stream of Python's `random`; nil until it is seeded or drawn from.
    public package(set) var pythonRandom: PythonRandomState? {
        get { state.pythonRandom }
        _modify {
            logState()
            yield &state.pythonRandom
        }
    }

    /// The value last shown, `_`.
    public package(set) var lastShown: Value? {
        get { state.lastShown }
        set { changeState { $0.lastShown = newValue } }
    }

    /// The cell that trained the present weights, and which names they are.
    public package(set) var training: TrainingMark? {
        get { state.training }
        set { changeState { $0.training = newValue } }
    }

    /// How the last `train` came to its weights, where that was by the built-in model.
    package var trainingStart: TrainingStart? {
        get { state.trainingStart }
        set { changeState { $0.trainingStart = newValue } }
    }

    /// How many generators took their seed from where the session's stream stood.
    package var unseededGenerators: Int {
        get { state.unseededGenerators }
        set { changeState { $0.unseededGenerators = newValue } }
    }

    /// What `id` gives: of an object its place among those that were asked for one, of what is no object its value.
    package func identity(of value: Value) -> Int {
        guard let object = value.object else { return ((try? value.hash()) ?? 0) << 1 | 1 }
        let key = ObjectIdentifier(object)
        if let number = state.numbers[key] { return number << 4 }
        changeState {
            $0.numbered.append(object)
            $0.numbers[key] = $0.numbered.count
        }
        return state.numbered.count << 4
    }

    /// Has names, and `_`, refer to something else.
    func replaceValues(_ replacement: (Value) -> Value?) {
        for slot in slots {
            if let value = slot.content.value, let other = replacement(value) { set(slot.name, to: other) }
        }
        if let shown = state.lastShown, let other = replacement(shown) { changeState { $0.lastShown = other } }
    }

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

    /// Whether nothing is in it, as at the beginning.
    public var isBlank: Bool {
        order.isEmpty && randomState == nil && pythonRandom == nil && lastShown == nil && training == nil
    }

    // MARK: - The log

    @inline(__always) private func willChange(_ place: Int) {
        if slots[place].stamp != running_stamp() { logSlot(place) }
    }

    private func logSlot(_ place: Int) {
        guard let log = CellLog.running else { return }
        let change = SlotChange(self, place, slots[place].content)
        log.keep(change, formerStamp: slots[place].stamp)
        slots[place].stamp = log.stamp
    }

    func changeState(_ body: (inout State) -> Void) {
        logState()
        body(&state)
    }

    private func logState() {
        guard stateStamp != running_stamp(), let log = CellLog.running else { return }
        let change = StateChange(self, state)
        log.keep(change, formerStamp: stateStamp)
        stateStamp = log.stamp
    }

    /// What a log keeps of a slot.
    final class SlotChange: Change {
        private unowned let workspace: Workspace
        private let place: Int
        private var content: Content

        fileprivate init(_ workspace: Workspace, _ place: Int, _ content: Content) {
            (self.workspace, self.place, self.content) = (workspace, place, content)
        }

        override var value: Value? { content.value }
        /// What the name still refers to isn't kept by the log.
        override var bytes: Int {
            if let object = content.value?.object, object === workspace.slots[place].content.value?.object { return 0 }
            return content.value?.byteCount ?? 0
        }

        /// The name.
        var name: String { workspace.slots[place].name }

        override func setObjectStamp(_ stamp: UInt64) { workspace.slots[place].stamp = stamp }

        override func exchange(keepingOther: Bool) {
            swap(&workspace.slots[place].stamp, &stamp)
            swap(&workspace.slots[place].content, &content)
            workspace.sortedNames = nil
        }
    }

    /// What a log keeps of what isn't a name's.
    final class StateChange: Change {
        private unowned let workspace: Workspace
        private var state: State

        fileprivate init(_ workspace: Workspace, _ state: State) {
            (self.workspace, self.state) = (workspace, state)
        }

        override var value: Value? { state.lastShown }
        override var bytes: Int { (state.randomState == nil ? 0 : 2512) + (state.pythonRandom == nil ? 0 : 2512) }

        /// Whether the random stream is another now.
        var changesRandomState: Bool {
            changesNumPysState || changesPythonsState
        }

        /// Whether it is NumPy's, or what stands for it.
        var changesNumPysState: Bool {
            state.randomState != workspace.state.randomState
                || state.unseededGenerators != workspace.state.unseededGenerators
        }

        /// Whether it is that of Python's `random`.
        var changesPythonsState: Bool { state.pythonRandom != workspace.state.pythonRandom }

        override func setObjectStamp(_ stamp: UInt64) { workspace.stateStamp = stamp }

        override func exchange(keepingOther: Bool) {
            swap(&workspace.stateStamp, &stamp)
            swap(&workspace.state, &state)
        }
    }
}
