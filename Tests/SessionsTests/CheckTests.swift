import Builtins
import Files
import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

@Suite("check") struct CheckTests {
    /// The report as the shell shows it.
    private func text(of report: CheckReport) -> String {
        var text = report.summary + "\n"
        for problem in report.problems {
            if case .failed(let failure) = problem {
                text += "\(failure.position.line):\(failure.position.column): " + SessionsTests.text(failure.diagnostic)
            } else {
                text += (problem.text(in: report.path) ?? []).joined(separator: "\n") + "\n"
            }
        }
        return text
    }

    @Test("what is told of each kind of difference", arguments: Fixture.all("check"))
    func report(_ fixture: Fixture) throws {
        var options = InterpreterOptions()
        options.seed = 83124
        let report = Checker().check(try fixture.parse(), with: Interpreter(options: options))
        try fixture.expect(text(of: report))
    }

    @Test("tolerances compare number by number")
    func tolerance() throws {
        let file = try session(
            "array([1.0, 2.5, -3.25])\n#> [ 1.001   2.5\n#>  -3.25 ]\nprint('loss 0.5')\n#> loss  0.5000\n")
        #expect(!Checker().check(file).isSame)
        #expect(Checker(tolerance: Tolerance(relative: 0, absolute: 0.002)).check(file).isSame)
        #expect(Checker(tolerance: Tolerance(relative: 0.001, absolute: 0)).check(file).isSame)
        #expect(!Checker(tolerance: Tolerance(relative: 0, absolute: 0.0009)).check(file).isSame)
        let words = try session("print('gain 0.5')\n#> loss 0.5\n")
        #expect(!Checker(tolerance: Tolerance(relative: 1, absolute: 1)).check(words).isSame)
        let more = try session("print(1, 2)\n#> 1 2 3\n")
        #expect(!Checker(tolerance: Tolerance(relative: 1, absolute: 1)).check(more).isSame)
        let infinite = try session("inf\n#> 1.0\nnan\n#> nan\n")
        let problems = Checker(tolerance: Tolerance(relative: 1, absolute: 1)).check(infinite).problems
        #expect(problems.count == 1)
    }

    @Test("what cells write goes to a scratch folder, where later cells find it")
    func scratch() throws {
        let folder = try ScratchFolder()
        let old = try folder.write("old.csv", Array("1\n2\n".utf8))
        let link = folder.url.appending(path: "link.csv").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "old.csv")
        let inside = folder.url.path
        let text = """
            load \(old)
            #> [1. 2.]
            np.savetxt("\(old)", [3, 4, 5])
            load \(inside)/./old.csv
            #> [3. 4. 5.]
            load \(link)
            #> [3. 4. 5.]
            save \(inside)/new.npz x=(eye(2))
            load \(inside)/new.npz
            x
            #> [[1. 0.]
            #>  [0. 1.]]
            # %%
            save \(inside)/nowhere/x.npy x
            #! error: \(inside)/nowhere/x.npy: there is no folder \(inside)/nowhere
            # %%
            save \(inside)/last.npy x

            """
        let path = try folder.write("test.session", Array(text.utf8))
        let file = try SessionFile.read(path: path, commands: commands)
        func leftovers() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
                .filter { $0.hasPrefix("descent.") }
        }
        let before = try leftovers()
        let report = Checker().check(file)
        #expect(report.isSame, "\(report.problems)")
        // A file that fails takes its scratch folder away as well.
        _ = Checker().check(try session("save \(old) [1]\nnothing\n#> 1\n"))
        #expect(try Updater().update(file).get() == nil, "update finds something else")
        #expect(try leftovers() == before)
        #expect(try String(contentsOfFile: old, encoding: .utf8) == "1\n2\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: inside).sorted()
                == ["link.csv", "old.csv", "test.session"])
    }

    @Test("what is printed is compared by its bytes, not by what it looks like") func codePoints() throws {
        let report = Checker().check(try session("# %%\nprint(\"e\\u0301\")\n#> \u{e9}\n"))
        let words = try #require(report.problems.first?.text(in: "test.session"))
        #expect(
            words.first
                == "test.session:3: In [1] `print(\"e\\u0301\")` prints the bytes 65 cc 81 for c3 a9, which look the same"
        )
        #expect(words.count == 3)
        let failing = "assert 1 > 2, \"\u{e9}\"\n#! error: assertion failed: e\u{301}\n"
        #expect(!Checker().check(try session(failing)).isSame)
        #expect(Checker().check(try session(failing.replacing("e\u{301}", with: "\u{e9}"))).isSame)
    }

    @Test("a file that a cell reads is noted with its digest, and check tells when it has changed") func files() throws
    {
        let folder = try ScratchFolder()
        let data = try folder.write("my data.csv", Array("1,2\n3,4\n".utf8))
        let own = folder.url.appending(path: "own.npy").path
        var typed = TypedSession()
        typed.live.interpreter.options.files = .direct()
        typed.run("x = load '\(data)'")
        typed.run("save '\(own)' x\ny = load '\(own)'\nz = load '\(data)'")
        typed.run("x.shape")
        let line = try #require(typed.text.firstMatch(of: /#= ".*my data.csv" [0-9a-f]{16}/)).output
        #expect(typed.text.ranges(of: line).count == 2)
        // What the session itself wrote comes from no outside.
        #expect(!typed.text.contains("own.npy\" "))
        let file = try session(typed.text)
        #expect(Checker().check(file).isSame)
        _ = try folder.write("my data.csv", Array("1,2\n3,5\n".utf8))
        let problems = Checker().check(file).problems
        #expect(
            problems.compactMap { $0.text(in: "t")?.first } == [
                "t:5: In [1] reads \(data), which has changed since it was recorded",
                "t:10: In [2] reads \(data), which has changed since it was recorded",
            ])
        var replayed: [String] = []
        var replayer = Replayer()
        try replayer.replay(file) { report in
            if case .fileChanged(_, let name, _) = report { replayed.append(name) }
            return true
        }
        #expect(replayed == [data, data])
        let path = try folder.write("t.session", Array(typed.text.utf8))
        let changes = try Updater().update(try SessionFile.read(path: path, commands: commands)).get()
        #expect(changes?.digests == 2 && changes?.outputs == 0)
        #expect(Checker().check(try SessionFile.read(path: path, commands: commands)).isSame)
        // Update writes them where it writes digests.
        let bare = try folder.write("bare.session", Array("x = load '\(data)'\nx.shape\n#> (2, 2)\n".utf8))
        #expect(try Updater().update(try SessionFile.read(path: bare, commands: commands)).get() == nil)
        _ = try Updater(writesDigests: true).update(try SessionFile.read(path: bare, commands: commands)).get()
        let text = try String(contentsOfFile: bare, encoding: .utf8)
        #expect(text.contains("my data.csv\" ") && text.contains("#= x "))
    }

    @Test(
        "ulps count floating-point numbers",
        arguments: [
            ("1.0", "1.0000000000000002", 1), ("-0.0", "5e-324", 1), ("-5e-324", "5e-324", 2), ("1.0", "2.0", 1 << 52),
        ])
    func ulps(_ recorded: String, _ now: String, _ count: Int) throws {
        let report = Checker().check(try session("\(now)\n#> \(recorded)\n"))
        guard case .different(_, _, let difference)? = report.problems.first else {
            Issue.record("no difference")
            return
        }
        #expect(difference.number?.ulps == UInt64(count))
    }
}

@Suite("Replaying") struct ReplayTests {
    @Test("a replay stops at the first cell that does not end as the file says, and keeps what was done") func stops()
        throws
    {
        let file = try session("a = 1\nb = 2\nc = 1 / 0\nd = 4\n")
        var replayer = Replayer()
        let failure = #expect(throws: ReplayFailure.self) { try replayer.replay(file) { _ in true } }
        #expect(failure?.position.line == 3)
        #expect(replayer.interpreter.workspace.order.sorted() == ["a", "b"])
    }

    @Test("whoever watches can stop it") func watcher() throws {
        let file = try session("a = 1\nb = 2\nc = 3\n")
        var replayer = Replayer()
        try replayer.replay(file) { report in
            if case .begins(let cell) = report { cell.cell.number < 3 } else { true }
        }
        #expect(!replayer.hasQuit)
        #expect(replayer.interpreter.workspace.order.sorted() == ["a", "b"])
    }

    @Test("an expected error changes nothing, and the file goes on") func expected() throws {
        let file = try session("a = 1\n# %%\na = 2\ny\n#! error: there is no y\n# %%\na\n#> 1\n")
        #expect(Checker().check(file).isSame)
    }

    @Test(
        "each end of a cell is held against the error that its file expects, in one place",
        arguments: [
            ("y", nil, "there is no y"), ("y", "there is no y", nil),
            ("y", "other", "line 3 expects another error: error: other"),
            ("x = 1", "other", "line 3 expects error: other"), ("quit", "other", "line 3 expects error: other"),
            ("quit", nil, nil), ("x = 1", nil, nil),
            ("undo", "there is nothing to undo: no cell has changed anything", nil),
            ("x =", "other", "line 3 expects another error: error: other"),
        ] as [(String, String?, String?)])
    func endings(source: String, expected: String?, complaint: String?) throws {
        let file = try session("# %%\n\(source)\n" + (expected.map { "#! error: \($0)\n" } ?? "") + "# %%\nz = 3\n")
        var replayer = Replayer()
        var said: [String] = []
        do throws(ReplayFailure) { try replayer.replay(file) { _ in true } } catch {
            said = [error.diagnostic.message] + error.diagnostic.notes
        }
        #expect(complaint.map { said.contains($0) } ?? said.isEmpty, "\(said)")
        #expect(replayer.hasQuit == (source == "quit" && complaint == nil))
        #expect((replayer.interpreter.workspace.value("z") != nil) == (complaint == nil && source != "quit"))
    }

    @Test("a cell by another number can't name others by those of its file") func renumbered() throws {
        let file = try session("# %% [4]\nx = 1\n# %% [5]\ngoto 4\n")
        var replayer = Replayer(LiveSession(Interpreter()), keepsTimeline: true)
        replayer.isRenumbered = true
        let goesOn = try replayer.run(file.cells[0].typed(as: 1, commands: commands)) { _ in true }
        #expect(goesOn && replayer.live.timeline.session.map(\.cell.number) == [1])
        let failure = #expect(throws: ReplayFailure.self) {
            _ = try replayer.run(file.cells[1].typed(as: 2, commands: commands)) { _ in true }
        }
        #expect(failure?.diagnostic.message == "goto names cells by the numbers that they have in their file")
    }

    @Test("the source that the cells show has no records in it") func sourceLines() throws {
        let file = try session("# %%\n# first\n1\n#> 1\n\nx = '''\n#> 1\n'''\n2\n#> 2\n")
        #expect(file.cells.first?.sourceLines == ["# first", "1", "", "x = '''", "#> 1", "'''", "2"])
    }
}

@Suite("update") struct UpdateTests {
    private func interpreter() -> Interpreter {
        var options = InterpreterOptions()
        options.seed = 7
        return Interpreter(options: options)
    }

    @Test("only the records change, and then all is the same", arguments: Fixture.all("update"))
    func update(_ fixture: Fixture) throws {
        let folder = try ScratchFolder()
        let path = try folder.write("test.session", try fixture.bytes())
        let changes = try Updater().update(try SessionFile.read(path: path, commands: commands), with: interpreter())
        #expect(try changes.get() != nil, "not updated")
        try fixture.expect(try String(contentsOfFile: path, encoding: .utf8), ending: "updated")
        let updated = try SessionFile.read(path: path, commands: commands)
        #expect(Checker().check(updated).isSame)
        #expect(try Updater().update(updated).get() == nil, "updated twice")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["test.session"])
    }

    @Test("line ends, byte-order mark, mode and links stay") func keeps() throws {
        let folder = try ScratchFolder()
        let source = "# %%\r\nx = 3\r\nx\r\n#> 4\r\n# end\r\n"
        let path = try folder.write("real.session", [0xEF, 0xBB, 0xBF] + Array(source.utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: path)
        let link = folder.url.appending(path: "link.session").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.session")
        _ = try Updater().update(try SessionFile.read(path: link, commands: commands))
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        #expect(bytes == [0xEF, 0xBB, 0xBF] + Array(source.replacing("#> 4", with: "#> 3").utf8))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o750)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.session")
    }

    @Test("a cell that fails leaves the file as it was") func fails() throws {
        let folder = try ScratchFolder()
        let bytes = Array("1\n# %%\ny\n".utf8)
        let path = try folder.write("test.session", bytes)
        guard case .failure = try Updater().update(try SessionFile.read(path: path, commands: commands)) else {
            Issue.record("updated")
            return
        }
        #expect([UInt8](try Data(contentsOf: URL(filePath: path))) == bytes)
    }

    @Test("a folder that takes no new file is reported") func readOnlyFolder() throws {
        // The superuser may write anywhere.
        guard geteuid() != 0 else { return }
        let folder = try ScratchFolder()
        let path = try folder.write("test.session", Array("1\n".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.url.path)
        #expect(throws: SessionError.self) {
            try Updater().update(try SessionFile.read(path: path, commands: commands))
        }
    }

    @Test("any text that a cell prints is recorded, read back and found the same") func anyOutput() throws {
        let folder = try ScratchFolder()
        let pieces = [
            "a", " ", "\\n", "\\\\", "\\\\x", "\\t", "\\r", "\\x1b", "\\x85", "\\u2028", "\\u0301", "ä", "#> ", "\\0",
            "5c",
        ]
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 0..<8)).map { _ in pieces.randomElement() ?? "" }.joined()
            let path = try folder.write("test.session", Array("# descent 2\nprint('\(text)', end='')\nprint(1)\n".utf8))
            _ = try Updater().update(try SessionFile.read(path: path, commands: commands))
            let updated = try SessionFile.read(path: path, commands: commands)
            let report = Checker().check(updated)
            #expect(report.isSame, "\(text)")
            #expect(updated.lines.count >= 4)
        }
    }
}
