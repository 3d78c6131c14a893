internal import CLibedit
internal import Platform

extension EditorState {
    /// Has the terminal mark what is pasted, while the editor waits.
    static let pasteModeOn: [UInt8] = Array("\u{1B}[?2004h".utf8)
    static let pasteModeOff: [UInt8] = Array("\u{1B}[?2004l".utf8)

    /// Shows the cell as it is now.
    func draw(_ buffer: EditBuffer) {
        var new = current(buffer)
        if let list {
            let taken = min(layout(new).textRowCount, max(1, size.rows / 2))
            new.below = list.rows(columns: size.columns, maximum: max(1, size.rows - taken), isStyled: isStyled)
        }
        guard new != shown else { return }
        let layout = layout(new)
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
        (last.rightPrompt, last.below) = ([], [])
        last.text += Array(mark.unicodeScalars)
        last.cursor = last.text.count
        var layout = ScreenLayout(last, columns: size.columns, height: size.rows, firstRow: firstRow)
        if layout.textRowCount > size.rows, layout.textRowCount <= Self.mostRowsLeftBehind {
            // What scrolls away is the whole cell.
            layout = ScreenLayout(last, columns: size.columns)
        }
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

    private func layout(_ content: ScreenContent) -> ScreenLayout {
        ScreenLayout(content, columns: size.columns, height: size.rows, firstRow: firstRow)
    }

    private func current(_ buffer: EditBuffer) -> ScreenContent {
        var new = content
        (new.text, new.cursor) = (buffer.scalars, buffer.cursor)
        if size.columns < Self.narrow { new.rightPrompt = [] }
        if let search {
            (new.text, new.cursor) = (search.shown.scalars, search.shown.cursor)
            new.below = [Glyph.line(search.row, style: isStyled ? Glyph.dim : "")]
        } else if let hint = hint?(new.text.string, new.cursor), size.columns >= Self.narrow {
            new.rightPrompt = Glyph.line(hint, style: isStyled ? Glyph.dim : "")
        }
        return new
    }

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

/// The candidates of a completion in columns, for below the cell.
struct CompletionList: Sendable {
    let candidates: [Candidate]

    /// The rows of the list, filled downwards; when there are too many for the rows, the last one says how many more.
    func rows(columns: Int, maximum: Int, isStyled: Bool) -> [[Glyph]] {
        let cells = candidates.prefix(Self.most).map { cell($0, columns: columns, isStyled: isStyled) }
        let width = (cells.map(\.width).max() ?? 0) + Self.gap
        let perRow = max(1, (columns - 1 + Self.gap) / max(1, width))
        let needed = (candidates.count + perRow - 1) / perRow
        guard needed > maximum else { return arrange(cells, rows: needed, width: width) }
        let rows = max(0, maximum - 1)
        let shown = min(cells.count, rows * perRow)
        let more = "… and \(candidates.count - shown) more"
        return arrange(Array(cells.prefix(shown)), rows: rows, width: width)
            + [Glyph.line(more, style: isStyled ? Glyph.dim : "")]
    }

    /// Between two columns.
    private static let gap = 3
    /// More than fit any screen are not looked at.
    private static let most = 5_000

    private func cell(_ candidate: Candidate, columns: Int, isStyled: Bool) -> [Glyph] {
        let label = Glyph.line(candidate.label)
        guard !candidate.detail.isEmpty else { return label.fitted(to: columns - 1) }
        let detail = Glyph.line(candidate.detail, style: isStyled ? Glyph.dim : "")
        return (label + [.blank] + detail).fitted(to: columns - 1)
    }

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
