import Testing

@testable import Rendering

@Suite struct LossLinesTests {
    private static let special: [Double] = [
        0, -0.0, 1, -1, 0.1, 1e-4, 9.9999e-5, 1e15, 1e16, 123456789012345680, 9007199254740992, 1e22,
        .leastNonzeroMagnitude, 1.5, 100,
        12.25,
        .leastNormalMagnitude, .greatestFiniteMagnitude, .infinity, -.infinity, .nan, 0.0001234, 1.7976931348623157e308,
    ]

    private func line(_ loss: Double) -> String {
        var lines = LossLines()
        lines.append(epoch: 7, loss: loss)
        return lines.take()
    }

    @Test("a loss is written as Python writes it", arguments: special) func numbers(loss: Double) {
        #expect(line(loss) == "Epoch  7  : MSE Loss \(PythonText.repr(loss))\n")
    }

    @Test("so are 100,000 random bit patterns") func randomNumbers() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<100_000 {
            let loss = Double(bitPattern: generator.next())
            let text = line(loss)
            if text != "Epoch  7  : MSE Loss \(PythonText.repr(loss))\n" {
                Issue.record("\(text) of \(loss.bitPattern)")
                return
            }
        }
    }

    @Test("lines follow each other, and are taken once") func several() {
        var lines = LossLines()
        #expect(lines.isEmpty && !lines.isFull)
        lines.append(epoch: 1, loss: 0.5)
        lines.append(epoch: 1_234_567_890, loss: 2)
        #expect(!lines.isEmpty)
        #expect(lines.take() == "Epoch  1  : MSE Loss 0.5\nEpoch  1234567890  : MSE Loss 2.0\n")
        #expect(lines.isEmpty && lines.take() == "")
    }

    @Test("many are full") func full() {
        var lines = LossLines()
        var count = 0
        while !lines.isFull, count < 10_000 {
            count += 1
            lines.append(epoch: count, loss: 1)
        }
        #expect(count > 100 && count < 10_000)
    }
}
