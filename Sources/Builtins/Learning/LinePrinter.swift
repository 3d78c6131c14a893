internal import Interpreter
internal import Rendering

/// Prints the lines of a training: those that follow each other closely are printed together.
struct LinePrinter {
    private var lines = LossLines()
    private var pace = ProgressPace(reportInterval: longestWait)
    /// Whether lines may wait for others.
    private let isPatient: Bool

    /// The nanoseconds that a line may wait.
    private static let longestWait: UInt64 = 10_000_000

    init(isPatient: Bool) { self.isPatient = isPatient }

    mutating func append(epoch: Int, loss: Double) { lines.append(epoch: epoch, loss: loss) }

    /// Prints the lines if they have waited long enough.
    mutating func printIfDue(_ print: (String) -> Void) {
        if lines.isEmpty { return }
        if !isPatient || lines.isFull || pace.isDue() { print(lines.take()) }
    }

    /// Prints all that are left.
    mutating func print(_ print: (String) -> Void) {
        if !lines.isEmpty { print(lines.take()) }
    }
}
