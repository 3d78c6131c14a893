internal import CKernels
internal import Platform
internal import Synchronization

/// Checks for free memory before it is taken, because the process ends when Swift can't allocate an array or object.
///
/// Large allocations are checked individually. Small ones draw on a reserve, which is checked from time to time.
public enum FreeMemory {
    /// Allocations of at least this many bytes are checked at once.
    private static let large = 4 << 20
    /// Smaller allocations come from the heap, whose growth is monitored.
    private static let small = 8 << 10
    /// The free memory reserved for small allocations.
    private static let reserve = 32 << 20

    /// The bytes of medium-sized allocations since the last check.
    private static let taken = Atomic<Int>(0)
    /// The end of the heap at the last check.
    private static let heapEnd = Atomic<UInt>(0)

    /// Makes all threads take small allocations from the one monitored heap; otherwise the evaluation's thread would
    /// use another. Call it before any thread starts.
    public static func prepare() { ck_use_one_heap() }

    /// Whether `bytes` can be allocated now in addition to the reserve; allocates nothing.
    public static func hasRoom(for bytes: Int) -> Bool {
        if bytes >= large { return canTake(bytes) }
        return bytes < small || hasStayed(afterMiddling: bytes)
    }

    /// Whether the reserve is still free after `bytes` were allocated.
    public static func hasStayed(after bytes: Int) -> Bool {
        if bytes >= large { return canTake(0) }
        return bytes < small || hasStayed(afterMiddling: bytes)
    }

    private static func hasStayed(afterMiddling bytes: Int) -> Bool {
        if taken.wrappingAdd(bytes, ordering: .relaxed).newValue < large { return true }
        taken.store(0, ordering: .relaxed)
        return canTake(0)
    }

    private static func canTake(_ bytes: Int) -> Bool {
        let (size, overflow) = bytes.addingReportingOverflow(reserve)
        return !overflow && ck_has_room(size)
    }

    /// Asks evaluation to stop once small allocations have used up the reserve; long work calls this from time to
    /// time.
    @usableFromInline static func watch() {
        let end = Heap.end
        let last = heapEnd.load(ordering: .relaxed)
        // The heap may also shrink.
        if end >= last, end - last < UInt(large) { return }
        heapEnd.store(end, ordering: .relaxed)
        if end > last, last > 0, !canTake(0) { MissingMemory.note(1) }
    }
}

/// Memory missing in a function that doesn't throw: it asks evaluation to stop, like Ctrl-C, and returns a
/// well-formed result with meaningless content.
public enum MissingMemory {
    private static let bytes = Atomic<Int>(0)

    /// Records that `count` bytes were missing.
    public static func note(_ count: Int) {
        bytes.store(count, ordering: .relaxed)
        Interruption.request()
    }

    /// The number of missing bytes, if that is why evaluation was asked to stop; clears the request.
    public static func take() -> Int? {
        let count = bytes.load(ordering: .relaxed)
        if count == 0 { return nil }
        Interruption.clear()
        return count
    }

    static func forget() { bytes.store(0, ordering: .relaxed) }
}
