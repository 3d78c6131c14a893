internal import Integers
internal import Interpreter
internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Identity and hashes, and ints in other notations.
    static let identity: [Builtin] = [
        Builtin(
            "hash", .python, door: .bare, traits: .placesOnly, [.value("x", "what never changes")],
            "The number by which dictionaries and sets find a value.",
            example: """
                hash('w') == hash('w')
                #> True
                hash(2.0)
                #> 2
                """, related: "id dict set",
            differs: "Texts hash as in Python with PYTHONHASHSEED=0, so that a session comes out the same each time."
        ) { (_, arguments) throws(EvaluationError) in .int(try arguments.value(0).hash()) },
        Builtin(
            "id", .python, door: .bare, traits: .placesOnly, [.value("x", "any value")],
            "A number that an object has for itself.",
            example: """
                a = [1, 2]
                b = a
                id(a) == id(b)
                #> True
                id(a) == id([1, 2])
                #> False
                """, related: "hash type",
            differs: "Objects are numbered as they are asked for it, and not by their address, so that it comes again."
        ) { (machine, arguments) throws(EvaluationError) in .int(machine.workspace.identity(of: arguments.value(0))) },
        notation("bin", 2, "0b", "The digits of an int to base 2.", "bin(10)", "0b1010", related: "hex oct format"),
        notation("hex", 16, "0x", "The digits of an int to base 16.", "hex(255)", "0xff", related: "bin oct int"),
        notation("oct", 8, "0o", "The digits of an int to base 8.", "oct(8)", "0o10", related: "bin hex int"),
    ]

    private static func notation(
        _ name: String, _ radix: Int, _ prefix: String, _ summary: String, _ call: String, _ result: String,
        related: String
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: .placesOnly, gives: .text, [.integer("x", "a whole number")], summary,
            example: "\(call)\n#> \(result)", related: related
        ) { (_, arguments) throws(EvaluationError) in
            let number = try arguments.integer("x")
            try Allowance.check(number.bitWidth, of: 1)
            return .string(Text((number.isNegative ? "-" : "") + prefix + number.digits(radix: radix)))
        }
    }

    /// `pow(base, exp, mod)` of ints, with intermediate results up to the square of mod.
    static func integerPower(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        guard arguments.isGiven("mod") else {
            var flags: FloatingPointFlags = []
            return try Operators.binary(arguments.value(0), .power, arguments.value(1), flags: &flags)
        }
        if [0, 1, 2].contains(where: { arguments.value($0).ownComplex != nil }) {
            throw arguments.invalid("complex modulo", python: .value("complex modulo"))
        }
        guard let base = arguments.value(0).asIndex, let exponent = arguments.value(1).asIndex,
            let modulus = arguments.value(2).asIndex
        else { return try longPower(arguments) }
        if modulus == 0 { throw arguments.invalid("pow() 3rd argument cannot be 0") }
        let size = modulus.magnitude
        func rest(_ number: Int) -> UInt {
            let rest = number.magnitude % size
            return number < 0 && rest > 0 ? size - rest : rest
        }
        var factor = rest(base)
        if exponent < 0 {
            guard let inverse = inverse(of: factor, modulo: size) else {
                throw arguments.invalid("base is not invertible for the given modulus")
            }
            factor = inverse
        }
        var (result, left) = (1 % size, exponent.magnitude)
        func product(_ a: UInt, _ b: UInt) -> UInt { size.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder }
        while left > 0 {
            if left & 1 == 1 { result = product(result, factor) }
            factor = product(factor, factor)
            left >>= 1
        }
        return .int(modulus < 0 && result > 0 ? -Int(size - result) : Int(result))
    }

    private static func longPower(_ arguments: Arguments) throws(EvaluationError) -> Value {
        guard let base = arguments.value(0).asInteger, let exponent = arguments.value(1).asInteger,
            let modulus = arguments.value(2).asInteger
        else {
            let words = "pow() 3rd argument not allowed unless all arguments are integers"
            throw arguments.invalid(words, python: PythonForm("TypeError", words))
        }
        if modulus.isZero { throw arguments.invalid("pow() 3rd argument cannot be 0") }
        try Allowance.check(20 * modulus.bitWidth / 8, of: 1)
        guard let power = base.power(exponent, modulo: modulus) else {
            throw arguments.invalid("base is not invertible for the given modulus")
        }
        return Value(power)
    }

    /// By Euclid's algorithm; nil if the two have a common divisor.
    private static func inverse(of number: UInt, modulo size: UInt) -> UInt? {
        var (r, next) = (size, number)
        var (t, nextT): (UInt, UInt) = (0, 1 % size)
        while next != 0 {
            let quotient = r / next
            let product = size.dividingFullWidth((quotient % size).multipliedFullWidth(by: nextT)).remainder
            (t, nextT) = (nextT, t >= product ? t - product : t + (size - product))
            (r, next) = (next, r % next)
        }
        return r == 1 ? t : nil
    }
}
