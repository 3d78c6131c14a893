internal import Platform
internal import Synchronization

/// Runs the program on a thread with a large stack, since evaluation recurses as deep as the user's functions do.
enum BigStack {
    /// The sizes to try; memory is only reserved, and used as the stack grows.
    private static let sizes = [1 << 30, 256 << 20, 64 << 20]
    /// What the main thread can be relied on to have, where no thread can be made.
    private static let mainSize = 6 << 20

    private final class Outcome: Sendable {
        let status = Atomic<Int32>(0)
    }

    /// Runs `body` with the size of its stack in bytes, and waits for what it gives.
    ///
    /// The calling thread takes no signals from then on, so that they interrupt the calls that `body` waits in.
    static func run(_ body: @escaping @Sendable (Int) -> Int32) -> Int32 {
        let outcome = Outcome()
        let thread = start { size in outcome.status.store(body(size), ordering: .relaxed) }
        guard let thread else { return body(mainSize) }
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        pthread_join(thread, nil)
        return outcome.status.load(ordering: .relaxed)
    }

    private static func start(_ body: @escaping @Sendable (Int) -> Void) -> pthread_t? {
        for size in sizes {
            if let thread = SystemThread.start(stackSize: size, { body(size) }) { return thread }
        }
        return nil
    }
}
