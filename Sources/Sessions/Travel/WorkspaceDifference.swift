public import Interpreter
internal import Kernels
internal import Randomness
internal import Tensors

/// The difference between two workspaces.
public struct WorkspaceDifference {
    /// The names that only the second has, in its order.
    public var added: [String] = []
    /// The names that only the first has, in its order.
    public var removed: [String] = []
    /// The names whose values differ, in the order of the second.
    public var changed: [Change] = []
    /// The names that are added or changed, in the order of the second.
    public var set: [String] = []
    /// Whether the random state differs.
    public var isRandomStateChanged = false

    /// A name whose value differs.
    public struct Change {
        /// The name.
        public let name: String
        /// The values.
        public let before, after: Value
        /// The element that differs most, if both are tensors of the same shape and type; computed on each access.
        public var largest: Element? { Element(before, after) }
        /// The indices of the items that differ, if both are lists, or tuples, of one length; computed on each
        /// access.
        public var items: [Int] {
            switch (before, after) {
            case (.list, .list), (.tuple, .tuple): break
            default: return []
            }
            guard let (old, new) = before.sequence.flatMap({ old in after.sequence.map { (old, $0) } }),
                old.count == new.count
            else { return [] }
            return old.indices.polled(work: 16).filter { !old[$0].isIdentical(to: new[$0]) }
        }
    }

    /// An element of two tensors.
    public struct Element: Sendable, Equatable {
        /// Its indices.
        public let indices: [Int]
        /// The absolute difference of the two numbers; NaN if one is NaN.
        public let distance: Double
        /// The distance in units in the last place; nil if one is NaN, or the type isn't float64.
        public let ulps: UInt64?
        /// The number of elements that differ.
        public let count: Int
    }

    /// Compares the names of two states of one workspace, bit for bit.
    ///
    /// - Parameters:
    ///   - first: the names in the first state.
    ///   - second: the workspace in the second state.
    ///   - logs: the logs rolled between the two; values that they wrote to count as changed.
    ///   - frozen: whether to copy values that are needed after the workspace moves on.
    public init(
        _ first: WorkspaceNames, _ second: Workspace, changedBy logs: [CellLog], frozen: Bool = false
    ) {
        let written = Set(logs.flatMap(\.objects).map { ObjectIdentifier($0) })
        removed = first.order.filter { second.value($0) == nil }
        for name in second.order {
            guard let now = second.value(name) else { continue }
            guard let before = first.values[name] else {
                added.append(name)
                set.append(name)
                continue
            }
            let isWritten = now.reaches(written)
            let after = frozen && isWritten ? now.frozen() : now
            let isSame = before.isSame(as: now) && !isWritten || (!isWritten || frozen) && before.isIdentical(to: after)
            guard !isSame else { continue }
            set.append(name)
            changed.append(Change(name: name, before: before, after: after))
        }
        isRandomStateChanged = first.randomState != second.randomState || logs.contains(where: \.changesGenerators)
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty && !isRandomStateChanged }
}

/// The names of a workspace in one state, and their values.
public struct WorkspaceNames {
    let order: [String]
    let values: [String: Value]
    let randomState: LegacyRandomState?

    /// Takes the names and values of a workspace.
    ///
    /// - Parameter logs: the logs to be rolled before the values are used; values that they write to are copied.
    public init(_ workspace: Workspace, frozen logs: [CellLog] = []) {
        let written = Set(logs.flatMap(\.objects).map { ObjectIdentifier($0) })
        order = workspace.order
        var values: [String: Value] = [:]
        for name in order {
            guard let value = workspace.value(name) else { continue }
            values[name] = !written.isEmpty && value.reaches(written) ? value.frozen() : value
        }
        self.values = values
        randomState = workspace.randomState
    }
}

extension WorkspaceDifference.Element {
    /// The element that differs most; nil unless both are nonempty tensors of the same type and shape.
    init?(_ before: Value, _ after: Value) {
        guard case .array(let one) = before, case .array(let other) = after, case let first = one.tensor,
            case let second = other.tensor, first.shape == second.shape, first.dtype == second.dtype, first.count > 0
        else { return nil }
        let (old, new) = (first.asFloat64().elements, second.asFloat64().elements)
        var (place, largest, count) = (0, -1.0, 0)
        for index in old.indices where old[index].bitPattern != new[index].bitPattern {
            count += 1
            let distance = abs(new[index] - old[index])
            // A NaN counts as farthest.
            let weight = distance.isNaN ? .infinity : distance
            if weight > largest { (place, largest) = (index, weight) }
        }
        self.init(
            indices: first.shape.indices(ofFlat: place), distance: abs(new[place] - old[place]),
            ulps: first.dtype == .float64 ? old[place].ulps(to: new[place]) : nil,
            count: count)
    }
}

extension Double {
    /// The distance to another number in units in the last place; nil if one is NaN. The two zeros are the same number.
    func ulps(to other: Double) -> UInt64? {
        guard !isNaN, !other.isNaN else { return nil }
        func place(_ number: Double) -> Int64 {
            let bits = Int64(bitPattern: number.bitPattern)
            return bits < 0 ? Int64.min - bits : bits
        }
        let (first, second) = (place(self), place(other))
        return first < second ? UInt64(bitPattern: second &- first) : UInt64(bitPattern: first &- second)
    }
}
