internal import Kernels

/// A rule by which a module's iterator computes its items from those of others.
package final class IteratorRule: Sendable {
    /// Computes the next item; nil at the end. Its only memory is the state, which it may change.
    package typealias Next =
        @Sendable (Machine, inout RuleIterator.State) throws(EvaluationError) -> Value?

    let type: PythonType
    let next: Next

    package init(_ type: PythonType, next: @escaping Next) { (self.type, self.next) = (type, next) }
}

/// An iterator defined by a rule, as in `itertools`. Its sources and position are values and numbers, so logs, copies
/// and digests need not know the rule.
package final class RuleIterator: IteratorObject {
    /// Its sources and position.
    package struct State {
        package var values: [Value]
        package var numbers: [Int]

        package init(_ values: [Value], _ numbers: [Int] = []) { (self.values, self.numbers) = (values, numbers) }
    }

    private let rule: IteratorRule
    private var state: State
    private var isAtEnd = false
    private var isRunning = false

    package init(_ rule: IteratorRule, _ values: [Value], _ numbers: [Int] = []) {
        (self.rule, state) = (rule, State(values, numbers))
        super.init()
        note(values)
    }

    deinit { Release.later(&state.values) }

    override var type: PythonType { rule.type }

    /// Its values, for inspection.
    package var values: [Value] { state.values }

    package override func next() throws(EvaluationError) -> Value? {
        if isAtEnd { return nil }
        guard let machine = Machine.running else { preconditionFailure("values are walked while a cell runs") }
        if isRunning { throw .values(.generatorRunning) }
        willChange()
        isRunning = true
        // Moved out meanwhile, so that the values are modified in place.
        var taken = State([])
        swap(&taken, &state)
        defer {
            swap(&taken, &state)
            isRunning = false
            note(state.values)
        }
        let item = try rule.next(machine, &taken)
        if item == nil {
            isAtEnd = true
            Release.later(&taken.values)
            taken = State([], taken.numbers)
        }
        return item
    }

    override func hasSamePlace(as other: IteratorObject) -> Bool {
        guard let other = other as? RuleIterator else { return false }
        return rule === other.rule && placeWords == other.placeWords
    }

    package override var placeWords: [Int] { state.numbers + [isAtEnd ? 1 : 0] }

    // MARK: - The log and the collector

    override var held: [Value] { state.values }

    override func empty() {
        isAtEnd = true
        Release.later(&state.values)
        state.values = []
    }

    override func copy() -> IteratorObject {
        let copy = RuleIterator(rule, state.values, state.numbers)
        copy.isAtEnd = isAtEnd
        return copy
    }

    override func replaceHeld(by other: (Value) -> Value) { state.values = state.values.map(other) }

    override func change() -> Change { StateChange(self) }

    private final class StateChange: Change {
        private let iterator: RuleIterator
        private var state: State
        private var isAtEnd: Bool

        init(_ iterator: RuleIterator) {
            (self.iterator, state, isAtEnd) = (iterator, iterator.state, iterator.isAtEnd)
        }

        override var object: AnyObject? { iterator }
        override var values: [Value] { state.values }
        override var bytes: Int { (state.values.count + state.numbers.count) * MemoryLayout<Value>.stride }

        override func exchange(keepingOther: Bool) {
            swap(&iterator.stamp, &stamp)
            swap(&iterator.state, &state)
            swap(&iterator.isAtEnd, &isAtEnd)
        }
    }
}

extension Value {
    /// The next item of an iterator returned by ``iterator()``; nil at the end.
    ///
    /// - Throws: the error of computing the item.
    package func nextItem() throws(EvaluationError) -> Value? {
        if case .iterator(let iterator) = self { try iterator.next() } else { nil }
    }
}
