internal import Kernels
internal import Syntax

extension BytesClass {
    /// Constructors, and conversions from text.
    static func making(isChangeable: Bool) -> [(Text, Value)] {
        let name = isChangeable ? "bytearray" : "bytes"
        let filling = [
            method(
                "__init__",
                [
                    .value("source", default: nil, "numbers, a text, bytes, or how many zeros"),
                    .value("encoding", default: nil, "the encoding of a text"),
                    .value("errors", default: nil, "what is done about characters that it hasn't"),
                ], byKeyword: true
            ) { (call) throws(EvaluationError) in
                let bytes = try made(of: call, name)
                // Immutable bytes are filled only once.
                if isChangeable || call.buffer.bytes.isEmpty { call.buffer.change { $0 = bytes } }
                return .none
            }
        ]
        return filling + texts
    }

    /// Conversions between bytes and text.
    private static var texts: [(Text, Value)] {
        [
            ofType("fromhex", [.value("string", "digits to the base 16")]) {
                (machine, arguments) throws(EvaluationError) in
                guard case .string(let text) = arguments.value(1).plain else {
                    throw arguments.typeError("fromhex() argument must be str, not \(arguments.value(1).typeName)")
                }
                return try made(machine, arguments.value(0), try bytes(ofHex: text))
            },
            ofType("maketrans", [.value("frm", "bytes"), .value("to", "as many")]) {
                (machine, arguments) throws(EvaluationError) in
                guard let from = arguments.value(1).bytes, let to = arguments.value(2).bytes else {
                    let wrong = arguments.value(1).bytes == nil ? arguments.value(1) : arguments.value(2)
                    throw arguments.typeError("a bytes-like object is required, not '\(wrong.typeName)'")
                }
                guard from.count == to.count else {
                    throw error("ValueError", "maketrans arguments must have same length")
                }
                var table = (0...255).map { UInt8($0) }
                for (old, new) in zip(from, to) { table[Int(old)] = new }
                return object(table)
            },
            method(
                "hex",
                [
                    .value("sep", default: nil, "what stands between bytes"),
                    .integer("bytes_per_sep", default: 1, "how many bytes stand together; from the right"),
                ], byKeyword: true
            ) { (call) throws(EvaluationError) in .string(Text(try hex(call))) },
            method(
                "decode",
                [
                    .text("encoding", default: "utf-8", "how characters are written as bytes"),
                    .text("errors", default: "strict", "what is done about bytes that mean nothing"),
                ], byKeyword: true
            ) { (call) throws(EvaluationError) in
                .string(
                    Text(
                        try TextCoding.decoded(
                            call.bytes, try call.arguments.text("encoding"), errors: try call.arguments.text("errors")))
                )
            },
            method("__reduce__") { (_) throws(EvaluationError) in
                throw error("TypeError", "Descent pickles nothing")
            },
        ]
    }

    /// A class method, which receives the class in place of an object.
    private static func ofType(
        _ name: String, _ parameters: [Parameter],
        _ body: @escaping @Sendable (Machine, Arguments) throws(EvaluationError) -> Value
    ) -> (Text, Value) {
        let entry = Builtin(
            name, .python, door: .bare, traits: [.placesOnly, .ofClass], [.receiver] + parameters, "A method of bytes.",
            body)
        return (Text(name), .builtin(entry))
    }

    /// An object of a class with the given bytes.
    private static func made(_ machine: Machine, _ type: Value, _ bytes: [UInt8]) throws(EvaluationError) -> Value {
        guard case .classObject(let type) = type, type !== Self.bytes else { return object(bytes) }
        if type === bytearray {
            return .instance(machine.newInstance(of: type, storage: .bytes(ByteBuffer(bytes))))
        }
        return try machine.callBack(.classObject(type), [object(bytes)])
    }

    private static func made(of call: Call, _ name: String) throws(EvaluationError) -> [UInt8] {
        let (source, encoding, errors) = (call.arguments[1], call.arguments[2], call.arguments[3])
        for (given, what) in [(encoding, "encoding"), (errors, "errors")] {
            guard let given else { continue }
            guard case .string = given.plain else {
                throw error("TypeError", "\(name)() argument '\(what)' must be str, not \(given.typeName)")
            }
        }
        guard let source else {
            if encoding != nil { throw error("TypeError", "encoding without a string argument") }
            if errors != nil { throw error("TypeError", "errors without a string argument") }
            return []
        }
        if case .string(let text) = source.plain {
            guard let encoding else {
                throw error("TypeError", "string argument without an encoding")
            }
            return try TextCoding.encoded(
                text.string, encoding.text, errors: errors?.text ?? "strict")
        }
        if encoding != nil { throw error("TypeError", "encoding without a string argument") }
        if errors != nil { throw error("TypeError", "errors without a string argument") }
        if case .instance(let instance) = source, let result = try Special.call("__bytes__", of: instance) {
            guard let bytes = result.bytes else {
                throw error("TypeError", "__bytes__ returned non-bytes (type \(result.typeName))")
            }
            return bytes
        }
        if let bytes = source.bytes { return bytes }
        if source.isLong { throw .numbers(.tooLargeForIndex(source.briefText)) }
        if let count = try source.wholeNumber() {
            if count < 0 { throw error("ValueError", "negative count") }
            try Allowance.check(count, of: 1)
            return [UInt8](repeating: 0, count: count)
        }
        return try bytes(of: source, name)
    }

    /// The bytes for the numbers of an iterable.
    ///
    /// - Throws: a `TypeError` if it is not an iterable of integers, a `ValueError` for a number outside 0–255.
    package static func bytes(of source: Value, _ name: String) throws(EvaluationError) -> [UInt8] {
        let words = name == "bytes" ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)"
        var items: ValueIterator
        do throws(EvaluationError) { items = try ValueIterator(source) } catch {
            guard case .values(.notIterable) = error else { throw error }
            throw Self.error("TypeError", "cannot convert '\(source.typeName)' object to \(name)")
        }
        var bytes: [UInt8] = []
        var meter = WorkMeter()
        while let item = try items.next() {
            if meter.shouldStop(after: 16) { throw .interrupted }
            bytes.append(try byte(item, words: words))
        }
        return bytes
    }

    private static func bytes(ofHex text: Text) throws(EvaluationError) -> [UInt8] {
        let digits = Array(text.scalars)
        var bytes: [UInt8] = []
        var place = 0
        while place < digits.count {
            if digits[place].isASCII, isSpace(UInt8(digits[place].value)) {
                place += 1
                continue
            }
            for offset in 0..<2 where place + offset >= digits.count || !digits[place + offset].isHexDigit {
                throw error("ValueError", "non-hexadecimal number found in fromhex() arg at position \(place + offset)")
            }
            bytes.append(UInt8(String(digits[place]) + String(digits[place + 1]), radix: 16) ?? 0)
            place += 2
        }
        return bytes
    }

    private static func hex(_ call: Call) throws(EvaluationError) -> String {
        func digits(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        guard let separator = call.arguments[1] else { return call.bytes.map(digits).joined() }
        let text: String
        if case .string(let given) = separator {
            text = given.string
        } else if let bytes = separator.bytes {
            text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        } else {
            throw error("TypeError", "sep must be str or bytes.")
        }
        guard text.unicodeScalars.count == 1 else { throw error("ValueError", "sep must be length 1.") }
        guard text.unicodeScalars.allSatisfy(\.isASCII) else { throw error("ValueError", "sep must be ASCII.") }
        let size = try call.arguments.int("bytes_per_sep")
        var result = ""
        let count = call.bytes.count
        for (place, byte) in call.bytes.enumerated() {
            let distance = size > 0 ? count - place : place
            if place > 0, size != 0, distance % abs(size) == 0 { result += text }
            result += digits(byte)
        }
        return result
    }
}

extension Unicode.Scalar {
    fileprivate var isHexDigit: Bool { properties.isASCIIHexDigit }
}
