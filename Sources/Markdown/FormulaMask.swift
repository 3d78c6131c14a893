/// A text in which a mark stands for each formula, since Markdown would take stars, underscores and backslashes out of them.
struct FormulaMask {
    /// The text with marks.
    let masked: String
    /// The formulas as they are written, and the mark of the n-th: n between two of these, which the text doesn't contain.
    private let formulas: [String]
    private let fence: Character

    init(_ text: String) {
        let used = Set(text.unicodeScalars.lazy.map(\.value).filter { Self.privateUse.contains($0) })
        // A text that uses all of these is no text.
        guard let fence = Self.privateUse.first(where: { !used.contains($0) }).flatMap(Unicode.Scalar.init) else {
            (masked, formulas, self.fence) = (text, [], "\u{E000}")
            return
        }
        let bytes = Array(text.utf8)
        var masked: [UInt8] = []
        var formulas: [String] = []
        var end = 0
        var scanner = FormulaScanner(bytes)
        while let range = scanner.next() {
            masked += bytes[end..<range.lowerBound] + Array("\(fence)\(formulas.count)\(fence)".utf8)
            formulas.append(String(decoding: bytes[range], as: UTF8.self))
            end = range.upperBound
        }
        (self.masked, self.formulas) = (String(decoding: masked + bytes[end...], as: UTF8.self), formulas)
        self.fence = Character(fence)
    }

    private static let privateUse: Range<UInt32> = 0xE000..<0xF900

    /// A piece of the masked text with its formulas back in place, apart from the text around them.
    func inlines(_ text: String) -> [MarkdownInline] {
        let parts = text.split(separator: fence, omittingEmptySubsequences: false)
        return parts.enumerated().compactMap { index, part in
            if !index.isMultiple(of: 2), let number = Int(part), formulas.indices.contains(number) {
                return .formula(formulas[number])
            }
            return part.isEmpty ? nil : .text(String(part))
        }
    }

    /// A piece of the masked text as it was.
    func restored(_ text: String) -> String { inlines(text).plain }
}
