internal import Integers
internal import Interpreter
internal import Kernels
internal import Platform

/// Python's `math`: functions of single numbers that raise errors where NumPy returns nan or inf.
enum MathModule {
    static let module = Module(
        roots + logarithms + trigonometry + roundings + questions + wholeNumbers + sums,
        constants: [
            "pi": { .float(.pi) }, "e": { .float(2.718281828459045) }, "tau": { .float(2 * .pi) },
            "inf": { .float(.infinity) }, "nan": { .float(.nan) },
        ])

    // MARK: - One number

    /// A function of one real number. nan for a number, or an infinity for a finite one, is an error in Python.
    ///
    /// - Parameter ofTwo: for a logarithm, its value for 2; it then accepts ints beyond the range of floats too.
    static func real(
        _ name: String, _ summary: String, shown: KeyValuePairs<String, String>, related: String,
        canOverflow: Bool = false, ofTwo: Double? = nil, _ function: @escaping @Sendable (Double) -> Double
    ) -> Builtin {
        Builtins.member(
            name, of: .math, traits: .placesOnly, [.number("x", "a number")], summary, example: Builtins.example(shown),
            related: related,
            direct: .one { value in
                switch value {
                case .float(let x): return finite(function(x))
                case .int(let x): return finite(function(Double(x)))
                default: return nil
                }
            }
        ) { (_, arguments) throws(EvaluationError) in
            if let ofTwo, let long = longLogarithm(arguments.value(0), ofTwo: ofTwo, function) {
                return .float(try checked(long, [], arguments, canOverflow: false))
            }
            let x = try arguments.double("x")
            return .float(try checked(function(x), [x], arguments, canOverflow: canOverflow))
        }
    }

    /// A finite result; nil for one that may stand for an error.
    private static func finite(_ result: Double) -> Value? { result.isFinite ? .float(result) : nil }

    /// The logarithm of an int beyond the range of floats: of its leading bits, plus that of their power of 2.
    private static func longLogarithm(_ value: Value, ofTwo: Double, _ logarithm: (Double) -> Double) -> Double? {
        guard case .long(let number) = value, value.asDouble == nil else { return nil }
        if number.isNegative { return .nan }
        let (fraction, exponent) = Integer.long(number).fractionAndExponent
        return logarithm(fraction) + ofTwo * Double(exponent)
    }

    /// The same for a function of two real numbers.
    static func real(
        _ name: String, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String,
        shown: KeyValuePairs<String, String>, related: String, canOverflow: Bool = false,
        _ function: @escaping @Sendable (Double, Double) -> Double
    ) -> Builtin {
        Builtins.member(
            name, of: .math, traits: .placesOnly, parameters(), summary, example: Builtins.example(shown),
            related: related,
            direct: DirectForms(two: { _, x, y in
                guard case .float(let x) = x, case .float(let y) = y else { return nil }
                return finite(function(x, y))
            })
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.real(0)
            let y = try arguments.real(1)
            return .float(try checked(function(x, y), [x, y], arguments, canOverflow: canOverflow))
        }
    }

    /// The result of a C library function, unless Python raises an error for it.
    static func checked(
        _ result: Double, _ operands: [Double], _ arguments: Arguments, canOverflow: Bool
    ) throws(EvaluationError) -> Double {
        if result.isNaN, !operands.contains(where: \.isNaN) { throw arguments.invalid("math domain error") }
        if result.isInfinite, operands.allSatisfy(\.isFinite) {
            throw canOverflow ? .numbers(.mathRange(arguments.function)) : arguments.invalid("math domain error")
        }
        return result
    }

    private static let roots: [Builtin] = [
        real(
            "sqrt", "The square root.", shown: ["math.sqrt(2)": "1.4142135623730951"],
            related: "math.cbrt math.isqrt sqrt"
        ) {
            $0.squareRoot()
        },
        real("cbrt", "The cube root.", shown: ["math.cbrt(-27)": "-3.0000000000000004"], related: "math.sqrt math.pow")
        { Platform.cbrt($0) },
        real(
            "exp", "e to the power x.", shown: ["math.exp(1)": "2.718281828459045"], related: "math.expm1 math.log exp",
            canOverflow: true
        ) {
            Platform.exp($0)
        },
        real(
            "exp2", "2 to the power x.", shown: ["math.exp2(0.5)": "1.4142135623730951"], related: "math.exp math.log2",
            canOverflow: true
        ) {
            Platform.exp2($0)
        },
        real(
            "expm1", "exp(x) - 1, exact for small x too.", shown: ["math.expm1(1e-10)": "1.00000000005e-10"],
            related: "math.exp math.log1p expm1", canOverflow: true
        ) { Platform.expm1($0) },
        real(
            "gamma", "The gamma function, (x - 1)! for whole x.",
            shown: ["math.gamma(5)": "24.0", "math.gamma(0.5)": "1.7724538509055159"],
            related: "math.lgamma math.factorial", canOverflow: true
        ) { PythonMath.gamma($0) },
        real(
            "lgamma", "The logarithm of the absolute value of the gamma function.",
            shown: ["math.lgamma(100)": "359.1342053695754"],
            related: "math.gamma math.log", canOverflow: true
        ) { PythonMath.logarithmOfGamma($0) },
        real(
            "erf", "The error function.", shown: ["math.erf(0.5)": "0.5204998778130465"], related: "math.erfc math.exp"
        ) { Platform.erf($0) },
        real(
            "erfc", "1 - erf(x), exact for large x too.", shown: ["math.erfc(3)": "2.2090496998585438e-05"],
            related: "math.erf math.exp"
        ) {
            Platform.erfc($0)
        },
        real("fabs", "The absolute value, a float.", shown: ["math.fabs(-3)": "3.0"], related: "abs fabs math.copysign")
        {
            $0.magnitude
        },
        real(
            "degrees", "An angle in degrees.", shown: ["math.degrees(math.pi)": "180.0"],
            related: "math.radians rad2deg"
        ) {
            $0 * (180 / .pi)
        },
        real(
            "radians", "An angle in radians.", shown: ["math.radians(180)": "3.141592653589793"],
            related: "math.degrees deg2rad"
        ) {
            $0 * (.pi / 180)
        },
        real(
            "pow", [.number("x", "the base"), .number("y", "the exponent")], "x to the power y, a float.",
            shown: ["math.pow(2, 10)": "1024.0"], related: "pow math.sqrt math.exp", canOverflow: true
        ) {
            // 0 to a negative power is infinite without an overflow.
            $0 == 0 && $1 < 0 && $1.isFinite ? .nan : Platform.pow($0, $1)
        },
        real(
            "fmod", [.number("x", "the dividend"), .number("y", "the divisor")],
            "The remainder with the sign of x, as C has it.", shown: ["math.fmod(-7, 3)": "-1.0", "-7 % 3": "2"],
            related: "math.remainder math.modf mod"
        ) { $1.isInfinite && $0.isFinite ? $0 : Platform.fmod($0, $1) },
        real(
            "remainder", [.number("x", "the dividend"), .number("y", "the divisor")],
            "What is left of x by the nearest multiple of y.", shown: ["math.remainder(7, 4)": "-1.0"],
            related: "math.fmod math.modf"
        ) { Platform.remainder($0, $1) },
        real(
            "copysign", [.number("x", "the size"), .number("y", "whose sign it takes")],
            "The size of x with the sign of y.",
            shown: ["math.copysign(3, -0.0)": "-3.0"], related: "math.fabs sign"
        ) { Platform.copysign($0, $1) },
        real(
            "nextafter", [.number("x", "a float"), .number("y", "towards which")], "The next float from x towards y.",
            shown: ["math.nextafter(1, 2)": "1.0000000000000002"], related: "math.ulp"
        ) { Platform.nextafter($0, $1) },
    ]

    private static let logarithms: [Builtin] = [
        Builtins.member(
            "log", of: .math, traits: .placesOnly,
            [.number("x", "a number above 0"), .number("base", default: .source("math.e"), "the base")],
            "The logarithm, natural unless there is a base.",
            example: Builtins.example(["math.log(10)": "2.302585092994046", "math.log(8, 2)": "3.0"]),
            related: "math.log2 math.log10 math.log1p log",
            direct: .one { value in
                switch value {
                case .float(let x) where x > 0: .float(Platform.log(x))
                case .int(let x) where x > 0: .float(Platform.log(Double(x)))
                default: nil
                }
            }
        ) { (_, arguments) throws(EvaluationError) in
            let above = try logarithm(0, arguments)
            guard arguments["base"] != nil else { return .float(above) }
            let below = try logarithm(1, arguments)
            if below == 0 { throw .numbers(.zeroDivision("\(Value.float(above).text) / \(Value.float(below).text)")) }
            return .float(above / below)
        },
        real(
            "log2", "The logarithm to base 2.", shown: ["math.log2(1024)": "10.0"], related: "math.log log2",
            ofTwo: 1
        ) {
            $0 < 0 ? .nan : Platform.log2($0)
        },
        real(
            "log10", "The logarithm to base 10.", shown: ["math.log10(1000)": "3.0"], related: "math.log log10",
            ofTwo: Platform.log10(2)
        ) {
            $0 < 0 ? .nan : Platform.log10($0)
        },
        real(
            "log1p", "log(1 + x), exact for small x too.", shown: ["math.log1p(1e-10)": "9.999999999500001e-11"],
            related: "math.log math.expm1 log1p"
        ) {
            $0 == 0 ? $0 : Platform.log1p($0)
        },
    ]

    private static func logarithm(_ index: Int, _ arguments: Arguments) throws(EvaluationError) -> Double {
        if let long = longLogarithm(arguments.value(index), ofTwo: Platform.log(2), Platform.log) {
            return try checked(long, [], arguments, canOverflow: false)
        }
        let x = try arguments.real(index)
        if x <= 0 { throw arguments.invalid("math domain error", hint: "it is of numbers above 0") }
        return Platform.log(x)
    }

    private static let trigonometry: [Builtin] = [
        real("sin", "The sine.", shown: ["math.sin(1)": "0.8414709848078965"], related: "math.cos math.asin sin") {
            Platform.sin($0)
        },
        real("cos", "The cosine.", shown: ["math.cos(1)": "0.5403023058681398"], related: "math.sin math.acos cos") {
            Platform.cos($0)
        },
        real("tan", "The tangent.", shown: ["math.tan(1)": "1.5574077246549023"], related: "math.sin math.atan tan") {
            Platform.tan($0)
        },
        real(
            "asin", "The angle whose sine is x.", shown: ["math.asin(1)": "1.5707963267948966"],
            related: "math.sin math.acos arcsin"
        ) {
            Platform.asin($0)
        },
        real(
            "acos", "The angle whose cosine is x.", shown: ["math.acos(0.5)": "1.0471975511965979"],
            related: "math.cos math.asin arccos"
        ) {
            Platform.acos($0)
        },
        real(
            "atan", "The angle whose tangent is x.", shown: ["math.atan(1)": "0.7853981633974483"],
            related: "math.atan2 math.tan arctan"
        ) {
            Platform.atan($0)
        },
        real(
            "sinh", "The hyperbolic sine.", shown: ["math.sinh(1)": "1.1752011936438014"],
            related: "math.cosh math.asinh sinh", canOverflow: true
        ) {
            Platform.sinh($0)
        },
        real(
            "cosh", "The hyperbolic cosine.", shown: ["math.cosh(1)": "1.5430806348152437"],
            related: "math.sinh math.acosh cosh", canOverflow: true
        ) {
            Platform.cosh($0)
        },
        real(
            "tanh", "The hyperbolic tangent.", shown: ["math.tanh(1)": "0.7615941559557649"],
            related: "math.sinh math.atanh tanh"
        ) {
            Platform.tanh($0)
        },
        real(
            "asinh", "The inverse of sinh.", shown: ["math.asinh(1)": "0.881373587019543"],
            related: "math.sinh math.acosh"
        ) {
            Platform.asinh($0)
        },
        real(
            "acosh", "The inverse of cosh.", shown: ["math.acosh(2)": "1.3169578969248166"],
            related: "math.cosh math.asinh"
        ) {
            Platform.acosh($0)
        },
        real(
            "atanh", "The inverse of tanh.", shown: ["math.atanh(0.5)": "0.5493061443340548"],
            related: "math.tanh math.asinh"
        ) {
            Platform.atanh($0)
        },
        real(
            "atan2", [.number("y", "upwards"), .number("x", "to the right")], "The angle of the point (x, y).",
            shown: ["math.atan2(1, -1)": "2.356194490192345"], related: "math.atan math.hypot arctan2"
        ) { Platform.atan2($0, $1) },
        Builtins.member(
            "hypot", of: .math, traits: .placesOnly, [.rest("coordinates", "numbers", of: .number)],
            "The length of the vector with these coordinates.",
            example: Builtins.example(["math.hypot(3, 4)": "5.0", "math.hypot(1, 2, 2)": "3.0"]),
            related: "math.dist math.sqrt hypot"
        ) { (_, arguments) throws(EvaluationError) in
            var vector: [Double] = []
            for argument in arguments.rest { vector.append(try arguments.real(argument.value, "coordinates")) }
            return .float(PythonMath.length(vector))
        },
        Builtins.member(
            "dist", of: .math, traits: .placesOnly,
            [.value("p", "a point, its coordinates"), .value("q", "another")], "The distance between two points.",
            example: Builtins.example(["math.dist([1, 2], [4, 6])": "5.0"]), related: "math.hypot norm"
        ) { (_, arguments) throws(EvaluationError) in
            let (p, q) = (try arguments.reals(0), try arguments.reals(1))
            guard p.count == q.count else {
                throw arguments.invalid("both points must have the same number of dimensions")
            }
            return .float(PythonMath.length(zip(p, q).map { $0 - $1 }))
        },
    ]
}
