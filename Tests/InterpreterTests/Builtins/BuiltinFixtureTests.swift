import Builtins
import Files
import Foundation
import Interpreter
import Rendering
import Syntax
import Testing

/// A line of a `.expected` file with what NumPy prints for it.
struct ExpectedCell: Sendable {
    var source: String
    var output: [String] = []
    var fails = false
}

/// A session of cells, as `Tests/Fixtures/Interpreter/Builtins/make_builtins.py` wrote it.
struct ExpectedSession: Sendable {
    var cells: [ExpectedCell] = []

    static func read(_ name: String) throws -> [ExpectedSession] {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let url = tests.appendingPathComponent("Fixtures/Interpreter/Builtins/\(name).expected")
        let text = try String(contentsOf: url, encoding: .utf8)
        var sessions = [ExpectedSession()]
        // Every session ends with an empty line; empty lines inside an output don't occur before a `>>> `.
        for line in text.components(separatedBy: "\n\n>>> ") {
            var session = ExpectedSession()
            let body = line.hasPrefix(">>> ") ? line : ">>> " + line
            for cellLine in body.components(separatedBy: "\n") {
                if cellLine.hasPrefix(">>> ") {
                    session.cells.append(ExpectedCell(source: String(cellLine.dropFirst(4))))
                } else if cellLine.hasPrefix("! ") {
                    session.cells[session.cells.count - 1].fails = true
                } else {
                    session.cells[session.cells.count - 1].output.append(cellLine)
                }
            }
            sessions.append(session)
        }
        if let last = sessions.indices.last, let cell = sessions[last].cells.indices.last {
            // The file's last newline.
            sessions[last].cells[cell].output.removeLast()
        }
        return sessions.filter { !$0.cells.isEmpty }
    }
}

/// Runs cells and collects what they print.
struct CellRunner {
    private var interpreter = Interpreter()
    private var number = 0

    private final class Transcript {
        var text = ""
    }

    init() {
        // No test writes where it was started.
        interpreter.options.files = FileScope.scratch()
    }

    /// What the cell prints, or nil and the message where it fails.
    mutating func run(_ source: String) -> (output: [String], failure: String?) {
        let transcript = Transcript()
        number += 1
        let outcome = interpreter.run(Cell(number: number, source: source)) { event in
            switch event {
            case .output(let text): transcript.text += text
            case .markup(let markup), .sentence(let markup): transcript.text += markup.plain
            case .page(let page): transcript.text += page.recorded.plain
            default: break
            }
        }
        var lines = transcript.text.components(separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        if case .failed(let diagnostic) = outcome { return (lines, diagnostic.message) }
        return (lines, nil)
    }
}

@Suite("Built-ins print what NumPy prints")
struct BuiltinFixtureTests {
    @Test(arguments: [
        "creation", "elementwise", "reductions", "shaping", "sharing", "writing", "products", "linalg", "random",
    ])
    func family(_ name: String) throws {
        var wrong: [String] = []
        var count = 0
        for session in try ExpectedSession.read(name) {
            var runner = CellRunner()
            for cell in session.cells {
                count += 1
                let (output, failure) = runner.run(cell.source)
                if (failure != nil) != cell.fails {
                    wrong.append(
                        "\(cell.source)\n  \(cell.fails ? "should fail, gives \(output)" : "fails: \(failure ?? "")")")
                } else if !cell.fails, output != cell.output {
                    wrong.append("\(cell.source)\n  NumPy: \(cell.output)\n  Descent: \(output)")
                }
            }
        }
        #expect(count > 60, "\(name) has too few cells")
        #expect(wrong.isEmpty, "\(wrong.count) of \(count) cells differ:\n\(wrong.joined(separator: "\n"))")
    }
}
