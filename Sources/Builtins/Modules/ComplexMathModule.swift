internal import Interpreter
internal import Platform
internal import Tensors

/// Python's `cmath`: functions of complex numbers.
enum ComplexMathModule {
    static let module = Module(
        functions + forms + questions,
        constants: [
            "pi": { .float(.pi) }, "e": { .float(2.718281828459045) }, "tau": { .float(2 * .pi) },
            "inf": { .float(.infinity) }, "nan": { .float(.nan) },
            "infj": { Value(Complex(0, .infinity)) }, "nanj": { Value(Complex(0, .nan)) },
        ])

    private typealias Number = Complex<Double>

    /// A function of one complex number.
    private static func function(
        _ name: String, _ summary: String, shown: KeyValuePairs<String, String>, related: String,
        _ body: @escaping @Sendable (Complex<Double>) throws(ComplexMath.Failure) -> Complex<Double>
    ) -> Builtin {
        Builtins.member(
            name, of: .complexMath, traits: .placesOnly, [.value("z", "a number, which may be complex")], summary,
            example: Builtins.example(shown), related: related
        ) { (_, arguments) throws(EvaluationError) in
            let z = try arguments.complex(0)
            return Value(try arguments.complexResult { () throws(ComplexMath.Failure) in try body(z) })
        }
    }

    private static let functions: [Builtin] = [
        function(
            "sqrt", "The square root, with a real part from 0 on.", shown: ["cmath.sqrt(-4)": "2j"],
            related: "math.sqrt cmath.exp"
        ) { ComplexMath.sqrt($0) },
        function(
            "exp", "e to the power z.", shown: ["cmath.exp(0)": "(1+0j)"], related: "cmath.log math.exp"
        ) { (z) throws(ComplexMath.Failure) in try ComplexMath.exp(z) },
        Builtins.member(
            "log", of: .complexMath, traits: .placesOnly,
            [.value("z", "a number, which may be complex"), .value("base", default: nil, "the base, or e")],
            "The logarithm, with an imaginary part from -pi to pi.",
            example: Builtins.example(["cmath.log(-1)": "3.141592653589793j"]),
            related: "cmath.log10 cmath.exp math.log"
        ) { (_, arguments) throws(EvaluationError) in
            let z = try arguments.complex(0)
            let logarithm = try arguments.complexResult { () throws(ComplexMath.Failure) in try ComplexMath.log(z) }
            guard arguments.isGiven("base") else { return Value(logarithm) }
            let base = try arguments.complex(1)
            let divisor = try arguments.complexResult { () throws(ComplexMath.Failure) in try ComplexMath.log(base) }
            guard let quotient = PythonArithmetic.complexQuotient(logarithm, divisor) else {
                throw arguments.invalid("math domain error", python: .value("math domain error"))
            }
            return Value(quotient)
        },
        function(
            "log10", "The logarithm to the base 10.", shown: ["cmath.log10(100)": "(2+0j)"],
            related: "cmath.log math.log10"
        ) { (z) throws(ComplexMath.Failure) in
            let logarithm = try ComplexMath.log(z)
            return Complex(logarithm.real / 2.302585092994046, logarithm.imaginary / 2.302585092994046)
        },
        function("sin", "The sine.", shown: ["cmath.sin(0)": "0j"], related: "cmath.cos cmath.asin math.sin") {
            (z) throws(ComplexMath.Failure) in try ComplexMath.sin(z)
        },
        function("cos", "The cosine.", shown: ["cmath.cos(0)": "(1-0j)"], related: "cmath.sin cmath.acos math.cos") {
            (z) throws(ComplexMath.Failure) in try ComplexMath.cos(z)
        },
        function("tan", "The tangent.", shown: ["cmath.tan(0)": "0j"], related: "cmath.sin cmath.atan math.tan") {
            (z) throws(ComplexMath.Failure) in try ComplexMath.tan(z)
        },
        function(
            "asin", "The inverse of sin.", shown: ["cmath.asin(0)": "0j"], related: "cmath.sin cmath.acos math.asin"
        ) { ComplexMath.asin($0) },
        function(
            "acos", "The inverse of cos.", shown: ["cmath.acos(1)": "-0j"], related: "cmath.cos cmath.asin math.acos"
        ) { ComplexMath.acos($0) },
        function(
            "atan", "The inverse of tan.", shown: ["cmath.atan(0)": "0j"], related: "cmath.tan math.atan"
        ) { (z) throws(ComplexMath.Failure) in try ComplexMath.atan(z) },
        function(
            "sinh", "The hyperbolic sine.", shown: ["cmath.sinh(0)": "0j"], related: "cmath.cosh cmath.asinh math.sinh"
        ) { (z) throws(ComplexMath.Failure) in try ComplexMath.sinh(z) },
        function(
            "cosh", "The hyperbolic cosine.", shown: ["cmath.cosh(0)": "(1+0j)"],
            related: "cmath.sinh cmath.acosh math.cosh"
        ) { (z) throws(ComplexMath.Failure) in try ComplexMath.cosh(z) },
        function(
            "tanh", "The hyperbolic tangent.", shown: ["cmath.tanh(0)": "0j"],
            related: "cmath.sinh cmath.atanh math.tanh"
        ) { (z) throws(ComplexMath.Failure) in try ComplexMath.tanh(z) },
        function(
            "asinh", "The inverse of sinh.", shown: ["cmath.asinh(0)": "0j"], related: "cmath.sinh math.asinh"
        ) { ComplexMath.asinh($0) },
        function(
            "acosh", "The inverse of cosh.", shown: ["cmath.acosh(1)": "0j"], related: "cmath.cosh math.acosh"
        ) { ComplexMath.acosh($0) },
        function(
            "atanh", "The inverse of tanh.", shown: ["cmath.atanh(0)": "0j"], related: "cmath.tanh math.atanh"
        ) { (z) throws(ComplexMath.Failure) in try ComplexMath.atanh(z) },
    ]

    private static let forms: [Builtin] = [
        Builtins.member(
            "phase", of: .complexMath, traits: .placesOnly, [.value("z", "a number, which may be complex")],
            "The angle of the point z, from -pi to pi.",
            example: Builtins.example(["cmath.phase(-1)": "3.141592653589793"]), related: "cmath.polar math.atan2"
        ) { (_, arguments) throws(EvaluationError) in
            let z = try arguments.complex(0)
            let angle = atan2(z.imaginary, z.real)
            // Like CPython, report an error if the angle is subnormal.
            if z.isFinite, z.imaginary != 0, angle.magnitude < Double.leastNormalMagnitude {
                throw arguments.failure(.range)
            }
            return .float(angle)
        },
        Builtins.member(
            "polar", of: .complexMath, traits: .placesOnly, gives: .tuple,
            [.value("z", "a number, which may be complex")], "The length and the angle of the point z.",
            example: Builtins.example(["cmath.polar(-2)": "(2.0, 3.141592653589793)"]),
            related: "cmath.rect cmath.phase abs"
        ) { (_, arguments) throws(EvaluationError) in
            let z = try arguments.complex(0)
            let length = hypot(z.real, z.imaginary)
            if length.isInfinite, z.isFinite { throw arguments.failure(.range) }
            return .pair(.float(length), .float(atan2(z.imaginary, z.real)))
        },
        Builtins.member(
            "rect", of: .complexMath, traits: .placesOnly, [.number("r", "the length"), .number("phi", "the angle")],
            "The number of a length and an angle.", example: Builtins.example(["cmath.rect(2, 0)": "(2+0j)"]),
            related: "cmath.polar complex"
        ) { (_, arguments) throws(EvaluationError) in
            let (length, angle) = (try arguments.real(0), try arguments.real(1))
            return Value(
                try arguments.complexResult { () throws(ComplexMath.Failure) in
                    try ComplexMath.rect(length, angle)
                })
        },
    ]

    private static func question(
        _ name: String, _ summary: String, shown: KeyValuePairs<String, String>, related: String,
        _ body: @escaping @Sendable (Complex<Double>) -> Bool
    ) -> Builtin {
        Builtins.member(
            name, of: .complexMath, traits: .placesOnly, [.value("z", "a number, which may be complex")], summary,
            example: Builtins.example(shown), related: related
        ) { (_, arguments) throws(EvaluationError) in .bool(body(try arguments.complex(0))) }
    }

    private static let questions: [Builtin] = [
        question(
            "isfinite", "Whether both parts are finite.", shown: ["cmath.isfinite(1j)": "True"],
            related: "cmath.isinf cmath.isnan math.isfinite"
        ) { $0.isFinite },
        question(
            "isinf", "Whether a part is infinite.", shown: ["cmath.isinf(cmath.infj)": "True"],
            related: "cmath.isfinite math.isinf"
        ) { $0.isInfinite },
        question(
            "isnan", "Whether a part is nan.", shown: ["cmath.isnan(cmath.nanj)": "True"],
            related: "cmath.isfinite math.isnan"
        ) { $0.isNaN },
        Builtins.member(
            "isclose", of: .complexMath, traits: .placesOnly,
            [
                .value("a", "a number"), .value("b", "another"), .star,
                .number("rel_tol", default: 1e-09, "the relative tolerance"),
                .number("abs_tol", default: 0.0, "how far at all"),
            ], "Whether two numbers are about the same.",
            example: Builtins.example(["cmath.isclose(1j, 1j + 1e-12)": "True"]), related: "math.isclose isclose"
        ) { (_, arguments) throws(EvaluationError) in
            let (a, b) = (try arguments.complex(0), try arguments.complex(1))
            let (relative, absolute) = (try arguments.double("rel_tol"), try arguments.double("abs_tol"))
            if relative < 0 || absolute < 0 {
                throw arguments.invalid(
                    "tolerances must be non-negative", python: .value("tolerances must be non-negative"))
            }
            if a == b { return .bool(true) }
            if a.isInfinite || b.isInfinite { return .bool(false) }
            let difference = (a - b).magnitude
            return .bool(
                difference <= relative * b.magnitude || difference <= relative * a.magnitude || difference <= absolute)
        },
    ]
}

extension Arguments {
    /// A required argument as a complex number; for an object, by `__complex__`, `__float__` or `__index__`.
    func complex(_ index: Int) throws(EvaluationError) -> Complex<Double> {
        var value = value(index)
        if case .instance(let instance) = value {
            if let own = try instance.special("__complex__") {
                guard let number = own.ownComplex else {
                    throw .classes(
                        .wrongResult(method: "__complex__", expected: "a complex", got: ValueDescription(own)))
                }
                return number
            }
            value = value.plain
            for method: Text in ["__float__", "__index__"] {
                if case .instance = value, let own = try instance.special(method) { value = own }
            }
        }
        if let number = value.complexValue { return number }
        if let number = try value.pythonComplex() { return number }
        if let number = try value.asFloat() { return Complex(number, 0) }
        let words = "must be real number, not \(value.typeName)"
        throw invalid(words, python: PythonForm("TypeError", words))
    }

    /// The result of a function, or Python's exception for its failure.
    fileprivate func complexResult(
        _ body: () throws(ComplexMath.Failure) -> Complex<Double>
    ) throws(EvaluationError) -> Complex<Double> {
        do { return try body() } catch { throw failure(error) }
    }

    fileprivate func failure(_ failure: ComplexMath.Failure) -> EvaluationError {
        switch failure {
        case .domain: invalid("math domain error", python: .value("math domain error"))
        case .range: invalid("math range error", python: PythonForm("OverflowError", "math range error"))
        }
    }
}
