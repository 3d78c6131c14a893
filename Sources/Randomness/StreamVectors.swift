internal import Kernels
internal import Platform

/// Distributions of vectors.
extension RandomStream {
    /// The multinomial distribution: the number of occurrences of each outcome, one row for each entry of `trials`;
    /// row-major, as wide as there are probabilities.
    ///
    /// - Parameter probabilities: one row for each entry of `trials`, or one for all.
    package mutating func multinomial(trials: [Int], probabilities: [[Double]]) -> [Int] {
        let width = probabilities.first?.count ?? 0
        var found = [Int](repeating: 0, count: trials.count * width)
        var meter = WorkMeter()
        for (row, count) in trials.enumerated() where width > 0 {
            if meter.shouldStop(after: 16 * width) { break }
            let shares = probabilities.count == 1 ? probabilities[0] : probabilities[row]
            var (left, rest) = (count, 1.0)
            for place in 0..<width - 1 {
                let drawn = binomial(left, shares[place] / rest)
                found[row * width + place] = drawn
                left -= drawn
                if left <= 0 { break }
                rest -= shares[place]
            }
            if left > 0 { found[row * width + width - 1] = left }
        }
        return found
    }

    /// The Dirichlet distribution: `count` rows of numbers that sum to 1, row-major, from gamma numbers with these
    /// shapes.
    package mutating func dirichlet(_ shapes: [Double], count: Int) -> [Double] {
        if !isLegacy, let largest = shapes.max(), largest < 0.1 { return sticks(shapes, count: count) }
        var found: [Double] = []
        var meter = WorkMeter()
        for _ in 0..<count {
            if meter.shouldStop(after: 16 * shapes.count) { break }
            let start = found.count
            var sum = 0.0
            for shape in shapes {
                found.append(standardGamma(shape))
                sum += found[found.count - 1]
            }
            let inverse = 1 / sum
            for place in start..<found.count { found[place] *= inverse }
        }
        return found
    }

    /// The same by stick breaking, needed for small shapes.
    private mutating func sticks(_ shapes: [Double], count: Int) -> [Double] {
        let width = shapes.count
        var found = [Double](repeating: 0, count: count * width)
        var sums = shapes
        for place in sums.indices.dropLast().reversed() { sums[place] = sums[place + 1] + shapes[place] }
        guard let whole = sums.first, whole > 0 else { return found }
        var meter = WorkMeter()
        for row in 0..<count {
            if meter.shouldStop(after: 16 * width) { break }
            var left = 1.0
            for place in 0..<width - 1 {
                let share = beta(shapes[place], sums[place + 1])
                found[row * width + place] = left * share
                left *= 1 - share
                if sums[place + 1] == 0 { break }
            }
            found[row * width + width - 1] = left
        }
        return found
    }

    /// The multivariate hypergeometric distribution: the number of balls of each colour in a sample from an urn, for
    /// each of `count` samples; row-major.
    ///
    /// - Parameter isCounted: whether to draw from a list of all balls.
    package mutating func urn(_ colours: [Int], sample: Int, count: Int, isCounted: Bool) -> [Int] {
        let (width, total) = (colours.count, colours.reduce(0, +))
        var found = [Int](repeating: 0, count: count * width)
        if total == 0 || sample == 0 { return found }
        let isMost = sample > total / 2
        let drawn = isMost ? total - sample : sample
        var balls = isCounted ? colours.indices.flatMap { Array(repeating: $0, count: colours[$0]) } : []
        var meter = WorkMeter()
        for row in 0..<count {
            if meter.shouldStop(after: 16 * width + (isCounted ? drawn : 0)) { break }
            if isCounted {
                for place in 0..<drawn {
                    let other = place + Int(words.masked(through: UInt64(total - place - 1)))
                    balls.swapAt(place, other)
                    found[row * width + balls[place]] += 1
                }
            } else {
                marginals(colours, total: total, sample: drawn, into: &found[row * width..<(row + 1) * width])
            }
            if isMost {
                for place in 0..<width { found[row * width + place] = colours[place] - found[row * width + place] }
            }
        }
        return found
    }

    /// Draws each colour against all that follow.
    private mutating func marginals(_ colours: [Int], total: Int, sample: Int, into row: inout ArraySlice<Int>) {
        var (left, rest, place) = (sample, total, 0)
        while left > 0, place + 1 < colours.count {
            rest -= colours[place]
            let drawn = hypergeometric(colours[place], rest, left)
            row[row.startIndex + place] = drawn
            left -= drawn
            place += 1
        }
        if left > 0 { row[row.endIndex - 1] = left }
    }
}

/// Integers of fewer than 64 bits, several of which share a word.
extension RandomStream {
    /// Numbers in `0 ... largest[i]`, or all from one range; of 1, 8, 16 or 32 bits, drawn as NumPy does for the
    /// types of these sizes.
    ///
    /// - Parameter largest: one for each number, or one for all.
    package mutating func narrow(bits: Int, through largest: [UInt32], count: Int) -> [UInt32] {
        var source = NarrowWords(bits: bits)
        var place = 0
        let isMasked = isLegacy
        return filled(count) {
            defer { place += 1 }
            let bound = largest.count == 1 ? largest[0] : largest[place]
            if bound == 0 { return 0 }
            if bits == 1 || bound == source.all { return source.next(from: &words) }
            return isMasked
                ? source.masked(through: bound, from: &words) : source.multiplied(through: bound, from: &words)
        }
    }
}

/// Parts of 32-bit words, lowest bits first.
private struct NarrowWords {
    let bits: Int
    private var word: UInt32 = 0
    private var left = 0

    init(bits: Int) { self.bits = bits }

    /// The largest number.
    var all: UInt32 { UInt32.max >> UInt32(32 - bits) }

    mutating func next(from words: inout some RandomWords) -> UInt32 {
        if bits == 32 { return words.next32() }
        if left == 0 {
            word = words.next32()
            left = 32 / bits - 1
        } else {
            word >>= UInt32(bits)
            left -= 1
        }
        return word & all
    }

    mutating func masked(through largest: UInt32, from words: inout some RandomWords) -> UInt32 {
        let mask = UInt32.max >> UInt32(largest.leadingZeroBitCount)
        while true {
            let value = next(from: &words) & mask
            if value <= largest { return value }
        }
    }

    /// D. Lemire, "Fast Random Integer Generation in an Interval" (2019).
    mutating func multiplied(through largest: UInt32, from words: inout some RandomWords) -> UInt32 {
        let length = UInt64(largest) + 1
        var product = UInt64(next(from: &words)) * length
        if product & UInt64(all) < length {
            let threshold = UInt64(all - largest) % length
            while product & UInt64(all) < threshold { product = UInt64(next(from: &words)) * length }
        }
        return UInt32(truncatingIfNeeded: product >> UInt64(bits))
    }
}
