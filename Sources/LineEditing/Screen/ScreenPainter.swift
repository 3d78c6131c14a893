internal import CLibedit
internal import Platform

extension EditorState {
    /// Has the terminal mark what is pasted, while the editor waits.
    static let pasteModeOn: [UInt8] = Array("\u{1B}[?2004h".utf8)
    static let pasteModeOff: [UInt8] = Array("\u{1B}[?2004l".utf8)

    /// Shows the cell as it is now.
    func draw(_ buffer: EditBuffer) {
        var new = current(buffer)
        let rows = rows(of: new)
        if let list {
            let taken = min(rows.starts.count, max(1, size.rows / 2))
            new.below = list.rows(columns: size.columns, maximum: max(1, size.rows - taken), isStyled: isStyled)
        }
        guard new != shown else { return }
        let layout = ScreenLayout(
            new, columns: size.columns, height: size.rows, firstRow: firstRow, known: rows
        ) { colors(of: new.text, cursor: new.cursor, in: $0) }
        firstRow = layout.firstRow
        let isFirst = shown == nil
        shown = new
        write((isFirst ? Self.pasteModeOn : []) + painter.paint(layout))
    }

    /// Shows the cell for the last time, without what is shown only while it is edited, and ends the row.
    ///
    /// - Parameter mark: what stands behind the text: `^C` for a cell that is dropped.
    func finish(_ buffer: EditBuffer, mark: String = "") {
        var last = current(buffer)
        (last.rightPrompt, last.suggestion, last.below) = ([], [], [])
        let text = last.text
        last.text += Array(mark.unicodeScalars)
        last.cursor = last.text.count
        let rows = rows(of: last)
        // What scrolls away is the whole cell.
        let isWhole = rows.starts.count > size.rows && rows.starts.count <= Self.mostRowsLeftBehind
        let layout = ScreenLayout(
            last, columns: size.columns, height: isWhole ? nil : size.rows, firstRow: isWhole ? 0 : firstRow,
            known: rows
        ) { colors(of: text, cursor: nil, in: $0.clamped(to: 0..<text.count)) }
        write(painter.finish(layout, closing: Self.pasteModeOff))
        shown = nil
    }

    /// A cell taller than this stays as far as it was last shown.
    private static let mostRowsLeftBehind = 1_000

    /// Follows the window's new size.
    func resize(_ buffer: EditBuffer) {
        let new = ScreenSize(of: output)
        if new.columns != size.columns { write(painter.resize(columns: new.columns)) }
        size = new
        if shown != nil {
            shown?.cursor = -1
            draw(buffer)
        }
    }

    /// Clears the screen, and shows the cell at its top.
    func clearScreen() {
        write(painter.clearScreen())
        shown?.cursor = -1
    }

    /// Shows the cell again on the row where the cursor is: something else has written to the terminal.
    func drawAfresh(_ buffer: EditBuffer) {
        painter.forget()
        shown = nil
        size = ScreenSize(of: output)
        draw(buffer)
    }

    /// Where the rows of what is shown begin.
    func rows(of content: ScreenContent) -> TextRows {
        var rows: TextRows
        if let known = knownRows, known.columns == size.columns {
            rows = known
            // Nobody else holds its arrays then, and they change where they are.
            knownRows = nil
            rows.update(content.text)
        } else {
            rows = TextRows(content, columns: size.columns)
        }
        knownRows = rows
        return rows
    }

    private func colors(of text: [Unicode.Scalar], cursor: Int?, in part: Range<Int>) -> [TextColor] {
        guard isStyled, let colorer, !part.isEmpty else { return [] }
        return colorer(text, cursor, part)
    }

    private func current(_ buffer: EditBuffer) -> ScreenContent {
        var new = content
        let text = buffer.edited
        (new.text, new.cursor) = (text.scalars, text.cursor)
        if size.columns < Self.narrow { new.rightPrompt = [] }
        if let search {
            list = nil
            (new.text, new.cursor) = (search.shown.scalars, search.shown.cursor)
            new.below = [Glyph.line(search.row, style: isStyled ? Glyph.dim : "")]
            return new
        }
        followList(text)
        new.suggestion = Self.glyphs(ofSuggestion: suggestion(behind: text))
        if size.columns >= Self.narrow, text.scalars.count <= Self.longestHinted,
            let hint = hint?(new.text.string, new.cursor)
        {
            new.rightPrompt = Glyph.line(hint, style: isStyled ? Glyph.dim : "")
        }
        return new
    }

    /// Nothing is said of a longer text while it is typed: it would have to be read anew with every key.
    private static let longestHinted = 10_000

    /// Screens with fewer columns have no right prompt.
    private static let narrow = 40

    /// Writes to the terminal; what a terminal that is gone doesn't take is dropped.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Platform.write(output, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var request = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                _ = poll(&request, 1, 1_000)
            } else if errno != EINTR {
                return
            }
        }
    }
}

/// Makes the bytes that turn what a terminal shows into what it should show.
///
/// It knows only rows relative to the first one that it drew, uses nothing but carriage return, newline and the cursor
/// moves and erasures of ECMA-48, and never lets the terminal wrap by itself.
struct ScreenPainter: Sendable {
    private var rows: [ScreenLayout.Row] = []
    private var row = 0
    private var column = 0
    private var bytes: [UInt8] = []
    /// Whether anything has been drawn since the cursor was put on a fresh row.
    private var hasDrawn = false

    /// Shows a layout; gives what must be written for it.
    mutating func paint(_ layout: ScreenLayout) -> [UInt8] {
        if !hasDrawn {
            hasDrawn = true
            // Keys that were typed before the prompt stood there have been echoed in its place.
            write("\r\u{1B}[J")
        }
        for (number, new) in layout.rows.enumerated() { paint(new, at: number, columns: layout.columns) }
        if layout.rows.count < rows.count {
            move(to: layout.rows.count, column: 0)
            write("\u{1B}[J")
            rows.removeSubrange(layout.rows.count...)
        }
        move(to: layout.cursorRow, column: layout.cursorColumn)
        return takeBytes()
    }

    /// Shows a layout for the last time, and puts the cursor at the start of the row below it; what is written last before
    /// that is `closing`.
    mutating func finish(_ layout: ScreenLayout, closing: [UInt8] = []) -> [UInt8] {
        bytes = paint(layout)
        move(to: max(0, rows.count - 1), column: column)
        bytes += closing
        write("\r\n")
        forget()
        return takeBytes()
    }

    /// Takes it that the cursor is on a fresh row, where nothing has been drawn.
    mutating func forget() {
        (rows, row, column, hasDrawn) = ([], 0, 0, false)
    }

    /// Clears the whole screen.
    mutating func clearScreen() -> [UInt8] {
        forget()
        write("\u{1B}[H\u{1B}[2J")
        return takeBytes()
    }

    /// Goes back to where the first row begins now that the screen has another width, and erases from there.
    ///
    /// Most terminals break rows that have become too long, which moves the cursor's row down; those that cut them off
    /// instead lose a row of older output only if a row above the cursor was too long.
    mutating func resize(columns: Int) -> [UInt8] {
        let columns = max(1, columns)
        var above = 0
        for row in rows.prefix(row) { above += max(1, (row.width + columns - 1) / columns) }
        above += column / columns
        forget()
        if above > 0 { write("\u{1B}[\(above)A") }
        write("\r\u{1B}[J")
        hasDrawn = true
        return takeBytes()
    }

    private mutating func paint(_ new: ScreenLayout.Row, at number: Int, columns: Int) {
        guard number < rows.count else {
            move(to: number, column: 0)
            rows.append(new)
            write(new.glyphs[...], columns: columns)
            return
        }
        let old = rows[number]
        guard old != new else { return }
        rows[number] = new
        var start = 0
        var startColumn = 0
        while start < old.glyphs.count, start < new.glyphs.count, old.glyphs[start] == new.glyphs[start] {
            startColumn += new.glyphs[start].width
            start += 1
        }
        var end = new.glyphs.count
        if old.width == new.width {
            var oldEnd = old.glyphs.count
            while end > start, oldEnd > start, old.glyphs[oldEnd - 1] == new.glyphs[end - 1] {
                (end, oldEnd) = (end - 1, oldEnd - 1)
            }
        }
        move(to: number, column: startColumn)
        write(new.glyphs[start..<end], columns: columns)
        if old.width > new.width { write("\u{1B}[K") }
    }

    private mutating func write(_ glyphs: ArraySlice<Glyph>, columns: Int) {
        var style = ""
        for glyph in glyphs {
            if glyph.style != style {
                if !style.isEmpty { write("\u{1B}[0m") }
                write(glyph.style)
                style = glyph.style
            }
            bytes += glyph.text.utf8
            column += glyph.width
        }
        if !style.isEmpty { write("\u{1B}[0m") }
        if column >= columns {
            // Whether the terminal has wrapped already or waits for the next character, it is in this row then.
            write("\r")
            column = 0
        }
    }

    private mutating func move(to newRow: Int, column newColumn: Int) {
        if newRow < row {
            write("\u{1B}[\(row - newRow)A")
        } else if newRow > row {
            let existing = min(newRow, max(row, rows.count - 1))
            if existing > row { write("\u{1B}[\(existing - row)B") }
            if newRow > existing {
                for _ in existing..<newRow { write("\r\n") }
                column = 0
            }
        }
        row = newRow
        if newColumn == column { return }
        if newColumn == 0 || newColumn < column { write("\r") }
        let distance = newColumn < column ? newColumn : newColumn - column
        if distance > 0 { write("\u{1B}[\(distance)C") }
        column = newColumn
    }

    private mutating func write(_ text: String) { bytes += text.utf8 }

    private mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
