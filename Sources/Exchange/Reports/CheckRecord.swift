internal import Rendering
public import Sessions

/// The result of checking one file, in a form for totals and reports. It contains no values, so that one process can
/// send it to another.
public struct CheckRecord: Sendable, Equatable {
    /// The outcome of a check.
    public enum Status: String, Sendable { case ok, different, unreadable, interrupted, crashed }

    /// The path of the file, as given.
    public let path: String
    /// The outcome.
    public let status: Status
    /// The number of recorded lines of output; 0 if the file wasn't replayed.
    public let lineCount: Int
    /// The file's part of the JSON document.
    private let json: String
    /// The file's part of the JUnit XML, with its counts of cases, failures, errors and skipped cells.
    private let suite: String
    private let counts: [Int]

    /// The record of a result.
    public init(_ result: CheckResult) {
        let suite = JUnitSuite(result)
        self.init(
            path: result.path, status: Status(result), lineCount: result.report?.lineCount ?? 0,
            json: result.json.text, suite: suite.text, counts: suite.counts)
    }

    private init(path: String, status: Status, lineCount: Int, json: String, suite: String, counts: [Int]) {
        (self.path, self.status, self.lineCount) = (path, status, lineCount)
        (self.json, self.suite, self.counts) = (json, suite, counts)
    }

    // MARK: - Between processes

    /// The message: a line of numbers and the two texts.
    public var message: [UInt8] {
        let numbers = ([lineCount] + counts + [json.utf8.count, suite.utf8.count]).map(String.init)
        return Array(([status.rawValue] + numbers).joined(separator: " ").utf8) + [0x0A] + json.utf8 + suite.utf8
    }

    /// Reads a message; nil while it is incomplete.
    public init?(message: [UInt8], path: String) {
        guard let end = message.firstIndex(of: 0x0A) else { return nil }
        let words = String(decoding: message[..<end], as: UTF8.self).split(separator: " ")
        let numbers = words.dropFirst().compactMap { Int($0) }
        guard let status = words.first.flatMap({ Status(rawValue: String($0)) }), numbers.count == 7 else { return nil }
        let texts = message[(end + 1)...]
        guard texts.count == numbers[5] + numbers[6] else { return nil }
        self.init(
            path: path, status: status, lineCount: numbers[0],
            json: String(decoding: texts.prefix(numbers[5]), as: UTF8.self),
            suite: String(decoding: texts.suffix(numbers[6]), as: UTF8.self), counts: Array(numbers[1...4]))
    }

    // MARK: - Totals and reports

    /// The summary line for all files.
    public static func total(of records: [CheckRecord]) -> String {
        func part(_ status: Status) -> String? {
            let count = records.count { $0.status == status }
            return count > 0 || status == .ok ? "\(count) \(status.rawValue)" : nil
        }
        let parts =
            records.allSatisfy { $0.status == .ok }
            ? ["all ok"] : [part(.ok), part(.different), part(.unreadable), part(.crashed)].compactMap(\.self)
        let lines = records.reduce(0) { $0 + $1.lineCount }
        return "\(Words.count(records.count, "file")), \(Words.count(lines, "line")): \(parts.joined(separator: ", "))"
    }

    /// The records of a check as one JSON document.
    public static func json(_ records: [CheckRecord]) -> String {
        func count(_ status: Status) -> JSONText { .int(records.count { $0.status == status }) }
        var total: [(String, JSONText)] = [
            ("files", .int(records.count)), ("ok", count(.ok)), ("different", count(.different)),
            ("unreadable", count(.unreadable)), ("interrupted", count(.interrupted)),
        ]
        if records.contains(where: { $0.status == .crashed }) { total.append(("crashed", count(.crashed))) }
        total.append(("lines", .int(records.reduce(0) { $0 + $1.lineCount })))
        return JSONText.object([
            ("version", .int(1)), ("files", .array(records.map { .written($0.json) })), ("total", .object(total)),
        ]).text + "\n"
    }

    /// The records of a check in JUnit's XML format, which CI systems read: a suite per file, a case per cell.
    public static func junit(_ records: [CheckRecord]) -> String {
        let counts = (0..<4).map { index in records.reduce(0) { $0 + $1.counts[index] } }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites name=\"descent check\"\(JUnitSuite.text(of: counts))>\n"
            + records.map(\.suite).joined() + "</testsuites>\n"
    }
}

extension CheckRecord.Status {
    init(_ result: CheckResult) {
        self =
            switch result {
            case .checked(let report): report.isSame ? .ok : .different
            case .unreadable: .unreadable
            case .interrupted: .interrupted
            case .crashed: .crashed
            }
    }
}
