internal import Kernels
internal import Platform
internal import Synchronization

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

/// Memory that wasn't there for a function that throws nothing: it asks evaluation to stop, as Ctrl-C does, and gives a
/// result that is whole in form and meaningless in content.
public enum MissingMemory {
    private static let bytes = Atomic<Int>(0)

    /// Notes that there weren't so many bytes.
    static func note(_ count: Int) {
        bytes.store(count, ordering: .relaxed)
        Interruption.request()
    }

    /// How many bytes there weren't, if that is why evaluation was asked to stop; the request is forgotten then.
    public static func take() -> Int? {
        let count = bytes.exchange(0, ordering: .relaxed)
        if count == 0 { return nil }
        Interruption.clear()
        return count
    }
}
