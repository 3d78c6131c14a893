/// What a terminal sent as pasted, made into text.
enum PastedText {
    /// The text of pasted bytes: newlines for CR and CRLF, tabs kept, other control characters and what is no UTF-8
    /// dropped.
    static func scalars(of bytes: some Sequence<UInt8>) -> [Unicode.Scalar] {
        var decoder = CharacterDecoder()
        var scalars: [Unicode.Scalar] = []
        var isAfterReturn = false
        for byte in bytes {
            guard let scalar = decoder.take(byte) else { continue }
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n": if !isAfterReturn { scalars.append("\n") }
            case "\t": scalars.append(scalar)
            default: if scalar.value >= 0xA0 || 0x20..<0x7F ~= scalar.value { scalars.append(scalar) }
            }
            isAfterReturn = scalar == "\r"
        }
        return scalars
    }

    /// Text copied from a transcript, a doctest or an indented block as it would be typed: without the prompts before its
    /// lines, and without the blanks that all its lines begin with.
    static func withoutSurroundings(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false).map { withoutPrompt($0) }
        let common = lines.filter { !$0.allSatisfy(isBlank) }.map { $0.prefix(while: isBlank) }.reduce(nil, shared)
        let width = common?.count ?? 0
        return Array(
            lines.map { $0.allSatisfy(isBlank) ? $0.dropFirst(width) : $0.dropFirst(width) }
                .joined(separator: ["\n"]))
    }

    private typealias Line = ArraySlice<Unicode.Scalar>

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    private static func shared(_ first: Line?, _ second: Line) -> Line? {
        guard let first else { return second }
        return first.prefix(zip(first, second).prefix { $0 == $1 }.count)
    }

    /// The line behind `>>> `, `... `, `In [1]: ` or `   ...: `, after any blanks.
    private static func withoutPrompt(_ line: Line) -> Line {
        let text = line.drop(while: isBlank)
        for marker in [">>>", "..."] where text.starts(with: marker.unicodeScalars) {
            let rest = text.dropFirst(3)
            if rest.isEmpty { return rest }
            if rest.first == " " { return rest.dropFirst() }
        }
        if text.starts(with: "...:".unicodeScalars) { return behindColon(text.dropFirst(4)) }
        guard text.starts(with: "In [".unicodeScalars) else { return line }
        let digits = text.dropFirst(4)
        let rest = digits.drop { ("0"..."9").contains($0) }
        guard rest.count < digits.count, rest.starts(with: "]:".unicodeScalars) else { return line }
        return behindColon(rest.dropFirst(2))
    }

    private static func behindColon(_ rest: Line) -> Line { rest.first == " " ? rest.dropFirst() : rest }
}
