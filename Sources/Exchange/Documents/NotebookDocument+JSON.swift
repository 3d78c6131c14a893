#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension NotebookDocument {
    /// Reads the bytes of a notebook.
    ///
    /// - Throws: ``NotebookError`` if they aren't a notebook of nbformat 4 in Python.
    public init(_ bytes: [UInt8]) throws(NotebookError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? Array(bytes[mark.count...]) : bytes
        let plain: [UInt8]
        do { plain = try JSONCheck.plain(text) } catch {
            if let kind = NotebookError.OtherKind(text) { throw .otherKind(kind) }
            if error.isAtEnd { throw .cutOff(line: error.line) }
            throw .notJSON(expected: error.expected, line: error.line, column: error.column)
        }
        let data = Data(plain)
        let format = try Self.decode(Format.self, from: data)
        switch format.nbformat {
        case nil: throw .notNotebook(.noFormat)
        case let version? where version < 4: throw .oldFormat(version)
        case let version? where version > 4: throw .newFormat(version)
        default: self = try Self.decode(NotebookDocument.self, from: data)
        }
        if let version = kernel.languageVersion, version.hasPrefix("2.") || version == "2" {
            throw .otherLanguage("Python 2", kernel: kernel.name)
        }
        let language = kernel.language.lowercased()
        // Older versions of Jupyter store the kernel's name here, and some tools nothing.
        guard ["python", "ipython", "python3", ""].contains(language), kernel.name != "python2" else {
            throw .otherLanguage(kernel.name == "python2" ? "Python 2" : kernel.language, kernel: kernel.name)
        }
    }

    /// The bytes of the notebook; equal notebooks have equal bytes.
    ///
    /// - Throws: ``NotebookError/notWritable(_:)`` if it can't be encoded as JSON.
    public func bytes() throws(NotebookError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
        } catch {
            throw .notWritable("\(error)")
        }
    }

    /// The keys that distinguish a notebook from other JSON.
    private struct Format: Decodable {
        var nbformat: Int?

        private enum Key: CodingKey { case nbformat }

        init(from decoder: any Decoder) throws {
            let container = try? decoder.container(keyedBy: Key.self)
            nbformat = try? container?.decode(Int.self, forKey: .nbformat)
        }
    }

    private static func decode<Decoded: Decodable>(_ type: Decoded.Type, from data: Data) throws(NotebookError)
        -> Decoded
    {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw NotebookError(error)
        } catch {
            throw .notNotebook(.field("its outermost value"))
        }
    }
}

extension NotebookError {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .notNotebook(.field(Self.place(context.codingPath + [key])))
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            self = .notNotebook(.field(Self.place(context.codingPath)))
        case .dataCorrupted(let context): self = .notNotebook(.field(Self.place(context.codingPath)))
        @unknown default: self = .notNotebook(.field("its outermost value"))
        }
    }

    /// A position in the document as a user would name it: `cell 3, source`.
    private static func place(_ path: [any CodingKey]) -> String {
        var words: [String] = []
        for key in path {
            if let index = key.intValue, let last = words.last {
                let name = last.hasSuffix("s") ? String(last.dropLast()) : "\(last) item"
                words[words.count - 1] = "\(name) \(index + 1)"
            } else {
                words.append(key.stringValue)
            }
        }
        return words.isEmpty ? "its outermost value" : words.joined(separator: ", ")
    }
}

extension NotebookDocument: Codable {
    private enum Key: String, CodingKey {
        case cells, metadata, nbformat
        case minorFormat = "nbformat_minor"
    }

    private enum MetadataKey: String, CodingKey {
        case descent, kernelspec
        case languageInfo = "language_info"
    }

    private enum KernelKey: String, CodingKey {
        case language, name, version
        case displayName = "display_name"
        case fileExtension = "file_extension"
        case mimeType = "mimetype"
    }

    private enum DescentKey: String, CodingKey { case head }

    /// Reads a document.
    ///
    /// - Throws: `DecodingError` if a required key is missing or has the wrong type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        cells = try container.decode([NotebookCell].self, forKey: .cells)
        // All of this is optional, and tools omit it or write anything.
        let metadata = try? container.nestedContainer(keyedBy: MetadataKey.self, forKey: .metadata)
        let specification = try? metadata?.nestedContainer(keyedBy: KernelKey.self, forKey: .kernelspec)
        let info = try? metadata?.nestedContainer(keyedBy: KernelKey.self, forKey: .languageInfo)
        let language =
            (try? specification?.decode(String.self, forKey: .language))
            ?? (try? info?.decode(String.self, forKey: .name)) ?? Kernel.python.language
        let name =
            (try? specification?.decode(String.self, forKey: .name))
            ?? (language == Kernel.python.language ? Kernel.python.name : language)
        let displayName = (try? specification?.decode(String.self, forKey: .displayName)) ?? name
        kernel = Kernel(displayName: displayName, name: name, language: language)
        kernel.languageVersion = try? info?.decode(String.self, forKey: .version)
        let own = try? metadata?.nestedContainer(keyedBy: DescentKey.self, forKey: .descent)
        descent = (try? own?.decode(MultilineText.self, forKey: .head)).map { Descent(head: $0.text) }
    }

    /// Writes a document in nbformat 4.5.
    ///
    /// - Throws: `EncodingError` if the encoder fails.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(4, forKey: .nbformat)
        try container.encode(5, forKey: .minorFormat)
        try container.encode(cellsWithIds, forKey: .cells)
        var metadata = container.nestedContainer(keyedBy: MetadataKey.self, forKey: .metadata)
        var specification = metadata.nestedContainer(keyedBy: KernelKey.self, forKey: .kernelspec)
        try specification.encode(kernel.displayName, forKey: .displayName)
        try specification.encode(kernel.language, forKey: .language)
        try specification.encode(kernel.name, forKey: .name)
        var info = metadata.nestedContainer(keyedBy: KernelKey.self, forKey: .languageInfo)
        try info.encode(kernel.language, forKey: .name)
        if kernel.language == Kernel.python.language {
            try info.encode(".py", forKey: .fileExtension)
            try info.encode("text/x-python", forKey: .mimeType)
        }
        guard let descent else { return }
        var own = metadata.nestedContainer(keyedBy: DescentKey.self, forKey: .descent)
        try own.encode(MultilineText(descent.head), forKey: .head)
    }

    /// The cells, each with a unique id.
    private var cellsWithIds: [NotebookCell] {
        var used: Set<String> = []
        let given = Set(cells.compactMap(\.id))
        return cells.enumerated().map { index, cell in
            var cell = cell
            if let id = cell.id, Self.isValid(id: id), used.insert(id).inserted { return cell }
            var id = "cell-\(index + 1)"
            while given.contains(id) || used.contains(id) { id += "-1" }
            used.insert(id)
            cell.id = id
            return cell
        }
    }

    /// Whether an id is valid in nbformat.
    private static func isValid(id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

/// Text that nbformat stores as a string or as a list of lines with their line endings.
struct MultilineText: Codable {
    let text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else {
            text = try container.decode([String].self).joined()
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(lines)
    }

    /// The lines with their line endings.
    private var lines: [String] {
        var lines: [String] = []
        var rest = Substring(text).unicodeScalars
        while let end = rest.firstIndex(of: "\n") {
            lines.append(String(rest[...end]))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { lines.append(String(rest)) }
        return lines
    }
}
