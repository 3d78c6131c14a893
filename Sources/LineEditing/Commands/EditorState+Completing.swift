internal import CLibedit
internal import Platform

extension EditorState {
    /// Tab: indents in the blanks before a line's text; elsewhere completes as far as there is no choice, at the second
    /// time lists what there is, and then goes through the list.
    func complete(_ buffer: EditBuffer) {
        let text = buffer.edited
        if text.beforeCursor.allSatisfy({ $0 == " " }) {
            let column = text.cursor - text.lineStart
            return buffer.insert(repeatElement(" ", count: Indentation.width - column % Indentation.width))
        }
        if list?.text != text { followList(text) }
        if list?.chosen != nil { return choose(buffer, step: 1) }
        let isSecond = lastTab == keyCount - 1
        lastTab = keyCount
        guard let completion = completer?(text.scalars.string, text.cursor), !completion.candidates.isEmpty else {
            return
        }
        let range = completion.replaced.clamped(to: 0..<text.scalars.count)
        let typed = Array(text.scalars[range])
        if let only = completion.candidates.first, completion.candidates.count == 1 {
            let new = Array((only.text + only.suffix).unicodeScalars)
            if new != typed { buffer.replace(range, with: new) }
            return
        }
        let common = Self.commonStart(of: completion.candidates)
        if common.count > typed.count {
            buffer.replace(range, with: common)
        } else if list != nil {
            choose(buffer, step: 1)
        } else if isSecond {
            list = CompletionList(candidates: completion.candidates, start: range.lowerBound, text: text, key: keyCount)
        }
    }

    /// Puts the next candidate of the list, or the one before, into the text.
    func choose(_ buffer: EditBuffer, step: Int) {
        let text = buffer.edited
        if list?.text != text { followList(text) }
        guard var open = list, open.start <= text.cursor else { return }
        open.choose(step: step)
        guard let chosen = open.chosenCandidate else { return }
        buffer.replace(open.start..<text.cursor, with: Array(chosen.text.unicodeScalars))
        (open.text, open.key) = (buffer.edited, keyCount)
        list = open
    }

    /// Has the list follow what is typed: a longer word leaves less of it, anything else closes it.
    func followList(_ text: EditedText) {
        guard var open = list, open.key != keyCount || open.text != text else { return }
        list = nil
        guard open.text != text, text.cursor > open.start, open.text.cursor >= open.start,
            text.scalars.sharedStart(with: open.text.scalars) >= open.start,
            let completion = completer?(text.scalars.string, text.cursor),
            completion.replaced.lowerBound == open.start, !completion.candidates.isEmpty
        else { return }
        // One that is typed whole needs no list.
        let typed = text.scalars[open.start..<text.cursor].string
        if completion.candidates.count == 1, completion.candidates[0].text == typed { return }
        open = CompletionList(candidates: completion.candidates, start: open.start, text: text, key: keyCount)
        list = open
    }

    /// What all candidates begin with.
    private static func commonStart(of candidates: [Candidate]) -> ArraySlice<Unicode.Scalar> {
        guard let first = candidates.first else { return [] }
        var common = Array(first.text.unicodeScalars)[...]
        for candidate in candidates.dropFirst() {
            common = common.prefix(zip(common, candidate.text.unicodeScalars).prefix { $0 == $1 }.count)
        }
        return common
    }
}

/// The candidates of a completion in columns, for below the cell.
struct CompletionList: Sendable {
    let candidates: [Candidate]
    /// Where in the text the word begins that they complete.
    var start = 0
    /// The text that they were listed for, and the count of keys then.
    var text = EditedText(scalars: [], cursor: 0)
    var key = 0
    /// Which of them stands in the text.
    private(set) var chosen: Int?

    init(candidates: [Candidate], start: Int = 0, text: EditedText = EditedText(scalars: [], cursor: 0), key: Int = 0) {
        (self.candidates, self.start, self.text, self.key) = (candidates, start, text, key)
    }

    var chosenCandidate: Candidate? { chosen.map { candidates[$0] } }

    /// Goes to the next candidate or the one before, around the ends.
    mutating func choose(step: Int) {
        guard !candidates.isEmpty else { return }
        let next = chosen.map { $0 + step } ?? (step > 0 ? 0 : candidates.count - 1)
        chosen = (next + candidates.count) % candidates.count
    }

    /// The rows of the list, filled downwards; when there are too many for the rows, those around the chosen one. The last
    /// row says what the chosen one is, or how many more there are.
    func rows(columns: Int, maximum: Int, isStyled: Bool) -> [[Glyph]] {
        let start = pageStart(columns: columns, maximum: maximum)
        let cells = candidates[start...].prefix(Self.most).enumerated().map { place, candidate in
            cell(candidate, columns: columns, isStyled: isStyled, isChosen: start + place == chosen)
        }
        let width = (cells.map(\.width).max() ?? 0) + Self.gap
        let perRow = max(1, (columns - 1 + Self.gap) / max(1, width))
        let needed = (cells.count + perRow - 1) / perRow
        let style = isStyled ? Glyph.dim : ""
        let summary = chosenCandidate?.summary ?? ""
        let isWhole = needed <= maximum && start == 0 && candidates.count == cells.count
        if isWhole, summary.isEmpty || needed == maximum { return arrange(cells, rows: needed, width: width) }
        let rows = min(needed, max(0, maximum - 1))
        let shown = min(cells.count, rows * perRow)
        var words: [String] = summary.isEmpty ? [] : [summary]
        if !isWhole {
            let more = candidates.count - shown
            words.insert(chosen == nil ? "… and \(more) more" : "\((chosen ?? 0) + 1) of \(candidates.count)", at: 0)
        }
        return arrange(Array(cells.prefix(shown)), rows: rows, width: width)
            + [Glyph.line(words.joined(separator: "  "), style: style)]
    }

    /// Where the page begins that the chosen one is on.
    private func pageStart(columns: Int, maximum: Int) -> Int {
        guard let chosen else { return 0 }
        let width = candidates.prefix(Self.most).map { cell($0, columns: columns, isStyled: false).width }.max() ?? 0
        let perRow = max(1, (columns - 1 + Self.gap) / max(1, width + Self.gap))
        let page = max(1, max(1, maximum - 1) * perRow)
        return (candidates.count + perRow - 1) / perRow <= maximum ? 0 : chosen / page * page
    }

    /// Between two columns.
    private static let gap = 3
    /// More than fit any screen are not looked at.
    private static let most = 5_000

    private func cell(_ candidate: Candidate, columns: Int, isStyled: Bool, isChosen: Bool = false) -> [Glyph] {
        let label = Glyph.line(candidate.label, style: isChosen ? Self.reversed : "")
        guard !candidate.detail.isEmpty else { return label.fitted(to: columns - 1) }
        let detail = Glyph.line(candidate.detail, style: isStyled ? Glyph.dim : "")
        return (label + [.blank] + detail).fitted(to: columns - 1)
    }

    /// What the chosen one stands out by, without any colour.
    private static let reversed = "\u{1B}[7m"

    private func arrange(_ cells: [[Glyph]], rows: Int, width: Int) -> [[Glyph]] {
        (0..<max(0, rows)).map { row in
            var line: [Glyph] = []
            for (column, index) in stride(from: row, to: cells.count, by: max(1, rows)).enumerated() {
                let missing = column * width - line.width
                if missing > 0 { line += Array(repeating: .blank, count: missing) }
                line += cells[index]
            }
            return line
        }
    }
}
