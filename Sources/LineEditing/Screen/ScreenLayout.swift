internal import CLibedit
internal import Platform

/// What is to be shown while a cell is edited.
struct ScreenContent: Equatable, Sendable {
    /// What stands before the first line, and before each further one.
    var prompt: [Glyph] = []
    var continuationPrompt: [Glyph] = []
    /// What stands at the right edge of the first line, as long as there is room.
    var rightPrompt: [Glyph] = []
    /// The cell, its lines separated by newlines.
    var text: [Unicode.Scalar] = []
    /// The place of the cursor in the text, as an index.
    var cursor = 0
    /// Rows below the cell: the list of what Tab found, the pattern of a search.
    var below: [[Glyph]] = []
}

/// Where everything stands on a screen of some size.
struct ScreenLayout: Equatable, Sendable {
    /// A row of the screen, from the left edge.
    struct Row: Equatable, Sendable {
        var glyphs: [Glyph] = []
        var width = 0

        mutating func append(_ glyph: Glyph) {
            glyphs.append(glyph)
            width += glyph.width
        }
    }

    /// What is shown, from the top.
    private(set) var rows: [Row] = []
    /// Where the cursor stands, in the rows that are shown; always inside the screen.
    private(set) var cursorRow = 0
    private(set) var cursorColumn = 0
    /// The number of the first row that is shown, when the cell is taller than the screen.
    private(set) var firstRow = 0
    /// How many rows the cell takes altogether.
    private(set) var textRowCount = 0
    /// The width of the screen.
    let columns: Int

    private var starts: [RowStart] = []

    /// Where a row begins in the text.
    private struct RowStart: Equatable, Sendable {
        var index: Int
        /// The columns of its line that stand in rows before.
        var lineColumn: Int
        /// Whether a prompt comes first.
        var isLine: Bool
    }

    /// Lays out a cell.
    ///
    /// - Parameters:
    ///   - columns: the width of the screen; anything below 1 counts as 1.
    ///   - height: how many rows there are; what is more is cut to a window around the cursor. Nil shows all.
    ///   - firstRow: where the window began before; it moves no more than it must.
    init(_ content: ScreenContent, columns: Int, height: Int? = nil, firstRow: Int = 0) {
        self.columns = max(1, columns)
        let prompts = Prompts(content, columns: self.columns)
        findRows(of: content.text, cursor: content.cursor, prompts)
        textRowCount = starts.count
        let height = max(1, height ?? .max)
        let room = max(1, height - min(content.below.count, height - min(starts.count, max(1, height / 2))))
        self.firstRow = Self.window(around: cursorRow, count: starts.count, height: room, first: firstRow)
        let last = self.firstRow + min(room, starts.count - self.firstRow)
        for row in self.firstRow..<last { rows.append(build(row, of: content.text, prompts)) }
        cursorRow -= self.firstRow
        if self.firstRow == 0 { addRightPrompt(content.rightPrompt) }
        for line in content.below.prefix(height - rows.count) { addBelow(line) }
    }

    private static func window(around cursor: Int, count: Int, height: Int, first: Int) -> Int {
        let lowest = max(0, min(cursor, count - height))
        return min(max(first, max(0, cursor - height + 1)), cursor, max(lowest, 0))
    }

    /// The prompts as far as they leave room for text.
    private struct Prompts {
        let first: [Glyph]
        let further: [Glyph]
        let firstWidth: Int
        let furtherWidth: Int

        init(_ content: ScreenContent, columns: Int) {
            first = content.prompt.fitted(to: columns - 2)
            further = content.continuationPrompt.fitted(to: columns - 2)
            firstWidth = first.width
            furtherWidth = further.width
        }
    }

    /// Finds where the rows begin, and the row and column of the cursor.
    private mutating func findRows(of text: [Unicode.Scalar], cursor: Int, _ prompts: Prompts) {
        starts = [RowStart(index: 0, lineColumn: 0, isLine: true)]
        var column = prompts.firstWidth
        var lineColumn = 0
        func wrap(_ index: Int) {
            starts.append(RowStart(index: index, lineColumn: lineColumn, isLine: false))
            column = 0
        }
        for (index, scalar) in text.enumerated() {
            if scalar == "\n" {
                if index == cursor {
                    if column >= columns { wrap(index) }
                    (cursorRow, cursorColumn) = (starts.count - 1, column)
                }
                lineColumn = 0
                starts.append(RowStart(index: index + 1, lineColumn: 0, isLine: true))
                column = prompts.furtherWidth
                continue
            }
            let width = Self.width(of: scalar, lineColumn: lineColumn, room: columns - column, columns: columns)
            if column + width > columns { wrap(index) }
            if index == cursor { (cursorRow, cursorColumn) = (starts.count - 1, min(column, columns - 1)) }
            column += width
            lineColumn += width
        }
        if cursor >= text.count {
            if column >= columns { wrap(text.count) }
            (cursorRow, cursorColumn) = (starts.count - 1, column)
        }
    }

    /// The columns of a scalar: a tab reaches to the next stop or the edge, a control character is shown as `^X`.
    private static func width(of scalar: Unicode.Scalar, lineColumn: Int, room: Int, columns: Int) -> Int {
        if scalar == "\t" {
            let stop = 8 - lineColumn % 8
            return room > 0 ? min(stop, room) : min(stop, columns)
        }
        return min(Glyph.width(of: scalar) ?? 2, columns)
    }

    private func build(_ number: Int, of text: [Unicode.Scalar], _ prompts: Prompts) -> Row {
        let start = starts[number]
        var row = Row()
        if start.isLine {
            row.glyphs = number == 0 ? prompts.first : prompts.further
            row.width = number == 0 ? prompts.firstWidth : prompts.furtherWidth
        }
        let end = number + 1 < starts.count ? starts[number + 1].index : text.count
        var lineColumn = start.lineColumn
        for scalar in text[start.index..<max(start.index, end)] where scalar != "\n" {
            let width = Self.width(of: scalar, lineColumn: lineColumn, room: columns - row.width, columns: columns)
            lineColumn += width
            if scalar == "\t" {
                for _ in 0..<width { row.append(.blank) }
            } else if let own = Glyph.width(of: scalar) {
                if own == 0 {
                    if let last = row.glyphs.indices.last { row.glyphs[last].text.unicodeScalars.append(scalar) }
                } else {
                    row.append(own > width ? Glyph(text: "?", width: width) : Glyph(text: String(scalar), width: own))
                }
            } else {
                row.append(Glyph(text: width == 2 ? Self.caret(scalar) : "?", width: width))
            }
        }
        return row
    }

    private static func caret(_ scalar: Unicode.Scalar) -> String {
        guard scalar.isASCII, let shown = Unicode.Scalar((scalar.value ^ 0x40) & 0x7F) else { return "??" }
        return "^\(shown)"
    }

    /// Puts the right prompt at the edge, with the last column free; it gives way when the text comes near.
    private mutating func addRightPrompt(_ glyphs: [Glyph]) {
        let gap = columns - 1 - glyphs.width - rows[0].width
        let isWrapped = starts.count > 1 && !starts[1].isLine
        guard !glyphs.isEmpty, gap >= 2, !isWrapped else { return }
        for _ in 0..<gap { rows[0].append(.blank) }
        for glyph in glyphs { rows[0].append(glyph) }
    }

    private mutating func addBelow(_ glyphs: [Glyph]) {
        let fitted = glyphs.fitted(to: columns)
        rows.append(Row(glyphs: fitted, width: fitted.width))
    }
}

/// What stands in one cell of the screen, or two: a character with the marks that combine with it.
struct Glyph: Hashable, Sendable {
    var text: String
    /// How many columns it takes.
    var width: Int
    /// The sequences that give it its colours; empty for the terminal's usual ones.
    var style = ""

    static let blank = Glyph(text: " ", width: 1)
}

extension Glyph {
    /// Dim, for what the editor says of itself.
    static let dim = "\u{1B}[2m"

    /// How many columns a scalar takes, or nil for one that has no picture of its own (a control character).
    static func width(of scalar: Unicode.Scalar) -> Int? {
        scalar.properties.generalCategory == .control ? nil : DisplayWidth.columns(of: scalar)
    }

    /// The glyphs of a line, with those of its escape sequences that set colours as their style; others are dropped, and
    /// so are control characters.
    static func line(_ text: String, style: String = "") -> [Glyph] {
        var glyphs: [Glyph] = []
        var current = style
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar == "\u{1B}" {
                let end = endOfSequence(in: rest)
                let sequence = String(rest[..<end])
                rest = rest[end...]
                guard sequence.hasPrefix("\u{1B}["), sequence.hasSuffix("m") else { continue }
                let isReset = sequence == "\u{1B}[0m" || sequence == "\u{1B}[m"
                current = isReset ? style : current + sequence
                continue
            }
            rest.removeFirst()
            append(scalar, style: current, to: &glyphs)
        }
        return glyphs
    }

    private static func append(_ scalar: Unicode.Scalar, style: String, to glyphs: inout [Glyph]) {
        guard let width = width(of: scalar) else { return }
        if width > 0 {
            glyphs.append(Glyph(text: String(Character(scalar)), width: width, style: style))
        } else if let last = glyphs.indices.last {
            glyphs[last].text.unicodeScalars.append(scalar)
        }
    }

    /// The end of the escape sequence that `text` begins with, by ECMA-48: a control sequence goes from `ESC [` to its
    /// final byte, a command string from `ESC ]` to BEL or `ESC \`, any other is `ESC` and a character.
    private static func endOfSequence(in text: Substring.UnicodeScalarView) -> String.Index {
        var index = text.index(after: text.startIndex)
        guard index < text.endIndex else { return index }
        let introducer = text[index]
        text.formIndex(after: &index)
        switch introducer {
        case "[":
            while index < text.endIndex {
                let isFinal = ("\u{40}"..."\u{7E}").contains(text[index])
                text.formIndex(after: &index)
                if isFinal { break }
            }
        case "]":
            while index < text.endIndex {
                let scalar = text[index]
                text.formIndex(after: &index)
                if scalar == "\u{7}" { break }
                if scalar == "\u{1B}", index < text.endIndex, text[index] == "\\" {
                    text.formIndex(after: &index)
                    break
                }
            }
        default: break
        }
        return index
    }
}

extension [Glyph] {
    /// How many columns they take together.
    var width: Int { reduce(0) { $0 + $1.width } }

    /// As many from the start as fit into the columns.
    func fitted(to columns: Int) -> [Glyph] {
        var room = columns
        return Array(
            prefix { glyph in
                room -= glyph.width
                return room >= 0
            })
    }
}
