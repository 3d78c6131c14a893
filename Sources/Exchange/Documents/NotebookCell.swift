internal import Sessions

/// A cell of a notebook.
public struct NotebookCell: Sendable, Hashable {
    /// What a cell is.
    public enum Kind: Sendable, Hashable {
        /// It runs; how often the kernel had run anything when it last did, and what that printed.
        case code(executionCount: Int?, outputs: [NotebookOutput])
        /// Text.
        case markdown
        /// Text for a converter, or a kind that Descent doesn't know.
        case raw
    }

    /// What it is.
    public var kind: Kind
    /// Its text, the lines joined.
    public var source: String
    /// The name by which tools know it; one is made up when it is written without.
    public var id: String?
    /// What it is called, where somebody has given it a title.
    public var title: String?
    /// The tags that it bears; `parameters` marks those that can be set from outside.
    public var tags: [String]
    /// The cell of a session that it stands for, if Descent wrote it.
    public var origin: SessionOrigin?

    /// Makes a cell.
    public init(
        _ kind: Kind, source: String, id: String? = nil, title: String? = nil, tags: [String] = [],
        origin: SessionOrigin? = nil
    ) {
        self.kind = kind
        self.source = source
        self.id = id
        self.title = title
        self.tags = tags
        self.origin = origin
    }

    /// How often the kernel had run anything when this cell last ran.
    public var executionCount: Int? { if case .code(let count, _) = kind { count } else { nil } }

    /// What it printed when it last ran.
    public var outputs: [NotebookOutput] { if case .code(_, let outputs) = kind { outputs } else { [] } }

    /// Whether it is of the kind that runs.
    public var isCode: Bool { if case .code = kind { true } else { false } }

    /// What the cell has in the session that it comes from, as its lines stand there.
    public var sessionText: SessionText {
        guard let origin else { return .none }
        return origin.digest == SourceDigest.text(of: source) ? .current(origin.text) : .outdated(origin.text)
    }

    /// What is known of a cell's lines in a session.
    public enum SessionText: Sendable, Hashable {
        /// It comes from no session.
        case none
        /// These are its lines; nobody has changed the cell since. None at all where an export added the cell.
        case current(String)
        /// These were its lines, but the cell was changed in the notebook afterwards.
        case outdated(String)
    }
}

/// Where a cell of a notebook comes from: kept in its metadata, under `descent`.
public struct SessionOrigin: Sendable, Hashable {
    /// Its lines in the session: the `# %%` line, the statements and all that is recorded, line ends included. Empty for a
    /// cell that an export adds, which the session doesn't have.
    public var text: String
    /// The digest of the source that was written for it, so that a later change is seen.
    public var digest: String

    /// Makes an origin.
    ///
    /// - Parameters:
    ///   - text: the lines in the session.
    ///   - source: the source of the cell in the notebook.
    public init(text: String, source: String) {
        self.text = text
        digest = SourceDigest.text(of: source)
    }

    init(text: String, digest: String) {
        self.text = text
        self.digest = digest
    }
}

/// A short digest of a source, against changes by hand and not by an enemy: FNV-1a of 64 bits.
public enum SourceDigest {
    /// The digest, 16 hexadecimal digits. Line ends and blanks at the end don't count: tools add and take them.
    public static func text(of source: String) -> String {
        var bytes = Substring(source).utf8
        while let last = bytes.last, [0x20, 0x09, 0x0A, 0x0D].contains(last) { bytes.removeLast() }
        let hash = bytes.reduce(into: 0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

/// A picture among what a cell of a notebook shows.
public struct NotebookPicture: Sendable, Hashable {
    /// The picture itself.
    public enum Content: Sendable, Hashable {
        /// The bytes of a PNG file.
        case png([UInt8])
        /// The text of an SVG file.
        case svg(String)
    }

    /// The picture itself.
    public var content: Content
    /// How large it is shown, in pixels of a page; nil where it says so itself.
    public var width: Int?, height: Int?

    /// Makes one.
    public init(_ content: Content, width: Int? = nil, height: Int? = nil) {
        (self.content, self.width, self.height) = (content, width, height)
    }
}

/// What a cell of a notebook left when it ran.
public enum NotebookOutput: Sendable, Hashable {
    /// What it printed.
    case stream(Stream, text: String)
    /// The value of its last expression, as text; nil where it has none.
    case result(text: String?, executionCount: Int?)
    /// Something shown, a plot say, as text; nil where it has none. What is read has no pictures.
    case display(text: String?, pictures: [NotebookPicture] = [])
    /// The error that ended it.
    case error(name: String, message: String, traceback: [String])
    /// A kind that Descent doesn't know.
    case unknown(String)

    /// Where print goes.
    public enum Stream: String, Sendable {
        case output = "stdout"
        case errors = "stderr"
    }
}
