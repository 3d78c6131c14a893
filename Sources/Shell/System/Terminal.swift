internal import Platform

/// What is known of the terminal.
enum Terminal {
    /// Whether a file descriptor is a terminal.
    static func isTerminal(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }

    /// The value of an environment variable.
    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Whether what goes to a descriptor may be coloured.
    static func hasColor(_ descriptor: CInt, _ choice: ShellOptions.ColorChoice) -> Bool {
        switch choice {
        case .always: return true
        case .never: return false
        case .auto:
            // https://no-color.org: set and not empty, whatever it says.
            if environment("NO_COLOR")?.isEmpty == false { return false }
            let name = environment("TERM") ?? ""
            return isTerminal(descriptor) && !name.isEmpty && name != "dumb"
        }
    }

    /// How many columns the terminal has.
    static var columns: Int { columns(of: STDOUT_FILENO) }

    /// Whether the terminal shows Braille patterns: its character set is UTF-8, and it isn't a dumb one.
    static var hasBraille: Bool {
        if environment("TERM") == "dumb" { return false }
        let set = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment($0) }.first { !$0.isEmpty }
        let name = (set ?? "").uppercased()
        return name.contains("UTF-8") || name.contains("UTF8")
    }

    /// How many columns the terminal behind a descriptor has.
    static func columns(of descriptor: CInt) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Waits for Enter at the terminal, wherever standard input comes from; false at its end, or after Ctrl-C.
    static func waitForEnter() -> Bool {
        let descriptor = open("/dev/tty", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return true }
        }
        return false
    }

    /// Whether there is a terminal to wait at.
    static var isThere: Bool {
        let descriptor = open("/dev/tty", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }
}
