internal import Syntax

/// Highlights the code of a page.
struct PageCode {
    /// The names of commands and functions, unless the user reassigns them.
    let names: Set<String>

    /// The lines of a source, with spans around its tokens.
    func lines(of source: String) -> [String] {
        let bytes = Array(source.utf8)
        var text = ""
        var place = 0
        func plain(_ start: Int, _ end: Int) -> String {
            HTMLText.escaped(String(decoding: bytes[start..<max(start, end)], as: UTF8.self))
        }
        for piece in SourcePiece.pieces(of: source) where piece.range.start >= place {
            let words = String(decoding: bytes[piece.range.start..<piece.range.end], as: UTF8.self)
            text += plain(place, piece.range.start)
            place = piece.range.end
            guard let name = className(of: piece, words) else {
                text += HTMLText.escaped(words)
                continue
            }
            // A string in triple quotes continues on the next line.
            text += words.split(separator: "\n", omittingEmptySubsequences: false)
                .map { "<span class=\"\(name)\">\(HTMLText.escaped(String($0)))</span>" }.joined(separator: "\n")
        }
        text += plain(place, bytes.count)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func className(of piece: SourcePiece, _ words: String) -> String? {
        switch piece.kind {
        case .keyword: "keyword"
        case .constant, .number: "number"
        case .string: "string"
        case .comment: "comment"
        case .name(let isMember): !isMember && names.contains(words) ? "name" : nil
        case .opener, .closer, .unclosed, .mistake: nil
        }
    }

    /// The lines of a cell after its prompts, as in the shell.
    func cell(_ lines: [String], number: Int) -> String {
        let first = "In [\(number)]: "
        let next = String(repeating: " ", count: first.utf8.count - "...: ".utf8.count) + "...: "
        return self.lines(of: lines.joined(separator: "\n")).enumerated().map { index, line in
            "<span class=\"prompt\">\(index == 0 ? first : next)</span>\(line)\n"
        }.joined()
    }
}
