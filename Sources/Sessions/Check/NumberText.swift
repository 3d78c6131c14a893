/// The numbers in recorded output, and the text between them.
struct NumberText {
    /// A piece of output.
    enum Token: Equatable {
        /// A number as it is written, and the line (from 0) it stands on.
        case number(Double, text: String, line: Int)
        /// Anything else but blanks.
        case other(String, line: Int)

        var line: Int {
            switch self {
            case .number(_, _, let line), .other(_, let line): line
            }
        }
    }

    /// The pieces of lines of output, in order.
    static func tokens(of lines: [String]) -> [Token] {
        var tokens: [Token] = []
        for (index, line) in lines.enumerated() {
            var rest = line.utf8[...]
            var afterWord = false
            while let first = rest.first {
                if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
                    rest.removeFirst()
                    afterWord = false
                    continue
                }
                let length = afterWord ? 0 : numberLength(rest)
                let text = String(Substring(rest.prefix(max(length, 1))))
                if length > 0, let value = Double(text) {
                    tokens.append(.number(value, text: text, line: index))
                    rest.removeFirst(length)
                    // `2x` and `1.2.3` are no numbers, but what follows can't begin one either.
                    afterWord = true
                } else {
                    let word = rest.prefix { isWord($0) }
                    let taken = word.isEmpty ? rest.prefix(1) : word
                    afterWord = !word.isEmpty
                    tokens.append(.other(String(decoding: taken, as: UTF8.self), line: index))
                    rest.removeFirst(taken.count)
                }
            }
        }
        return tokens
    }

    /// Whether a piece is a name or the like.
    static func isWord(_ text: String) -> Bool {
        text.utf8.first.map { isWord($0) && !(0x30...0x39).contains($0) } ?? false
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }

    /// How many bytes of a number in Python's notation the text begins with; 0 if it begins with none.
    private static func numberLength(_ text: Substring.UTF8View) -> Int {
        let bytes = Array(text.prefix(400))
        var index = 0
        func digits() -> Int {
            let start = index
            while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
            return index - start
        }
        if bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") { index = 1 }
        for word in ["nan", "inf"] where bytes[index...].starts(with: word.utf8) {
            let end = index + word.utf8.count
            return end < bytes.count && isWord(bytes[end]) ? 0 : end
        }
        var count = digits()
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            count += digits()
        }
        guard count > 0 else { return 0 }
        let end = index
        guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return end }
        index += 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
        return digits() > 0 ? index : end
    }
}

/// How far apart two numbers may be and still count as the same: |now − recorded| ≤ absolute + relative · |recorded|.
public struct Tolerance: Sendable, Hashable {
    /// The part in proportion to the recorded number.
    public var relative: Double
    /// The part that is the same for all numbers.
    public var absolute: Double

    /// Makes a tolerance.
    public init(relative: Double, absolute: Double) {
        self.relative = relative
        self.absolute = absolute
    }

    /// Reads `1e-9`, relative, or `1e-9 1e-12`, relative and absolute.
    init?(text: some StringProtocol) {
        let numbers = text.split(separator: " ").map { Double(String($0)) ?? .nan }
        guard (1...2).contains(numbers.count), numbers.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
        self.init(relative: numbers[0], absolute: numbers.count > 1 ? numbers[1] : 0)
    }

    func allows(_ now: Double, for recorded: Double) -> Bool {
        if now == recorded || (now.isNaN && recorded.isNaN) { return true }
        return abs(now - recorded) <= absolute + relative * abs(recorded) && now.isFinite && recorded.isFinite
    }
}

/// Two numbers at the same place of a recorded and a new output.
public struct NumberDifference: Sendable, Hashable {
    /// As it is recorded.
    public var recorded: String
    /// As it is now.
    public var now: String
    /// The line of the record, from 0.
    public var line: Int
    /// By how much they differ.
    public var distance: Double
    /// How many floating-point numbers apart they are; nil if one is not finite, or both are written as integers.
    public var ulps: UInt64?

    init(recorded: (Double, String), now: (Double, String), line: Int) {
        self.recorded = recorded.1
        self.now = now.1
        self.line = line
        distance = abs(now.0 - recorded.0)
        let isFinite = recorded.0.isFinite && now.0.isFinite
        let isInteger = Self.isInteger(recorded.1) && Self.isInteger(now.1)
        ulps = isFinite && !isInteger ? recorded.0.ulps(to: now.0) : nil
    }

    private static func isInteger(_ text: String) -> Bool { !text.utf8.contains { $0 == 0x2E || $0 | 0x20 == 0x65 } }
}
