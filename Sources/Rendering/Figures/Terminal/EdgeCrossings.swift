/// The crossings of a shape's edges with the rows of dots.
///
/// A row is filled from the first crossing to the second, from the third to the fourth, and so on. The order of
/// crossings within a dot doesn't matter, so only their number per dot is kept, and a shape of very many points needs
/// no more memory than a small one.
struct EdgeCrossings {
    private let width, height: Int
    /// For each dot of each row, with one column outside the field on each side, the number of edges that cross
    /// there; and for steep edges, which stay in a column, the increase over the row below.
    private var (counts, steps): ([Int32], [Int32])
    /// The number of crossings counted one by one, a measure of the work.
    private(set) var count = 0

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        counts = Array(repeating: 0, count: (width + 2) * (height + 1))
        steps = counts
    }

    /// The column of a position: 0 left of the field, `width + 1` right of it.
    private func column(of place: Double) -> Int { Int(min(max(place, -1), Double(width)).rounded()) + 1 }

    /// Counts an edge between two positions, in dots.
    mutating func add(_ start: (x: Double, y: Double), _ end: (x: Double, y: Double)) {
        guard start.y != end.y else { return }
        let (low, high) = start.y < end.y ? (start, end) : (end, start)
        let first = max(Int(max(low.y, -1).rounded(.up)), 0)
        let last = min(Int(min(high.y, Double(height)).rounded(.up)) - 1, height - 1)
        guard first <= last else { return }
        let (from, to) = (column(of: low.x), column(of: high.x))
        if from == to {
            steps[first * (width + 2) + from] += 1
            steps[(last + 1) * (width + 2) + from] -= 1
            return
        }
        let slope = (high.x - low.x) / (high.y - low.y)
        for row in first...last {
            let place = low.x + (Double(row) - low.y) * slope
            // A nearly horizontal edge may have no representable crossing.
            guard place.isFinite else { continue }
            counts[row * (width + 2) + column(of: place)] += 1
            count += 1
        }
    }

    /// The filled ranges of a row, from the left; rows must be requested in order, from the lowest.
    mutating func filled(_ row: Int) -> [ClosedRange<Int>] {
        let start = row * (width + 2)
        var ranges: [ClosedRange<Int>] = []
        var open: Int?
        for column in 0..<width + 2 {
            if row > 0 { steps[start + column] += steps[start - width - 2 + column] }
            var crossings = Int(counts[start + column] + steps[start + column])
            guard crossings > 0 else { continue }
            if let first = open {
                add(first...column, to: &ranges)
                (open, crossings) = (nil, crossings - 1)
            }
            if crossings > 1 { add(column...column, to: &ranges) }
            if crossings % 2 == 1 { open = column }
        }
        return ranges
    }

    /// Adds the columns that are inside the field.
    private func add(_ columns: ClosedRange<Int>, to ranges: inout [ClosedRange<Int>]) {
        let (first, last) = (max(columns.lowerBound - 1, 0), min(columns.upperBound - 1, width - 1))
        if first <= last { ranges.append(first...last) }
    }
}
