/// Why bytes can't be read as a notebook, or a notebook can't be written.
public enum NotebookError: Error, Sendable, Hashable {
    /// They aren't JSON, but look like something else.
    case otherKind(OtherKind)
    /// They aren't JSON; `expected` belongs at this line and column.
    case notJSON(expected: String, line: Int, column: Int)
    /// They are JSON, but end early, in this line.
    case cutOff(line: Int)
    /// They are JSON, but not a notebook.
    case notNotebook(Mistake)
    /// The format is older than 4.
    case oldFormat(Int)
    /// The format is newer than 4.
    case newFormat(Int)
    /// The code is in another language; the language, and the name of its kernel.
    case otherLanguage(String, kernel: String)
    /// It can't be encoded as JSON; the reason.
    case notWritable(String)

    /// What a JSON document lacks to be a notebook.
    public enum Mistake: Sendable, Hashable {
        /// There is no `nbformat`: it isn't a notebook at all.
        case noFormat
        /// A required field is missing or has the wrong type; its position.
        case field(String)
    }

    /// Other content in a file with the name of a notebook.
    public enum OtherKind: Sendable, Hashable {
        /// An empty file.
        case empty
        /// Two versions that Git couldn't merge, starting at this line.
        case mergeConflict(line: Int)
        /// The pointer that Git LFS leaves in place of a large file.
        case largeFilePointer
        /// A web page.
        case page
        /// Text in UTF-16.
        case utf16
        /// A compressed file or an archive.
        case archive
        /// A Python script.
        case script
    }
}

extension NotebookError {
    /// The message, to follow the file's name and a colon.
    public var message: String {
        switch self {
        case .otherKind(let kind): "this is no notebook: \(kind.text)"
        case .notJSON(let expected, let line, let column):
            "this notebook is damaged: its JSON breaks off at line \(line), column \(column), where \(expected) should stand"
        case .cutOff(let line): "this notebook is cut off: it ends in line \(line), in the middle of its JSON"
        case .notNotebook(.noFormat): "this is JSON, but no notebook: it has no nbformat"
        case .notNotebook(.field(let place)): "this notebook is damaged: \(place) is missing or not what it should be"
        case .oldFormat(let version): "this notebook is in nbformat \(version), and Descent reads 4"
        case .newFormat(let version): "this notebook is in nbformat \(version), which Descent doesn't know yet"
        case .otherLanguage(let language, let kernel):
            "this notebook is in \(language) (its kernel is \(kernel)), and Descent runs Python"
        case .notWritable(let words): "the notebook can't be written as JSON: \(words)"
        }
    }

    /// The remedies.
    public var notes: [String] {
        switch self {
        case .oldFormat: ["`jupyter nbconvert --to notebook --nbformat 4 FILE` brings it up to date"]
        case .newFormat: ["`jupyter nbconvert --to notebook --nbformat 4 FILE` writes it in nbformat 4"]
        case .otherKind(let kind): kind.advice.map { [$0] } ?? []
        case .cutOff: ["it was not written or fetched whole: get it again"]
        default: []
        }
    }
}

extension NotebookError.OtherKind {
    /// The kind that the bytes look like, if any; only for bytes that aren't JSON.
    init?(_ bytes: [UInt8]) {
        let start = String(decoding: bytes.prefix(256), as: UTF8.self).drop { $0.isWhitespace }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if start.isEmpty {
            self = .empty
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(2).contains(0) {
            self = .utf16
        } else if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x50, 0x4B]) {
            self = .archive
        } else if let conflict = lines.firstIndex(where: { $0.starts(with: Array("<<<<<<< ".utf8)) }) {
            self = .mergeConflict(line: conflict + 1)
        } else if start.hasPrefix("version https://git-lfs.github.com") {
            self = .largeFilePointer
        } else if start.first == "<" {
            self = .page
        } else if ["import ", "from ", "# %%", "#!", "def ", "print("].contains(where: start.hasPrefix) {
            self = .script
        } else {
            return nil
        }
    }

    fileprivate var text: String {
        switch self {
        case .empty: "the file is empty"
        case .mergeConflict(let line): "Git's conflict begins at line \(line), between two versions of it"
        case .largeFilePointer: "it is the pointer that Git LFS keeps in its place"
        case .page: "it is a page of the web, HTML or XML"
        case .utf16: "it is text in UTF-16, and notebooks are in UTF-8"
        case .archive: "it is a compressed file"
        case .script: "it is Python, not JSON"
        }
    }

    fileprivate var advice: String? {
        switch self {
        case .empty: nil
        case .mergeConflict: "take one of the versions: `git checkout --ours FILE`, or --theirs"
        case .largeFilePointer: "`git lfs pull` gets the notebook itself"
        case .page: "it was saved from a site that shows the notebook: download the raw file"
        case .utf16: "save it in UTF-8"
        case .archive: "unpack it first"
        case .script: "with the ending .py it runs"
        }
    }
}
