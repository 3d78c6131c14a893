internal import CKernels
internal import Platform

/// Large memory that was given back and is kept for the next array of the same size: its pages are there already, where new
/// memory costs a page fault and zeros for each.
public enum KeptMemory {
    /// The most bytes that are kept: a sixteenth of the memory, at most 256 MB.
    private static let most = min(256 << 20, (Hardware.memoryLimit ?? .max) / 16)

    /// Allocates memory of `size` bytes, whose contents are unspecified; nil if there is none.
    public static func take(_ size: Int) -> UnsafeMutableRawPointer? { ck_take_memory(size) }

    /// Takes back memory that ``take(_:)`` or `malloc` has allocated.
    public static func giveBack(_ memory: UnsafeMutableRawPointer, size: Int) {
        ck_give_memory_back(memory, size, most)
    }

    /// Frees all that is kept.
    public static func release() { ck_release_kept_memory() }
}
