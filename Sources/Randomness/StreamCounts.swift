internal import Kernels
internal import Platform

extension RandomStream {
    /// The number of successes in n trials.
    mutating func binomial(_ n: Int, _ p: Double) -> Int {
        if n == 0 || p == 0 { return 0 }
        let isTurned = p > 0.5
        let share = isTurned ? 1 - p : p
        let found =
            Double(n) * share <= 30 ? binomialByInversion(n, share) : BinomialRejection(n, share).draw(from: &words)
        return isTurned ? n - found : found
    }

    private mutating func binomialByInversion(_ n: Int, _ p: Double) -> Int {
        let q = 1 - p
        let first = exp(Double(n) * log1p(-p))
        let np = Double(n) * p
        let bound = Int(min(Double(n), np + 10 * (np * q + 1).squareRoot()))
        var (x, px, u) = (0, first, words.nextDouble())
        while u > px {
            x += 1
            if x > bound {
                (x, px, u) = (0, first, words.nextDouble())
            } else {
                u -= px
                px = (Double(n - x + 1) * p * px) / (Double(x) * q)
            }
        }
        return x
    }

    mutating func negativeBinomial(_ n: Double, _ p: Double) -> Int {
        let rate = (1 - p) / p * standardGamma(n)
        guard let poisson = try? PoissonDistribution(rate: rate) else { return Int.min }
        return poisson.draw(from: &words)
    }

    mutating func geometric(_ p: Double) -> Int {
        if p < 0.333333333333333333333333 {
            let number =
                isLegacy
                ? (log1p(-words.nextDouble()) / log1p(-p)).rounded(.up)
                : (-nextExponential() / log1p(-p)).rounded(.up)
            return number >= 9.223372036854776e+18 ? (isLegacy ? Int.min : Int.max) : Int(number)
        }
        var (x, sum, product) = (1, p, p)
        let u = words.nextDouble()
        while u > sum {
            product *= 1 - p
            sum += product
            x += 1
        }
        return x
    }

    /// L. Devroye, "Non-uniform random variate generation" (1986).
    mutating func zipf(_ a: Double) -> Int {
        if !isLegacy, a >= 1025 { return 1 }
        let less = a - 1
        let b = pow(2, less)
        let least = isLegacy ? 0 : pow(9.223372036854775807e+18, -less)
        // For some a nearly every draw is rejected, so this may never end, as in NumPy.
        while !Interruption.isRequested {
            let drawn = words.nextDouble()
            let u = isLegacy ? 1 - drawn : drawn * least + (1 - drawn)
            let v = words.nextDouble()
            let x = pow(u, -1 / less).rounded(.down)
            if x > 9.223372036854775807e+18 || x < 1 || !(x < 9.223372036854775807e+18) { continue }
            let t = pow(1 + 1 / x, less)
            if v * x * (t - 1) / (b - 1) <= t / b { return Int(x) }
        }
        return 1
    }

    /// A. W. Kemp, "Efficient generation of logarithmically distributed pseudo-random variables" (1981).
    mutating func logSeries(_ p: Double) -> Int {
        let r = log1p(-p)
        while true {
            let v = words.nextDouble()
            if v >= p { return 1 }
            let u = words.nextDouble()
            let q = -expm1(r * u)
            if v <= q * q {
                let found = (1 + log(v) / log(q)).rounded(.down)
                if found < 1 || v == 0 { continue }
                return Int(found)
            }
            return v >= q ? 1 : 2
        }
    }
}

/// The binomial distribution by rejection, for many successes: V. Kachitvichyanukul, B. W. Schmeiser, "Binomial
/// random variate generation" (1988), algorithm BTPE, with the paper's names.
private struct BinomialRejection {
    private let n, m: Int
    private let r, q, p1, xm, xl, xr, c, laml, lamr, p2, p3, p4: Double

    init(_ n: Int, _ p: Double) {
        self.n = n
        (r, q) = (min(p, 1 - p), 1 - min(p, 1 - p))
        let count = Double(n)
        let fm = count * r + r
        m = Int(fm.rounded(.down))
        p1 = (2.195 * (count * r * q).squareRoot() - 4.6 * q).rounded(.down) + 0.5
        xm = Double(m) + 0.5
        (xl, xr) = (xm - p1, xm + p1)
        c = 0.134 + 20.5 / (15.3 + Double(m))
        let left = (fm - xl) / (fm - xl * r)
        laml = left * (1 + left / 2)
        let right = (xr - fm) / (xr * q)
        lamr = right * (1 + right / 2)
        p2 = p1 * (1 + 2 * c)
        p3 = p2 + c / laml
        p4 = p3 + c / lamr
    }

    func draw(from words: inout some RandomWords) -> Int {
        while true {
            let u = words.nextDouble() * p4
            let v = words.nextDouble()
            if u <= p1 { return Int((xm - p1 * v + u).rounded(.down)) }
            guard let (y, height) = proposal(u, v) else { continue }
            if accepts(y, height) { return y }
        }
    }

    /// A number from the parallelogram or the tails, and its height.
    private func proposal(_ u: Double, _ v: Double) -> (Int, Double)? {
        if u <= p2 {
            let x = xl + (u - p1) / c
            let height = v * c + 1 - abs(Double(m) - x + 0.5) / p1
            return height > 1 ? nil : (Int(x.rounded(.down)), height)
        }
        if v == 0 { return nil }
        if u <= p3 {
            let y = (xl + log(v) / laml).rounded(.down)
            return y < 0 ? nil : (Int(y), v * (u - p2) * laml)
        }
        let y = (xr - log(v) / lamr).rounded(.down)
        return y > Double(n) ? nil : (Int(y), v * (u - p3) * lamr)
    }

    private func accepts(_ y: Int, _ v: Double) -> Bool {
        let k = abs(y - m)
        let nrq = Double(n) * r * q
        if !(k > 20 && Double(k) < nrq / 2 - 1) {
            let s = r / q
            let a = s * Double(n + 1)
            var f = 1.0
            if m < y { for i in (m + 1)...y { f *= a / Double(i) - s } }
            if m > y { for i in (y + 1)...m { f /= a / Double(i) - s } }
            return v <= f
        }
        let distance = Double(k)
        let rho = (distance / nrq) * ((distance * (distance / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5)
        let t = Double(-k * k) / (2 * nrq)
        let height = log(v)
        if height < t - rho { return true }
        if height > t + rho { return false }
        return height <= bound(y)
    }

    /// The logarithm of the density, by Stirling's series.
    private func bound(_ y: Int) -> Double {
        let (x1, f1, z, w) = (Double(y + 1), Double(m + 1), Double(n + 1 - m), Double(n - y + 1))
        let main =
            xm * log(f1 / x1) + (Double(n - m) + 0.5) * log(z / w) + Double(y - m) * log(w * r / (x1 * q))
        return main + Self.series(f1) + Self.series(z) + Self.series(x1) + Self.series(w)
    }

    private static func series(_ x: Double) -> Double {
        let square = x * x
        return (13680 - (462 - (132 - (99 - 140 / square) / square) / square) / square) / x / 166320
    }
}
