import Foundation
import Syntax
import Testing

/// Each file of `errors` holds a source, a line `---`, and what is said of it.
@Suite struct MistakeTests {
    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Fixtures.folder.appending(path: "errors").path)
            .filter { $0.hasSuffix(".txt") }.sorted()
    }

    static func report(on source: String) -> String {
        do throws(SyntaxError) {
            return "no error: " + TreeDump.text(of: try Fixtures.parser.parse(source)) + "\n"
        } catch {
            let diagnostic = error.diagnostic
            guard let range = diagnostic.range else { return "no range\n" }
            let lines = SourceLines(source)
            let (start, end) = (lines.position(of: range.start), lines.position(of: range.end))
            var report = "\(start.line):\(start.column)-\(end.line):\(end.column) \(diagnostic.message)\n"
            if let label = diagnostic.label { report += "label: \(label)\n" }
            return report + diagnostic.notes.map { "note: \($0)\n" }.joined()
        }
    }

    @Test func mistakesAreToldAsRecorded() throws {
        let names = try Self.names()
        #expect(names.count >= 200)
        for name in names {
            let text = try Fixtures.text("errors/\(name)")
            guard let mark = text.ranges(of: "\n---\n").last else {
                Issue.record("\(name) has no line ---")
                continue
            }
            let source = String(text[..<mark.lowerBound])
            let report = Self.report(on: source)
            if Fixtures.isRecording {
                try Data((source + "\n---\n" + report).utf8).write(
                    to: Fixtures.folder.appending(path: "errors/\(name)"))
            } else {
                #expect(report == text[mark.upperBound...], "\(name)")
                #expect(!report.hasPrefix("no "), "\(name)")
            }
        }
        if Fixtures.isRecording { Issue.record("recorded; run again without RECORD_FIXTURES") }
    }

    @Test(arguments: SyntaxError.LeftOut.allCases)
    func eachConstructLeftOutHasItsOwnWording(_ construct: SyntaxError.LeftOut) {
        let told = SyntaxError.LeftOut.allCases.filter {
            SyntaxError(.leftOut($0), SourceRange(0, 1)).diagnostic
                == SyntaxError(.leftOut(construct), SourceRange(0, 1)).diagnostic
        }
        #expect(told == [construct])
    }
}
