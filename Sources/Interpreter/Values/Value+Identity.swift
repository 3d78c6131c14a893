internal import Integers
internal import Kernels
internal import Syntax
public import Tensors

extension Value {
    /// Whether two values are bitwise identical in type, shape and elements: nan equals itself, and 0.0 differs from
    /// -0.0.
    ///
    /// Functions are identical if the same `def` in the same cell made them with identical defaults.
    public func isIdentical(to other: Value) -> Bool {
        switch (self, other) {
        case (.none, .none), (.ellipsis, .ellipsis), (.unset, .unset): true
        case (.bool(let first), .bool(let second)): first == second
        case (.int(let first), .int(let second)): first == second
        case (.long(let first), .long(let second)): Integer.long(first) == .long(second)
        case (.float(let first), .float(let second)): first.bitPattern == second.bitPattern
        case (.string(let first), .string(let second)): first == second
        case (.scalar(let first), .scalar(let second)):
            first.dtype == second.dtype && Tensor(first).hasSameBits(as: Tensor(second))
        case (.array(let first), .array(let second)): first.tensor.hasSameBits(as: second.tensor)
        case (.tuple, .tuple), (.list, .list), (.dictionary, .dictionary), (.set, .set), (.view, .view),
            (.iterator, .iterator):
            Self.areItemsIdentical(self, other)
        case (.range(let first), .range(let second)):
            first.start == second.start && first.stop == second.stop && first.step == second.step
        case (.slice(let first), .slice(let second)): first == second
        case (.function(let first), .function(let second)):
            (first.code === second.code || first.code.isSame(as: second.code))
                && first.defaults.count == second.defaults.count
                && zip(first.defaults, second.defaults).allSatisfy { $0.isIdentical(to: $1) }
        case (.builtin(let first), .builtin(let second)): first === second
        case (.method(let first), .method(let second)):
            first.name == second.name && first.receiver.isIdentical(to: second.receiver)
        case (.namespace(let first), .namespace(let second)): first == second
        case (.generator(let first), .generator(let second)): first.state == second.state
        case (.dtype(let first), .dtype(let second)): first == second
        case (.type(let first), .type(let second)): first == second
        case (.columnJoiner(let first), .columnJoiner(let second)): first == second
        case (.absent(let first), .absent(let second)): first === second || first.absence == second.absence
        case (.instance(let first), .instance(let second)):
            first.type.name == second.type.name && areInstancesIdentical(first, second)
        case (.classObject(let first), .classObject(let second)):
            first === second || Self.areItemsIdentical(self, other)
        case (.descriptor(let first), .descriptor(let second)):
            first.held.count == second.held.count
                && zip(first.held, second.held).allSatisfy { $0.isIdentical(to: $1) }
        default: false
        }
    }

    private func areInstancesIdentical(_ first: InstanceObject, _ second: InstanceObject) -> Bool {
        Self.areItemsIdentical(.instance(first), .instance(second))
    }

    /// Whether two containers of the same type hold identical values and share them in the same way.
    private static func areItemsIdentical(_ one: Value, _ other: Value) -> Bool {
        var pairs = [(one, other)]
        var partners: [ObjectIdentifier: ObjectIdentifier] = [:]
        var meter = WorkMeter()
        while let (first, second) = pairs.popLast(), !meter.shouldStop(after: 16) {
            guard let items = first.parts, let others = second.parts,
                let firstObject = first.object, let secondObject = second.object
            else {
                if first.isIdentical(to: second) { continue }
                return false
            }
            if case .classObject = first, firstObject === secondObject { continue }
            guard first.hasSamePlace(as: second), items.count == others.count else { return false }
            if let partner = partners.updateValue(ObjectIdentifier(secondObject), forKey: ObjectIdentifier(firstObject))
            {
                if partner == ObjectIdentifier(secondObject) { continue }
                return false
            }
            for pair in zip(items, others).polled(work: 16) { pairs.append(pair) }
        }
        return true
    }
}

extension Value {
    /// The parts of a value that is compared part by part.
    fileprivate var parts: [Value]? {
        switch self {
        case .iterator(let iterator): iterator.parts
        case .cell(let cell): [cell.value]
        case .instance(let instance):
            (Value.dictionary(instance.attributes).contents ?? []) + (instance.storage?.parts ?? [])
        case .classObject(let type): type.attributes.keys + type.attributes.values
        default: contents
        }
    }

    /// Whether two such values differ at most in their parts.
    fileprivate func hasSamePlace(as other: Value) -> Bool {
        if case .iterator(let first) = self, case .iterator(let second) = other {
            return first.hasSamePlace(as: second)
        }
        if case .classObject(let first) = self, case .classObject(let second) = other {
            return first.name == second.name
        }
        return typeName == other.typeName
    }
}

extension LoadedCode {
    /// Whether both were compiled from the same place in the same source.
    func isSame(as other: LoadedCode) -> Bool {
        name == other.name && nameRange == other.nameRange && cell.source == other.cell.source
    }
}

extension Tensor {
    /// Whether another tensor has the same element type, shape and bits.
    public func hasSameBits(as other: Tensor) -> Bool {
        guard shape == other.shape, dtype == other.dtype else { return false }
        switch (self, other) {
        case (.float64(let first), .float64(let second)):
            return zip(first.elements, second.elements).polled().allSatisfy { $0.bitPattern == $1.bitPattern }
        case (.int64(let first), .int64(let second)):
            return zip(first.elements, second.elements).polled().allSatisfy(==)
        case (.bool(let first), .bool(let second)): return zip(first.elements, second.elements).polled().allSatisfy(==)
        default: return false
        }
    }
}

extension Value {
    /// The object that it refers to; nil for small immutable values.
    package var object: AnyObject? {
        switch self {
        case .none, .bool, .int, .float, .scalar, .namespace, .dtype, .type, .ellipsis, .columnJoiner, .unset: nil
        case .cell(let cell): cell
        case .absent(let absent): absent
        case .long(let number): number
        case .complex(let number): number
        case .string(let text): text
        case .array(let array): array
        case .tuple(let tuple): tuple
        case .list(let list): list
        case .dictionary(let dictionary): dictionary
        case .set(let set): set
        case .view(let view): view
        case .range(let range): range
        case .slice(let slice): slice
        case .function(let function): function
        case .builtin(let builtin): builtin
        case .method(let method): method
        case .generator(let generator): generator
        case .iterator(let iterator): iterator
        case .classObject(let type): type
        case .instance(let instance): instance
        case .descriptor(let descriptor): descriptor
        case .superObject(let object): object
        }
    }

    /// Whether both are the same object, Python's `is`. Small immutable values are compared by value.
    package func isSame(as other: Value) -> Bool {
        // CPython has one empty tuple.
        if case .tuple(let first) = self, case .tuple(let second) = other, first.items.isEmpty {
            return second.items.isEmpty
        }
        if let object { return object === other.object }
        return switch (self, other) {
        case (.none, .none), (.ellipsis, .ellipsis): true
        case (.bool(let first), .bool(let second)): first == second
        case (.int(let first), .int(let second)): first == second
        case (.float(let first), .float(let second)): first.bitPattern == second.bitPattern
        case (.scalar(let first), .scalar(let second)): first.isSame(as: second)
        case (.namespace(let first), .namespace(let second)): first == second
        case (.dtype(let first), .dtype(let second)): first == second
        case (.type(let first), .type(let second)): first == second
        case (.columnJoiner(let first), .columnJoiner(let second)): first == second
        default: false
        }
    }
}
