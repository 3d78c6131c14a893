internal import Integers
internal import Interpreter

extension Builtins {
    /// Methods of ints, and of bools, which are ints.
    static let intMethods: [Builtin] = [
        numberMethod(
            "bit_length", "How many bits the distance from 0 has.", ["(1000).bit_length()": "10"],
            related: "int.bit_count bin"
        ) { (arguments) throws(EvaluationError) in .int(try number(arguments).bitWidth) },
        numberMethod(
            "bit_count", "How many bits of the distance from 0 are 1.", ["(7).bit_count()": "3"],
            related: "int.bit_length bin"
        ) { (arguments) throws(EvaluationError) in .int(try number(arguments).bitCount) },
        numberMethod(
            "as_integer_ratio", gives: .tuple, "The number itself and 1, its fraction.",
            ["(10).as_integer_ratio()": "(10, 1)"], related: "float.as_integer_ratio"
        ) { (arguments) throws(EvaluationError) in .pair(Value(try number(arguments)), .int(1)) },
        numberMethod(
            "conjugate", "The number itself.", ["(3).conjugate()": "3"], related: "float.conjugate"
        ) { (arguments) throws(EvaluationError) in Value(try number(arguments)) },
    ]

    /// Methods of floats.
    static let floatMethods: [Builtin] = [
        numberMethod(
            "is_integer", "Whether it is a whole number.",
            ["(2.0).is_integer()": "True", "(2.5).is_integer()": "False"],
            related: "round int"
        ) { (arguments) throws(EvaluationError) in
            let x = try arguments.real(0)
            return .bool(x.isFinite && x == x.rounded(.towardZero))
        },
        numberMethod(
            "as_integer_ratio", gives: .tuple, "The two ints whose quotient it is exactly.",
            ["(0.75).as_integer_ratio()": "(3, 4)"], related: "int.as_integer_ratio"
        ) { (arguments) throws(EvaluationError) in
            let x = try arguments.real(0)
            guard x.isFinite else {
                let words = "cannot convert \(x.isNaN ? "NaN" : "Infinity") to integer ratio"
                throw arguments.invalid(words, python: PythonForm(x.isNaN ? "ValueError" : "OverflowError", words))
            }
            if x == 0 { return .pair(.int(0), .int(1)) }
            // As many bits behind the point as it has.
            let places = max(0, x.significandWidth - Int(x.exponent))
            let divisor = Integer.short(1).shiftedLeft(by: places)
            let significand = Integer(exactly: x.significand * 0x1p52).shiftedRight(by: 52 - x.significandWidth)
            let shift = Int(x.exponent) - x.significandWidth
            let dividend = shift > 0 ? significand.shiftedLeft(by: shift) : significand
            return .pair(Value(x < 0 ? -dividend : dividend), Value(divisor))
        },
        numberMethod(
            "conjugate", "The number itself.", ["(0.5).conjugate()": "0.5"], related: "int.conjugate"
        ) { (arguments) throws(EvaluationError) in .float(try arguments.real(0)) },
    ]

    private static func number(_ arguments: Arguments) throws(EvaluationError) -> Integer {
        guard let number = arguments.value(0).asInteger else {
            throw arguments.wrongType("self", expected: "an int", got: arguments.value(0))
        }
        return number
    }

    private static func numberMethod(
        _ name: String, gives result: Builtin.Result = .other, _ summary: String,
        _ shown: KeyValuePairs<String, String>, related: String,
        _ implementation: @escaping @Sendable (Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: .placesOnly, gives: result, [.receiver], summary,
            example: example(shown),
            related: related
        ) { (_, arguments) throws(EvaluationError) in try implementation(arguments) }
    }
}
