import Builtins
import Interpreter
import LineEditing
import Rendering
import Syntax
import Testing

@testable import Shell

@Suite("Colours of a cell that is typed") struct SourceColorsTests {
    private static func colors() -> SourceColors {
        let interpreter = Interpreter()
        _ = interpreter.run(Cell(number: 1, source: "weights = zeros(2)")) { _ in }
        let styles: [Style: String] = [
            .keyword: "1", .number: "2", .string: "3", .comment: "4", .name: "5", .builtin: "6", .bracket: "7",
            .mistake: "8",
        ]
        let table = BuiltinTable.standard
        return SourceColors(
            workspace: interpreter.workspace, table: table, parser: Parser(commands: table.commands),
            scheme: ColorScheme(styles))
    }

    /// A letter for each character: k(eyword), n(umber), s(tring), c(omment), u(ser's name), b(uilt-in), m(atching bracket),
    /// x (can't be read).
    private static func letters(_ text: String, cursor: Int? = nil, with colors: SourceColors = colors()) -> String {
        let scalars = Array(text.unicodeScalars)
        var letters = [Character](repeating: ".", count: scalars.count)
        let names: [Character] = ["?", "k", "n", "s", "c", "u", "b", "m", "x"]
        for color in colors.colors(of: scalars, cursor: cursor, in: 0..<scalars.count) {
            let number = Int(color.sequence.filter(\.isNumber)) ?? 0
            for place in color.range { letters[place] = names[number] }
        }
        for (place, scalar) in scalars.enumerated() where scalar == "\n" { letters[place] = "/" }
        return String(letters)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var letters: String
        var cursor: Int?
        var testDescription: String { text.debugDescription }
    }

    @Test(
        "are those of its words",
        arguments: [
            Case(text: "for i in weights: # all", letters: "kkk...kk.uuuuuuu..ccccc"),
            Case(text: "zeros(3, 'a')", letters: "bbbbb.n..sss."),
            Case(text: "x.zeros + True", letters: "..........kkkk"),
            // Over several lines.
            Case(text: "s = \"\"\"a\nfor\n\"\"\" + 1", letters: "....ssss/sss/sss...n"),
            Case(text: "f(1,\n2)", letters: "..n./n."),
            // Words that commands read raw.
            Case(text: "help don't stop", letters: "bbbb.sssss.ssss"),
            Case(text: "load data.csv", letters: "bbbb.ssssssss"),
            // What can't be read, unless it is what is being typed.
            Case(text: "x = 'a\ny", letters: "....xx/.", cursor: 8),
            Case(text: "x = 'a", letters: "....ss", cursor: 6), Case(text: "x = (1]", letters: ".....nx", cursor: 0),
            Case(text: "x = = 3", letters: "....x.n", cursor: 7), Case(text: "x = =", letters: ".....", cursor: 5),
            Case(text: "y = 日 + 1", letters: "........n"),
            // The brackets around the cursor.
            Case(text: "f((1))", letters: ".m.n.m", cursor: 6), Case(text: "f((1))", letters: ".m.n.m", cursor: 5),
            Case(text: "f(1,\n2)", letters: ".mn./nm", cursor: 1), Case(text: "f((1))", letters: "...n..", cursor: 0),
            Case(text: "f((1)", letters: "..mnm", cursor: 5),
        ])
    func words(example: Case) {
        #expect(Self.letters(example.text, cursor: example.cursor) == example.letters)
    }

    @Test("are the same after any change as those of the whole text")
    func changes() {
        let colors = Self.colors()
        var text = Array("def f(a):\n    s = '''x\n    y'''\n    return [a,\n  1]\n".unicodeScalars)
        for (place, new) in [(16, "'''"), (3, "\n"), (30, "\"\"\""), (0, "# "), (20, "(("), (1, "\n\n")] {
            text.insert(contentsOf: new.unicodeScalars, at: place)
            let string = String(String.UnicodeScalarView(text))
            #expect(Self.letters(string, with: colors) == Self.letters(string))
            text.removeSubrange(place..<place + new.unicodeScalars.count)
            let before = String(String.UnicodeScalarView(text))
            #expect(Self.letters(before, with: colors) == Self.letters(before))
        }
    }
}

@Suite("What a line may go on with") struct LineSuggestionTests {
    private static func rest(of text: String, lesson: [String] = [], earlier: String? = nil) -> String? {
        let interpreter = Interpreter()
        _ = interpreter.run(Cell(number: 1, source: "x, w, b, y, y_hat = 1, 2, 3, 4, 5")) { _ in }
        let table = BuiltinTable.standard
        let completer = Completer(workspace: interpreter.workspace, table: table)
        let suggestion = LineSuggestion(completer: completer, commands: table.commands, lesson: lesson)
        return suggestion.rest(of: text) { earlier }
    }

    @Test("comes from the lesson, then from history, then from names and signatures")
    func order() {
        let lesson = ["x = rand 10 5", "y = x @ w"]
        #expect(Self.rest(of: "y =", lesson: lesson, earlier: " old") == " x @ w")
        #expect(Self.rest(of: "z", lesson: lesson, earlier: " = old") == " = old")
        #expect(Self.rest(of: "y = np.linsp") == "ace")
        #expect(Self.rest(of: "forward ") == "x w b")
        #expect(Self.rest(of: "forward(") == "x, w, b)")
        #expect(Self.rest(of: "loss ") == "y y_hat")
        #expect(Self.rest(of: "zeros ") == nil)
        #expect(Self.rest(of: "q") == nil)
    }
}
