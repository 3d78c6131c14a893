internal import Kernels

/// Whether Ctrl-C was pressed; a signal handler may set it, evaluation and all long work under it poll it.
///
/// The flag itself lies in `Kernels`, where the loops are.
public enum Interruption {
    /// Whether evaluation should stop.
    @inline(__always)
    public static var isRequested: Bool { Kernels.Interruption.isRequested }

    /// Asks the running evaluation to stop. Safe in a signal handler.
    public static func request() { Kernels.Interruption.request() }

    /// Forgets the request, before a new cell runs.
    public static func clear() { Kernels.Interruption.clear() }

    /// From now on a request is never forgotten: it is for all evaluations of the process, on whatever threads they run,
    /// and what they give afterwards is of no use.
    public static func letRequestsStand() { Kernels.Interruption.letRequestsStand() }

    /// How much is done between two looks at the request.
    static var pieceLength: Int { Kernels.Interruption.pieceLength }

    /// Calls `body` with one piece of `0 ..< count` after the other until evaluation should stop.
    ///
    /// - Returns: whether all pieces were taken.
    static func forEachPiece(of count: Int, _ body: (Range<Int>) -> Void) -> Bool {
        Kernels.Interruption.forEachPiece(of: count, body)
    }
}
