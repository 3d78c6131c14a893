internal import CKernels
internal import Platform
internal import Synchronization

/// The number of threads that the kernels may use. Digits never depend on it.
public enum Threads {
    private static let chosen = Atomic<Int>(0)

    /// The most threads that work is divided among; the number of processors unless set. Small work uses fewer.
    public static var limit: Int {
        let count = chosen.load(ordering: .relaxed)
        return count > 0 ? count : Hardware.processors
    }

    /// Sets the limit; below 1, restores the number of processors.
    public static func setLimit(_ count: Int) { chosen.store(max(count, 0), ordering: .relaxed) }
}

extension Threads {
    private struct Parts {
        let here: () -> Void
        let elsewhere: @Sendable () -> Void
    }

    /// Runs `here` on this thread and `elsewhere` on each of `count - 1` others, and waits for all of them. If
    /// threads can't be created, this thread does their parts after its own.
    public static func run(_ count: Int, here: () -> Void, elsewhere: @Sendable () -> Void) {
        withoutActuallyEscaping(here) { here in
            withoutActuallyEscaping(elsewhere) { elsewhere in
                var parts = Parts(here: here, elsewhere: elsewhere)
                withUnsafeMutablePointer(to: &parts) { parts in
                    ck_run_team(
                        CInt(count),
                        { argument, number in
                            guard let parts = argument?.assumingMemoryBound(to: Parts.self) else { return }
                            if number == 0 { parts.pointee.here() } else { parts.pointee.elsewhere() }
                        }, parts)
                }
            }
        }
    }
}

/// Which build of the loops runs: the one for the processor's vector instructions, or the portable one. The bits are
/// the same; the environment variable `DESCENT_PORTABLE_KERNELS` selects the portable one for the whole process.
public enum KernelPath {
    /// Whether the portable loops run.
    public static var isPortable: Bool { ck_chosen_path() == CK_PORTABLE }

    /// Switches to the portable loops, or back to those for the processor.
    public static func takePortable(_ isPortable: Bool) { ck_take_portable_path(isPortable) }
}
