/// A text with each formula replaced by a mark, because Markdown would interpret its stars, underscores and
/// backslashes.
struct FormulaMask {
    /// The text with marks.
    let masked: String
    /// The formulas as written. The mark of the n-th is n between two `fence` characters, which don't occur in the
    /// text.
    private let formulas: [String]
    private let fence: Character

    init(_ text: String) {
        let used = Set(text.unicodeScalars.lazy.map(\.value).filter { Self.privateUse.contains($0) })
        // Only a text that isn't really text uses all of these.
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

    /// A part of the masked text with its formulas restored, as separate inlines.
    func inlines(_ text: String) -> [MarkdownInline] {
        let parts = text.split(separator: fence, omittingEmptySubsequences: false)
        return parts.enumerated().compactMap { index, part in
            if !index.isMultiple(of: 2), let number = Int(part), formulas.indices.contains(number) {
                return .formula(formulas[number])
            }
            return part.isEmpty ? nil : .text(String(part))
        }
    }

    /// A part of the original text for a part of the masked one.
    func restored(_ text: String) -> String { inlines(text).plain }
}
