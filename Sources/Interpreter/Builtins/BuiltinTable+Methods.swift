internal import Synchronization

/// The methods of values, by what they are methods of.
extension BuiltinTable {
    /// Methods by the kind of value and by name, those of a kind put together when one of them is first asked for: a
    /// program calls methods of few kinds, and a start pays for none.
    package final class Methods: Sendable {
        private let listed: @Sendable (Receiver) -> [Builtin]
        /// What was asked for, by the number of the kind.
        private let known = Mutex<[[String: Builtin]?]>(Array(repeating: nil, count: Receiver.allCases.count))

        init(_ listed: @escaping @Sendable (Receiver) -> [Builtin]) { self.listed = listed }

        package subscript(kind: Receiver) -> [String: Builtin] {
            known.withLock { known in
                if let methods = known[kind.rawValue] { return methods }
                let methods = Dictionary(listed(kind).map { ($0.name, $0) }) { first, _ in first }
                known[kind.rawValue] = methods
                return methods
            }
        }

        /// Those of all kinds.
        package var all: [Receiver: [String: Builtin]] {
            Dictionary(uniqueKeysWithValues: Receiver.allCases.map { ($0, self[$0]) })
        }
    }

    /// The kinds of values that have methods.
    package enum Receiver: Int, CaseIterable, Sendable {
        case tensor, list, tuple, string, generator, dict, set, frozenset, view, chain, int, float, complex, range,
            slice
        /// All that have special methods.
        case special
        /// A generator of the user's, which can be sent values; `generator` is NumPy's.
        case coroutine
        // The classes of `collections`.
        case deque, defaultdict, ordereddict, counter, chainmap, namedtuple
        /// NumPy's functions of elements.
        case ufunc
        /// NumPy's older generator, whose methods are the functions of `np.random`.
        case randomState

        /// Whether messages have the name of the module before that of the class, as CPython has it for its own in C.
        var isNamedWithModule: Bool { self == .deque || self == .defaultdict || self == .ordereddict }

        /// The kind of a value; nil if it has no methods.
        init?(_ value: Value) {
            switch value {
            case .array, .scalar: self = .tensor
            case .int, .long, .bool: self = .int
            case .float: self = .float
            case .complex: self = .complex
            case .builtin(let builtin) where builtin.isUniversal: self = .ufunc
            case .list: self = .list
            case .dictionary: self = .dict
            case .set(let set): self = set.isFrozen ? .frozenset : .set
            case .view(let view) where view.part != .values: self = .view
            case .tuple: self = .tuple
            case .string: self = .string
            case .range: self = .range
            case .slice: self = .slice
            case .generator(let generator): self = generator.state.isLegacy ? .randomState : .generator
            case .iterator(let iterator) where iterator.isFrame: self = .coroutine
            default: return nil
            }
        }

        /// The kind of the values of a type.
        init?(ofType type: PythonType) {
            switch type {
            case .string: self = .string
            case .list: self = .list
            case .tuple: self = .tuple
            case .dictionary: self = .dict
            case .set: self = .set
            case .frozenset: self = .frozenset
            case .tensor: self = .tensor
            case _ where type.dtype != nil: self = .tensor
            case .int, .bool: self = .int
            case .float: self = .float
            case .complex: self = .complex
            case .range: self = .range
            case .slice: self = .slice
            case .chain: self = .chain
            case .generator: self = .generator
            case .suspendedFrame: self = .coroutine
            case .dictionaryKeys, .dictionaryItems: self = .view
            default: return nil
            }
        }
    }
}
