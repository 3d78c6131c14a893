internal import CObjects
internal import Kernels
internal import Platform
internal import Synchronization

/// What a ``Buffer`` knows of itself; its bytes stand behind it, or elsewhere.
public struct BufferHeader {
    @usableFromInline fileprivate(set) var start: UnsafeMutableRawPointer
    @usableFromInline let byteCount: Int
    /// What `free` takes, if the bytes stand elsewhere in memory.
    fileprivate var allocation: UnsafeMutableRawPointer?
    /// What keeps the bytes there, if they are a mapped file's.
    @usableFromInline var owner: AnyObject?
    @usableFromInline var stamp: UInt64
    @usableFromInline var changes: AnyObject?

    fileprivate init(_ start: UnsafeMutableRawPointer, byteCount: Int) {
        self.start = start
        self.byteCount = byteCount
        stamp = running_stamp()
    }
}

/// Raw bytes under arrays: aligned memory of its own, or a mapped file.
///
/// Element type and layout belong to the arrays that look at it. Whoever writes to it changes them all; of a mapped file
/// the process alone sees what was written, the file stays as it is.
public final class Buffer: ManagedBuffer<BufferHeader, UInt64> {
    /// What the address of memory is a multiple of; `malloc` alone gives 16.
    public static let alignment = 64
    /// Up to so many bytes stand behind the object itself, so that a small array takes one allocation.
    private static let inlineLimit = 4096
    /// From so many bytes on the system's limits are asked anew.
    private static let largeSize = 64 << 20

    /// Makes memory of so many bytes: zeros, or just any.
    ///
    /// Many zeros come from the system, which hands out memory when it is touched; it gets as much back at the end.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public static func make(byteCount: Int, zeroed: Bool = false) throws(TensorError) -> Buffer {
        if byteCount <= inlineLimit { return makeInline(byteCount: byteCount, zeroed: zeroed) }
        let (size, overflow) = byteCount.addingReportingOverflow(alignment)
        if overflow || byteCount >= largeSize && byteCount > MemoryLimit.system.bytes {
            throw .outOfMemory(bytes: byteCount)
        }
        guard let memory = zeroed ? calloc(1, size) : malloc(size) else { throw .outOfMemory(bytes: byteCount) }
        guard FreeMemory.hasStayed(after: byteCount) else {
            free(memory)
            throw .outOfMemory(bytes: byteCount)
        }
        expectLargeUse(of: UnsafeMutableRawBufferPointer(start: memory, count: size))
        return make(words: 0) { _ in
            var header = BufferHeader(memory.alignedUp(toMultipleOf: alignment), byteCount: byteCount)
            header.allocation = memory
            return header
        }
    }

    /// Takes the bytes of a file that is mapped for this process alone, as long as `owner` lives.
    public static func mapped(start: UnsafeMutableRawPointer, byteCount: Int, owner: AnyObject) -> Buffer {
        make(words: 0) { _ in
            var header = BufferHeader(start, byteCount: byteCount)
            header.owner = owner
            return header
        }
    }

    /// Makes little memory behind the object itself: ``FreeMemory`` keeps some for it.
    static func makeInline(byteCount: Int, zeroed: Bool = false) -> Buffer {
        let buffer = make(words: (byteCount + alignment) / MemoryLayout<UInt64>.stride) { words in
            BufferHeader(words.alignedUp(toMultipleOf: alignment), byteCount: byteCount)
        }
        if zeroed { memset(buffer.start, 0, byteCount) }
        return buffer
    }

    private static func make(words: Int, _ header: (UnsafeMutableRawPointer) -> BufferHeader) -> Buffer {
        let buffer = create(minimumCapacity: words) { buffer in
            buffer.withUnsafeMutablePointerToElements { header(UnsafeMutableRawPointer($0)) }
        }
        return unsafeDowncast(buffer, to: Buffer.self)
    }

    deinit {
        withUnsafeMutablePointerToHeader { header in free(header.pointee.allocation) }
    }

    /// Where the bytes begin; only to be followed while the buffer is held (`withExtendedLifetime`).
    @inlinable @inline(__always) public var start: UnsafeMutableRawPointer {
        withUnsafeMutablePointerToHeader { $0.pointee.start }
    }

    /// How many bytes there are.
    @inlinable @inline(__always) public var byteCount: Int {
        withUnsafeMutablePointerToHeader { $0.pointee.byteCount }
    }

    /// Swaps the bytes of two buffers of one size, which go on to be what all arrays over them look at; where both have
    /// memory of their own, without touching it.
    public func swapBytes(with other: Buffer) {
        precondition(byteCount == other.byteCount)
        withUnsafeMutablePointerToHeader { own in
            other.withUnsafeMutablePointerToHeader { other in
                if own.pointee.allocation != nil, other.pointee.allocation != nil {
                    swap(&own.pointee.start, &other.pointee.start)
                    swap(&own.pointee.allocation, &other.pointee.allocation)
                } else {
                    Self.swapBytes(own.pointee.start, other.pointee.start, count: own.pointee.byteCount)
                }
            }
        }
    }

    /// Swaps bytes of two places that don't overlap, a page at a time.
    public static func swapBytes(
        _ first: UnsafeMutableRawPointer, _ second: UnsafeMutableRawPointer, count: Int
    ) {
        let size = 4096
        withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { spare in
            guard let spare = spare.baseAddress else { return }
            for place in stride(from: 0, to: count, by: size) {
                let length = min(size, count - place)
                spare.copyMemory(from: first + place, byteCount: length)
                (first + place).copyMemory(from: second + place, byteCount: length)
                (second + place).copyMemory(from: spare, byteCount: length)
            }
        }
    }

    /// Whether the bytes are a mapped file's.
    public var isMapped: Bool { withUnsafeMutablePointerToHeader { $0.pointee.owner != nil } }

    /// Who last took down what was there; nothing here looks at it.
    @inlinable public var stamp: UInt64 {
        get { withUnsafeMutablePointerToHeader { $0.pointee.stamp } }
        set { withUnsafeMutablePointerToHeader { $0.pointee.stamp = newValue } }
    }

    /// What was taken down of changes; nothing here looks at it.
    @inlinable public var changes: AnyObject? {
        get { withUnsafeMutablePointerToHeader { $0.pointee.changes } }
        set { withUnsafeMutablePointerToHeader { $0.pointee.changes = newValue } }
    }
}

/// How many bytes one tensor may take; sizes are checked against it before anything is allocated.
public struct MemoryLimit: Sendable, Hashable {
    /// The most bytes.
    public var bytes: Int

    /// A limit of so many bytes.
    public init(bytes: Int) { self.bytes = bytes }

    /// What the system lets the process have: the least of the machine's memory and of what its control groups and
    /// resource limits say at this moment.
    public static var system: MemoryLimit { MemoryLimit(bytes: Hardware.memoryLimit ?? Int.max) }

    /// What the system let the process have when that was first asked.
    private static let initial = system

    private static let setting = Atomic<Int>(-1)

    /// The limit in force for the whole process: the system's until it is set.
    public static var current: MemoryLimit {
        get {
            let bytes = setting.load(ordering: .relaxed)
            return bytes < 0 ? initial : MemoryLimit(bytes: bytes)
        }
        set { setting.store(max(newValue.bytes, 0), ordering: .relaxed) }
    }
}
