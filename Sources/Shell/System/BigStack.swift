#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Runs the program on a thread with a large stack, since evaluation recurses as deep as the user's functions do.
enum BigStack {
    /// The sizes to try; memory is only reserved, and used as the stack grows.
    private static let sizes = [1 << 30, 256 << 20, 64 << 20]
    /// What the main thread can be relied on to have, where no thread can be made.
    private static let mainSize = 6 << 20

    /// Runs `body` with the size of its stack in bytes, and waits for what it gives.
    ///
    /// The calling thread takes no signals from then on, so that they interrupt the calls that `body` waits in.
    static func run(_ body: @escaping @Sendable (Int) -> Int32) -> Int32 {
        for size in sizes {
            let task = Task(size: size, body: body)
            if start(task) { return task.result }
        }
        return body(mainSize)
    }

    /// Runs `body` with the size of its stack in bytes on a thread of its own, and doesn't wait; false if there can't be
    /// such a thread.
    static func start(_ body: @escaping @Sendable (Int) -> Void) -> Bool {
        sizes.contains { size in
            let task = Task(size: size) { size in
                body(size)
                return 0
            }
            guard let thread = create(task) else { return false }
            pthread_detach(thread)
            return true
        }
    }

    private final class Task {
        let size: Int
        let body: @Sendable (Int) -> Int32
        var result: Int32 = 0

        init(size: Int, body: @escaping @Sendable (Int) -> Int32) {
            self.size = size
            self.body = body
        }

        func run() { result = body(size) }
    }

    /// Runs a task to its end on a thread of its own; false if there can't be such a thread.
    private static func start(_ task: Task) -> Bool {
        guard let thread = create(task) else { return false }
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        pthread_join(thread, nil)
        return true
    }

    /// Makes a thread that runs a task; nil if there can't be one.
    private static func create(_ task: Task) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        guard pthread_attr_setstacksize(&attributes, task.size) == 0 else { return nil }
        // The thread's own.
        let pointer = Unmanaged.passRetained(task).toOpaque()
        #if canImport(Glibc)
            var made = pthread_t()
            let result = pthread_create(
                &made, &attributes,
                { pointer in
                    if let pointer { Unmanaged<Task>.fromOpaque(pointer).takeRetainedValue().run() }
                    return nil
                }, pointer)
            let thread: pthread_t? = made
        #else
            var thread: pthread_t?
            let result = pthread_create(
                &thread, &attributes,
                { pointer in
                    Unmanaged<Task>.fromOpaque(pointer).takeRetainedValue().run()
                    return nil
                }, pointer)
        #endif
        if result == 0 { return thread }
        Unmanaged<Task>.fromOpaque(pointer).release()
        return nil
    }
}
