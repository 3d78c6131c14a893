import Builtins
import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

@Suite("Factorisations in session files") struct FactorizationMarkTests {
    /// A file with a last digit that is wrong, and a digest that is, behind a mark.
    private func file(marked mark: String?, recorded: String = "0.3333333333333") throws -> SessionFile {
        let line = mark.map { "\n#= np.linalg \($0)" } ?? ""
        return try session(
            """
            # descent 2
            # %% [1]
            A = array([[3.0]])
            # %% [2]
            y = np.linalg.solve(A, [1.0])[0]; y
            #> \(recorded)\(line)
            #= y 0123456789abcdef
            # %% [3]
            2 * y
            #> 0.6666666666666

            """)
    }

    private func report(_ file: SessionFile, on kind: String) -> CheckReport {
        var checker = Checker()
        checker.machineKind = kind
        return checker.check(file)
    }

    @Test("where it was recorded on the usual kind of machine, every digit counts on one of that kind")
    func sameKind() throws {
        for mark in [nil, "x86-64-avx2"] {
            let report = report(try file(marked: mark), on: "x86-64-avx2")
            #expect(!report.isSame && report.warning == nil)
        }
    }

    @Test(
        "elsewhere numbers from there on are compared to 1e-10, and a note says so",
        arguments: [(nil, "arm64"), ("x86-64-avx2", "arm64"), ("arm64", "x86-64-avx2"), ("arm64", "arm64")])
    func otherKind(mark: String?, kind: String) throws {
        let report = report(try file(marked: mark), on: kind)
        #expect(report.isSame)
        let note = try #require(report.warning?.message)
        #expect(note.contains(kind) && note.contains("cell [2]"))
        #expect(!self.report(try file(marked: mark, recorded: "0.33333333"), on: kind).isSame)
    }

    @Test("what uses none is compared digit by digit everywhere") func none() throws {
        let file = try session("# descent 2\n# %% [1]\n1 / 3\n#> 0.33333333333333\n")
        #expect(!report(file, on: "arm64").isSame)
    }

    @Test("update --digests marks the cells that use one, and goes on doing so") func updated() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("test.session", Array(try file(marked: "arm64").bytes))
        _ = try Updater().update(try SessionFile.read(path: path, commands: commands))
        let marked = try SessionFile.read(path: path, commands: commands)
        #expect(try Updater().update(marked).get() == nil)
        let names = marked.cells.map { $0.digests.map(\.digest.name) }
        #expect(names == [[], ["np.linalg", "y"], []])
        #expect(Checker().check(marked).isSame)
    }

    @Test("a session that is recorded marks the cells that use one") func recorded() throws {
        let session = TypedSession("A = eye(2)", "np.linalg.inv(A)", "A")
        let text = SessionText(commands: commands).text(of: session.live.timeline.recordedSession)
        let cells = try Sessions.SessionFile(Array(text.utf8), path: "test", commands: commands).cells
        #expect(cells.map { $0.digests.map(\.digest.name) } == [[], ["np.linalg"], []])
    }
}
