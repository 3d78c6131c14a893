internal import Syntax

/// The recorded output of a statement and its present output, which differ.
public struct OutputDifference: Sendable, Hashable {
    /// The recorded lines.
    public var recorded: [String]
    /// The present lines.
    public var now: [String]
    /// The first line (from 0) that differs.
    public var line: Int
    /// The first number that differs, if the difference is between numbers.
    public var number: NumberDifference?
    /// The indices of the first differing element within the array around it; after a `...` they are negative and
    /// count from the end.
    public var element: [Int]?

    /// Compares recorded and present output.
    ///
    /// - Parameter tolerance: nil to compare the text exactly; otherwise how far numbers may differ, ignoring
    ///   whitespace.
    /// - Returns: the difference; nil if there is none.
    static func between(recorded: [String], now: [String], tolerance: Tolerance?) -> OutputDifference? {
        guard !recorded.areSame(as: now) else { return nil }
        let (before, after) = (NumberText.tokens(of: recorded), NumberText.tokens(of: now))
        let parting = parting(before, after, tolerance: tolerance)
        if tolerance != nil, parting == nil { return nil }
        let firstLine =
            zip(recorded, now).enumerated().first { !$1.0.isSame(as: $1.1) }?.offset ?? min(recorded.count, now.count)
        guard let parting else {
            return OutputDifference(recorded: recorded, now: now, line: firstLine, number: nil, element: nil)
        }
        var number: NumberDifference?
        if parting < before.count, parting < after.count,
            case .number(let old, let oldText, let line) = before[parting],
            case .number(let new, let newText, _) = after[parting]
        {
            number = NumberDifference(recorded: (old, oldText), now: (new, newText), line: line)
        }
        return OutputDifference(
            recorded: recorded, now: now, line: number?.line ?? firstLine, number: number,
            element: ArrayPlace.indices(of: parting, in: after))
    }

    /// The first position at which two sequences of tokens differ.
    private static func parting(
        _ before: [NumberText.Token], _ after: [NumberText.Token], tolerance: Tolerance?
    ) -> Int? {
        for (index, (old, new)) in zip(before, after).enumerated() {
            switch (old, new) {
            case (.number(let oldValue, let oldText, _), .number(let newValue, let newText, _)):
                let isSame = tolerance.map { $0.allows(newValue, for: oldValue) } ?? oldText.isSame(as: newText)
                if !isSame { return index }
            case (.other(let oldText, _), .other(let newText, _)):
                if !oldText.isSame(as: newText) { return index }
            default: return index
            }
        }
        return before.count == after.count ? nil : min(before.count, after.count)
    }

    /// The differing lines, recorded ones after `-` and present ones after `+`, preceded by one line of context.
    public var diff: [String] {
        var (first, recordedEnd, nowEnd) = (0, recorded.count, now.count)
        while first < min(recordedEnd, nowEnd), recorded[first].isSame(as: now[first]) { first += 1 }
        while first < min(recordedEnd, nowEnd), recorded[recordedEnd - 1].isSame(as: now[nowEnd - 1]) {
            recordedEnd -= 1
            nowEnd -= 1
        }
        var lines = first > 0 ? ["  " + recorded[first - 1]] : []
        lines += Self.shortened(recorded[first..<recordedEnd], mark: "- ")
        lines += Self.shortened(now[first..<nowEnd], mark: "+ ")
        return lines
    }

    private static let longest = 5

    private static func shortened(_ lines: ArraySlice<String>, mark: String) -> [String] {
        let shown = lines.prefix(lines.count == longest + 1 ? longest + 1 : longest).map { mark + $0 }
        let rest = lines.count - shown.count
        return rest > 0 ? shown + ["\(mark)… \(rest) more lines"] : shown
    }
}
