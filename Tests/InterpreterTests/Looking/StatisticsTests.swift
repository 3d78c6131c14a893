import Foundation
import Interpreter
import Testing

/// `stats` against NumPy: `make_stats.py` wrote what NumPy has of the same tensors.
@Suite struct StatisticsTests {
    static let cases: [String] = {
        let url = LookingFixtureTests.folder.appendingPathComponent("stats.expected")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.components(separatedBy: ">>> ").filter { !$0.isEmpty }
    }()

    @Test func thereAreCases() { #expect(Self.cases.count >= 14) }

    @Test(arguments: cases)
    func numbersAreNumPys(text: String) throws {
        let lines = text.split(separator: "\n")
        let head = lines[0].split(separator: "\t")
        var session = TestSession()
        #expect(session.run(String(head[0])) == "")
        let said = session.run(head[1] == "None" ? "stats a" : "stats a axis=\(head[1])")
        let expected = lines.dropFirst().map { $0.split(separator: "\t").map(String.init) }
        // Titles stand above the rows, the row's own title before its words; blocks of columns follow each other.
        let titles = ["count", "nan", "inf", "zeros", "min", "25%", "median", "75%", "max", "mean", "std (ddof 0)"]
        var columns = [[String]](repeating: [], count: expected.count)
        for (row, title) in titles.enumerated() {
            let words = said.split(separator: "\n").filter { $0.hasPrefix(title) && !$0.hasPrefix("nan are") }
                .flatMap { $0.dropFirst(title.count).split(separator: " ").map(String.init) }
            #expect(words == expected.map { $0[row] }, "\(title)")
            for (column, word) in words.enumerated() where column < columns.count { columns[column].append(word) }
        }
        #expect(columns == expected)
        #expect(said.contains("nan are counted, and left out") == expected.contains { $0[1] != "0" })
    }
}
