import Platform
import Testing

@testable import LineEditing

extension LineEditorTests {
    /// What a line may go on with, and the colours of what is typed.
    @Suite(.serialized, .timeLimit(.minutes(2)))
    struct Suggestions {
        private func converse(
            rows: Int = 24, _ steps: [Step], prepare: (inout LineEditor) -> Void
        ) throws -> Conversation<Input> {
            try LineEditingTests.converse(columns: 60, rows: rows, steps) { editor in
                prepare(&editor)
                return editor.readCell(prompt: "In: ", continuationPrompt: "..: ") { _ in false }
            }
        }

        private static func suggest(_ editor: inout LineEditor) {
            editor.setHistory { ["train 100", "x = rand 10 5", "train 2000 lr=0.1"] }
            editor.suggester = { _, earlier in earlier() }
        }

        @Test(
            "the newest cell that begins alike stands behind the text until a key takes it",
            arguments: [
                ("\u{1B}[C", "train 2000 lr=0.1"), ("\u{5}", "train 2000 lr=0.1"), ("\u{6}", "train 2000 lr=0.1"),
                ("\u{1B}[F", "train 2000 lr=0.1"), ("\u{1B}[1;3C", "train"), ("\u{1B}f", "train"), ("", "tr"),
                ("\u{1}\u{1B}[C", "tr"),
            ])
        func taken(keys: String, cell: String) throws {
            let steps: [Step] = [
                .sees("In: "), .types("t"), .waits(0.6), .types("r"), .sees("ain 2000 lr=0.1"), .types(keys + "\r"),
            ]
            let conversation = try converse(steps) { Self.suggest(&$0) }
            #expect(conversation.result == .line(cell))
            #expect(conversation.screen.lines.first == "In: " + cell)
        }

        @Test("words are taken one after the other")
        func words() throws {
            let word = "\u{1B}[1;5C"
            let steps: [Step] = [
                .sees("In: "), .types("t"), .waits(0.6), .types("r"), .sees("ain 2000"), .types(word), .waits(0.3),
                .types(word), .waits(0.1), .types("\r"),
            ]
            #expect(try converse(steps) { Self.suggest(&$0) }.result == .line("train 2000"))
        }

        @Test("what nobody has seen isn't taken, and nothing is suggested for a paste or without colour")
        func never() throws {
            let unseen = try converse([.sees("In: "), .types("tr\u{1B}[C\r")]) { Self.suggest(&$0) }
            #expect(unseen.result == .line("tr"))
            let pasted = try converse([
                .sees("In: "), .waits(0.5), .types("\u{1B}[200~tr\u{1B}[201~"), .sees("tr"), .waits(0.1),
                .types("\u{1B}[C\r"),
            ]) { Self.suggest(&$0) }
            #expect(pasted.result == .line("tr"))
            #expect(!pasted.output.contains("ain 2000"))
            let plain = try converse([.sees("In: "), .waits(0.5), .types("tr"), .waits(0.2), .types("\u{5}\r")]) {
                Self.suggest(&$0)
                $0.isStyled = false
            }
            #expect(plain.result == .line("tr"))
            #expect(!plain.output.contains("ain 2000"))
        }

        @Test(
            "a cell has its colours while it is typed and when it is finished; none without style",
            arguments: [true, false])
        func colours(isStyled: Bool) throws {
            let conversation = try converse([.sees("In: "), .types("ab"), .sees("ab"), .types("c\r")]) {
                $0.isStyled = isStyled
                $0.colorer = { _, _, part in part.isEmpty ? [] : [TextColor(0..<2, "\u{1B}[35m")] }
            }
            #expect(conversation.result == .line("abc"))
            #expect(conversation.output.contains("\u{1B}[35mab") == isStyled)
        }

        @Test(
            "Up recalls the cells that begin with what is typed, and Down comes back",
            arguments: [
                ("tr\u{1B}[A\u{1B}[A", "train 100"), ("tr\u{1B}[A\u{1B}[A\u{1B}[B", "train 2000 lr=0.1"),
                ("tr\u{1B}[A\u{1B}[B", "tr"), ("\u{1B}[A\u{1B}[A", "x = rand 10 5"), ("zz\u{1B}[A", "zz"),
            ])
        func recalledByStart(keys: String, cell: String) throws {
            #expect(try converse([.sees("In: "), .types(keys + "\r")]) { Self.suggest(&$0) }.result == .line(cell))
        }

        @Test("the cell that failed is recalled with the cursor where its mistake is")
        func mistake() throws {
            let conversation = try converse([.sees("In: "), .types("\u{1B}[A!\r")]) { editor in
                editor.setHistory { [] }
                editor.addHistory("x = wrong")
                editor.setMistake(at: 4)
            }
            #expect(conversation.result == .line("x = !wrong"))
        }

        @Test("the cell is edited elsewhere, and comes back")
        func elsewhere() throws {
            let steps: [Step] = [.sees("In: "), .types("ab\u{18}\u{5}"), .sees("AB!"), .types("\r")]
            let conversation = try converse(steps) { $0.textEditor = { $0.uppercased() + "!\n" } }
            #expect(conversation.result == .line("AB!"))
            #expect(conversation.isRestored)
        }

        @Test("Up and Down go by the rows of the screen")
        func rows() throws {
            let long = String(repeating: "a", count: 60) + "b"
            let steps: [Step] = [.sees("In: "), .types(long), .sees("ab"), .types("\u{1B}[A-\u{1B}[B+\r")]
            let conversation = try converse(steps) { $0.setHistory { ["other"] } }
            // The cursor was behind five letters of the second row, whose column is the second letter of the first.
            #expect(conversation.result == .line("a-" + String(repeating: "a", count: 59) + "b+"))
        }
    }

    /// The list below the cell.
    @Suite(.serialized, .timeLimit(.minutes(2)))
    struct Lists {
        private static let candidates = [
            Candidate(text: "mean", suffix: "(", summary: "of all elements"), Candidate(text: "median"),
            Candidate(text: "meshgrid"),
        ]

        private func converse(_ steps: [Step]) throws -> Conversation<Input> {
            try LineEditingTests.converse(columns: 60, steps) { editor in
                editor.completer = { text, cursor in
                    let found = Self.candidates.filter { $0.text.hasPrefix(text) }
                    return found.isEmpty ? nil : Completion(replaced: 0..<cursor, candidates: found)
                }
                return editor.readCell(prompt: "In: ", continuationPrompt: "..: ") { _ in false }
            }
        }

        @Test("Tab goes through the list, and what is said of the chosen one stands below it")
        func chosen() throws {
            let steps: [Step] = [
                .sees("In: "), .types("me\t\t"), .sees("meshgrid"), .types("\t"), .sees("of all elements"),
                .types("\t\u{1B}[Z\u{1B}[Z"), .sees("In: meshgrid"), .types("\r"),
            ]
            let conversation = try converse(steps)
            #expect(conversation.result == .line("meshgrid"))
            #expect(conversation.screen.lines.filter { !$0.isEmpty } == ["In: meshgrid"])
        }

        @Test("typing leaves less of the list, and another key closes it")
        func filtered() throws {
            let steps: [Step] = [
                .sees("In: "), .types("me\t\t"), .sees("meshgrid"), .types("d"), .waits(0.2), .types("\u{1}\u{5}\r"),
            ]
            let conversation = try converse(steps)
            #expect(conversation.result == .line("med"))
            #expect(conversation.screen.lines.filter { !$0.isEmpty } == ["In: med"])
        }
    }
}

@Suite
struct TextRowsTests {
    init() { LineEditor.setCharacterSet() }

    @Test("rows that follow a change are those of the whole text", arguments: 0..<8)
    func changes(seed: Int) {
        var random = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ limit: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % UInt64(limit))
        }
        let letters = Array("ab \n\n\t日e\u{301}\u{1}".unicodeScalars)
        var content = ScreenContent(prompt: Glyph.line("In: "), continuationPrompt: Glyph.line("..: "))
        var rows = TextRows(content, columns: 12)
        for _ in 0..<400 {
            let start = next(content.text.count + 1)
            let end = min(content.text.count, start + next(6))
            let new = (0..<next(8)).map { _ in letters[next(letters.count)] }
            content.text.replaceSubrange(start..<end, with: new)
            rows.update(content.text)
            let whole = TextRows(content, columns: 12)
            #expect(rows.starts == whole.starts)
        }
    }

    @Test("texts share their starts and ends, however long they are", arguments: [0, 1, 511, 512, 513, 2_000, 2_999])
    func shared(place: Int) {
        let text = Array(String(repeating: "abc", count: 1_000).unicodeScalars)
        var other = text
        other[place] = "x"
        #expect(text.sharedStart(with: other) == place)
        #expect(text.sharedEnd(with: other, most: 3_000) == 2_999 - place)
        #expect(text.sharedStart(with: text) == 3_000)
        #expect(text.sharedStart(with: []) == 0)
    }
}
