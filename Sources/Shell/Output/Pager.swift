internal import Platform

/// The program that the user reads long texts with: what `PAGER` names.
enum Pager {
    private static var name: String { Terminal.environment("PAGER") ?? "" }

    /// Whether the user has named one.
    static var isNamed: Bool { !name.isEmpty }

    /// Whether the user wants no pages at the prompt: an empty name, or the program that only writes.
    static var isSwitchedOff: Bool {
        guard let name = Terminal.environment("PAGER") else { return false }
        return name.isEmpty || name == "cat"
    }

    /// Shows a text in the pager and waits until it is left; false if the pager could not be started.
    static func show(_ text: String) -> Bool {
        // `less` shows colours, ends at once where all fits, and leaves what it showed on the screen, unless the user
        // wants it otherwise.
        let script = "LESS=\"${LESS-FRX}\" LV=\"${LV--c}\"; export LESS LV; \(name)"
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
