import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

@Suite("The session file") struct SessionFormatTests {
    @Test("parsing and writing gives the same bytes", arguments: Fixture.all("check") + Fixture.all("update"))
    func roundTrip(_ fixture: Fixture) throws {
        let bytes = try fixture.bytes()
        #expect(try fixture.parse().bytes == bytes)
    }

    @Test("byte-order mark and all line ends are kept", arguments: ["\n", "\r\n", "\r"], [false, true])
    func lineEnds(_ ending: String, _ hasMark: Bool) throws {
        let source = "# descent 2\n# %% [2] größe\nx = 3\nx\n#> 3\nfor i in range(2):\n    print(i)\n#> 0\n#> 1\n"
        let bytes = (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(source.replacing("\n", with: ending).utf8)
        let file = try SessionFile(bytes, path: "test.session", commands: commands)
        #expect(file.bytes == bytes)
        #expect(file.hasByteOrderMark == hasMark)
        #expect(file.version == 2)
        #expect(file.cells.count == 1)
        #expect(file.cells.first?.title == "größe")
        #expect(file.cells.first?.statements.map(\.record) == [[], ["3"], ["0", "1"]])
        #expect(file.cells.first?.statements.map(\.firstLine) == [3, 4, 6])
        #expect(Checker().check(file).isSame)
    }

    @Test("a damaged file is reported with its line", arguments: Fixture.all("damage"))
    func damage(_ fixture: Fixture) throws {
        do throws(SessionError) {
            let file = try fixture.parse()
            Issue.record("parsed as \(file.cells.count) cells")
        } catch {
            try fixture.expect(error.place + "\n" + text(error.diagnostic))
        }
    }

    @Test("there are fixtures") func fixturesAreFound() {
        #expect(Fixture.all("damage").count >= 30)
        #expect(Fixture.all("check").count >= 25)
        #expect(Fixture.all("update").count >= 7)
    }

    @Test("statements before the first opener are cells of their own")
    func cellsOfStatements() throws {
        let file = try session(
            """
            import numpy as np

            # double
            def f(x):

                return 2 * x
            # still a comment
            a = 1; b = 2
            if a:
                c = (1,
            2)
            elif b:
                c = 3

            # %% rest
            d = 4
            e = 5

            """)
        #expect(
            file.cells.map(\.cell.source) == [
                "import numpy as np", "# double\ndef f(x):\n\n    return 2 * x", "# still a comment\na = 1; b = 2",
                "if a:\n    c = (1,\n2)\nelif b:\n    c = 3", "d = 4\ne = 5",
            ])
        #expect(file.cells.map(\.cell.number) == [1, 2, 3, 4, 5])
        #expect(file.cells.map { $0.cell.location?.line } == [1, 3, 7, 9, 16])
        #expect(file.cells.map(\.statements.count) == [1, 1, 1, 1, 2])
    }

    @Test("labels are kept, and other cells numbered after the highest")
    func numbers() throws {
        let file = try session(
            "a = 1\nb = 1\n# %%\nc = 1\n# %% [2] x\nd = 1\n# %% [9]\ne = 1\n# %% no number\nf = 1\n# %% [9]\ng = 1\n#%%[4]\n"
        )
        #expect(file.cells.map(\.cell.number) == [1, 3, 4, 2, 9, 10, 11])
        #expect(file.highestNumber == 11)
    }

    @Test(
        "what looks like a marker is none", arguments: ["# %%time", "#%%%", "#!no", "# > 1", "  #> 1", "# descent one"])
    func comments(_ line: String) throws {
        let file = try session("x = 1\n\(line)\ny = 2\n")
        #expect(file.cells.count == 2)
        #expect(!file.hasRecord)
    }

    @Test("a long open bracket is read in time that grows with its length, not the square")
    func longBracket() throws {
        let rows = String(repeating: "  1,\n", count: 20_000)
        let start = ContinuousClock.now
        let file = try session("x = [\n" + rows + "]\ny = 2\n")
        #expect(file.cells.count == 2)
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test("any bytes are parsed or refused, and parsed ones come back") func randomBytes() throws {
        var generator = SystemRandomNumberGenerator()
        let pieces = [
            "# descent 2\n", "# %% [3] a\n", "# %%", "#> 1", "#>\n", "#! error: x\n", "x = 1", "print(1)", "\n", "\r\n",
            "\r",
            "'''", "\"", "(", ")", "\\", "for i in x:\n", "    ", "else:\n", "\u{FEFF}", "ä", "\0", "#!", "if 1:",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0..<14, using: &generator)).map { _ in pieces.randomElement() ?? "" }
                .joined()
            if let file = try? session(text) { #expect(file.bytes == Array(text.utf8), "\(text.debugDescription)") }
        }
    }
}

@Suite("Files") struct SessionFileTests {
    @Test("what can't be read is named") func unreadable() throws {
        let folder = try ScratchFolder()
        func message(_ path: String) -> String {
            do throws(SessionError) {
                _ = try SessionFile.read(path: path, commands: commands)
                return "read"
            } catch {
                return error.diagnostic.message
            }
        }
        #expect(message(folder.url.appending(path: "none").path) == "there is no such file")
        #expect(message(folder.url.path) == "this is a folder, not a file")
        let latin = try folder.write("latin", [0x23, 0x20, 0xE4, 0x0A])
        #expect(message(latin) == "not UTF-8 text: byte 2 can't be read")
        #expect(
            message(try folder.write("mark", [0xEF, 0xBB, 0xBF, 0x23, 0xFF])) == "not UTF-8 text: byte 4 can't be read")
        #expect(message("/dev/zero").contains("no session"))
    }
}
