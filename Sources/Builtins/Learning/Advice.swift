internal import Interpreter
internal import Rendering
internal import Training

/// What to do about a model's rate: a rate that is stable, and which columns to standardise.
struct Advice {
    /// The largest rate to advise, rounded down.
    let rate: Double
    /// Columns whose mean or spread is far from the others', where that would help.
    let columns: [Int]
    /// What standardising them gives.
    let after: (largestRate: Double, condition: Double)?
    /// Columns whose elements are all the same, as those of the bias are.
    let constant: [Int]
    private let name: String

    init(_ stability: Stability, _ name: String) {
        self.name = name
        rate = Self.roundedDown(stability.largestRate)
        constant = stability.columns.indices.filter { index in
            let column = stability.columns[index]
            return column.deviation <= 1e-12 * column.mean.magnitude
        }
        let unlike = stability.columns.indices.filter { index in
            let column = stability.columns[index]
            return column.deviation > 1e-12 * column.mean.magnitude
                && (column.deviation > 2 || column.deviation < 0.5 || column.mean.magnitude > column.deviation)
        }
        guard !unlike.isEmpty, let condition = stability.condition, let after = stability.standardising(unlike),
            after.condition < condition / 2
        else {
            (columns, after) = (stability.condition == nil ? unlike : [], nil)
            return
        }
        (columns, self.after) = (unlike, after)
    }

    /// `write lr=0.31 or less, or standardise columns 0 and 2 of x`.
    var sentence: String {
        var text = "write lr=\(RateAdvisor.digits(rate, 2)) or less"
        if !columns.isEmpty {
            text += ", or standardise \(Self.list(columns)) of \(name)"
            if let after {
                text += "; then lr=\(RateAdvisor.digits(Self.roundedDown(after.largestRate), 2)) does too"
            }
        }
        return text
    }

    /// `column 3`, `columns 0, 2 and 4`, `columns 0 to 9`.
    static func list(_ columns: [Int]) -> String {
        guard let first = columns.first, let last = columns.last else { return "no column" }
        if columns.count == 1 { return "column \(first)" }
        if columns.count > 2, last - first == columns.count - 1 { return "columns \(first) to \(last)" }
        if columns.count > 12 {
            return "\(columns.count) columns (\(columns.prefix(8).map(String.init).joined(separator: ", ")) …)"
        }
        return "columns " + Words.list(columns.map(String.init))
    }

    /// Two significant digits, and no more than the number.
    static func roundedDown(_ value: Double) -> Double {
        guard value > 0, value.isFinite, let text = try? FormatArgument.float(value).formatted(".1e"),
            let rounded = PythonNumber.float(from: text),
            let exponent = text.split(separator: "e").last.flatMap({ Int($0) }),
            let unit = PythonNumber.float(from: "1e\(exponent - 1)")
        else { return value }
        if rounded <= value { return rounded }
        let lower = try? FormatArgument.float(value - unit / 2).formatted(".1e")
        return min(lower.flatMap(PythonNumber.float(from:)) ?? value, value)
    }
}
