internal import Synchronization

/// Whether Ctrl-C was pressed; a signal handler may set it, evaluation polls it.
public enum Interruption {
    private static let flag = Atomic<Bool>(false)

    /// Whether evaluation should stop.
    public static var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Asks the running evaluation to stop. Safe in a signal handler.
    public static func request() { flag.store(true, ordering: .relaxed) }

    /// Forgets the request, before a new cell runs.
    public static func clear() { flag.store(false, ordering: .relaxed) }
}
