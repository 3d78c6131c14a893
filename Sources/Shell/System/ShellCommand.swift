internal import Platform

/// A program of the user's choice, started as git and others do: the shell splits what a variable says.
enum ShellCommand {
    /// Starts `/bin/sh` with a script and its arguments; nil if it can't be started.
    ///
    /// It takes signals as any program does, whatever this one does with them.
    ///
    /// - Parameter input: what it reads; its own standard input is this program's otherwise.
    static func start(_ script: String, _ arguments: [String] = [], input: CInt? = nil) -> pid_t? {
        var pointers = (["sh", "-c", script] + arguments).map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGINT, SIGPIPE, SIGQUIT, SIGTERM] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        var child = pid_t()
        return posix_spawn(&child, "/bin/sh", &actions, &attributes, &pointers, environ) == 0 ? child : nil
    }

    /// Waits for its end. Its status, as shells count it: 128 and more after a signal; nil if the shell found no such
    /// program.
    static func status(of child: pid_t) -> CInt? {
        var status: CInt = 0
        _ = uninterrupted { waitpid(child, &status, 0) }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return code == 126 || code == 127 ? nil : code
    }
}
