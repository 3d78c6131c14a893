internal import CKernels
internal import Platform
internal import Synchronization

/// Whether there is memory, asked before it is taken: where Swift finds none for an array or an object, the process ends.
///
/// What is large is asked for as it comes. What is small takes from a reserve, and it is looked at now and then whether
/// that is still there.
public enum FreeMemory {
    /// From so many bytes on it is asked at once.
    private static let large = 4 << 20
    /// Less comes from the heap, whose growth is looked at.
    private static let small = 8 << 10
    /// What stays free for all that is small.
    private static let reserve = 32 << 20

    /// What was asked for since the last look, of middling sizes.
    private static let taken = Atomic<Int>(0)
    /// Where the heap ended at the last look.
    private static let heapEnd = Atomic<UInt>(0)

    /// Has all threads take what is small from the one heap whose growth is looked at: the evaluation runs on a thread of
    /// its own, and would get memory elsewhere. To be called before there are threads.
    public static func prepare() { ck_use_one_heap() }

    /// Whether so many bytes can be had now, with the reserve; nothing is touched.
    public static func hasRoom(for bytes: Int) -> Bool {
        if bytes >= large { return canTake(bytes) }
        return bytes < small || hasStayed(afterMiddling: bytes)
    }

    /// Whether the reserve is there after so many bytes were taken.
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

    /// Asks evaluation to stop once what is small has used up the reserve: for all that runs long, now and then.
    @usableFromInline static func watch() {
        let end = Heap.end
        let last = heapEnd.load(ordering: .relaxed)
        // It shrinks too.
        if end >= last, end - last < UInt(large) { return }
        heapEnd.store(end, ordering: .relaxed)
        if end > last, last > 0, !canTake(0) { MissingMemory.note(1) }
    }
}

/// Memory that wasn't there for a function that throws nothing: it asks evaluation to stop, as Ctrl-C does, and gives a
/// result that is whole in form and meaningless in content.
public enum MissingMemory {
    private static let bytes = Atomic<Int>(0)

    /// Notes that there weren't so many bytes.
    public static func note(_ count: Int) {
        bytes.store(count, ordering: .relaxed)
        Interruption.request()
    }

    /// How many bytes there weren't, if that is why evaluation was asked to stop; the request is forgotten then.
    public static func take() -> Int? {
        let count = bytes.load(ordering: .relaxed)
        if count == 0 { return nil }
        Interruption.clear()
        return count
    }

    static func forget() { bytes.store(0, ordering: .relaxed) }
}
