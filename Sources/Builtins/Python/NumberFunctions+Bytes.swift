internal import Integers
internal import Interpreter
internal import Kernels

extension NumberFunctions {
    /// Whether the byte order is big-endian.
    private static func isBig(_ arguments: Arguments) throws(EvaluationError) -> Bool {
        switch arguments["byteorder"] {
        case .string(let text)? where text.string == "big": return true
        case .string(let text)? where text.string == "little": return false
        case .string?: throw arguments.invalid("byteorder must be either 'little' or 'big'")
        case let other?:
            throw arguments.typeError("to_bytes() argument 'byteorder' must be str, not \(other.typeName)")
        case nil: return true
        }
    }

    private static func overflow(_ arguments: Arguments, _ words: String) -> EvaluationError {
        arguments.invalid(words, python: PythonForm("OverflowError", words))
    }

    /// The bytes of an int.
    static func bytes(of number: Integer, _ arguments: Arguments) throws(EvaluationError) -> [UInt8] {
        let (count, isBig) = (try arguments.int("length"), try isBig(arguments))
        let isSigned = try arguments.bool("signed")
        if count < 0 { throw arguments.invalid("length argument must be non-negative") }
        if number.isNegative, !isSigned { throw overflow(arguments, "can't convert negative int to unsigned") }
        try Allowance.check(count, of: 1)
        let bits = Integer.short(1).shiftedLeft(by: count * 8)
        let half = count == 0 ? Integer.short(0) : Integer.short(1).shiftedLeft(by: count * 8 - 1)
        let isTooBig =
            isSigned
            ? number.isNegative ? number < .short(0) - half : count == 0 ? !number.isZero : !(number < half)
            : !(number < bits)
        if isTooBig { throw overflow(arguments, "int too big to convert") }
        let words = (number.isNegative ? number + bits : number).words
        var bytes = [UInt8](repeating: 0, count: count)
        for place in 0..<count where place / 8 < words.count {
            bytes[place] = UInt8(truncatingIfNeeded: words[place / 8] >> (8 * UInt(place % 8)))
        }
        return isBig ? bytes.reversed() : bytes
    }

    /// The int that bytes represent.
    static func number(ofBytes arguments: Arguments) throws(EvaluationError) -> Value {
        let source = arguments.value(1)
        let given: [UInt8]
        if let bytes = source.bytes {
            given = bytes
        } else {
            if case .string = source { throw arguments.typeError("cannot convert 'str' object to bytes") }
            given = try BytesClass.bytes(of: source, "bytes")
        }
        let bytes = try isBig(arguments) ? given.reversed() : given
        var words = [UInt](repeating: 0, count: bytes.count / 8 + 1)
        for (place, byte) in bytes.enumerated() { words[place / 8] |= UInt(byte) << (8 * UInt(place % 8)) }
        var number = Integer(words: words)
        if try arguments.bool("signed"), let last = bytes.last, last >= 0x80 {
            number = number - Integer.short(1).shiftedLeft(by: bytes.count * 8)
        }
        return Value(number)
    }
}

extension PythonFunctions {
    /// The text that bytes encode.
    static func decoded(
        _ value: Value, _ encoding: Value?, _ errors: Value?, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        if case .string = value.plain { throw arguments.typeError("decoding str is not supported") }
        guard let bytes = value.bytes else {
            throw arguments.typeError("decoding to str: need a bytes-like object, \(value.typeName) found")
        }
        return .string(
            Text(try TextCoding.decoded(bytes, encoding?.text ?? "utf-8", errors: errors?.text ?? "strict")))
    }
}
