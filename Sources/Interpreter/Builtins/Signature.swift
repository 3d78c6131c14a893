/// The parameters of a built-in, read from the text that help shows.
struct Signature: Sendable {
    struct Parameter: Sendable {
        let name: String
        /// The text of its default; nil if it must be given.
        let defaultText: String?
        /// Whether it takes all remaining positional arguments.
        let isVariadic: Bool
        /// Whether it stands behind the variadic parameter, and so takes a keyword only.
        let isKeywordOnly: Bool

        var isRequired: Bool { defaultText == nil && !isVariadic }
    }

    let parameters: [Parameter]
    let positionalCount: Int
    let variadicIndex: Int?
    /// Whether it takes keywords that are no parameters, `**names`.
    let takesAnyKeyword: Bool

    /// Reads `name(a, b=None, *rest, c=1)`.
    init(_ text: String) {
        var parameters: [Parameter] = []
        var variadic: Int?
        var takesAnyKeyword = false
        for piece in Self.split(text) {
            if piece.hasPrefix("**") {
                takesAnyKeyword = true
                continue
            }
            let isVariadic = piece.hasPrefix("*")
            let (name, defaultText) = Self.halves(isVariadic ? String(piece.dropFirst()) : piece)
            if isVariadic { variadic = parameters.count }
            parameters.append(
                Parameter(
                    name: name, defaultText: defaultText, isVariadic: isVariadic,
                    isKeywordOnly: !isVariadic && variadic != nil))
        }
        self.parameters = parameters
        self.takesAnyKeyword = takesAnyKeyword
        self.variadicIndex = variadic
        self.positionalCount = variadic ?? parameters.count
    }

    /// The names that can be given by keyword.
    var keywords: [String] { parameters.filter { !$0.isVariadic }.map(\.name) }

    func index(of name: String) -> Int? {
        parameters.firstIndex { $0.name == name && !$0.isVariadic }
    }

    /// The parameters between the outer parentheses, split at the commas outside inner ones.
    private static func split(_ text: String) -> [String] {
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")") else { return [] }
        var pieces: [String] = []
        var piece = ""
        var depth = 0
        for character in text[text.index(after: open)..<close] {
            switch character {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            default: break
            }
            if character == ",", depth == 0 {
                pieces.append(piece)
                piece = ""
            } else if character != " " || !piece.isEmpty {
                piece.append(character)
            }
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }

    private static func halves(_ piece: String) -> (String, String?) {
        guard let sign = piece.firstIndex(of: "=") else { return (piece, nil) }
        return (String(piece[..<sign]), String(piece[piece.index(after: sign)...]))
    }
}
