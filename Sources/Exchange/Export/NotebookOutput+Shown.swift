internal import Rendering
internal import Syntax

extension [NotebookOutput] {
    /// The outputs of a notebook's cell for those of a session's cell.
    ///
    /// - Parameter told: the statements whose output the notebook's code doesn't print.
    init(_ shown: [ShownOutput], told: Set<SourceRange>) {
        self = []
        for output in shown {
            if let text = output.printed, !text.isEmpty {
                if let statement = output.statement, told.contains(statement) {
                    append(.display(text: text.hasSuffix("\n") ? String(text.dropLast()) : text))
                } else if case .stream(.output, let before)? = last {
                    self[count - 1] = .stream(.output, text: before + text)
                } else {
                    append(.stream(.output, text: text))
                }
            }
            guard case .figure(let figure, let words, let areOutput) = output.kind else { continue }
            if let figure {
                let sentence = areOutput ? FigureWords.sentences(of: figure).joined(separator: "\n") : words.plain
                append(.display(text: sentence.withoutFinalNewline, pictures: Self.pictures(of: figure, sentence)))
            } else {
                append(.display(text: words.plain.withoutFinalNewline))
            }
        }
    }

    private static func pictures(of figure: Figure, _ words: String) -> [NotebookPicture] {
        // At twice the resolution, for high-density screens.
        let png = FigurePNG.bytes(of: figure, dotsPerInch: 200).map {
            NotebookPicture(
                .png($0), width: Int((figure.width * 100).rounded()), height: Int((figure.height * 100).rounded()))
        }
        let svg = NotebookPicture(.svg(FigureSVG.text(of: figure, words: words)))
        // Not all readers of notebooks support SVG, but it contains all text.
        guard let png else { return [svg] }
        return FigurePNG.missingLetters(of: figure).isEmpty ? [png] : [png, svg]
    }
}
