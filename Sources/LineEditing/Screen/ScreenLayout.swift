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
    /// What the text may go on with, dim behind its end.
    var suggestion: [Glyph] = []
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

    private var starts: [TextRows.Start] = []

    /// Lays out a cell.
    ///
    /// - Parameters:
    ///   - columns: the width of the screen; anything below 1 counts as 1.
    ///   - height: how many rows there are; what is more is cut to a window around the cursor. Nil shows all.
    ///   - firstRow: where the window began before; it moves no more than it must.
    ///   - known: the rows of the text, if they have been found already.
    ///   - colors: gives the colours of a part of the text.
    init(
        _ content: ScreenContent, columns: Int, height: Int? = nil, firstRow: Int = 0, known: TextRows? = nil,
        colors: (Range<Int>) -> [TextColor] = { _ in [] }
    ) {
        self.columns = max(1, columns)
        let text = known ?? TextRows(content, columns: columns)
        starts = text.starts
        (cursorRow, cursorColumn) = text.place(of: content.cursor, &starts)
        textRowCount = starts.count
        let height = max(1, height ?? .max)
        let room = max(1, height - min(content.below.count, height - min(starts.count, max(1, height / 2))))
        self.firstRow = Self.window(around: cursorRow, count: starts.count, height: room, first: firstRow)
        let last = self.firstRow + min(room, starts.count - self.firstRow)
        let end = last < starts.count ? starts[last].index : content.text.count
        var colors = ColorReader(colors(starts[self.firstRow].index..<max(end, starts[self.firstRow].index)))
        for row in self.firstRow..<last { rows.append(build(row, of: content, text, &colors)) }
        cursorRow -= self.firstRow
        if last == starts.count { addSuggestion(content.suggestion) }
        if self.firstRow == 0 { addRightPrompt(content.rightPrompt) }
        for line in content.below.prefix(height - rows.count) { addBelow(line) }
    }

    private static func window(around cursor: Int, count: Int, height: Int, first: Int) -> Int {
        let lowest = max(0, min(cursor, count - height))
        return min(max(first, max(0, cursor - height + 1)), cursor, max(lowest, 0))
    }

    private func build(
        _ number: Int, of content: ScreenContent, _ known: TextRows, _ colors: inout ColorReader
    ) -> Row {
        let start = starts[number]
        var row = Row()
        if start.isLine {
            row.glyphs = (number == 0 ? content.prompt : content.continuationPrompt).fitted(to: columns - 2)
            row.width = number == 0 ? known.firstWidth : known.furtherWidth
        }
        let end = number + 1 < starts.count ? starts[number + 1].index : content.text.count
        var lineColumn = start.lineColumn
        for index in start.index..<max(start.index, end) where content.text[index] != "\n" {
            let scalar = content.text[index]
            let width = TextRows.width(
                of: scalar, lineColumn: lineColumn, room: columns - row.width, columns: columns)
            lineColumn += width
            append(scalar, width, style: colors.style(at: index), to: &row)
        }
        return row
    }

    private func append(_ scalar: Unicode.Scalar, _ width: Int, style: String, to row: inout Row) {
        if scalar == "\t" {
            for _ in 0..<width { row.append(.blank) }
            return
        }
        guard let own = Glyph.width(of: scalar) else {
            return row.append(Glyph(text: width == 2 ? Self.caret(scalar) : "?", width: width))
        }
        if own == 0 {
            if let last = row.glyphs.indices.last { row.glyphs[last].text.unicodeScalars.append(scalar) }
        } else if own > width {
            row.append(Glyph(text: "?", width: width))
        } else {
            row.append(Glyph(text: String(Character(scalar)), width: own, style: style))
        }
    }

    private static func caret(_ scalar: Unicode.Scalar) -> String {
        guard scalar.isASCII, let shown = Unicode.Scalar((scalar.value ^ 0x40) & 0x7F) else { return "??" }
        return "^\(shown)"
    }

    /// Puts what the text may go on with behind it, as far as the row has room.
    private mutating func addSuggestion(_ glyphs: [Glyph]) {
        guard let last = rows.indices.last else { return }
        let room = columns - 1 - rows[last].width
        guard glyphs.width > room else {
            for glyph in glyphs { rows[last].append(glyph) }
            return
        }
        guard room >= 2, let style = glyphs.first?.style else { return }
        for glyph in glyphs.fitted(to: room - 1) { rows[last].append(glyph) }
        rows[last].append(Glyph(text: "…", width: 1, style: style))
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

/// A part of a text and how it looks.
public struct TextColor: Hashable, Sendable {
    /// The part, in Unicode scalars from the text's start.
    public var range: Range<Int>
    /// The sequences that give it its look.
    public var sequence: String

    /// A part of a text and its look.
    public init(_ range: Range<Int>, _ sequence: String) { (self.range, self.sequence) = (range, sequence) }
}

/// The colours of a text, asked for from its start to its end.
private struct ColorReader {
    let colors: [TextColor]
    private var next = 0

    /// - Parameter colors: in the order of the text; none overlaps another.
    init(_ colors: [TextColor]) { self.colors = colors }

    mutating func style(at index: Int) -> String {
        while next < colors.count, colors[next].range.upperBound <= index { next += 1 }
        return next < colors.count && colors[next].range.contains(index) ? colors[next].sequence : ""
    }
}
