#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension NotebookCell: Codable {
    private enum Key: String, CodingKey {
        case id, metadata, outputs, source
        case kind = "cell_type"
        case executionCount = "execution_count"
    }

    private enum MetadataKey: String, CodingKey { case descent, name, tags, title }

    private enum OriginKey: String, CodingKey { case session, digest }

    /// Reads a cell.
    ///
    /// - Throws: `DecodingError` if a required key is missing or has the wrong type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .kind) {
        case "code":
            // A notebook whose outputs were stripped by hand may lack both keys.
            kind = .code(
                executionCount: try? container.decode(Int.self, forKey: .executionCount),
                outputs: (try container.decodeIfPresent([NotebookOutput].self, forKey: .outputs)) ?? [])
        case "markdown": kind = .markdown
        default: kind = .raw
        }
        source = try container.decode(MultilineText.self, forKey: .source).text
        id = try? container.decode(String.self, forKey: .id)
        if case .code = kind, let language = Self.language(in: container), language != "python" { kind = .raw }
        let metadata = try? container.nestedContainer(keyedBy: MetadataKey.self, forKey: .metadata)
        title =
            (try? metadata?.decode(String.self, forKey: .title)) ?? (try? metadata?.decode(String.self, forKey: .name))
        tags = (try? metadata?.decode([String].self, forKey: .tags)) ?? []
        if let own = try? metadata?.nestedContainer(keyedBy: OriginKey.self, forKey: .descent),
            let text = try? own.decode(MultilineText.self, forKey: .session).text,
            let digest = try? own.decode(String.self, forKey: .digest)
        {
            origin = SessionOrigin(text: text, digest: digest)
        }
    }

    /// The language of this cell, which some editors store.
    private static func language(in container: KeyedDecodingContainer<Key>) -> String? {
        let metadata = try? container.nestedContainer(keyedBy: LanguageKey.self, forKey: .metadata)
        let editor = try? metadata?.nestedContainer(keyedBy: LanguageKey.self, forKey: .vscode)
        return try? editor?.decode(String.self, forKey: .languageId)
    }

    private enum LanguageKey: String, CodingKey { case vscode, languageId }

    /// Writes a cell.
    ///
    /// - Throws: `EncodingError` if the encoder fails.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kindName, forKey: .kind)
        try container.encodeIfPresent(id, forKey: .id)
        try container.encode(MultilineText(source), forKey: .source)
        if case .code(let executionCount, let outputs) = kind {
            try container.encode(executionCount, forKey: .executionCount)
            try container.encode(outputs, forKey: .outputs)
        }
        var metadata = container.nestedContainer(keyedBy: MetadataKey.self, forKey: .metadata)
        try metadata.encodeIfPresent(title, forKey: .title)
        if !tags.isEmpty { try metadata.encode(tags, forKey: .tags) }
        guard let origin else { return }
        var own = metadata.nestedContainer(keyedBy: OriginKey.self, forKey: .descent)
        try own.encode(MultilineText(origin.text), forKey: .session)
        try own.encode(origin.digest, forKey: .digest)
    }

    private var kindName: String {
        switch kind {
        case .code: "code"
        case .markdown: "markdown"
        case .raw: "raw"
        }
    }
}

extension NotebookOutput: Codable {
    private enum Key: String, CodingKey {
        case data, metadata, name, text, traceback
        case kind = "output_type"
        case executionCount = "execution_count"
        case errorName = "ename"
        case errorMessage = "evalue"
    }

    private enum DataKey: String, CodingKey {
        case plain = "text/plain"
        case png = "image/png"
        case svg = "image/svg+xml"
    }

    private enum SizeKey: CodingKey { case width, height }

    /// Reads an output.
    ///
    /// - Throws: `DecodingError` if a required key is missing or has the wrong type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func plainText() -> String? {
            let data = try? container.nestedContainer(keyedBy: DataKey.self, forKey: .data)
            return (try? data?.decode(MultilineText.self, forKey: .plain))?.text
        }
        switch try container.decode(String.self, forKey: .kind) {
        case "stream":
            let name = (try? container.decode(String.self, forKey: .name)) ?? Stream.output.rawValue
            self = .stream(
                Stream(rawValue: name) ?? .output, text: try container.decode(MultilineText.self, forKey: .text).text)
        case "execute_result":
            self = .result(
                text: plainText(), executionCount: try? container.decode(Int.self, forKey: .executionCount))
        case "display_data": self = .display(text: plainText())
        case "error":
            self = .error(
                name: (try? container.decode(String.self, forKey: .errorName)) ?? "",
                message: (try? container.decode(String.self, forKey: .errorMessage)) ?? "",
                traceback: (try? container.decode([String].self, forKey: .traceback)) ?? [])
        case let kind: self = .unknown(kind)
        }
    }

    /// Writes an output. One of an unknown kind becomes a `display_data` without text.
    ///
    /// - Throws: `EncodingError` if the encoder fails.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        func encodeData(_ text: String?, _ pictures: [NotebookPicture] = []) throws {
            var data = container.nestedContainer(keyedBy: DataKey.self, forKey: .data)
            try data.encodeIfPresent(text.map(MultilineText.init), forKey: .plain)
            var metadata = container.nestedContainer(keyedBy: DataKey.self, forKey: .metadata)
            for picture in pictures {
                guard case .png(let bytes) = picture.content else {
                    if case .svg(let text) = picture.content { try data.encode(MultilineText(text), forKey: .svg) }
                    continue
                }
                try data.encode(Data(bytes).base64EncodedString(), forKey: .png)
                var size = metadata.nestedContainer(keyedBy: SizeKey.self, forKey: .png)
                try size.encodeIfPresent(picture.width, forKey: .width)
                try size.encodeIfPresent(picture.height, forKey: .height)
            }
        }
        switch self {
        case .stream(let stream, let text):
            try container.encode("stream", forKey: .kind)
            try container.encode(stream.rawValue, forKey: .name)
            try container.encode(MultilineText(text), forKey: .text)
        case .result(let text, let executionCount):
            try container.encode("execute_result", forKey: .kind)
            try container.encode(executionCount, forKey: .executionCount)
            try encodeData(text)
        case .display(let text, let pictures):
            try container.encode("display_data", forKey: .kind)
            try encodeData(text, pictures)
        case .unknown:
            try container.encode("display_data", forKey: .kind)
            try encodeData(nil)
        case .error(let name, let message, let traceback):
            try container.encode("error", forKey: .kind)
            try container.encode(name, forKey: .errorName)
            try container.encode(message, forKey: .errorMessage)
            try container.encode(traceback, forKey: .traceback)
        }
    }
}
