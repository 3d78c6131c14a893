internal import Integers
internal import Interpreter
internal import Kernels
internal import Platform
internal import Syntax
internal import Tensors

extension MathModule {
    // MARK: - Parts of a number

    static let roundings: [Builtin] = [
        whole(
            "floor", "The next int below, or x itself.", shown: ["math.floor(-2.5)": "-3"],
            related: "math.ceil math.trunc floor"
        ) {
            $0.rounded(.down)
        },
        whole(
            "ceil", "The next int above, or x itself.", shown: ["math.ceil(2.1)": "3"],
            related: "math.floor math.trunc ceil"
        ) {
            $0.rounded(.up)
        },
        whole("trunc", "The int towards 0.", shown: ["math.trunc(-2.5)": "-2"], related: "math.floor math.ceil int") {
            $0.rounded(.towardZero)
        },
        Builtins.member(
            "modf", of: .math, traits: .placesOnly, gives: .tuple, [.number("x", "a number")],
            "The fractional and the whole part, both floats.",
            example: Builtins.example(["math.modf(2.5)": "(0.5, 2.0)"]),
            related: "math.trunc math.frexp"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.double("x")
            if x.isInfinite { return .pair(.float(Platform.copysign(0, x)), .float(x)) }
            let before = x.rounded(.towardZero)
            return .pair(.float(Platform.copysign(x - before, x)), .float(before))
        },
        Builtins.member(
            "frexp", of: .math, traits: .placesOnly, gives: .tuple, [.number("x", "a number")],
            "The mantissa, from 0.5 to below 1, and the exponent of 2.",
            example: Builtins.example(["math.frexp(10)": "(0.625, 4)"]),
            related: "math.ldexp math.modf"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.double("x")
            if !x.isFinite || x == 0 { return .pair(.float(x), .int(0)) }
            let mantissa = Double(sign: x.sign, exponent: -1, significand: x.significand)
            return .pair(.float(mantissa), .int(Int(x.exponent) + 1))
        },
        Builtins.member(
            "ldexp", of: .math, traits: .placesOnly,
            [.number("x", "the mantissa"), .integer("i", "the exponent of 2")],
            "x * 2**i.", example: Builtins.example(["math.ldexp(0.625, 4)": "10.0"]), related: "math.frexp math.pow"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.double("x")
            let given = try arguments.integer("i")
            let exponent = Int32(clamping: given.short ?? (given.isNegative ? .min : .max))
            return .float(try checked(Platform.ldexp(x, exponent), [x], arguments, canOverflow: true))
        },
        real(
            "ulp", "The distance from x to the next float.", shown: ["math.ulp(1)": "2.220446049250313e-16"],
            related: "math.nextafter"
        ) {
            $0.isFinite ? $0.magnitude.ulp : $0.magnitude
        },
    ]

    /// A function that returns an int; an int is returned unchanged.
    private static func whole(
        _ name: String, _ summary: String, shown: KeyValuePairs<String, String>, related: String,
        _ round: @escaping @Sendable (Double) -> Double
    ) -> Builtin {
        Builtins.member(
            name, of: .math, traits: .placesOnly, [.number("x", "a number")], summary, example: Builtins.example(shown),
            related: related,
            direct: .one { value in
                guard case .float(let x) = value else { return nil }
                return Int(exactly: round(x)).map { .int($0) }
            }
        ) { (_, arguments) throws(EvaluationError) in
            if let number = arguments.value(0).asInteger { return Value(number) }
            let x = try arguments.double("x")
            if x.isNaN { throw arguments.invalid("cannot convert float NaN to integer") }
            if x.isInfinite { throw .numbers(.mathRange(name, message: "cannot convert float infinity to integer")) }
            return Value(Integer(exactly: round(x)))
        }
    }

    static let questions: [Builtin] = [
        question(
            "isnan", "Whether x is nan.", shown: ["math.isnan(math.nan)": "True"], related: "math.isfinite isnan",
            \.isNaN),
        question(
            "isinf", "Whether x is an infinity.", shown: ["math.isinf(-math.inf)": "True"],
            related: "math.isfinite isinf", \.isInfinite),
        question(
            "isfinite", "Whether x is neither nan nor an infinity.", shown: ["math.isfinite(1e308)": "True"],
            related: "math.isnan math.isinf isfinite", \.isFinite),
        Builtins.member(
            "isclose", of: .math,
            [
                .number("a", "a number"), .number("b", "another"), .star,
                .number("rel_tol", default: 1e-09, "the relative tolerance"),
                .number("abs_tol", default: 0.0, "the absolute tolerance"),
            ], "Whether two numbers are nearly the same.",
            example: Builtins.example([
                "math.isclose(0.1 + 0.2, 0.3)": "True", "math.isclose(1, 1.1, rel_tol=0.2)": "True",
            ]),
            related: "isclose allclose"
        ) { (_, arguments) throws(EvaluationError) in
            let (a, b) = (try arguments.double("a"), try arguments.double("b"))
            let (relative, absolute) = (try arguments.double("rel_tol"), try arguments.double("abs_tol"))
            if relative < 0 || absolute < 0 { throw arguments.invalid("tolerances must be non-negative") }
            if a == b { return .bool(true) }
            if a.isInfinite || b.isInfinite { return .bool(false) }
            let difference = (b - a).magnitude
            return .bool(
                difference <= (relative * b).magnitude || difference <= (relative * a).magnitude
                    || difference <= absolute)
        },
    ]

    private static func question(
        _ name: String, _ summary: String, shown: KeyValuePairs<String, String>, related: String,
        _ isSo: @escaping @Sendable (Double) -> Bool
    ) -> Builtin {
        Builtins.member(
            name, of: .math, traits: .placesOnly, [.number("x", "a number")], summary, example: Builtins.example(shown),
            related: related,
            direct: .one { value in if case .float(let x) = value { .bool(isSo(x)) } else { nil } }
        ) { (_, arguments) throws(EvaluationError) in .bool(isSo(try arguments.double("x"))) }
    }

    // MARK: - Integers

    static let wholeNumbers: [Builtin] = [
        Builtins.member(
            "factorial", of: .math, traits: .placesOnly, [.integer("n", "a whole number")], "1 * 2 * … * n.",
            example: Builtins.example(["math.factorial(10)": "3628800"]), related: "math.comb math.perm math.gamma"
        ) { (_, arguments) throws(EvaluationError) in
            if case .float? = arguments[0] {
                throw arguments.wrongType("n", expected: "an int", got: arguments.value(0))
            }
            let number = try arguments.integer("n")
            if number.isNegative { throw arguments.invalid("factorial() not defined for negative values") }
            guard case .short(let count) = number else {
                let words = "factorial() argument should not exceed \(Int.max)"
                throw arguments.invalid(words, python: PythonForm("OverflowError", words))
            }
            return try orders(number, count)
        },
        Builtins.member(
            "comb", of: .math, traits: .placesOnly,
            [.integer("n", "how many there are"), .integer("k", "how many are chosen")],
            "How many ways there are to choose k of n.", example: Builtins.example(["math.comb(5, 2)": "10"]),
            related: "math.perm math.factorial itertools.combinations"
        ) { (_, arguments) throws(EvaluationError) in
            let (count, chosen) = (try arguments.natural("n"), try arguments.natural("k"))
            if chosen > count { return .int(0) }
            guard case .short(let fewest) = min(chosen, count - chosen) else {
                throw tooMany("min(n - k, k) must not exceed \(Int.max)", arguments)
            }
            if fewest == 0 { return .int(1) }
            guard let orders = try orders(count, fewest).asInteger,
                let own = try Self.orders(.short(fewest), fewest).asInteger
            else { return .int(0) }
            if Interruption.isRequested { throw .interrupted }
            return Value(orders.divided(by: own).quotient)
        },
        Builtins.member(
            "perm", of: .math, traits: .placesOnly,
            [.integer("n", "how many there are"), .integer("k", default: nil, "how many are chosen; all by default")],
            "How many ways there are to put k of n in order.", example: Builtins.example(["math.perm(5, 2)": "20"]),
            related: "math.comb math.factorial itertools.permutations"
        ) { (_, arguments) throws(EvaluationError) in
            let count = try arguments.natural("n")
            let chosen = arguments.isGiven("k") ? try arguments.natural("k") : count
            if chosen > count { return .int(0) }
            guard case .short(let length) = chosen else { throw tooMany("k must not exceed \(Int.max)", arguments) }
            return try orders(count, length)
        },
        Builtins.member(
            "isqrt", of: .math, traits: .placesOnly, [.integer("n", "a whole number")],
            "The whole part of the square root.",
            example: Builtins.example(["math.isqrt(17)": "4"]), related: "math.sqrt math.floor"
        ) { (_, arguments) throws(EvaluationError) in
            let number = try arguments.integer("n")
            if number.isNegative { throw arguments.invalid("isqrt() argument must be nonnegative") }
            return Value(number.squareRoot)
        },
        Builtins.member(
            "gcd", of: .math, traits: .placesOnly, [.rest("integers", "whole numbers", of: .integer)],
            "The greatest number that divides all.", example: Builtins.example(["math.gcd(12, 18)": "6"]),
            related: "math.lcm"
        ) { (_, arguments) throws(EvaluationError) in
            var result = Integer.short(0)
            for argument in arguments.rest.polled(work: 16) {
                result = result.greatestDivisor(with: try arguments.whole(argument.value, "integers"))
            }
            return Value(result)
        },
        Builtins.member(
            "lcm", of: .math, traits: .placesOnly, [.rest("integers", "whole numbers", of: .integer)],
            "The least number that all divide.", example: Builtins.example(["math.lcm(4, 6)": "12"]),
            related: "math.gcd"
        ) { (_, arguments) throws(EvaluationError) in
            var result = Integer.short(1)
            for argument in arguments.rest.polled(work: 16) {
                let number = try arguments.whole(argument.value, "integers").absolute
                if number.isZero { return .int(0) }
                try Allowance.check((result.bitWidth + number.bitWidth) / 8, of: 1)
                result = result.divided(by: result.greatestDivisor(with: number)).quotient * number
                if Interruption.isRequested { throw .interrupted }
            }
            return Value(result)
        },
    ]

    /// The number of arrangements of `chosen` out of `count` items: the product of the `chosen` integers up to `count`.
    private static func orders(_ count: Integer, _ chosen: Int) throws(EvaluationError) -> Value {
        let (bits, overflows) = count.bitWidth.multipliedReportingOverflow(by: chosen)
        try Allowance.check(overflows ? .max : bits / 8, of: 1)
        return Value(Integer.product(ofLast: chosen, upTo: count))
    }

    private static func tooMany(_ words: String, _ arguments: Arguments) -> EvaluationError {
        arguments.invalid(words, python: PythonForm("OverflowError", words))
    }

    // MARK: - Sequences of numbers

    static let sums: [Builtin] = [
        Builtins.member(
            "fsum", of: .math, traits: .placesOnly, [.value("seq", "the numbers")],
            "The exact sum of floats, rounded once.",
            example: Builtins.example(["math.fsum([0.1] * 10)": "1.0", "sum([0.1] * 10)": "0.9999999999999999"]),
            related: "sum math.prod"
        ) { (_, arguments) throws(EvaluationError) in
            switch PythonMath.exactSum(try arguments.reals(0)) {
            case .success(let sum): return .float(sum)
            case .failure(.overflow):
                throw .numbers(.mathRange(arguments.function, message: "intermediate overflow in fsum"))
            case .failure(.infinities): throw arguments.invalid("-inf + inf in fsum")
            }
        },
        Builtins.member(
            "prod", of: .math, [.items, .slash, .star, .value("start", default: 1, "what the product begins with")],
            "The product of the items.", example: Builtins.example(["math.prod([2, 3, 7])": "42"]),
            related: "math.fsum sum prod"
        ) { (_, arguments) throws(EvaluationError) in
            var product = arguments["start"] ?? .int(1)
            var flags: FloatingPointFlags = []
            var meter = WorkMeter()
            for item in try arguments.value(0).items() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                product = try Operators.binary(product, .multiply, item, flags: &flags)
            }
            return product
        },
    ]
}
