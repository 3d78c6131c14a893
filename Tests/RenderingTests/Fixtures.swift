import Foundation
import Testing

/// The files of Tests/Fixtures/Rendering and what their scripts share.
enum Fixtures {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/Rendering")

    /// The lines of a file, the last newline not counted.
    static func lines(_ name: String) throws -> [String] {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.last == "", "\(name) has no last newline")
        lines.removeLast()
        return lines
    }

    /// The lines before and after the first empty one.
    static func parts(_ name: String) throws -> (digests: [String], readable: [String]) {
        let lines = try lines(name)
        let middle = try #require(lines.firstIndex(of: ""))
        return (Array(lines[..<middle]), Array(lines[(middle + 1)...]))
    }

    /// Undoes `escaped` of common.py.
    static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let letter = rest.popFirst() else {
                result.unicodeScalars.append(scalar)
                continue
            }
            switch letter {
            case "n": result += "\n"
            case "t": result += "\t"
            case "r": result += "\r"
            case "x":
                let code = UInt32(String(rest.prefix(2)), radix: 16).flatMap(Unicode.Scalar.init)
                result.unicodeScalars.append(code ?? "?")
                rest = rest.dropFirst(2)
            default: result.unicodeScalars.append(letter)
            }
        }
        return result
    }
}

/// SplitMix64, as in common.py.
struct Generator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// FNV-1a, as in common.py.
struct Digest {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        var text = text
        var state = state
        text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                state = (state ^ UInt64(truncatingIfNeeded: bytes[index])) &* 0x100_0000_01B3
                index &+= 1
            }
        }
        self.state = state
    }

    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
