internal import CLibedit
internal import Platform

/// Follows vi's keys from outside of libedit, whose commands take a whole cell for one line, and whose key that repeats a
/// change is left out: in command mode some keys become characters that no keyboard sends, to which commands of our own
/// are bound.
struct ViKeys: Sendable {
    /// What the next key is.
    private enum Mode: Sendable { case typing, command, count, operand, argument }

    private var mode = Mode.typing
    /// Whether what is typed after the present keys is text: they are `c` with a motion.
    private var changesText = false
    /// The keys of the present command, as libedit got them, and those of the last that changed something.
    private var keys: [wchar_t] = []
    private(set) var lastChange: [wchar_t] = []
    private var before: [Unicode.Scalar] = []
    private var isRepeating = false

    /// The commands within a line, and the character that each is bound to.
    static let commands: [(key: wchar_t, name: String)] = [
        (0x83, "descent-vi-line-start"), (0x84, "descent-vi-line-end"), (0x85, "descent-vi-first-letter"),
        (0x86, "descent-vi-delete-line"), (0x87, "descent-vi-delete-to-end"), (0x88, "descent-vi-delete-to-start"),
        (0x89, "descent-vi-delete-to-letter"), (0x8A, "descent-vi-clear-line"), (0x8B, "descent-vi-append"),
        (0x8C, "descent-vi-insert"),
    ]

    /// Keys that mean one of those by themselves.
    private static let alone: [Unicode.Scalar: [wchar_t]] = [
        "0": [0x83], "$": [0x84], "^": [0x85], "D": [0x87], "C": [0x87, insert],
        "A": [0x8B, insert], "I": [0x8C, insert],
    ]
    /// And those that do behind `d` or `c`.
    private static let behind: [Unicode.Scalar: wchar_t] = ["$": 0x87, "0": 0x88, "^": 0x89]

    private static let insert = wchar_t(0x69)
    private static let append = wchar_t(0x61)
    /// Keys that go to the end of the text: in its last line libedit's own are right, which go behind its last character.
    private static let ofLastLine: Set<Unicode.Scalar> = ["A", "C", "D", "$"]

    /// Whether a key is held back until the next one is known.
    func waits(for key: wchar_t) -> Bool { mode == .command && (key == 0x64 || key == 0x63) }

    /// What libedit gets for a key, and for the one behind it where that was waited for.
    ///
    /// - Parameter text: the text that the key is for.
    mutating func translated(_ key: wchar_t, _ next: wchar_t? = nil, in text: EditedText) -> [wchar_t] {
        guard mode == .command else { return [key] }
        let letter = WideText.scalar(key)
        let isLastLine = text.lineEnd == text.scalars.count
        if isLastLine, Self.ofLastLine.contains(next.map(WideText.scalar) ?? letter) {
            return [key] + (next.map { [$0] } ?? [])
        }
        // Behind a last line that was cleared libedit's cursor goes back by one, unless nothing is left.
        let isEmptied = text.lineStart == 0 && text.indentation == 0
        let begin = isLastLine && !isEmptied ? Self.append : Self.insert
        if next == nil, letter == "S" { return [0x8A, begin] }
        if let next {
            let isChange = letter == "c"
            if next == key { return isChange ? [0x8A, begin] : [0x86] }
            let found = Self.behind[WideText.scalar(next)].map { [$0] + (isChange ? [Self.insert] : []) }
            return found ?? [key, next]
        }
        if letter == "." {
            isRepeating = true
            return lastChange
        }
        return Self.alone[letter] ?? [key]
    }

    /// Follows a key that libedit has got.
    ///
    /// - Parameter text: the text before it did anything.
    mutating func follow(_ key: wchar_t, _ text: [Unicode.Scalar]) {
        if mode == .command { begin(text) }
        keys.append(key)
        let letter = WideText.scalar(key)
        switch mode {
        case .typing: if key == KeySource.escape { mode = .command }
        case .argument: mode = changesText ? .typing : .command
        case .command, .count:
            switch letter {
            case "1"..."9": mode = .count
            case "0" where mode == .count: break
            case "f", "F", "t", "T", "r": mode = .argument
            case "c", "d", "y":
                changesText = letter == "c"
                mode = .operand
            case "i", "I", "a", "A", "s", "S", "C", "R": mode = .typing
            default: mode = .command
            }
        case .operand:
            switch letter {
            case "f", "F", "t", "T": mode = .argument
            case "0"..."9": break
            default: mode = changesText && key != KeySource.escape ? .typing : .command
            }
        }
    }

    /// Begins a command; the one before it is what `.` repeats if it changed the text.
    private mutating func begin(_ text: [Unicode.Scalar]) {
        let first = keys.first.map(WideText.scalar)
        let isOther = first == "u" || first == "." || first == "j" || first == "k" || first == "K" || first == "J"
        if !isRepeating, !isOther, text != before, !keys.isEmpty { lastChange = keys }
        (keys, before, changesText, isRepeating) = ([], text, false, false)
    }

    /// Takes what came so far for a command that has ended, as `.` does, which repeats it.
    mutating func endCommand(_ text: [Unicode.Scalar]) { if mode == .command { begin(text) } }

    /// A new cell begins with what is typed.
    mutating func beginCell() {
        (mode, keys, before, changesText, isRepeating) = (.typing, [], [], false, false)
    }
}

extension EditorState {
    func viDeleteLine(_ buffer: EditBuffer) {
        let text = buffer.edited
        // The last line takes the newline before it along.
        let end = min(text.lineEnd + 1, text.scalars.count)
        let start =
            end == text.scalars.count && text.lineEnd == end && text.lineStart > 0 ? text.lineStart - 1 : text.lineStart
        cut(start..<end, buffer)
        let left = buffer.edited
        buffer.move(to: left.firstLetter)
    }

    func viDelete(_ buffer: EditBuffer, to place: (EditedText) -> Int) {
        let text = buffer.edited
        let end = place(text)
        cut(min(end, text.cursor)..<max(end, text.cursor), buffer)
    }
}

extension EditedText {
    /// The place of the first character in the cursor's line that is no blank.
    var firstLetter: Int { min(lineEnd, lineStart + indentation) }
}
