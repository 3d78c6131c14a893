import Kernels
import Testing

/// The request is for the whole process, so these tests run in processes of their own.
@Suite struct PollingTests {
    @Test("a walk ends once evaluation should stop, and is whole otherwise")
    func walk() async {
        await #expect(processExitsWith: .success) {
            let numbers = Array(0..<3 * Interruption.pieceLength + 5)
            #expect(numbers.polled().elementsEqual(numbers))
            #expect(numbers.polled(work: 1 << 20).elementsEqual(numbers))
            Interruption.request()
            #expect(numbers.polled().elementsEqual(0..<Interruption.pieceLength))
            #expect(numbers.polled(work: 16).elementsEqual(0..<Interruption.pieceLength / 16))
            #expect(numbers.prefix(9).polled(work: 1 << 20).elementsEqual(0..<1))
            Interruption.clear()
        }
    }

    @Test("pieces of their own length cover everything, until evaluation should stop")
    func pieces() async {
        await #expect(processExitsWith: .success) {
            var pieces: [Range<Int>] = []
            #expect(Interruption.forEachPiece(of: 10, length: 4) { pieces.append($0) })
            #expect(pieces == [0..<4, 4..<8, 8..<10])
            Interruption.request()
            pieces = []
            #expect(!Interruption.forEachPiece(of: 10, length: 4) { pieces.append($0) })
            #expect(pieces == [0..<4])
            Interruption.clear()
        }
    }
}
