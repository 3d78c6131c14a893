internal import Interpreter
internal import Rendering
internal import Tensors

extension Builtins {
    /// `complex`.
    static let complexType: [Builtin] = [
        Builtin(
            "complex", .python, door: .bare, type: .complex, gives: .other,
            [
                .value("real", default: 0, "the real part, a complex number, or text that reads as one"),
                .value("imag", default: nil, "the imaginary part"),
            ], "A complex number, also read from text.",
            example: """
                complex(1, 2)
                #> (1+2j)
                complex('3-1j') * 2j
                #> (2+6j)
                abs(3 + 4j)
                #> 5.0
                """, related: "complex.conjugate float abs cmath.polar cmath.sqrt", ComplexFunctions.make)
    ]

    /// Methods of Python's complex numbers.
    static let complexMethods: [Builtin] = [
        Builtin(
            "conjugate", .python, door: .bare, traits: .placesOnly, [.receiver],
            "The number with the sign of its imaginary part turned.",
            example: """
                (1 + 2j).conjugate()
                #> (1-2j)
                """, related: "complex abs float.conjugate"
        ) { (_, arguments) throws(EvaluationError) in
            guard let number = arguments.value(0).ownComplex else {
                throw arguments.wrongType("self", expected: "a complex number", got: arguments.value(0))
            }
            return Value(number.conjugate)
        }
    ]
}

/// The implementations of functions for complex numbers that take more than a few lines.
enum ComplexFunctions {
    static func make(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let (first, second) = (arguments[0] ?? .int(0), arguments[1])
        if second == nil, case .complex = first { return first }
        if case .string(let text) = first.plain {
            if second != nil { throw arguments.typeError("complex() can't take second arg if first is a string") }
            guard let number = PythonNumber.complex(from: text.string) else {
                throw arguments.invalid(
                    "\(first.briefText) is no complex number", python: .value("complex() arg is a malformed string"))
            }
            return Value(number)
        }
        if second?.plain.isText == true { throw arguments.typeError("complex() second arg can't be a string") }
        guard let real = try part(first, arguments) else {
            throw arguments.typeError("complex() first argument must be a string or a number, not '\(first.typeName)'")
        }
        guard let second else { return Value(real.number) }
        guard let imaginary = try part(second, arguments) else {
            throw arguments.typeError("complex() second argument must be a number, not '\(second.typeName)'")
        }
        // The result is real + 1j * imaginary, where both may be complex.
        var (x, y) = (real.number.real, imaginary.number.real)
        if imaginary.isComplex { x -= imaginary.number.imaginary }
        if real.isComplex { y += real.number.imaginary }
        return Value(Complex(x, y))
    }

    /// An argument as a number, and whether it was complex; nil if it isn't a number.
    private static func part(
        _ value: Value, _ arguments: Arguments
    ) throws(EvaluationError) -> (number: Complex<Double>, isComplex: Bool)? {
        if let number = value.plain.complexValue { return (number, true) }
        if case .instance(let instance) = value {
            if let own = try instance.special("__complex__") { return own.ownComplex.map { ($0, true) } }
            for method: Text in ["__float__", "__index__"] {
                if let own = try instance.special(method) { return try own.asFloat().map { (Complex($0, 0), false) } }
            }
        }
        return try value.plain.asFloat().map { (Complex($0, 0), false) }
    }
}
