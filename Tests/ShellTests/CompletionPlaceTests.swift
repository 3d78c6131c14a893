import Builtins
import Interpreter
import LineEditing
import Testing

@testable import Shell

@Suite("Completion by place") struct CompletionPlaceTests {
    private static var workspace: Workspace {
        let interpreter = Interpreter()
        let source = """
            x = zeros(10, 5)
            rates = {"sgd": 0.01, "adam": [1, 2], 3: "three"}
            def scaled(x, rate=0.1):
                'Scales x.'
                return x * rate
            class Model:
                def __init__(self):
                    self.weights = 1
                    self.bias = 2
                def fit(self, epochs): return epochs
            model = Model()

            """
        _ = interpreter.run(Cell(number: 1, source: source)) { _ in }
        return interpreter.workspace
    }

    private static func candidates(_ text: String) -> [Candidate] {
        var completer = Completer(workspace: workspace, table: .standard)
        completer.cells = {
            [
                CellLine(number: 12, source: "w = w * 2", steps: 1), CellLine(number: 3, source: "whos", steps: nil),
                CellLine(number: 1, source: "w = ones 2", steps: 2),
            ]
        }
        return completer.completion(of: text, cursor: text.unicodeScalars.count)?.candidates ?? []
    }

    private static func texts(_ text: String) -> [String] { candidates(text).map { $0.text + $0.suffix } }

    @Test(
        "what a parameter takes comes first",
        arguments: [
            ("train 20 lr=", ["0.001", "0.01", "0.1"]), ("train(20, lr=", ["0.001", "0.01", "0.1"]),
            ("train 20 method=", ["exact", "gram", "auto"]),
            ("train(20, method=", ["\"exact\"", "\"gram\"", "\"auto\""]), ("x.sum(axis=", ["0", "1", "None"]),
            ("np.mean(x, axis=", ["0", "1", "None"]), ("zeros(3, dtype=", ["float", "int"]),
        ])
    func parameters(text: String, first: [String]) {
        #expect(Array(Self.texts(text).prefix(first.count)) == first)
    }

    @Test(
        "cells, steps and options are all there is",
        arguments: [
            ("goto ", ["12", "3", "1"]), ("goto 1", ["12", "1"]), ("edit ", ["12", "3", "1"]), ("undo ", ["1", "2"]),
            ("record a.session --", ["--digests ", "--force "]), ("tutorial s", ["skip "]),
        ])
    func places(text: String, all: [String]) { #expect(Self.texts(text) == all) }

    @Test(
        "keys of dictionaries, attributes of instances, keywords of functions",
        arguments: [
            ("rates[\"", ["sgd\"]", "adam\"]"]), ("rates['a", ["adam']"]), ("rates[", ["'sgd']", "'adam']", "3]"]),
            ("rates[\"adam\"].app", ["append("]), ("model.", ["bias", "fit(", "weights"]),
            ("scaled(x, ra", ["rate="]), ("model.fit(ep", ["epochs="]),
        ])
    func keys(text: String, first: [String]) {
        #expect(Self.texts(text).filter { !$0.hasPrefix("_") }.starts(with: first), "\(Self.texts(text).prefix(9))")
    }

    @Test("what is said of the chosen one")
    func summaries() {
        #expect(Self.candidates("scal").first?.summary == "Scales x.")
        #expect(Self.candidates("x.mea").first?.summary.isEmpty == false)
        #expect(Self.candidates("train 20 eve").first?.summary.isEmpty == false)
        #expect(Self.candidates("goto ").map(\.detail) == ["w = w * 2", "whos", "w = ones 2"])
    }
}
