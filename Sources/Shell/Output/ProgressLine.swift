internal import Interpreter
internal import Platform
internal import Rendering

/// The text of the progress line: `train  ⡇⢄⣀⣀⣀  1,204 of 2,000 epochs  loss 0.0199  3.1e+05/s  2 s left`.
enum ProgressLine {
    /// The line.
    ///
    /// - Parameters:
    ///   - progress: the progress of the work.
    ///   - start: the amount done at the first report.
    ///   - seconds: the time since the first report.
    ///   - columns: the available columns; parts that don't fit are dropped, least important first, then the rest is
    ///     cut.
    ///   - curve: the losses so far as a sparkline, after the activity; left out first if space is short.
    static func text(
        of progress: Progress, since start: Int = 0, seconds: Double, columns: Int, curve: String = ""
    ) -> String {
        if !curve.isEmpty {
            let others = text(of: progress, since: start, seconds: seconds, columns: .max)
            let whole =
                progress.activity + separator + curve + others.dropFirst(Markup.escaped(progress.activity).count)
            if DisplayWidth.columns(of: whole) <= columns { return whole }
        }
        var parts = [progress.activity, count(progress)]
        if let loss = progress.loss { parts.append("loss \(significant(loss, 3))") }
        let rate = seconds > 0 ? Double(progress.done - start) / seconds : 0
        if rate > 0, rate.isFinite {
            parts.append(self.rate(rate, progress.unit))
            if let total = progress.total { parts.append(timeLeft(Double(total - progress.done) / rate)) }
        }
        // The rate is dropped first, then the last parts, but never the activity.
        let ratePlace = progress.loss == nil ? 2 : 3
        if parts.count > ratePlace, width(parts) > columns { parts.remove(at: ratePlace) }
        while parts.count > 1, width(parts) > columns { parts.removeLast() }
        return cut(parts.joined(separator: separator), to: columns)
    }

    private static let separator = "  "

    private static func width(_ parts: [String]) -> Int {
        DisplayWidth.columns(of: Markup.escaped(parts.joined(separator: separator)))
    }

    private static func cut(_ text: String, to columns: Int) -> String {
        var result = ""
        var left = columns
        for character in Markup.escaped(text) {
            left -= DisplayWidth.columns(of: String(character))
            if left < 0 { break }
            result.append(character)
        }
        return result
    }

    // MARK: - Parts

    private static func count(_ progress: Progress) -> String {
        switch progress.unit {
        case .bytes:
            let scale = ByteScale(progress.total ?? progress.done)
            guard let total = progress.total else { return "\(scale.number(progress.done)) \(scale.name)" }
            return "\(scale.number(progress.done)) of \(scale.number(total)) \(scale.name)"
        case .epochs: return counted(progress, "epochs")
        case .rows: return counted(progress, "rows")
        }
    }

    private static func counted(_ progress: Progress, _ name: String) -> String {
        guard let total = progress.total else { return "\(grouped(progress.done)) \(name)" }
        return "\(grouped(progress.done)) of \(grouped(total)) \(name)"
    }

    private static func rate(_ rate: Double, _ unit: Progress.Unit) -> String {
        if unit == .bytes {
            let scale = ByteScale(Int(min(rate, 1e18)))
            return "\(scale.number(Int(min(rate, 1e18)))) \(scale.name)/s"
        }
        if rate >= 100_000 { return "\(significant(rate, 2))/s" }
        if rate >= 100 { return "\(grouped(Int(rate)))/s" }
        return "\(significant(rate, 2))/s"
    }

    /// The remaining seconds, rounded up, so that they are never 0.
    private static func timeLeft(_ seconds: Double) -> String {
        let seconds = Int(min(max(seconds, 0), 1e9).rounded(.up))
        if seconds < 60 { return "\(seconds) s left" }
        if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s left" }
        return "\(seconds / 3600) h \(seconds / 60 % 60) min left"
    }

    /// A number with this many significant digits, formatted like Python's `g`.
    private static func significant(_ value: Double, _ digits: Int) -> String {
        (try? FormatArgument.float(value).formatted(".\(digits)g")) ?? String(value)
    }

    /// An integer with commas between groups of three digits.
    private static func grouped(_ number: Int) -> String {
        (try? FormatArgument.int(number).formatted(",")) ?? String(number)
    }
}

/// The unit for a number of bytes.
private struct ByteScale {
    let name: String
    private let size: Double

    init(_ bytes: Int) {
        let names = ["B", "kB", "MB", "GB", "TB"]
        var (place, size) = (0, 1.0)
        // 999.5 would round to four digits.
        while Double(bytes) >= 999.5 * size, place < names.count - 1 {
            place += 1
            size *= 1000
        }
        (name, self.size) = (names[place], size)
    }

    /// The number of units, with at least two significant digits where possible.
    func number(_ bytes: Int) -> String {
        let value = Double(bytes) / size
        if size == 1 || value >= 9.95 || bytes == 0 { return String(Int(value.rounded())) }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
