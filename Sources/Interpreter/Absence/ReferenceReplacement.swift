internal import Kernels
internal import Tensors

/// Replaces references to certain objects everywhere in a program: in names, registers, lists, dictionaries,
/// attributes and shared variables. An immutable container, such as a tuple or an iterator, is itself replaced where
/// it is referred to.
struct ReferenceReplacement {
    /// The objects and buffers to replace, and the immutable containers that hold them.
    private var lost: Set<ObjectIdentifier>
    private let substitute: Value
    private var waiting: [Value] = []
    /// All objects found, by identity.
    private var found: [ObjectIdentifier: Value] = [:]
    /// The objects that refer to each object.
    private var holders: [ObjectIdentifier: [ObjectIdentifier]] = [:]

    init(of objects: Set<ObjectIdentifier>, by substitute: Value) {
        (lost, self.substitute) = (objects, substitute)
    }

    /// Visits a root, and replaces nothing.
    mutating func root(_ value: Value) -> Value? {
        visit(value)
        return nil
    }

    /// Visits everything reachable from a value.
    mutating func visit(_ value: Value) {
        guard value.mayChange, let object = value.object else { return }
        if found.updateValue(value, forKey: ObjectIdentifier(object)) == nil { waiting.append(value) }
    }

    /// Determines which objects refer to which.
    mutating func find() throws(Failure) {
        while let value = waiting.popLast() {
            guard let object = value.object else { continue }
            for held in value.heldValues where held.mayChange {
                guard let inner = held.object else { continue }
                holders[ObjectIdentifier(inner), default: []].append(ObjectIdentifier(object))
                visit(held)
            }
        }
        // An array is replaced along with its buffer.
        for (key, value) in found {
            if case .array(let array) = value, lost.contains(ObjectIdentifier(array.tensor.buffer)) { lost.insert(key) }
        }
        var spreading = Array(lost)
        while let key = spreading.popLast() {
            for holder in holders[key] ?? [] where !lost.contains(holder) {
                guard let value = found[holder], !value.letsItemsBeReplaced else { continue }
                lost.insert(holder)
                spreading.append(holder)
            }
        }
    }

    /// Whether a value must be replaced where it is referred to.
    func isLost(_ value: Value) -> Bool {
        guard value.mayChange, let object = value.object else { return false }
        return lost.contains(ObjectIdentifier(object))
    }

    /// Performs the replacements in the objects that refer to them.
    func carryOut() throws(EvaluationError) {
        var changed: Set<ObjectIdentifier> = []
        for key in lost {
            for holder in holders[key] ?? [] where !lost.contains(holder) && changed.insert(holder).inserted {
                if let value = found[holder] { try replaceItems(of: value) }
            }
        }
    }

    private func replaceItems(of value: Value) throws(EvaluationError) {
        switch value {
        case .list(let list):
            for index in 0..<list.count where isLost(list.items[index]) { list.set(substitute, at: index) }
        case .dictionary(let dictionary):
            for row in dictionary.usedRows where isLost(row.value) { try dictionary.set(substitute, for: row.key) }
        case .cell(let cell): cell.set(substitute)
        default: break
        }
    }
}

extension Value {
    /// Whether its contents can be replaced; dictionary keys cannot.
    fileprivate var letsItemsBeReplaced: Bool {
        switch self {
        case .list, .cell: true
        case .dictionary(let dictionary): !dictionary.usedRows.contains { $0.key.mayChange }
        default: false
        }
    }
}
