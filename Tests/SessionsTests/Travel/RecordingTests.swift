import Files
import Foundation
import Interpreter
import Kernels
import Sessions
import Syntax
import Testing

@Suite("what is recorded") struct RecordingTests {
    @Test("the seed that a cell drew unasked stands before the statement that drew")
    func seed() {
        let session = TypedSession("a = 1\nb = rand 2; a\nrand 1;", "rand 1;", seed: 7)
        #expect(session.cells == "# %% [1]\na = 1\nseed 7\nb = rand 2; a\n#> 1\nrand 1;\n# %% [2]\nrand 1;\n")
    }

    @Test("lines that could be taken for the file's own are kept apart, and those in strings are left alone")
    func markers() throws {
        let session = TypedSession("#> a comment\n# %% no opener\na = '''\n#> text\n# %% [9] text\n#=\n'''\nprint(a)")
        #expect(
            session.cells == """
                # %% [1]
                # #> a comment
                # # %% no opener
                a = '''
                #> text
                # %% [9] text
                #=
                '''
                print(a)
                #>
                #> #> text
                #> # %% [9] text
                #> #=
                #>

                """)
        #expect(Checker().check(try SessionsTests.session(session.text)).isSame)
    }

    @Test("undo leaves the files that cells wrote, and says so") func writtenFiles() throws {
        var session = TypedSession("a = 1", "b = ones(2); save b.npy b", "save c.npy b", "b = 3")
        #expect(try session.undo().hasPrefix("undid [4] b = 3"))
        #expect(try session.undo() == "undid [2] b = ones(2); save b.npy b: b gone; b.npy and c.npy stay as written")
        #expect(session.run("load c.npy") == "[1. 1.]\n")
        #expect(try session.redo().hasSuffix("b as after [2]"))
    }

    @Test("failures, help, travel and comments alone are left out; looking is kept")
    func kept() {
        let session = TypedSession("a = 1", "a", "help loss", "boom", "# nothing", "a + 1;")
        #expect(session.cells == "# %% [1]\na = 1\n# %% [2]\na\n#> 1\n# %% [5]\n# nothing\n# %% [6]\na + 1;\n")
    }

    /// The request belongs to the whole process.
    @Test("a training that was stopped is recorded as it ran, with what was asked for in a comment")
    func shortened() async {
        await #expect(processExitsWith: .success) {
            let model = "seed 0\nx = rand 6 3\ny = rand 6 1\nw = rand 3 1\nb = rand 1 1"
            let own = "def forward(x, w, b):\n    return x @ w + b"
            let cases: [(first: [String], source: String, recorded: String)] = [
                ([model], "train 10 ** 9 every=100 lr=0.01", ""),
                ([model], "train 1000000000 lr=0.01 every=100", "train N lr=0.01 every=100  # 1000000000 asked for"),
                (
                    [model], "a = 2; print(a); train(epochs=10 ** 9, every=0);",
                    "a = 2; print(a); train(epochs=N, every=0);  # 1000000000 asked for"
                ),
                ([model, own], "train(20,)", "train(N, every=2)  # 20 asked for"),
                ([model, own], "train 20 every=1  # long", "train N every=1  # long  # 20 asked for"),
            ]
            for (first, source, recorded) in cases {
                Interruption.clear()
                var session = TypedSession()
                for cell in first { session.run(cell) }
                let thread = Thread {
                    // One with functions is stopped by what it prints, and the others take for ever.
                    if first.count == 1 { Thread.sleep(forTimeInterval: 0.1); Interruption.request() }
                }
                thread.start()
                let said = session.run(source, stoppingAt: first.count > 1 ? 4 : nil)
                while !thread.isFinished { usleep(1000) }
                if recorded.isEmpty {
                    #expect(said.hasPrefix("error"))
                    continue
                }
                let cell = session.cells.split(separator: "# %% ").last ?? ""
                let line = cell.split(separator: "\n").dropFirst().first { !$0.hasPrefix("#>") } ?? ""
                let pattern = NSRegularExpression.escapedPattern(for: recorded).replacingOccurrences(
                    of: "N", with: "[1-9][0-9]*")
                #expect(line.range(of: "^\(pattern)$", options: .regularExpression) != nil, "\(line)")
                guard let file = try? SessionsTests.session(session.text) else {
                    Issue.record("it can't be read: \(session.text)")
                    continue
                }
                #expect(Checker().check(file).isSame, "\(line)")
            }
        }
    }

    @Test("digests tell values apart by type, shape and every bit")
    func digests() {
        let values = [
            "1", "1.0", "True", "'1'", "[1]", "(1,)", "array(1)", "array([1])", "array([1.0])", "array([[1.0]])", "0.0",
            "-0.0",
            "array([0.0])", "array([-0.0])", "array([nan])", "None", "range(1)", "array([True])", "[]", "''",
            "[[1], 2]", "[1, [2]]",
        ]
        var session = TypedSession()
        var seen: [String: String] = [:]
        for value in values {
            session.run("a = \(value)")
            guard let now = session.live.interpreter.workspace.value("a"), let text = ValueDigest.text(of: now) else {
                Issue.record("\(value) has no digest")
                continue
            }
            #expect(text.count == 16 && seen[text] == nil, "\(value) as \(seen[text] ?? "")")
            seen[text] = value
        }
        session.run("a = array([1.0, 2.0])")
        // They stand in files: they may never change.
        #expect(
            session.live.interpreter.workspace.value("a").flatMap { ValueDigest.text(of: $0) } == "ec8aef63c4190a8b")
    }

    @Test("a drift is caught at the cell where it arises")
    func drift() throws {
        var session = TypedSession("seed 1", "a = rand 3", "b = a.sum()", "g = default_rng(3)\ng.random();")
        session.live.timeline.addDigests(in: session.live.interpreter.workspace)
        var writer = SessionText(commands: commands)
        writer.hasDigests = true
        let text = writer.text(of: session.live.timeline.recordedSession)
        #expect(text.contains("#= a ") && text.contains("#= b ") && text.contains("#= np.random "))
        #expect(Checker().check(try SessionsTests.session(text)).isSame)
        let other = text.replacingOccurrences(of: "a = rand 3\n", with: "a = rand 3; a[0] += 6e-17\n")
        let problems = Checker().check(try SessionsTests.session(other)).problems
        guard case .drifted(let cell, name: "a", line: _, isThere: true)? = problems.first else {
            Issue.record("\(problems)")
            return
        }
        #expect(cell.cell.number == 2)
        #expect(
            !Checker().check(try SessionsTests.session(text.replacingOccurrences(of: "seed 1", with: "seed 2"))).isSame)
    }

    // MARK: - Extraction

    @Test(
        "the smallest session that makes a value again",
        arguments: [
            (["a = 1", "b = 2", "c = a + 1", "c"], "c", "# %% [1]\na = 1\n# %% [3]\nc = a + 1\n"),
            (["a = 1\nb = 2\nc = a", "b = 5"], "c", "# %% [1]\na = 1\nc = a\n"),
            (
                ["def f(v):\n    return v * k", "k = 2", "z = 3", "a = f(3)"], "a",
                "# %% [1]\ndef f(v):\n    return v * k\n# %% [2]\nk = 2\n# %% [4]\na = f(3)\n"
            ),
            (
                ["seed 4", "z = rand 2", "seed 5", "y = rand 3", "w = rand 2", "v = rand 1"], "w",
                "# %% [3]\nseed 5\n# %% [4]\ny = rand 3\n# %% [5]\nw = rand 2\n"
            ),
            (["z = 1", "a = rand 2"], "a", "# %% [2]\nseed 7\na = rand 2\n"),
            (
                ["a = zeros(3)", "b = 1", "a[0] = 5", "a += 1"], "a",
                "# %% [1]\na = zeros(3)\n# %% [3]\na[0] = 5\n# %% [4]\na += 1\n"
            ),
            (
                ["g = default_rng(1)", "z = g.random(2)", "a = g.random(2)", "q = 3"], "a",
                "# %% [1]\ng = default_rng(1)\n# %% [2]\nz = g.random(2)\n# %% [3]\na = g.random(2)\n"
            ),
        ] as [([String], String, String)])
    func extraction(_ cells: [String], _ name: String, _ expected: String) throws {
        var session = TypedSession(seed: 7)
        for cell in cells { session.run(cell) }
        let extraction = Extraction(of: name, in: session.live, commands: commands)
        #expect(!extraction.isWhole)
        let lines = extraction.text.dropFirst(SessionText.head.count).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.filter { !$0.hasPrefix("#=") }.joined(separator: "\n") == expected)
        #expect(Checker().check(try SessionsTests.session(extraction.text)).isSame)
    }

    // MARK: - Journals

    @Test("a journal that was cut anywhere gives its whole cells, also where a string looks like the end of one")
    func cut() throws {
        let session = TypedSession("a = 1", "b = '''\n#=\n'''\nb", "c = rand 2", seed: 3)
        var writer = SessionText(commands: commands)
        writer.hasEndMarks = true
        let cells = session.live.timeline.recordedSession
        let bytes = Array(writer.text(of: cells).utf8)
        let ends = (0...3).map { writer.text(of: Array(cells.prefix($0))).utf8.count }
        for length in SessionText.head.utf8.count...bytes.count {
            let (whole, isCut) = JournalFolder.wholeCells(in: Array(bytes[..<length]), commands: commands)
            let expected = ends.last { $0 <= length } ?? 0
            #expect(whole.count == expected && isCut == (length > expected), "cut after \(length) bytes")
            _ = try SessionsTests.session(String(decoding: whole, as: UTF8.self))
        }
    }

    @Test("old journals go after 30 days or past 64 MB, never one in use")
    func old() throws {
        let scratch = try ScratchFolder()
        let folder = JournalFolder(path: scratch.url.path)
        let names = ["one", "two", "three", "four", "five"]
        for (age, name) in names.enumerated() {
            let path = try scratch.write("\(name).session", Array(repeating: 32, count: 1000))
            let date = Date(timeIntervalSince1970: 1_000_000 - Double(age) * 86_400)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        let used = try AppendingFile(path: scratch.url.path + "/five.session")
        #expect(used.lock())
        #expect(folder.items().map(\.name) == names)
        #expect(folder.items().filter(\.isInUse).map(\.name) == ["five"])
        folder.removeOld(now: 1_000_000)
        #expect(folder.items().count == 5)
        folder.removeOld(now: 1_000_000 + 27 * 86_400 + 1)
        #expect(folder.items().map(\.name) == ["one", "two", "three", "five"])
        folder.removeOld(now: 1_000_000, largest: 2000)
        #expect(folder.items().map(\.name) == ["one", "two", "five"])
        #expect(JournalFolder.days == 30 && JournalFolder.largest == 64 << 20)
    }

    @Test("a journal names the numbers that no cell of it bears, so that they aren't used again")
    func lastNumber() throws {
        let scratch = try ScratchFolder()
        let path = scratch.url.path + "/s.session"
        var (session, text) = (TypedSession("a = 1"), SessionText(commands: commands))
        text.hasEndMarks = true
        let writer = try SessionWriter(path: path, text: text, timeline: session.live.timeline, replaces: false)
        func file() throws -> SessionFile { try SessionFile.read(path: path, commands: commands) }
        for cell in ["boom", "help loss", "b = 2", "boom"] {
            session.run(cell)
            try writer.write(session.live.timeline, upTo: session.live.nextNumber - 1)
            #expect(try file().highestLabel == session.live.nextNumber - 1)
        }
        _ = try session.undo(2)
        try writer.write(session.live.timeline, upTo: session.live.nextNumber - 1)
        #expect(try file().highestLabel == 5 && file().cells.isEmpty)
    }

    @Test("a file grows with the session, is written anew when that is another one, and nobody else's text is lost")
    func writer() throws {
        let scratch = try ScratchFolder()
        let path = scratch.url.path + "/s.session"
        var session = TypedSession("a = 1")
        let writer = try SessionWriter(
            path: path, text: SessionText(commands: commands), timeline: session.live.timeline, replaces: false,
            isLocked: true)
        func written() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
        #expect(try written() == session.text)
        for cell in ["b = 2", "boom", "help loss", "b"] {
            session.run(cell)
            try writer.write(session.live.timeline)
            #expect(try written() == session.text)
            #expect(try !AppendingFile(path: path).isFree)
        }
        for _ in 0..<2 {
            _ = try session.undo()
            try writer.write(session.live.timeline)
            #expect(try written() == session.text)
            #expect(try !AppendingFile(path: path).isFree)
        }
        session.run("reset")
        session.run("c = 5")
        try writer.write(session.live.timeline)
        #expect(try written() == session.text && session.cells == "# %% [7]\nc = 5\n")
        #expect(throws: FileError.alreadyThere) {
            try SessionWriter(
                path: path, text: SessionText(commands: commands), timeline: session.live.timeline, replaces: false)
        }
    }
}
