internal import Interpreter

/// Decides when the progress line is drawn: after the work has taken a while, and not too often.
struct ProgressDisplay {
    /// How long (in nanoseconds) work takes before it is worth a line.
    static let delay: UInt64 = 300_000_000
    /// How long (in nanoseconds) a line stands at least.
    static let interval: UInt64 = 100_000_000

    private var activity: String?
    private var firstDone = 0
    private var lastDone = 0
    private var begin: UInt64 = 0
    private var lastDrawing: UInt64?

    /// The line to draw now, if one is due.
    mutating func line(for progress: Progress, at time: UInt64, columns: () -> Int) -> String? {
        defer { lastDone = progress.done }
        if activity != progress.activity || progress.done < lastDone {
            activity = progress.activity
            firstDone = progress.done
            begin = time
            lastDrawing = nil
            return nil
        }
        guard time &- begin >= Self.delay else { return nil }
        if let lastDrawing, time &- lastDrawing < Self.interval { return nil }
        lastDrawing = time
        // The last column stays free: terminals differ in where the cursor stands once it is taken.
        return ProgressLine.text(
            of: progress, since: firstDone, seconds: Double(time &- begin) / 1e9, columns: columns() - 1)
    }

    /// The work is over; what comes next is timed anew.
    mutating func end() { activity = nil }
}
