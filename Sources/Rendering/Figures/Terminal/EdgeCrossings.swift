/// Where the edges of a shape cross the rows of dots.
///
/// Only how many cross in each dot counts: a row is filled from the first to the second, from the third to the fourth, and so
/// on, and their order within a dot changes nothing. A shape of very many points so needs no more room than one of few.
struct EdgeCrossings {
    private let width, height: Int
    /// For each dot of each row, those beside the field included, how many edges cross there; and for steep edges, which
    /// stay in a column, by how many more than in the row below.
    private var (counts, steps): ([Int32], [Int32])
    /// The work: how many crossings were counted one by one.
    private(set) var count = 0

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        counts = Array(repeating: 0, count: (width + 2) * (height + 1))
        steps = counts
    }

    /// The column of a place, 0 for what lies left of the field, and `width + 1` right of it.
    private func column(of place: Double) -> Int { Int(min(max(place, -1), Double(width)).rounded()) + 1 }

    /// Counts an edge from one place to another, in dots.
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
            // Nearly level edges may meet a row nowhere that a float could tell.
            guard place.isFinite else { continue }
            counts[row * (width + 2) + column(of: place)] += 1
            count += 1
        }
    }

    /// What of a row is filled, from the left; rows are asked for one after the other, from the lowest.
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

    /// Adds columns as the dots of the field among them.
    private func add(_ columns: ClosedRange<Int>, to ranges: inout [ClosedRange<Int>]) {
        let (first, last) = (max(columns.lowerBound - 1, 0), min(columns.upperBound - 1, width - 1))
        if first <= last { ranges.append(first...last) }
    }
}
