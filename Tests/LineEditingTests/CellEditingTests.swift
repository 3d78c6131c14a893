import Platform
import Testing

@testable import LineEditing

extension LineEditorTests {
    /// Cells of several lines, pastes and completion.
    @Suite(.serialized, .timeLimit(.minutes(2)))
    struct Cells {
        private static let left = "\u{1B}[D"
        private static let up = "\u{1B}[A"
        private static let down = "\u{1B}[B"
        private static let alt = "\u{1B}"
        private static let block = "def f(x):\ry = x\rreturn y"

        private func converse(
            columns: Int = 60, rows: Int = 24, settings: String = "", terminalName: String? = "xterm", _ steps: [Step],
            prepare: (inout LineEditor) -> Void = { _ in }
        ) throws -> Conversation<Input> {
            try LineEditingTests.converse(
                columns: columns, rows: rows, settings: settings, terminalName: terminalName, steps
            ) { editor in
                prepare(&editor)
                return editor.readCell(prompt: "In: ", continuationPrompt: "..: ", needsMore: Self.needsMore)
            }
        }

        /// A bracket is open, or a block that no blank line has ended.
        private static func needsMore(_ text: String) -> Bool {
            let depth = text.reduce(0) { $0 + ($1 == "[" ? 1 : $1 == "]" ? -1 : 0) }
            let opensBlock = text.split(separator: "\n").contains { $0.hasSuffix(":") }
            return depth > 0 || (opensBlock && !text.hasSuffix("\n"))
        }

        @Test(
            "keys in a cell of several lines",
            arguments: [
                // Lines indent themselves, and a blank line ends the block.
                (block + "\r\r", "def f(x):\n    y = x\n    return y"),
                // Up and Down keep to the cell, and to their column.
                (block + "\(up)\(up)!\(down)?\(down)\r\r", "def f(x):!\n    y = x?\n    return y"),
                (block + "\(up)\u{1}#\u{5}#\(down)\u{5}\r\r", "def f(x):\n#    y = x#\n    return y"),
                ("[1,\r2\(up)\u{1}x = \u{5}\(down)]\r", "x = [1,\n2]"),
                // Enter in a line before the last begins a new one there.
                (block + "\(up)\u{5}\rz = 1\(down)\u{5}\r\r", "def f(x):\n    y = x\n    z = 1\n    return y"),
                // Ctrl-O always does, and Alt-Enter ends the cell wherever the cursor is.
                ("a\u{F}b\r", "a\nb"), ("[1,\r2]\(up)\(alt)\r", "[1,\n2]"),
                // Backspace takes back a step of indentation.
                ("if x:\ry:\r\u{7F}\u{7F}z\r\r", "if x:\n    y:\nz"),
                // Lines that come at once and bring their own indentation keep it, and so do those behind them.
                ("if x:\r  y\r  z\r\r", "if x:\n  y\n  z"),
                ("if x:\r    if y:\r        z\ru = 1\u{1B}\r", "if x:\n    if y:\n        z\nu = 1"),
                // Cutting stays in the line, and at its end takes the newline.
                ("[12\r34\(up)\u{1}\u{B}\u{B}\u{5}]\r", "34]"),
                ("ab cd\u{17}\u{15}x\u{1}\u{19}=\r", "ab =x"),
                ("ab cd\u{17}\u{19}\u{19}\r", "ab cdcd"),
                // Undo takes back words and cuts.
                ("ab cd\u{1F}\r", "ab"), ("ab cd\u{15}\u{1F}\r", "ab cd"),
                // By words, with the sequences of several terminals.
                ("one two\u{1B}[1;5Dx\r", "one xtwo"), ("one two\u{1B}Odx\u{1B}[1;3Cy\r", "one xtwoy"),
                ("abc\u{1B}OH1\u{1B}[4~2\u{1B}[7~\u{1B}[3~\r", "abc2"),
                // Sequences that mean nothing here leave nothing behind.
                ("a\u{1B}[5~b\u{1B}[99;7~c\u{1B}OPd\u{1B}]0;title\u{7}e\u{1B}[[Af\r", "abcdef"),
                // Control characters never get into the text, but for a tab that is asked for.
                ("a\u{0}b\u{16}\u{1}c\u{16}\td\r", "abc\td"),
            ])
        func keys(keys: String, cell: String) throws {
            let conversation = try converse([.sees("In: "), .types(keys)])
            #expect(conversation.result == .line(cell))
            #expect(conversation.screen.unknownSequences == [])
            #expect(conversation.isRestored)
        }

        @Test("a block is shown with its prompts, and the cursor goes where the keys say")
        func blockOnScreen() throws {
            let steps: [Step] = [
                .sees("In: "), .types(Self.block), .sees("return y"), .types("\(Self.up)\u{5}+1\(Self.down)\u{5}\r\r"),
            ]
            let conversation = try converse(steps)
            #expect(
                conversation.screen.lines == ["In: def f(x):", "..:     y = x+1", "..:     return y", "..:", ""])
        }

        @Test("a blank that is typed behind the automatic indentation is one more")
        func ownBlank() throws {
            let steps: [Step] = [.sees("In: "), .types("if x:\r"), .waits(0.3), .types(" y\u{1B}\r")]
            #expect(try converse(steps).result == .line("if x:\n     y"))
        }

        @Test("bytes that make no character are dropped")
        func brokenCharacters() throws {
            let steps: [Step] = [.sees("In: "), .bytes([0x61, 0xC3, 0x28, 0xFF, 0x80, 0xE6, 0x97, 0x62, 0x0D])]
            #expect(try converse(steps).result == .line("a(b"))
        }

        private static func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

        @Test(
            "a paste is one cell, as it is, and waits for Enter",
            arguments: [
                ("def f(x):\r\n\ty = x\r\n\r\n\treturn y\r\n", "def f(x):\n\ty = x\n\n\treturn y"),
                ("x = 1\ny = 2\n", "x = 1\ny = 2"),
                ("  x = 1\n  y = 2", "x = 1\ny = 2"),
                (">>> x = 1\n>>> y", "x = 1\ny"),
                ("a\tb\u{1}\u{3}\u{4}c", "a\tbc"),
            ])
        func paste(text: String, cell: String) throws {
            let last = String(cell.split(whereSeparator: { $0 == "\n" || $0 == "\t" }).last ?? "")
            let steps: [Step] = [.sees("In: "), .types(Self.pasted(text)), .sees(last), .types("\r")]
            let conversation = try converse(steps) { editor in
                editor.completer = { _, _ in
                    Issue.record("a paste is completed")
                    return nil
                }
            }
            #expect(conversation.result == .line(cell))
            #expect(conversation.output.contains("\u{1B}[?2004h"))
            #expect(!conversation.screen.acceptsPastes)
        }

        @Test("a paste goes where the cursor is, and keeps its blanks there")
        func pasteInside() throws {
            let keys = "[]\(Self.left)\(Self.pasted("  1,\n  2"))\u{5}\r"
            #expect(try converse([.sees("In: "), .types(keys)]).result == .line("[  1,\n  2]"))
        }

        @Test("Ctrl-C ends a paste whose end doesn't come")
        func unterminatedPaste() throws {
            let steps: [Step] = [
                .sees("In: "), .types("\u{1B}[200~abc"), .waits(0.1), .types("\u{3}"), .sees("In: abc"), .types("d\r"),
            ]
            #expect(try converse(steps).result == .line("abcd"))
        }

        @Test("a paste of many lines is one cell")
        func longPaste() throws {
            let lines = (0..<3_000).map { "x\($0) = \($0)" }
            let steps: [Step] = [
                .sees("In: "), .types(Self.pasted(lines.joined(separator: "\r"))), .sees("x2999 = 2999"), .types("!\r"),
            ]
            let conversation = try converse(rows: 10, steps)
            #expect(conversation.result == .line(lines.joined(separator: "\n") + "!"))
            // The rows above the window were never drawn.
            #expect(conversation.screen.lines.count < 30)
        }

        @Test("a cell taller than the screen is edited in a window, and left behind whole")
        func tallCell() throws {
            let lines = (0..<12).map { "\($0)," }
            let steps: [Step] = [
                .sees("In: "), .types("[" + lines.joined(separator: "\r")), .sees("11,"),
                .types(String(repeating: Self.up, count: 11)), .sees("In: [0,"), .types("\u{1}x\u{1B}>]\r"),
            ]
            let conversation = try converse(rows: 5, steps)
            #expect(conversation.result == .line("x[0," + lines.dropFirst().map { "\n" + $0 }.joined() + "]"))
        }

        private static let names = ["alpha_one", "alpha_two", "beta"]

        private static func complete(_ text: String, _ cursor: Int) -> Completion? {
            let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(cursor)))
            let word = before.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
            let found = names.filter { $0.hasPrefix(word) }
            return Completion(
                replaced: cursor - word.unicodeScalars.count..<cursor,
                candidates: found.map { Candidate(text: $0, detail: "(\($0.count),)", suffix: "(") })
        }

        @Test(
            "Tab completes as far as there is no choice, and indents where a line begins",
            arguments: [
                ("é be\t)\r", "é beta()"), ("al\to\t\r", "alpha_one("), ("nothing\t\t\r", "nothing"),
                ("\tx\r", "    x"), (" \tx\r", "    x"), ("[\r\t\t1]\r", "[\n        1]"),
                ("be x\(left)\(left)\t\r", "beta( x"),
            ])
        func completion(keys: String, cell: String) throws {
            let conversation = try converse([.sees("In: "), .types(keys)]) { $0.completer = Self.complete }
            #expect(conversation.result == .line(cell))
        }

        @Test("a second Tab lists what there is, until the next key")
        func completionList() throws {
            let steps: [Step] = [
                .sees("In: "), .types("al\t"), .sees("alpha_"), .types("\t"),
                .sees("In: alpha_\nalpha_one (9,)   alpha_two (9,)"), .types("t"), .sees("alpha_t"), .types("\t\r"),
            ]
            let conversation = try converse(steps) { $0.completer = Self.complete }
            #expect(conversation.result == .line("alpha_two("))
            #expect(conversation.screen.lines.prefix(2) == ["In: alpha_two(", ""])
        }

        @Test("the search shows its pattern below, and Enter runs what it found")
        func search() throws {
            let steps: [Step] = [
                .sees("In: "), .types("\u{12}ran"), .sees("search: ran"), .types("zzz"),
                .sees("nothing older with: ranzzz"),
                .types("\u{7F}\u{7F}\u{7F}"), .sees("search: ran"), .types("\r"), .sees("\n..:"), .types("\r"),
            ]
            let conversation = try converse(steps) { editor in
                editor.setHistory { ["x", "for i in range(3):\n    print(i)", "y"] }
            }
            // The block is whole only behind a blank line.
            #expect(conversation.result == .line("for i in range(3):\n    print(i)"))
        }

        @Test("a hint takes the place of the right prompt while there is one")
        func hint() throws {
            let steps: [Step] = [.sees("In: "), .types("ab"), .sees("2 so far"), .types("\r")]
            let conversation = try converse(steps) {
                $0.hint = { text, _ in text.isEmpty ? nil : "\(text.count) so far" }
            }
            #expect(conversation.screen.lines == ["In: ab", ""])
        }

        @Test("Alt-P goes to the cells that begin alike")
        func prefix() throws {
            let conversation = try converse([.sees("In: "), .types("tr\(Self.alt)p\(Self.alt)p\u{5}!\r")]) { editor in
                editor.setHistory { ["train 1", "x", "train 2", "y"] }
            }
            #expect(conversation.result == .line("train 1!"))
        }

        @Test("vi's keys move and change in a cell of several lines")
        func vi() throws {
            let steps: [Step] = [
                .sees("In: "), .types("[1,\r2"), .sees("..: 2"), .types("\u{1B}"), .waits(0.2), .types("kix"),
                .sees("x"),
                .types("\u{1B}"), .waits(0.2), .types("ju"), .waits(0.1), .types("jA]\r"),
            ]
            let conversation = try converse(settings: "bind -v\nbind ^X descent-interrupt\n", steps)
            #expect(conversation.result == .line("[1,\n2]"))
        }

        @Test(
            "vi's keys within a line of a cell, and the one that repeats a change",
            arguments: [
                ("dd", "[1,\n3]"), ("0x", "[1,\n 2,\n3]"), ("^x", "[1,\n  ,\n3]"), ("$x", "[1,\n  2\n3]"),
                ("0d$", "[1,\n\n3]"), ("$d0", "[1,\n,\n3]"), ("0D", "[1,\n\n3]"), ("Ia\u{1B}", "[1,\n  a2,\n3]"),
                ("A4,\u{1B}", "[1,\n  2,4,\n3]"), ("cc5,\u{1B}", "[1,\n  5,\n3]"),
                ("Ia\u{1B}.", "[1,\n  aa2,\n3]"), ("dd.", "[1,"), ("0x.", "[1,\n2,\n3]"), ("ra", "[1,\n  2a\n3]"),
                ("f0", "[1,\n  2,\n3]"), ("jA4\u{1B}", "[1,\n  2,\n3]4"), ("jcc4\u{1B}", "[1,\n  2,\n4"),
                ("jS  4\u{1B}0x", "[1,\n  2,\n 4"), ("jdd", "[1,\n  2,"),
            ])
        func viWithinLines(keys: String, cell: String) throws {
            // The cursor is in the second of three lines, on its comma.
            let paste = "\u{1B}[200~[1,\n  2,\n3]\u{1B}[201~"
            let start: [Step] = [
                .sees("In: "), .types(paste), .sees("3]"), .types("\u{1B}"), .waits(0.2), .types("k$"), .waits(0.1),
            ]
            let steps = start + Self.slowly(keys) + [.types("\u{1B}"), .waits(0.2), .types("\u{1B}\r")]
            #expect(try converse(settings: "bind -v\n", steps).result == .line(cell))
        }

        /// Keys with time behind each Escape, which else begins a sequence.
        private static func slowly(_ keys: String) -> [Step] {
            keys.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
                (index > 0 ? [Step.types("\u{1B}"), .waits(0.2)] : []) + [.types(String(part)), .waits(0.05)]
            }
        }

        @Test("what the user's settings bind comes before ours, with vi's keys too", arguments: ["", "bind -v\n"])
        func ownBindings(first: String) throws {
            let settings = first + "bind ^X descent-complete\nbind ^[[5~ descent-line-start\n"
            let conversation = try converse(settings: settings, [.sees("In: "), .types("be\u{18}\u{1B}[5~x\r")]) {
                $0.completer = Self.complete
            }
            #expect(conversation.result == .line("xbeta("))
        }

        @Test(
            "where nothing can be drawn, lines are read as they come, and no escape sequence is written",
            arguments: ["dumb", "", "no-such-terminal", nil] as [String?])
        func plain(terminalName: String?) throws {
            let steps: [Step] = [.sees("In: "), .types("[1,\n"), .sees("..: "), .types("2]\n")]
            let conversation = try converse(terminalName: terminalName, steps)
            #expect(conversation.result == .line("[1,\n2]"))
            #expect(!conversation.output.contains("\u{1B}"))
            #expect(conversation.isRestored)
        }

        @Test("any screen will do", arguments: [(1, 1), (2, 1), (5, 2), (9, 3), (20, 1)])
        func smallScreens(columns: Int, rows: Int) throws {
            let keys = "x = 日本\rzz\t\t\(Self.up)\u{12}a\u{7}\u{3}"
            let conversation = try converse(columns: columns, rows: rows, [.types(keys)])
            #expect(conversation.isRestored)
        }
    }
}
