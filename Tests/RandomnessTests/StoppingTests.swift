import Testing

@testable import Randomness

@Suite("Draws that are stopped")
struct StoppingTests {
    /// Counts how often it is asked, and says yes from the third time on.
    private final class Stop {
        var questions = 0

        func callAsFunction() -> Bool {
            questions += 1
            return questions > 2
        }
    }

    private func check(_ stream: some NumberStream) throws {
        let count = 20 * pieceLength
        var (stream, whole) = (stream, stream)
        var stop = Stop()
        let numbers = stream.random(count: count) { stop() }
        #expect(numbers.count == 3 * pieceLength && stop.questions == 3)
        #expect(numbers == whole.random(count: count).prefix(numbers.count).map(\.self))
        stop = Stop()
        #expect(stream.standardNormal(count: count) { stop() }.count == 3 * pieceLength)
        stop = Stop()
        #expect(try stream.integers(from: 0, below: 10, count: count) { stop() }.count == 3 * pieceLength)
        stop = Stop()
        #expect(stream.permutation(count: count) { stop() }.count < count)
        stop = Stop()
        stop.questions = -20
        let order = stream.permutation(count: count) { stop() }
        // A whole shuffle leaves about one place as it was.
        #expect(order.indices.count { order[$0] == $0 } > count / 4, "the shuffle did not stop")
    }

    @Test("both generators give what they have drawn so far, when asked between two pieces")
    func generators() throws {
        try check(LegacyRandomState(seed: 1))
        try check(try RandomGenerator(seed: 1))
    }
}
