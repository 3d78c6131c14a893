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
