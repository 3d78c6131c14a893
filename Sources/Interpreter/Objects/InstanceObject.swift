internal import Tensors

/// An object of a class.
public final class InstanceObject {
    /// Its class.
    public let type: ClassObject
    /// Its attributes, Python's `__dict__`.
    package let attributes: DictionaryObject
    /// Its number among the objects made, which is the same in a replay.
    package let number: Int
    /// Its content, if its class inherits from a built-in type.
    package let storage: Storage?
    /// For an exception that the program did not make, the failure as originally reported.
    var failure: Failure?

    /// The content of an object whose class inherits from a built-in type.
    package enum Storage {
        /// A list, dictionary, tuple, set, string or number.
        case value(Value)
        case deque(Deque)
        case bytes(ByteBuffer)
        /// A `defaultdict` with its default factory, in a list of one.
        case defaults(DictionaryObject, factory: ListObject)

        /// Its values in order, and everything else that distinguishes it.
        package var parts: [Value] {
            switch self {
            case .value(let value): [value]
            case .deque(let deque): deque.items + [deque.limit.map { .int($0) } ?? .none]
            case .bytes(let buffer): [.string(buffer.text)]
            case .defaults(let dictionary, let factory): [.dictionary(dictionary), .list(factory)]
            }
        }

        /// The values that it refers to.
        var held: [Value] {
            switch self {
            case .value(let value): [value]
            case .deque(let deque): deque.held
            case .bytes: []
            case .defaults(let dictionary, let factory): [.dictionary(dictionary), .list(factory)]
            }
        }
    }

    package init(
        _ type: ClassObject, number: Int, attributes: DictionaryObject? = nil, storage: Storage? = nil
    ) {
        (self.type, self.number, self.storage) = (type, number, storage)
        self.attributes = attributes ?? DictionaryObject(layout: type.attributeLayout)
    }

    /// Its list, dictionary, tuple, set, string or number; nil if its class inherits from no such type.
    package var content: Value? {
        switch storage {
        case .value(let value)?: value
        case .defaults(let dictionary, _)?: .dictionary(dictionary)
        case .deque?, .bytes?, nil: nil
        }
    }

    /// Its deque; nil if it has none.
    package var deque: Deque? { if case .deque(let deque)? = storage { deque } else { nil } }

    /// The values that it refers to.
    var held: [Value] { [.dictionary(attributes), .classObject(type)] + (storage?.held ?? []) }
}

extension ClassObject {
    /// The content of a new object, before it is filled.
    var emptyStorage: InstanceObject.Storage? {
        switch layout {
        case nil: nil
        case .list: .value(.list(ListObject([])))
        case .dictionary: .value(.dictionary(DictionaryObject()))
        case .tuple: .value(.tuple(TupleObject([])))
        case .set: .value(.set(SetObject()))
        case .frozenset: .value(.set(SetObject(isFrozen: true)))
        case .string: .value(.string(""))
        case .int: .value(.int(0))
        case .float: .value(.float(0))
        case .complex: .value(Value(Complex(0, 0)))
        case .deque: .deque(Deque())
        case .bytes: .bytes(ByteBuffer())
        case .defaults: .defaults(DictionaryObject(), factory: ListObject([.none]))
        }
    }
}

extension Value {
    /// The list, dictionary, tuple, set, string or number that an object contains; any other value unchanged.
    package var plain: Value {
        if case .instance(let instance) = self, let content = instance.content { content } else { self }
    }
}

extension InstanceObject {
    /// A copy with the same attributes and items.
    func copy(number: Int) throws(EvaluationError) -> InstanceObject {
        var storage = storage
        switch storage {
        case .value(.list(let list))?:
            storage = .value(.list(ListObject(try [Value](count: list.count) { list.items[$0] })))
        case .value(.dictionary(let dictionary))?: storage = .value(.dictionary(dictionary.copy()))
        case .value(.set(let set))? where !set.isFrozen: storage = .value(.set(try set.copy()))
        case .deque(let deque)?: storage = .deque(Deque(deque.items, limit: deque.limit))
        case .bytes(let buffer)?: storage = .bytes(ByteBuffer(buffer.bytes))
        case .defaults(let dictionary, let factory)?:
            storage = .defaults(dictionary.copy(), factory: ListObject(factory.items))
        default: break
        }
        return InstanceObject(type, number: number, attributes: attributes.copy(), storage: storage)
    }
}
