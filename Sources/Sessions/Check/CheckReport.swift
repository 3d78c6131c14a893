internal import Interpreter

/// What came of checking a file.
public struct CheckReport: Sendable {
    /// The file, as it was named.
    public let path: String
    /// Its cells.
    public let cells: [SessionCell]
    /// How many of them ran, the one at which a replay ended counted.
    public let reachedCount: Int
    /// How many lines of output it records.
    public let lineCount: Int
    /// What is not as it should be, in order.
    public let problems: [Problem]

    /// Something that is not as it should be.
    public enum Problem: Sendable {
        /// There is nothing to compare with.
        case nothingRecorded
        /// A statement prints lines, and none are recorded.
        case missing(SessionCell, RecordedStatement, count: Int)
        /// A statement prints something else than is recorded.
        case different(SessionCell, RecordedStatement, OutputDifference)
        /// A value has other bits than its digest tells of, or is not there.
        case drifted(SessionCell, name: String, line: Int, isThere: Bool)
        /// A cell draws random numbers unseeded.
        case unseeded(SessionCell, line: Int, seed: Int)
        /// A cell did not end as the file says.
        case failed(ReplayFailure)
        /// The session was left by `quit` before this cell, which has recorded output.
        case unreached(SessionCell)

        var isUnseeded: Bool { if case .unseeded = self { true } else { false } }
        var isDrift: Bool { if case .drifted = self { true } else { false } }

        /// The cell that it is about; nil where it is about the file.
        public var cell: SessionCell? {
            switch self {
            case .nothingRecorded: nil
            case .missing(let cell, _, _), .different(let cell, _, _), .drifted(let cell, _, _, _),
                .unseeded(let cell, _, _), .unreached(let cell):
                cell
            case .failed(let failure): failure.cell
            }
        }
    }

    init(_ file: SessionFile, reachedCount: Int = 0, problems: [Problem]) {
        path = file.path
        cells = file.cells
        self.reachedCount = reachedCount
        lineCount = file.recordedLineCount
        self.problems = problems
    }

    /// Whether everything is the same.
    public var isSame: Bool { problems.isEmpty }

    /// Whether Ctrl-C ended it.
    public var isInterrupted: Bool {
        if case .failed(let failure)? = problems.last { failure.isInterrupted } else { false }
    }
}
