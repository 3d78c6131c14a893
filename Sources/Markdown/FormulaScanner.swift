/// Finds formulas in the source of a text: `$…$` without blanks at its inner edges, `$$…$$`, and `\begin{…}` to `\end{…}`.
///
/// Code is passed over, and what stands behind a backslash. No formula goes beyond an empty line.
struct FormulaScanner {
    private let bytes: [UInt8]
    private var place = 0
    /// Where the paragraph ends in which the place is, and what was looked for in it and isn't in its rest: each look would go
    /// through all of it again.
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

    /// The place of the first byte of a line that isn't a blank, or the mark of a quotation.
    private func lineContent(at start: Int) -> Int {
        bytes[start...].firstIndex { $0 != 32 && $0 != 9 && $0 != UInt8(ascii: ">") } ?? bytes.count
    }

    /// How long the run of backticks or tildes is with which a line fences code; it has three at least.
    private func fenceLength(at start: Int) -> Int? {
        let content = lineContent(at: start)
        guard let mark = byte(content), mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let length = runLength(at: content)
        let rest = bytes[(content + length)..<lineEnd(from: content)]
        return length < 3 || (mark == UInt8(ascii: "`") && rest.contains(mark)) ? nil : length
    }

    /// Passes over fenced code: to the end of the line that closes it, or else of the text.
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

    /// Passes over code between runs of backticks that are equally long, or else over the run.
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

    /// Where a text stands next in the paragraph, not behind a backslash.
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

    /// Where the formula ends that a `$` may begin. Sums of money, and variables of a shell in code, are none.
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

    /// Whether a line in it begins as a list, a heading, a quotation or a table does.
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
