internal import Synchronization

/// The methods of values, by kind of receiver.
extension BuiltinTable {
    /// Methods by kind of receiver and by name. Those of a kind are created when first requested: a program calls
    /// methods of few kinds, and startup needs none.
    package final class Methods: Sendable {
        private let listed: @Sendable (Receiver) -> [Builtin]
        /// The methods requested so far, by the raw value of the kind.
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

        /// The methods of all kinds.
        package var all: [Receiver: [String: Builtin]] {
            Dictionary(uniqueKeysWithValues: Receiver.allCases.map { ($0, self[$0]) })
        }
    }

    /// The kinds of values that have methods.
    package enum Receiver: Int, CaseIterable, Sendable {
        case tensor, list, tuple, string, generator, dict, set, frozenset, view, chain, int, float, complex, range,
            slice
        /// All values with special methods.
        case special
        /// A user-defined generator, which supports `send`; `generator` is NumPy's.
        case coroutine
        // The classes of `collections`.
        case deque, defaultdict, ordereddict, counter, chainmap, namedtuple
        /// NumPy's elementwise functions.
        case ufunc
        /// NumPy's legacy generator, whose methods are the functions of `np.random`.
        case randomState

        /// Whether messages include the module's name, as CPython does for classes written in C.
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

        /// The kind of a type's values.
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
