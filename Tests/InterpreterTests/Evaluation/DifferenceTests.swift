import Foundation
import Interpreter
import Testing

/// Programs in which the comparison with Python once found a difference, or could have; see `make_differences.py`.
@Suite("Programs that once differed from Python")
struct DifferenceTests {
    /// A program with what Python prints for it; `raises` if it must fail.
    struct Program: Sendable, CustomTestStringConvertible {
        var source: String
        var expected: String
        var testDescription: String { source }
    }

    /// The programs of `Tests/Fixtures/Interpreter/Differences`, as `make_differences.py` there wrote them.
    static let programs: [Program] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Fixtures/Interpreter/Differences")
        func parts(_ name: String) -> [String] {
            let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            return text?.components(separatedBy: "#\n") ?? []
        }
        return ["differences", "collections"].flatMap { name in
            zip(parts("\(name).programs"), parts("\(name).expected")).map { Program(source: $0, expected: $1) }
        }
    }()

    @Test func thereAreSome() { #expect(Self.programs.count > 1) }

    @Test(arguments: programs)
    func printsWhatPythonPrints(_ program: Program) {
        var runner = CellRunner()
        let (output, failure) = runner.run(program.source)
        if program.expected == "raises\n" {
            #expect(failure != nil)
        } else {
            #expect(failure == nil)
            #expect(output.joined(separator: "\n") + "\n" == program.expected)
        }
    }
}
