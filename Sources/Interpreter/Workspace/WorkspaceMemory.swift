internal import Integers
internal import Kernels
internal import Tensors

/// Counts the bytes that workspaces hold; shared storage counts once.
public struct WorkspaceMemory {
    private var held = HeldStorage()
    private var tables = 0

    /// Makes an empty count.
    public init() {}

    /// The bytes counted so far.
    public var bytes: Int { held.bytes + tables }

    /// The bytes per name, whatever its value: entries in three tables that grow by doubling.
    private static let bytesOfName = 96

    /// Adds what a workspace holds and has not been counted yet.
    public mutating func add(_ workspace: Workspace) {
        tables += workspace.order.count * Self.bytesOfName
        for name in workspace.order { if let value = workspace.value(name) { held.add(value) } }
        if let shown = workspace.lastShown { held.add(shown) }
    }

    /// Adds what a log holds and has not been counted yet.
    public mutating func add(_ log: CellLog) {
        tables += log.bytes - log.values.reduce(0) { $0 + $1.byteCount }
        for value in log.values { held.add(value) }
    }
}

/// Counts the bytes that values hold; storage shared by several values counts once.
package struct HeldStorage {
    private var seen: Set<ObjectIdentifier> = []
    /// The bytes counted so far.
    package private(set) var bytes = 0
    /// Whether anything added had already been counted.
    package private(set) var isShared = false

    /// Makes an empty count.
    package init() {}

    /// Adds what a value holds and has not been counted yet.
    ///
    /// A view holds the whole storage of its base, however small it is.
    package mutating func add(_ value: Value) {
        switch value {
        case .array(let array): add(array.tensor)
        case .list, .tuple, .dictionary, .set, .view:
            guard let items = value.contents, let object = value.object, isNew(object) else { return }
            bytes += items.count * MemoryLayout<Value>.stride
            for item in items.polled(work: 8) { add(item) }
        case .function(let function):
            guard isNew(function) else { return }
            for value in function.defaults + function.captures { add(value) }
        case .iterator(let iterator): if isNew(iterator) { for part in iterator.digestedParts { add(part) } }
        case .method(let method): if isNew(method) { add(method.receiver) }
        case .instance(let instance):
            guard isNew(instance) else { return }
            bytes += instance.byteBuffer?.bytes.count ?? 0
            for value in [.dictionary(instance.attributes)] + (instance.storage?.held ?? []) { add(value) }
        case .classObject(let type): if !type.isBuiltin, isNew(type) { add(.dictionary(type.attributes)) }
        case .cell(let cell): if isNew(cell) { add(cell.value) }
        case .string(let text): if isNew(text) { bytes += text.byteCount }
        case .long(let number): if isNew(number) { bytes += number.byteCount }
        case .bool, .int, .float, .scalar: bytes += 8
        case .complex(let number): if isNew(number) { bytes += 16 }
        default: break
        }
    }

    /// Adds the elements of a tensor. Memory-mapped storage does not count, because the system can reclaim it.
    private mutating func add(_ tensor: Tensor) {
        let buffer = tensor.buffer
        if isNew(buffer), !buffer.isMapped { bytes += buffer.byteCount }
    }

    private mutating func isNew(_ object: AnyObject) -> Bool {
        let isNew = seen.insert(ObjectIdentifier(object)).inserted
        if !isNew { isShared = true }
        return isNew
    }
}

extension Value {
    /// The bytes of its own elements: NumPy's `nbytes` for a tensor, everything inside for a list.
    package var byteCount: Int {
        if case .array(let array) = self { return array.byteCount }
        var held = HeldStorage()
        held.add(self)
        return held.bytes
    }
}
