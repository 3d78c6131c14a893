internal import Integers
internal import Interpreter
internal import Kernels
internal import Syntax

extension Builtins {
    /// Methods of Python's ints.
    static let intMethods: [Builtin] = [
        number(
            "bit_length", "How many binary digits its magnitude has.",
            example: """
                n = 37
                n.bit_length()
                #> 6
                """, related: "int.bit_count bin"
        ) { (_, arguments) throws(EvaluationError) in
            .int(try arguments.ownInt().bitWidth)
        },
        number(
            "bit_count", "How many binary digits of its magnitude are 1.",
            example: """
                n = 37
                n.bit_count()
                #> 3
                """, related: "int.bit_length bin"
        ) { (_, arguments) throws(EvaluationError) in .int(try arguments.ownInt().bitCount) },
        number(
            "as_integer_ratio", gives: .tuple, "The number and 1, a fraction.",
            example: """
                n = 5
                n.as_integer_ratio()
                #> (5, 1)
                """, related: "float.as_integer_ratio"
        ) { (_, arguments) throws(EvaluationError) in
            .pair(Value(try arguments.ownInt()), .int(1))
        },
        Builtin(
            "to_bytes", .python, door: .bare, [.receiver] + byteForm, "The bytes that it is written in.",
            example: """
                n = 26729
                n.to_bytes(2, 'big')
                #> b'hi'
                """, related: "int.from_bytes int.bit_length"
        ) { (_, arguments) throws(EvaluationError) in
            BytesClass.object(try NumberFunctions.bytes(of: try arguments.ownInt(), arguments))
        },
        Builtin(
            "from_bytes", .python, door: .bare, traits: .belongsToType,
            [.receiver, .value("bytes", "bytes, or numbers that are")] + byteForm.dropFirst(),
            "The number that bytes represent.",
            example: """
                int.from_bytes(b'hi', 'big')
                #> 26729
                """, related: "int.to_bytes"
        ) { (_, arguments) throws(EvaluationError) in
            let number = try NumberFunctions.number(ofBytes: arguments)
            // A class method: called on bool it returns a bool.
            switch arguments.value(0) {
            case .bool, .type(.bool): return .bool(try number.isTrue())
            default: return number
            }
        },
        number(
            "conjugate", "The number itself.",
            example: """
                n = 5
                n.conjugate()
                #> 5
                """, related: "float.conjugate"
        ) { (_, arguments) throws(EvaluationError) in Value(try arguments.ownInt()) },
    ]

    private static let byteForm: [Parameter] = [
        .integer("length", default: 1, "how many bytes"),
        .value("byteorder", default: "big", "which end comes first: big or little"), .star,
        .truth("signed", default: false, "whether there are negative numbers"),
    ]

    /// Methods of Python's floats.
    static let floatMethods: [Builtin] = [
        number(
            "is_integer", "Whether it is a whole number.",
            example: """
                (2.0).is_integer()
                #> True
                """, related: "float.as_integer_ratio round"
        ) { (_, arguments) throws(EvaluationError) in
            let value = try arguments.ownFloat()
            return .bool(value.isFinite && value.rounded() == value)
        },
        number(
            "as_integer_ratio", gives: .tuple, "Two whole numbers whose quotient it is.",
            example: """
                (0.75).as_integer_ratio()
                #> (3, 4)
                """, related: "int.as_integer_ratio float.hex"
        ) { (_, arguments) throws(EvaluationError) in try NumberFunctions.ratio(try arguments.ownFloat(), arguments) },
        number(
            "hex", gives: .text, "Its digits to the base 16, which are exact.",
            example: """
                (0.1).hex()
                #> 0x1.999999999999ap-4
                """, related: "float.fromhex float.as_integer_ratio hex"
        ) { (_, arguments) throws(EvaluationError) in .string(Text(NumberFunctions.hex(try arguments.ownFloat()))) },
        Builtin(
            "fromhex", .python, door: .bare, traits: [.placesOnly, .belongsToType],
            [.receiver, .value("text", "digits to the base 16")], "The number that hex gives as text.",
            example: """
                float.fromhex('0x1.8p+1')
                #> 3.0
                """, related: "float.hex"
        ) { (_, arguments) throws(EvaluationError) in
            guard case .string(let text) = arguments.value(1) else {
                throw arguments.invalid(
                    "fromhex takes a string",
                    python: PythonForm("TypeError", "bad argument type for built-in operation"))
            }
            return .float(try NumberFunctions.fromHex(text.string, arguments))
        },
        number(
            "conjugate", "The number itself.",
            example: """
                (0.5).conjugate()
                #> 0.5
                """, related: "int.conjugate"
        ) { (_, arguments) throws(EvaluationError) in .float(try arguments.ownFloat()) },
    ]

    /// Methods of ranges.
    static let rangeMethods: [Builtin] = [
        number(
            "count", takes: [.value("value", "what is counted")], "How often it has a number: once or never.",
            example: """
                range(0, 10, 2).count(4)
                #> 1
                """, related: "range.index"
        ) { (_, arguments) throws(EvaluationError) in
            .int(try Operators.compare(arguments.value(1), .in, arguments.value(0)).isTrue() ? 1 : 0)
        },
        number(
            "index", takes: [.value("value", "what is looked for")], "The place of a number in it.",
            example: """
                range(0, 10, 2).index(4)
                #> 2
                """, related: "range.count"
        ) { (_, arguments) throws(EvaluationError) in
            guard case .range(let range) = arguments.value(0) else {
                throw arguments.wrongType("self", expected: "a range", got: arguments.value(0))
            }
            guard try Operators.compare(arguments.value(1), .in, arguments.value(0)).isTrue(),
                let number = arguments.value(1).asDouble.flatMap({ arguments.value(1).asIndex ?? Int(exactly: $0) })
            else {
                throw arguments.invalid(
                    "\(arguments.value(1).briefText) is not in the range",
                    python: .value(
                        arguments.value(1).asIndex == nil
                            ? "sequence.index(x): x not in sequence"
                            : "\(arguments.value(1).representation) is not in range"))
            }
            return .int((number - range.start) / range.step)
        },
    ]

    /// Methods of slices.
    static let sliceMethods: [Builtin] = [
        number(
            "indices", gives: .tuple, takes: [.value("length", "how many items there are")],
            "Start, stop and step for a sequence of this length, as range takes them.",
            example: """
                slice(-3, None).indices(10)
                #> (7, 10, 1)
                """, related: "slice range"
        ) { (_, arguments) throws(EvaluationError) in
            guard case .slice(let slice) = arguments.value(0) else {
                throw arguments.wrongType("self", expected: "a slice", got: arguments.value(0))
            }
            guard let length = arguments.value(1).asIndex else {
                let words = "'\(arguments.value(1).typeName)' object cannot be interpreted as an integer"
                throw arguments.invalid(words, python: PythonForm("TypeError", words))
            }
            return try NumberFunctions.indices(of: slice, length: length, arguments)
        }
    ]

    private static func number(
        _ name: String, gives result: Builtin.Result = .other, takes parameters: [Parameter] = [], _ summary: String,
        example: String, related: String, _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: .placesOnly, gives: result, [.receiver] + parameters, summary,
            example: example, related: related, implementation)
    }
}

extension Arguments {
    /// The receiver as an int.
    fileprivate func ownInt() throws(EvaluationError) -> Integer {
        guard let number = value(0).asInteger else { throw wrongType("self", expected: "an int", got: value(0)) }
        return number
    }

    /// The receiver as a float.
    fileprivate func ownFloat() throws(EvaluationError) -> Double {
        guard case .float(let number) = value(0) else { throw wrongType("self", expected: "a float", got: value(0)) }
        return number
    }
}

/// The computations of the methods of numbers and slices.
enum NumberFunctions {
    /// A float as a fraction in lowest terms.
    static func ratio(_ value: Double, _ arguments: Arguments) throws(EvaluationError) -> Value {
        guard value.isFinite else {
            let words = "cannot convert \(value.isNaN ? "NaN" : "Infinity") to integer ratio"
            throw arguments.invalid(words, python: PythonForm(value.isNaN ? "ValueError" : "OverflowError", words))
        }
        if value == 0 { return .pair(.int(0), .int(1)) }
        // The number of bits after the binary point.
        let places = max(0, value.significandWidth - Int(value.exponent))
        let divisor = Integer.short(1).shiftedLeft(by: places)
        let significand = Integer(exactly: value.significand * 0x1p52).shiftedRight(by: 52 - value.significandWidth)
        let shift = Int(value.exponent) - value.significandWidth
        let dividend = shift > 0 ? significand.shiftedLeft(by: shift) : significand
        return .pair(Value(value < 0 ? -dividend : dividend), Value(divisor))
    }

    /// A float in the form `0x1.8p+1`.
    static func hex(_ value: Double) -> String {
        if !value.isFinite { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + "0x0.0p+0" }
        let digits = String(value.significandBitPattern, radix: 16)
        let exponent = value.isNormal ? Int(value.exponent) : -1022
        let padded = String(repeating: "0", count: max(13 - digits.count, 0)) + digits
        return "\(sign)0x\(value.isNormal ? 1 : 0).\(padded)p\(exponent < 0 ? "-" : "+")\(abs(exponent))"
    }

    /// The number in such a text, in which `0x`, the point and the exponent are optional.
    static func fromHex(_ text: String, _ arguments: Arguments) throws(EvaluationError) -> Double {
        let mistake = arguments.invalid(
            "\(Value.string(Text(text)).briefText) has no digits to the base 16",
            python: .value("invalid hexadecimal floating-point string"))
        var rest = Substring(text).unicodeScalars.drop { $0.isBlank }
        while let last = rest.last, last.isBlank { rest.removeLast() }
        var word = String(rest).lowercased()[...]
        let isNegative = word.first == "-"
        if let first = word.first, first == "-" || first == "+" { word = word.dropFirst() }
        func signed(_ value: Double) -> Double { isNegative ? -value : value }
        if word == "inf" || word == "infinity" { return signed(.infinity) }
        if word == "nan" { return .nan }
        if word.hasPrefix("0x") { word = word.dropFirst(2) }
        let whole = word.prefix { $0.isASCII && $0.isHexDigit }
        word = word.dropFirst(whole.count)
        var fraction = Substring()
        if word.first == "." {
            word = word.dropFirst()
            fraction = word.prefix { $0.isASCII && $0.isHexDigit }
            word = word.dropFirst(fraction.count)
        }
        guard !(whole.isEmpty && fraction.isEmpty) else { throw mistake }
        var exponent = "0"
        if word.first == "p" {
            exponent = String(word.dropFirst())
            guard Int(exponent) != nil else { throw mistake }
        } else if !word.isEmpty {
            throw mistake
        }
        let zero = fraction.isEmpty ? "0" : fraction
        guard let value = Double("0x\(whole.isEmpty ? "0" : whole).\(zero)p\(exponent)") else { throw mistake }
        if value.isInfinite {
            let words = "hexadecimal value too large to represent as a float"
            throw arguments.invalid(words, python: PythonForm("OverflowError", words))
        }
        return signed(value)
    }

    /// The start, stop and step of a slice for a number of items, clipped to it.
    static func indices(of slice: Slice, length: Int, _ arguments: Arguments) throws(EvaluationError) -> Value {
        try slice.refuseLabels()
        if length < 0 {
            throw arguments.invalid("length should not be negative", python: .value("length should not be negative"))
        }
        let step = slice.step ?? 1
        if step == 0 {
            throw arguments.invalid("slice step cannot be zero", python: .value("slice step cannot be zero"))
        }
        let (least, most) = step < 0 ? (-1, length - 1) : (0, length)
        func clamped(_ bound: Int) -> Int {
            bound < 0 ? max(bound + length, least) : min(bound, most)
        }
        let start = slice.lower.map(clamped) ?? (step < 0 ? most : least)
        let stop = slice.upper.map(clamped) ?? (step < 0 ? least : most)
        return .tuple(TupleObject([.int(start), .int(stop), .int(step)]))
    }
}
