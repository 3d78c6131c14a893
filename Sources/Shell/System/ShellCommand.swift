internal import Platform

/// Starts programs as child processes.
enum Spawning {
    /// Starts a program with no signals blocked; nil if it can't be started.
    ///
    /// - Parameters:
    ///   - path: the path of the program.
    ///   - arguments: its arguments, beginning with its name.
    ///   - descriptors: descriptors of this process, and their numbers in the child.
    ///   - signals: signals whose default action is restored in the child.
    static func start(
        _ path: String, _ arguments: [String], descriptors: [(own: CInt, number: CInt)], resetting signals: [CInt] = []
    ) -> pid_t? {
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var set = sigset_t()
        sigemptyset(&set)
        posix_spawnattr_setsigmask(&attributes, &set)
        for number in signals { sigaddset(&set, number) }
        posix_spawnattr_setsigdefault(&attributes, &set)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (own, number) in descriptors { posix_spawn_file_actions_adddup2(&actions, own, number) }
        var child = pid_t()
        return posix_spawn(&child, path, &actions, &attributes, &pointers, environ) == 0 ? child : nil
    }
}

/// Runs a program that the user chose, like git: the shell splits the value of a variable into words.
enum ShellCommand {
    /// Starts `/bin/sh` with a script and its arguments; nil if it can't be started.
    ///
    /// Signals have their default actions in it.
    ///
    /// - Parameter input: the descriptor of its standard input; nil for this program's.
    static func start(_ script: String, _ arguments: [String] = [], input: CInt? = nil) -> pid_t? {
        Spawning.start(
            "/bin/sh", ["sh", "-c", script] + arguments, descriptors: input.map { [($0, STDIN_FILENO)] } ?? [],
            resetting: [SIGINT, SIGPIPE, SIGQUIT, SIGTERM])
    }

    /// Waits for the child to end. Returns its status as in shells, where 128 is added for signals; nil if the
    /// program wasn't found.
    static func status(of child: pid_t) -> CInt? {
        var status: CInt = 0
        _ = uninterrupted { waitpid(child, &status, 0) }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return code == 126 || code == 127 ? nil : code
    }
}
