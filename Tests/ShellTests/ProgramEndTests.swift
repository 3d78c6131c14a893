import Foundation
import Testing

@Suite("sys.exit() and the standard streams") struct ProgramEndTests {
    private func run(_ source: String, input: String = "") throws -> Outcome {
        let folder = try ScratchFolder()
        return try Descent.run(["run", try folder.write("a.py", source)], input: input)
    }

    @Test(arguments: ["sys.exit()", "sys.exit(0)", "raise SystemExit"])
    func `a program that ends itself has ended well`(_ end: String) throws {
        let run = try run("import sys\ndef f():\n    \(end)\nprint(1)\nf()\nprint(2)\n")
        #expect(run.output == "1\n")
        #expect(run.status == 0)
    }

    @Test(arguments: [("sys.exit(3)", "error: SystemExit: 3"), ("sys.exit('no data')", "error: SystemExit: no data")])
    func `what it says is wrong is told`(_ end: String, _ words: String) throws {
        let run = try run("import sys\nprint(1)\n\(end)\n")
        #expect(run.output == "1\n")
        #expect(run.errors.hasPrefix(words))
        #expect(run.status == 1)
    }

    @Test func `streams write and read`() throws {
        let run = try run(
            "import sys\nsys.stdout.write('a\\n')\nprint('b', file=sys.stderr)\nprint(sys.stdin.readline(), end='')\n"
                + "for line in sys.stdin: print(line.strip())\nprint(repr(sys.stdin.read()))\n", input: "x\ny\nz\n")
        #expect(run.output == "a\nx\ny\nz\n''\n")
        #expect(run.errors == "note: b\n")
    }
}
