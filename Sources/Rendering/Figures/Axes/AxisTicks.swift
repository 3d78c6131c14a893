internal import Platform

/// Round values along an axis: multiples of 1, 2 or 5 times a power of ten, by Heckbert's rule ("Nice numbers for
/// graph labels", Graphics Gems, 1990); on a logarithmic axis, powers of ten.
struct AxisTicks: Equatable {
    typealias Tick = Axis.Tick

    let ticks: [Tick]

    /// The ticks of an axis: its given ones that are in range, otherwise round values, at most `most` of them if
    /// possible.
    ///
    /// - Parameter areWhole: whether they must be integers: indices of rows and columns.
    init(_ axis: Axis, most: Int, areWhole: Bool = false) {
        let (scale, most) = (AxisScale(axis), max(most, 2))
        if let given = axis.ticks {
            ticks = given.filter { -1e-9...1 + 1e-9 ~= scale.position(of: $0.value) }
        } else if scale.isLogarithmic, let powers = Self.powers(scale, most: most) {
            ticks = powers
        } else {
            ticks = Self.multiples(scale, most: most, areWhole: areWhole)
        }
    }

    /// The next larger of 1, 2 or 5 times a power of ten.
    private static func next(_ step: Int) -> Int {
        String(step).first == "2" ? step / 2 * 5 : step * 2
    }

    // MARK: - Multiples of a step

    private static func multiples(_ scale: AxisScale, most: Int, areWhole: Bool) -> [Tick] {
        // Each is quartered because the difference of the largest floats would overflow.
        let rough = (scale.high * 0.25 - scale.low * 0.25) / Double(most - 1) * 4
        guard rough.isFinite, rough > 0 else { return [scale.low, scale.high].map { tick($0) } }
        var exponent = Int(log10(rough).rounded(.down))
        var factor = 1
        // The rounded logarithm may be off by one; starting below it, the first step that fits is the smallest.
        exponent = max(exponent - 1, areWhole ? 0 : -400)
        while true {
            let step = decimal(factor, exponent)
            let first = (scale.low / step - 1e-9).rounded(.up)
            let last = (scale.high / step + 1e-9).rounded(.down)
            if last - first + 1 <= Double(most), abs(first) < 1e15, abs(last) < 1e15 {
                guard last - first >= 1 || exponent < -320 || areWhole && (factor, exponent) == (1, 0) else {
                    return finer(scale, factor, exponent)
                }
                guard first <= last else { return [] }
                return ticks((Int(first)...Int(last)).map { $0 * factor }, exponent)
            }
            (factor, exponent) = factor == 1 ? (2, exponent) : factor == 2 ? (5, exponent) : (1, exponent + 1)
            if exponent > 309 { return [] }
        }
    }

    /// Uses the next smaller step if the axis contains at most one multiple of the one that fits.
    private static func finer(_ scale: AxisScale, _ factor: Int, _ exponent: Int) -> [Tick] {
        let (factor, exponent) = factor == 5 ? (2, exponent) : factor == 2 ? (1, exponent) : (5, exponent - 1)
        let step = decimal(factor, exponent)
        let (first, last) = ((scale.low / step - 1e-9).rounded(.up), (scale.high / step + 1e-9).rounded(.down))
        guard first <= last, last - first < 20 else { return [] }
        return ticks((Int(first)...Int(last)).map { $0 * factor }, exponent)
    }

    /// Multiples of a power of ten with uniform labels: plain ones with equally many decimals if those are short,
    /// otherwise all with an exponent.
    private static func ticks(_ multiples: [Int], _ exponent: Int) -> [Tick] {
        let plain = multiples.map { plainLabel($0, exponent) }
        let scientific = multiples.map { scientificLabel($0, exponent) }
        let (width, other) = (plain.map(\.count).max() ?? 0, scientific.map(\.count).max() ?? 0)
        let labels = abs(exponent) <= 20 && (width <= 7 || width <= other) ? plain : scientific
        return zip(multiples, labels).map { Tick(decimal($0, exponent), $1) }
    }

    private static func tick(_ value: Double) -> Tick { Tick(value, FigureNumber.text(value)) }

    /// `multiple` times ten to the power of `exponent`, correctly rounded.
    private static func decimal(_ multiple: Int, _ exponent: Int) -> Double {
        Double("\(multiple)e\(exponent)") ?? .infinity
    }

    private static func plainLabel(_ multiple: Int, _ exponent: Int) -> String {
        if multiple == 0 { return "0" }
        let digits = String(multiple.magnitude)
        let sign = multiple < 0 ? "-" : ""
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: min(exponent, 20)) }
        let places = min(-exponent, 20)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    private static func scientificLabel(_ multiple: Int, _ exponent: Int) -> String {
        if multiple == 0 { return "0" }
        let digits = String(multiple.magnitude)
        var significant = Substring(digits)
        while significant.last == "0" { significant.removeLast() }
        let fraction = significant.dropFirst()
        let power = exponent + digits.count - 1
        return "\(multiple < 0 ? "-" : "")\(significant.prefix(1))\(fraction.isEmpty ? "" : ".")\(fraction)e\(power)"
    }

    // MARK: - Powers of ten

    /// The powers of ten on the axis, only every second or third if there are many; nil for fewer than two.
    private static func powers(_ scale: AxisScale, most: Int) -> [Tick]? {
        let first = Int(log10(scale.low).rounded(.up))
        let last = Int(log10(scale.high).rounded(.down))
        guard last > first else { return nil }
        var step = 1
        while (last - first) / step + 1 > most { step = next(step) }
        let start = first + (step - (first % step + step) % step) % step
        let exponents = Array(stride(from: start, through: last, by: step))
        let isPlain = exponents.allSatisfy { -4...5 ~= $0 }
        return exponents.map {
            Tick(decimal(1, $0), isPlain ? plainLabel(1, $0) : scientificLabel(1, $0))
        }
    }
}
