internal import Integers
public import Interpreter
internal import Randomness
internal import Tensors

/// A digest of a value's bits. Two values have the same digest if they have the same type, shape and bits; other
/// values have different digests, except with probability 2^-64.
///
/// It folds in 64-bit words one by one, `h = mix(h ^ word)`, where `mix` is the finalizer of MurmurHash3 (Appleby):
/// fast, and the same on every machine. It detects drift, but isn't cryptographic.
public struct ValueDigest: Sendable {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The name of the random state among the names of the workspace.
    public static let randomStateName = "np.random"

    /// The name of the state of Python's `random`. No name of a workspace contains a dot.
    public static let pythonStateName = "random.getstate"

    /// Whether a name is that of a random state.
    static func isOfRandomState(_ name: String) -> Bool { name == randomStateName || name == pythonStateName }

    /// The digest of a value in 16 hexadecimal digits; nil for objects of the system. A function is represented by
    /// its source, its defaults and its captured variables; an object by its class and its attributes.
    public static func text(of value: Value) -> String? {
        var digest = ValueDigest()
        guard digest.add(value) else { return nil }
        return digest.text
    }

    /// The digest of what a digest line names: a value or a random state; nil if it doesn't exist.
    static func text(named name: String, in workspace: Workspace) -> String? {
        switch name {
        case randomStateName: text(ofRandomStateIn: workspace)
        case pythonStateName: text(ofWords: workspace.pythonRandom?.stateWords ?? [])
        default: workspace.value(name).flatMap { text(of: $0) }
        }
    }

    /// The digest of the session's random state.
    public static func text(ofRandomStateIn workspace: Workspace) -> String {
        text(ofWords: workspace.randomState?.stateWords ?? [])
    }

    private static func text(ofWords words: [UInt64]) -> String {
        var digest = ValueDigest()
        for word in words { digest.add(word) }
        return digest.text
    }

    /// The digests of the names that a cell set, and of the random states that it changed.
    static func digests(of names: [String], in workspace: Workspace, after log: CellLog) -> [(
        name: String, text: String
    )] {
        var digests = names.compactMap { name in
            workspace.value(name).flatMap { text(of: $0) }.map { (name: name, text: $0) }
        }
        let (numPys, pythons) = log.changedStreams
        for (name, isChanged) in [(randomStateName, numPys), (pythonStateName, pythons)] where isChanged {
            if let text = text(named: name, in: workspace) { digests.append((name, text)) }
        }
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

    /// The containers visited so far, numbered in the order of the first visit.
    private var visited: [ObjectIdentifier: Int] = [:]

    /// Folds a value in; false if it has no digest. A container seen before is folded in by its number, so that
    /// recursive lists terminate, and two lists with the same items differ from one list that occurs twice.
    private mutating func add(_ value: Value) -> Bool {
        var waiting = [value]
        while let next = waiting.popLast() {
            if let items = next.digestedParts, let object = next.object {
                let key = ObjectIdentifier(object)
                if let number = visited[key] {
                    add(10, UInt64(number))
                    continue
                }
                visited[key] = visited.count
                add(Self.tag(of: next), UInt64(items.count))
                addName(of: next)
                waiting.append(contentsOf: items.reversed())
            } else if !addSingle(next) {
                return false
            }
        }
        return true
    }

    /// A tag for the kind of a container. The order of items in dictionaries and sets matters.
    private static func tag(of container: Value) -> UInt64 {
        switch container {
        case .tuple: 7
        case .dictionary: 12
        case .set(let set): set.isFrozen ? 14 : 13
        case .view(let view):
            switch view.part {
            case .keys: 15
            case .values: 16
            case .items: 17
            }
        case .iterator: 18
        case .cell: 19
        case .function: 21
        case .instance: 22
        case .classObject: 23
        case .method: 24
        case .descriptor: 25
        case .superObject: 26
        default: 8
        }
    }

    /// Folds in what distinguishes a container from others with the same items.
    private mutating func addName(of value: Value) {
        switch value {
        case .iterator(let iterator): add(placeOf: iterator)
        // The modules of Python are the same in every session, and their sources are long.
        case .function(let function) where function.code.isOfPythonsModule: add(text: function.code.name)
        case .function(let function):
            // Trailing whitespace is ignored.
            for line in function.code.source.split(whereSeparator: \.isNewline) {
                add(text: line.withoutTrailingBlanks)
            }
        case .classObject(let type): add(text: type.name)
        case .method(let method): add(text: method.name)
        default: break
        }
    }

    /// Folds in the position of an iterator; for a generator also its code.
    private mutating func add(placeOf iterator: IteratorObject) {
        add(text: iterator.placeText)
        for word in iterator.placeWords { add(UInt64(bitPattern: Int64(word))) }
    }

    private mutating func addSingle(_ value: Value) -> Bool {
        switch value {
        case .none: add(0)
        case .unset: add(20)
        case .bool(let value): add(1, value ? 1 : 0)
        case .int(let value): add(2, UInt64(bitPattern: Int64(value)))
        case .long(let value):
            let integer = Integer.long(value)
            add(28, value.isNegative ? 1 : 0)
            let words = integer.words
            add(UInt64(words.count))
            for word in words { add(UInt64(word)) }
        case .float(let value): add(3, value.bitPattern)
        case .complex(let number):
            add(29, number.value.real.bitPattern)
            add(number.value.imaginary.bitPattern)
        case .string(let text):
            add(4)
            add(text: text.string)
        case .scalar(let scalar):
            add(5)
            add(Tensor(scalar))
        case .array(let array):
            add(6)
            add(array.tensor)
            for name in array.columnNames?.names ?? [] { add(text: name) }
        case .range(let range):
            for word in [9, range.start, range.stop, range.step] { add(UInt64(bitPattern: Int64(word))) }
        case .builtin(let builtin):
            add(21)
            add(text: builtin.name)
        case .generator(let generator):
            add(11)
            for word in generator.state.stateWords { add(word) }
        case .slice, .type, .dtype, .namespace, .ellipsis, .columnJoiner:
            add(27)
            add(text: value.representation)
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
        case .other(let array):
            add(text: "\(array.dtype)")
            if let texts = tensor.texts {
                for text in texts { add(text: text) }
                return
            }
            for run in tensor.copyOfWords() { add(UInt64(run)) }
        }
    }
}

extension Value {
    /// The parts of a value whose digest consists of theirs. A generator is represented by its source and its
    /// registers, which hold its function and its captured variables.
    fileprivate var digestedParts: [Value]? {
        switch self {
        case .iterator(let iterator): iterator.digestedParts
        case .cell(let cell): [cell.content]
        case .function(let function): function.held
        case .instance(let instance):
            [.classObject(instance.type), .dictionary(instance.attributes)] + (instance.storage?.parts ?? [])
        // Python's own classes are the same everywhere.
        case .classObject(let type) where type.isBuiltin && (type.module != "builtins" || type.layout != nil): []
        case .classObject(let type): type.bases.map { .classObject($0) } + [.dictionary(type.attributes)]
        case .method(let method): [method.receiver] + [method.function].compactMap(\.self)
        case .descriptor(let descriptor): descriptor.held
        case .superObject(let object): [.classObject(object.start), object.receiver]
        default: contents
        }
    }
}
