public import Exchange
public import Sessions

/// The job and the settings from the command line.
public struct ShellOptions: Sendable {
    /// The job to run.
    public enum Job: Sendable {
        /// Run the cells of a file.
        case file(String)
        /// Run cells given on the command line.
        case cells(String)
        /// Run a file, and again whenever it is saved, starting with the first changed cell.
        case watch(String)
        /// Convert a notebook or a script to a session: its path, the path of the session if given, and whether to
        /// replace an existing file.
        case importing(String, to: String?, replaces: Bool)
        /// Read cells from standard input; at the prompt if that is a terminal.
        case input
        /// Restore an unsaved session: the last one, or the named one.
        case resume(String?)
        /// Replay files and compare their output with the record.
        case check(CheckRequest)
        /// Replay files and record their output, with or without digests of the names that their cells set.
        case update([String], writesDigests: Bool)
        /// Replay two files side by side and report their first difference.
        case compare(String, String)
        /// Export a session as Python code, as a notebook or as a page.
        case export(String, to: String, ExportOptions, replaces: Bool)
    }

    /// The files to check, and the form of the report.
    public struct CheckRequest: Sendable {
        /// The files.
        public var paths: [String]
        /// How far numbers may differ from the recorded ones; nil for no difference.
        public var tolerance: Tolerance?
        /// The number of files to check at a time.
        public var jobs = 1
        /// Whether this process checks one file for a parent process, which says when to print the findings.
        public var isPart = false
        /// Whether to print one JSON document and nothing else on standard output.
        public var writesJSON = false
        /// The path of a report in JUnit's format.
        public var junitPath: String?

        /// A request to check files, one after another.
        public init(paths: [String]) { self.paths = paths }
    }

    /// When to use colour.
    public enum ColorChoice: String, Sendable, CaseIterable {
        /// On a terminal with colours, unless `NO_COLOR` is set.
        case auto
        /// Always, even into a file.
        case always
        /// Never.
        case never
    }

    /// The job to run.
    public var job: Job
    /// When to use colour.
    public var color = ColorChoice.auto
    /// Whether to show prompts and inputs as they would appear on the screen.
    public var echoes = false
    /// Whether to show each cell and wait for an answer.
    public var steps = false
    /// Whether to stay at the prompt after the cells have run.
    public var stays = false
    /// Whether to show prompts and inputs and to stay at the prompt, if there is a terminal.
    public var opensSession = false
    /// Whether to print nothing before the first prompt.
    public var isQuiet = false
    /// Whether to skip the user's `init.session`.
    public var skipsBeginning = false
    /// The seed of the first unseeded draw, and of each `seed n` in the file.
    public var seed: UInt32?
    /// The values for parameters in the file.
    public var settings: [Setting] = []
    /// The maximum number of threads; nil for the number of processors.
    public var threads: Int?
    /// Whether to describe plots only in words.
    public var isPlain = false

    /// Options with default settings.
    public init(_ job: Job) { self.job = job }
}
