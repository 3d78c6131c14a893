/// What a terminal shows after the bytes it was sent: as much of xterm as the editor uses.
struct Screen {
    private(set) var columns: Int
    private var rows: [[String]] = [[]]
    private(set) var row = 0
    private(set) var column = 0
    private var wrapsNext = false
    private var inserts = false
    /// Whether pastes come between marks.
    private(set) var acceptsPastes = false
    private var sequence: [UInt8]?
    private var undecoded: [UInt8] = []
    /// Control sequences that this screen knows nothing of; a test that meets one can't trust the picture.
    private(set) var unknownSequences: [String] = []

    init(columns: Int) {
        self.columns = columns
    }

    /// The rows without trailing blanks, down to the last that has been used.
    var lines: [String] {
        rows.map { cells in
            let text = cells.joined()
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// All that is shown, with the blanks at the ends of rows that were written there.
    var text: String { rows.map { $0.joined() }.joined(separator: "\n") }

    /// Gives the window another width; what stands beyond it is cut off, as xterm does.
    mutating func resize(columns: Int) {
        self.columns = columns
        rows = rows.map { Array($0.prefix(columns)) }
        column = min(column, columns - 1)
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if sequence != nil {
                continueSequence(byte)
            } else if byte < 0x20 || byte == 0x7F {
                control(byte)
            } else {
                undecoded.append(byte)
                let length = byte < 0x80 ? 1 : undecoded[0] >= 0xF0 ? 4 : undecoded[0] >= 0xE0 ? 3 : 2
                if undecoded.count == length {
                    for scalar in String(decoding: undecoded, as: UTF8.self).unicodeScalars { put(scalar) }
                    undecoded = []
                }
            }
        }
    }

    static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x0300...0x036F: 0
        case 0x1100...0x115F, 0x2E80...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x1F300...0x1FAFF: 2
        default: 1
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Self.width(scalar)
        if width == 0 { return combine(scalar) }
        if wrapsNext || column + width > columns {
            column = 0
            lineFeed()
        }
        extend(to: column + width)
        let cells = [String(Character(scalar))] + Array(repeating: "", count: width - 1)
        if inserts {
            rows[row].insert(contentsOf: cells, at: column)
            rows[row] = Array(rows[row].prefix(columns))
        } else {
            rows[row].replaceSubrange(column..<column + width, with: cells)
        }
        column += width
        wrapsNext = column >= columns
        if wrapsNext { column = columns - 1 }
    }

    /// Adds a mark to the character before the cursor.
    private mutating func combine(_ scalar: Unicode.Scalar) {
        let end = min(rows[row].count, wrapsNext ? column + 1 : column)
        guard let place = rows[row][..<end].lastIndex(where: { !$0.isEmpty }) else { return }
        rows[row][place].unicodeScalars.append(scalar)
    }

    private mutating func extend(to count: Int) {
        while rows[row].count < count { rows[row].append(" ") }
    }

    private mutating func lineFeed() {
        wrapsNext = false
        row += 1
        if row == rows.count { rows.append([]) }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x0D: (column, wrapsNext) = (0, false)
        case 0x0A: lineFeed()
        case 0x08: (column, wrapsNext) = (max(0, column - 1), false)
        case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
        case 0x07: break
        case 0x1B: sequence = []
        default: unknownSequences.append("control \(byte)")
        }
    }

    private mutating func continueSequence(_ byte: UInt8) {
        guard var bytes = sequence else { return }
        bytes.append(byte)
        sequence = bytes
        guard bytes[0] == UInt8(ascii: "[") else {
            sequence = nil
            unknownSequences.append(String(decoding: bytes, as: UTF8.self))
            return
        }
        if bytes.count > 1, (0x40...0x7E).contains(byte) {
            sequence = nil
            perform(
                String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self), final: Character(Unicode.Scalar(byte)))
        }
    }

    private mutating func perform(_ parameters: String, final: Character) {
        let count = max(1, Int(parameters) ?? 1)
        wrapsNext = false
        switch final {
        case "A": row = max(0, row - count)
        case "B":
            row += count
            while row >= rows.count { rows.append([]) }
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "G": column = min(columns - 1, count - 1)
        case "K": rows[row] = Array(rows[row].prefix(column))
        case "J" where parameters == "2": for index in rows.indices { rows[index] = [] }
        case "J":
            rows[row] = Array(rows[row].prefix(column))
            for below in rows.indices.dropFirst(row + 1) { rows[below] = [] }
        case "P": rows[row].removeSubrange(min(column, rows[row].count)..<min(column + count, rows[row].count))
        case "@":
            extend(to: column)
            rows[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
            rows[row] = Array(rows[row].prefix(columns))
        case "h" where parameters == "4": inserts = true
        case "l" where parameters == "4": inserts = false
        case "h" where parameters == "?2004": acceptsPastes = true
        case "l" where parameters == "?2004": acceptsPastes = false
        case "H": (row, column) = (0, 0)
        case "m": break
        default: unknownSequences.append("\(parameters)\(final)")
        }
    }
}
