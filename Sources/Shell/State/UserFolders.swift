internal import Platform

/// Where the user's own files are, by the XDG base directories.
enum UserFolders {
    /// The user's home folder: what `HOME` says, or else the system's list of users.
    static var home: String? {
        if let home = Terminal.environment("HOME"), home.hasPrefix("/") { return home }
        guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
        let home = String(cString: folder)
        return home.hasPrefix("/") ? home : nil
    }

    /// The folder for what should outlast a run, such as the history: `$XDG_STATE_HOME/descent`, where a relative value
    /// is ignored, or else `~/.local/state/descent`.
    static func state(home: String?, environment: (String) -> String?) -> String? {
        if let folder = environment("XDG_STATE_HOME"), folder.hasPrefix("/") { return folder + "/descent" }
        return home.map { $0 + "/.local/state/descent" }
    }

    /// The file of the history: what `DESCENT_HISTORY` says, none if that is empty, or else one in the state folder.
    static func history(home: String?, environment: (String) -> String?) -> String? {
        if let path = environment("DESCENT_HISTORY") { return path.isEmpty || path == "/dev/null" ? nil : path }
        return state(home: home, environment: environment).map { $0 + "/history" }
    }

    /// The folder of the journals: what `DESCENT_JOURNAL` says, none if that is empty, or else one in the state folder.
    static func journals(home: String?, environment: (String) -> String?) -> String? {
        if let path = environment("DESCENT_JOURNAL") { return path.isEmpty || path == "/dev/null" ? nil : path }
        return state(home: home, environment: environment).map { $0 + "/sessions" }
    }

    /// The session that a shell at a terminal begins with: what `DESCENT_INIT` says, none if that is empty, or else
    /// `descent/init.session` in `$XDG_CONFIG_HOME`, where a relative value is ignored, or in `~/.config`.
    static func beginning(home: String?, environment: (String) -> String?) -> String? {
        if let path = environment("DESCENT_INIT") { return path.isEmpty || path == "/dev/null" ? nil : path }
        let name = "/descent/init.session"
        if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return folder + name }
        return home.map { $0 + "/.config" + name }
    }

    /// The session that this user's shells begin with, which need not be there.
    static var beginning: String? { beginning(home: home, environment: Terminal.environment) }

    /// The folder of this user's journals.
    static var journals: String? { journals(home: home, environment: Terminal.environment) }

    /// The file of this process's history.
    static var history: String? { history(home: home, environment: Terminal.environment) }
}
