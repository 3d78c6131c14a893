import Builtins
import Interpreter
import Sessions
import Testing

@Suite("running a changed file again") struct WatchedSessionTests {
    /// The cells that a run takes, what it prints, and what comes of it.
    private func run(_ text: String, in watched: inout WatchedSession) throws -> (
        ran: [Int], difference: WorkspaceDifference?
    ) {
        final class Ran { var numbers: [Int] = [] }
        let ran = Ran()
        let file = try session(text)
        let difference = try watched.run(file) { report in
            if case .begins(let cell) = report { ran.numbers.append(cell.cell.number) }
            return true
        }
        return (ran.numbers, difference)
    }

    private let first = "# %% [1]\nseed 1\nx = rand 3\n# %% [2]\nw = x * 2\n# %% [3]\nz = rand 1\n"

    @Test("only the first changed cell and those after it run, in the workspace from before") func changes() throws {
        var watched = WatchedSession(Interpreter())
        let start = try run(first, in: &watched)
        #expect(start.ran == [1, 2, 3])
        #expect(start.difference == nil)
        let edited = try run(first.replacing("x * 2", with: "x * 3"), in: &watched)
        #expect(edited.ran == [2, 3])
        // The same draw: the random state too is that of before.
        #expect(edited.difference?.changed.map(\.name) == ["w"])
        #expect(edited.difference?.isRandomStateChanged == false)
        let all = try run(first.replacing("seed 1", with: "seed 2"), in: &watched)
        #expect(all.ran == [1, 2, 3])
        #expect(all.difference?.changed.map(\.name) == ["x", "w", "z"])
    }

    @Test(
        "labels, titles, empty lines around and records are no changes",
        arguments: [
            "# %% [1]\nseed 1\nx = rand 3\n# %% [2]\nw = x * 2\n# %% [3]\nz = rand 1\n",
            "\n# descent\n# %% [1] a\n\nseed 1\nx = rand 3\n#> 1\n# %% [5]\nw = x * 2\n\n# %% [6] c\nz = rand 1\n#= z 0123456789abcdef\n",
        ])
    func same(text: String) throws {
        var watched = WatchedSession(Interpreter())
        _ = try run(first, in: &watched)
        let again = try run(text, in: &watched)
        #expect(again.ran == [])
        #expect(again.difference == nil)
        #expect(watched.isUnchanged(try session(text)))
    }

    @Test("cells at the end that are gone take their names with them") func gone() throws {
        var watched = WatchedSession(Interpreter())
        _ = try run(first, in: &watched)
        let shorter = try run(first.replacing("# %% [3]\nz = rand 1\n", with: ""), in: &watched)
        #expect(shorter.ran == [])
        #expect(shorter.difference?.removed == ["z"])
        let longer = try run(first + "# %%\nq = z\n", in: &watched)
        #expect(longer.ran == [3, 4])
    }

    @Test("after a cell that fails the next run goes on there") func failure() throws {
        var watched = WatchedSession(Interpreter())
        let failure = #expect(throws: ReplayFailure.self) {
            try run(first + "# %% [4]\nzz\n# %% [5]\nv = 1\n", in: &watched)
        }
        #expect(failure?.cell.cell.number == 4)
        #expect(try run(first + "# %% [4]\nzz\n# %% [5]\nv = 1\n", in: &watched).ran == [])
        #expect(try run(first + "# %% [4]\nx\n# %% [5]\nv = 1\n", in: &watched).ran == [4, 5])
    }

    @Test("an unasked seed is kept from run to run") func seed() throws {
        var watched = WatchedSession(Interpreter())
        _ = try run("# %%\nx = rand 3\n", in: &watched)
        let again = try run("# %%\nx = rand 3\ny = 1\n", in: &watched)
        #expect(again.difference?.added == ["y"])
        #expect(again.difference?.changed.isEmpty == true)
    }

    @Test("where checkpoints were let go a run starts earlier, and gives the same") func memory() throws {
        var watched = WatchedSession(Interpreter(), largestHold: 0)
        let text = "# %% [1]\nx = ones 1000\n# %% [2]\nx = x + 1\n# %% [3]\nx = x * 2\n# %% [4]\ns = x.sum()\n"
        _ = try run(text, in: &watched)
        let again = try run(text.replacing("x * 2", with: "x * 3"), in: &watched)
        #expect(again.ran == [1, 2, 3, 4])
        #expect(again.difference?.changed.map(\.name) == ["x", "s"])
    }

    @Test("cells that travel run in a session of their own, from the first on") func travel() throws {
        var watched = WatchedSession(Interpreter())
        let text = "# %% [1]\na = 1\n# %% [2]\na = 2\n# %% [3]\nundo\n# %% [4]\nb = a\n# %% [5]\nassert a == 1\n"
        _ = try run(text, in: &watched)
        let again = try run(text.replacing("b = a", with: "b = a + 1"), in: &watched)
        #expect(again.ran == [1, 2, 3, 4, 5])
        #expect(again.difference?.changed.map(\.name) == ["b"])
    }
}
