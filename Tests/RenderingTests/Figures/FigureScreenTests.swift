import Foundation
import Rendering
import Testing

/// A figure of each kind on terminals of three sizes, beside what was looked at once and found good.
@Suite("Figures on terminals") struct FigureScreenTests {
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1"
    private static let sizes = [(columns: 80, rows: 24), (columns: 40, rows: 15), (columns: 120, rows: 40)]

    /// Without colours and with them, where letters can't tell all, and with ASCII letters at the least size.
    private static func screens(_ kind: FigureKind) -> String {
        var text = FigureWords.sentences(of: kind.figure).map { "#> \($0)\n" }.joined()
        for (columns, rows) in sizes {
            text += "=== \(columns)x\(rows)\n"
            text +=
                FigureText.markup(
                    of: kind.figure, size: .fitting(columns: columns, rows: rows, below: 1, isASCII: false)
                ).plain
        }
        text += "=== 40x15 with colours\n"
        let size = FigureSize.fitting(columns: 40, rows: 15, below: 1, isASCII: false, hasColor: true)
        text += told(FigureText.markup(of: kind.figure, size: size))
        text += "=== 40x15 in ASCII\n"
        text += FigureText.markup(of: kind.figure, size: .fitting(columns: 40, rows: 15, below: 1, isASCII: true)).plain
        return text
    }

    /// The text, and behind each line the colours of its cells, as often as they follow each other.
    private static func told(_ markup: Markup) -> String {
        var (text, colors) = ("", [String]())
        for span in markup.spans {
            for letter in span.text {
                if letter == "\n" {
                    if !colors.isEmpty { text += "   " + runs(colors) }
                    text += "\n"
                    colors = []
                } else {
                    text.append(letter)
                    if case .cell(let front, let back) = span.style {
                        colors.append("\(front.map(String.init) ?? "")\(back.map { "/\($0)" } ?? "")")
                    }
                }
            }
        }
        return text
    }

    private static func runs(_ colors: [String]) -> String {
        var runs: [(color: String, count: Int)] = []
        for color in colors {
            if let last = runs.last, last.color == color {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((color, 1))
            }
        }
        return runs.map { $0.count == 1 ? $0.color : "\($0.count)·\($0.color)" }.joined(separator: " ")
    }

    @Test("are as they were", arguments: FigureKind.allCases) func golden(kind: FigureKind) throws {
        let file = Fixtures.folder.appendingPathComponent("Figures/\(kind.rawValue).txt")
        let found = Self.screens(kind)
        if Self.isRecording {
            try found.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(kind.rawValue).txt; look at it, and run again without RECORD_FIXTURES")
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(found == expected, "\(kind.rawValue)")
    }
}
