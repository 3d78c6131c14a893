internal import Rendering

/// Escapes text for an HTML page. All text of a session goes through here.
enum HTMLText {
    /// The text for use between tags, or in an attribute in double quotes. Control characters and characters that
    /// change the direction of text are written as escapes, as on a terminal.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in Markup.escaped(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Markup as HTML, with the styles as classes.
    static func spans(of markup: Markup) -> String {
        markup.spans.map { span in
            guard let name = span.style.className else { return escaped(span.text) }
            return "<span class=\"\(name)\">\(escaped(span.text))</span>"
        }.joined()
    }

    /// A safe destination of a link: a web address, a mail address, an anchor of the page or a file next to it. Nil
    /// for anything that would run as a script or load hidden content.
    static func destination(_ text: String) -> String? {
        // Browsers ignore these characters in addresses.
        let kept = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }))
        let beforePath = kept.prefix { !"/?#".contains($0) }
        guard let colon = beforePath.firstIndex(of: ":") else { return kept.isEmpty ? nil : kept }
        return ["http", "https", "mailto"].contains(beforePath[..<colon].lowercased()) ? kept : nil
    }

    /// The address of an embedded picture; nil for one that would have to be fetched.
    static func picture(_ text: String) -> String? {
        let kinds = ["png", "jpeg", "gif", "webp"]
        guard let kind = kinds.first(where: { text.hasPrefix("data:image/\($0);base64,") }) else { return nil }
        let data = text.dropFirst("data:image/\(kind);base64,".count)
        let isPlain = data.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
                true
            default: false
            }
        }
        return isPlain ? text : nil
    }
}

extension Style {
    /// The class of a style; nil for plain text.
    fileprivate var className: String? {
        switch self {
        case .plain, .axis, .progress, .cell: nil
        case .error, .underline, .mistake: "error"
        case .warning, .stale: "warning"
        case .note: "note"
        case .name, .link, .builtin: "name"
        case .shape, .number, .code: "number"
        case .string: "string"
        case .keyword, .heading, .strong, .strongEmphasis, .bracket: "strong"
        case .prompt: "prompt"
        case .hint, .emphasis, .comment: "hint"
        case .added: "added"
        case .removed: "removed"
        case .firstSeries, .secondSeries, .thirdSeries, .fourthSeries, .fifthSeries, .sixthSeries, .seventhSeries,
            .eighthSeries:
            nil
        }
    }
}
