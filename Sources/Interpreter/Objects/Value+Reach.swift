internal import Kernels
internal import Tensors

extension Value {
    /// Whether one of these objects or array buffers is reachable from it.
    package func reaches(_ objects: Set<ObjectIdentifier>) -> Bool {
        if objects.isEmpty || !mayChange { return false }
        var walk = ReferenceWalk(self)
        while let value = walk.next() {
            if let object = value.object, objects.contains(ObjectIdentifier(object)) { return true }
            if case .array(let array) = value, objects.contains(ObjectIdentifier(array.tensor.buffer)) { return true }
        }
        return false
    }

    /// The reachable objects whose classes inherit from a list or dictionary.
    package var ownContainers: [Value] {
        var walk = ReferenceWalk(self)
        var found: [Value] = []
        while let value = walk.next() {
            if case .instance(let instance) = value, instance.content?.isContainer == true { found.append(value) }
        }
        return found
    }

    /// A deep copy that shares nothing mutable; shared parts stay shared within the copy.
    package func frozen() -> Value {
        var copies: [ObjectIdentifier: Value] = [:]
        return frozen(&copies)
    }

    fileprivate func frozen(_ copies: inout [ObjectIdentifier: Value]) -> Value {
        guard let object, mayChange else { return self }
        let key = ObjectIdentifier(object)
        if let copy = copies[key] { return copy }
        switch self {
        case .array(let array):
            copies[key] = .array(ArrayObject((try? array.tensor.copyKeepingOrder()) ?? array.tensor))
        case .generator(let generator): copies[key] = .generator(GeneratorObject(generator.state))
        case .iterator(let iterator):
            let copy = iterator.copy()
            copies[key] = .iterator(copy)
            copy.replaceHeld { $0.frozen(&copies) }
        case .cell(let cell):
            let copy = CellObject(.unset)
            copies[key] = .cell(copy)
            copy.set(cell.value.frozen(&copies))
        case .list(let list):
            let copy = ListObject([])
            copies[key] = .list(copy)
            for item in list.items { copy.append(item.frozen(&copies)) }
        case .dictionary(let dictionary):
            let copy = DictionaryObject()
            copies[key] = .dictionary(copy)
            dictionary.mapped({ $0.frozen(&copies) }, into: copy)
        case .set(let set): copies[key] = (try? set.copy(isFrozen: set.isFrozen)).map { .set($0) }
        case .view(let view):
            guard case .dictionary(let copy) = Value.dictionary(view.dictionary).frozen(&copies) else { return self }
            copies[key] = .view(DictionaryView(view.part, of: copy))
        case .tuple(let tuple): copies[key] = .tuple(TupleObject(tuple.items.map { $0.frozen(&copies) }))
        case .instance(let instance):
            // Register the copy before its contents, which may refer to it.
            let (attributes, storage) = (DictionaryObject(), instance.emptyCopy(&copies))
            copies[key] = .instance(
                InstanceObject(instance.type, number: instance.number, attributes: attributes, storage: storage.made))
            instance.attributes.mapped({ $0.frozen(&copies) }, into: attributes)
            storage.fill(&copies)
        default: return self
        }
        return copies[key] ?? self
    }

    /// The content of an object of a built-in type, copied in two steps.
    fileprivate struct StorageCopy {
        let made: InstanceObject.Storage?
        let fill: (inout [ObjectIdentifier: Value]) -> Void
    }

    /// Whether it is mutable or contains something mutable.
    package var mayChange: Bool {
        switch self {
        case .array, .list, .dictionary, .view, .generator, .iterator, .function, .method, .cell, .instance,
            .descriptor, .superObject:
            true
        case .classObject(let type): !type.isBuiltin
        case .set(let set): !set.isFrozen || set.holdsObjects
        case .tuple(let tuple): tuple.mayChange
        default: false
        }
    }
}

extension InstanceObject {
    /// An empty copy of the content of a built-in type, and the function that fills it.
    fileprivate func emptyCopy(_ copies: inout [ObjectIdentifier: Value]) -> Value.StorageCopy {
        switch storage {
        case .value(.list(let list))?:
            let copy = ListObject([])
            return .init(made: .value(.list(copy))) { for item in list.items { copy.append(item.frozen(&$0)) } }
        case .value(.dictionary(let dictionary))?:
            let copy = DictionaryObject()
            return .init(made: .value(.dictionary(copy))) { copies in
                dictionary.mapped({ $0.frozen(&copies) }, into: copy)
            }
        case .deque(let deque)?:
            let copy = Deque([], limit: deque.limit)
            return .init(made: .deque(copy)) { copies in copy.reorder(deque.items.map { $0.frozen(&copies) }) }
        case .bytes(let buffer)?: return .init(made: .bytes(ByteBuffer(buffer.bytes))) { _ in }
        case .defaults(let dictionary, let factory)?:
            let (copy, made) = (DictionaryObject(), ListObject([.none]))
            return .init(made: .defaults(copy, factory: made)) { copies in
                dictionary.mapped({ $0.frozen(&copies) }, into: copy)
                made.set(factory.items[0].frozen(&copies), at: 0)
            }
        case .value(let value)?: return .init(made: .value(value.frozen(&copies))) { _ in }
        case nil: return .init(made: nil) { _ in }
        }
    }
}

/// Walks all values reachable from one, visiting each object once.
struct ReferenceWalk {
    private var waiting: [Value]
    private var seen: Set<ObjectIdentifier> = []

    init(_ value: Value) { waiting = [value] }

    mutating func next() -> Value? {
        var meter = WorkMeter()
        while let value = waiting.popLast(), !meter.shouldStop(after: 16) {
            guard let object = value.object else { continue }
            guard seen.insert(ObjectIdentifier(object)).inserted else { continue }
            switch value {
            case .list(let list): if list.holdsObjects { waiting += list.items.polled(work: 4).filter(\.mayChange) }
            case .dictionary(let table as TableObject), .set(let table as TableObject):
                if table.holdsObjects {
                    for row in table.usedRows { waiting += [row.key, row.value].filter(\.mayChange) }
                }
            case .view(let view): waiting.append(.dictionary(view.dictionary))
            case .tuple(let tuple): if tuple.mayChange { waiting += tuple.items.polled(work: 4).filter(\.mayChange) }
            case .method(let method): waiting += [method.receiver] + [method.function].compactMap(\.self)
            case .instance(let instance): waiting += instance.held
            case .classObject(let type):
                waiting.append(.dictionary(type.attributes))
                waiting += type.bases.map { .classObject($0) }
            case .descriptor(let descriptor): waiting += descriptor.held
            case .superObject(let object): waiting += [object.receiver, .classObject(object.start)]
            case .iterator(let iterator): waiting += iterator.held.filter(\.mayChange)
            case .function(let function):
                waiting += function.held.filter(\.mayChange)
            case .cell(let cell): if cell.value.mayChange { waiting.append(cell.value) }
            default: break
            }
            return value
        }
        return nil
    }
}
