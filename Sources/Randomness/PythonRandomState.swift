internal import Kernels
internal import Platform

/// The stream of Python's module `random`: a Mersenne Twister with CPython's seeds and distributions, equal to them bit for
/// bit.
///
/// A value type: a copy is a checkpoint that draws the same numbers again.
public struct PythonRandomState: Sendable, Equatable {
    private var words: MersenneTwister
    /// Gaussians come in pairs; the second of a pair waits here for the next call.
    private var cachedGaussian: Double?

    /// All of the state, as words: two states with the same words draw the same.
    public var stateWords: [UInt64] { words.stateWords + (cachedGaussian.map { [1, $0.bitPattern] } ?? [0]) }

    /// All of the state, as `random.getstate()` gives it.
    package var parts: (words: [UInt64], cachedGaussian: Double?) { (words.stateWords, cachedGaussian) }

    // MARK: Seeds

    /// The stream of `random.seed(seed)` for an int, whose sign doesn't count.
    package init(seed: Int) { self.init(magnitude: seed.magnitude) }

    /// The same for an int of any length, by the words of its distance from 0, the lowest first.
    package init(seedWords: [UInt]) {
        var words = seedWords.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] }
        while words.count > 1, words.last == 0 { words.removeLast() }
        self.init(words: words.isEmpty ? [0] : words)
    }

    /// The stream of `random.seed(seed)` for a float, by its hash.
    package init(hash: Int) { self.init(magnitude: UInt(bitPattern: hash)) }

    /// The stream of `random.seed(text)`: the number whose bytes are those of the text and of its digest.
    package init(text: String) {
        let bytes = Array(text.utf8)
        var words: [UInt32] = []
        let all = bytes + SHA512.digest(of: bytes)
        for end in stride(from: all.count, to: 0, by: -4) {
            words.append(all[max(end - 4, 0)..<end].reduce(0) { $0 << 8 | UInt32($1) })
        }
        while words.count > 1, words.last == 0 { words.removeLast() }
        self.init(words: words)
    }

    /// The stream that `random.setstate` sets; nil where the words are none of a state.
    package init?(words: [Int], cachedGaussian: Double?) {
        guard let words = MersenneTwister(stateWords: words) else { return nil }
        (self.words, self.cachedGaussian) = (words, cachedGaussian)
    }

    private init(magnitude: UInt) {
        let (low, high) = (UInt32(truncatingIfNeeded: magnitude), UInt32(truncatingIfNeeded: magnitude >> 32))
        self.init(words: high == 0 ? [low] : [low, high])
    }

    private init(words: [UInt32]) {
        // There is always one.
        self.words = (try? MersenneTwister(seedWords: words)) ?? MersenneTwister(seed: 0)
    }

    // MARK: Uniform

    /// A number in `[0, 1)`.
    package mutating func random() -> Double { words.nextDouble() }

    /// So many random bits, 64 at most.
    package mutating func bits(_ count: Int) -> UInt64 {
        guard count > 32 else { return count == 0 ? 0 : UInt64(words.next32() >> UInt32(32 - count)) }
        let low = UInt64(words.next32())
        return low | UInt64(words.next32() >> UInt32(64 - count)) << 32
    }

    /// Any number of random bits as the words of a number, the lowest first.
    package mutating func words(ofBits count: Int) -> [UInt] {
        (0..<(count + 63) / 64).polled(work: 16).map { UInt(bits(min(count - $0 * 64, 64))) }
    }

    /// A whole number from 0 to below a bound, which is above 0.
    package mutating func below(_ bound: UInt64) -> UInt64 {
        let width = 64 - bound.leadingZeroBitCount
        while true {
            let drawn = bits(width)
            if drawn < bound { return drawn }
        }
    }

    /// A place in a list of so many items.
    package mutating func place(in count: Int) -> Int { Int(below(UInt64(count))) }

    /// A number from `low` on whose density falls off linearly on both sides of the mode, given as a share of the width.
    package mutating func triangular(low: Double, high: Double, mode: Double?) -> Double {
        let u = random()
        var (share, low, high, drawn) = (0.5, low, high, u)
        if let mode {
            if high == low { return low }
            share = (mode - low) / (high - low)
        }
        if u > share { (drawn, share, low, high) = (1 - u, 1 - share, high, low) }
        return low + (high - low) * (drawn * share).squareRoot()
    }

    // MARK: Distributions

    /// A number of the standard normal distribution, by `gauss`.
    package mutating func gaussian() -> Double {
        if let cached = cachedGaussian {
            cachedGaussian = nil
            return cached
        }
        let angle = random() * (2 * Double.pi)
        let radius = (-2 * log(1 - random())).squareRoot()
        cachedGaussian = sin(angle) * radius
        return cos(angle) * radius
    }

    /// A number of the standard normal distribution, by `normalvariate` (A. J. Kinderman and J. F. Monahan, 1977).
    package mutating func normal() -> Double {
        let factor = 4 * exp(-0.5) / 2.0.squareRoot()
        while true {
            let u = random()
            let v = 1 - random()
            let z = factor * (u - 0.5) / v
            if z * z / 4 <= -log(v) { return z }
        }
    }

    /// -log of a number in `(0, 1]`.
    package mutating func exponential() -> Double { -log(1 - random()) }

    /// A number in `(0, 1]` to a power.
    package mutating func power(_ exponent: Double) -> Double { pow(1 - random(), exponent) }

    /// A number of the gamma distribution; both parameters are above 0.
    ///
    /// R. C. H. Cheng, "The generation of Gamma variables with non-integral shape parameters" (1977), and J. H. Ahrens and
    /// U. Dieter (1974) for a shape below 1.
    package mutating func gamma(shape: Double, scale: Double) -> Double {
        if shape == 1 { return exponential() * scale }
        return (shape > 1 ? gammaByCheng(shape) : gammaByAhrens(shape)) * scale
    }

    private mutating func gammaByCheng(_ shape: Double) -> Double {
        let root = (2 * shape - 1).squareRoot()
        let (b, c) = (shape - log(4), shape + root)
        // Some shapes take no number ever.
        var meter = WorkMeter()
        while !meter.shouldStop(after: 64) {
            let u = random()
            guard 1e-7 < u, u < 0.9999999 else { continue }
            let second = 1 - random()
            let v = log(u / (1 - u)) / root
            let x = shape * exp(v)
            let z = u * u * second
            let r = b + c * v - x
            if r + (1 + log(4.5)) - 4.5 * z >= 0 || r >= log(z) { return x }
        }
        return .nan
    }

    private mutating func gammaByAhrens(_ shape: Double) -> Double {
        let e = 2.718281828459045
        var meter = WorkMeter()
        while !meter.shouldStop(after: 64) {
            let u = random()
            let b = (e + shape) / e
            let p = b * u
            let x = p <= 1 ? pow(p, 1 / shape) : -log((b - p) / shape)
            let second = random()
            if p > 1 ? second <= pow(x, shape - 1) : second <= exp(-x) { return x }
        }
        return .nan
    }

    /// A number of the beta distribution; both parameters are above 0.
    package mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
        let first = gamma(shape: alpha, scale: 1)
        return first == 0 ? 0 : first / (first + gamma(shape: beta, scale: 1))
    }

    /// An angle around a mean (D. J. Best and N. I. Fisher, 1979).
    package mutating func vonMises(mean: Double, concentration: Double) -> Double {
        let turn = 2 * Double.pi
        if concentration <= 1e-6 { return turn * random() }
        let s = 0.5 / concentration
        let r = s + (1 + s * s).squareRoot()
        var z = Double.nan
        var meter = WorkMeter()
        while !meter.shouldStop(after: 64) {
            z = cos(Double.pi * random())
            let d = z / (r + z)
            let u = random()
            if u < 1 - d * d || u <= (1 - d) * exp(d) { break }
        }
        let q = 1 / r
        let f = (q + z) / (1 + q * z)
        let angle = random() > 0.5 ? mean + acos(f) : mean - acos(f)
        let rest = fmod(angle, turn)
        return rest < 0 ? rest + turn : rest
    }

    // MARK: Choices

    /// The places of `random.sample(range(population), count)`.
    package mutating func sample(population: Int, count: Int) -> [Int] {
        // A list of all is made unless a set of those chosen takes less.
        var setSize = 21.0
        if count > 5 { setSize += pow(4, (log(Double(count) * 3) / log(4)).rounded(.up)) }
        var chosen: [Int] = []
        chosen.reserveCapacity(count)
        if Double(population) <= setSize {
            var pool = Array(0..<population)
            for step in 0..<count {
                if step % pieceLength == 0, Interruption.isRequested { return chosen }
                let place = place(in: population - step)
                chosen.append(pool[place])
                pool[place] = pool[population - step - 1]
            }
            return chosen
        }
        var taken = Set<Int>(minimumCapacity: count)
        for step in 0..<count {
            if step % pieceLength == 0, Interruption.isRequested { return chosen }
            var place = place(in: population)
            while !taken.insert(place).inserted { place = self.place(in: population) }
            chosen.append(place)
        }
        return chosen
    }

    /// The places of a shuffled list.
    package mutating func shuffledOrder(count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            if last % pieceLength == 0, Interruption.isRequested { return order }
            order.swapAt(last, place(in: last + 1))
        }
        return order
    }
}
