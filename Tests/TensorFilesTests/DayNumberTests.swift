import Foundation
import Tensors
import Testing

@testable import TensorFiles

@Suite("Dates as day numbers") struct DayNumberTests {
    private func days(_ texts: [String], dayFirst: Bool = false) -> [String]? {
        let values = TextElement.tensor(NDArray(texts.map { TextElement($0) }, shape: [texts.count]))
        var missing: Tensor?
        if texts.contains("") { missing = .bool(NDArray(texts.map(\.isEmpty), shape: [texts.count])) }
        let column = ColumnTable.Column(name: "day", values: values, missing: missing)
        return DayNumbers.column(column, dayFirst: dayFirst).map { found in
            switch found.values {
            case .int64(let array): array.elements.map { String($0) }
            case .float64(let array): array.elements.map { String($0) }
            default: []
            }
        }
    }

    @Test("are those of Foundation's calendar") func calendar() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
        var texts: [String] = []
        var expected: [String] = []
        for day in stride(from: -100_000, to: 100_000, by: 397) {
            let date = Date(timeIntervalSince1970: Double(day) * 86400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            texts.append(String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0))
            expected.append(String(day))
        }
        #expect(days(texts) == expected)
    }

    @Test("are written in several ways") func forms() {
        #expect(days(["2024-03-01", "1970-01-01"]) == ["19783", "0"])
        #expect(days(["2024/3/1"]) == ["19783"])
        #expect(days(["1.3.2024"]) == ["19783"])
        #expect(days(["3/1/2024"]) == ["19783"])
        #expect(days(["1/3/2024"], dayFirst: true) == ["19783"])
        // A number above 12 can be no month.
        #expect(days(["1/3/2024", "13/3/2024"]) == ["19783", "19795"])
        #expect(days(["2024-03-01 06:00", ""]) == ["19783.25", "nan"])
        #expect(days(["2024-03-01T12:00:00Z"]) == ["19783.5"])
    }

    @Test(
        "are refused where there is no such day",
        arguments: ["2023-02-29", "2024-13-01", "soon", "12:30", "2024-03", "1-2-24"])
    func noDays(text: String) { #expect(days([text]) == nil) }
}
