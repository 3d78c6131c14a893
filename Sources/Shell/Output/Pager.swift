internal import Platform

/// The program that the user reads long texts with: what `PAGER` names, or else `less`.
enum Pager {
    /// Shows a text in the pager and waits until it is left; false if the pager could not be started.
    static func show(_ text: String) -> Bool {
        let named = Terminal.environment("PAGER") ?? ""
        let pager = named.isEmpty ? "less" : named
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        guard let child = start(pager, input: ends[0]) else {
            for end in ends { close(end) }
            return false
        }
        close(ends[0])
        // Ctrl-C belongs to the pager while it runs, and who leaves it early has read enough.
        let others = [SIGINT, SIGPIPE].map { ($0, ignore($0)) }
        write(text, to: ends[1])
        close(ends[1])
        var status: Int32 = 0
        _ = uninterrupted { waitpid(child, &status, 0) }
        for (number, action) in others {
            var action = action
            sigaction(number, &action, nil)
        }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 0
        return code != 126 && code != 127
    }

    private static func start(_ pager: String, input: CInt) -> pid_t? {
        // As git does: the shell splits what the variable says. `less` shows colours, ends at once where all fits, and
        // leaves what it showed on the screen, unless the user wants it otherwise.
        let script = "LESS=\"${LESS-FRX}\" LV=\"${LV--c}\"; export LESS LV; \(pager)"
        let arguments = ["sh", "-c", script]
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // It takes signals as any program does, whatever this one does with them.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGINT, SIGPIPE, SIGQUIT, SIGTERM] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        var child = pid_t()
        guard posix_spawn(&child, "/bin/sh", &actions, &attributes, &pointers, environ) == 0 else { return nil }
        return child
    }

    private static func write(_ text: String, to descriptor: CInt) {
        var text = text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let rest = UnsafeBufferPointer(rebasing: bytes[written...])
                let count = uninterrupted { Platform.write(descriptor, rest.baseAddress, rest.count) }
                if count <= 0 { return }
                written += count
            }
        }
    }

    /// Has the process ignore a signal; gives what it did with it before.
    private static func ignore(_ number: CInt) -> sigaction {
        var (action, before) = (sigaction(handler: SIG_IGN), sigaction())
        sigaction(number, &action, &before)
        return before
    }
}
