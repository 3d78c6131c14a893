import Builtins
import Foundation
import Interpreter
import Kernels
import Syntax
import Tensors
import Testing

/// Work that would take minutes, and Ctrl-C while it runs.
///
/// The request belongs to the whole process, so these tests run in processes of their own: no other test may see it.
@Suite struct InterruptionTests {
    static let preamble = """
        seed(1)
        n = 0
        x = rand(200, 50)
        m = rand(150, 150)
        v = rand(200000)
        k = np.arange(200000)
        w = rand(50, 1)
        b = rand(1, 1)
        y = x @ w + b
        rng = np.random.default_rng(3)
        l = list(range(100000))
        def fib(n):
            return n if n < 2 else fib(n - 1) + fib(n - 2)
        """

    static let cells = [
        "n = 1\nwhile True: n += 1",
        "for i in range(10 ** 15): n = i",
        "[i for i in range(10 ** 15)]",
        "fib(35)",
        "n = [fib(35) for i in range(3)]",
        "for i in range(10 ** 9): v = v + np.exp(v)",
        "for i in range(10 ** 9): z = rand(200000); n = n + 1",
        "for i in range(10 ** 9): z = m @ m",
        "for i in range(10 ** 9): z = np.sort(v); k = k[::-1]",
        "while True: np.linalg.svd(m)",
        "while True: np.linalg.eigh(m @ m.T)",
        "while True: np.linalg.solve(m, m)",
        "for i in range(10 ** 9): shuffle(v)",
        "for i in range(10 ** 9): rng.permutation(200000)",
        "for i in range(10 ** 9): v[k] = v[k[::-1]] + 1",
        "for i in range(10 ** 9): z = np.cumsum(v).sum() + v.max() + np.median(v)",
        "for i in range(10 ** 9): z = np.where(v > 0.5, v, -v)",
        "for i in range(10 ** 9): z = np.repeat(v, 3); z = np.tile(v, 2); z = np.concatenate([v, v])",
        "for i in range(10 ** 9): z = np.zeros(3000000) + np.arange(3000000) + np.linspace(0, 1, 3000000)",
        "while True: z = sum(l); z = sorted(l, reverse=True); z = str(l); z = l * 10; z = 'ab' * 10000000",
        "while True: z = v.tolist(); z = np.array(z)",
        "while True: print(l)",
        "def g():\n    while True: yield n\nfor i in g(): n += 1",
        "list(iter(int, 1))", "def g():\n    while True: yield n\nany(g())", "7 in (i for i in iter(int, 1))",
        "def g():\n    while True: yield from ()\nlist(g())", "next(filter(None, iter(int, 1)))",
        "train(10 ** 9, every=0)\nn = 5",
        "def f():\n    train(10 ** 9, every=0)\nf()",
        "train(10 ** 7, lr=[1e-5, 1e-4])",
    ]

    private static func session(_ sources: String...) -> Interpreter {
        let interpreter = Interpreter()
        for (index, source) in sources.enumerated() {
            guard case .finished = interpreter.run(Cell(number: index + 1, source: source), receive: { _ in }) else {
                Issue.record("this cell should run: \(source)")
                continue
            }
        }
        return interpreter
    }

    /// Runs a cell, and asks it to stop once it has run for a moment.
    private static func interrupt(
        _ source: String, in interpreter: inout Interpreter, after seconds: Double = 0.03
    ) -> (outcome: CellEnding, told: Told) {
        let told = Told()
        Interruption.clear()
        let thread = Thread {
            Thread.sleep(forTimeInterval: seconds)
            Interruption.request()
        }
        thread.start()
        let outcome = interpreter.run(Cell(number: 100, source: source)) { told.receive($0) }
        while !thread.isFinished { Thread.sleep(forTimeInterval: 0.0001) }
        Interruption.clear()
        return (outcome, told)
    }

    /// Only where it is the cell's last statement does a training that was stopped keep anything.
    @Test(arguments: [
        "for i in range(2): train(10 ** 8, every=0)", "if True: train(10 ** 8, every=0)",
        "[train(10 ** 8, every=0) for i in range(2)]", "print(train(10 ** 8, every=0))",
        "train(10 ** 8, every=0); done = 1", "time train 100000000 every=0",
    ])
    func trainingWithinOtherWorkChangesNothing(source: String) async {
        await #expect(processExitsWith: .success) { [source] in
            var interpreter = Self.session("seed(1)", Self.models[0])
            let before = WorkspacePrint(interpreter.workspace)
            let (outcome, told) = Self.interrupt(source, in: &interpreter, after: 0.3)
            guard case .interrupted = outcome else {
                Issue.record("it ended otherwise: \(outcome)")
                return
            }
            #expect(told.shortened == nil)
            #expect(WorkspacePrint(interpreter.workspace) == before)
        }
    }

    @Test func allWorkStopsAndChangesNothing() async {
        await #expect(processExitsWith: .success) {
            var interpreter = Self.session(Self.preamble)
            let before = WorkspacePrint(interpreter.workspace)
            for source in Self.cells {
                let (outcome, told) = Self.interrupt(source, in: &interpreter)
                guard case .interrupted(let diagnostic) = outcome else {
                    Issue.record("\(source) ended otherwise: \(outcome)")
                    continue
                }
                #expect(diagnostic.message == "interrupted" && diagnostic.range != nil, "\(source)")
                #expect(diagnostic.notes.last == "nothing changed" || !diagnostic.notes.isEmpty, "\(source)")
                #expect(told.shortened == nil, "\(source)")
                #expect(WorkspacePrint(interpreter.workspace) == before, "\(source)")
            }
        }
    }

    /// Whatever the moment, a cell has run or it hasn't.
    @Test func aCellIsDoneOrUndone() async {
        await #expect(processExitsWith: .success) {
            let start = "seed(1)\nv = rand(300000)\nn = 0"
            let source = "v = np.sqrt(v * 2) + 1\nn = n + 1\nw = rand(100000)"
            let before = WorkspacePrint(Self.session(start).workspace)
            let finished = WorkspacePrint(Self.session(start, source).workspace)
            for attempt in 0..<30 {
                var interpreter = Self.session(start)
                let (outcome, _) = Self.interrupt(source, in: &interpreter, after: Double(attempt) * 0.004)
                switch outcome {
                case .finished: #expect(WorkspacePrint(interpreter.workspace) == finished)
                case .interrupted: #expect(WorkspacePrint(interpreter.workspace) == before)
                default: Issue.record("it ended otherwise: \(outcome)")
                }
            }
        }
    }

    static let models = [
        "x = rand(20, 5)\ny = rand(20, 1)\nw = rand(5, 1)\nb = rand(1, 1)",
        // An epoch of this is stopped in its midst.
        "x = rand(4000, 64)\ny = rand(4000, 1)\nw = rand(64, 1)\nb = rand(1, 1)",
        """
        x = rand(20, 5)
        y = rand(20, 1)
        w = rand(5, 1)
        b = rand(1, 1)
        count = 0
        grad(lambda v: v * v)(1.0);
        def forward(x, w, b):
            global count
            count = count + 1
            noise = rand(20, 1)
            return x @ w + b + noise * 1e-3
        """,
    ]

    /// The session records as many epochs as were finished; run again, they leave the same.
    @Test func trainingKeepsWhatTheLastFinishedEpochLeft() async {
        await #expect(processExitsWith: .success) {
            for model in Self.models {
                let session = Self.session("seed(1)", model)
                var interrupted = session
                let (outcome, told) = Self.interrupt(
                    "train(10 ** 8, lr=1e-4, every=0)", in: &interrupted, after: 0.8)
                guard case .finished = outcome, let epochs = told.shortened, epochs > 0 else {
                    Issue.record("\(model): \(outcome), \(told.shortened ?? -1) epochs")
                    continue
                }
                #expect(told.notes.last == "stopped after \(epochs) of 100000000 epochs")
                let again = session
                _ = again.run(Cell(number: 100, source: "train(\(epochs), lr=1e-4, every=0)")) { _ in }
                #expect(WorkspacePrint(again.workspace) == WorkspacePrint(interrupted.workspace), "\(model)")
            }
        }
    }
}
