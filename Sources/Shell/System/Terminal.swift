internal import Platform

/// Properties of the terminal.
enum Terminal {
    /// Whether a file descriptor is a terminal.
    static func isTerminal(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }

    /// Whether standard input and output are terminals.
    static var isInteractive: Bool { isTerminal(STDIN_FILENO) && isTerminal(STDOUT_FILENO) }

    /// The value of an environment variable.
    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Whether text written to a descriptor may be coloured.
    static func hasColor(_ descriptor: CInt, _ choice: ShellOptions.ColorChoice) -> Bool {
        switch choice {
        case .always: return true
        case .never: return false
        case .auto:
            // https://no-color.org: set and not empty, whatever the value.
            if environment("NO_COLOR")?.isEmpty == false { return false }
            let name = environment("TERM") ?? ""
            return isTerminal(descriptor) && !name.isEmpty && name != "dumb"
        }
    }

    /// The number of columns of the terminal.
    static var columns: Int { columns(of: STDOUT_FILENO) }

    /// Whether the terminal shows Braille patterns: its character set is UTF-8, and it isn't a dumb terminal.
    static var hasBraille: Bool {
        if environment("TERM") == "dumb" { return false }
        let set = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment($0) }.first { !$0.isEmpty }
        // `en_GB.UTF-8@euro`: the character set is between the dot and the modifier.
        let name = (set ?? "").prefix { $0 != "@" }.uppercased()
        return name.hasSuffix("UTF-8") || name.hasSuffix("UTF8")
    }

    /// The number of columns of the terminal behind a descriptor.
    static func columns(of descriptor: CInt) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Whether the process has a terminal, even if standard input is redirected.
    static var isThere: Bool {
        let descriptor = open("/dev/tty", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }
}

/// The locations of the user's files, by the XDG base directories.
enum UserFolders {
    /// The user's home folder: the value of `HOME`, or else from the system's list of users.
    static var home: String? {
        if let home = Terminal.environment("HOME"), home.hasPrefix("/") { return home }
        guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
        let home = String(cString: folder)
        return home.hasPrefix("/") ? home : nil
    }

    /// The folder for data that outlasts a run, such as the history: `$XDG_STATE_HOME/descent`, where a relative
    /// value is ignored, or else `~/.local/state/descent`.
    static func state(home: String?, environment: (String) -> String?) -> String? {
        if let folder = environment("XDG_STATE_HOME"), folder.hasPrefix("/") { return folder + "/descent" }
        return home.map { $0 + "/.local/state/descent" }
    }

    /// The history file: the value of `DESCENT_HISTORY`, nil if that is empty, or else a file in the state folder.
    static func history(home: String?, environment: (String) -> String?) -> String? {
        if let path = environment("DESCENT_HISTORY") { return path.isEmpty || path == "/dev/null" ? nil : path }
        return state(home: home, environment: environment).map { $0 + "/history" }
    }

    /// The folder of the journals: the value of `DESCENT_JOURNAL`, nil if empty, or else one in the state folder.
    static func journals(home: String?, environment: (String) -> String?) -> String? {
        if let path = environment("DESCENT_JOURNAL") { return path.isEmpty || path == "/dev/null" ? nil : path }
        return state(home: home, environment: environment).map { $0 + "/sessions" }
    }

    /// The session that a shell at a terminal runs first: the value of `DESCENT_INIT`, nil if that is empty, or else
    /// `descent/init.session` in `$XDG_CONFIG_HOME`, where a relative value is ignored, or in `~/.config`.
    static func beginning(home: String?, environment: (String) -> String?) -> String? {
        if let path = environment("DESCENT_INIT") { return path.isEmpty || path == "/dev/null" ? nil : path }
        let name = "/descent/init.session"
        if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return folder + name }
        return home.map { $0 + "/.config" + name }
    }

    /// The session that this user's shells run first, which need not exist.
    static var beginning: String? { beginning(home: home, environment: Terminal.environment) }

    /// The folder of this user's journals.
    static var journals: String? { journals(home: home, environment: Terminal.environment) }

    /// This user's history file.
    static var history: String? { history(home: home, environment: Terminal.environment) }
}
