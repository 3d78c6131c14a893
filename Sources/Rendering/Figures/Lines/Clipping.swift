/// A rectangle of a drawing, by its edges.
struct Box: Equatable, Sendable {
    var left, bottom, right, top: Double

    var width: Double { right - left }
    var height: Double { top - bottom }

    func contains(_ x: Double, _ y: Double) -> Bool { left <= x && x <= right && bottom <= y && y <= top }

    /// The part of a line segment inside the rectangle (Liang and Barsky, 1984); nil if there is none.
    func clipped(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> (Double, Double, Double, Double)? {
        let (dx, dy) = (x1 - x0, y1 - y0)
        guard dx.isFinite, dy.isFinite else { return nil }
        var (start, end) = (0.0, 1.0)
        for (step, room) in [(-dx, x0 - left), (dx, right - x0), (-dy, y0 - bottom), (dy, top - y0)] {
            if step == 0 {
                if room < 0 { return nil }
                continue
            }
            let part = room / step
            if step < 0 { start = max(start, part) } else { end = min(end, part) }
            if start > end { return nil }
        }
        return (x0 + start * dx, y0 + start * dy, x0 + end * dx, y0 + end * dy)
    }
}
