internal import CLibedit

/// The text that libedit edits, with its cursor. Places are indices of Unicode scalars.
struct EditBuffer {
    let editor: OpaquePointer

    private var line: (start: UnsafePointer<wchar_t>, cursor: Int, count: Int)? {
        guard let line = el_wline(editor)?.pointee, let start = line.buffer, let cursor = line.cursor,
            let end = line.lastchar, start <= end
        else { return nil }
        return (start, cursor - start, end - start)
    }

    var scalars: [Unicode.Scalar] {
        guard let line else { return [] }
        return UnsafeBufferPointer(start: line.start, count: line.count).map { WideText.scalar($0) }
    }

    var cursor: Int { max(0, min(line?.cursor ?? 0, count)) }
    var count: Int { line?.count ?? 0 }
    var isEmpty: Bool { count == 0 }

    func move(to place: Int) {
        guard let line else { return }
        _ = el_cursor(editor, CInt(truncatingIfNeeded: place - line.cursor))
    }

    /// Puts text in the place of a range, and the cursor behind it.
    func replace(_ range: Range<Int>, with text: some Collection<Unicode.Scalar>) {
        move(to: range.upperBound)
        if !range.isEmpty { el_deletestr(editor, CInt(truncatingIfNeeded: range.count)) }
        if !text.isEmpty { _ = WideText(text).lend { el_winsertstr(editor, $0) } }
    }

    func insert(_ text: some Collection<Unicode.Scalar>) { replace(cursor..<cursor, with: text) }

    /// Makes the text another one, with the cursor at its end or where it is wanted.
    func set(_ text: some Collection<Unicode.Scalar>, cursor: Int? = nil) {
        replace(0..<count, with: text)
        if let cursor { move(to: cursor) }
    }

    /// libedit's commands can leave its cursor outside its text, and would write there.
    func keepCursorInside() {
        if let line, line.cursor != cursor { move(to: cursor) }
    }
}

/// A text with a cursor, and the lines around it.
struct EditedText: Equatable, Sendable {
    var scalars: [Unicode.Scalar]
    var cursor: Int

    /// Where the cursor's line begins, and where it ends (before its newline).
    var lineStart: Int { (scalars[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    var lineEnd: Int { scalars[cursor...].firstIndex(of: "\n") ?? scalars.count }

    var isOnFirstLine: Bool { lineStart == 0 }
    var isOnLastLine: Bool { lineEnd == scalars.count }

    /// What stands in the line before the cursor.
    var beforeCursor: ArraySlice<Unicode.Scalar> { scalars[lineStart..<cursor] }

    /// Whether there is something before the cursor in its line, and it is all blanks.
    var isInLeadingBlanks: Bool { cursor > lineStart && beforeCursor.allSatisfy { $0 == " " } }

    /// The place in the line above or below at a column, or nil if there is none.
    func place(lines: Int, column: Int) -> Int? {
        if lines < 0 {
            guard !isOnFirstLine else { return nil }
            let above = EditedText(scalars: scalars, cursor: lineStart - 1)
            return min(above.lineStart + column, above.lineEnd)
        }
        guard !isOnLastLine else { return nil }
        let below = EditedText(scalars: scalars, cursor: lineEnd + 1)
        return min(below.lineStart + column, below.lineEnd)
    }

    /// The start of the word before the cursor: letters, digits and underscores, or all that is not blank.
    func wordStart(blanksOnly: Bool) -> Int {
        let isWord = { (scalar: Unicode.Scalar) in
            blanksOnly
                ? !scalar.properties.isWhitespace
                : scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        var place = cursor
        while place > 0, !isWord(scalars[place - 1]) { place -= 1 }
        while place > 0, isWord(scalars[place - 1]) { place -= 1 }
        return place
    }
}

extension EditBuffer {
    var edited: EditedText { EditedText(scalars: scalars, cursor: cursor) }
}
