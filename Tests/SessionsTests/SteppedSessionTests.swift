import Builtins
import Files
import Foundation
import Interpreter
import Kernels
import Sessions
import Syntax
import Testing

@Suite("Going through a session cell by cell") struct SteppedSessionTests {
    /// A session that is gone through, and what it said on the way.
    private struct Walk {
        var session: SteppedSession

        init(_ text: String, largestHold: Int = .max) throws {
            let file = try SessionFile(Array(text.utf8), path: "test.session", commands: commands)
            var options = InterpreterOptions()
            options.files = .scratch()
            session = SteppedSession(
                LiveSession(Interpreter(options: options), largestHold: largestHold), through: file)
        }

        final class Heard { var text = "" }

        /// What the next cell prints.
        @discardableResult
        mutating func run(stoppingAtOutput: Bool = false) throws -> String {
            let heard = Heard()
            _ = try session.run { report in
                if case .event(let event, _) = report, let text = event.recordedText {
                    heard.text += text
                    if stoppingAtOutput { Interruption.request() }
                }
                return true
            }
            return heard.text
        }

        /// What a cell prints that is tried, or the first line of its error.
        @discardableResult
        mutating func attempt(_ source: String) -> String {
            let heard = Heard()
            let (_, ending) = session.attempt(source, parsed: nil) { heard.text += $0.recordedText ?? "" }
            switch ending {
            case .failed(let diagnostic), .interrupted(let diagnostic): return diagnostic.firstLine
            case .asks(let request): return "asks for \(request.command)"
            case .quit: return "quits"
            case .finished: return heard.text
            }
        }

        /// What is said of the way back.
        mutating func back() throws -> String? {
            try session.goBack().map {
                "[\($0.cell.cell.number)] " + TravelText.state($0.journey.difference, number: $0.journey.arrival.number)
            }
        }

        var names: [String] { session.interpreter.workspace.order }
    }

    static let draws = "# %% [1]\nseed 1\nx = rand 2\n# %% [2]\ny = rand 1\ny\n# %% [3]\nz = rand 1\nz\n"

    /// What the cells print if nothing happens between them.
    private func undisturbed(_ text: String) throws -> [String] {
        var walk = try Walk(text)
        return try (0..<walk.session.file.cells.count).map { _ in try walk.run() }
    }

    @Test("cells that are tried leave nothing: no names, no draws, no changes through other names") func attempts()
        throws
    {
        let expected = try undisturbed(Self.draws)
        var walk = try Walk(Self.draws)
        #expect(try walk.run() == expected[0])
        #expect(walk.attempt("rand 1") != "")
        #expect(walk.attempt("x[0] = 7; q = x * 2; x") == "[7.         0.72032449]\n")
        // Those that follow each other see what they left.
        #expect(walk.attempt("q[0]") == "14.0\n")
        #expect(walk.attempt("seed 9") == "")
        #expect(walk.attempt("nosuch") == "error: there is no nosuch")
        #expect(walk.attempt("x = (") != "")
        try walk.session.endTrial()
        #expect(walk.names == ["x"])
        #expect(try walk.run() == expected[1])
        #expect(walk.attempt("y = 0") == "")
        try walk.session.endTrial()
        #expect(try walk.run() == expected[2])
        let live = try walk.session.end()
        #expect(live.timeline.session.map(\.cell.number) == [1, 2, 3])
        #expect(live.timeline.entries.count == 3)
        #expect(live.nextNumber > 3)
    }

    @Test(
        "cells that are tried may travel, and the lesson is where it was",
        arguments: ["undo", "undo 2", "goto 0", "goto 1", "reset"])
    func travel(_ command: String) throws {
        let expected = try undisturbed(Self.draws)
        var walk = try Walk(Self.draws)
        try walk.run()
        try walk.run()
        #expect(!walk.attempt(command).hasPrefix("error"))
        walk.attempt("x = 5")
        try walk.session.endTrial()
        #expect(walk.names == ["x", "y"])
        #expect(try walk.run() == expected[2])
    }

    @Test(
        "shipped sessions print the same, whatever is tried and gone back over",
        arguments: ShippedSessionTests.sessions)
    func shipped(name: String) async throws {
        let path = ShippedSessionTests.folder.appending(path: name).path
        let (expected, found) = await withCheckedContinuation { continuation in
            // Evaluation recurses deeper than a thread of the test's own pool has stack for.
            let thread = Thread { continuation.resume(returning: Self.outputs(of: path)) }
            thread.stackSize = 64 << 20
            thread.start()
        }
        #expect(!expected.isEmpty)
        #expect(found == expected)
    }

    /// What the cells of a file print: one after the other, and with cells between them that change what they can.
    private static func outputs(of path: String) -> ([String], [String]) {
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            var (plain, disturbed) = (try Walk(text), try Walk(text))
            let count = plain.session.file.cells.count
            let expected = try (0..<count).map { _ in try plain.run() }
            let found = try (0..<count).map { index in
                disturbed.attempt("rand 3; np.random.default_rng(); x = y = w = b = 1; losses = []")
                disturbed.attempt("def forward(x, w, b):\n    return 0\n")
                disturbed.attempt(index % 2 == 0 ? "undo" : "reset")
                try disturbed.session.endTrial()
                try disturbed.run()
                _ = try disturbed.session.goBack()
                disturbed.attempt("seed 3")
                try disturbed.session.endTrial()
                return try disturbed.run()
            }
            return (expected, found)
        } catch {
            return ([], ["\(error)"])
        }
    }

    @Test("what needs a shell is asked for, and nothing is done") func requests() throws {
        var walk = try Walk(Self.draws)
        try walk.run()
        #expect(walk.attempt("save other.session") == "asks for save")
        #expect(walk.attempt("quit") == "quits")
        try walk.session.endTrial()
        #expect(walk.names == ["x"])
    }

    @Test("files that are written while trying are seen by what is tried alone") func files() throws {
        let folder = try ScratchFolder()
        let path = folder.url.appending(path: "x.txt").path
        var walk = try Walk(
            "# %% [1]\nx = array([1.0])\nnp.savetxt(\"\(path)\", x)\n# %% [2]\nnp.loadtxt(\"\(path)\")\n")
        try walk.run()
        walk.attempt("np.savetxt(\"\(path)\", array([5.0]))")
        #expect(walk.attempt("np.loadtxt(\"\(path)\")") == "5.0\n")
        try walk.session.endTrial()
        #expect(try walk.run() == "1.0\n")
    }

    @Test("back over cells, whatever they did, and the same again") func back() throws {
        let text =
            "# %% [1]\nseed 1\nx = rand 2\na = x\n# %% [2]\na[0] = 0; x\n# %% [3]\nx.sum()\n# %% [4]\nundo\n# %% [5]\n1 / 0\n"
            + "#! error: division by zero: 1 / 0\n# %% [6]\nrand 1\n"
        let expected = try undisturbed(text)
        var walk = try Walk(text)
        for _ in 0..<6 { try walk.run() }
        var said: [String?] = []
        for _ in 0..<7 { said.append(try walk.back()) }
        #expect(
            said == [
                "[6] the random state as after [1]", "[5] all as after [1]", "[4] x a as after [3]",
                "[3] all as after [2]", "[2] x a as after [1]", "[1] x a gone, the random state as at the beginning",
                nil,
            ])
        #expect(walk.names.isEmpty)
        #expect(walk.session.place == 0)
        for output in expected { #expect(try walk.run() == output) }
        #expect(walk.session.next == nil)
    }

    // Interruption belongs to the whole process.

    @Test("a cell that is interrupted changes nothing, and is the next one still") func interruption() async {
        await #expect(processExitsWith: .success) {
            var walk = try Walk("# %% [1]\nx = 1\n# %% [2]\nx = 2\nprint(x)\nfor i in range(10): x = i\n")
            try walk.run()
            let failure = #expect(throws: ReplayFailure.self) { try walk.run(stoppingAtOutput: true) }
            Interruption.clear()
            #expect(failure?.isInterrupted == true)
            #expect(walk.session.place == 1)
            #expect(walk.attempt("x") == "1\n")
            try walk.session.endTrial()
            #expect(try walk.run() == "2\n")
        }
    }

    @Test("training that is interrupted keeps no epochs") func training() async {
        await #expect(processExitsWith: .success) {
            var walk = try Walk(
                "# %% [1]\nseed 0; x = rand 9 2; y = rand 9 1; w = rand 2 1; b = rand 1 1\n# %% [2]\n"
                    + "train 1000000 every=10 tol=0.0\n")
            try walk.run()
            let before = walk.attempt("w")
            try walk.session.endTrial()
            #expect(throws: ReplayFailure.self) { try walk.run(stoppingAtOutput: true) }
            Interruption.clear()
            #expect(walk.attempt("w") == before)
            #expect(walk.names == ["x", "y", "w", "b"])
        }
    }

    @Test("where memory is short what was tried is undone all the same, and the way back may be gone") func memory()
        throws
    {
        let text = "# %% [1]\nx = ones 1000\n# %% [2]\nx = x + 1\n# %% [3]\nx[0]\n"
        var walk = try Walk(text, largestHold: 0)
        try walk.run()
        try walk.run()
        walk.attempt("x = x * 100")
        walk.attempt("x = x * 100; y = ones 1000")
        try walk.session.endTrial()
        #expect(try walk.run() == "2.0\n")
        #expect(try walk.back() == "[3] all as after [2]")
        #expect(throws: TravelError.self) { try walk.back() }
        #expect(walk.session.place == 2)
        #expect(walk.attempt("x[0]") == "2.0\n")
    }
}

@Suite("What there is to read in a session") struct SessionPartTests {
    private func shown(_ text: String) throws -> [String] {
        try session(text).parts.map { part in
            switch part {
            case .title(let text): "title \(text)"
            case .markdown(let text): "markdown \(text)"
            case .raw(let text): "raw \(text)"
            case .cell(let cell): "cell \(cell.cell.number) \(cell.shownTitle)"
            }
        }
    }

    @Test("comments at the head, cells of text, titles without statements") func parts() throws {
        let text = """
            #!/usr/bin/env -S descent run
            # descent 2
            # About *this*.
            # %% [1] first
            x = 1
            # %% [markdown]
            # # Heading
            #
            # Text
            #  %% no opener
            # %% [md] Named
            # more
            # %% [raw]
            # *as it stands*
            # %% only a title
            # %% [4] raises-exception last
            y
            # %% [markdown]
            # The end.

            """
        #expect(
            try shown(text) == [
                "markdown About *this*.", "cell 1 first", "markdown # Heading\n\nText\n%% no opener", "title Named",
                "markdown more", "raw *as it stands*", "title only a title", "cell 4 last", "markdown The end.",
            ])
    }

    @Test("statements before the first opener are cells") func early() throws {
        #expect(
            try shown("# of x\nx = 1\n# of x\ny = 2\n# %% [7]\nz = 3\n") == ["cell 1 ", "cell 2 ", "cell 7 "])
        #expect(try shown("") == [])
        #expect(try shown("# %%\n\n# %% [markdown]\n\n") == [])
    }
}
