internal import Sessions

/// A cell of a notebook.
public struct NotebookCell: Sendable, Hashable {
    /// The kind of a cell.
    public enum Kind: Sendable, Hashable {
        /// Code, with the kernel's execution count when it last ran, and its outputs.
        case code(executionCount: Int?, outputs: [NotebookOutput])
        /// Text in Markdown.
        case markdown
        /// Text for a converter, or an unknown kind.
        case raw
    }

    /// The kind.
    public var kind: Kind
    /// Its text, the lines joined.
    public var source: String
    /// The id of the cell in the notebook; if nil, one is generated on writing.
    public var id: String?
    /// The title that a user gave it.
    public var title: String?
    /// The tags; `parameters` marks a cell whose assignments can be set from outside.
    public var tags: [String]
    /// The cell of the session that it was exported from, if Descent wrote it.
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

    /// The kernel's execution count when the cell last ran.
    public var executionCount: Int? { if case .code(let count, _) = kind { count } else { nil } }

    /// The outputs of its last run.
    public var outputs: [NotebookOutput] { if case .code(_, let outputs) = kind { outputs } else { [] } }

    /// Whether it is a code cell.
    public var isCode: Bool { if case .code = kind { true } else { false } }

    /// The cell's lines in the session that it comes from.
    public var sessionText: SessionText {
        guard let origin else { return .none }
        return origin.digest == SourceDigest.text(of: source) ? .current(origin.text) : .outdated(origin.text)
    }

    /// The relation of a cell to its lines in a session.
    public enum SessionText: Sendable, Hashable {
        /// The cell doesn't come from a session.
        case none
        /// The cell's lines; it hasn't changed since. Empty if the export added the cell.
        case current(String)
        /// The cell's former lines; it was changed in the notebook afterwards.
        case outdated(String)
    }
}

/// The origin of a notebook's cell, stored in its metadata under `descent`.
public struct SessionOrigin: Sendable, Hashable {
    /// Its lines in the session with line endings: the `# %%` line, the statements and all records. Empty for a cell
    /// that the export added.
    public var text: String
    /// The digest of the source written for it, to detect later changes.
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

/// A short digest of a source that detects edits but isn't cryptographic: 64-bit FNV-1a.
public enum SourceDigest {
    /// The digest, 16 hexadecimal digits. Line endings and trailing whitespace, which tools change, are ignored.
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

/// A picture in the output of a notebook's cell.
public struct NotebookPicture: Sendable, Hashable {
    /// The data of a picture.
    public enum Content: Sendable, Hashable {
        /// The bytes of a PNG file.
        case png([UInt8])
        /// The text of an SVG file.
        case svg(String)
    }

    /// The data.
    public var content: Content
    /// The displayed size in CSS pixels; nil to use the picture's own size.
    public var width: Int?, height: Int?

    /// Makes one.
    public init(_ content: Content, width: Int? = nil, height: Int? = nil) {
        (self.content, self.width, self.height) = (content, width, height)
    }
}

/// An output of a notebook's cell.
public enum NotebookOutput: Sendable, Hashable {
    /// Text printed to a stream.
    case stream(Stream, text: String)
    /// The value of the last expression as text; nil if it has no text form.
    case result(text: String?, executionCount: Int?)
    /// Displayed data, such as a plot, as text; nil if it has no text form. Pictures are only written, never read.
    case display(text: String?, pictures: [NotebookPicture] = [])
    /// The error that ended the cell.
    case error(name: String, message: String, traceback: [String])
    /// An unknown kind.
    case unknown(String)

    /// The stream to which text is printed.
    public enum Stream: String, Sendable {
        case output = "stdout"
        case errors = "stderr"
    }
}
