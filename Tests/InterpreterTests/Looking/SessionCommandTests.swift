import Builtins
import Interpreter
import Syntax
import Testing

/// `time`, `history` and `reset`.
@Suite struct SessionCommandTests {
    @Test func timeTellsADurationAndRunsItsStatement() {
        var session = TestSession("x = ones 3 3")
        #expect(session.run("time y = x @ x") == "")
        #expect(session.told.notes.count == 1)
        #expect(session.told.notes.first?.wholeMatch(of: /took [0-9.]+ (ns|µs|ms|s)/) != nil)
        #expect(session.run("y[0, 0]") == "3.0\n")
        #expect(session.run("time x.sum()") == "9.0\n")
        #expect(session.run("_") == "9.0\n")
        #expect(session.run("time x.sum();") == "")
        #expect(session.run("total = time x.sum()\ntotal") == "9.0\n")
        #expect(session.run("time print(1); print(2)") == "1\n2\n")
    }

    @Test func whosCountsWhatOnlyFunctionsHold() {
        var session = TestSession("def make():\n    c = np.ones(5000)\n    return lambda: c.sum()\nf = make()")
        #expect(session.run("whos").contains(", 40 kB held\n"))
        session.run("def g(v=np.ones(1000)):\n    return v")
        #expect(session.run("whos").contains(", 48 kB held\n"))
    }

    @Test func anErrorInWhatIsTimedFailsTheCell() {
        var session = TestSession("x = ones 3 2")
        let said = session.run("y = 1\ntime z = x @ x")
        #expect(said.hasPrefix("error: cannot multiply x (3, 2) @ x (3, 2)"))
        #expect(session.told.notes.isEmpty)
        #expect(session.interpreter.workspace.order.sorted() == ["x"])
    }

    @Test func timedCellsAreRecordedAndLookingBackIsNot() throws {
        let interpreter = Interpreter()
        for (source, isRecorded) in [("time x = 1", true), ("history", false), ("reset", false), ("stats x", true)] {
            let block = try Parser(commands: interpreter.table.commands).parse(source)
            #expect(interpreter.isRecorded(block) == isRecorded, "\(source)")
        }
    }

    @Test(
        arguments: [
            ("history", nil), ("history x", "x"), ("history \"x @ w\"", "x @ w"), ("history 3", "3"),
            ("history('a')", "a"),
        ] as [(String, String?)])
    func historyAsksForInputs(source: String, search: String?) {
        let interpreter = Interpreter()
        let outcome = interpreter.run(Cell(number: 1, source: source)) { _ in }
        guard case .asks(let request) = outcome else {
            Issue.record("\(source) asks for nothing: \(outcome)")
            return
        }
        #expect(request.action == .history(search: search))
        #expect(request.command == "history")
    }

    @Test func resetForgetsEverything() {
        var session = TestSession("seed 3", "x = rand 4 2; y = rand 4 1; w = rand 2 1; b = rand 1", "train 3", "x")
        #expect(session.interpreter.workspace.training != nil)
        session.run("reset")
        #expect(session.told.notes == ["reset: 6 names dropped, and the random state"])
        #expect(WorkspacePrint(session.interpreter.workspace) == WorkspacePrint(Workspace()))
        #expect(session.run("_").hasPrefix("error: there is no _"))
        session.run("reset")
        #expect(session.told.notes == ["reset: 0 names dropped"])
        session.run("rand 2")
        #expect(session.told.seeds.count == 1)
    }

    @Test func aCellThatFailsBehindResetKeepsEverything() {
        var session = TestSession("x = 1")
        #expect(session.run("reset; there").hasPrefix("error: there is no there"))
        #expect(session.run("x") == "1\n")
    }
}
