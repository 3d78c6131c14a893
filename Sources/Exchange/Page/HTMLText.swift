internal import Rendering

/// Text for a page of HTML. Whatever comes from a session goes through here.
enum HTMLText {
    /// A text between tags, or in an attribute in double quotes. Control characters, and those that turn the direction of a
    /// text, are written as escapes, as on a terminal.
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

    /// A text whose pieces have classes.
    static func spans(of markup: Markup) -> String {
        markup.spans.map { span in
            guard let name = span.style.className else { return escaped(span.text) }
            return "<span class=\"\(name)\">\(escaped(span.text))</span>"
        }.joined()
    }

    /// Where a link may lead: a place of the web, a letter, a place of the page, a file beside it. Nil for what would run as
    /// a program or show what isn't there.
    static func destination(_ text: String) -> String? {
        // Browsers pass over these inside an address.
        let kept = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }))
        let beforePath = kept.prefix { !"/?#".contains($0) }
        guard let colon = beforePath.firstIndex(of: ":") else { return kept.isEmpty ? nil : kept }
        return ["http", "https", "mailto"].contains(beforePath[..<colon].lowercased()) ? kept : nil
    }

    /// The address of a picture that a text brings along; nil for one that would have to be fetched.
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
    /// The class of a piece of output; nil for plain text.
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
