internal import Platform

/// Decides how often long work tells how far it has come: at most every 50 ms, or another interval.
///
/// To look at the clock takes as long as a small epoch, so it looks about five times an interval only: it counts, and
/// adapts how far to how long the last count took.
package struct ProgressPace {
    /// How many more times until the clock is looked at.
    private var countdown = 1
    /// How many times there are between two looks.
    private(set) var stride = 1
    private var lastLook: UInt64
    private var lastReport: UInt64
    private let clock: () -> UInt64

    /// The nanoseconds between two reports at least.
    let reportInterval: UInt64
    /// The nanoseconds between two looks at the clock, more or less.
    private var lookInterval: UInt64 { reportInterval / 5 }

    /// - Parameters:
    ///   - reportInterval: the nanoseconds between two reports at least.
    ///   - clock: nanoseconds since some moment.
    package init(reportInterval: UInt64 = 50_000_000, clock: @escaping () -> UInt64 = { MonotonicTime.nanoseconds }) {
        self.reportInterval = reportInterval
        self.clock = clock
        lastLook = clock()
        lastReport = lastLook
    }

    /// Whether a report is due, now that one more unit is done.
    @inline(__always)
    package mutating func isDue() -> Bool {
        countdown -= 1
        return countdown <= 0 && looksAtClock()
    }

    private mutating func looksAtClock() -> Bool {
        let now = clock()
        let elapsed = max(now &- lastLook, 1)
        lastLook = now
        // Growing no faster than twofold, it isn't led astray by a first unit that was quick.
        let wanted = UInt64(stride).multipliedReportingOverflow(by: lookInterval).partialValue / elapsed
        stride = min(max(Int(wanted), 1), 2 * stride, 1 << 20)
        countdown = stride
        if now &- lastReport < reportInterval { return false }
        lastReport = now
        return true
    }
}
