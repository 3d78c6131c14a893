import Foundation
import Testing

@Suite("descent export") struct ExportCommandTests {
    private let lesson = "# descent 2\n# %% [1]\nx = arange 3\nx\n"

    @Test("writes code or a notebook, and replaces neither unless told to") func files() throws {
        let folder = try ScratchFolder()
        let session = try folder.write("lesson.session", lesson)
        for ending in ["py", "ipynb"] {
            let target = folder.path("lesson.\(ending)")
            let first = try Descent.run(["export", session, target])
            #expect(first.output == "exported \(session) to \(target)\n")
            #expect(first.status == 0)
            let written = try String(contentsOfFile: target, encoding: .utf8)
            #expect(written.contains("x = np.arange(3)"))
            try "mine\n".write(toFile: target, atomically: true, encoding: .utf8)
            let second = try Descent.run(["export", session, target])
            #expect(second.errors == "error: \(target): there is a file of that name\n  --force replaces it\n")
            #expect(second.status == 1)
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "mine\n")
            #expect(try Descent.run(["export", session, target, "--force"]).status == 0)
            #expect(try String(contentsOfFile: target, encoding: .utf8) == written)
        }
    }

    @Test("what can't be exported is told with its place, and nothing is written") func refused() throws {
        let folder = try ScratchFolder()
        let session = try folder.write("bad.session", "x = 1\ny = [shape(x)]\n")
        let target = folder.path("bad.py")
        let outcome = try Descent.run(["export", session, target])
        #expect(
            outcome.errors == """
                error: cell [2] can't be exported: shape stands inside a statement
                  at \(session):2:6
                  y = [shape(x)]
                       ^~~~~
                  give it a line of its own

                """)
        #expect(outcome.status == 1)
        #expect(!FileManager.default.fileExists(atPath: target))
        let failing = try folder.write("failing.session", "there\n")
        #expect(try Descent.run(["export", failing, target]).status == 1)
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test("a name without a known ending, and a folder that isn't there, are refused") func wrongUse() throws {
        let folder = try ScratchFolder()
        let session = try folder.write("lesson.session", lesson)
        let ending = try Descent.run(["export", session, "lesson.txt"])
        #expect(ending.status == 2)
        #expect(ending.errors.contains("The ending of lesson.txt tells no format"))
        let nowhere = try Descent.run(["export", session, folder.path("none/lesson.py")])
        #expect(nowhere.status == 2)
        #expect(nowhere.errors.hasPrefix("error: \(folder.path("none/lesson.py")) could not be written: "))
    }

    @Test("the shell exports its present session, the seed that nobody set included") func fromTheShell() throws {
        let folder = try ScratchFolder()
        let target = folder.path("present.py")
        let input = "x = rand 2\nthere = x\nundo\nx\nexport \(target)\nexport \(target)\n"
        let outcome = try Descent.run(["--seed", "7"], input: input)
        #expect(outcome.errors.contains("note: 2 cells in \(target)\n"))
        #expect(outcome.errors.contains("export \(target) --force replaces it"))
        let written = try String(contentsOfFile: target, encoding: .utf8)
        #expect(written.hasSuffix("# %% [1]\nnp.random.seed(7)\nx = np.random.rand(2)\n# %% [4]\nprint(x)\n"))
        let options = try Descent.run([], input: "1\nexport \(target) --engine gpu\n")
        #expect(options.errors.contains("--engine takes numpy or dask"))
    }
}
