internal import Kernels
internal import Syntax
internal import Tensors

extension BytesClass {
    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 0x20 : byte }
    private static func upper(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte - 0x20 : byte }

    private static func question(_ name: String, _ holds: @escaping @Sendable (UInt8) -> Bool) -> (Text, Value) {
        method(name) { .bool(!$0.bytes.isEmpty && $0.bytes.allSatisfy(holds)) }
    }

    private static func titled(_ bytes: [UInt8]) -> [UInt8] {
        var isInside = false
        return bytes.map { byte in
            defer { isInside = isLetter(byte) }
            return isInside ? lower(byte) : upper(byte)
        }
    }

    /// Methods for upper and lower case, of ASCII letters only.
    static var casing: [(Text, Value)] {
        [
            method("upper") { $0.made($0.bytes.map(upper)) },
            method("lower") { $0.made($0.bytes.map(lower)) },
            method("swapcase") { $0.made($0.bytes.map { isUpper($0) ? lower($0) : upper($0) }) },
            method("capitalize") { call in
                call.made(call.bytes.enumerated().map { $0.offset == 0 ? upper($0.element) : lower($0.element) })
            },
            method("title") { $0.made(titled($0.bytes)) },
            question("isalpha", isLetter), question("isdigit", isDigit), question("isspace", isSpace),
            question("isalnum") { isLetter($0) || isDigit($0) },
            method("isascii") { .bool($0.bytes.allSatisfy { $0 < 0x80 }) },
            method("isupper") { .bool($0.bytes.contains(where: isUpper) && !$0.bytes.contains(where: isLower)) },
            method("islower") { .bool($0.bytes.contains(where: isLower) && !$0.bytes.contains(where: isUpper)) },
            method("istitle") { .bool($0.bytes.contains(where: isLetter) && titled($0.bytes) == $0.bytes) },
        ]
    }

    // MARK: - Widths

    private static let widths = [
        Parameter.integer("width", "how long it becomes"),
        .value("fillbyte", default: nil, "what fills it; a blank by default"),
    ]

    /// Methods that pad bytes to a width.
    static var padding: [(Text, Value)] {
        [
            method("ljust", widths) { (call) throws(EvaluationError) in
                let (fill, missing) = try filling(call, "ljust")
                return call.made(call.bytes + [UInt8](repeating: fill, count: missing))
            },
            method("rjust", widths) { (call) throws(EvaluationError) in
                let (fill, missing) = try filling(call, "rjust")
                return call.made([UInt8](repeating: fill, count: missing) + call.bytes)
            },
            method("center", widths) { (call) throws(EvaluationError) in
                let (fill, missing) = try filling(call, "center")
                let left = missing / 2 + (missing & (call.bytes.count + missing) & 1)
                return call.made(
                    [UInt8](repeating: fill, count: left) + call.bytes + [UInt8](repeating: fill, count: missing - left)
                )
            },
            method("zfill", [.integer("width", "how long it becomes")]) { (call) throws(EvaluationError) in
                let missing = try missing(call)
                let hasSign = call.bytes.first == UInt8(ascii: "+") || call.bytes.first == UInt8(ascii: "-")
                let sign = hasSign && missing > 0 ? 1 : 0
                return call.made(
                    call.bytes.prefix(sign) + [UInt8](repeating: UInt8(ascii: "0"), count: missing)
                        + call.bytes.dropFirst(sign))
            },
            method("expandtabs", [.integer("tabsize", default: 8, "where tabs lead")], byKeyword: true) {
                (call) throws(EvaluationError) in
                let size = try call.arguments.int("tabsize")
                var (result, column) = ([UInt8](), 0)
                for byte in call.bytes {
                    guard byte == 0x09 else {
                        result.append(byte)
                        column = byte == 0x0A || byte == 0x0D ? 0 : column + 1
                        continue
                    }
                    guard size > 0 else { continue }
                    let count = size - column % size
                    try Allowance.check(result.count, plus: count)
                    result += [UInt8](repeating: 0x20, count: count)
                    column += count
                }
                return call.made(result)
            },
        ]
    }

    private static func missing(_ call: Call) throws(EvaluationError) -> Int {
        let width = try call.arguments.int("width")
        try Allowance.check(max(width, 0), of: 1)
        return max(width - call.bytes.count, 0)
    }

    private static func filling(_ call: Call, _ name: String) throws(EvaluationError) -> (UInt8, Int) {
        let missing = try missing(call)
        guard let given = call.arguments[2] else { return (0x20, missing) }
        guard let bytes = given.bytes, bytes.count == 1 else {
            throw error("TypeError", "\(name)() argument 2 must be a byte string of length 1, not \(given.typeName)")
        }
        return (bytes[0], missing)
    }
}
