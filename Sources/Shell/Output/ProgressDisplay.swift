internal import Interpreter
internal import Rendering

/// Decides when the progress line is drawn: after the work has taken a while, and not too often.
struct ProgressDisplay {
    /// How long (in nanoseconds) work takes before it is worth a line.
    static let delay: UInt64 = 300_000_000
    /// How long (in nanoseconds) a line stands at least.
    static let interval: UInt64 = 100_000_000

    /// Whether the terminal shows small curves.
    let hasCurves: Bool

    /// - Parameter hasCurves: whether the terminal shows the characters that small curves are made of.
    init(hasCurves: Bool = false) { self.hasCurves = hasCurves }

    private var activity: String?
    private var firstDone = 0
    private var lastDone = 0
    private var begin: UInt64 = 0
    private var lastDrawing: UInt64?
    /// Losses along the way, of which every other is dropped when they are many.
    private var losses = LossSamples()

    /// The line to draw now, if one is due.
    mutating func line(for progress: Progress, at time: UInt64, columns: () -> Int) -> String? {
        defer { lastDone = progress.done }
        if activity != progress.activity || progress.done < lastDone {
            losses = LossSamples()
            activity = progress.activity
            firstDone = progress.done
            begin = time
            lastDrawing = nil
            return nil
        }
        if let loss = progress.loss { losses.append(loss) }
        guard time &- begin >= Self.delay else { return nil }
        if let lastDrawing, time &- lastDrawing < Self.interval { return nil }
        lastDrawing = time
        // The last column stays free: terminals differ in where the cursor stands once it is taken.
        return ProgressLine.text(
            of: progress, since: firstDone, seconds: Double(time &- begin) / 1e9, columns: columns() - 1,
            curve: hasCurves ? Sparkline.text(of: losses.values, columns: 10) : "")
    }

    /// The work is over; what comes next is timed anew.
    mutating func end() { activity = nil }
}

/// Losses at moments that lie about equally far apart, however many are told.
struct LossSamples {
    /// The losses that are kept, in order.
    private(set) var values: [Double] = []
    /// Of how many losses one is kept.
    private var stride = 1
    private var skipped = 0

    /// The most that are kept.
    static let capacity = 64

    /// Takes the next loss.
    mutating func append(_ loss: Double) {
        skipped += 1
        guard skipped >= stride else { return }
        skipped = 0
        values.append(loss)
        guard values.count == Self.capacity else { return }
        values = values.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        stride *= 2
    }
}
