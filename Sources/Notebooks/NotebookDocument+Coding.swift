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
        case language, name
        case displayName = "display_name"
        case fileExtension = "file_extension"
        case mimeType = "mimetype"
    }

    private enum DescentKey: String, CodingKey { case head }

    /// Reads a document.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        cells = try container.decode([NotebookCell].self, forKey: .cells)
        // All of this is for show, and tools leave it out or write what they like.
        let metadata = try? container.nestedContainer(keyedBy: MetadataKey.self, forKey: .metadata)
        let specification = try? metadata?.nestedContainer(keyedBy: KernelKey.self, forKey: .kernelspec)
        let info = try? metadata?.nestedContainer(keyedBy: KernelKey.self, forKey: .languageInfo)
        let language =
            (try? specification?.decode(String.self, forKey: .language))
            ?? (try? info?.decode(String.self, forKey: .name)) ?? Kernel.python.language
        let name = (try? specification?.decode(String.self, forKey: .name)) ?? Kernel.python.name
        let displayName = (try? specification?.decode(String.self, forKey: .displayName)) ?? name
        kernel = Kernel(displayName: displayName, name: name, language: language)
        let own = try? metadata?.nestedContainer(keyedBy: DescentKey.self, forKey: .descent)
        descent = (try? own?.decode(MultilineText.self, forKey: .head)).map { Descent(head: $0.text) }
    }

    /// Writes a document, as nbformat 4.5.
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

    /// The cells, each with an id of its own.
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

    /// Whether nbformat takes an id.
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
