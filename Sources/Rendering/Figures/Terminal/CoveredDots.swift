/// Rectangles in which a line has set all dots, so that drawing there changes nothing. A line of very many points
/// that jumps around soon covers most of the dots that it crosses.
struct CoveredDots {
    /// Whether the line sets all dots that it crosses.
    let isSolid: Bool
    private let ink: UInt16
    /// The counts from ``CellCanvas/gaps(of:)``, and the width of their rows.
    private var (gaps, width): ([Int32], Int) = ([], 0)
    /// The line's work at the time of the count.
    private var counted = 0

    /// Shorter segments are cheaper to draw than to check.
    static let shortest = 6

    init(_ pen: Tracer.Pen) {
        ink = pen.ink
        isSolid = pen.ink > 0 && pen.dash == [true]
    }

    /// Counts again once more work has been drawn than counting costs.
    mutating func renew(after work: Int, _ canvas: CellCanvas) {
        guard work - counted > 4 * canvas.width * canvas.height else { return }
        (gaps, width, counted) = (canvas.gaps(of: ink), canvas.width + 1, work)
    }

    /// Whether all dots of a rectangle are known to be set.
    func holds(_ across: ClosedRange<Int>, _ up: ClosedRange<Int>) -> Bool {
        guard !gaps.isEmpty else { return false }
        let (left, right) = (across.lowerBound, across.upperBound + 1)
        let (bottom, top) = (up.lowerBound * width, (up.upperBound + 1) * width)
        return gaps[top + right] - gaps[bottom + right] == gaps[top + left] - gaps[bottom + left]
    }
}
