internal import Platform

/// Styled text wrapped to a width: at blanks, and between characters in scripts without blanks.
struct StyledWords {
    /// A unit after which a line may be broken.
    private enum Piece {
        /// A word that stays together, and its columns.
        case word(Markup, columns: Int)
        /// A blank, dropped at the end of a line.
        case blank
        case lineBreak
    }

    private var pieces: [Piece] = []
    /// Whether the next character belongs to the last word.
    private var isInWord = false

    /// Makes an empty text.
    init() {}

    /// Appends text; a newline in it ends the line.
    mutating func append(_ text: String, _ style: Style) {
        for character in text {
            if character == "\n" {
                pieces.append(.lineBreak)
                isInWord = false
            } else if character.isWhitespace, !Self.fixedBlanks.contains(character) {
                if case .word? = pieces.last { pieces.append(.blank) }
                isInWord = false
            } else if Self.closers.contains(character) {
                add(character, style, joins: true)
                isInWord = false
            } else if Self.standsAlone(character) {
                add(character, style, joins: isInWord && endsInOpener)
                isInWord = Self.openers.contains(character)
            } else {
                add(character, style, joins: isInWord)
                isInWord = true
            }
        }
    }

    /// Appends other words after a blank or a line break.
    mutating func append(_ other: StyledWords) {
        pieces += other.pieces
        isInWord = other.isInWord
    }

    private mutating func add(_ character: Character, _ style: Style, joins: Bool) {
        let columns = DisplayWidth.columns(of: Markup.escaped(String(character)))
        guard joins, case .word(var word, let before)? = pieces.last else {
            return pieces.append(.word(Markup(String(character), style), columns: columns))
        }
        // This makes the word uniquely referenced, so that it grows in place.
        pieces[pieces.count - 1] = .blank
        word.append(String(character), style)
        pieces[pieces.count - 1] = .word(word, columns: before + columns)
    }

    private var endsInOpener: Bool {
        guard case .word(let word, _)? = pieces.last, let last = word.spans.last?.text.last else { return false }
        return Self.openers.contains(last)
    }

    /// Non-breaking blanks.
    private static let fixedBlanks: Set<Character> = ["\u{A0}", "\u{202F}"]

    /// Whether a line may be broken before and after a character: in Chinese and Japanese, which have no blanks.
    private static func standsAlone(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, scalar.value >= 0x2E80 else { return false }
        // Korean has blanks.
        if 0xAC00...0xD7A3 ~= scalar.value || scalar.properties.isEmoji { return false }
        return DisplayWidth.columns(of: scalar) == 2
    }

    /// Characters that can't begin a line.
    private static let closers: Set<Character> = [
        "、", "。", "，", "．", "：", "；", "！", "？", "）", "」", "』", "】", "〉", "》", "〕", "］", "｝", "ー", "々", "・",
    ]
    /// Characters that can't end a line.
    private static let openers: Set<Character> = ["（", "「", "『", "【", "〈", "《", "〔", "［", "｛"]

    /// The lines, each of at most `width` columns; a longer word gets its own line, or is split with `cutsWords`.
    func lines(width: Int, cutsWords: Bool = false) -> [Markup] {
        var lines: [Markup] = []
        var (line, columns, isBlankPending) = (Markup(), 0, false)
        func end() {
            lines.append(line)
            (line, columns, isBlankPending) = (Markup(), 0, false)
        }
        for piece in pieces {
            switch piece {
            case .lineBreak: end()
            case .blank: isBlankPending = columns > 0
            case .word(let word, let own):
                if columns > 0, columns + (isBlankPending ? 1 : 0) + own > width { end() }
                if isBlankPending {
                    line.append(" ", Self.blankStyle(line, word))
                    columns += 1
                    isBlankPending = false
                }
                if cutsWords, own > width {
                    let parts = word.pieces(columns: width)
                    lines += parts.dropLast()
                    (line, columns) = (parts.last ?? "", (parts.last ?? "").displayWidth)
                } else {
                    line += word
                    columns += own
                }
            }
        }
        if columns > 0 || lines.isEmpty { end() }
        return lines
    }

    /// A blank between two words of one style has that style too, so that the underline of a link isn't broken.
    private static func blankStyle(_ line: Markup, _ word: Markup) -> Style {
        guard let before = line.spans.last?.style, before == word.spans.first?.style else { return .plain }
        return before
    }

    /// The columns of its longest line, broken nowhere but where it must be.
    var columns: Int {
        var (line, widest) = (0, 0)
        for piece in pieces {
            switch piece {
            case .lineBreak: line = 0
            case .blank: line += 1
            case .word(_, let own):
                line += own
                widest = max(widest, line)
            }
        }
        return widest
    }
}
