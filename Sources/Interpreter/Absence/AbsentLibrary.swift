/// A library that is not available, and the effects that calls of it may have on a program.
struct AbsentLibrary: Sendable, Equatable {
    /// The name of its top-level module.
    let name: String

    /// Whether none of its functions modifies its arguments or draws random numbers: plotting libraries, and modules
    /// of Python that only report.
    ///
    /// Functions of the program that it may call are a separate matter.
    var onlyLooks: Bool { Self.thatOnlyLook.contains(name) }

    /// IPython, whose calls implement notebook commands.
    static let jupyter = AbsentLibrary(name: "IPython")

    private static let thatOnlyLook: Set<String> = [
        "IPython", "matplotlib", "mpl_toolkits", "logging", "re", "platform",
        "tqdm",
    ]

    /// Whether it wraps iterables to show a progress bar, so that a loop iterates over the argument itself.
    var showsProgress: Bool { name == "tqdm" }
}

/// The effect that a Jupyter command may have on a notebook's results.
package enum JupyterCommand {
    /// None: it changes how things look, or prints something.
    case harmless
    /// It may write files, but does not affect Python.
    case writesFiles
    /// It runs code many times, in its own scope.
    case timed(String)
    /// It is code.
    case code(String)
    /// It may change any name.
    case anything

    /// Classifies a line magic, `%name rest`.
    package init(magic name: String, rest: String) {
        switch name {
        case "timeit": self = .timed(Self.withoutOptions(rest))
        case "sx", "system": self = JupyterCommand(shell: rest)
        default: self = Self.harmlessMagics.contains(name) ? .harmless : .anything
        }
    }

    /// Classifies a cell magic, `%%name rest`.
    init(cellMagic name: String, rest: String, body: String) {
        if Self.cellsOfText.contains(name) || (name == "capture" && body.isEmpty) {
            self = .harmless
        } else if name == "timeit" {
            let setup = Self.withoutOptions(rest)
            self = .timed(setup.isEmpty ? body : "\(setup)\n\(body)")
        } else if Self.cellsOfPrograms.contains(name), !rest.contains("--out"), !rest.contains("--err") {
            self = .writesFiles
        } else {
            self = .anything
        }
    }

    /// Classifies a shell command, `!rest`.
    package init(shell command: String) {
        let words = command.split { " \t".contains($0) }.map(String.init)
        guard let first = words.first(where: { $0 != "sudo" && !$0.contains("=") }) else {
            self = .harmless
            return
        }
        let isPlain = !command.contains { ">|;&`$".contains($0) }
        let installs = first.hasPrefix("python") && words.contains("-m") && words.contains("pip")
        let program = first.split(separator: "/").last.map(String.init) ?? first
        self = isPlain && (installs || Self.harmlessPrograms.contains(program)) ? .harmless : .writesFiles
    }

    /// Whether it has no effect on a notebook's results.
    package var isHarmless: Bool { if case .harmless = self { true } else { false } }

    /// The code after options such as `-n 10 -r3 -q`.
    private static func withoutOptions(_ text: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false)[...]
        while let word = words.first, word.isEmpty || word.hasPrefix("-") && word.dropFirst().first?.isLetter == true {
            words.removeFirst()
            if ["-n", "-r", "-p"].contains(word) { words = words.drop { $0.isEmpty }.dropFirst() }
        }
        return words.joined(separator: " ")
    }

    private static let harmlessMagics: Set<String> = [
        "matplotlib", "load_ext", "reload_ext", "unload_ext", "autoreload", "config", "pip", "conda", "mamba", "uv",
        "pwd",
        "ls", "ll", "cat", "who", "whos", "who_ls", "history", "hist", "pinfo", "pinfo2", "pdoc", "psource", "pfile",
        "lsmagic", "magic", "quickref", "env", "alias_magic", "notebook", "colors", "pdb", "watermark",
        "version_information",
        "logstart", "logstop", "logon", "logoff", "logstate", "dhist", "less", "more", "man", "page", "aimport",
        "xmode", "automagic", "autosave", "connect_info", "qtconsole", "doctest_mode", "tensorboard", "nbagg",
    ]
    private static let cellsOfText: Set<String> = [
        "html", "HTML", "javascript", "js", "latex", "markdown", "svg", "SVG", "mermaid",
    ]
    private static let cellsOfPrograms: Set<String> = [
        "bash", "sh", "script", "cmd", "perl", "ruby", "pypy", "python2", "system", "sx", "!", "writefile", "file",
    ]
    /// Programs that read, fetch or install. A fetched file is assumed to be the same each time.
    private static let harmlessPrograms: Set<String> = [
        "pip", "pip3", "conda", "mamba", "uv", "apt", "apt-get", "brew", "ls", "dir", "pwd", "cat", "head", "tail",
        "wc",
        "echo", "which", "where", "nvidia-smi", "free", "df", "du", "uname", "hostname", "whoami", "date", "env",
        "grep",
        "wget", "curl", "gdown", "git", "kaggle", "unzip", "mkdir", "lscpu", "nproc", "jupyter", "file", "tree",
    ]
}
