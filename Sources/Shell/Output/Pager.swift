internal import Platform

/// The pager for long texts: the program in `PAGER`, or else `less`.
enum Pager {
    /// Shows a text in the pager and waits until the user leaves it; false if the pager couldn't be started.
    static func show(_ text: String) -> Bool {
        let named = Terminal.environment("PAGER") ?? ""
        let pager = named.isEmpty ? "less" : named
        // `less` shows colours, exits at once if everything fits, and leaves the text on the screen, unless the user
        // has set other options.
        let script = "LESS=\"${LESS-FRX}\" LV=\"${LV--c}\"; export LESS LV; \(pager)"
        guard let ends = SystemPipe() else { return false }
        guard let child = ShellCommand.start(script, input: ends.reading) else {
            ends.close()
            return false
        }
        close(ends.reading)
        // Ctrl-C belongs to the pager while it runs, and a user who leaves it early has read enough.
        let others = [SIGINT, SIGPIPE].map { ($0, ignore($0)) }
        write(text, to: ends.writing)
        close(ends.writing)
        let status = ShellCommand.status(of: child)
        for (number, action) in others {
            var action = action
            sigaction(number, &action, nil)
        }
        return status != nil
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

    /// Makes the process ignore a signal; returns the previous action.
    private static func ignore(_ number: CInt) -> sigaction {
        var (action, before) = (sigaction(handler: SIG_IGN), sigaction())
        sigaction(number, &action, &before)
        return before
    }
}
