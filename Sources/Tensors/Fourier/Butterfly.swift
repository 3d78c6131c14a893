/// The discrete Fourier transform of `factor` numbers.
struct Butterfly {
    typealias Number = Complex<Double>

    private let factor: Int
    /// The cosines and sines of its angles.
    let cosines: [Double]
    let sines: [Double]

    init(factor: Int, roots: [Complex<Double>]) {
        self.factor = factor
        if let known = Self.known[factor] {
            let half = known.map { (Double($0.0), Double($0.1)) }
            cosines = [1] + half.map(\.0) + half.reversed().map(\.0)
            sines = [0] + half.map(\.1) + half.reversed().map { -$0.1 }
        } else {
            (cosines, sines) = (roots.map(\.real), roots.map(\.imaginary))
        }
    }

    /// Cosine and sine of 2πk/n, for k from 1 to below n/2.
    private static var known: [Int: [(Double, Double)]] {
        [
            3: [(-0.5, 0.8660254037844386467637231707529362)],
            5: [
                (0.3090169943749474241022934171828191, 0.9510565162951535721164393333793821),
                (-0.8090169943749474241022934171828191, 0.5877852522924731291687059546390728),
            ],
            7: [
                (0.6234898018587335305250048840042398, 0.7818314824680298087084445266740578),
                (-0.2225209339563144042889025644967948, 0.9749279121818236070181316829939312),
                (-0.9009688679024191262361023195074451, 0.433883739117558120475768332848359),
            ],
            11: [
                (0.8412535328311811688618116489193677, 0.5406408174555975821076359543186917),
                (0.4154150130018864255292741492296232, 0.9096319953545183714117153830790285),
                (-0.1423148382732851404437926686163697, 0.9898214418809327323760920377767188),
                (-0.6548607339452850640569250724662936, 0.7557495743542582837740358439723444),
                (-0.9594929736144973898903680660563277, 0.2817325568414296977114179153466169),
            ],
        ]
    }

    /// Transforms the first terms in place; the memory after them has room for twice as many.
    @inline(__always)
    func apply(_ terms: UnsafeMutablePointer<Number>, isForward: Bool) {
        switch factor {
        case 2: (terms[0], terms[1]) = (terms[0] + terms[1], terms[0] - terms[1])
        case 4: four(terms, isForward)
        case 8: eight(terms, isForward)
        default: odd(terms, isForward)
        }
    }

    private func four(_ terms: UnsafeMutablePointer<Number>, _ isForward: Bool) {
        let (even, first) = (terms[0] + terms[2], terms[0] - terms[2])
        let (odd, second) = (terms[1] + terms[3], (terms[1] - terms[3]).quarter(isForward))
        (terms[0], terms[2]) = (even + odd, even - odd)
        (terms[1], terms[3]) = (first + second, first - second)
    }

    private func eight(_ terms: UnsafeMutablePointer<Number>, _ isForward: Bool) {
        let root = 0.707106781186547524400844362104849
        let (sum1, difference1) = (terms[1] + terms[5], terms[1] - terms[5])
        let (sum3, difference3) = (terms[3] + terms[7], (terms[3] - terms[7]).quarter(isForward))
        let (odds, quarter) = (sum1 + sum3, (sum1 - sum3).quarter(isForward))
        let (a, b) = (difference1 + difference3, difference1 - difference3)
        // Rotated by one and by three eighths of the circle.
        let eighth =
            isForward
            ? Number(root * (a.real + a.imaginary), root * (a.imaginary - a.real))
            : Number(root * (a.real - a.imaginary), root * (a.imaginary + a.real))
        let threeEighths =
            isForward
            ? Number(root * (b.imaginary - b.real), root * (-b.real - b.imaginary))
            : Number(root * (-b.real - b.imaginary), root * (b.real - b.imaginary))
        let (sum0, difference0) = (terms[0] + terms[4], terms[0] - terms[4])
        let (sum2, difference2) = (terms[2] + terms[6], (terms[2] - terms[6]).quarter(isForward))
        let (evens, halves) = (sum0 + sum2, sum0 - sum2)
        let (first, second) = (difference0 + difference2, difference0 - difference2)
        (terms[0], terms[4]) = (evens + odds, evens - odds)
        (terms[2], terms[6]) = (halves + quarter, halves - quarter)
        (terms[1], terms[5]) = (first + eighth, first - eighth)
        (terms[3], terms[7]) = (second + threeEighths, second - threeEighths)
    }

    /// An odd factor: sums and differences of each pair of terms, the former for the cosines, the latter for the
    /// sines.
    private func odd(_ terms: UnsafeMutablePointer<Number>, _ isForward: Bool) {
        let half = (factor + 1) / 2
        let (sums, differences) = (terms + factor, terms + 2 * factor)
        for index in 1..<half {
            sums[index] = terms[index] + terms[factor - index]
            differences[index] = terms[index] - terms[factor - index]
        }
        let first = terms[0]
        var total = first
        for index in 1..<half { total = total + sums[index] }
        terms[0] = total
        for index in 1..<half {
            let (along, across) = parts(index, half, first, sums, differences, isForward)
            terms[index] = along + across
            terms[factor - index] = along - across
        }
    }

    /// One result without its sine terms, and their contribution. Large factors add two products at a time.
    @inline(__always)
    private func parts(
        _ index: Int, _ half: Int, _ first: Number, _ sums: UnsafeMutablePointer<Number>,
        _ differences: UnsafeMutablePointer<Number>, _ isForward: Bool
    ) -> (along: Number, across: Number) {
        var along = first
        var (left, up) = (Double.zero, Double.zero)
        var (place, term) = (0, 1)
        while term < half {
            place = (place + index) % factor
            let (cosine, sine) = (cosines[place], isForward ? -sines[place] : sines[place])
            var addend = Number(cosine * sums[term].real, cosine * sums[term].imaginary)
            var (leftward, upward) = (sine * differences[term].imaginary, sine * differences[term].real)
            if factor > 11, term >= 3, term + 1 < half {
                place = (place + index) % factor
                term += 1
                let (cosine, sine) = (cosines[place], isForward ? -sines[place] : sines[place])
                addend = addend + Number(cosine * sums[term].real, cosine * sums[term].imaginary)
                leftward = leftward + sine * differences[term].imaginary
                upward = upward + sine * differences[term].real
            }
            along = along + addend
            (left, up) = term == 1 ? (leftward, upward) : (left + leftward, up + upward)
            term += 1
        }
        return (along, Number(-left, up))
    }
}
