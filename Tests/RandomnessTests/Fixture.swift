import Foundation
import Testing

/// What `Tests/Fixtures/Randomness/make_streams.py` wrote down of NumPy's draws.
struct Fixture: Decodable, Sendable {
    let words: [Words]
    let seeding: [[String]]
    let lists: [SeedList]?
    let sequences: [SeedState]?
    let streams: [Streams]
    let programs: [Program]

    static let legacy = read("legacy.json")
    static let generator = read("generator.json")

    private static func read(_ name: String) -> Result<Fixture, any Error> {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return Result {
            let file = folder.appending(path: "Fixtures/Randomness").appending(path: name)
            return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
        }
    }
}

/// The first 1,000 raw words of a seed, in hexadecimal digits of one width.
struct Words: Decodable, Sendable {
    let words: String
    let of: String

    func values(digits: Int) -> [UInt64] {
        stride(from: 0, to: words.utf8.count, by: digits).compactMap { offset in
            UInt64(words.dropFirst(offset).prefix(digits), radix: 16)
        }
    }
}

/// A seed of several words, and the 700th number it leads to.
struct SeedList: Decodable, Sendable {
    let seed: [String]
    let last: String

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        seed = try container.decode([String].self)
        last = try container.decode(String.self)
    }
}

/// A seed and the words of state that its sequence gives.
struct SeedState: Decodable, Sendable {
    let seed: String
    let state: [UInt32]

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        seed = try container.decode(String.self)
        state = try container.decode([UInt32].self)
    }
}

/// One kind of draw from many seeds: the first values, and digests of as many as `counts` says.
struct Streams: Decodable, Sendable, CustomTestStringConvertible {
    struct Stream: Decodable, Sendable {
        let seed: String
        let first: [String]
        let digests: [String]
    }

    let kind: Kind
    let arguments: [String]
    let counts: [Int]
    let streams: [Stream]

    var draw: Draw { Draw(kind: kind, arguments: arguments) }
    var testDescription: String { "\(kind.rawValue) \(arguments.joined(separator: " "))" }
}

/// Draws of many kinds, one after the other from one state.
struct Program: Decodable, Sendable, CustomTestStringConvertible {
    struct Step: Decodable, Sendable {
        let draw: Draw
        let count: Int
        let digest: String

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            let kind = try container.decode(Kind.self)
            draw = Draw(kind: kind, arguments: try container.decode([String].self))
            count = try container.decode(Int.self)
            digest = try container.decode(String.self)
        }
    }

    let seed: String
    let steps: [Step]

    var testDescription: String { "seed \(seed)" }
}
