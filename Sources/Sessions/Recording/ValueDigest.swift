public import Interpreter
internal import Randomness
internal import Tensors

/// A digest of a value's bits, which two values share if and only if (but for one chance in 2^64) they are the same in
/// type, shape and bits.
///
/// Words of 64 bits are folded in one by one, `h = mix(h ^ word)`, where `mix` is the finalizer of MurmurHash3 (Appleby):
/// quick, and the same on every machine. It guards against drift, not against malice.
public struct ValueDigest: Sendable {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The name under which the random state stands among those of the workspace.
    public static let randomStateName = "np.random"

    /// The digest of a value in 16 hexadecimal digits; nil for iterators, classes and the like, which have no bits.
    public static func text(of value: Value) -> String? {
        var digest = ValueDigest()
        guard digest.add(value) else { return nil }
        return digest.text
    }

    /// The digest of what a digest line names: a value, or the random state; nil where there is none.
    static func text(named name: String, in workspace: Workspace) -> String? {
        name == randomStateName ? text(ofRandomStateIn: workspace) : workspace.value(name).flatMap { text(of: $0) }
    }

    /// The digest of the session's random stream.
    public static func text(ofRandomStateIn workspace: Workspace) -> String {
        var digest = ValueDigest()
        for word in workspace.randomState?.stateWords ?? [] { digest.add(word) }
        return digest.text
    }

    /// The digests of what a cell changed, by name, and of the random state if the cell changed it.
    static func digests(of names: [String], in workspace: Workspace, after log: CellLog) -> [(
        name: String, text: String
    )] {
        var digests = names.compactMap { name in
            workspace.value(name).flatMap { text(of: $0) }.map { (name: name, text: $0) }
        }
        if log.changesRandomState { digests.append((randomStateName, text(ofRandomStateIn: workspace))) }
        return digests
    }

    private var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private mutating func add(_ word: UInt64) {
        var word = state ^ word
        word = (word ^ (word >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        word = (word ^ (word >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        state = (word ^ (word >> 33)) &+ 0x9E37_79B9_7F4A_7C15
    }

    private mutating func add(text: String) {
        add(UInt64(text.utf8.count))
        for byte in text.utf8 { add(UInt64(byte)) }
    }

    /// The objects that hold others, in the order of the first visit.
    private var visited: [ObjectIdentifier: Int] = [:]

    /// Folds a value in; false for one that has no bits. What was met before is folded in by its number, so that lists
    /// that hold themselves have an end, and two lists with the same items differ from one list that is there twice.
    private mutating func add(_ value: Value) -> Bool {
        var waiting = [value]
        while let next = waiting.popLast() {
            if let items = Self.held(by: next), let object = next.object {
                let key = ObjectIdentifier(object)
                if let number = visited[key] {
                    add(10, UInt64(number))
                    continue
                }
                visited[key] = visited.count
                add(Self.tag(of: next), UInt64(items.count))
                add(codeOf: next)
                waiting.append(contentsOf: items.reversed())
            } else if !addSingle(next) {
                return false
            }
        }
        return true
    }

    /// The values that a value holds: of a function its defaults, what was set on it, and the variables that it shares.
    private static func held(by value: Value) -> [Value]? {
        switch value {
        case .function(let function): function.held
        case .cell(let cell): [cell.value]
        case .method(let method): [method.receiver, method.function ?? .none]
        default: value.contents
        }
    }

    /// Folds in what a function is besides what it holds: its text, without blanks at the ends of lines.
    private mutating func add(codeOf value: Value) {
        switch value {
        case .function(let function):
            for line in function.code.source.split(whereSeparator: \.isNewline) {
                add(text: line.withoutTrailingBlanks)
            }
        case .method(let method): add(text: method.name)
        default: break
        }
    }

    /// What tells a container from others of the same items. Items of dictionaries and sets count in their order.
    private static func tag(of container: Value) -> UInt64 {
        switch container {
        case .tuple: 7
        case .dictionary: 12
        case .set(let set): set.isFrozen ? 14 : 13
        case .function: 18
        case .cell: 19
        case .method: 20
        case .view(let view):
            switch view.part {
            case .keys: 15
            case .values: 16
            case .items: 17
            }
        default: 8
        }
    }

    private mutating func addSingle(_ value: Value) -> Bool {
        switch value {
        case .none: add(0)
        case .bool(let value): add(1, value ? 1 : 0)
        case .int(let value): add(2, UInt64(bitPattern: Int64(value)))
        case .float(let value): add(3, value.bitPattern)
        case .string(let text):
            add(4)
            add(text: text.string)
        case .scalar(let scalar):
            add(5)
            add(Tensor(scalar))
        case .array(let array):
            add(6)
            add(array.tensor)
        case .range(let range):
            for word in [9, range.start, range.stop, range.step] { add(UInt64(bitPattern: Int64(word))) }
        case .builtin(let builtin):
            add(21)
            add(text: builtin.name)
        case .unset: add(22)
        case .generator(let generator):
            add(11)
            for word in generator.state.words.stateWords { add(word) }
        default: return false
        }
        return true
    }

    private mutating func add(_ tag: UInt64, _ word: UInt64) {
        add(tag)
        add(word)
    }

    private mutating func add(_ tensor: Tensor) {
        add(UInt64(tensor.rank))
        for length in tensor.shape.dimensions { add(UInt64(length)) }
        switch tensor {
        case .float64(let array):
            add(1)
            var copy = self
            array.forEach { copy.add($0.bitPattern) }
            self = copy
        case .int64(let array):
            add(2)
            var copy = self
            array.forEach { copy.add(UInt64(bitPattern: Int64($0))) }
            self = copy
        case .bool(let array):
            add(3)
            var copy = self
            array.forEach { copy.add($0 ? 1 : 0) }
            self = copy
        }
    }
}
