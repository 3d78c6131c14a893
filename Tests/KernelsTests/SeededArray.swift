import Foundation

/// An array that `Tests/Fixtures/Kernels/seeded.py` makes from a seed, as a view of its base.
struct SeededArray {
    static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
    static let odd = [
        0.0, -0.0, Double.leastNonzeroMagnitude, Double(bitPattern: 0x8000_1268_8B70_E62B), 1e300, -1e300,
        Double.infinity, -Double.infinity, Double.nan,
    ]

    var numbers: [Double]
    var shape: [Int]
    var strides: [Int]
    var offset = 0

    init(_ text: Substring) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let (kind, seed) = (parts[0], UInt64(parts[1]) ?? 0)
        shape = parts[2].split(separator: "x").compactMap { Int($0) }
        numbers = (0..<shape.reduce(1, *)).map { Self.number(kind, Self.mix(seed &+ UInt64($0 + 1) &* Self.golden)) }
        strides = shape.indices.map { [shape] axis in shape[(axis + 1)...].reduce(1, *) }
        for operation in parts[3].split(separator: "/") { apply(operation) }
    }

    private mutating func apply(_ operation: Substring) {
        let arguments = operation.dropFirst().split(separator: ",").compactMap { Int($0) }
        if operation.first == "t" {
            (shape, strides) = (arguments.map { [shape] in shape[$0] }, arguments.map { [strides] in strides[$0] })
        } else {
            offset += arguments[1] * strides[arguments[0]]
            shape[arguments[0]] = arguments[2]
            strides[arguments[0]] *= arguments[3]
        }
    }

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private static func number(_ kind: Substring, _ z: UInt64) -> Double {
        let unit = Double(z >> 11) * 0x1p-53
        if kind == "u" { return unit }
        let pick = Int((z >> 6) & 63)
        if kind == "o" && pick < 9 { return odd[pick] }
        return Double(sign: .plus, exponent: Int((z >> 1) & 31) - 16, significand: unit - 0.5)
    }

    /// The digest of numbers, every nan alike.
    static func digest(_ numbers: [Double]) -> String {
        var sum: UInt64 = 0
        for (index, number) in numbers.enumerated() {
            let word = number.isNaN ? 0x7FF8_0000_0000_0000 : number.bitPattern
            sum &+= mix(word &+ UInt64(index + 1) &* golden)
        }
        let text = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    /// The lines of a fixture, cut at the tabs.
    static func lines(_ name: String) throws -> [[Substring]] {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let url = tests.appendingPathComponent("Fixtures/Kernels").appendingPathComponent(name)
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
    }
}
