internal import Interpreter
internal import Sessions
internal import Syntax

/// A file as a JUnit test suite.
struct JUnitSuite {
    private struct Case {
        var name: String
        var line: Int?
        /// The name of the element for the outcome: `failure`, `error` or `skipped`; nil for a case that passed.
        var element: String?
        /// The kind of problem, and its message.
        var problem: (type: String, lines: [String])?
    }

    private let path: String
    private var cases: [Case] = []

    init(_ result: CheckResult) {
        path = result.path
        switch result {
        case .checked(let report): cases = Self.cases(of: report)
        case .unreadable(let error):
            let lines = [error.line] + error.diagnostic.notes
            cases = [Case(name: "the file", element: "error", problem: ("unreadable", lines))]
        case .interrupted:
            cases = [Case(name: "the file", element: "error", problem: ("interrupted", ["interrupted in \(path)"]))]
        case .crashed(_, let end):
            let lines = ["\(path): \(end.message)"] + end.notes
            cases = [Case(name: "the file", element: "error", problem: ("crashed", lines))]
        }
    }

    private static func cases(of report: CheckReport) -> [Case] {
        var cases: [Case] = []
        for problem in report.problems where problem.cell == nil {
            cases.append(
                Case(name: "the file", element: "failure", problem: (problem.kind, problem.lines(in: report.path))))
        }
        // Cell numbers are unique within a file.
        let problems = Dictionary(grouping: report.problems.filter { $0.cell != nil }) { $0.cell?.cell.number ?? 0 }
        for (index, cell) in report.cells.enumerated() {
            let name = "[\(cell.cell.number)]\(cell.title.isEmpty ? "" : " " + cell.title)"
            var testCase = Case(name: name, line: cell.cell.location?.line)
            if let found = problems[cell.cell.number], let first = found.first {
                testCase.element = "failure"
                testCase.problem = (first.kind, found.flatMap { $0.lines(in: report.path) })
            } else if index >= report.reachedCount {
                testCase.element = "skipped"
            }
            cases.append(testCase)
        }
        return cases
    }

    /// The number of cases, failures, errors and skipped cells.
    var counts: [Int] {
        [cases.count] + ["failure", "error", "skipped"].map { element in cases.count { $0.element == element } }
    }

    /// The counts as attributes.
    static func text(of counts: [Int]) -> String {
        zip(["tests", "failures", "errors", "skipped"], counts).map { " \($0)=\"\($1)\"" }.joined()
    }

    var text: String {
        var text = "  <testsuite name=\(XMLText.attribute(path))\(Self.text(of: counts))>\n"
        for testCase in cases {
            text += "    <testcase classname=\(XMLText.attribute(path)) name=\(XMLText.attribute(testCase.name))"
            text += " file=\(XMLText.attribute(path))"
            if let line = testCase.line { text += " line=\"\(line)\"" }
            if testCase.element == "skipped" {
                text += ">\n      <skipped/>\n    </testcase>\n"
            } else if let element = testCase.element, let (type, lines) = testCase.problem {
                text += ">\n      <\(element) type=\(XMLText.attribute(type))"
                text += " message=\(XMLText.attribute(lines.first ?? ""))>"
                text += "\(XMLText.content(lines.joined(separator: "\n")))</\(element)>\n    </testcase>\n"
            } else {
                text += "/>\n"
            }
        }
        return text + "  </testsuite>\n"
    }
}

/// Text in XML. Characters that XML doesn't allow are written `\x1b`, as in session files.
enum XMLText {
    /// The value of an attribute, in quotation marks.
    static func attribute(_ text: String) -> String { "\"\(escaped(text, isAttribute: true))\"" }

    /// The text between two tags.
    static func content(_ text: String) -> String { escaped(text, isAttribute: false) }

    private static func escaped(_ text: String, isAttribute: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // Readers normalize these to spaces in attributes, and the other to newlines elsewhere.
            case "\n", "\t": isAttribute ? result += "&#\(scalar.value);" : result.unicodeScalars.append(scalar)
            case "\r": result += "&#13;"
            case _ where scalar.value < 0x20:
                result += "\\x\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))"
            case _ where scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                result += "\\u\(String(scalar.value, radix: 16))"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
