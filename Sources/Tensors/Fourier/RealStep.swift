internal import Kernels

/// A factor of a length, with the roots that rotate its parts (twiddle factors).
struct RealStep {
    private typealias Numbers = UnsafeMutablePointer<Double>

    let factor: Int
    let outer: Int
    let inner: Int
    private let turns: [Complex<Double>]
    private let cosines: [Double]
    private let sines: [Double]

    init(factor: Int, outer: Int, inner: Int, turns: [Complex<Double>], roots: [Complex<Double>]) {
        (self.factor, self.outer, self.inner, self.turns) = (factor, outer, inner, turns)
        let angles = Butterfly(factor: factor, roots: roots)
        (cosines, sines) = (angles.cosines, angles.sines)
    }

    private func turn(_ part: Int, _ index: Int) -> Complex<Double> {
        turns[(part - 1) * ((inner - 1) / 2) + index / 2 - 1]
    }

    /// The index of an element of a factor's parts: in the order of the input, and packed in the order of the
    /// results.
    private func spread(_ a: Int, _ block: Int, _ part: Int) -> Int { a + inner * (block + outer * part) }
    private func packed(_ a: Int, _ part: Int, _ block: Int) -> Int { a + inner * (part + factor * block) }

    func forward(_ from: UnsafeMutablePointer<Double>, _ to: UnsafeMutablePointer<Double>) {
        walk { block, index in
            switch factor {
            case 2: forwardTwo(from, to, block, index)
            case 4: forwardFour(from, to, block, index)
            default: forwardOdd(from, to, block, index)
            }
        }
    }

    func backward(_ from: UnsafeMutablePointer<Double>, _ to: UnsafeMutablePointer<Double>) {
        walk { block, index in
            switch factor {
            case 2: backwardTwo(from, to, block, index)
            case 4: backwardFour(from, to, block, index)
            default: backwardOdd(from, to, block, index)
            }
        }
    }

    /// Visits each block at 0 and at each even index, which is where a complex number ends.
    private func walk(_ body: (Int, Int) -> Void) {
        var work = 0
        for block in 0..<outer {
            body(block, 0)
            var index = 2
            while index < inner || index == inner {
                work += factor * factor
                if work > 1 << 16 {
                    work = 0
                    if Interruption.isRequested { return }
                }
                // The end of an even length is only the middle element.
                body(block, index)
                index += 2
            }
        }
    }

    // MARK: - Two

    private func forwardTwo(_ from: Numbers, _ to: Numbers, _ k: Int, _ i: Int) {
        if i == 0 {
            let (x, y) = (from[spread(0, k, 0)], from[spread(0, k, 1)])
            to[packed(0, 0, k)] = x + y
            to[packed(inner - 1, 1, k)] = x - y
        } else if i == inner {
            to[packed(0, 1, k)] = -from[spread(inner - 1, k, 1)]
            to[packed(inner - 1, 0, k)] = from[spread(inner - 1, k, 0)]
        } else {
            let x = spreadNumber(from, i, k, 0)
            let y = spreadNumber(from, i, k, 1).turned(by: turn(1, i), true)
            let mirror = inner - i
            to[packed(i - 1, 0, k)] = x.real + y.real
            to[packed(mirror - 1, 1, k)] = x.real - y.real
            to[packed(i, 0, k)] = y.imaginary + x.imaginary
            to[packed(mirror, 1, k)] = y.imaginary - x.imaginary
        }
    }

    private func backwardTwo(_ from: Numbers, _ to: Numbers, _ k: Int, _ i: Int) {
        if i == 0 {
            let (x, y) = (from[packed(0, 0, k)], from[packed(inner - 1, 1, k)])
            to[spread(0, k, 0)] = x + y
            to[spread(0, k, 1)] = x - y
        } else if i == inner {
            to[spread(inner - 1, k, 0)] = 2 * from[packed(inner - 1, 0, k)]
            to[spread(inner - 1, k, 1)] = -2 * from[packed(0, 1, k)]
        } else {
            let (x, y) = (packedNumber(from, i, 0, k), packedNumber(from, inner - i, 1, k))
            to[spread(i - 1, k, 0)] = x.real + y.real
            to[spread(i, k, 0)] = x.imaginary - y.imaginary
            put(Complex(x.real - y.real, x.imaginary + y.imaginary), to, i, k, 1)
        }
    }

    // MARK: - Four

    private func forwardFour(_ from: Numbers, _ to: Numbers, _ k: Int, _ i: Int) {
        if i == 0 {
            let (a, b, c, d) = (
                from[spread(0, k, 0)], from[spread(0, k, 1)], from[spread(0, k, 2)], from[spread(0, k, 3)]
            )
            let (odd, even) = (d + b, a + c)
            to[packed(0, 2, k)] = d - b
            to[packed(inner - 1, 1, k)] = a - c
            to[packed(0, 0, k)] = even + odd
            to[packed(inner - 1, 3, k)] = even - odd
        } else if i == inner {
            let root = 0.707106781186547524400844362104849
            let last = (0..<4).map { from[spread(inner - 1, k, $0)] }
            let imaginary = -root * (last[1] + last[3])
            let real = root * (last[1] - last[3])
            to[packed(inner - 1, 0, k)] = last[0] + real
            to[packed(inner - 1, 2, k)] = last[0] - real
            to[packed(0, 3, k)] = imaginary + last[2]
            to[packed(0, 1, k)] = imaginary - last[2]
        } else {
            let mirror = inner - i
            let a = spreadNumber(from, i, k, 0)
            let b = spreadNumber(from, i, k, 1).turned(by: turn(1, i), true)
            let c = spreadNumber(from, i, k, 2).turned(by: turn(2, i), true)
            let d = spreadNumber(from, i, k, 3).turned(by: turn(3, i), true)
            let (tr1, tr4) = (d.real + b.real, d.real - b.real)
            let (ti1, ti4) = (b.imaginary + d.imaginary, b.imaginary - d.imaginary)
            let (tr2, tr3) = (a.real + c.real, a.real - c.real)
            let (ti2, ti3) = (a.imaginary + c.imaginary, a.imaginary - c.imaginary)
            to[packed(i - 1, 0, k)] = tr2 + tr1
            to[packed(mirror - 1, 3, k)] = tr2 - tr1
            to[packed(i, 0, k)] = ti1 + ti2
            to[packed(mirror, 3, k)] = ti1 - ti2
            to[packed(i - 1, 2, k)] = tr3 + ti4
            to[packed(mirror - 1, 1, k)] = tr3 - ti4
            to[packed(i, 2, k)] = tr4 + ti3
            to[packed(mirror, 1, k)] = tr4 - ti3
        }
    }

    private func backwardFour(_ from: Numbers, _ to: Numbers, _ k: Int, _ i: Int) {
        if i == 0 {
            let (a, d) = (from[packed(0, 0, k)], from[packed(inner - 1, 3, k)])
            let (even, other) = (a + d, a - d)
            let (real, imaginary) = (2 * from[packed(inner - 1, 1, k)], 2 * from[packed(0, 2, k)])
            to[spread(0, k, 0)] = even + real
            to[spread(0, k, 2)] = even - real
            to[spread(0, k, 3)] = other + imaginary
            to[spread(0, k, 1)] = other - imaginary
        } else if i == inner {
            let root = 1.414213562373095048801688724209698
            let (c, b) = (from[packed(0, 3, k)], from[packed(0, 1, k)])
            let (ti1, ti2) = (c + b, c - b)
            let (x, y) = (from[packed(inner - 1, 0, k)], from[packed(inner - 1, 2, k)])
            let (tr2, tr1) = (x + y, x - y)
            to[spread(inner - 1, k, 0)] = tr2 + tr2
            to[spread(inner - 1, k, 1)] = root * (tr1 - ti1)
            to[spread(inner - 1, k, 2)] = ti2 + ti2
            to[spread(inner - 1, k, 3)] = -root * (tr1 + ti1)
        } else {
            let mirror = inner - i
            let (a, d) = (packedNumber(from, i, 0, k), packedNumber(from, mirror, 3, k))
            let (c, b) = (packedNumber(from, i, 2, k), packedNumber(from, mirror, 1, k))
            let (tr2, tr1) = (a.real + d.real, a.real - d.real)
            let (ti1, ti2) = (a.imaginary + d.imaginary, a.imaginary - d.imaginary)
            let (tr4, ti3) = (c.imaginary + b.imaginary, c.imaginary - b.imaginary)
            let (tr3, ti4) = (c.real + b.real, c.real - b.real)
            to[spread(i - 1, k, 0)] = tr2 + tr3
            to[spread(i, k, 0)] = ti2 + ti3
            put(Complex(tr1 - tr4, ti1 + ti4), to, i, k, 1)
            put(Complex(tr2 - tr3, ti2 - ti3), to, i, k, 2)
            put(Complex(tr1 + tr4, ti1 - ti4), to, i, k, 3)
        }
    }

    // MARK: - Odd factors

    private func forwardOdd(_ from: Numbers, _ to: Numbers, _ k: Int, _ i: Int) {
        if i == inner { return }
        let half = (factor + 1) / 2
        if i == 0 {
            let first = from[spread(0, k, 0)]
            let sums = (1..<half).map { from[spread(0, k, factor - $0)] + from[spread(0, k, $0)] }
            let differences = (1..<half).map { from[spread(0, k, factor - $0)] - from[spread(0, k, $0)] }
            to[packed(0, 0, k)] = sums.reduce(first, +)
            for part in 1..<half {
                to[packed(inner - 1, 2 * part - 1, k)] = along(part, first, sums)
                to[packed(0, 2 * part, k)] = across(part, differences)
            }
            return
        }
        let mirror = inner - i
        let first = spreadNumber(from, i, k, 0)
        let terms = (1..<factor).map { spreadNumber(from, i, k, $0).turned(by: turn($0, i), true) }
        let pairs = (0..<half - 1).map { (terms[$0], terms[factor - 2 - $0]) }
        let sums = pairs.map { Complex($0.0.real + $0.1.real, $0.0.imaginary + $0.1.imaginary) }
        let differences = pairs.map { Complex($0.0.imaginary - $0.1.imaginary, $0.1.real - $0.0.real) }
        to[packed(i - 1, 0, k)] = sums.reduce(first.real) { $0 + $1.real }
        to[packed(i, 0, k)] = sums.reduce(first.imaginary) { $0 + $1.imaginary }
        for part in 1..<half {
            let real = along(part, first.real, sums.map(\.real))
            let imaginary = along(part, first.imaginary, sums.map(\.imaginary))
            let otherReal = across(part, differences.map(\.real))
            let otherImaginary = across(part, differences.map(\.imaginary))
            to[packed(i - 1, 2 * part, k)] = real + otherReal
            to[packed(mirror - 1, 2 * part - 1, k)] = real - otherReal
            to[packed(i, 2 * part, k)] = otherImaginary + imaginary
            to[packed(mirror, 2 * part - 1, k)] = otherImaginary - imaginary
        }
    }

    private func backwardOdd(_ from: Numbers, _ to: Numbers, _ k: Int, _ i: Int) {
        if i == inner { return }
        let half = (factor + 1) / 2
        if i == 0 {
            let first = from[packed(0, 0, k)]
            let reals = (1..<half).map { 2 * from[packed(inner - 1, 2 * $0 - 1, k)] }
            let imaginaries = (1..<half).map { 2 * from[packed(0, 2 * $0, k)] }
            to[spread(0, k, 0)] = reals.reduce(first, +)
            for part in 1..<half {
                let (real, other) = (along(part, first, reals), across(part, imaginaries))
                to[spread(0, k, factor - part)] = real + other
                to[spread(0, k, part)] = real - other
            }
            return
        }
        let first = packedNumber(from, i, 0, k)
        let pairs = (1..<half).map {
            (packedNumber(from, i, 2 * $0, k), packedNumber(from, inner - i, 2 * $0 - 1, k))
        }
        let sums = pairs.map { Complex($0.0.real + $0.1.real, $0.0.imaginary - $0.1.imaginary) }
        let differences = pairs.map { Complex($0.0.real - $0.1.real, $0.0.imaginary + $0.1.imaginary) }
        to[spread(i - 1, k, 0)] = sums.reduce(first.real) { $0 + $1.real }
        to[spread(i, k, 0)] = sums.reduce(first.imaginary) { $0 + $1.imaginary }
        for part in 1..<half {
            let real = along(part, first.real, sums.map(\.real))
            let imaginary = along(part, first.imaginary, sums.map(\.imaginary))
            let otherReal = across(part, differences.map(\.real))
            let otherImaginary = across(part, differences.map(\.imaginary))
            put(Complex(real - otherImaginary, imaginary + otherReal), to, i, k, part)
            put(Complex(real + otherImaginary, imaginary - otherReal), to, i, k, factor - part)
        }
    }

    private func along(_ part: Int, _ first: Double, _ terms: [Double]) -> Double {
        terms.indices.reduce(first) { $0 + cosines[(part * ($1 + 1)) % factor] * terms[$1] }
    }

    private func across(_ part: Int, _ terms: [Double]) -> Double {
        terms.indices.dropFirst().reduce(sines[part] * terms[0]) { $0 + sines[(part * ($1 + 1)) % factor] * terms[$1] }
    }

    // MARK: - Places

    private func spreadNumber(_ from: Numbers, _ i: Int, _ k: Int, _ part: Int) -> Complex<Double> {
        let place = spread(i, k, part)
        return Complex(from[place - 1], from[place])
    }

    private func packedNumber(_ from: Numbers, _ i: Int, _ part: Int, _ k: Int) -> Complex<Double> {
        let place = packed(i, part, k)
        return Complex(from[place - 1], from[place])
    }

    /// Writes a number rotated back by its root.
    private func put(_ value: Complex<Double>, _ to: Numbers, _ i: Int, _ k: Int, _ part: Int) {
        let turned = value.turned(by: turn(part, i), false)
        let place = spread(i, k, part)
        (to[place - 1], to[place]) = (turned.real, turned.imaginary)
    }
}
