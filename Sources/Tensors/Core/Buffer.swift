internal import CObjects
internal import Kernels
internal import Platform

/// What a ``Buffer`` knows of itself; its bytes stand behind it, or elsewhere.
public struct BufferHeader {
    @usableFromInline let start: UnsafeMutableRawPointer
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

    /// Makes little memory behind the object itself, which is there or the process ends.
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
