internal import Platform

/// Decides how often long work reports its progress: at most every 50 ms, or at another interval.
///
/// Reading the clock takes as long as a small epoch, so it is read only about five times per interval. The number of
/// units between two readings adapts to how long they took.
package struct ProgressPace {
    /// The number of units until the next clock reading.
    private var countdown = 1
    /// The number of units between two clock readings.
    private(set) var stride = 1
    private var lastLook: UInt64
    private var lastReport: UInt64
    private let clock: () -> UInt64

    /// The minimum number of nanoseconds between two reports.
    let reportInterval: UInt64
    /// The approximate number of nanoseconds between two clock readings.
    private var lookInterval: UInt64 { reportInterval / 5 }

    /// - Parameters:
    ///   - reportInterval: the minimum number of nanoseconds between two reports.
    ///   - clock: returns nanoseconds since some fixed moment.
    package init(reportInterval: UInt64 = 50_000_000, clock: @escaping () -> UInt64 = { MonotonicTime.nanoseconds }) {
        self.reportInterval = reportInterval
        self.clock = clock
        lastLook = clock()
        lastReport = lastLook
    }

    /// Whether a report is due, after one more unit.
    @inline(__always)
    package mutating func isDue() -> Bool {
        countdown -= 1
        return countdown <= 0 && looksAtClock()
    }

    private mutating func looksAtClock() -> Bool {
        let now = clock()
        let elapsed = max(now &- lastLook, 1)
        lastLook = now
        // The stride at most doubles, so that a fast first unit does not mislead it.
        let wanted = UInt64(stride).multipliedReportingOverflow(by: lookInterval).partialValue / elapsed
        stride = min(max(Int(wanted), 1), 2 * stride, 1 << 20)
        countdown = stride
        if now &- lastReport < reportInterval { return false }
        lastReport = now
        return true
    }
}
