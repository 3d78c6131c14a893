import Foundation
import Interpreter
import Rendering
import Testing

/// `explain`: its numbers are NumPy's (`make_steps.py` wrote them), its gradients hold, and it leaves nothing behind.
@Suite struct ExplainTests {
    static let cases: [String] = {
        let url = LookingFixtureTests.folder.appendingPathComponent("steps.expected")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.components(separatedBy: ">>> ").filter { !$0.isEmpty }
    }()

    /// The words of the tables below `Numbers`, a table a block, a row each.
    private func tables(_ page: String) -> [[[String]]] {
        var tables: [[[String]]] = []
        var isTable = false
        for line in page.split(separator: "\n").drop(while: { $0 != "Numbers" }) {
            guard line.hasPrefix("  ["), let end = line.firstIndex(of: "]") else {
                isTable = false
                continue
            }
            if !isTable { tables.append([]) }
            isTable = true
            tables[tables.count - 1].append(line[line.index(after: end)...].split(separator: " ").map(String.init))
        }
        return tables
    }

    /// The page at a width that breaks no table.
    private func page(_ source: String, _ session: inout TestSession) -> String {
        session.run(source)
        return session.told.pages.last?.markup(columns: 1000).plain ?? ""
    }

    @Test func thereAreCases() { #expect(Self.cases.count >= 12) }

    @Test(arguments: cases)
    func numbersOfAStepAreNumPys(text: String) throws {
        let lines = text.split(separator: "\n")
        let head = lines[0].split(separator: "\t")
        let expected = lines.dropFirst().map { $0.split(separator: "\t").map(String.init) }
        var session = TestSession()
        #expect(session.run(String(head[0])) == "")
        let page = page("explain step lr=\(head[1])", &session)
        let tables = tables(page)
        try #require(tables.count == 3)
        func column(_ table: Int, _ index: Int) -> [String] { tables[table].map { $0[index] } }
        for index in 0..<3 { #expect(column(0, index) == expected[index]) }
        for table in 1...2 {
            for (index, place) in [(0, 0), (1, 1), (4, 2), (5, 3)] {
                #expect(column(table, index) == expected[4 * table - 1 + place])
            }
        }
        #expect(page.contains("\n  loss = \(head[2])\n"))
        // And it is what `step` then does.
        session.run("w0 = w; b0 = b; step lr=\(head[1])")
        #expect(session.run("print(loss(y, y_hat))") == "\(head[2])\n")
    }

    @Test(arguments: 0..<100)
    func gradientsHoldByTheCentralDifference(seed: Int) throws {
        var session = TestSession(
            """
            seed \(seed)
            n, p, k = randint(1, 60), randint(1, 9), randint(1, 4)
            x = randn(n, p) * 10.0 ** uniform(-3, 3, size=p) + 3 * randn(1, p)
            y = randn(n, k) * 10.0 ** uniform(-3, 3)
            w, b = randn(p, k), randn(1, k)
            """)
        let tables = tables(page("explain step", &session))
        try #require(tables.count == 3)
        for row in tables[1] + tables[2] {
            let error = try #require(Double(row[3]), "\(row)")
            #expect(error < 1e-6, "\(row)")
        }
    }

    @Test func aWrongGradientIsSeen() throws {
        var session = TestSession("seed 1; x = rand 8 2; y = rand 8 1; w = rand 2 1; b = rand 1 1")
        session.run(
            """
            def backward(y, y_hat, w, b, x, lr):
                r = y_hat - y
                return w - lr * (x.T @ r), b - lr * np.mean(r, axis=0, keepdims=True)
            """)
        let wrong = tables(page("explain step", &session))
        for row in wrong[1] { #expect(try #require(Double(row[3])) > 0.5, "\(row)") }
        for row in wrong[2] { #expect(try #require(Double(row[3])) < 1e-6, "\(row)") }
        session.run(
            """
            def backward(y, y_hat, w, b, x, lr):
                r = 2 * (y_hat - y)
                return w - lr * (x.T @ r) / len(x), b - lr * np.mean(r, axis=0, keepdims=True)
            """)
        let whole = page("explain step", &session)
        for row in tables(whole)[1] { #expect(try #require(Double(row[3])) < 1e-6, "\(row)") }
        #expect(whole.contains("/ 2h, the slope"))
        #expect(whole.contains("Your own backward of [4]."))
    }

    static let harmless = [
        "explain x @ w + b", "explain shuffle(x)", "explain x.sort()", "explain rand(3) + randn(3)",
        "explain seed(3)", "explain rng.normal(size=3)", "explain step", "explain train 5 lr=0.1", "explain forward",
        "explain loss y y_hat", "explain y = x * 2", "explain w -= 1", "explain grown()", "explain grown",
        "explain print(x)", "explain default_rng(3)", "explain [i for i in range(3)]", "explain backward",
        "explain x if len(x) > 2 else w", "explain len(x) > 2 and x[0] is not None or w", "explain noted(x)",
        "explain l.append(4)", "explain train(5)", "explain load",
    ]

    @Test(arguments: harmless)
    func nothingIsLeftBehind(source: String) {
        var session = TestSession(
            "seed 1; x = rand 8 2; y = rand 8 1; w = rand 2 1; b = rand 1 1; y_hat = forward x w b",
            "rng = default_rng(1); l = [1, 2]; count = 0",
            "def grown():\n    global count\n    count += 1\n    return rand(2)",
            "def noted(v):\n    print('noted')\n    return v * 2")
        let before = WorkspacePrint(session.interpreter.workspace)
        let said = session.run(source)
        #expect(!said.hasPrefix("error"), "\(said)")
        #expect(!said.isEmpty)
        #expect(!said.contains("noted\n"))
        #expect(WorkspacePrint(session.interpreter.workspace) == before)
        #expect(session.told.seeds.isEmpty)
    }

    /// The first three draws of the stream stand where they would without `explain`.
    @Test func eachPartIsEvaluatedOnce() {
        var session = TestSession("seed 1", "first, second = rand(), rand()", "seed 1")
        let sum = session.run("print(first + second)").dropLast()
        let said = session.run("explain rand() + rand()")
        #expect(said.hasPrefix("rand() + rand()  float \(sum)\n"))
        #expect(said.contains("├ rand()  float \(session.run("print(first)").dropLast())\n"))
        #expect(said.contains("└ rand()  float \(session.run("print(second)").dropLast())\n"))
    }

    @Test func anUnseededDrawShowsNoNumbers() {
        var session = TestSession()
        let first = session.run("explain rand() + 1")
        #expect(first == session.run("explain rand() + 1"))
        #expect(first == "rand() + 1  float\n└ rand()  float\n")
        #expect(session.told.seeds.isEmpty)
    }

    @Test(arguments: [20, 33, 40, 80, 200])
    func pagesFitTheirWidth(columns: Int) throws {
        var session = TestSession(
            "seed 1; x = rand 80 5; y = rand 80 1; w = rand 5 1; b = rand 1 1; y_hat = forward x w b")
        for source in Self.harmless.prefix(1) + [
            "explain step", "explain forward", "explain loss", "explain train",
            "diagnose", "find(x > 0.5)", "explain (y - (x @ w + b)) ** 2 / len(x)",
        ] {
            session.run(source)
            let page = try #require(session.told.pages.last)
            for line in page.markup(columns: columns).plain.split(separator: "\n") {
                // A row of a label and one number is as narrow as it gets.
                #expect(line.count <= max(columns, 26), "\(source): \(line)")
            }
        }
    }
}
