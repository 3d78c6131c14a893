import Builtins
import Interpreter
import Rendering
import Sessions
import Syntax
import Testing

@testable import Shell

@Suite("The tutorial") struct TutorialTests {
    static let lessons = Lesson.lessons(of: Lessons.text, in: .standard)

    static let hasPlot = BuiltinTable.standard.entry(named: "plot") != nil

    /// Someone who learns, without a terminal.
    struct Learner {
        var tutorial = Tutorial(TutorialTests.lessons)
        var live = LiveSession(Interpreter())
        var interpreter: Interpreter { live.interpreter }

        /// Runs a cell, and judges it.
        mutating func type(_ source: String) -> Tutorial.Verdict {
            let printed = PrintedText()
            let outcome = live.run(Cell(number: live.nextNumber, source: source), receive: printed.receive)
            var cell = LearnerCell(source: source, workspace: interpreter.workspace, printed: printed.text)
            switch outcome {
            case .failed(let diagnostic): cell.failure = "error: \(diagnostic.message)"
            case .asks(let request):
                // The shell carries the others out.
                _ = live.carryOut(request) { _ in }
            default: break
            }
            return tutorial.verdict(on: cell)
        }

        /// Goes on to a lesson, with the solutions of those before.
        mutating func go(to place: Int) {
            for lesson in tutorial.lessons.prefix(place) { for cell in lesson.solution { _ = type(cell) } }
            tutorial.begin(place, after: 0)
        }
    }

    @Test("every lesson has a title, a text, a solution and a check; all lines fit a narrow window") func wellFormed() {
        #expect((8...11).contains(Self.lessons.count))
        for lesson in Self.lessons {
            #expect(!lesson.title.isEmpty && !lesson.solution.isEmpty && !lesson.checks.isEmpty)
            #expect(lesson.lines.contains { !$0.isEmpty && !$0.hasPrefix("  ") })
            #expect(lesson.hints.allSatisfy { !$0.words.isEmpty })
        }
    }

    @Test(
        "its solution, cell by cell, completes each lesson with the last cell and not before",
        arguments: lessons.indices)
    func solutions(place: Int) {
        var learner = Learner()
        learner.go(to: place)
        let solution = Self.lessons[place].solution
        for (index, cell) in solution.enumerated() {
            let verdict = learner.type(cell)
            if index == solution.count - 1 {
                #expect(verdict == .learnt, "\(cell)")
            } else {
                // On the way there is a word for what comes next.
                guard case .notYet(.some) = verdict else {
                    Issue.record("\(cell) gives \(verdict)")
                    continue
                }
            }
        }
    }

    @Test(
        "the same by other words counts as well",
        arguments: [
            (0, "np.random.seed(42); x = np.random.rand(10, 5)"), (1, "w_true = randn(5, 1); y = x @ w_true"),
            (2, "x.shape"), (2, "whos"), (3, "w = zeros(5, 1); b = zeros(1, 1); y_hat = x @ w + b"),
            (4, "mean((y - y_hat) ** 2)"), (5, "y.T @ x"), (6, "train(1000, lr=0.05)"),
            (7, hasPlot ? "plot(losses)" : "losses"),
            (8, "redo 1"), (9, "save mine.session"),
        ])
    func otherWords(place: Int, cell: String) {
        var learner = Learner()
        learner.go(to: place)
        #expect(learner.type(cell) == .learnt)
    }

    @Test(
        "typical mistakes get a hint",
        arguments: [
            (0, "x = rand 10 5", "from another place of the stream"), (0, "seed 42; x = rand 5 10", "rows come first"),
            (0, "seed 7", "Any seed"), (0, "seed 42; x = rand 10 5 1", "another shape"),
            (1, "w_true = randn 5", "neither row nor column"), (1, "w_true = randn 1 5", "is a row"),
            (1, "w_true = randn 4 1", "5 columns"),
            (1, "w_true = randn 5 1; y = x @ w_true + 0.05 * randn(10)", "made y (10, 10)"),
            (2, "w_true.shape", "Look at x"), (3, "w = rand 1 5", "is a row"), (3, "w = rand 5", "one axis"),
            (3, "w = rand 10 1", "5 weights"), (3, "w = rand 5 1; b = 0.5", "a tensor of one row"),
            (3, "w = rand 5 1; b = rand 1 1", "Now predict"), (4, "y - y_hat", "the mean of their squares"),
            (5, "x @ y", "The last line of the message"), (6, "train 2000 lr=3", "the rate is too large"),
            (6, "train 20 lr=0.01", "more epochs"), (6, "step 0.01", "one step"),
            (8, "undo", "Now forward again"),
        ])
    func mistakes(place: Int, cell: String, hint: String) {
        var learner = Learner()
        learner.go(to: place)
        guard case .notYet(let words?) = learner.type(cell) else {
            Issue.record("there is no hint")
            return
        }
        #expect(words.contains(hint), "\(words)")
    }

    @Test("what has nothing to do with the lesson completes none", arguments: lessons.indices)
    func unrelated(place: Int) {
        var learner = Learner()
        learner.go(to: place)
        for cell in ["1 + 1", "nonsense", "help"] { #expect(learner.type(cell) != .learnt, "\(cell)") }
    }

    @Test("a lesson is left out where its built-in is missing, or is there") func requirements() {
        let text =
            "## A\n  plot losses\nwith: no_such\ncheck: 1\n## B\n  1\nwithout: no_such\ncheck: 1\n## C\n  1\nwith: rand\n"
        #expect(Lesson.lessons(of: text, in: .standard).map(\.title) == ["B", "C"])
        #expect(Self.lessons.flatMap(\.solution).contains("plot losses") == Self.hasPlot)
    }

    @Test("it is for the prompt, and says so elsewhere") func elsewhere() throws {
        let outcome = try Descent.run(["run", "-c", "tutorial"])
        #expect(outcome.status == 1 && outcome.errors.contains("tutorial is for the prompt"))
        let piped = try Descent.run([], input: "tutorial\n")
        #expect(piped.status == 1 && piped.errors.contains("the tutorial is for the prompt of a terminal"))
    }

    @Test("pages are no wider than the window", arguments: [40, 80, 200]) func width(columns: Int) {
        var tutorial = Tutorial(Self.lessons)
        for place in tutorial.lessons.indices {
            tutorial.begin(place, after: 0)
            for line in tutorial.page(columns: columns).plain.split(separator: "\n") { #expect(line.count <= columns) }
        }
    }
}
