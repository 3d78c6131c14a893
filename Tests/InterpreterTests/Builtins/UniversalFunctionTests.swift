import Foundation
import Testing

@testable import Interpreter

/// NumPy's functions of elements give its element types and values: every type beside every other and beside numbers of
/// Python's. `Tests/Fixtures/Interpreter/UniversalFunctions` has the program, and what NumPy prints.
@Suite struct UniversalFunctionTests {
    private static func lines(_ name: String) -> [String] {
        let url = interpreterFixtures.appendingPathComponent("UniversalFunctions/\(name)")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("element types and values are NumPy's") func types() {
        let source = Self.lines("functions.py").joined(separator: "\n")
        let (result, output) = onLargeStack {
            var session = TestSession()
            session.interpreter.options.stackBudget = 200 << 20
            return (session.run(source), session.told.output)
        }
        #expect(!result.hasPrefix("error: "), "\(result)")
        let expected = Self.lines("results.txt")
        let printed = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(expected.count > 3000 && printed.count == expected.count)
        let different = zip(expected, printed).filter { $0 != $1 }
        #expect(different.isEmpty, "\(different.count) lines differ: \(different.prefix(20))")
    }
}
