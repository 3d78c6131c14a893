internal import Interpreter
public import Sessions
internal import Syntax

extension CheckResult {
    var json: JSONText {
        var fields: [(String, JSONText)] = [
            ("file", .string(path)), ("status", .string(CheckRecord.Status(self).rawValue)),
        ]
        switch self {
        case .checked(let report):
            fields += [
                ("cells", .int(report.cells.count)), ("lines", .int(report.lineCount)),
                ("problems", .array(report.problems.map { $0.json(in: report.path) })),
            ]
        case .unreadable(let error):
            fields += [("message", .string(error.line))]
        case .interrupted: break
        case .crashed(_, let end): fields += [("message", .string(end.message))]
        }
        return .object(fields)
    }
}

extension SessionError {
    /// The place and the message, on one line.
    var line: String { "\(place): \(diagnostic.message)" }
}

extension CheckReport.Problem {
    /// An identifier of the kind, for programs.
    var kind: String {
        switch self {
        case .nothingRecorded: "nothing-recorded"
        case .missing: "missing"
        case .different: "different"
        case .drifted: "drifted"
        case .fileChanged: "file-changed"
        case .unseeded: "unseeded"
        case .failed: "failed"
        case .unreached: "unreached"
        }
    }

    /// The line of the file to report.
    var line: Int? {
        switch self {
        case .nothingRecorded: nil
        case .missing(_, let statement, _): statement.lastLine
        case .different(_, let statement, let difference): statement.fileLine(ofRecorded: difference.line)
        case .drifted(_, _, let line, _), .fileChanged(_, _, let line), .unseeded(_, let line, _): line
        case .failed(let failure): failure.position.line
        case .unreached(let cell): cell.cell.location?.line
        }
    }

    /// The lines of the message, without colour; for failures too.
    public func lines(in path: String) -> [String] {
        if let text = text(in: path) { return text }
        guard case .failed(let failure) = self else { return [] }
        let diagnostic = failure.diagnostic
        let place = "\(path):\(failure.position.line):\(failure.position.column)"
        return ["\(place): \(diagnostic.firstLine)"] + diagnostic.notes.map { "  " + $0 }
    }

    fileprivate func json(in path: String) -> JSONText {
        let lines = lines(in: path)
        var fields: [(String, JSONText)] = [("kind", .string(kind)), ("message", .string(lines.first ?? ""))]
        if let cell { fields.append(("cell", .int(cell.cell.number))) }
        if let line { fields.append(("line", .int(line))) }
        switch self {
        case .nothingRecorded, .failed, .unreached: break
        case .missing(let cell, let statement, let count):
            fields += statement.json(in: cell) + [("count", .int(count))]
        case .different(let cell, let statement, let difference):
            fields += statement.json(in: cell) + difference.json
        case .fileChanged(_, let name, _): fields += [("file", .string(name))]
        case .drifted(_, let name, _, let isThere): fields += [("name", .string(name)), ("there", .bool(isThere))]
        case .unseeded(_, _, let seed): fields += [("seed", .int(seed.value))]
        }
        return .object(fields)
    }
}

extension RecordedStatement {
    fileprivate func json(in cell: SessionCell) -> [(String, JSONText)] {
        [("statementLine", .int(firstLine)), ("statement", .string(source(in: cell)))]
    }
}

extension OutputDifference {
    fileprivate var json: [(String, JSONText)] {
        var fields: [(String, JSONText)] = []
        if let element { fields.append(("element", .array(element.map { .int($0) }))) }
        if let number {
            fields += [
                ("recorded", .string(number.recorded)), ("now", .string(number.now)),
                ("distance", number.distance.isFinite ? .number(number.distance) : .null),
                ("ulps", number.ulps.map { .unsigned($0) } ?? .null),
            ]
        }
        return fields + [("diff", .array(diff.map { .string($0) }))]
    }
}
