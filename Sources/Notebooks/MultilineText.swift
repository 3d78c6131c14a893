/// Text that nbformat writes as a string or as a list of lines, each with its line end.
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

    /// The lines, each with its line end.
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
