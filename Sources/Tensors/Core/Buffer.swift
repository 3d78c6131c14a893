internal import CObjects
internal import Kernels
internal import Platform
internal import Synchronization

/// The header of a ``Buffer``; its bytes follow it or live elsewhere.
public struct BufferHeader {
    @usableFromInline fileprivate(set) var start: UnsafeMutableRawPointer
    @usableFromInline let byteCount: Int
    /// The pointer to pass to `free`, if the bytes were allocated separately.
    fileprivate var allocation: UnsafeMutableRawPointer?
    /// Keeps the bytes mapped, if they belong to a mapped file.
    @usableFromInline var owner: AnyObject?
    @usableFromInline var stamp: UInt64
    @usableFromInline var changes: AnyObject?

    fileprivate init(_ start: UnsafeMutableRawPointer, byteCount: Int) {
        self.start = start
        self.byteCount = byteCount
        stamp = running_stamp()
    }
}

/// Raw bytes shared by arrays: its own aligned memory, or a mapped file.
///
/// Element type and layout belong to the arrays over the buffer. A write changes all of those arrays. Writes to a
/// mapped file are private to the process; the file doesn't change.
public final class Buffer: ManagedBuffer<BufferHeader, UInt64> {
    /// The alignment of the bytes, in bytes; `malloc` alone guarantees 16.
    public static let alignment = 64
    /// Buffers of up to this many bytes are stored in the object itself, so that a small array takes one allocation.
    private static let inlineLimit = 4096
    /// From this many bytes on, memory that is given back is kept for the next array of the same size.
    private static let leastKept = 1 << 20
    /// From this size on, in bytes, the system's limits are read again before an allocation.
    private static let largeSize = 64 << 20

    /// Allocates `byteCount` bytes: zeros, or uninitialised.
    ///
    /// Large zeroed blocks come straight from the system, which commits memory when it is first touched and gets it
    /// back when the buffer is freed.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public static func make(byteCount: Int, zeroed: Bool = false) throws(TensorError) -> Buffer {
        if byteCount <= inlineLimit { return makeInline(byteCount: byteCount, zeroed: zeroed) }
        let (size, overflow) = byteCount.addingReportingOverflow(alignment)
        if overflow || byteCount >= largeSize && byteCount > MemoryLimit.system.bytes {
            throw .outOfMemory(bytes: byteCount)
        }
        let isKept = byteCount >= leastKept && !zeroed
        guard let memory = zeroed ? calloc(1, size) : isKept ? KeptMemory.take(size) : malloc(size) else {
            throw .outOfMemory(bytes: byteCount)
        }
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

    /// Wraps the bytes of a privately mapped file and keeps `owner`, which holds the mapping, alive.
    public static func mapped(start: UnsafeMutableRawPointer, byteCount: Int, owner: AnyObject) -> Buffer {
        make(words: 0) { _ in
            var header = BufferHeader(start, byteCount: byteCount)
            header.owner = owner
            return header
        }
    }

    /// Makes a small buffer whose bytes are in the object itself; ``FreeMemory`` keeps a reserve for these.
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
        withUnsafeMutablePointerToHeader { header in
            guard let memory = header.pointee.allocation else { return }
            let count = header.pointee.byteCount
            if count >= Buffer.leastKept {
                KeptMemory.giveBack(memory, size: count + Buffer.alignment)
            } else {
                free(memory)
            }
        }
    }

    /// The first byte; valid only while the buffer is retained (`withExtendedLifetime`).
    @inlinable @inline(__always) public var start: UnsafeMutableRawPointer {
        withUnsafeMutablePointerToHeader { $0.pointee.start }
    }

    /// The number of bytes.
    @inlinable @inline(__always) public var byteCount: Int {
        withUnsafeMutablePointerToHeader { $0.pointee.byteCount }
    }

    /// Swaps the contents of two buffers of equal size, so every array over either sees the other's bytes. Two
    /// buffers with separately allocated memory swap pointers without touching the bytes.
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

    /// Swaps `count` bytes between two regions that don't overlap, a page at a time.
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

    /// Whether the bytes belong to a mapped file.
    public var isMapped: Bool { withUnsafeMutablePointerToHeader { $0.pointee.owner != nil } }

    /// Marks who last recorded the contents; not used in this module.
    @inlinable public var stamp: UInt64 {
        get { withUnsafeMutablePointerToHeader { $0.pointee.stamp } }
        set { withUnsafeMutablePointerToHeader { $0.pointee.stamp = newValue } }
    }

    /// A record of changes; not used in this module.
    @inlinable public var changes: AnyObject? {
        get { withUnsafeMutablePointerToHeader { $0.pointee.changes } }
        set { withUnsafeMutablePointerToHeader { $0.pointee.changes = newValue } }
    }
}

/// The most bytes one tensor may take; sizes are checked against it before anything is allocated.
public struct MemoryLimit: Sendable, Hashable {
    /// The limit, in bytes.
    public var bytes: Int

    /// Makes a limit of `bytes` bytes.
    public init(bytes: Int) { self.bytes = bytes }

    /// What the system currently allows the process: the minimum of the machine's memory, its control groups' limits
    /// and its resource limits.
    public static var system: MemoryLimit { MemoryLimit(bytes: Hardware.memoryLimit ?? Int.max) }

    /// The system's limit when it was first read.
    private static let initial = system

    private static let setting = Atomic<Int>(-1)

    /// The limit in force for the whole process; the system's unless one was set.
    public static var current: MemoryLimit {
        get {
            let bytes = setting.load(ordering: .relaxed)
            return bytes < 0 ? initial : MemoryLimit(bytes: bytes)
        }
        set { setting.store(max(newValue.bytes, 0), ordering: .relaxed) }
    }
}
