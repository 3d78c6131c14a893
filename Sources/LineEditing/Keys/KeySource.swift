internal import CLibedit
internal import Platform

/// Where libedit gets its keys. Before it waits for one, the cell is drawn; so a burst of keys is drawn once.
///
/// Only characters and the sequences that are bound go on to libedit. Three characters that no keyboard sends stand for
/// what isn't a character of the keyboard's.
enum KeySource {
    /// Text has been pasted, and waits in the state.
    static let paste: wchar_t = 0x81
    /// Escape by itself, where the keys are vi's.
    static let escape: wchar_t = 0x82

    /// Reads the next key, as libedit's `EL_GETCFN` asks: gives 1 and the key, 0 at the end.
    static func nextKey(_ editor: OpaquePointer?, _ key: UnsafeMutablePointer<wchar_t>?) -> CInt {
        guard let editor, let state = EditorState.of(editor), let key else { return 0 }
        let buffer = EditBuffer(editor: editor)
        while true {
            buffer.keepCursorInside()
            let text = buffer.edited
            state.keepScreen(editor, text)
            state.undo.note(text)
            let continuesSequence = !state.queue.isEmpty
            guard let character = state.nextKey(buffer) else { return 0 }
            if !continuesSequence { state.keyCount += 1 }
            defer { state.lastKey = character }
            if !continuesSequence, state.inserts(character, buffer) { continue }
            key.pointee = character
            return 1
        }
    }
}

extension EditorState {
    /// A text longer than this takes characters without libedit, which goes through all of it to draw where nobody looks.
    private static let longText = 4_000

    /// Whether characters go into the text without libedit; only emacs's keys are the same in all that they do.
    func insertsItself(into buffer: EditBuffer) -> Bool { !hasViKeys && buffer.count > Self.longText }

    /// Puts a character into a long text, unless a command waits for it.
    fileprivate func inserts(_ key: wchar_t, _ buffer: EditBuffer) -> Bool {
        guard insertsItself(into: buffer), !asksForKey, lastKey != wchar_t(Self.escape), lastKey != Self.control("X")
        else { return false }
        let scalar = WideText.scalar(key)
        guard scalar.value >= 0xA0 || 0x20..<0x7F ~= scalar.value else { return false }
        buffer.insert([scalar])
        return true
    }

    /// The next character for libedit, with vi's keys as they are meant within a line.
    fileprivate func nextKey(_ buffer: EditBuffer) -> wchar_t? {
        let isQueued = !queue.isEmpty
        guard let character = nextCharacter(buffer) else { return nil }
        guard hasViKeys, !asksForKey else { return character }
        if sequenceRest > 0 {
            sequenceRest -= 1
            return character
        }
        if !isQueued, !queue.isEmpty {
            sequenceRest = queue.count
            return character
        }
        var keys = [character]
        if !isQueued {
            if character == 0x2E { viKeys.endCommand(buffer.scalars) }
            var next: wchar_t?
            if viKeys.waits(for: character) {
                next = nextCharacter(buffer)
                if next == nil { return nil }
            }
            // What came as a sequence is itself.
            let rest = queue
            keys =
                rest.isEmpty
                ? viKeys.translated(character, next, in: buffer.edited) : [character] + (next.map { [$0] } ?? [])
            queue = Array(keys.dropFirst()) + rest
        }
        guard let first = keys.first else { return nextKey(buffer) }
        viKeys.follow(first, buffer.scalars)
        return first
    }

    private static func control(_ letter: Unicode.Scalar) -> wchar_t { wchar_t(letter.value ^ 0x40) }

    /// The next key, for a command that goes on with it; nil at the end of the input.
    func askForKey(_ buffer: EditBuffer) -> wchar_t? {
        asksForKey = true
        defer { asksForKey = false }
        var key: wchar_t = 0
        return el_wgetc(buffer.editor, &key) == 1 ? key : nil
    }
}

extension EditorState {
    private static let interrupt: wchar_t = 3
    private static let escape: UInt8 = 0x1B
    /// How long (in milliseconds) the rest of a key's sequence may take.
    private static let sequencePatience: CInt = 40
    /// How long nothing must have been typed before the history is brought in unasked.
    private static let idleTime: CInt = 300

    /// Keeps libedit's drawing, which nobody sees, from writing beyond the rows that it has room for: it loses its place in
    /// texts taller than its screen, and then goes wrong when a row is full. So its rows are long, and it finds its place
    /// anew before one can be full.
    fileprivate func keepScreen(_ editor: OpaquePointer, _ text: EditedText) {
        if keyCount == 0 {
            WideText("16384").lend { columns in
                WideText("2").lend { _ = clibedit_set_screen(editor, columns, $0) }
            }
        }
        if text.cursor - text.lineStart > Self.longLine { _ = clibedit_refresh(editor) }
    }

    /// Less than half of the columns that libedit is told of: a character may take two.
    private static let longLine = 8_000

    /// The next character for libedit; nil at the end of the input, or when the process is to end.
    fileprivate func nextCharacter(_ buffer: EditBuffer) -> wchar_t? {
        while outcome == nil {
            if !queue.isEmpty { return queue.removeFirst() }
            if let number = ReadSignals.takeEnding() {
                outcome = .terminated(signal: number)
                return nil
            }
            if ReadSignals.take(SIGINT) { return Self.interrupt }
            followWindow(buffer)
            guard waitForByte(buffer) else { continue }
            guard let byte = input.take() else { return nil }
            replaceIndentation(buffer, before: byte)
            if let character = character(byte) { return character }
        }
        return nil
    }

    /// Acts on the signals that ask for the cell to be drawn again.
    private func followWindow(_ buffer: EditBuffer) {
        if ReadSignals.take(SIGTSTP) { suspend(buffer, wholeJob: false) }
        if ReadSignals.take(SIGCONT) {
            // The shell has set the terminal to its own mode.
            _ = clibedit_prepare_terminal(buffer.editor, 0)
            _ = clibedit_prepare_terminal(buffer.editor, 1)
            drawAfresh(buffer)
        }
        if ReadSignals.take(SIGWINCH) { resize(buffer) }
    }

    /// Waits until there is a byte, drawing the cell if there is none yet; false when a signal came instead.
    private func waitForByte(_ buffer: EditBuffer) -> Bool {
        if input.wait(milliseconds: automatic.isFresh ? AutomaticIndentation.patience : 0) == .ready { return true }
        automatic.end()
        draw(buffer)
        if !history.isLoaded {
            switch input.wait(milliseconds: Self.idleTime) {
            case .timeout:
                loadHistory()
                // It may hold what the text goes on with.
                draw(buffer)
            case .signal: return false
            case .ready, .ended: return true
            }
        }
        return input.wait() != .signal
    }

    /// The character that a byte completes, if it is one to go on.
    private func character(_ byte: UInt8) -> wchar_t? {
        isLoneEscape = false
        if byte == Self.escape { return escapeSequence() }
        guard let scalar = decoder.take(byte), !(0x80..<0xA0 ~= scalar.value) else { return nil }
        return wchar_t(truncatingIfNeeded: scalar.value)
    }

    /// Reads what follows Escape.
    private func escapeSequence() -> wchar_t? {
        let escape = wchar_t(Self.escape)
        guard let byte = nextOfSequence() else {
            isLoneEscape = true
            return hasViKeys ? KeySource.escape : escape
        }
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "O"): return sequence(byte)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            if input.wait(milliseconds: 0) == .ready {
                skipString()
                return nil
            }
        case Self.escape:
            // Some terminals send Alt with an arrow as an Escape before its sequence.
            input.giveBack([byte])
            return hasViKeys ? KeySource.escape : nil
        default: break
        }
        input.giveBack([byte])
        let isEnter = byte == 0x0D || byte == 0x0A
        return hasViKeys && !isEnter ? KeySource.escape : escape
    }

    /// Reads the rest of a control sequence, and gives the first of its characters if it is bound.
    private func sequence(_ introducer: UInt8) -> wchar_t? {
        var bytes = [introducer]
        while let byte = nextOfSequence() {
            guard byte >= 0x20, byte < 0x7F else {
                input.giveBack([byte])
                return nil
            }
            bytes.append(byte)
            let isFinal = byte >= 0x40 && !(bytes.count == 2 && introducer == byte)
            if isFinal || bytes.count > 32 || (introducer != UInt8(ascii: "[") && byte >= 0x40) { break }
        }
        let name = String(decoding: bytes, as: UTF8.self)
        if name == KeySequences.pasteStart { return readPaste() }
        guard KeySequences.commands[name] != nil else { return nil }
        queue = bytes.map { wchar_t($0) }
        return wchar_t(Self.escape)
    }

    private func nextOfSequence() -> UInt8? {
        input.wait(milliseconds: Self.sequencePatience) == .ready ? input.take() : nil
    }

    /// Skips a string that a terminal sends as an answer, up to BEL or `ESC \`.
    private func skipString() {
        var last: UInt8 = 0
        while let byte = nextOfSequence() {
            if byte == 7 || (last == Self.escape && byte == UInt8(ascii: "\\")) { return }
            last = byte
        }
    }

    /// Reads what is pasted, to its end: the terminal's mark, or Ctrl-C where the mark doesn't come.
    private func readPaste() -> wchar_t? {
        var bytes: [UInt8] = []
        var searched = 0
        while true {
            let wait = input.wait(milliseconds: bytes.last == 3 ? Self.sequencePatience : nil)
            if wait == .signal {
                if ReadSignals.take(SIGINT) { break }
                if let number = ReadSignals.takeEnding() {
                    outcome = .terminated(signal: number)
                    return nil
                }
                continue
            }
            if wait == .timeout { break }
            guard let block = input.takeBlock() else { break }
            bytes += block
            if let end = Self.endOfPaste(bytes, from: &searched) {
                input.giveBack(bytes[(end + KeySequences.pasteEnd.count)...])
                bytes.removeSubrange(end...)
                break
            }
        }
        pasted = PastedText.scalars(of: bytes)
        return KeySource.paste
    }

    private static func endOfPaste(_ bytes: [UInt8], from start: inout Int) -> Int? {
        let mark = KeySequences.pasteEnd
        while start + mark.count <= bytes.count {
            if bytes[start] == Self.escape, bytes[start...].starts(with: mark) { return start }
            start += 1
        }
        return nil
    }
}

/// The escape sequences that terminals send for their keys, and the command each is bound to.
enum KeySequences {
    /// The command of each sequence. What is not in here is swallowed whole.
    static let commands: [String: String] = {
        var commands: [String: String] = [:]
        let moves = [
            ("A", "descent-up"), ("B", "descent-down"), ("C", "descent-right"), ("D", "ed-prev-char"),
            ("H", "descent-line-start"), ("F", "descent-line-end"),
        ]
        let words = ["C": "descent-word-right", "D": "ed-prev-word"]
        for (final, command) in moves {
            for introducer in ["[", "O"] { commands[introducer + final] = command }
            // 2 is Shift, 3 Alt, 5 Control, and so on; with any but Shift alone the arrows go by words.
            for modifier in 2...8 {
                commands["[1;\(modifier)\(final)"] = modifier == 2 ? command : words[final] ?? command
            }
        }
        // What rxvt, PuTTY and the Linux console send.
        commands.merge(["[1~": "descent-line-start", "[7~": "descent-line-start"]) { $1 }
        commands.merge(["[4~": "descent-line-end", "[8~": "descent-line-end"]) { $1 }
        commands.merge(["Oc": "descent-word-right", "Od": "ed-prev-word", "[5C": "descent-word-right"]) { $1 }
        commands.merge(["[5D": "ed-prev-word", "OM": "descent-enter"]) { $1 }
        commands.merge(["[3~": "descent-delete", "[3;3~": "em-delete-next-word"]) { $1 }
        commands.merge(["[3;5~": "em-delete-next-word"]) { $1 }
        for (modifier, command) in [(2, "descent-newline"), (3, "descent-run"), (5, "descent-newline")] {
            commands["[13;\(modifier)u"] = command
            commands["[27;\(modifier);13~"] = command
        }
        commands["[Z"] = "descent-complete-back"
        // Keys that do nothing unless the user's settings say so: Insert, Page Up and Down, F1 to F12.
        let idle =
            ["2", "5", "6", "11", "12", "13", "14", "15", "17", "18", "19", "20", "21", "23", "24"].map { "[\($0)~" }
            + ["OP", "OQ", "OR", "OS", "[[A", "[[B", "[[C", "[[D", "[[E", "[a", "[b", "[c", "[d"]
            + (2...8).flatMap { modifier in ["[5;\(modifier)~", "[6;\(modifier)~", "[2;\(modifier)~"] }
        for sequence in idle { commands[sequence] = "ed-ignore" }
        return commands
    }()

    /// The sequence that begins a paste, and the bytes that end one.
    static let pasteStart = "[200~"
    static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
}

/// What a terminal sent as pasted, made into text.
enum PastedText {
    /// The text of pasted bytes: newlines for CR and CRLF, tabs kept, other control characters and what is no UTF-8
    /// dropped.
    static func scalars(of bytes: some Sequence<UInt8>) -> [Unicode.Scalar] {
        var decoder = CharacterDecoder()
        var scalars: [Unicode.Scalar] = []
        var isAfterReturn = false
        for byte in bytes {
            guard let scalar = decoder.take(byte) else { continue }
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n": if !isAfterReturn { scalars.append("\n") }
            case "\t": scalars.append(scalar)
            default: if scalar.value >= 0xA0 || 0x20..<0x7F ~= scalar.value { scalars.append(scalar) }
            }
            isAfterReturn = scalar == "\r"
        }
        return scalars
    }

    /// Text copied from a transcript, a doctest or an indented block as it would be typed: without the prompts before its
    /// lines, and without the blanks that all its lines begin with.
    static func withoutSurroundings(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false).map { withoutPrompt($0) }
        let common = lines.filter { !$0.allSatisfy(isBlank) }.map { $0.prefix(while: isBlank) }.reduce(nil, shared)
        let width = common?.count ?? 0
        return Array(
            lines.map { $0.allSatisfy(isBlank) ? $0.dropFirst(width) : $0.dropFirst(width) }
                .joined(separator: ["\n"]))
    }

    private typealias Line = ArraySlice<Unicode.Scalar>

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    private static func shared(_ first: Line?, _ second: Line) -> Line? {
        guard let first else { return second }
        return first.prefix(zip(first, second).prefix { $0 == $1 }.count)
    }

    /// The line behind `>>> `, `... `, `In [1]: ` or `   ...: `, after any blanks.
    private static func withoutPrompt(_ line: Line) -> Line {
        let text = line.drop(while: isBlank)
        for marker in [">>>", "..."] where text.starts(with: marker.unicodeScalars) {
            let rest = text.dropFirst(3)
            if rest.isEmpty { return rest }
            if rest.first == " " { return rest.dropFirst() }
        }
        if text.starts(with: "...:".unicodeScalars) { return behindColon(text.dropFirst(4)) }
        guard text.starts(with: "In [".unicodeScalars) else { return line }
        let digits = text.dropFirst(4)
        let rest = digits.drop { ("0"..."9").contains($0) }
        guard rest.count < digits.count, rest.starts(with: "]:".unicodeScalars) else { return line }
        return behindColon(rest.dropFirst(2))
    }

    private static func behindColon(_ rest: Line) -> Line { rest.first == " " ? rest.dropFirst() : rest }
}
