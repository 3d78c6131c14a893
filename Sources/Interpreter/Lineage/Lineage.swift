internal import Files
public import Syntax
public import Tensors

/// The provenance of values: for each top-level statement that set names, those names and the values it read.
///
/// It only grows. A workspace stores for each name which record made its present value, so `undo` needs only the
/// earlier workspace.
public final class Lineage {
    /// A value that a statement gave to a name.
    public struct Record: Sendable {
        /// The name.
        public let name: String
        /// The index of the name among all names that ever existed.
        let nameNumber: Int
        /// The cell.
        public let cell: Cell
        /// The number of cells that had run before it in this session, whatever their labels.
        public let serial: Int
        /// The range of the statement in the cell's source.
        public let statement: SourceRange
        /// The records of the values that the statement read, as of then, by name.
        public let inputs: [Int]
        /// The names that the value was computed from, directly or indirectly.
        let ancestors: NameSet
        /// Those of them that were read whole, not just by element.
        let wholeAncestors: NameSet
        /// The size of the value, without its elements.
        public let extent: Extent
        /// How the statement changed the value.
        let change: Change
        /// The serial numbers of the cells that last set the name or changed its whole value, and that last changed
        /// part of it.
        let changed: (whole: Int, part: Int)
        /// Whether the statement changed an existing value instead of binding the name to another.
        var isInPlace: Bool { change != .bound }
        /// The outside files that the statement read.
        let files: [FileRead]
    }

    /// How a statement changes the value of a name.
    enum Change: Sendable {
        /// The name is bound to another value.
        case bound
        /// The whole value changes, as by `x *= 2`.
        case whole
        /// Part of the value changes, as by `x[0] = 1`.
        case part
        /// Something that it shares or holds changes, which it may not show.
        case elsewhere
    }

    /// A short description of a value.
    public enum Extent: Sendable {
        /// The shape of a tensor.
        case shape(Shape)
        /// The text of a number or function, or the type and size of another value.
        case text(String)
    }

    /// What a session that recomputes the values must know about a top-level statement.
    public struct Trace: Sendable {
        /// The number of the cell.
        public let cell: Int
        /// The number of cells that had run before it in this session.
        public let serial: Int
        /// The range of the statement in the cell's source.
        public let statement: SourceRange
        /// The records that it made.
        public let records: Range<Int>
        /// How it used random numbers.
        public let random: RandomUse
    }

    /// How a statement uses random numbers.
    public struct RandomUse: OptionSet, Sendable {
        /// The set as bits.
        public let rawValue: Int
        /// Makes a set.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// It reseeded the session's stream.
        public static let seeds = RandomUse(rawValue: 1)
        /// It drew from the session's stream.
        public static let draws = RandomUse(rawValue: 2)
        /// It made a random generator or drew from one.
        public static let generates = RandomUse(rawValue: 4)
    }

    /// All records, oldest first.
    public private(set) var records: [Record] = []
    /// All statements that set names or used random numbers, oldest first.
    public private(set) var traces: [Trace] = []
    private var cellCount = 0
    private var nameNumbers: [String: Int] = [:]

    init() {}

    /// What one statement did.
    struct Statement {
        var range: SourceRange
        /// The names that it bound, or whose values it changed in place.
        var outputs: [(name: String, extent: Extent, change: Change)]
        /// The names that it read, if they had values.
        var inputs: [String]
        /// Those of them of which it read only elements.
        var inputsInPart: Set<String> = []
        var random: RandomUse
        /// The outside files that it read.
        var files: [FileRead] = []
    }

    /// Begins a cell.
    ///
    /// - Returns: the serial number for its records.
    func begin() -> Int {
        cellCount += 1
        return cellCount
    }

    private func number(of name: String) -> Int {
        if let number = nameNumbers[name] { return number }
        nameNumbers[name] = nameNumbers.count
        return nameNumbers.count - 1
    }

    /// Records what a statement of a cell did, and links the workspace's names to the new records.
    ///
    /// The records of a cell that fails later are kept, but no workspace refers to them.
    func add(_ statement: Statement, of cell: Cell, serial: Int, to workspace: Workspace) {
        let inputs = statement.inputs.compactMap { workspace.origin(of: $0) }
        let first = records.count
        var (ancestors, whole) = (NameSet(), NameSet())
        for input in inputs {
            let record = records[input]
            ancestors = ancestors.union(record)
            whole.formUnion(record.wholeAncestors)
            if !statement.inputsInPart.contains(record.name) { whole.insert(record.nameNumber) }
        }
        for output in statement.outputs {
            // A value changed in place depends on its former value, though the statement may not name it.
            let former = output.change == .bound ? nil : workspace.origin(of: output.name)
            let own = Set([former].compactMap(\.self)).subtracting(inputs)
            var changed = former.map { records[$0].changed } ?? (whole: serial, part: serial)
            if output.change == .whole { changed.whole = serial }
            if output.change == .part { changed.part = serial }
            var ownWhole = whole
            for index in own { ownWhole.formUnion(records[index].wholeAncestors) }
            records.append(
                Record(
                    name: output.name, nameNumber: number(of: output.name), cell: cell, serial: serial,
                    statement: statement.range, inputs: inputs + own,
                    ancestors: own.reduce(ancestors) { $0.union(records[$1]) }, wholeAncestors: ownWhole,
                    extent: output.extent, change: output.change, changed: changed, files: statement.files))
        }
        traces.append(
            Trace(
                cell: cell.number, serial: serial, statement: statement.range, records: first..<records.count,
                random: statement.random))
        // All inputs were read before any output was set.
        for (index, output) in statement.outputs.enumerated() {
            workspace.setOrigin(of: output.name, to: first + index)
        }
    }
}

extension Lineage.Extent {
    init(_ value: Value) {
        switch value {
        case .array(let tensor): self = .shape(tensor.shape)
        case .function(let function): self = .text(function.shownSignature)
        case .none, .bool, .int, .float, .complex, .scalar, .builtin: self = .text(value.text)
        default: self = .text(value.kindAndSize)
        }
    }

    /// The text `(10, 5)`, `0.01` or `list of 3`.
    var text: String {
        switch self {
        case .shape(let shape): shape.description
        case .text(let text): text
        }
    }
}

extension Lineage {
    /// Why a value may differ from what its cell would compute now.
    public enum Staleness: Sendable, Equatable {
        /// A name it was computed from has been set again by this cell.
        case redefined(String, cell: Int)
        /// A name it was computed from is itself stale.
        case builtOn(String)
        /// A file that its cell read has changed since.
        case fileChanged(String, cell: Int)
    }

    /// The names whose values were computed from names that a later cell has set again, and the names built on those.
    /// Names set by the same cell never make each other stale; nor does a change to part of a value that was read
    /// only by element, because those elements may not have changed.
    public func stale(in workspace: Workspace) -> [String: Staleness] {
        let order = workspace.order.compactMap { workspace.origin(of: $0) }.sorted()
        let changed = suspects(order)
        let changedFiles = changedFiles(order)
        guard !changed.isEmpty || !changedFiles.isEmpty else { return [:] }
        var stale: [String: Staleness] = [:]
        // In the order in which they were set, so that inputs come before what was computed from them.
        for index in order {
            let record = records[index]
            if changed.contains(index), let near = redefined(record, order),
                let cell = workspace.origin(of: near).map({ records[$0].cell.number })
            {
                stale[record.name] = .redefined(near, cell: cell)
            } else if let file = changedFiles[index] {
                stale[record.name] = .fileChanged(file, cell: record.cell.number)
            } else if let input = record.inputs.first(where: { isStale($0, in: workspace, stale) }),
                records[input].serial < record.serial
            {
                stale[record.name] = .builtOn(records[input].name)
            }
        }
        return stale
    }

    /// Of the records of present values, those whose statements read a file that has changed since, each with such a
    /// file.
    private func changedFiles(_ order: [Int]) -> [Int: String] {
        var changed: [Int: String] = [:]
        for index in order {
            if let file = records[index].files.first(where: \.hasChanged) { changed[index] = file.name }
        }
        return changed
    }

    /// Of the records of present values, in order, those with an ancestor that a later cell set.
    private func suspects(_ order: [Int]) -> Set<Int> {
        // Backwards, cell by cell: the names that later cells set, and those that they changed in part.
        var (later, laterInPart) = (NameSet(), NameSet())
        var found: Set<Int> = []
        var sets = order.sorted { records[$0].changed.whole < records[$1].changed.whole }
        var parts = order.sorted { records[$0].changed.part < records[$1].changed.part }
        for index in order.reversed() {
            let record = records[index]
            while let last = sets.last, records[last].changed.whole > record.serial {
                later.insert(records[last].nameNumber)
                sets.removeLast()
            }
            while let last = parts.last, records[last].changed.part > record.serial {
                laterInPart.insert(records[last].nameNumber)
                parts.removeLast()
            }
            if !record.ancestors.isDisjoint(with: later) || !record.wholeAncestors.isDisjoint(with: laterInPart) {
                found.insert(index)
            }
        }
        return found
    }

    /// The name that a record's value was computed from and that a later cell has set: the nearest, otherwise the
    /// first set.
    private func redefined(_ record: Record, _ order: [Int]) -> String? {
        let later = order.lazy.filter { [records] index in
            let other = records[index]
            return other.changed.whole > record.serial && record.ancestors.contains(other.nameNumber)
                || other.changed.part > record.serial && record.wholeAncestors.contains(other.nameNumber)
        }
        let names = Set(later.map { [records] in records[$0].name })
        return record.inputs.lazy.map { [records] in records[$0].name }.first { names.contains($0) }
            ?? later.first.map { records[$0].name }
    }

    /// Whether a record's value is still current, and stale.
    private func isStale(_ index: Int, in workspace: Workspace, _ stale: [String: Staleness]) -> Bool {
        let name = records[index].name
        return workspace.origin(of: name) == index && stale[name] != nil
    }
}

/// A set of names by index, as bits, because every value of a long chain has one.
struct NameSet: Sendable {
    private var words: [UInt64] = []

    func contains(_ number: Int) -> Bool {
        number >> 6 < words.count && words[number >> 6] & (1 << UInt64(number & 63)) != 0
    }

    mutating func insert(_ number: Int) {
        if contains(number) { return }
        while words.count <= number >> 6 { words.append(0) }
        words[number >> 6] |= 1 << UInt64(number & 63)
    }

    /// Sets that add nothing share their storage.
    mutating func formUnion(_ other: NameSet) {
        if words.isEmpty { words = other.words }
        while words.count < other.words.count { words.append(0) }
        for (index, word) in other.words.enumerated() where words[index] | word != words[index] { words[index] |= word }
    }

    /// The union with a record's name and its ancestors.
    func union(_ record: Lineage.Record) -> NameSet {
        var set = self
        set.formUnion(record.ancestors)
        set.insert(record.nameNumber)
        return set
    }

    func isDisjoint(with other: NameSet) -> Bool {
        for index in 0..<min(words.count, other.words.count) where words[index] & other.words[index] != 0 {
            return false
        }
        return true
    }
}
