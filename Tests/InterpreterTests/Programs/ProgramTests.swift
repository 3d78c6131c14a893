import Foundation
import Interpreter
import Rendering
import Syntax
import Tensors
import Testing

/// Functions and loops that run as programs do what they do without: values to the last bit, layouts, text, warnings,
/// notes and errors.
@Suite struct ProgramTests {
    private static let partCount = 20

    private static let cellCount: Int = {
        if let text = ProcessInfo.processInfo.environment["FUZZ_LOOPS"], let count = Int(text) { return count }
        #if DEBUG
            return 1_000
        #else
            return 20_000
        #endif
    }()

    @Test(arguments: 0..<partCount)
    func generatedLoopsAreTheSameBothWays(part: Int) {
        var runs = 0
        for number in 0..<(Self.cellCount / Self.partCount) {
            var generator = LoopGenerator(seed: UInt64(part * 1_000_000 + number))
            let preamble = generator.preamble()
            runs += Self.compare([preamble, generator.cell()])
        }
        #expect(runs > Self.cellCount / Self.partCount / 2)
    }

    /// Runs cells both ways and gives how often a program ran.
    @discardableResult
    static func compare(_ cells: [String]) -> Int {
        _ = TestSession.memoryLimit
        var (with, without) = (Interpreter(), Interpreter())
        without.options.usesPrograms = false
        var runs = 0
        for (number, cell) in cells.enumerated() {
            let left = outcome(&with, number, cell)
            let right = outcome(&without, number, cell)
            runs += with.programRuns
            #expect(left == right, "\(cells.joined(separator: "\n----\n"))")
            #expect(without.programRuns == 0)
        }
        return runs
    }

    private struct Result: Equatable {
        var end: String
        var output: String
        var warnings: [String]
        var notes: [String]
        var workspace: WorkspacePrint
        var layouts: [String]
    }

    private static func outcome(_ interpreter: inout Interpreter, _ number: Int, _ cell: String) -> Result {
        let told = Told()
        let end: String
        switch interpreter.run(Cell(number: number + 1, source: cell), receive: { told.receive($0) }) {
        case .finished(let assigned): end = assigned.joined(separator: " ")
        case .failed(let diagnostic), .interrupted(let diagnostic):
            end = DiagnosticText.markup(for: diagnostic, source: cell).plain
        case .quit: end = "quit"
        }
        let layouts = interpreter.workspace.names.keys.sorted().map { name in
            interpreter.workspace.tensor(name).map { "\(name) \($0.strides)" } ?? name
        }
        return Result(
            end: end, output: told.output, warnings: told.warnings, notes: told.notes,
            workspace: WorkspacePrint(interpreter.workspace), layouts: layouts)
    }
}
