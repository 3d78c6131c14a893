internal import CObjects
public import Randomness
public import Tensors

/// Everything that cells can see and change: names with their values, and random state.
///
/// Each name has a slot. Slots are logged as objects are: before a cell's first write, the old content goes into that
/// cell's ``CellLog``.
public final class Workspace {
    private var slots: [Slot] = []
    private var places: [String: Int] = [:]
    private var lastPosition = 0
    private var statementCount = 0
    private var sortedNames: [String]?
    /// The state that does not belong to a name.
    private(set) var state = State()
    private var stateStamp: UInt64 = 0
    /// Incremented whenever a class is made or changed, which invalidates cached lookups.
    private(set) var classVersion = 0
    /// The interned texts of attribute names, which make dictionary lookups fast.
    private var attributeNames: [String: Text] = [:]

    /// Makes an empty workspace.
    public init() {}

    /// A name with its value and metadata.
    fileprivate struct Slot {
        let name: String
        var content: Content
        /// The run of the cell that last set it.
        var stamp: UInt64
        /// The number of the statement that last set it.
        var setter = 0
    }

    fileprivate struct Content {
        var value: Value?
        /// Its position among the names, in the order in which they were first set.
        var position: Int
        /// The index of the ``Lineage`` record that made the value.
        var origin: Int?
        /// Whether the value depends on a clock.
        var isTimed = false
        /// Whether the session had the name and deleted it.
        var isDeleted = false
    }

    struct State {
        var randomState: LegacyRandomState?
        var pythonRandom: PythonRandomState?
        var lastShown: Value?
        var training: TrainingMark?
        var trainingStart: TrainingStart?
        var unseededGenerators = 0
        /// The objects whose `id` was requested; the index is the number. They are kept alive, so numbers are never
        /// reused.
        var numbered: [AnyObject] = []
        var numbers: [ObjectIdentifier: Int] = [:]
        /// The missing modules that the program continues without.
        var absentModules: Set<String> = []
        /// The values passed to missing modules, which may call them at any time.
        var valuesGivenAway: [Value] = []
        /// The left-out code that may have drawn random numbers or changed files.
        var streamsLost: LeftOutLine?
        var filesLost: LeftOutLine?
        var pathsLost: [String: LeftOutLine] = [:]
        /// The files written since then, whose contents are known.
        var filesKnown: Set<String> = []
    }

    /// Records that a class was made or changed.
    func classesChange() { classVersion += 1 }

    /// The number of modules written in Python that have been loaded.
    var moduleCount = 0

    /// The interned text of an attribute name.
    func attributeName(_ name: String) -> Text {
        if let found = attributeNames[name] { return found }
        let made = Text(name)
        attributeNames[name] = made
        return made
    }

    // MARK: - Names

    /// The value of a name; nil if it has none.
    public func value(_ name: String) -> Value? { places[name].flatMap { slots[$0].content.value } }

    /// Returns the number of a new statement.
    func beginStatement() -> Int {
        statementCount += 1
        return statementCount
    }

    /// The index of a name's slot, which never changes.
    func slot(of name: String) -> Int { places[name] ?? makeSlot(name) }

    /// The value in a slot; nil if there is none.
    @inline(__always) func value(at slot: Int) -> Value? { slots[slot].content.value }

    /// Whether the running cell's log has the slot's old value, so that the slot can be written directly.
    func isLogged(at slot: Int) -> Bool { slots[slot].stamp == running_stamp() && slots[slot].content.value != nil }

    /// Sets the value of a slot that is already logged.
    func replaceLogged(at slot: Int, by value: Value) { slots[slot].content.value = value }

    /// Sets the value of a slot, which is exchanged for the old one if this statement had already set it.
    ///
    /// - Returns: whether this statement had.
    @inline(__always) func exchange(at slot: Int, _ value: inout Value?, in statement: Int) -> Bool {
        guard slots[slot].stamp == running_stamp(), slots[slot].content.value != nil, slots[slot].setter == statement
        else {
            if let value { set(slots[slot].name, to: value) }
            slots[slot].setter = statement
            return false
        }
        swap(&slots[slot].content.value, &value)
        return true
    }

    /// The names that have values, in the order in which they were first set.
    public var order: [String] {
        if let sortedNames { return sortedNames }
        // Imported modules are stored under names that contain a blank.
        let sorted = slots.filter { $0.content.value != nil && !$0.name.contains(" ") }.sorted {
            $0.content.position < $1.content.position
        }
        .map(\.name)
        sortedNames = sorted
        return sorted
    }

    /// The tensor that a name refers to, if any.
    public func tensor(_ name: String) -> Tensor? {
        if case .array(let array)? = value(name) { array.tensor } else { nil }
    }

    /// Sets the value of a name.
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

    /// Deletes a name.
    package func remove(_ name: String) {
        guard let place = places[name], slots[place].content.value != nil else { return }
        willChange(place)
        slots[place].content = Content(position: slots[place].content.position, isDeleted: true)
        hasDeletedNames = true
        sortedNames = nil
    }

    /// Deletes all names, as if they had never existed.
    package func removeAll() {
        for place in slots.indices where slots[place].content.value != nil || slots[place].content.isDeleted {
            willChange(place)
            slots[place].content = Content(position: slots[place].content.position)
        }
        sortedNames = nil
        changeState { $0 = State() }
    }

    /// Whether some name may have been deleted.
    private(set) var hasDeletedNames = false

    /// Whether the session had a name and deleted it. A NumPy constant of that name then does not reappear, as in
    /// Python.
    package func isDeleted(_ name: String) -> Bool {
        hasDeletedNames && places[name].map { slots[$0].content.isDeleted } ?? false
    }

    /// The names that the session had and deleted.
    public var deletedNames: Set<String> { Set(slots.lazy.filter { $0.content.isDeleted }.map(\.name)) }

    /// The index of the ``Lineage`` record that made a name's present value.
    public func origin(of name: String) -> Int? { places[name].flatMap { slots[$0].content.origin } }

    func setOrigin(of name: String, to record: Int) {
        guard let place = places[name] else { return }
        willChange(place)
        slots[place].content.origin = record
    }

    /// Whether the value of some name may depend on a clock.
    private(set) var hasTimedNames = false

    /// Whether the value of a name depends on a clock.
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

    /// The legacy stream of `rand`, `randn` and so on; nil until it is seeded or drawn from.
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

    /// The last value shown, `_`.
    public package(set) var lastShown: Value? {
        get { state.lastShown }
        set { changeState { $0.lastShown = newValue } }
    }

    /// The cell that trained the present weights, and their names.
    public package(set) var training: TrainingMark? {
        get { state.training }
        set { changeState { $0.training = newValue } }
    }

    /// The starting point of the last `train`, if it used the built-in model.
    package var trainingStart: TrainingStart? {
        get { state.trainingStart }
        set { changeState { $0.trainingStart = newValue } }
    }

    /// The number of generators that took their seed from the position of the session's stream.
    package var unseededGenerators: Int {
        get { state.unseededGenerators }
        set { changeState { $0.unseededGenerators = newValue } }
    }

    /// The result of `id`: for an object its index among those whose `id` was requested, otherwise a number computed
    /// from the value.
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

    /// Replaces the values of names, and of `_`, wherever `replacement` returns one.
    func replaceValues(_ replacement: (Value) -> Value?) {
        for slot in slots {
            if let value = slot.content.value, let other = replacement(value) { set(slot.name, to: other) }
        }
        if let shown = state.lastShown, let other = replacement(shown) { changeState { $0.lastShown = other } }
    }

    /// Records which `train` set the weights.
    public struct TrainingMark: Sendable, Equatable {
        /// The cell's number.
        public var cell: Int
        /// The names of the weights and the bias.
        public var names: [String]

        package init(cell: Int, names: [String]) {
            self.cell = cell
            self.names = names
        }
    }

    /// The starting point and settings of ``training``.
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

    /// Whether it is empty, as at the beginning.
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

    /// A log entry for a slot.
    final class SlotChange: Change {
        private unowned let workspace: Workspace
        private let place: Int
        private var content: Content

        fileprivate init(_ workspace: Workspace, _ place: Int, _ content: Content) {
            (self.workspace, self.place, self.content) = (workspace, place, content)
        }

        override var value: Value? { content.value }
        /// The value does not count if the slot still refers to it.
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

    /// A log entry for the state that does not belong to a name.
    final class StateChange: Change {
        private unowned let workspace: Workspace
        private var state: State

        fileprivate init(_ workspace: Workspace, _ state: State) {
            (self.workspace, self.state) = (workspace, state)
        }

        override var value: Value? { state.lastShown }
        override var bytes: Int { (state.randomState == nil ? 0 : 2512) + (state.pythonRandom == nil ? 0 : 2512) }

        /// Whether a random stream differs now.
        var changesRandomState: Bool {
            changesNumPysState || changesPythonsState
        }

        /// Whether NumPy's stream, or the number of generators seeded from it, differs.
        var changesNumPysState: Bool {
            state.randomState != workspace.state.randomState
                || state.unseededGenerators != workspace.state.unseededGenerators
        }

        /// Whether the stream of Python's `random` differs.
        var changesPythonsState: Bool { state.pythonRandom != workspace.state.pythonRandom }

        override func setObjectStamp(_ stamp: UInt64) { workspace.stateStamp = stamp }

        override func exchange(keepingOther: Bool) {
            swap(&workspace.stateStamp, &stamp)
            swap(&workspace.state, &state)
        }
    }
}
