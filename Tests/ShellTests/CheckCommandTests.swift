import Foundation
import Testing

@Suite("check and update") struct CheckCommandTests {
    private let good = "# descent 2\n# %% [1]\nx = 0.1 + 0.2\nx\n#> 0.30000000000000004\n"

    @Test("a line a file and a total") func check() throws {
        let folder = try ScratchFolder()
        let (one, two) = (try folder.write("one.session", good), try folder.write("two.session", good))
        let outcome = try Descent.run(["check", one, two])
        #expect(outcome.output == "ok \(one)  1 cell, 1 line\nok \(two)  1 cell, 1 line\n2 files, 2 lines: all ok\n")
        #expect(outcome.status == 0)
    }

    @Test("a difference gives 1, an unreadable file 2, and the others are checked all the same") func statuses() throws
    {
        let folder = try ScratchFolder()
        let (one, two) = (try folder.write("one.session", good), try folder.write("two.session", good + "x\n#> 0.3\n"))
        let different = try Descent.run(["check", two, one])
        #expect(different.status == 1)
        #expect(different.output.contains("\(two):7: In [1] `x` prints 0.30000000000000004 for 0.3: |Δ| "))
        #expect(different.output.contains(", 1 ulp\n    - 0.3\n    + 0.30000000000000004\nok \(one)"))
        #expect(try Descent.run(["check", "--rtol", "1e-12", two]).status == 0)
        let unreadable = try Descent.run(["check", folder.path("none"), one])
        #expect(unreadable.status == 2)
        #expect(unreadable.output.hasSuffix("2 files, 1 line: 1 ok, 1 unreadable\n"))
    }

    @Test("update writes what check then finds the same") func update() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", "# descent 2\n# %% [1]\nx = rand 2\nx\n")
        #expect(try Descent.run(["check", file]).status == 1)
        let outcome = try Descent.run(["update", "--seed", "0", file])
        #expect(outcome.output == "updated \(file)  1 output\n  \(file): seed 0 added, since a cell drew unseeded\n")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text == "# descent 2\n# %% [1]\nseed 0\nx = rand 2\nx\n#> [0.5488135  0.71518937]\n")
        #expect(try Descent.run(["check", file]).status == 0)
        #expect(try Descent.run(["update", file]).output == "same \(file)\n")
    }
}
