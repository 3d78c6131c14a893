extension NotebookCell: Codable {
    private enum Key: String, CodingKey {
        case id, metadata, outputs, source
        case kind = "cell_type"
        case executionCount = "execution_count"
    }

    private enum MetadataKey: String, CodingKey { case descent, name, tags, title }

    private enum OriginKey: String, CodingKey { case session, digest }

    /// Reads a cell.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .kind) {
        case "code":
            // A notebook whose outputs were stripped by hand may lack both.
            kind = .code(
                executionCount: try? container.decode(Int.self, forKey: .executionCount),
                outputs: (try container.decodeIfPresent([NotebookOutput].self, forKey: .outputs)) ?? [])
        case "markdown": kind = .markdown
        default: kind = .raw
        }
        source = try container.decode(MultilineText.self, forKey: .source).text
        id = try? container.decode(String.self, forKey: .id)
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

    /// Writes a cell.
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
