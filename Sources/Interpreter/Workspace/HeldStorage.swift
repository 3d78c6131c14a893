internal import Tensors

/// Counts the memory that values hold, storage that several of them share only once.
package struct HeldStorage {
    private var seen: Set<UnsafeRawPointer> = []
    /// The bytes counted so far.
    package private(set) var bytes = 0
    /// Whether something was met that had been counted already.
    package private(set) var isShared = false

    /// Nothing counted yet.
    package init() {}

    /// Counts what a value holds beyond what has been counted.
    ///
    /// A view holds all the storage that it looks at, however little of it it shows.
    package mutating func add(_ value: Value) {
        switch value {
        case .tensor(.float64(let array)): add(array.storage)
        case .tensor(.int64(let array)): add(array.storage)
        case .tensor(.bool(let array)): add(array.storage)
        case .list(let items), .tuple(let items):
            guard add(items) else { return }
            for item in items { add(item) }
        case .string(let text): bytes += text.utf8.count
        case .bool, .int, .float, .scalar: bytes += 8
        default: break
        }
    }

    /// Counts the memory of elements; what is mapped takes none that the system couldn't take back.
    private mutating func add<Element>(_ storage: TensorStorage<Element>) {
        if case .array(let elements) = storage { add(elements) }
    }

    /// Counts the memory of an array; false if it has been counted.
    @discardableResult
    private mutating func add<Element>(_ storage: [Element]) -> Bool {
        guard !storage.isEmpty, let address = storage.withUnsafeBufferPointer({ UnsafeRawPointer($0.baseAddress) })
        else { return true }
        guard seen.insert(address).inserted else {
            isShared = true
            return false
        }
        bytes += storage.count * MemoryLayout<Element>.stride
        return true
    }
}

extension Value {
    /// The bytes of its own elements: NumPy's `nbytes` for a tensor, all that is in it for a list.
    package var byteCount: Int {
        if case .tensor(let tensor) = self { return tensor.count * tensor.dtype.byteCount }
        var held = HeldStorage()
        held.add(self)
        return held.bytes
    }
}
