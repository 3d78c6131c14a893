import Interpreter
import Sessions
import Syntax
import Tensors
import Testing

@Suite("undo, redo and goto") struct TimelineTests {
    private static let model = "seed 0\nx = rand 6 3\ny = rand 6 1\nw = rand 3 1\nb = rand 1 1"

    @Test("undo says what it undid, in the words that are promised")
    func training() throws {
        var session = TypedSession("1", Self.model, "lr = 1", "2", "train 3 every=0", "4", "train 100 lr=1 every=0")
        #expect(try session.undo() == "undid [7] train 100 lr=1 every=0: w b y_hat losses as after [6]")
        #expect(try session.undo() == "undid [5] train 3 every=0: w b as after [4], y_hat losses gone")
        #expect(
            try session.redo(2)
                == "redid [5] train 3 every=0, [7] train 100 lr=1 every=0: w b y_hat losses as after [7]")
    }

    @Test("more than there is to undo or redo is said")
    func fewer() throws {
        var session = TypedSession("a = 1", "b = 2")
        var notes: [String] = []
        for command in ["undo 1", "redo 1", "undo 9", "redo 3"] {
            guard case .asks(let request) = session.live.run(Cell(number: 9, source: command), receive: { _ in }) else {
                Issue.record("\(command) asks for nothing")
                continue
            }
            _ = session.live.carryOut(request) {
                if case .diagnostic(let diagnostic) = $0 { notes.append(diagnostic.message) }
            }
        }
        #expect(
            notes == [
                "undid [2] b = 2: b gone", "redid [2] b = 2: b as after [2]",
                "undid [1] a = 1, [2] b = 2: a b gone; there is nothing more to undo",
                "redid [1] a = 1, [2] b = 2: a b as after [2]; there is nothing more to redo",
            ])
    }

    @Test("cells that only look are passed over, and several can be undone at once")
    func several() throws {
        var session = TypedSession("a = 1", "a = 2", "a", "b = 3", "a", "b")
        #expect(try session.undo(2) == "undid [2] a = 2, [4] b = 3: a as after [1], b gone")
        #expect(session.cells == "# %% [1]\na = 1\n")
        #expect(try session.redo() == "redid [2] a = 2: a as after [2]")
        #expect(try session.undo(9) == "undid [1] a = 1, [2] a = 2: a gone")
        #expect(throws: TravelError.nothingToUndo) { try session.live.undo() }
        #expect(try session.redo(9) == "redid [1] a = 1, [2] a = 2, [4] b = 3: a b as after [4]")
        #expect(throws: TravelError.nothingToRedo) { try session.live.redo() }
    }

    @Test("redo brings back the cells that looked at what was undone")
    func looks() throws {
        var session = TypedSession("a = 1", "a", "a = 2", "a + 1", "print(a)")
        let whole = session.cells
        _ = try session.undo(2)
        #expect(session.cells == "")
        #expect(try session.redo() == "redid [1] a = 1: a as after [1]")
        #expect(session.cells == "# %% [1]\na = 1\n# %% [2]\na\n#> 1\n")
        #expect(try session.redo() == "redid [3] a = 2: a as after [3]")
        #expect(session.cells == whole)
        _ = try session.go(to: 0)
        _ = try session.redo(2)
        #expect(session.cells == whole)
    }

    @Test("a text that a loop made longer in its own memory is what it was before")
    func grownText() throws {
        var session = TypedSession(
            "s = 'a'", "t = s", "for i in range(3): s += str(i)", "for c in 'xy': s += c\n1 / 0", "s += '!'")
        #expect(session.run("print(s, t)") == "a012! a\n")
        _ = try session.undo()
        #expect(session.run("print(s, t)") == "a012 a\n")
        _ = try session.undo()
        #expect(session.run("print(s, t)") == "a a\n")
        _ = try session.redo(2)
        #expect(session.run("print(s, t)") == "a012! a\n")
    }

    @Test("the random state comes back, and is told of")
    func randomState() throws {
        var session = TypedSession("seed 3", "rand 2")
        let before = session.live.interpreter.workspace.randomState
        #expect(try session.undo() == "undid [2] rand 2: the random state as after [1]")
        #expect(session.live.interpreter.workspace.randomState != before)
        let drawn = session.run("rand 2")
        #expect(session.live.interpreter.workspace.randomState == before)
        #expect(drawn == "[0.5507979  0.70814782]\n")
        #expect(try session.undo(2) == "undid [1] seed 3, [3] rand 2: the random state as at the beginning")
    }

    @Test(
        "only a cell that changes something ends what redo leads to",
        arguments: ["b", "1 + 1", "boom", "b = (", "print(b)"])
    func kept(_ look: String) throws {
        var session = TypedSession("b = 1", "b = 2")
        _ = try session.undo()
        session.run(look)
        #expect(try session.redo() == "redid [2] b = 2: b as after [2]")
    }

    @Test(
        "a cell that changes something ends it", arguments: ["b = 1", "c = 1", "seed 1", "del b", "reset", "rand 1;"])
    func dropped(_ change: String) throws {
        var session = TypedSession("b = 1", "b = 2")
        _ = try session.undo()
        session.run(change)
        #expect(throws: TravelError.nothingToRedo) { try session.live.redo() }
        #expect(throws: TravelError.elsewhere(2)) { try session.live.go(to: 2) }
    }

    @Test("goto leads to every state of the session and of what was undone, and redo from there")
    func anywhere() throws {
        var session = TypedSession("a = 1", "a", "a = 2", "a", "a = 3")
        #expect(try session.go(to: 2) == "at [2]: a as after [2]")
        #expect(try session.go(to: 4) == "at [4]: a as after [4]")
        #expect(try session.redo() == "redid [5] a = 3: a as after [5]")
        #expect(try session.go(to: 0) == "at the beginning: a gone")
        #expect(try session.go(to: 2) == "at [2]: a as after [2]")
        #expect(try session.redo() == "redid [3] a = 2: a as after [3]")
        #expect(try session.redo() == "redid [5] a = 3: a as after [5]")
        #expect(throws: TravelError.noSuchCell(9, last: 5)) { try session.live.go(to: 9) }
        session.run("boom")
        #expect(throws: TravelError.leftNothing(6)) { try session.live.go(to: 6) }
    }

    @Test("reset can be undone, and the session begins after it; a cell that goes on after it is kept whole")
    func reset() throws {
        var session = TypedSession("a = 1", "reset", "b = 2")
        #expect(session.cells == "# %% [3]\nb = 2\n")
        #expect(try session.undo(2) == "undid [2] reset, [3] b = 2: a as after [1], b gone")
        session.run("reset; c = 3")
        #expect(session.cells == "# %% [1]\na = 1\n# %% [4]\nreset; c = 3\n")
        session.run("reset = 5")
        session.run("reset")
        #expect(session.cells.hasSuffix("# %% [5]\nreset = 5\n# %% [6]\nreset\n#> 5\n"))
    }

    @Test("an edit is one step, and one that fails leaves all as it was")
    func edit() throws {
        var session = TypedSession("a = 1", "b = a + 1", "c = b + 1")
        let later = try session.live.beginEditing(at: 1).dropFirst().map(\.typedSource)
        for source in ["a = 10"] + later { session.run(source) }
        try session.live.endEditing(keeps: true)
        #expect(session.run("a, b, c") == "(10, 11, 12)\n")
        #expect(try session.undo().hasSuffix("a b c as after [3]"))
        #expect(session.cells.hasPrefix("# %% [1]\na = 1\n"))
        #expect(try session.redo().hasSuffix("a b c as after [6]"))
        _ = try session.live.beginEditing(at: 4)
        session.run("a = boom")
        try session.live.endEditing(keeps: false)
        #expect(session.run("a, b, c") == "(10, 11, 12)\n")
        #expect(throws: TravelError.elsewhere(2)) { _ = try session.live.beginEditing(at: 2) }
        #expect(throws: TravelError.noSuchCell(30, last: 9)) { _ = try session.live.beginEditing(at: 30) }
    }

    // MARK: - Memory

    @Test("a checkpoint shares the storage of its tensors, however many there are")
    func sharing() throws {
        var session = TypedSession("big = zeros(1310720)", "n = 0")
        for number in 1...1000 { session.run("n = \(number)") }
        #expect(session.live.timeline.heldBytes(besides: session.live.interpreter.workspace) < 1 << 20)
        session.run("big = big + 1")
        // All of them hold the one of before.
        #expect(
            (10 << 20..<11 << 20)
                .contains(session.live.timeline.heldBytes(besides: session.live.interpreter.workspace)))
        _ = try session.undo(900)
        #expect(session.run("n, big.sum()") == "(101, np.float64(0.0))\n")
    }

    @Test("the oldest states are let go first, never the present one")
    func letGo() throws {
        var session = TypedSession(largestHold: 3 << 20)
        for number in 1...6 { session.run("t = zeros(131072) + \(number)") }
        // Each holds 1 MB and a little: two besides the present one.
        let loss = "can no longer be gone back to: earlier states held a quarter of the memory"
        #expect(session.notes == ["the beginning to [1] \(loss)", "[2] \(loss)", "[3] \(loss)"])
        #expect(throws: TravelError.letGo(3)) { try session.live.go(to: 3) }
        #expect(try session.undo(2) == "undid [5] t = zeros(131072) + 5, [6] t = zeros(131072) + 6: t as after [4]")
        #expect(throws: TravelError.letGo(3)) { try session.live.undo() }
        #expect(session.run("t[0]") == "4.0\n")
        #expect(try session.go(to: 0) == "at the beginning: t gone")
        #expect(session.live.timeline.heldBytes(besides: session.live.interpreter.workspace) < 4 << 20)
    }

    @Test("what is said when a journey is not possible")
    func words() {
        let errors: [TravelError] = [
            .nothingToUndo, .nothingToRedo, .noSuchCell(4, last: nil), .noSuchCell(4, last: 2), .leftNothing(3),
            .elsewhere(5), .letGo(6), .letGo(0),
        ]
        let said = errors.map { SessionsTests.text($0.diagnostic) }.joined()
        #expect(
            said == """
                error: there is nothing to undo: no cell has changed anything
                error: there is nothing to redo
                  only what undo took back can be done again, until a new cell changes something
                error: there is no cell [4]
                  no cell has run yet
                error: there is no cell [4]
                  the last one is [2]; history shows them
                error: [3] failed, and left no state of its own
                  history shows the cells
                error: [5] was undone, and other cells have run since
                  rerun 5 repeats it on the present workspace
                error: the state after [6] can no longer be reached
                  it was released, since earlier states held too much memory
                error: the beginning can no longer be reached
                  it was released, since earlier states held too much memory

                """)
    }
}
