internal import Platform

/// Styled text in lines of a width: broken at blanks, and between the characters of scripts that have none.
struct StyledWords {
    /// What a line may be broken behind.
    private enum Piece {
        /// What stays together, and its columns.
        case word(Markup, columns: Int)
        /// A blank, which goes where a line ends.
        case blank
        case lineBreak
    }

    private var pieces: [Piece] = []
    /// Whether what comes next belongs to the last word.
    private var isInWord = false

    /// A text without words.
    init() {}

    /// Adds text; a newline in it ends the line.
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

    /// Adds other words behind a blank or a line end.
    mutating func append(_ other: StyledWords) {
        pieces += other.pieces
        isInWord = other.isInWord
    }

    private mutating func add(_ character: Character, _ style: Style, joins: Bool) {
        let columns = DisplayWidth.columns(of: Markup.escaped(String(character)))
        guard joins, case .word(var word, let before)? = pieces.last else {
            return pieces.append(.word(Markup(String(character), style), columns: columns))
        }
        // Nobody else holds the word then, and it grows where it is.
        pieces[pieces.count - 1] = .blank
        word.append(String(character), style)
        pieces[pieces.count - 1] = .word(word, columns: before + columns)
    }

    private var endsInOpener: Bool {
        guard case .word(let word, _)? = pieces.last, let last = word.spans.last?.text.last else { return false }
        return Self.openers.contains(last)
    }

    /// Blanks at which no line ends.
    private static let fixedBlanks: Set<Character> = ["\u{A0}", "\u{202F}"]

    /// Whether a line may be broken before and behind a character: those of Chinese and Japanese, which have no blanks.
    private static func standsAlone(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, scalar.value >= 0x2E80 else { return false }
        // Korean has blanks.
        if 0xAC00...0xD7A3 ~= scalar.value || scalar.properties.isEmoji { return false }
        return DisplayWidth.columns(of: scalar) == 2
    }

    /// Characters that begin no line.
    private static let closers: Set<Character> = [
        "、", "。", "，", "．", "：", "；", "！", "？", "）", "」", "』", "】", "〉", "》", "〕", "］", "｝", "ー", "々", "・",
    ]
    /// Characters that end no line.
    private static let openers: Set<Character> = ["（", "「", "『", "【", "〈", "《", "〔", "［", "｛"]

    /// The lines, each of at most so many columns; a longer word has a line of its own, or is cut into several.
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

    /// A blank between two words of one style has it, too: the line under a link doesn't break.
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
