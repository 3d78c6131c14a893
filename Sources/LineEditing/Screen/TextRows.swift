internal import Platform

/// Where the rows of a text begin on a screen of some width. After a change only the lines that it touches are looked at
/// again, so that a key in a long cell costs what its line costs.
struct TextRows: Equatable, Sendable {
    /// Where a row begins in the text.
    struct Start: Equatable, Sendable {
        var index: Int
        /// The columns of its line that stand in rows before.
        var lineColumn: Int
        /// Whether a prompt comes first.
        var isLine: Bool
    }

    private(set) var text: [Unicode.Scalar]
    private(set) var starts: [Start] = []
    let columns: Int
    /// The columns of the prompts, as far as they leave room for text.
    let firstWidth: Int
    let furtherWidth: Int

    init(_ content: ScreenContent, columns: Int) {
        self.columns = max(1, columns)
        firstWidth = content.prompt.fitted(to: self.columns - 2).width
        furtherWidth = content.continuationPrompt.fitted(to: self.columns - 2).width
        text = content.text
        starts = [Start(index: 0, lineColumn: 0, isLine: true)]
        _ = addRows(from: 0) { _ in false }
    }

    /// Follows a change of the text.
    mutating func update(_ new: [Unicode.Scalar]) {
        let shared = text.sharedStart(with: new)
        if shared == text.count, shared == new.count { return }
        let sharedEnd = text.sharedEnd(with: new, most: min(text.count, new.count) - shared)
        let shift = new.count - text.count
        let changed = text.count - sharedEnd
        text = new
        // The line that the change begins in, and the first one behind it that is as it was.
        guard let line = starts.lastIndex(where: { $0.isLine && $0.index <= shared }) else { return }
        let old = starts[line...]
        let index = starts[line].index
        starts.removeSubrange((line + 1)...)
        var place = old.startIndex
        let kept = addRows(from: index) { start in
            guard start - shift > changed else { return false }
            while place < old.endIndex, old[place].index < start - shift || !old[place].isLine { place += 1 }
            return place < old.endIndex && old[place].index == start - shift
        }
        guard kept else { return }
        starts += old[place...].map { Start(index: $0.index + shift, lineColumn: $0.lineColumn, isLine: $0.isLine) }
    }

    /// Adds the rows of the text from the start of a line on, which is there already, up to the first line that is known.
    ///
    /// - Returns: whether there was one; its own start is not added.
    private mutating func addRows(from start: Int, until isKnown: (Int) -> Bool) -> Bool {
        var column = start == 0 ? firstWidth : furtherWidth
        var lineColumn = 0
        for index in start..<text.count {
            let scalar = text[index]
            if scalar == "\n" {
                if isKnown(index + 1) { return true }
                lineColumn = 0
                starts.append(Start(index: index + 1, lineColumn: 0, isLine: true))
                column = furtherWidth
                continue
            }
            let width = Self.width(of: scalar, lineColumn: lineColumn, room: columns - column, columns: columns)
            if column + width > columns {
                starts.append(Start(index: index, lineColumn: lineColumn, isLine: false))
                column = 0
            }
            column += width
            lineColumn += width
        }
        return false
    }

    /// The row and the column of a place in the text. Where its row is full, it has one of its own, which is added.
    func place(of cursor: Int, _ starts: inout [Start]) -> (row: Int, column: Int) {
        let cursor = max(0, min(cursor, text.count))
        let row = self.row(of: cursor)
        let start = starts[row]
        var column = margin(of: row)
        var lineColumn = start.lineColumn
        for index in start.index..<cursor {
            let width = Self.width(
                of: text[index], lineColumn: lineColumn, room: columns - column, columns: columns)
            column += width
            lineColumn += width
        }
        let isAtLineEnd = cursor == text.count || text[cursor] == "\n"
        guard isAtLineEnd, column >= columns else { return (row, min(column, columns - 1)) }
        starts.insert(Start(index: cursor, lineColumn: lineColumn, isLine: false), at: row + 1)
        return (row + 1, 0)
    }

    /// The row that a place in the text is in.
    private func row(of place: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle].index <= place { low = middle } else { high = middle }
        }
        return low
    }

    private func margin(of row: Int) -> Int {
        guard starts[row].isLine else { return 0 }
        return row == 0 ? firstWidth : furtherWidth
    }

    /// The place in the row above or below that is nearest to a column of the screen; nil if there is no such row.
    func place(rows: Int, from cursor: Int, column goal: Int) -> Int? {
        var starts = starts
        let row = place(of: cursor, &starts).row + rows
        guard starts.indices.contains(row) else { return nil }
        let end = row + 1 < starts.count ? starts[row + 1].index - (starts[row + 1].isLine ? 1 : 0) : text.count
        var column = !starts[row].isLine ? 0 : row == 0 ? firstWidth : furtherWidth
        var lineColumn = starts[row].lineColumn
        for index in starts[row].index..<max(end, starts[row].index) {
            let width = Self.width(
                of: text[index], lineColumn: lineColumn, room: columns - column, columns: columns)
            if width > 0, column + width > goal { return index }
            column += width
            lineColumn += width
        }
        // The end of a row that goes on is the start of the next.
        let goesOn = row + 1 < starts.count && !starts[row + 1].isLine && end > starts[row].index
        return goesOn ? end - 1 : end
    }

    /// The columns of a scalar: a tab reaches to the next stop or the edge, a control character is shown as `^X`.
    static func width(of scalar: Unicode.Scalar, lineColumn: Int, room: Int, columns: Int) -> Int {
        if scalar.value >= 0x20, scalar.value < 0x7F { return 1 }
        if scalar == "\t" {
            let stop = 8 - lineColumn % 8
            return room > 0 ? min(stop, room) : min(stop, columns)
        }
        return min(Glyph.width(of: scalar) ?? 2, columns)
    }
}

extension [Unicode.Scalar] {
    private static let block = 512

    /// How many scalars two texts have in common at their starts.
    public func sharedStart(with other: [Unicode.Scalar]) -> Int {
        let most = Swift.min(count, other.count)
        return withUnsafeBufferPointer { left in
            other.withUnsafeBufferPointer { right in
                guard let first = left.baseAddress, let second = right.baseAddress, first != second else {
                    return most
                }
                var place = 0
                let size = Self.block * MemoryLayout<Unicode.Scalar>.stride
                while place + Self.block <= most, memcmp(first + place, second + place, size) == 0 {
                    place += Self.block
                }
                while place < most, first[place] == second[place] { place += 1 }
                return place
            }
        }
    }

    /// How many scalars two texts have in common at their ends, of at most so many.
    func sharedEnd(with other: [Unicode.Scalar], most: Int) -> Int {
        withUnsafeBufferPointer { left in
            other.withUnsafeBufferPointer { right in
                guard let first = left.baseAddress, let second = right.baseAddress else { return 0 }
                var shared = 0
                let size = Self.block * MemoryLayout<Unicode.Scalar>.stride
                while shared + Self.block <= most {
                    let places = (count - shared - Self.block, other.count - shared - Self.block)
                    guard memcmp(first + places.0, second + places.1, size) == 0 else { break }
                    shared += Self.block
                }
                while shared < most, first[count - shared - 1] == second[other.count - shared - 1] { shared += 1 }
                return shared
            }
        }
    }
}
