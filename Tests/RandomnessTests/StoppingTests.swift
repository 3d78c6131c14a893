import Kernels
import Testing

@testable import Randomness

@Suite("Draws that are stopped")
struct StoppingTests {
    /// A process of its own: the request is for all of it.
    @Test("both generators give what they have drawn so far, when asked between two pieces")
    func generators() async {
        await #expect(processExitsWith: .success) {
            try check(LegacyRandomState(seed: 1))
            try check(try RandomGenerator(seed: 1))
        }
    }

    @Test("a shuffle stops on its way")
    func shuffle() async {
        await #expect(processExitsWith: .success) {
            var words = RequestingWords()
            let order = words.shuffledOrder(count: 20 * pieceLength)
            // A whole shuffle leaves about one place as it was.
            #expect(order.indices.count { order[$0] == $0 } > 5 * pieceLength)
        }
    }
}

private func check(_ fresh: some NumberStream) throws {
    let count = 20 * pieceLength
    var (stream, whole) = (fresh, fresh)
    let expected = whole.random(count: count)
    Interruption.request()
    let numbers = stream.random(count: count)
    #expect(numbers.count == pieceLength)
    #expect(numbers == expected.prefix(pieceLength).map(\.self))
    #expect(stream.standardNormal(count: count).count == pieceLength)
    #expect(try stream.integers(from: 0, below: 10, count: count).count == pieceLength)
    #expect(try stream.choice(population: count, count: count, probabilities: nil).count == pieceLength)
    #expect(stream.permutation(count: count).count == pieceLength)
    Interruption.clear()
}

/// Words that ask evaluation to stop when so many are drawn.
private struct RequestingWords: RandomWords {
    private var words = MersenneTwister(seed: 1)
    private var left = 3 * pieceLength

    mutating func next32() -> UInt32 {
        left -= 1
        if left == 0 { Interruption.request() }
        return words.next32()
    }

    mutating func next64() -> UInt64 { words.next64() }
    mutating func nextDouble() -> Double { words.nextDouble() }
}
