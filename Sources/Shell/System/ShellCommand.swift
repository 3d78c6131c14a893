internal import Platform

/// Starts programs as processes of their own.
enum Spawning {
    /// Starts a program that no signal is kept from; nil if it can't be started.
    ///
    /// - Parameters:
    ///   - arguments: its arguments, its own name first.
    ///   - descriptors: descriptors of this process, and what they are to be in the other.
    ///   - signals: those that it takes as any program does, whatever this one does with them.
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

/// A program of the user's choice, started as git and others do: the shell splits what a variable says.
enum ShellCommand {
    /// Starts `/bin/sh` with a script and its arguments; nil if it can't be started.
    ///
    /// It takes signals as any program does, whatever this one does with them.
    ///
    /// - Parameter input: what it reads; its own standard input is this program's otherwise.
    static func start(_ script: String, _ arguments: [String] = [], input: CInt? = nil) -> pid_t? {
        Spawning.start(
            "/bin/sh", ["sh", "-c", script] + arguments, descriptors: input.map { [($0, STDIN_FILENO)] } ?? [],
            resetting: [SIGINT, SIGPIPE, SIGQUIT, SIGTERM])
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
