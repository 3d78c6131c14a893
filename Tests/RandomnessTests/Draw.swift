import Randomness

/// What both of NumPy's generators draw.
typealias NumberStream = RandomStream & Equatable

enum Kind: String, Decodable, Sendable {
    case random, normal, uniform, integers, permutation, choice, exponential, poisson
    case standardNormal = "standard_normal"
    case standardExponential = "standard_exponential"
    case weightedChoice = "weighted_choice"
    case distinctChoice = "distinct_choice"
    case unshuffledDistinctChoice = "unshuffled_distinct_choice"
    case distinctWeightedChoice = "distinct_weighted_choice"
}

/// The numbers of a draw, either reals or integers.
enum Drawn {
    case reals([Double])
    case integers([Int])

    /// A digest over the 64-bit patterns `w` of all values: `h = h · K + w` modulo 2⁶⁴.
    var digest: String {
        let factor: UInt64 = 0x9e37_79b9_7f4a_7c15
        var total: UInt64 = 0
        switch self {
        case .reals(let values): for value in values { total = total &* factor &+ value.bitPattern }
        case .integers(let values):
            for value in values { total = total &* factor &+ UInt64(bitPattern: Int64(value)) }
        }
        let digits = String(total, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The first values as Python writes them: `description` of a Double differs in its exponents only.
    func first(_ count: Int) -> [String] {
        switch self {
        case .reals(let values): values.prefix(count).map(\.description)
        case .integers(let values): values.prefix(count).map(\.description)
        }
    }
}

/// One kind of draw with its arguments.
struct Draw: Sendable {
    let kind: Kind
    let arguments: [String]

    struct BadArgument: Error { let draw: Draw }

    private func real(_ index: Int) throws -> Double {
        guard let value = Double(arguments[index]) else { throw BadArgument(draw: self) }
        return value
    }

    private func integer(_ index: Int) throws -> Int {
        guard let value = Int(arguments[index]) else { throw BadArgument(draw: self) }
        return value
    }

    /// The probabilities that the fixtures' script takes: squares modulo 11 over their sum.
    private func probabilities(_ population: Int) -> [Double] {
        let weights = (0..<population).map { $0 * $0 % 11 }
        let sum = Double(weights.reduce(0, +))
        return weights.map { Double($0) / sum }
    }

    func callAsFunction(_ count: Int, from stream: inout some NumberStream) throws -> Drawn {
        switch kind {
        case .random: return .reals(stream.random(count: count))
        case .standardNormal: return .reals(stream.standardNormal(count: count))
        case .normal:
            return .reals(try stream.normal(mean: real(0), standardDeviation: real(1), count: count))
        case .uniform: return .reals(try stream.uniform(low: real(0), high: real(1), count: count))
        case .standardExponential: return .reals(stream.standardExponential(count: count))
        case .exponential: return .reals(try stream.exponential(scale: real(0), count: count))
        case .poisson: return .integers(try stream.poisson(rate: real(0), count: count))
        case .integers: return .integers(try stream.integers(from: integer(0), through: integer(1), count: count))
        case .permutation: return .integers(stream.permutation(count: count))
        case .choice, .weightedChoice, .distinctChoice, .unshuffledDistinctChoice, .distinctWeightedChoice:
            return .integers(try choose(count, from: &stream))
        }
    }

    private func choose(_ count: Int, from stream: inout some NumberStream) throws -> [Int] {
        let replacing = kind == .choice || kind == .weightedChoice
        let weighted = kind == .weightedChoice || kind == .distinctWeightedChoice
        let population = replacing ? try integer(0) : try integer(0) * count + (weighted ? 3 : 1)
        return try stream.choice(
            population: population, count: count, replacing: replacing,
            probabilities: weighted ? probabilities(population) : nil, shuffling: kind != .unshuffledDistinctChoice)
    }
}
