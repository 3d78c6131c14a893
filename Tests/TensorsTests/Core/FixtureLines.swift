import Foundation
import Tensors
import Testing

/// A case of a fixture written by `Tests/Fixtures/Tensors/A/make.py`.
struct FixtureLine: Sendable {
    let number: Int
    let fields: [Substring]

    var operation: String { String(fields[0]) }
    var operands: [Substring] { fields[1].split(separator: " ") }

    /// The lines of a fixture file.
    static func read(_ name: String) throws -> [FixtureLine] {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let url = tests.appendingPathComponent("Fixtures/Tensors/A").appendingPathComponent(name)
        let text = try String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").enumerated().map { index, line in
            FixtureLine(number: index + 1, fields: line.split(separator: "\t", omittingEmptySubsequences: false))
        }
    }
}

/// Runs each line and expects `actual` to give what the line has from field `first` on.
func expectLines(
    _ name: String, first: Int, sourceLocation: SourceLocation = #_sourceLocation,
    actual: (FixtureLine) throws -> String
) throws {
    let lines = try FixtureLine.read(name)
    #expect(lines.count > 100, "\(name) has too few cases", sourceLocation: sourceLocation)
    var wrong: [String] = []
    for line in lines {
        let expected = line.fields[first...].joined(separator: "\t")
        var result: String
        do {
            result = try actual(line)
        } catch is TensorError {
            result = "error\t\t\t\t"
        }
        if result != expected {
            wrong.append(
                "\(name):\(line.number): \(line.fields[..<first].joined(separator: " "))\n   \(expected)\n   \(result)")
        }
    }
    let shown = wrong.prefix(12).joined(separator: "\n")
    #expect(wrong.isEmpty, "\(wrong.count) of \(lines.count) wrong:\n\(shown)", sourceLocation: sourceLocation)
}
