import Platform
import Testing

@testable import LineEditing

/// One at a time: the signals that an editor follows belong to the whole process.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct LineEditorTests {
    private static let left = "\u{1B}[D"
    private static let right = "\u{1B}[C"
    private static let up = "\u{1B}[A"
    private static let down = "\u{1B}[B"
    private static let controlA = "\u{1}"
    private static let controlC = "\u{3}"
    private static let controlD = "\u{4}"
    private static let controlE = "\u{5}"
    private static let controlR = "\u{12}"
    private static let controlW = "\u{17}"
    private static let backspace = "\u{7F}"

    @Test(
        "keys make the line",
        arguments: [
            ("x = 1", "x = 1"),
            ("", ""),
            ("x = 13\(left)2", "x = 123"),
            ("eye 3\(controlA)y = \(controlE)0", "y = eye 30"),
            ("lossy\(backspace) y y_hat", "loss y y_hat"),
            ("one two\(controlW)three", "one three"),
            ("abc\(left)\(left)\(backspace)\(right)X", "bXc"),
            ("s = 'größe'", "s = 'größe'"),
            ("日本\(left)x", "日x本"),
            ("日本語\(left)\(backspace)", "日語"),
            ("🎲\(controlA)a", "a🎲"),
            ("print(\"a\\tb\")", "print(\"a\\tb\")"),
        ])
    func editing(keys: String, line: String) throws {
        let conversation = try converse([.sees("1> "), .types(keys + "\r")]) { $0.readLine(prompt: "1> ") }
        #expect(conversation.result == .line(line))
        #expect(conversation.screen.lines == ["1> \(line)".trimmingTrailingBlanks, ""])
        #expect(conversation.screen.unknownSequences == [])
        #expect(conversation.isRestored)
    }

    @Test("the cursor stands where the next character goes, wide ones before it or not")
    func cursor() throws {
        let keys = "日本語\(Self.left)"
        let conversation = try converse([
            .sees("1> "), .types(keys), .sees("日本語"), .types("é"), .sees("日本é語"), .types("\r"),
        ]) {
            $0.readLine(prompt: "1> ")
        }
        #expect(conversation.result == .line("日本é語"))
        #expect(conversation.screen.lines == ["1> 日本é語", ""])
    }

    @Test("a line longer than the window goes on in the next row")
    func wrapping() throws {
        let text = String(repeating: "0123456789", count: 5)
        let conversation = try converse(columns: 20, [.sees("1> "), .types(text + Self.controlA + "x\r")]) {
            $0.readLine(prompt: "1> ")
        }
        #expect(conversation.result == .line("x" + text))
        #expect(conversation.screen.lines == ["1> x0123456789012345", "67890123456789012345", "67890123456789", ""])
    }

    @Test("Ctrl-C drops the line, and the next one begins empty")
    func interruption() throws {
        let steps: [Step] = [
            .sees("1> "), .types("x = 12\(Self.controlC)"), .sees("2> "), .types(Self.controlC), .sees("3> "),
            .types("y\r"),
        ]
        let conversation = try converse(steps) { editor in
            [editor.readLine(prompt: "1> "), editor.readLine(prompt: "2> "), editor.readLine(prompt: "3> ")]
        }
        #expect(conversation.result == [.interrupted, .interrupted, .line("y")])
        #expect(conversation.screen.lines == ["1> x = 12^C", "2> ^C", "3> y", ""])
        #expect(conversation.isRestored)
    }

    @Test("Ctrl-C on a line of several rows leaves the cursor below them")
    func interruptionBelow() throws {
        let text = String(repeating: "0123456789", count: 3)
        let keys = text + Self.controlA
        let conversation = try converse(
            columns: 20, [.sees("1> "), .types(keys + Self.controlC), .sees("2> "), .types("\r")]
        ) {
            [$0.readLine(prompt: "1> "), $0.readLine(prompt: "2> ")]
        }
        #expect(conversation.result == [.interrupted, .line("")])
        #expect(conversation.screen.lines == ["1> 01234567890123456", "7890123456789^C", "2>", ""])
    }

    @Test("a SIGINT from elsewhere is Ctrl-C")
    func foreignInterrupt() throws {
        let conversation = try converse([.sees("1> "), .types("x"), .sees("1> x"), .signals(SIGINT)]) {
            $0.readLine(prompt: "1> ")
        }
        #expect(conversation.result == .interrupted)
        #expect(conversation.screen.lines == ["1> x^C", ""])
        #expect(conversation.isRestored)
    }

    @Test("Ctrl-C typed right behind Enter is for a cell that it can stop, and drops what was typed before it")
    func interruptBehindEnter() throws {
        let steps: [Step] = [
            .sees("1> "), .types("x\rabc\(Self.controlC)"), .sees("2> "), .types("y\rz\r\(Self.controlC)"),
            .sees("4> "),
            .types("\r"),
        ]
        let conversation = try converse(steps) { editor in
            editor.canInterrupt = { _ in true }
            return (1...4).map { number in
                (input: editor.readLine(prompt: "\(number)> "), isInterrupted: editor.isCellInterrupted)
            }
        }
        #expect(conversation.result.map(\.input) == [.line("x"), .line("y"), .line("z"), .line("")])
        #expect(conversation.result.map(\.isInterrupted) == [true, false, true, false])
        #expect(conversation.isRestored)
    }

    @Test("Ctrl-C typed behind a cell that it can't stop, and the keys before it, are left to who reads next")
    func interruptLeft() throws {
        let conversation = try converse([.sees("1> "), .types("quit\rabc\(Self.controlC)")]) { editor in
            editor.canInterrupt = { $0 != "quit" }
            let first = editor.readLine(prompt: "1> ")
            return (first, editor.isCellInterrupted, editor.readLine(prompt: "2> "))
        }
        #expect(conversation.result == (.line("quit"), false, .interrupted))
        #expect(conversation.screen.lines == ["1> quit", "2> abc^C", ""])
    }

    @Test("SIGTERM and SIGHUP end the read with the terminal as it was", arguments: [SIGTERM, SIGHUP])
    func termination(signal: CInt) throws {
        let conversation = try converse([.sees("1> "), .types("x"), .sees("1> x"), .signals(signal)]) {
            $0.readLine(prompt: "1> ")
        }
        #expect(conversation.result == .terminated(signal: signal))
        #expect(conversation.screen.lines == ["1> x", ""])
        #expect(!conversation.screen.acceptsPastes)
        #expect(conversation.isRestored)
    }

    @Test("Ctrl-D leaves on an empty line only")
    func endOfFile() throws {
        let steps: [Step] = [
            .sees("1> "), .types("ab\(Self.controlD)c\r"), .sees("2> "), .types("ab\(Self.controlA)\(Self.controlD)\r"),
            .sees("3> "), .types(Self.controlD),
        ]
        let conversation = try converse(steps) { editor in
            [editor.readLine(prompt: "1> "), editor.readLine(prompt: "2> "), editor.readLine(prompt: "3> ")]
        }
        #expect(conversation.result == [.line("abc"), .line("b"), .endOfFile])
        #expect(conversation.isRestored)
    }

    @Test("Up and Down walk through the history")
    func history() throws {
        let keys = [
            "\(Self.up)\r", "\(Self.up)\(Self.up)\r", "\(Self.up)\(Self.up)\(Self.down)!\r",
            "new\(Self.up)\(Self.down)\r",
        ]
        let steps = keys.enumerated().flatMap { [Step.sees("\($0)> "), .types($1)] }
        let conversation = try converse(steps) { editor in
            editor.addHistory("first")
            editor.addHistory("größe = '日本'")
            return keys.indices.map { editor.readLine(prompt: "\($0)> ") }
        }
        #expect(
            conversation.result == [
                .line("größe = '日本'"), .line("first"), .line("größe = '日本'!"), .line("new"),
            ])
    }

    @Test("a recalled cell comes back whole, and can be edited")
    func multiLineHistory() throws {
        let cell = "for i in range(3):\n    print(i)\n"
        let conversation = try converse([.sees("1> "), .types("\(Self.up)x"), .sees("x"), .types("\r")]) { editor in
            editor.addHistory("before")
            editor.addHistory(cell + "    print(2)")
            return editor.readLine(prompt: "1> ")
        }
        #expect(conversation.result == .line(cell + "    print(2)x"))
        #expect(
            conversation.screen.lines == ["1> for i in range(3):", "    print(i)", "    print(2)x", ""])
    }

    @Test("an empty cell is not kept")
    func emptyHistory() throws {
        let conversation = try converse([.sees("1> "), .types("\(Self.up)\r")]) { editor in
            editor.addHistory("kept")
            editor.addHistory("")
            return editor.readLine(prompt: "1> ")
        }
        #expect(conversation.result == .line("kept"))
    }

    @Test(
        "Ctrl-R finds the newest entry that holds the text, and goes on to older ones",
        arguments: [
            ("train", "train 200 lr=0.1"),
            ("train\u{12}", "train 100"),
            ("range", "for i in range(3):\n    print(i)"),
        ])
    func search(pattern: String, found: String) throws {
        let steps: [Step] = [
            .sees("1> "), .types(Self.controlR + pattern), .types("\u{1B}"), .waits(0.2), .types("\u{5}\r"),
        ]
        let conversation = try converse(steps) { editor in
            for entry in ["train 100", "for i in range(3):\n    print(i)", "train 200 lr=0.1", "whos"] {
                editor.addHistory(entry)
            }
            return editor.readLine(prompt: "1> ")
        }
        #expect(conversation.result == .line(found))
    }

    @Test("Ctrl-C leaves the search, too")
    func interruptedSearch() throws {
        let steps: [Step] = [.sees("1> "), .types("\(Self.controlR)who"), .sees("search: who"), .types(Self.controlC)]
        let conversation = try converse(steps) { editor in
            editor.addHistory("whos")
            return editor.readLine(prompt: "1> ")
        }
        #expect(conversation.result == .interrupted)
    }

    @Test("the right prompt stands at the right edge, for one line")
    func rightPrompt() throws {
        let conversation = try converse(columns: 50, [.sees("(10, 1)"), .types("y\r"), .sees("2> "), .types("z\r")]) {
            [$0.readLine(prompt: "1> ", rightPrompt: "y_hat (10, 1)"), $0.readLine(prompt: "2> ")]
        }
        #expect(conversation.result == [.line("y"), .line("z")])
        #expect(conversation.screen.lines == ["1> y", "2> z", ""])
    }

    @Test("colours in the prompts take no columns")
    func colours() throws {
        let steps: [Step] = [.sees("(2,)"), .types("abc\(Self.controlA)x\r")]
        let conversation = try converse(columns: 50, steps) {
            $0.readLine(prompt: "\u{1B}[1m\u{1B}[32m1>\u{1B}[0m ", rightPrompt: "\u{1B}[2mé (2,)\u{1B}[0m")
        }
        #expect(conversation.result == .line("xabc"))
        #expect(conversation.screen.lines == ["1> xabc", ""])
        #expect(conversation.output.contains("\u{1B}[1m\u{1B}[32m1>\u{1B}[0m "))
        #expect(conversation.output.contains("\u{1B}[2mé (2,)\u{1B}[0m"))
    }

    @Test("after the window has changed, the line is drawn for its new width")
    func resize() throws {
        let text = String(repeating: "0123456789", count: 3)
        let steps: [Step] = [
            .sees("1> "), .types(text), .sees(text), .resizes(columns: 20), .types("ab"), .sees("789ab"), .types("\r"),
        ]
        let conversation = try converse(columns: 60, steps) { $0.readLine(prompt: "1> ") }
        #expect(conversation.result == .line(text + "ab"))
        #expect(conversation.screen.lines == ["1> 01234567890123456", "7890123456789ab", ""])
        #expect(conversation.isRestored)
    }

    @Test("the user's settings are read, vi's keys among them")
    func settings() throws {
        let escape = "\u{1B}"
        let steps: [Step] = [
            .sees("1> "), .types("abc\(escape)0ix\r"), .sees("2> "), .types("abc\(escape)"), .waits(0.2),
            .types(Self.controlC),
            .sees("3> "), .types("\(Self.controlR)who\r"),
        ]
        let conversation = try converse(settings: "descent:bind -v\n", steps) { editor in
            editor.addHistory("whos")
            return [editor.readLine(prompt: "1> "), editor.readLine(prompt: "2> "), editor.readLine(prompt: "3> ")]
        }
        #expect(conversation.result == [.line("xabc"), .interrupted, .line("whos")])
    }

    @Test("a cell goes on until it is whole, and is one entry of the history")
    func cell() throws {
        let steps: [Step] = [
            .sees("1> "), .types("def f(x):\r"), .sees(". "), .types("return x\r"), .sees("return x\n. "),
            .types("\r"),
            .sees("2> "), .types("\(Self.up)\r\r"),
        ]
        var asked: [String] = []
        let conversation = try converse(steps) { editor in
            let cell = editor.readCell(prompt: "1> ", continuationPrompt: ". ", rightPrompt: nil) { text in
                asked.append(text)
                return !text.hasSuffix("\n")
            }
            if case .line(let text) = cell { editor.addHistory(text) }
            return [cell, editor.readCell(prompt: "2> ", continuationPrompt: ". ") { !$0.hasSuffix("\n") }]
        }
        #expect(asked == ["def f(x):", "def f(x):\n    return x", "def f(x):\n    return x\n"])
        #expect(conversation.result == [.line("def f(x):\n    return x"), .line("def f(x):\n    return x")])
        #expect(
            conversation.screen.lines
                == ["1> def f(x):", ".     return x", ".", "2> def f(x):", ".     return x", ".", ""])
    }

    @Test("Ctrl-C on a further line drops the whole cell; Ctrl-D leaves only where there is nothing at all")
    func unfinishedCell() throws {
        let steps: [Step] = [.sees("1> "), .types("(1,\r"), .sees(". "), .types(Self.controlD + Self.controlC)]
        let conversation = try converse(steps) {
            $0.readCell(prompt: "1> ", continuationPrompt: ". ") { _ in true }
        }
        #expect(conversation.result == .interrupted)
        #expect(conversation.isRestored)
    }

    @Test("an input that has ended, and is no terminal, is the end of the file")
    func endedInput() throws {
        let input = try #require(fopen("/dev/null", "r"))
        let output = try #require(fopen("/dev/null", "w"))
        defer {
            fclose(input)
            fclose(output)
        }
        var editor = try LineEditor(programName: "descent", input: input, output: output)
        #expect(editor.readLine(prompt: "1> ") == .endOfFile)
    }
}

extension String {
    fileprivate var trimmingTrailingBlanks: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
