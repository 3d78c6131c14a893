internal import Interpreter

extension CheckReport {
    /// The line that sums it up: `ok linear-regression.session  6 cells, 2003 lines`.
    public var summary: String {
        isSame
            ? "ok \(path)  \(counted(cellCount, "cell")), \(counted(lineCount, "line"))"
            : "different \(path)  \(counted(problems.count, "problem"))"
    }

    /// The total of several reports, and of files that could not be read.
    public static func total(of reports: [CheckReport], unreadable: Int) -> String {
        let count = reports.count + unreadable
        let different = reports.filter { !$0.isSame }.count
        let lines = reports.reduce(0) { $0 + $1.lineCount }
        let parts =
            different + unreadable == 0
            ? ["all ok"]
            : [
                "\(count - different - unreadable) ok", different > 0 ? "\(different) different" : nil,
                unreadable > 0 ? "\(unreadable) unreadable" : nil,
            ].compactMap(\.self)
        return "\(counted(count, "file")), \(counted(lines, "line")): \(parts.joined(separator: ", "))"
    }

    /// How many problems are told of one by one.
    public static let toldProblems = 3
}

extension CheckReport.Problem {
    /// Where it is, what it is and what to do, and the lines below that show it; nil for a failure, which has a
    /// diagnostic of its own.
    public func text(in path: String) -> [String]? {
        switch self {
        case .nothingRecorded:
            return ["\(path): nothing is recorded, so there is nothing to compare; `descent update \(path)` records it"]
        case .missing(let cell, let statement, let count):
            return [
                "\(path):\(statement.lastLine): In [\(cell.cell.number)] prints \(counted(count, "line")), and none "
                    + "\(count == 1 ? "is" : "are") recorded; `descent update \(path)` records what is printed"
            ]
        case .unseeded(let cell, let line, let seed):
            return [
                "\(path):\(line): In [\(cell.cell.number)] draws random numbers without a seed; write `seed \(seed)` (or "
                    + "another number) before, or `descent update \(path)` does"
            ]
        case .different(let cell, let statement, let difference):
            let line = statement.fileLine(ofRecorded: difference.line)
            let first = "\(path):\(line): In [\(cell.cell.number)] \(difference.summary)"
            return [first] + difference.diff.map { "  " + $0 }
        case .drifted(let cell, let name, let line, let isThere):
            let what =
                name == ValueDigest.randomStateName
                ? "leaves another random state than is recorded"
                : isThere ? "leaves \(name) with other bits than are recorded" : "leaves no \(name)"
            return ["\(path):\(line): In [\(cell.cell.number)] \(what); `diff` and `why` show more at the prompt"]
        case .failed: return nil
        case .unreached(let cell):
            return [
                "\(path):\(cell.cell.location?.line ?? 1): In [\(cell.cell.number)] never runs: a cell above calls quit"
            ]
        }
    }
}

extension RecordedStatement {
    /// The line of the file for a line of the record; for one past its end, the last there is.
    fileprivate func fileLine(ofRecorded line: Int) -> Int {
        recordLines.indices.contains(line) ? recordLines[line] : recordLines.last ?? lastLine
    }
}

extension OutputDifference {
    /// What differs, in a phrase that follows the cell's name.
    var summary: String {
        if now.isEmpty { return "prints nothing any more" }
        if let number {
            let ulps = number.ulps.map { ", \($0) \($0 == 1 ? "ulp" : "ulps")" } ?? ""
            let what = "prints \(number.now) for \(number.recorded)"
            if number.distance == 0 { return what + ", the same number written differently" }
            guard number.distance.isFinite else { return what }
            let distance = String(describing: number.distance)
            return what + ": \(distance.hasSuffix(".0") ? String(distance.dropLast(2)) : distance) apart\(ulps)"
        }
        let line = min(line, recorded.count)
        if line == recorded.count {
            return "prints \(counted(now.count - recorded.count, "line")) more than is recorded"
        }
        if line >= now.count { return "prints \(counted(recorded.count - now.count, "line")) less than is recorded" }
        return "prints something else"
    }
}

/// A number of things: `1 cell`, `6 cells`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
