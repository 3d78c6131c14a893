internal import Interpreter
internal import Rendering
internal import Syntax

extension CheckReport {
    /// The summary line: `ok linear-regression.session  6 cells, 2003 lines`.
    public var summary: String {
        isSame
            ? "ok \(path)  \(Words.count(cells.count, "cell")), \(Words.count(lineCount, "line"))"
            : "different \(path)  \(Words.count(problems.count, "problem"))"
    }

    /// The number of problems that are reported in full.
    public static let toldProblems = 3
}

extension CheckReport.Problem {
    /// The place, the problem and the remedy, then the lines that show it; nil for a failure, which has a diagnostic.
    public func text(in path: String) -> [String]? {
        switch self {
        case .nothingRecorded:
            return [
                "\(path): nothing is recorded, so there is nothing to compare; `descent update \(path)` records what it prints, and with --digests the bits of what it sets"
            ]
        case .missing(let cell, let statement, let count):
            return [
                "\(path):\(statement.lastLine): In [\(cell.cell.number)] prints \(Words.count(count, "line")), and none "
                    + "\(count == 1 ? "is" : "are") recorded; `descent update \(path)` records what is printed"
            ]
        case .unseeded(let cell, let line, let seed):
            return [
                "\(path):\(line): In [\(cell.cell.number)] draws random numbers without a seed; write `\(seed.line)` (or "
                    + "another number) before, or `descent update \(path)` does"
            ]
        case .different(let cell, let statement, let difference):
            let line = statement.fileLine(ofRecorded: difference.line)
            let place = difference.place(in: statement.source(in: cell))
            let first = "\(path):\(line): In [\(cell.cell.number)] \(place) \(difference.summary)"
            return [first] + difference.diff.map { "  " + $0 }
        case .drifted(let cell, let name, let line, let isThere):
            let what =
                ValueDigest.isOfRandomState(name)
                ? "another random state than its digest says"
                : isThere ? "\(name) with other bits than its digest says" : "no \(name)"
            return ["\(path):\(line): In [\(cell.cell.number)] is the first to drift: it leaves \(what)"]
        case .fileChanged(let cell, let name, let line):
            return [
                "\(path):\(line): In [\(cell.cell.number)] reads \(FilePath.shown(name)), which has changed since it was recorded"
            ]
        case .failed: return nil
        case .unreached(let cell):
            return [
                "\(path):\(cell.cell.location?.line ?? 1): In [\(cell.cell.number)] never runs: a cell above calls quit"
            ]
        }
    }
}

extension RecordedStatement {
    /// The source of the statement on one line; long ones are cut.
    package func source(in cell: SessionCell) -> String {
        let bytes = Array(cell.cell.source.utf8)
        let end = min(range.end, bytes.count)
        let text = String(decoding: bytes[min(range.start, end)..<end], as: UTF8.self)
        let lines = text.split(separator: "\n")
        let line = lines.first.map(String.init) ?? ""
        let isCut = lines.count > 1 || line.count > Self.longestSource
        return "\(line.prefix(Self.longestSource))\(isCut ? " …" : "")"
    }

    private static let longestSource = 40

    /// The line of the file for a line of the record; beyond the end of the record, the record's last line.
    package func fileLine(ofRecorded line: Int) -> Int {
        recordLines.indices.contains(line) ? recordLines[line] : recordLines.last ?? lastLine
    }
}

extension OutputDifference {
    /// What differs: an element of the name that is shown, or the statement and the element of its output.
    func place(in source: String) -> String {
        guard let element else { return "`\(source)`" }
        let indices = "[\(element.map(String.init).joined(separator: ", "))]"
        let isName = source.utf8.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F || $0 == 0x2E
                || $0 >= 0x80
        }
        // A statement that is a name shows the value of that name.
        return isName && now.first?.utf8.first == UInt8(ascii: "[")
            ? source + indices : "`\(source)` element \(indices)"
    }

    /// A short description that follows the cell's name.
    var summary: String {
        if now.isEmpty { return "prints nothing any more" }
        if let number {
            let what = "prints \(number.now) for \(number.recorded)"
            if number.distance == 0 { return what + ", the same number written differently" }
            return number.distance.isFinite ? "\(what): \(number.distanceText)" : what
        }
        let line = min(line, recorded.count)
        if line == recorded.count {
            return "prints \(Words.count(now.count - recorded.count, "line")) more than is recorded"
        }
        if line >= now.count {
            return "prints \(Words.count(recorded.count - now.count, "line")) less than is recorded"
        }
        if recorded[line] == now[line] { return Self.wordsOnBytes(recorded[line], now[line]) }
        return "prints something else"
    }

    /// The difference between lines that look the same.
    private static func wordsOnBytes(_ recorded: String, _ now: String) -> String {
        let (old, new) = (Array(recorded.unicodeScalars), Array(now.unicodeScalars))
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
        func bytes(_ scalars: [Unicode.Scalar]) -> String {
            let part = scalars[start..<max(start, scalars.count - end)]
            let bytes = part.flatMap { Array(String($0).utf8) }
            return bytes.prefix(12).map { String($0, radix: 16) }.joined(separator: " ")
                + (bytes.count > 12 ? " …" : "")
        }
        return "prints the bytes \(bytes(new)) for \(bytes(old)), which look the same"
    }
}

extension NumberDifference {
    /// The distance between the numbers: `|Δ| 0.25, 3 ulps`.
    var distanceText: String { Self.text(distance: distance, ulps: ulps) }

    static func text(distance: Double, ulps: UInt64?) -> String {
        let distance = String(describing: distance)
        return "|Δ| \(distance.hasSuffix(".0") ? String(distance.dropLast(2)) : distance)\(text(ulps: ulps))"
    }

    /// So many units in the last place say nothing any more.
    private static let mostUlps: UInt64 = 1 << 20

    /// `, 3 ulps`; nothing where they say nothing.
    static func text(ulps: UInt64?) -> String {
        guard let ulps, ulps <= mostUlps else { return "" }
        return ", " + Words.count(Int(clamping: ulps), "ulp")
    }
}
