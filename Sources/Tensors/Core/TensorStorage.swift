internal import Platform
internal import Synchronization

/// The elements that an ``NDArray`` and its views look at: in memory of their own, or in a mapped file.
///
/// Mapped elements are never written to: whoever changes an element changes a copy in memory.
@frozen
public enum TensorStorage<Element: TensorElement>: Sendable {
    /// Elements in memory, shared until one is written to.
    case array([Element])
    /// Elements in a file that is mapped into memory.
    case mapped(MappedElements<Element>)

    /// The number of elements.
    @inlinable @inline(__always) public var count: Int {
        switch self {
        case .array(let elements): elements.count
        case .mapped(let elements): elements.count
        }
    }

    /// Whether the elements lie in a mapped file.
    @inlinable @inline(__always) public var isMapped: Bool {
        if case .mapped = self { true } else { false }
    }

    /// The element at an address.
    @inlinable @inline(__always) public subscript(address: Int) -> Element {
        get {
            switch self {
            case .array(let elements): return elements[address]
            case .mapped(let elements): return elements[address]
            }
        }
        set { withUnsafeMutableBufferPointer { $0[address] = newValue } }
    }

    /// Calls `body` with the elements.
    @inlinable @inline(__always)
    public func withUnsafeBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch self {
        case .array(let elements):
            return try elements.withUnsafeBufferPointer(body)
        case .mapped(let elements):
            return try elements.withUnsafeBufferPointer(body)
        }
    }

    /// Calls `body` with the elements, to change them. Mapped ones are copied to memory before; it must have room.
    @inlinable
    public mutating func withUnsafeMutableBufferPointer<Result>(
        _ body: (inout UnsafeMutableBufferPointer<Element>) -> Result
    ) -> Result {
        var own = inMemory
        // With nothing left here, they have one owner.
        self = .array([])
        defer { self = .array(own) }
        return own.withUnsafeMutableBufferPointer { body(&$0) }
    }

    /// The elements in memory: a copy of mapped ones.
    @usableFromInline var inMemory: [Element] {
        switch self {
        case .array(let elements): elements
        case .mapped(let elements): [Element](count: elements.count, interruptibly: { elements[$0] })
        }
    }
}

/// Elements in a mapped file.
public final class MappedElements<Element: TensorElement>: Sendable {
    /// The number of elements.
    public let count: Int
    /// Nobody writes there.
    @usableFromInline nonisolated(unsafe) let start: UnsafePointer<Element>
    /// What keeps the file mapped.
    private let owner: any AnyObject & Sendable

    /// Takes elements that can be read as long as `owner` lives.
    public init(start: UnsafePointer<Element>, count: Int, owner: any AnyObject & Sendable) {
        self.start = start
        self.count = count
        self.owner = owner
    }

    /// The element at an address.
    @inlinable public subscript(address: Int) -> Element {
        precondition(address >= 0 && address < count)
        return start[address]
    }

    /// Calls `body` with the elements.
    @inlinable
    public func withUnsafeBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeBufferPointer(start: start, count: count))
    }
}

/// How many bytes one tensor may take; sizes are checked against it before anything is allocated.
public struct MemoryLimit: Sendable, Hashable {
    /// The most bytes.
    public var bytes: Int

    /// A limit of so many bytes.
    public init(bytes: Int) { self.bytes = bytes }

    /// The memory that the machine has.
    public static let physical = MemoryLimit(bytes: Hardware.memory ?? Int.max)

    private static let setting = Atomic<Int>(-1)

    /// The limit in force for the whole process: ``physical`` until it is set.
    public static var current: MemoryLimit {
        get {
            let bytes = setting.load(ordering: .relaxed)
            return bytes < 0 ? physical : MemoryLimit(bytes: bytes)
        }
        set { setting.store(max(newValue.bytes, 0), ordering: .relaxed) }
    }
}
