import Builtins
import Interpreter
import Syntax
import Testing

/// What command form, and the bare names that Python has too, make of the same entries.
@Suite("Built-ins by command form and by bare name")
struct BuiltinCommandTests {
    /// Cells of which the last two must print the same.
    struct Pair: Sendable, CustomTestStringConvertible {
        var preparation = "x = arange(6); m = x.reshape(2, 3)"
        var command: String
        var call: String
        var testDescription: String { command }

        init(_ command: String, _ call: String) {
            self.command = command
            self.call = call
        }
    }

    static let pairs = [
        Pair("zeros 3 2", "np.zeros((3, 2))"),
        Pair("zeros (3, 2)", "np.zeros((3, 2))"),
        Pair("ones 2 dtype=int", "np.ones(2, dtype=int)"),
        Pair("full 3 7", "np.full(3, 7)"),
        Pair("eye 2", "np.eye(2)"),
        Pair("arange 5", "np.arange(5)"),
        Pair("arange 2 10 3", "np.arange(2, 10, 3)"),
        Pair("linspace -1 1 5", "np.linspace(-1, 1, 5)"),
        Pair("linspace 0 1 num=3", "np.linspace(0, 1, num=3)"),
        Pair("reshape x 2 3", "np.reshape(x, (2, 3))"),
        Pair("reshape x -1 2", "np.reshape(x, (-1, 2))"),
        Pair("transpose m", "m.T"),
        Pair("flatten m", "m.flatten()"),
        Pair("vstack x x", "np.vstack((x, x))"),
        Pair("hstack m m", "np.hstack((m, m))"),
        Pair("column_stack x x", "np.column_stack((x, x))"),
        Pair("concatenate x x", "np.concatenate((x, x))"),
        Pair("concatenate m m axis=1", "np.concatenate((m, m), 1)"),
        Pair("stack x x axis=1", "np.stack((x, x), 1)"),
        Pair("mean m axis=0", "np.mean(m, axis=0)"),
        Pair("std x", "np.std(x)"),
        Pair("cumsum x", "np.cumsum(x)"),
        Pair("exp x", "np.exp(x)"),
        Pair("clip x 1 3", "np.clip(x, 1, 3)"),
        Pair("where (x > 2) x 0", "np.where(x > 2, x, 0)"),
        Pair("dot x x", "np.dot(x, x)"),
        Pair("outer x x", "np.outer(x, x)"),
        Pair("norm x", "np.linalg.norm(x)"),
        Pair("unique x[:2]", "np.unique(x[:2])"),
        Pair("sum(m, axis=1)", "np.sum(m, axis=1)"),
        Pair("max(m, axis=0)", "np.max(m, axis=0)"),
        Pair("min(m, axis=1, keepdims=True)", "np.min(m, axis=1, keepdims=True)"),
        Pair("all(m, axis=0)", "np.all(m, axis=0)"),
        Pair("round(m / 7, decimals=2)", "np.round(m / 7, decimals=2)"),
    ]

    @Test(arguments: pairs)
    func commandMeansCall(_ pair: Pair) {
        var runner = CellRunner()
        #expect(runner.run(pair.preparation).failure == nil)
        let command = runner.run(pair.command)
        let call = runner.run(pair.call)
        #expect(command.failure == nil)
        #expect(call.failure == nil)
        #expect(!call.output.isEmpty)
        #expect(command.output == call.output)
    }

    @Test(arguments: ["rand 10 5", "randn 3", "random 4", "normal 0 1 (2, 2)", "randint 0 9 5", "permutation 6"])
    func commandsDrawWhatCallsDraw(_ command: String) {
        let words = command.split(separator: " ", maxSplits: 1)
        let arguments = words[1].contains("(") ? "0, 1, (2, 2)" : words[1].replacing(" ", with: ", ")
        var runner = CellRunner()
        #expect(runner.run("seed 7").failure == nil)
        let drawn = runner.run(command)
        #expect(runner.run("np.random.seed(7)").failure == nil)
        let called = runner.run("np.random.\(words[0])(\(arguments))")
        #expect(drawn.failure == nil)
        #expect(!drawn.output.isEmpty)
        #expect(drawn.output == called.output)
    }

    @Test func shuffleAndSortChangeTheNameTheyAreGiven() {
        var runner = CellRunner()
        #expect(runner.run("seed 1; x = np.array([3, 1, 2]); y = x; l = [5, 4]").failure == nil)
        #expect(runner.run("x.sort()").output.isEmpty)
        #expect(runner.run("x").output == ["[1 2 3]"])
        #expect(runner.run("y").output == ["[1 2 3]"])
        #expect(runner.run("shuffle(x)").output.isEmpty)
        #expect(runner.run("shuffle(l)").output.isEmpty)
        #expect(runner.run("np.sort(x)").output == ["[1 2 3]"])
        #expect(runner.run("sorted(l)").output == ["[4, 5]"])
    }

    @Test func aFailedDrawLeavesTheStreamAsItWas() {
        var runner = CellRunner()
        #expect(runner.run("seed 3").failure == nil)
        #expect(runner.run("rand(2); normal(0, -1)").failure != nil)
        let after = runner.run("rand 3")
        #expect(runner.run("seed 3").failure == nil)
        #expect(runner.run("rand 3").output == after.output)
    }

    @Test func anUnseededDrawTellsItsSeed() throws {
        let interpreter = Interpreter()
        let seeds = Seeds()
        _ = interpreter.run(Cell(number: 1, source: "x = rand 3")) { event in
            if case .seeded(let seed) = event { seeds.told.append(seed.value) }
        }
        let seed = try #require(seeds.told.first)
        _ = interpreter.run(Cell(number: 2, source: "r = default_rng(); y = rand 2")) { event in
            if case .seeded(let seed) = event { seeds.told.append(seed.value) }
        }
        #expect(seeds.told == [seed])
        var again = CellRunner()
        #expect(again.run("seed \(seed); x = rand 3; r = default_rng(); y = rand 2").failure == nil)
        var printed: [String] = []
        _ = interpreter.run(Cell(number: 3, source: "print(x, y, r.random(2))")) { event in
            if case .output(let text) = event { seeds.text += text }
        }
        printed = again.run("print(x, y, r.random(2))").output
        #expect(!printed.isEmpty)
        #expect(seeds.text == printed.joined(separator: "\n") + "\n")
    }

    private final class Seeds {
        var told: [Int] = []
        var text = ""
    }

    @Test func everyEntryHasASummaryAndANameOfItsOwn() {
        let table = BuiltinTable.standard
        #expect(table.entries.count > 200)
        for entry in table.entries {
            #expect(!entry.summary.isEmpty, "\(entry.name)")
        }
        var seen: Set<String> = []
        for entry in table.entries where entry.door != .numpy {
            #expect(seen.insert(entry.name).inserted, "\(entry.name) stands twice")
        }
        var paths: Set<String> = []
        for entry in table.entries where entry.door != .bare {
            #expect(paths.insert(entry.numpyPath).inserted, "np.\(entry.numpyPath) stands twice")
        }
    }
}
