internal import Interpreter
internal import LineEditing
internal import Rendering
internal import Syntax

/// The colours of a cell while it is typed. What is known of the lines before a change lasts, so that a key costs what the
/// lines on the screen cost.
final class SourceColors {
    private let workspace: Workspace
    private let table: BuiltinTable
    private let parser: Parser
    private let sequences: [Style: String]

    /// Where a line begins, and what is open there.
    private struct Line {
        var start: Int
        var before: UnfinishedText
    }

    private var text: [Unicode.Scalar] = []
    private var lines = [Line(start: 0, before: UnfinishedText())]

    init(workspace: Workspace, table: BuiltinTable, parser: Parser, scheme: ColorScheme = .standard) {
        (self.workspace, self.table, self.parser) = (workspace, table, parser)
        let styles: [Style] = [.keyword, .number, .string, .comment, .name, .builtin, .bracket, .mistake]
        sequences = Dictionary(
            uniqueKeysWithValues: styles.compactMap { style in
                scheme.opening(style).map { (style, $0) }
            })
    }

    /// A piece of the part, with its place in the text.
    private struct Piece {
        var kind: SourcePiece.Kind
        var range: Range<Int>
        var style: Style
    }

    /// The colours of a part of the text, in its order.
    ///
    /// - Parameter cursor: where it is, in Unicode scalars; the brackets around it stand out, and what is being typed is
    ///   no mistake yet. Nil for a cell that is finished.
    func colors(of new: [Unicode.Scalar], cursor: Int?, in part: Range<Int>) -> [TextColor] {
        follow(new)
        var place = lines.lastIndex { $0.start <= part.lowerBound } ?? 0
        var pieces: [Piece] = []
        while place < lines.count, lines[place].start < part.upperBound || lines[place].start == part.lowerBound {
            let found = readLine(place, cursor: cursor)
            place += 1
            // Lines above the part are read for what they leave open.
            if place == lines.count || lines[place].start > part.lowerBound { pieces += found }
        }
        if let cursor { markBrackets(around: cursor, in: &pieces) }
        markMistake(cursor: cursor, part, in: &pieces)
        return pieces.compactMap { piece in
            sequences[piece.style].map { TextColor(piece.range, $0) }
        }
    }

    /// Keeps what is known of the lines before the change.
    private func follow(_ new: [Unicode.Scalar]) {
        let shared = text.sharedStart(with: new)
        text = new
        while let last = lines.last, last.start > shared, lines.count > 1 { lines.removeLast() }
    }

    /// The pieces of a line; the line after it is known then, too.
    private func readLine(_ number: Int, cursor: Int?) -> [Piece] {
        let start = lines[number].start
        let end = text[start...].firstIndex(of: "\n") ?? text.count
        var state = lines[number].before
        let line = text[start..<end]
        let bytes = Array(String(String.UnicodeScalarView(line)).utf8)
        let found = state.takePieces(of: bytes, parser.commands)
        if number + 1 == lines.count, end < text.count { lines.append(Line(start: end + 1, before: state)) }
        let offsets = Offsets(bytes, isASCII: bytes.count == line.count)
        let isEdited = cursor.map { start...end ~= $0 } ?? false
        return found.map { piece in
            let range = start + offsets[piece.range.start]..<start + offsets[min(piece.range.end, bytes.count)]
            let word = { String(decoding: bytes[piece.range.start..<piece.range.end], as: UTF8.self) }
            return Piece(kind: piece.kind, range: range, style: style(of: piece.kind, isEdited: isEdited, word))
        }
    }

    private func style(of kind: SourcePiece.Kind, isEdited: Bool, _ word: () -> String) -> Style {
        switch kind {
        case .name(isMember: false):
            let name = word().asIdentifier
            if workspace.value(name) != nil { return .name }
            return table.meaning(of: name) != nil ? .builtin : .plain
        case .unclosed: return isEdited ? .string : .mistake
        default: return CodeText.style(of: kind)
        }
    }

    // MARK: - Brackets and mistakes

    /// Has the bracket at the cursor and its other one stand out, if both are in the part: the one before which it is, or
    /// else the closing one behind which it is.
    private func markBrackets(around cursor: Int, in pieces: inout [Piece]) {
        var (open, found) = ([Int](), (pair: (Int, Int)?.none, isBefore: false))
        for (index, piece) in pieces.enumerated() {
            switch piece.kind {
            case .opener: open.append(index)
            case .closer:
                guard let opener = open.popLast() else { continue }
                let isBefore = cursor == pieces[opener].range.lowerBound || cursor == piece.range.lowerBound
                if isBefore || (cursor == piece.range.upperBound && !found.isBefore) {
                    found = ((opener, index), isBefore)
                }
            default: break
            }
        }
        guard let (opener, closer) = found.pair else { return }
        pieces[opener].style = .bracket
        pieces[closer].style = .bracket
    }

    /// A longer cell isn't parsed with each key.
    private static let longestParsed = 2_000

    /// Marks what the parser can't read, unless it is what is being typed.
    private func markMistake(cursor: Int?, _ part: Range<Int>, in pieces: inout [Piece]) {
        guard text.count <= Self.longestParsed else { return }
        let source = String(String.UnicodeScalarView(text))
        guard case .invalid(let mistake) = parser.completeness(of: source + "\n") else { return }
        let bytes = Array(source.utf8)
        let offsets = Offsets(bytes, isASCII: bytes.count == text.count)
        let range = offsets[min(mistake.range.start, bytes.count)]..<offsets[min(mistake.range.end, bytes.count)]
        let behind = text[range.upperBound...].contains { !$0.properties.isWhitespace }
        guard !range.isEmpty, behind, cursor.map({ $0 < range.lowerBound || $0 > range.upperBound }) ?? true else {
            return
        }
        var isMarked = false
        for index in pieces.indices where pieces[index].range.overlaps(range) {
            pieces[index].style = .mistake
            isMarked = true
        }
        guard !isMarked, part.overlaps(range) else { return }
        // A sign is no piece of its own.
        let place = pieces.firstIndex { $0.range.lowerBound >= range.upperBound } ?? pieces.count
        pieces.insert(Piece(kind: .mistake, range: range, style: .mistake), at: place)
    }

    /// The scalars before each byte of a text.
    private struct Offsets {
        private var counts: [Int] = []

        init(_ bytes: [UInt8], isASCII: Bool) {
            guard !isASCII else { return }
            counts.reserveCapacity(bytes.count + 1)
            var count = 0
            for byte in bytes {
                if byte & 0xC0 != 0x80 { count += 1 }
                counts.append(count - 1)
            }
            counts.append(count)
        }

        subscript(byte: Int) -> Int { counts.isEmpty ? byte : counts[byte] }
    }
}
