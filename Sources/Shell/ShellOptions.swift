public import Exchange
public import Sessions

/// What the user asked for, and how; the command line becomes one of these.
public struct ShellOptions: Sendable {
    /// What to do.
    public enum Job: Sendable {
        /// Run the cells of a file.
        case file(String)
        /// Run cells that stand on the command line.
        case cells(String)
        /// Run a file again and again, from the first cell on that was changed in an editor.
        case watch(String)
        /// Make a session of a notebook or a script: its path, the session's if it is given, and whether a file of that
        /// name is replaced.
        case importing(String, to: String?, replaces: Bool)
        /// Read cells from standard input: at the prompt if that is a terminal.
        case input
        /// Bring back a session that was not saved: the last one, or the one named.
        case resume(String?)
        /// Replay files and compare what they print with what is recorded.
        case check(CheckRequest)
        /// Replay files and record what they print, with or without digests of what their cells set.
        case update([String], writesDigests: Bool)
        /// Replay two files side by side and tell where they part.
        case compare(String, String)
        /// Write a session as Python code, as a notebook or as a page.
        case export(String, to: String, ExportOptions, replaces: Bool)
    }

    /// What to check, and how to tell of it.
    public struct CheckRequest: Sendable {
        /// The files.
        public var paths: [String]
        /// How far numbers may be from the recorded ones; nil for not at all.
        public var tolerance: Tolerance?
        /// How many files are checked at a time.
        public var jobs = 1
        /// Whether this process checks the one file for another, which says when to print what was found.
        public var isPart = false
        /// Whether standard output gets one JSON document, and nothing else.
        public var writesJSON = false
        /// The file that gets what JUnit would write.
        public var junitPath: String?

        /// Checks of files, one after the other.
        public init(paths: [String]) { self.paths = paths }
    }

    /// When to use colour.
    public enum ColorChoice: String, Sendable, CaseIterable {
        /// On a terminal that has colours, unless `NO_COLOR` is set.
        case auto
        /// Even into a file.
        case always
        /// Not at all.
        case never
    }

    /// What to do.
    public var job: Job
    /// When to use colour.
    public var color = ColorChoice.auto
    /// Shows prompts and inputs as they would stand on the screen.
    public var echoes = false
    /// Shows each cell and waits for Enter.
    public var steps = false
    /// Stays at the prompt when the cells have run.
    public var stays = false
    /// Says nothing of itself before the first prompt.
    public var isQuiet = false
    /// Leaves the user's `init.session` out.
    public var skipsBeginning = false
    /// The seed of the first unseeded draw, and of each `seed n` in the file that runs.
    public var seed: UInt32?
    /// The values of parameters in the file that runs.
    public var settings: [Setting] = []
    /// The most threads that work is divided among; as many as there are processors if it isn't given.
    public var threads: Int?
    /// Whether plots are told in words only.
    public var isPlain = false

    /// The usual settings.
    public init(_ job: Job) { self.job = job }
}
