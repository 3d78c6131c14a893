import Builtins
import Interpreter
import Testing

@testable import Shell

@Suite("Hints of signatures") struct SignatureHintTests {
    private static var workspace: Workspace {
        let interpreter = Interpreter()
        let source = """
            x = zeros(10, 5)
            def scaled(x, rate=0.1):
                return x * rate

            """
        _ = interpreter.run(Cell(number: 1, source: source)) { _ in }
        return interpreter.workspace
    }

    /// The hint where `|` stands in the text.
    private func hint(_ marked: String, columns: Int = 300) throws -> String? {
        let bar = try #require(marked.firstIndex(of: "|"))
        let cursor = marked[..<bar].unicodeScalars.count
        let completer = Completer(workspace: Self.workspace, table: .standard)
        let hint = SignatureHint(completer: completer, commands: BuiltinTable.standard.commands)
        return hint.text(of: marked.filter { $0 != "|" }, cursor: cursor, columns: columns)
    }

    static let train = BuiltinTable.standard.entry(named: "train")?.shownSignature ?? ""

    @Test(
        "stand in calls and commands",
        arguments: [
            "train(|", "train(20, |", "train(20, lr=|)", "train((1 + |", "train([2, |", "train |", "train 20|",
            "train 20 lr=0.1|", "if x.any(): train |", "losses = train(|", "train 20 |", "train(\n  20,|",
            "ö = 1; train |",
            "print(1); train |",
        ])
    func stand(text: String) throws { #expect(try hint(text) == Self.train) }

    @Test(
        "of methods, modules, the user's functions and those of the cell",
        arguments: [
            ("x.sum(|", "sum("), ("np.random.normal(|", "normal("), ("scaled(|", "scaled(x, rate=…"),
            ("def f(a, b=1):\n  return a\nf(|", "f(a, b"), ("zeros(2, 3).reshape(|", "reshape("), ("load da|", "load("),
            ("save data.csv |", "save("), ("mean(sum(x), |", "mean("), ("loss(forward(x, |", "forward("),
            ("sum(x, |", "sum(items, start=0)"), ("sum(x, axis=|", "sum(a, axis=None"),
        ])
    func kinds(text: String, start: String) throws { #expect(try hint(text)?.hasPrefix(start) == true) }

    @Test("methods are shown without their receiver") func receiver() throws {
        #expect(try hint("x.sum(|")?.contains("(x") == false)
    }

    @Test(
        "nowhere else",
        arguments: [
            "|", "train|", "x |", "x + |", "(x + |", "train(20)|", "train(20) |", "y = |", "nothing(|", "nothing |",
            "def train(|", "loss = |", "train 20; |", "for i in |", "x[|", "[train, |",
        ])
    func nowhere(text: String) throws { #expect(try hint(text) == nil) }

    @Test(
        "are shortened around the argument that is being typed, and left out where that has no room",
        arguments: [
            ("train |", 220, train), ("train |", 60, "train(epochs, lr=0.01, every=None, tol=None, x=x, y=y, …)"),
            ("train |", 30, "train(epochs, lr=0.01, …)"), ("train |", 16, "train(epochs, …)"), ("train |", 15, nil),
            ("train 20 |", 22, "train(…, lr=0.01, …)"), ("train 20 method=|", 30, "train(…, method='exact', …)"),
            ("train(20, tol=|", 40, "train(…, every=None, tol=None, x=x, …)"), ("train |", 0, nil),
            ("train(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, |", 30, nil),
        ] as [(String, Int, String?)])
    func shortened(text: String, columns: Int, expected: String?) throws {
        let found = try hint(text, columns: columns)
        if let found { #expect(found.count <= columns) }
        #expect(found == expected)
    }

    @Test("the room is what the first line leaves") func room() {
        #expect(SignatureHint.room(behind: "train 20\nmore and more", prompt: 8, columns: 80) == 61)
        #expect(SignatureHint.room(behind: "größe", prompt: 8, columns: 40) == 24)
    }

    @Test("a cell of thousands of characters gets none") func long() throws {
        #expect(try hint(String(repeating: "x = 1\n", count: 1_000) + "train(|") == nil)
    }
}
