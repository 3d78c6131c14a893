/// A piece of source that is run as a whole: one input at the prompt, or one `# %%` section of a file.
public struct Cell: Sendable, Equatable {
    /// Its number; numbers are never used again.
    public var number: Int
    /// Its text.
    public var source: String
    /// Where it stands when it was read from a file: the path and its first line (from 1).
    public var location: Location?
    /// Which values that stand alone as statements are shown.
    public var shows = Shows.all
    /// Whether the program goes on without modules that there aren't, as a notebook's does.
    public var goesOnWithoutModules = false
    /// Whether nothing that it prints is shown.
    public var isMuted = false
    /// Whether it may end in an error of Python's, up to which it has run then.
    public var mayFail = false
    /// What its calls of `input()` are answered, in order, as far as that is known already.
    public var answers: [RecordedAnswer] = []

    /// Which values are shown, by where a cell comes from.
    public enum Shows: Sendable, Equatable {
        /// All, as `print` would.
        case all
        /// None: a script's.
        case none
        /// That of the last statement, as `repr` shows it: a notebook's.
        case last
    }

    /// A place in a file.
    public struct Location: Sendable, Equatable {
        /// The path as it was given.
        public var path: String
        /// The line of the file on which the cell's source begins.
        public var line: Int

        /// Makes a location.
        public init(path: String, line: Int) {
            self.path = path
            self.line = line
        }
    }

    /// The module whose source it is; nil for what a program itself consists of. Those of modules have no number of their
    /// own, but one below 0.
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
