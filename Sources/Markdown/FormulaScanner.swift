/// Finds formulas in a text's source: `$…$` without blanks just inside, `$$…$$`, and `\begin{…}` to `\end{…}`.
///
/// It skips code and escaped characters. A formula can't span an empty line.
struct FormulaScanner {
    private let bytes: [UInt8]
    private var place = 0
    /// The end of the current paragraph, and the texts known not to occur in the rest of it, so that it isn't
    /// searched again.
    private var paragraphEnd = 0
    private var missing: Set<[UInt8]> = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next formula.
    mutating func next() -> Range<Int>? {
        while place < bytes.count {
            if place >= paragraphEnd { beginParagraph() }
            if isLineStart, let length = fenceLength(at: place) {
                passFence(length)
                continue
            }
            let start = place
            switch bytes[place] {
            case UInt8(ascii: "`"): passCode()
            case UInt8(ascii: "\\"):
                if let end = environmentEnd() { return found(start..<end) }
                place += 2
            case UInt8(ascii: "$"):
                if let end = formulaEnd() { return found(start..<end) }
                place += byte(place + 1) == UInt8(ascii: "$") ? 2 : 1
            default: place += 1
            }
        }
        return nil
    }

    private mutating func found(_ range: Range<Int>) -> Range<Int> {
        place = range.upperBound
        return range
    }

    private func byte(_ index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

    private func isBlank(_ byte: UInt8?) -> Bool { byte == nil || byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    // MARK: Lines

    private var isLineStart: Bool { place == 0 || bytes[place - 1] == 10 }

    private func lineEnd(from start: Int) -> Int { bytes[start...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count }

    private mutating func beginParagraph() {
        missing = []
        paragraphEnd = lineEnd(from: place)
        while paragraphEnd < bytes.count {
            let end = lineEnd(from: paragraphEnd)
            if bytes[paragraphEnd..<end].allSatisfy({ isBlank($0) }) { break }
            paragraphEnd = end
        }
    }

    /// The first position in a line that is neither a blank nor a quotation mark `>`.
    private func lineContent(at start: Int) -> Int {
        bytes[start...].firstIndex { $0 != 32 && $0 != 9 && $0 != UInt8(ascii: ">") } ?? bytes.count
    }

    /// The length of the run of backticks or tildes that opens fenced code, at least three; nil if there is none.
    private func fenceLength(at start: Int) -> Int? {
        let content = lineContent(at: start)
        guard let mark = byte(content), mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let length = runLength(at: content)
        let rest = bytes[(content + length)..<lineEnd(from: content)]
        return length < 3 || (mark == UInt8(ascii: "`") && rest.contains(mark)) ? nil : length
    }

    /// Skips fenced code: to the end of its closing line, or of the text.
    private mutating func passFence(_ length: Int) {
        let mark = bytes[lineContent(at: place)]
        place = lineEnd(from: place)
        while place < bytes.count {
            let content = lineContent(at: place)
            let closes = byte(content) == mark && (fenceLength(at: place) ?? 0) >= length
            place = lineEnd(from: place)
            if closes { break }
        }
        paragraphEnd = place
    }

    // MARK: Pieces of lines

    private func runLength(at start: Int) -> Int { bytes[start...].prefix { $0 == bytes[start] }.count }

    /// Skips code between runs of equally many backticks, or only the run if it isn't closed.
    private mutating func passCode() {
        let length = runLength(at: place)
        place += length
        let run = Array(repeating: UInt8(ascii: "`"), count: length)
        guard !missing.contains(run) else { return }
        var other = place
        while let start = bytes[other..<max(other, paragraphEnd)].firstIndex(of: UInt8(ascii: "`")) {
            other = start + runLength(at: start)
            if other - start == length {
                place = other
                return
            }
        }
        missing.insert(run)
    }

    /// The next unescaped occurrence of a text in the paragraph.
    private mutating func find(_ text: [UInt8], from start: Int, escapes: Bool = true) -> Int? {
        guard !missing.contains(text) else { return nil }
        var index = start
        while index + text.count <= paragraphEnd {
            if bytes[index...].starts(with: text) { return index }
            index += escapes && bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        missing.insert(text)
        return nil
    }

    /// The end of a formula that may begin with this `$`. Amounts of money, and shell variables in code, aren't
    /// formulas.
    private mutating func formulaEnd() -> Int? {
        if byte(place + 1) == UInt8(ascii: "$") {
            return find(Array("$$".utf8), from: place + 2).map { $0 + 2 }
        }
        guard !isBlank(byte(place + 1)), let end = find(Array("$".utf8), from: place + 1) else { return nil }
        let next = byte(end + 1).map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
        let isMoney =
            isBlank(bytes[end - 1]) || next || bytes[place..<end].contains(UInt8(ascii: "`"))
            || opensBlock(in: place..<end)
        return isMoney ? nil : end + 1
    }

    /// Whether a line in it begins like a list, a heading, a quotation or a table.
    private func opensBlock(in range: Range<Int>) -> Bool {
        range.contains { index in
            guard bytes[index] == 10 else { return false }
            let start = bytes[(index + 1)...].firstIndex { $0 != 32 && $0 != 9 } ?? index
            return switch bytes[start] {
            case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "|"): true
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): isBlank(byte(start + 1))
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                byte(start + 1) == UInt8(ascii: ".") || byte(start + 1) == UInt8(ascii: ")")
            default: false
            }
        }
    }

    private mutating func environmentEnd() -> Int? {
        let begin = Array(#"\begin{"#.utf8)
        guard bytes[place...].starts(with: begin),
            let brace = bytes[place..<min(place + 40, paragraphEnd)].firstIndex(of: UInt8(ascii: "}"))
        else { return nil }
        let closing = Array(#"\end"#.utf8) + bytes[(place + begin.count - 1)...brace]
        return find(closing, from: brace, escapes: false).map { $0 + closing.count }
    }
}
