internal import Kernels
internal import Platform

/// The stream of Python's module `random`: a Mersenne Twister with CPython's seeding and distributions, bit for bit.
///
/// A value type: a copy is a checkpoint that draws the same numbers again.
public struct PythonRandomState: Sendable, Equatable {
    private var words: MersenneTwister
    /// The second number of a pair of normal numbers, kept for the next call.
    private var cachedGaussian: Double?

    /// The complete state as words: two states with equal words draw the same numbers.
    public var stateWords: [UInt64] { words.stateWords + (cachedGaussian.map { [1, $0.bitPattern] } ?? [0]) }

    /// The complete state as in `random.getstate()`.
    package var parts: (words: [UInt64], cachedGaussian: Double?) { (words.stateWords, cachedGaussian) }

    // MARK: Seeds

    /// The stream of `random.seed(seed)` for an int; the sign is ignored.
    package init(seed: Int) { self.init(magnitude: seed.magnitude) }

    /// The same for an int of any length, given the words of its magnitude, lowest first.
    package init(seedWords: [UInt]) {
        var words = seedWords.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] }
        while words.count > 1, words.last == 0 { words.removeLast() }
        self.init(words: words.isEmpty ? [0] : words)
    }

    /// The stream of `random.seed(seed)` for a float, given its hash.
    package init(hash: Int) { self.init(magnitude: UInt(bitPattern: hash)) }

    /// The stream of `random.seed(text)`: the seed is the number whose bytes are the text and its SHA-512 digest.
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

    /// The stream of `random.setstate`; nil if the words aren't a valid state.
    package init?(words: [Int], cachedGaussian: Double?) {
        guard let words = MersenneTwister(stateWords: words) else { return nil }
        (self.words, self.cachedGaussian) = (words, cachedGaussian)
    }

    private init(magnitude: UInt) {
        let (low, high) = (UInt32(truncatingIfNeeded: magnitude), UInt32(truncatingIfNeeded: magnitude >> 32))
        self.init(words: high == 0 ? [low] : [low, high])
    }

    private init(words: [UInt32]) {
        // There is always at least one word.
        self.words = (try? MersenneTwister(seedWords: words)) ?? MersenneTwister(seed: 0)
    }

    // MARK: Uniform

    /// A number in `[0, 1)`.
    package mutating func random() -> Double { words.nextDouble() }

    /// `count` random bits, at most 64.
    package mutating func bits(_ count: Int) -> UInt64 {
        guard count > 32 else { return count == 0 ? 0 : UInt64(words.next32() >> UInt32(32 - count)) }
        let low = UInt64(words.next32())
        return low | UInt64(words.next32() >> UInt32(64 - count)) << 32
    }

    /// Any number of random bits as the words of a number, lowest first.
    package mutating func words(ofBits count: Int) -> [UInt] {
        (0..<(count + 63) / 64).polled(work: 16).map { UInt(bits(min(count - $0 * 64, 64))) }
    }

    /// An integer in `0 ..< bound`, where `bound` is positive.
    package mutating func below(_ bound: UInt64) -> UInt64 {
        let width = 64 - bound.leadingZeroBitCount
        while true {
            let drawn = bits(width)
            if drawn < bound { return drawn }
        }
    }

    /// A random index into `count` items.
    package mutating func place(in count: Int) -> Int { Int(below(UInt64(count))) }

    /// A number between `low` and `high` with a triangular density that peaks at `mode`; nil for the middle.
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

    /// A number of the standard normal distribution, as drawn by `gauss`.
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

    /// A number of the standard normal distribution, as drawn by `normalvariate` (A. J. Kinderman and J. F. Monahan,
    /// 1977).
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

    /// A number in `(0, 1]` raised to a power.
    package mutating func power(_ exponent: Double) -> Double { pow(1 - random(), exponent) }

    /// A number of the gamma distribution; both parameters are positive.
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
        // With some shapes no number is ever accepted.
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

    /// A number of the beta distribution; both parameters are positive.
    package mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
        let first = gamma(shape: alpha, scale: 1)
        return first == 0 ? 0 : first / (first + gamma(shape: beta, scale: 1))
    }

    /// An angle of the von Mises distribution, in radians (D. J. Best and N. I. Fisher, 1979).
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

    /// The indices of `random.sample(range(population), count)`.
    package mutating func sample(population: Int, count: Int) -> [Int] {
        // Makes a list of the population, unless a set of the chosen indices takes less memory.
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

    /// The order of a shuffled list, as indices.
    package mutating func shuffledOrder(count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            if last % pieceLength == 0, Interruption.isRequested { return order }
            order.swapAt(last, place(in: last + 1))
        }
        return order
    }
}
