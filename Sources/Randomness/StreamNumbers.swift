internal import Kernels
internal import Platform

/// A distribution of floats with parameters, as both of NumPy's generators draw it.
package enum FloatDistribution: Sendable, CaseIterable {
    case gamma, beta, chisquare, noncentralChisquare, f, noncentralF, standardT, cauchy, pareto, weibull, power, laplace
    case gumbel, logistic, lognormal, rayleigh, wald, triangular, vonMises

    /// A number of the distribution with these parameters, which must be valid.
    func draw(_ p: [Double], from stream: inout some RandomStream) -> Double {
        switch self {
        case .gamma: p[1] * stream.standardGamma(p[0])
        case .beta: stream.beta(p[0], p[1])
        case .chisquare: stream.chisquare(p[0])
        case .noncentralChisquare: stream.noncentralChisquare(p[0], p[1])
        case .f:
            Self.quotient(stream.chisquare(p[0]) * p[1], stream.chisquare(p[1]) * p[0])
        case .noncentralF:
            Self.quotient(stream.noncentralChisquare(p[0], p[2]) * p[1], stream.chisquare(p[1]) * p[0])
        case .standardT: stream.standardT(p[0])
        case .cauchy: Self.quotient(stream.nextNormal(), stream.nextNormal())
        case .pareto: stream.pareto(p[0])
        case .weibull: p[0] == 0 ? 0 : pow(stream.nextExponential(), 1 / p[0])
        case .power: stream.power(p[0])
        case .laplace: stream.laplace(p[0], p[1])
        case .gumbel: stream.gumbel(p[0], p[1])
        case .logistic: stream.logistic(p[0], p[1])
        case .lognormal: exp(p[0] + p[1] * stream.nextNormal())
        case .rayleigh: stream.rayleigh(p[0])
        case .wald: stream.wald(p[0], p[1])
        case .triangular: stream.triangular(p[0], p[1], p[2])
        case .vonMises: stream.vonMises(p[0], p[1])
        }
    }

    private static func quotient(_ first: Double, _ second: Double) -> Double { first / second }
}

/// A distribution of integers with parameters.
package enum CountDistribution: Sendable {
    case binomial, negativeBinomial, geometric, zipf, logSeries, hypergeometric

    /// A number of the distribution with these parameters, which must be valid.
    func draw(_ p: [Double], from stream: inout some RandomStream) -> Int {
        switch self {
        case .binomial: stream.binomial(Int(p[0]), p[1])
        case .negativeBinomial: stream.negativeBinomial(p[0], p[1])
        case .geometric: stream.geometric(p[0])
        case .zipf: stream.zipf(p[0])
        case .logSeries: stream.logSeries(p[0])
        case .hypergeometric: stream.hypergeometric(Int(p[0]), Int(p[1]), Int(p[2]))
        }
    }
}

extension RandomStream {
    /// Numbers of a distribution, each with its own parameters: those at its index, or the only ones.
    package mutating func numbers(
        _ distribution: FloatDistribution, _ parameters: [[Double]], count: Int
    ) -> [Double] {
        var place = 0
        return filled(count) {
            defer { place += 1 }
            return distribution.draw(parameters.map { $0.count == 1 ? $0[0] : $0[place] }, from: &self)
        }
    }

    /// The same for integers.
    package mutating func counts(_ distribution: CountDistribution, _ parameters: [[Double]], count: Int) -> [Int] {
        var place = 0
        return filled(count) {
            defer { place += 1 }
            return distribution.draw(parameters.map { $0.count == 1 ? $0[0] : $0[place] }, from: &self)
        }
    }

    // MARK: - Gamma and related distributions

    /// G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables" (2000); below 1 by J. H. Ahrens and
    /// U. Dieter (1974).
    mutating func standardGamma(_ shape: Double) -> Double {
        if shape == 1 { return nextExponential() }
        if shape == 0 { return 0 }
        if shape < 1 { return smallGamma(shape) }
        let b = shape - 1.0 / 3.0
        let c = 1 / (9 * b).squareRoot()
        while true {
            var (x, v) = (0.0, 0.0)
            repeat {
                x = nextNormal()
                v = 1 + c * x
            } while v <= 0
            v = v * v * v
            let u = words.nextDouble()
            if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
            if log(u) < 0.5 * x * x + b * (1 - v + log(v)) { return b * v }
        }
    }

    private mutating func smallGamma(_ shape: Double) -> Double {
        while true {
            let u = words.nextDouble()
            let v = nextExponential()
            if u <= 1 - shape {
                let x = pow(u, 1 / shape)
                if x <= v { return x }
            } else {
                let y = -log((1 - u) / shape)
                let x = pow(1 - shape + shape * y, 1 / shape)
                if x <= v + y { return x }
            }
        }
    }

    /// M. D. Jöhnk's algorithm (1964) if both parameters are at most 1, otherwise from two gamma numbers.
    mutating func beta(_ a: Double, _ b: Double) -> Double {
        guard a <= 1, b <= 1 else {
            let first = standardGamma(a)
            let second = standardGamma(b)
            return first / (first + second)
        }
        if !isLegacy, a < 3e-103, b < 3e-103 {
            // The distribution then degenerates to 0 and 1.
            let u = words.nextDouble()
            return (a + b) * u < a ? 1 : 0
        }
        while true {
            let u = words.nextDouble()
            let v = words.nextDouble()
            let (x, y) = (pow(u, 1 / a), pow(v, 1 / b))
            guard x + y <= 1, u + v > 0 else { continue }
            if isLegacy ? x + y > 0 : x > 0 && y > 0 { return x / (x + y) }
            var (logX, logY) = (log(u) / a, log(v) / b)
            if !isLegacy {
                let difference = logX - logY
                return difference > 0 ? exp(-log1p(exp(-difference))) : exp(difference - log1p(exp(difference)))
            }
            let larger = max(logX, logY)
            logX -= larger
            logY -= larger
            return exp(logX - log(exp(logX) + exp(logY)))
        }
    }

    mutating func chisquare(_ df: Double) -> Double { 2 * standardGamma(df / 2) }

    mutating func noncentralChisquare(_ df: Double, _ nonc: Double) -> Double {
        if nonc.isNaN { return .nan }
        if nonc == 0 { return chisquare(df) }
        if df > 1 {
            let square = chisquare(df - 1)
            let normal = nextNormal() + nonc.squareRoot()
            return square + normal * normal
        }
        guard let poisson = try? PoissonDistribution(rate: nonc / 2) else { return .nan }
        let count = poisson.draw(from: &words)
        return chisquare(df + 2 * Double(count))
    }

    mutating func standardT(_ df: Double) -> Double {
        let normal = nextNormal()
        let gamma = standardGamma(df / 2)
        return (df / 2).squareRoot() * normal / gamma.squareRoot()
    }

    // MARK: - By inversion

    mutating func pareto(_ a: Double) -> Double {
        isLegacy ? exp(nextExponential() / a) - 1 : expm1(nextExponential() / a)
    }

    mutating func power(_ a: Double) -> Double {
        isLegacy ? pow(1 - exp(-nextExponential()), 1 / a) : pow(-expm1(-nextExponential()), 1 / a)
    }

    mutating func rayleigh(_ scale: Double) -> Double {
        isLegacy
            ? scale * (-2 * log1p(-words.nextDouble())).squareRoot() : scale * (2 * nextExponential()).squareRoot()
    }

    mutating func laplace(_ mean: Double, _ scale: Double) -> Double {
        while true {
            let u = words.nextDouble()
            if u >= 0.5 { return mean - scale * log(2 - u - u) }
            if u > 0 { return mean + scale * log(u + u) }
        }
    }

    mutating func gumbel(_ mode: Double, _ scale: Double) -> Double {
        while true {
            let u = 1 - words.nextDouble()
            if u < 1 { return mode - scale * log(-log(u)) }
        }
    }

    mutating func logistic(_ mean: Double, _ scale: Double) -> Double {
        while true {
            let u = words.nextDouble()
            if u > 0 { return mean + scale * log(u / (1 - u)) }
        }
    }

    mutating func triangular(_ left: Double, _ mode: Double, _ right: Double) -> Double {
        let base = right - left
        let leftBase = mode - left
        let u = words.nextDouble()
        if u <= leftBase / base { return left + (u * (leftBase * base)).squareRoot() }
        return right - ((1 - u) * ((right - mode) * base)).squareRoot()
    }

    /// J. R. Michael, W. R. Schucany, R. W. Haas (1976).
    mutating func wald(_ mean: Double, _ scale: Double) -> Double {
        let half = mean / (2 * scale)
        var y = nextNormal()
        y = mean * y * y
        let x =
            isLegacy
            ? mean + half * (y - (4 * scale * y + y * y).squareRoot())
            : mean * (1 - 2 / (1 + (1 + 4 * scale / y).squareRoot()))
        let u = words.nextDouble()
        return u <= mean / (mean + x) ? x : mean * mean / x
    }

    /// D. J. Best, N. I. Fisher, "Efficient simulation of the von Mises distribution" (1979).
    mutating func vonMises(_ mu: Double, _ kappa: Double) -> Double {
        if kappa.isNaN { return .nan }
        if kappa < 1e-8 { return .pi * (2 * words.nextDouble() - 1) }
        let s: Double
        if kappa < 1e-5 {
            s = 1 / kappa + kappa
        } else if isLegacy || kappa <= 1e6 {
            let r = 1 + (1 + 4 * kappa * kappa).squareRoot()
            let rho = (r - (2 * r).squareRoot()) / (2 * kappa)
            s = (1 + rho * rho) / (2 * rho)
        } else {
            // So narrow that it is a normal distribution wrapped around the circle.
            var result = mu + (1 / kappa).squareRoot() * nextNormal()
            if result < -.pi { result += 2 * .pi }
            if result > .pi { result -= 2 * .pi }
            return result
        }
        var w = 0.0
        while !Interruption.isRequested {
            let z = cos(.pi * words.nextDouble())
            w = (1 + s * z) / (s + z)
            let y = kappa * (s - w)
            let v = words.nextDouble()
            if y * (2 - y) - v >= 0 || log(y / v) + 1 - y >= 0 { break }
        }
        let u = words.nextDouble()
        let result = (u < 0.5 ? -acos(w) : acos(w)) + mu
        let turned = fmod(abs(result) + .pi, 2 * .pi) - .pi
        return result < 0 ? -turned : turned
    }
}
