internal import Syntax

/// `b'…' % values`: formats as text with one code point per byte, where `%s` and `%b` insert bytes.
enum BytesFormat {
    static func formatted(_ template: [UInt8], _ operand: Value) throws(EvaluationError) -> [UInt8] {
        var values = operand.tupleItems ?? [operand]
        var text = latin(template)
        let isMapping = operand.tupleItems == nil && text.contains("%(")
        if isMapping { throw BytesClass.error("TypeError", "Descent fills bytes with values by place alone") }
        let letters = Formatting.conversions(of: template)
        for (place, letter) in letters where place < values.count {
            switch letter {
            case UInt8(ascii: "s"), UInt8(ascii: "b"):
                guard let bytes = try bytes(of: values[place]) else {
                    throw BytesClass.error(
                        "TypeError",
                        "%b requires a bytes-like object, or an object that implements __bytes__, not "
                            + "'\(values[place].typeName)'")
                }
                values[place] = .string(Text(latin(bytes)))
            case UInt8(ascii: "r"), UInt8(ascii: "a"):
                values[place] = .string(
                    Text(try Formatting.format(values[place], conversion: .ascii, specification: "")))
            case UInt8(ascii: "c"):
                if let bytes = values[place].bytes, bytes.count == 1 { values[place] = .int(Int(bytes[0])) }
            default: break
            }
        }
        text = withTextLetters(template)
        let result: String
        do throws(EvaluationError) { result = try Formatting.percent(text, .tuple(TupleObject(values))) } catch {
            let (type, message) = error.pythonForm
            guard let message, message.hasSuffix("during string formatting") else { throw error }
            throw BytesClass.error(type, message.replacing("during string", with: "during bytes"))
        }
        return result.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private static func bytes(of value: Value) throws(EvaluationError) -> [UInt8]? {
        if let bytes = value.bytes { return bytes }
        guard case .instance(let instance) = value else { return nil }
        return try Special.call("__bytes__", of: instance)?.bytes
    }

    private static func latin(_ bytes: [UInt8]) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// The template as text, with conversions of bytes replaced by those of text.
    private static func withTextLetters(_ template: [UInt8]) -> String {
        var (result, offset) = (template, 0)
        while offset < template.count {
            defer { offset += 1 }
            guard template[offset] == UInt8(ascii: "%") else { continue }
            offset += 1
            while offset < template.count, "#0- +.123456789*hlL".utf8.contains(template[offset]) { offset += 1 }
            guard offset < template.count else { continue }
            let letter = template[offset]
            if letter == UInt8(ascii: "b") || letter == UInt8(ascii: "r") || letter == UInt8(ascii: "a") {
                result[offset] = UInt8(ascii: "s")
            }
        }
        return latin(result)
    }
}
