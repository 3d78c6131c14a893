import Builtins
import Interpreter
import Sessions
import Syntax
import Testing

@Suite("Cells of a file that travel") struct TravelInFilesTests {
    /// What a replay says besides its output, and how it ends.
    private func said(by text: String) throws -> (notes: [String], failure: ReplayFailure?, replayer: Replayer) {
        var replayer = Replayer()
        let heard = Heard()
        let file = try session(text)
        do throws(ReplayFailure) {
            try replayer.replay(file) { report in
                if case .event(.diagnostic(let diagnostic), _) = report { heard.notes.append(diagnostic.message) }
                return true
            }
        } catch {
            return (heard.notes, error, replayer)
        }
        return (heard.notes, nil, replayer)
    }

    private final class Heard { var notes: [String] = [] }

    @Test("go back and forward between its cells, and say so") func journeys() throws {
        let (notes, failure, replayer) = try said(
            by: "# %% [1]\nx = 1\n# %% [2]\nx = 2; y = 3\n# %% [3]\nundo\n# %% [4]\nredo\n# %% [5]\ngoto 1\n")
        #expect(failure == nil)
        #expect(
            notes == [
                "undid [2] x = 2; y = 3: x as after [1], y gone", "redid [2] x = 2; y = 3: x y as after [2]",
                "at [1]: x as after [1], y gone",
            ])
        #expect(replayer.interpreter.workspace.order.sorted() == ["x"])
        #expect(replayer.live.timeline.session.map(\.cell.number) == [1])
    }

    @Test("show what differs and which cells there are, as recorded output without times") func looking() throws {
        let file = try session(
            """
            # %% [1]
            x = zeros 2
            # %% [2]
            x[1] = 0.5
            # %% [3]
            diff 1 2
            #> ~ x  1 element differs, the most at [1]: |Δ| 0.5
            # %% [4]
            history
            #> [1] x = zeros 2  x
            #> [2] x[1] = 0.5   x
            """ + "\n")
        #expect(Checker().check(file).problems.flatMap { $0.text(in: "") ?? ["fails"] } == [])
    }

    @Test(
        "that keep the session, or repeat cells, are for the prompt",
        arguments: [
            "record x.session", "save x.session", "extract x x.session", "edit 1", "rerun 1", "history x",
        ])
    func refused(source: String) throws {
        let failure = try #require(try said(by: "x = 1\n\(source)\n").failure)
        let command = try #require(source.split(separator: " ").first)
        #expect(failure.diagnostic.message == "\(command) is for the prompt: a file's cells stay as they are")
        #expect(failure.position.line == 2)
    }

    @Test("can fail as the file says") func expectedFailure() throws {
        let text = "undo\n#! error: there is nothing to undo: no cell has changed anything\n"
        #expect(Checker().check(try session(text)).isSame)
    }

    @Test("a file that doesn't travel keeps no earlier workspaces") func keepsNothing() throws {
        let (_, _, replayer) = try said(by: "x = 1\nx = 2\ndel x\n")
        #expect(replayer.live.timeline.entries.isEmpty)
        var kept = Replayer(LiveSession(Interpreter()), keepsTimeline: true)
        try kept.replay(try session("x = 1\nx = 2\n")) { _ in true }
        #expect(kept.live.timeline.entries.count == 2)
    }
}
