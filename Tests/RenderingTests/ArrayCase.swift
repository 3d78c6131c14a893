import Tensors
import Testing

/// The arrays of make_arrays.py.
enum ArrayCase {
    private static let specials: [Double] = [
        .nan, .infinity, -.infinity, 0.0, -0.0, .leastNonzeroMagnitude, 1e300, 1e-5, 1e8, 99999999.0, 123456789.123,
        0.00011, 1e-4, 1000.0, 1e16, 0.5, 1.7976931348623157e308, 2.2250738585072014e-308, 99999999.99999999,
        9.999999999, 0.999999999,
    ]
    private static let shapes: [[Int]] = [
        [], [0], [1], [2], [3], [7], [10], [25], [100], [1000], [1001], [1500], [0, 3], [3, 0], [1, 1],
        [2, 3], [10, 5], [3, 40], [40, 3], [2, 600], [600, 2], [7, 150], [150, 7], [35, 35], [2, 2, 2], [1, 3, 4],
        [3, 1, 20], [2, 0, 2], [8, 9, 20], [2, 3, 300], [12, 12, 12], [2, 1, 2, 3], [3, 7, 8, 8], [1, 1, 1, 1],
        [2, 2, 2, 2, 2], [6, 6, 6, 6],
    ]

    private static func powerOfTen(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .nan }

    private static func real(_ generator: inout Generator, kind: Int, scale: Int) -> Double {
        let value: Double
        switch kind {
        case 0: return Double(bitPattern: generator.next())
        case 1: return generator.uniform()
        case 2: value = generator.uniform() * powerOfTen(scale - 12)
        case 3: value = Double(generator.below((0..<scale % 12).reduce(10) { power, _ in power * 10 }))
        case 4: value = Double(generator.below(100000)) / powerOfTen(scale % 12)
        case 5:
            value =
                generator.below(4) == 0
                ? specials[generator.below(specials.count)] : generator.uniform() * 100
        case 6:
            let subnormal = Double(bitPattern: generator.next() & 0x000F_FFFF_FFFF_FFFF)
            return generator.below(2) == 1 ? subnormal : Double.leastNonzeroMagnitude * Double(generator.below(100))
        case 7: value = Double(generator.below(4096)) / Double(1 << (7 + scale % 6))
        case 8: value = generator.uniform() * powerOfTen(generator.below(12) - 6)
        default: value = [0.0, 1.0, 0.25, 100.0][generator.below(4)]
        }
        return generator.below(3) == 0 ? -value : value
    }

    /// Generated case `number`.
    static func tensor(_ number: Int) -> Tensor {
        var generator = Generator(UInt64(number))
        let dtype = generator.below(8)
        let shape = Shape(shapes[generator.below(shapes.count)])
        let view = generator.below(4)
        let kind = generator.below(10)
        let scale = generator.below(24)
        switch dtype {
        case 0..<5:
            let values = (0..<shape.count).map { _ in real(&generator, kind: kind, scale: scale) }
            return .float64(viewed(NDArray(values, shape: shape), as: view))
        case 5, 6:
            let values = (0..<shape.count).map { _ in
                let value = generator.next() >> UInt64(1 + 2 * scale)
                return value % 3 == 0 && kind % 2 == 1 ? -Int(value) : Int(value)
            }
            return .int64(viewed(NDArray(values, shape: shape), as: view))
        default:
            let values = (0..<shape.count).map { _ in generator.below(2) == 1 }
            return .bool(viewed(NDArray(values, shape: shape), as: view))
        }
    }

    /// The transpose, the first axis reversed, every second of the last axis, or the array itself.
    private static func viewed<Element>(_ array: NDArray<Element>, as view: Int) -> NDArray<Element> {
        var result = array
        let last = array.rank - 1
        if view == 0 {
            result.shape = Shape(array.shape.dimensions.reversed())
            result.strides = AxisValues(array.strides.reversed())
        } else if view == 1, array.rank > 0 {
            result.offset += max(array.shape[0] - 1, 0) * array.strides[0]
            result.strides[0] = -array.strides[0]
        } else if view == 2, array.rank > 0 {
            result.shape.dimensions[last] = (array.shape[last] + 1) / 2
            result.strides[last] *= 2
        }
        return result
    }

    /// A readable case: values as hex bits or integers, or `start..step`.
    static func tensor(dtype: String, shape: String, values: String) throws -> Tensor {
        let shape = Shape(try shape.split(separator: " ").map { try #require(Int($0)) })
        let words: [String]
        if let dots = values.firstRange(of: "..") {
            let start = try #require(Int(values[..<dots.lowerBound]))
            let step = try #require(Int(values[dots.upperBound...]))
            words = (0..<shape.count).map {
                let value = start + $0 * step
                return dtype == "float64" ? String(Double(value).bitPattern, radix: 16) : String(value)
            }
        } else {
            words = values.split(separator: ",").map(String.init)
        }
        switch dtype {
        case "float64":
            let values = try words.map { Double(bitPattern: try #require(UInt64($0, radix: 16))) }
            return .float64(NDArray(values, shape: shape))
        case "int64": return .int64(NDArray(try words.map { try #require(Int($0)) }, shape: shape))
        default: return .bool(NDArray(words.map { $0 == "1" }, shape: shape))
        }
    }
}
