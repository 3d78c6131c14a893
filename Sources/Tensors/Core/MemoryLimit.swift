internal import Platform
internal import Synchronization

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
