import Foundation
import Interpreter
import Testing

/// Programs whose figures hold what matplotlib's hold after the same calls; see `make_figures.py`.
@Suite("Figures as matplotlib makes them")
struct FigureTests {
    private static func text(_ name: String) -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Fixtures/Interpreter/Figures")
        return (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
    }

    /// The programs of `Tests/Fixtures/Interpreter/Figures`, with what matplotlib's figures hold after each.
    static let programs: [DifferenceTests.Program] = {
        let report = text("report.py")
        let sources = text("figures.programs").components(separatedBy: "\n#\n")
        let expected = text("figures.expected").components(separatedBy: "#\n")
        #expect(sources.count == expected.count && sources.count > 60)
        return zip(sources, expected).map { source, expected in
            DifferenceTests.Program(
                source: "import numpy as np\nimport matplotlib.pyplot as plt\n\(source)\n\(report)", expected: expected)
        }
    }()

    @Test(arguments: programs)
    func holdWhatMatplotlibsHold(_ program: DifferenceTests.Program) {
        var runner = CellRunner()
        let (output, failure) = runner.run(program.source)
        #expect(failure == nil)
        #expect(output.joined(separator: "\n") + "\n" == program.expected)
    }
}

/// When the figures that a cell leaves open are drawn.
@Suite("Open figures") struct OpenFigureTests {
    @Test("lines typed one after another make one figure, and are told once how to see it") func typed() {
        var session = TestSession("import matplotlib.pyplot as plt")
        session.run("plt.plot([1, 2])")
        #expect(session.told.notes == ["the figure is open: plt.show() draws it"])
        session.run("plt.title('a')")
        #expect(session.told.output.isEmpty && session.told.notes.isEmpty)
        #expect(session.run("plt.show()").hasPrefix("a: line (2 points, 1 to 2)"))
    }

    @Test("a cell of several lines draws what it leaves open") func pasted() {
        var session = TestSession("import matplotlib.pyplot as plt")
        #expect(session.run("plt.plot([1, 2])\nplt.title('a')").hasPrefix("a: line (2 points, 1 to 2)"))
        #expect(session.told.notes.isEmpty)
    }
}
