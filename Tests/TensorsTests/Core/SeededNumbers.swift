import Tensors

/// The numbers that `Tests/Fixtures/Kernels/seeded.py` makes from a seed, and its digests of results.
enum SeededNumbers {
    static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
    static let odd = [
        0.0, -0.0, Double.leastNonzeroMagnitude, Double(bitPattern: 0x8000_1268_8B70_E62B), 1e300, -1e300,
        Double.infinity, -Double.infinity, Double.nan,
    ]
    static let exponents = [-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 0.25, -2.0]

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    static func word(_ seed: UInt64, _ index: Int) -> UInt64 {
        mix(seed &+ UInt64(index + 1) &* golden)
    }

    static func float(_ kind: String, _ z: UInt64) -> Double {
        let unit = Double(z >> 11) * 0x1p-53
        switch kind {
        case "u": return unit
        case "p": return exponents[Int((z >> 20) & 7)]
        case "z": return (z >> 33) & 1 == 1 ? -0.0 : 0.0
        default:
            let pick = Int((z >> 6) & 63)
            if kind == "o" && pick < 9 { return odd[pick] }
            return Double(sign: .plus, exponent: Int((z >> 1) & 31) - 16, significand: unit - 0.5)
        }
    }

    static func base(_ kind: String, seed: UInt64, shape: Shape) -> Tensor {
        let words = (0..<shape.count).map { word(seed, $0) }
        switch kind {
        case "b": return .bool(NDArray(words.map { $0 & 1 == 1 }, shape: shape))
        case "I": return .int64(NDArray(words.map { Int(bitPattern: UInt($0)) }, shape: shape))
        case "i": return .int64(NDArray(words.map { Int($0 >> 40) % 201 - 100 }, shape: shape))
        default: return .float64(NDArray(words.map { float(kind, $0) }, shape: shape))
        }
    }

    /// The tensor that an operand's text stands for.
    static func tensor(_ text: Substring) -> Tensor {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let shape = Shape(parts[2].split(separator: "x").compactMap { Int($0) })
        var tensor = base(String(parts[0]), seed: UInt64(parts[1]) ?? 0, shape: shape)
        for operation in parts[3].split(separator: "/") { tensor = view(tensor, operation) }
        return tensor
    }

    private static func view(_ tensor: Tensor, _ operation: Substring) -> Tensor {
        let arguments = operation.dropFirst().split(separator: ",").compactMap { Int($0) }
        var (lengths, strides, offset) = (tensor.shape.dimensions, tensor.strides, tensor.offset)
        switch operation.first {
        case "t":
            lengths = AxisValues(arguments.map { tensor.shape[$0] })
            strides = AxisValues(arguments.map { tensor.strides[$0] })
        case "s":
            offset += arguments[1] * strides[arguments[0]]
            lengths[arguments[0]] = arguments[2]
            strides[arguments[0]] *= arguments[3]
        case "d":
            offset += arguments[1] * strides[arguments[0]]
            lengths.remove(at: arguments[0])
            strides.remove(at: arguments[0])
        case "n":
            lengths.insert(1, at: arguments[0])
            strides.insert(0, at: arguments[0])
        default:
            lengths[arguments[0]] = arguments[1]
            strides[arguments[0]] = 0
        }
        return tensor.view(shape: Shape(lengths), strides: strides, offset: offset)
    }

    static func words(_ tensor: Tensor) -> [UInt64] {
        switch tensor {
        case .float64(let array): array.elements.map { $0.isNaN ? 0x7FF8_0000_0000_0000 : $0.bitPattern }
        case .int64(let array): array.elements.map { UInt64(bitPattern: Int64($0)) }
        case .bool(let array): array.elements.map { $0 ? 1 : 0 }
        case .other: tensor.copyOfWords().map { UInt64($0) }
        }
    }

    static func digest(_ tensor: Tensor) -> String {
        var sum: UInt64 = 0
        for (index, word) in words(tensor).enumerated() { sum &+= mix(word &+ UInt64(index + 1) &* golden) }
        let text = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    /// Type, shape, strides (but for no elements) and digest, as a fixture has them.
    static func described(_ tensor: Tensor) -> String {
        let strides = tensor.count == 0 ? "-" : tensor.strides.map(String.init).joined(separator: ",")
        let lengths = tensor.shape.dimensions.map(String.init).joined(separator: "x")
        return [tensor.dtype.name, lengths, strides, digest(tensor)].joined(separator: "\t")
    }

    static func letters(_ flags: FloatingPointFlags) -> String {
        var result = ""
        if flags.contains(.divideByZero) { result += "d" }
        if flags.contains(.noDegreesOfFreedom) { result += "f" }
        if flags.contains(.invalid) { result += "i" }
        if flags.contains(.emptyMean) { result += "m" }
        if flags.contains(.overflow) { result += "o" }
        return result
    }
}
