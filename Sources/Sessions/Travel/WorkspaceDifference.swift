public import Interpreter
internal import Kernels
internal import Randomness
internal import Tensors

/// What differs between two workspaces.
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
        /// The element that differs most, where both are tensors of one shape; looked for each time.
        public var largest: Element? { Element(before, after) }
        /// The places of the items that differ, where both are lists, or tuples, of one length; looked for each time.
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
        /// How far apart the two numbers are; not a number where one of them isn't.
        public let distance: Double
        /// How many numbers of 64 bits lie between them, the second one counted; nil where one isn't a number,
        /// or both are whole by their type.
        public let ulps: UInt64?
        /// How many elements differ.
        public let count: Int
    }

    /// Compares the names of two states of one workspace, bit for bit.
    ///
    /// - Parameters:
    ///   - first: the names as they were.
    ///   - second: the workspace as it is.
    ///   - logs: what was rolled between the two; values that they wrote to differ.
    ///   - frozen: whether values as they are now are needed later, when the workspace is elsewhere.
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

/// The names of a workspace at some time, and what they referred to.
public struct WorkspaceNames {
    let order: [String]
    let values: [String: Value]
    let randomState: LegacyRandomState?

    /// - Parameter logs: what will be rolled before the values are looked at; those that they write to are copied.
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
    /// The element that differs most; nil for values that aren't tensors of one type and shape with at least one element.
    init?(_ before: Value, _ after: Value) {
        guard case .array(let one) = before, case .array(let other) = after, case let first = one.tensor,
            case let second = other.tensor, first.shape == second.shape, first.dtype == second.dtype, first.count > 0
        else { return nil }
        let (old, new) = (first.asFloat64().elements, second.asFloat64().elements)
        var (place, largest, count) = (0, -1.0, 0)
        for index in old.indices where old[index].bitPattern != new[index].bitPattern {
            count += 1
            let distance = abs(new[index] - old[index])
            // One that isn't a number is farther than any.
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
    /// How many numbers lie between this one and another, that one counted; nil where one isn't a number. Zeros are one.
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
