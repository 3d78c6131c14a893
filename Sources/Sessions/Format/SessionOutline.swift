internal import Syntax

/// A session file line by line, before its statements are parsed.
package struct SessionOutline {
    /// The kind of a line.
    package enum Line: Equatable {
        /// Part of the program: statements, comments, empty lines.
        case source(String)
        /// `# %% [7] title`.
        case opener(label: Int?, title: String)
        /// `#> text`.
        case record(String)
        /// `#< text`: an answer to `input()`; nil for the end of the input.
        case answer(String?)
        /// `#! error: …`, without the marker.
        case expectation(String)
        /// `#= name digest`, or the marker alone at the end of a cell.
        case digest(DigestLine)
        /// `#~ 1e-9`: how far the numbers of the next output may differ from the recorded ones.
        case tolerance(Tolerance)
        /// The `#!` line, or the line with the version.
        case head
    }

    /// The lines, in order.
    package private(set) var lines: [Line] = []
    /// The version of the format that the file names.
    private(set) var version: Int?

    /// Classifies the lines of a file.
    ///
    /// - Throws: ``SessionError`` if a marked line is malformed, the version is unknown, or the file is cut short.
    package init(_ fileLines: [FileLine]) throws(SessionError) {
        var scanner = UnfinishedText()
        for (index, line) in fileLines.enumerated() {
            var kind = Line.source(line.text)
            if !scanner.isInsideString {
                do throws(Mistake) {
                    kind = try isHead(line.text, at: index) ? .head : Self.marked(line.text) ?? kind
                } catch {
                    throw SessionError(path: "", .damage(error.damage, line: index + 1))
                }
            }
            if case .source(let text) = kind { scanner.take(text) }
            if case .opener = kind { scanner = UnfinishedText() }
            lines.append(kind)
        }
        if version != nil, fileLines.last?.ending == FileLine.Ending.none {
            throw SessionError(path: "", .damage(.cutInMidLine, line: fileLines.count))
        }
    }

    private struct Mistake: Error { var damage: SessionError.Damage }

    private mutating func isHead(_ text: String, at index: Int) throws(Mistake) -> Bool {
        if index == 0, text.begins(with: "#!"), !text.begins(with: "#! error:") { return true }
        guard index == 0 || (index == 1 && lines == [.head]), text.begins(with: Self.versionOpener) else {
            return false
        }
        let number = text.dropFirst(Self.versionOpener.count).withoutTrailingBlanks
        guard !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        guard let version = Int(number), (1...SessionFile.currentVersion).contains(version) else {
            throw Mistake(damage: .unknownVersion(number))
        }
        self.version = version
        return true
    }

    static let versionOpener = "# descent "

    /// The meaning of a line that begins with one of the markers.
    private static func marked(_ text: String) throws(Mistake) -> Line? {
        if text.begins(with: RecordText.marker) {
            guard let line = RecordText.line(fromFileText: text) else { throw Mistake(damage: .recordWithoutBlank) }
            return .record(line)
        }
        // Before `input` existed, `#<` was an ordinary comment.
        if let answer = AnswerLine.answer(fromFileText: text) { return .answer(answer.text) }
        if text.begins(with: DigestLine.marker) {
            guard let digest = DigestLine(text) else { throw Mistake(damage: .badDigest) }
            return .digest(digest)
        }
        if text.begins(with: "#~") {
            guard let tolerance = Tolerance(text: text.dropFirst("#~".count)) else {
                throw Mistake(damage: .badTolerance)
            }
            return .tolerance(tolerance)
        }
        if text.begins(with: "#! ") {
            let message = text.dropFirst("#! ".count).withoutTrailingBlanks
            guard message.begins(with: "error:") else { throw Mistake(damage: .unknownExpectation) }
            return .expectation(message)
        }
        for opener in ["# %%", "#%%"] where text.begins(with: opener) {
            return try cellOpener(text.dropFirst(opener.count))
        }
        return nil
    }

    /// Reads the text after `# %%`; nil if that isn't an opener (`# %%time`).
    private static func cellOpener(_ text: Substring) throws(Mistake) -> Line? {
        guard text.isEmpty || text.first == " " || text.first == "\t" else { return nil }
        let title = text.drop { $0 == " " || $0 == "\t" }.withoutTrailingBlanks
        guard title.first == "[", let end = title.firstIndex(of: "]") else { return .opener(label: nil, title: title) }
        let digits = title[..<end].dropFirst()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return .opener(label: nil, title: title)
        }
        guard let label = Int(digits), (1...SessionFile.largestLabel).contains(label) else {
            throw Mistake(damage: .badLabel(String(digits)))
        }
        return .opener(label: label, title: String(title[end...].dropFirst().drop { $0 == " " || $0 == "\t" }))
    }
}
