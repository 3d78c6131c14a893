internal import Files
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import TensorFiles

extension Machine {
    /// Shows a figure with its description, or writes it to the file in `to=`.
    func show(_ figure: Figure, saying sentences: [String], _ arguments: Arguments) throws(EvaluationError) {
        guard let path = try arguments.string("to") else { return show(figure, saying: sentences) }
        guard let kind = PictureKind(of: path) else {
            throw arguments.invalid(
                "a drawing is written as SVG or PNG, and \(FilePath.shown(path)) ends in neither .svg nor .png",
                hint: "write to=\"\(arguments.function).svg\"")
        }
        let file = try fileToWrite(path, arguments)
        try write(figure, as: kind, to: path, file: file, saying: sentences, arguments)
        if options.showsDrawings, !figure.axes.isEmpty {
            emit(.drawnInFile(figure, words: Self.words(sentences)))
        }
        say(sentences)
        note("drawn in \(FilePath.shown(path))")
    }

    /// Draws a figure if someone is watching, and emits its description, which is recorded.
    func show(_ figure: Figure?, saying sentences: [String]) {
        if options.showsDrawings, let figure, !figure.axes.isEmpty {
            emit(.drawing(figure, words: Self.words(sentences)))
        }
        say(sentences)
    }

    /// Writes a figure as a picture file.
    ///
    /// - Parameters:
    ///   - path: the file as the user named it.
    ///   - file: the path to write to.
    ///   - dotsPerInch: the resolution of a PNG.
    /// - Throws: ``EvaluationError`` if the file can't be written, or the work is interrupted.
    func write(
        _ figure: Figure, as kind: PictureKind, to path: String, file: String, saying sentences: [String],
        dotsPerInch: Double = 100, _ arguments: Arguments
    ) throws(EvaluationError) {
        let bytes: [UInt8]
        switch kind {
        case .svg: bytes = Array(FigureSVG.text(of: figure, words: sentences.joined(separator: "; ")).utf8)
        case .png:
            let size = FigurePNG.size(of: figure, dotsPerInch: dotsPerInch)
            try Allowance.checkRoom(4 * size.width * size.height)
            guard let picture = FigurePNG.bytes(of: figure, dotsPerInch: dotsPerInch) else {
                throw arguments.invalid(
                    "a picture of \(size.width) by \(size.height) pixels is too large",
                    hint: "\(FigurePNG.mostPixels / 1_000_000) million pixels are the most; take a smaller dpi=")
            }
            bytes = picture
            let missing = FigurePNG.missingLetters(of: figure)
            if !missing.isEmpty {
                note(
                    "\(FilePath.shown(path)) shows boxes for letters that it has no drawings of: "
                        + missing.prefix(10).map(String.init).joined(separator: " "), notes: ["an .svg shows them"])
            }
        }
        if Interruption.isRequested { throw .interrupted }
        do { try AtomicFileWriter(file, holding: bytes).commit() } catch { throw .file(.file(error), path: path) }
    }

    /// Shows a figure made by a Python program. For scripts and notebooks, standard output contains only what they
    /// print, so if no one is watching, the description of the figure goes to standard error.
    func show(_ figure: Figure) {
        let sentences = FigureWords.sentences(of: figure)
        guard cellThatRuns.shows != .all else { return show(figure, saying: sentences) }
        if options.showsDrawings {
            emit(.drawing(figure, words: Self.words(sentences)))
        } else {
            note(sentences.joined(separator: "; "))
        }
    }

    private func say(_ sentences: [String]) { emit(.sentence(Self.words(sentences))) }

    private static func words(_ sentences: [String]) -> Markup {
        var words = Markup(sentences.joined(separator: "\n") + "\n")
        words.isWrappedToFit = true
        return words
    }

    /// The name of an argument in a drawing: its source, shortened.
    func drawnName(of argument: CallArgument) -> String {
        let name = HelpText.shortened(text(of: argument.range) ?? "value", to: 40)
        return name.contains("\n") ? "value" : name
    }

    func noneAboveZero(_ names: [String], _ arguments: Arguments) -> EvaluationError {
        arguments.invalid(
            "a logarithmic axis needs values above zero, and \(Words.list(names)) \(names.count == 1 ? "has" : "have") none",
            hint: "leave out log=True")
    }
}

/// The kinds of picture files.
enum PictureKind: Equatable {
    case svg, png

    /// The kind for a path's extension; nil for any other.
    init?(of path: String) {
        let path = path.lowercased()
        if path.hasSuffix(".svg") {
            self = .svg
        } else if path.hasSuffix(".png") {
            self = .png
        } else {
            return nil
        }
    }
}
