internal import Tensors

/// Counts the bytes that workspaces hold, storage that they share only once.
public struct WorkspaceMemory {
    private var held = HeldStorage()
    private var tables = 0

    /// Nothing counted yet.
    public init() {}

    /// The bytes counted so far.
    public var bytes: Int { held.bytes + tables }

    /// The bytes that a workspace holds of its own in which only the values of some names are new.
    public static func bytes(of names: [String], in workspace: Workspace) -> Int {
        var memory = WorkspaceMemory()
        for name in names { if let value = workspace.names[name] { memory.held.add(value) } }
        return memory.bytes + workspace.order.count * bytesOfName
    }

    /// What it takes to hold a name, whatever its value: places in three tables that grow by doubling.
    private static let bytesOfName = 96

    /// Counts what a workspace holds beyond what has been counted.
    public mutating func add(_ workspace: Workspace) {
        tables += workspace.order.count * Self.bytesOfName
        for value in workspace.names.values { held.add(value) }
        if let shown = workspace.lastShown { held.add(shown) }
    }
}

extension Workspace {
    /// Whether nothing is in it, as at the beginning.
    public var isBlank: Bool {
        order.isEmpty && randomState == nil && generators.isEmpty && lastShown == nil && training == nil
    }

    /// Whether another workspace has the same names in the same order and the same random state; values aren't compared.
    public func hasSameNames(as other: Workspace) -> Bool {
        order == other.order && randomState == other.randomState && generators == other.generators
    }
}

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
        case .tensor(let tensor):
            // What is mapped takes no memory that the system couldn't take back.
            if !tensor.buffer.isMapped {
                add(UnsafeRawPointer(tensor.buffer.start), byteCount: tensor.buffer.byteCount)
            }
        case .list(let items), .tuple(let items):
            guard add(items) else { return }
            for item in items { add(item) }
        case .string(let text): bytes += text.utf8.count
        case .bool, .int, .float, .scalar: bytes += 8
        default: break
        }
    }

    /// Counts the memory of a list's items; false if it has been counted.
    private mutating func add(_ items: [Value]) -> Bool {
        guard let address = items.withUnsafeBufferPointer({ UnsafeRawPointer($0.baseAddress) }) else { return true }
        return add(address, byteCount: items.count * MemoryLayout<Value>.stride)
    }

    /// Counts memory; false if it has been counted.
    @discardableResult
    private mutating func add(_ address: UnsafeRawPointer, byteCount: Int) -> Bool {
        if byteCount == 0 { return true }
        guard seen.insert(address).inserted else {
            isShared = true
            return false
        }
        bytes += byteCount
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
