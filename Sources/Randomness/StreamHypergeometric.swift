internal import Kernels
internal import Platform

extension RandomStream {
    /// The number of good items in a sample drawn without replacement from good and bad ones.
    mutating func hypergeometric(_ good: Int, _ bad: Int, _ sample: Int) -> Int {
        if isLegacy {
            if sample > 10 { return HypergeometricRatios(good, bad, sample, isLegacy: true).draw(from: &words) }
            return sample > 0 ? fewOfUrn(good, bad, sample) : 0
        }
        if sample >= 10, sample <= good + bad - 10 {
            return HypergeometricRatios(good, bad, sample, isLegacy: false).draw(from: &words)
        }
        return oneByOne(good, bad, sample)
    }

    /// Draws items by numbers in [0, 1), like NumPy's functions before 1.17.
    private mutating func fewOfUrn(_ good: Int, _ bad: Int, _ sample: Int) -> Int {
        let rest = good + bad - sample
        let fewer = Double(min(good, bad))
        var (left, count) = (fewer, sample)
        while left > 0 {
            left -= (words.nextDouble() + left / Double(rest + count)).rounded(.down)
            count -= 1
            if count == 0 { break }
        }
        let taken = Int(fewer - left)
        return good > bad ? sample - taken : taken
    }

    /// Draws items by integers; for a sample of more than half, draws those left behind.
    private mutating func oneByOne(_ good: Int, _ bad: Int, _ sample: Int) -> Int {
        let total = good + bad
        let isMost = sample > total / 2
        var (count, left, goodLeft) = (isMost ? total - sample : sample, total, good)
        while count > 0, goodLeft > 0, left > goodLeft {
            left -= 1
            if Int(words.masked(through: UInt64(left))) < goodLeft { goodLeft -= 1 }
            count -= 1
        }
        if left == goodLeft { goodLeft -= count }
        return isMost ? goodLeft : good - goodLeft
    }
}

/// The hypergeometric distribution by ratios of uniform numbers: E. Stadlober, "The ratio of uniforms approach for
/// generating discrete random variates" (1990), algorithm HRUA, with the paper's names.
private struct HypergeometricRatios {
    private let good, bad, sample: Int
    private let fewer, more, drawn: Int
    private let isLegacy: Bool
    private let a, h, b: Double
    private var height = 0.0

    init(_ good: Int, _ bad: Int, _ sample: Int, isLegacy: Bool) {
        (self.good, self.bad, self.sample, self.isLegacy) = (good, bad, sample, isLegacy)
        let total = good + bad
        (fewer, more, drawn) = (min(good, bad), max(good, bad), min(sample, total - sample))
        let p = Double(fewer) / Double(total)
        let q = isLegacy ? 1 - p : Double(more) / Double(total)
        // For a large sample, the older functions use the variance with the full sample size.
        let counted = Double(isLegacy ? sample : drawn)
        let variance = Double(total - drawn) * counted * p * q / Double(total - 1)
        let c = (variance + 0.5).squareRoot()
        a = Double(drawn) * p + 0.5
        h = 1.7155277699214135 * c + 0.8989161620588988
        b = min(Double(min(drawn, fewer)) + 1, (a + 16 * c).rounded(.down))
        let mode = (Double(drawn + 1) * Double(fewer + 1) / Double(total + 2)).rounded(.down)
        height = logarithms(Int(mode))
    }

    /// The logarithm of the denominator of k's probability.
    private func logarithms(_ k: Int) -> Double {
        logarithm(k) + logarithm(fewer - k) + logarithm(drawn - k) + logarithm(more - drawn + k)
    }

    private func logarithm(_ k: Int) -> Double {
        isLegacy ? PoissonDistribution.logarithmOfGamma(Double(k + 1)) : LogarithmOfFactorial.of(k)
    }

    func draw(from words: inout some RandomWords) -> Int {
        var k = 0
        while !Interruption.isRequested {
            let u = words.nextDouble()
            let v = words.nextDouble()
            let x = a + h * (v - 0.5) / u
            if x < 0 || x >= b || x.isNaN { continue }
            k = Int(x)
            let t = height - logarithms(k)
            if u * (4 - u) - 3 <= t { break }
            if u * (u - t) >= 1 { continue }
            if 2 * log(u) <= t { break }
        }
        if good > bad { k = drawn - k }
        return drawn < sample ? good - k : k
    }
}

/// The logarithm of k!, from a table and beyond it by Stirling's series.
enum LogarithmOfFactorial {
    static func of(_ k: Int) -> Double {
        if k < table.count { return table[k] }
        let x = Double(k)
        let series = (1 / x) * (1 / 12.0 - 1 / (360 * x * x))
        return (x + 0.5) * log(x) - x + (0.9189385332046728 + series)
    }

    private static let table: [Double] = [
        0.0, 0.0, 0.6931471805599453, 1.791759469228055, 3.1780538303479458, 4.787491742782046, 6.579251212010101,
        8.525161361065415, 10.60460290274525, 12.801827480081469, 15.104412573075516, 17.502307845873887,
        19.987214495661885, 22.552163853123425, 25.19122118273868, 27.89927138384089, 30.671860106080672,
        33.50507345013689, 36.39544520803305, 39.339884187199495, 42.335616460753485, 45.38013889847691,
        48.47118135183523, 51.60667556776438, 54.78472939811232, 58.00360522298052, 61.261701761002,
        64.55753862700634, 67.88974313718154, 71.25703896716801, 74.65823634883016, 78.0922235533153,
        81.55795945611504, 85.05446701758152, 88.58082754219768, 92.1361756036871, 95.7196945421432,
        99.33061245478743, 102.96819861451381, 106.63176026064346, 110.32063971475739, 114.0342117814617,
        117.77188139974507, 121.53308151543864, 125.3172711493569, 129.12393363912722, 132.95257503561632,
        136.80272263732635, 140.67392364823425, 144.5657439463449, 148.47776695177302, 152.40959258449735,
        156.3608363030788, 160.3311282166309, 164.32011226319517, 168.32744544842765, 172.3527971391628,
        176.39584840699735, 180.45629141754378, 184.53382886144948, 188.6281734236716, 192.7390472878449,
        196.86618167289, 201.00931639928152, 205.1681994826412, 209.34258675253685, 213.53224149456327,
        217.73693411395422, 221.95644181913033, 226.1905483237276, 230.43904356577696, 234.70172344281826,
        238.97838956183432, 243.2688490029827, 247.57291409618688, 251.8904022097232, 256.22113555000954,
        260.5649409718632, 264.9216497985528, 269.2910976510198, 273.6731242856937, 278.0675734403661,
        282.4742926876304, 286.893133295427, 291.3239500942703, 295.76660135076065, 300.22094864701415,
        304.6868567656687, 309.1641935801469, 313.65282994987905, 318.1526396202093, 322.66349912672615,
        327.1852877037752, 331.7178871969285, 336.26118197919845, 340.815058870799, 345.37940706226686,
        349.95411804077025, 354.5390855194408, 359.1342053695754, 363.73937555556347, 368.35449607240474,
        372.979468885689, 377.61419787391867, 382.25858877306, 386.91254912321756, 391.5759882173296,
        396.24881705179155, 400.93094827891576, 405.6222961611449, 410.32277652693733, 415.03230672824964,
        419.7508055995447, 424.4781934182571, 429.21439186665157, 433.9593239950148, 438.71291418612117,
        443.47508812091894, 448.2457727453846, 453.0248962384961, 457.81238798127816, 462.6081785268749,
        467.4121995716082, 472.2243839269806, 477.04466549258564, 481.87297922988796,
    ]
}
