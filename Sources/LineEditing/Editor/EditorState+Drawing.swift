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
