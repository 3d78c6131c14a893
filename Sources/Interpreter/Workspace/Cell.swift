/// A piece of source that runs as a whole: one input at the prompt, or one `# %%` section of a file.
public struct Cell: Sendable, Equatable {
    /// Its number. Numbers are never reused.
    public var number: Int
    /// Its source text.
    public var source: String
    /// Its position in a file, if it was read from one.
    public var location: Location?
    /// Which values of expression statements are shown.
    public var shows = Shows.all
    /// Whether the program continues past missing modules, as for a notebook.
    public var goesOnWithoutModules = false
    /// Whether its printed output is hidden.
    public var isMuted = false
    /// Whether it may end in a Python error; what it did up to then is kept.
    public var mayFail = false
    /// The answers to its `input()` calls, in order, as far as they are known already.
    public var answers: [RecordedAnswer] = []

    /// Which values are shown, depending on where a cell comes from.
    public enum Shows: Sendable, Equatable {
        /// All of them, as `print` would show them.
        case all
        /// None, as in a script.
        case none
        /// That of the last statement, as `repr` shows it, as in a notebook.
        case last
    }

    /// A position in a file.
    public struct Location: Sendable, Equatable {
        /// The path as given.
        public var path: String
        /// The line (from 1) on which the cell's source begins.
        public var line: Int

        /// Makes a location.
        public init(path: String, line: Int) {
            self.path = path
            self.line = line
        }
    }

    /// The module whose source it is; nil for the program's own cells. Cells of modules have negative numbers.
    var module: String? {
        guard number < 0, let path = location?.path else { return nil }
        return path.hasSuffix(".py") ? String(path.dropLast(3)) : String(path.dropFirst().dropLast())
    }

    /// Makes a cell.
    public init(number: Int, source: String, location: Location? = nil) {
        self.number = number
        self.source = source
        self.location = location
    }
}
