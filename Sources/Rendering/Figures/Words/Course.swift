internal import Kernels

/// Statistics of a run of values, found in one pass.
struct Course {
    private(set) var (finite, nan, infinite, low) = (0, 0, 0, 0)
    private(set) var (first, last) = (Double.nan, Double.nan)
    private(set) var (least, greatest) = (Double.infinity, -Double.infinity)
    private(set) var (leastPlace, greatestPlace) = (0, 0)
    private var (rises, falls) = (false, false)

    /// - Parameter isLogarithmic: whether values that aren't positive are out of range.
    init(_ values: [Double], count: Int, isLogarithmic: Bool) {
        values.withUnsafeBufferPointer { values in
            for place in (0..<count).polled() {
                let value = values[place]
                guard value.isFinite, !isLogarithmic || value > 0 else {
                    if value.isNaN { nan += 1 } else if value.isFinite { low += 1 } else { infinite += 1 }
                    continue
                }
                if finite == 0 { first = value }
                finite += 1
                if value > last { rises = true }
                if value < last { falls = true }
                last = value
                if value < least { (least, leastPlace) = (value, place) }
                if value > greatest { (greatest, greatestPlace) = (value, place) }
            }
        }
    }

    var isFalling: Bool { falls && !rises }
    var isRising: Bool { rises && !falls }

    /// The index of the first value that has come nine tenths of the way from the first to the last.
    func early(of values: [Double]) -> Int? {
        // Halved, so that nothing overflows.
        let way = last * 0.5 - first * 0.5
        return values.indices.polled().first {
            values[$0].isFinite && abs(values[$0] * 0.5 - first * 0.5) >= abs(way) * 0.9
        }
    }
}
