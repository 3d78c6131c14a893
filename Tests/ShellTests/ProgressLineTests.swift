import Interpreter
import Testing

@testable import Shell

@Suite("The progress line")
struct ProgressLineTests {
    private static let gigabyte = 1_000_000_000

    /// What is told, after how many seconds, in how many columns, and the line.
    static let cases: [(progress: Progress, seconds: Double, columns: Int, line: String)] = [
        (
            Progress("train", done: 1204, of: 2000, unit: .epochs, loss: 0.01994), 0.0039, 79,
            "train  1,204 of 2,000 epochs  loss 0.0199  3.1e+05/s  1 s left"
        ),
        (
            Progress("train", done: 100, of: 1000, unit: .epochs, loss: 1.5e-9), 2, 79,
            "train  100 of 1,000 epochs  loss 1.5e-09  50/s  18 s left"
        ),
        (
            Progress("train", done: 3, of: 2000, unit: .epochs, loss: 12.5), 8, 79,
            "train  3 of 2,000 epochs  loss 12.5  0.38/s  1 h 28 min left"
        ),
        (
            Progress("train", done: 1000, of: 2000, unit: .epochs, loss: .infinity), 100, 79,
            "train  1,000 of 2,000 epochs  loss inf  10/s  1 min 40 s left"
        ),
        (Progress("train", done: 0, of: 2000, unit: .epochs), 1, 79, "train  0 of 2,000 epochs"),
        (
            Progress("load x.npy", done: 1_200_000_000, of: 4 * gigabyte, unit: .bytes), 1.4, 79,
            "load x.npy  1.2 of 4.0 GB  857 MB/s  4 s left"
        ),
        (
            Progress("save x.npy", done: 999_600, of: 12_345_678, unit: .bytes), 1, 79,
            "save x.npy  1.0 of 12 MB  1.0 MB/s  12 s left"
        ),
        (Progress("load x.csv", done: 12_345, of: nil, unit: .rows), 1, 79, "load x.csv  12,345 rows  12,345/s"),
        (Progress("load x.csv", done: 950, of: nil, unit: .bytes), 1, 79, "load x.csv  950 B  950 B/s"),
        // What doesn't fit goes: first the rate, then from the end, and the last is cut.
        (
            Progress("train", done: 1204, of: 2000, unit: .epochs, loss: 0.01994), 0.0039, 60,
            "train  1,204 of 2,000 epochs  loss 0.0199  1 s left"
        ),
        (
            Progress("train", done: 1204, of: 2000, unit: .epochs, loss: 0.01994), 0.0039, 45,
            "train  1,204 of 2,000 epochs  loss 0.0199"
        ),
        (Progress("load Größe.npy", done: 5, of: 10, unit: .bytes), 1, 12, "load Größe.n"),
        (Progress("load 漢字.npy", done: 5, of: 10, unit: .bytes), 1, 8, "load 漢"),
        (Progress("load a\u{1B}[2J.npy", done: 5, of: 10, unit: .bytes), 1, 12, "load a\\x1b[2"),
        (Progress("train", done: 1, of: 2, unit: .epochs), 1, 0, ""),
    ]

    @Test("says what, how far, how fast and how long", arguments: cases.indices)
    func text(index: Int) {
        let (progress, seconds, columns, line) = Self.cases[index]
        #expect(ProgressLine.text(of: progress, seconds: seconds, columns: columns) == line)
    }

    @Test("shows the losses as a curve where there is room and the characters for it")
    func curve() {
        let progress = Progress("train", done: 1204, of: 2000, unit: .epochs, loss: 0.01994)
        func text(_ columns: Int) -> String {
            ProgressLine.text(of: progress, seconds: 0.0039, columns: columns, curve: "⡇⢄⣀")
        }
        #expect(text(79) == "train  ⡇⢄⣀  1,204 of 2,000 epochs  loss 0.0199  3.1e+05/s  1 s left")
        #expect(text(66) == "train  1,204 of 2,000 epochs  loss 0.0199  3.1e+05/s  1 s left")
        for (hasCurves, isExpected) in [(true, true), (false, false)] {
            var display = ProgressDisplay(hasCurves: hasCurves)
            var line: String?
            for step in 0..<UInt64(10) {
                let progress = Progress("train", done: Int(step), of: 10, unit: .epochs, loss: 9 - Double(step))
                line = display.line(for: progress, at: step * 100_000_000) { 80 } ?? line
            }
            #expect(line?.unicodeScalars.contains { 0x2800...0x28FF ~= $0.value } == isExpected)
        }
    }

    private static func training(_ done: Int) -> Progress { Progress("train", done: done, of: 100, unit: .epochs) }

    @Test("stands there after 0.3 s, and is drawn again ten times a second")
    func moments() {
        var display = ProgressDisplay()
        let millisecond: UInt64 = 1_000_000
        var drawn: [UInt64] = []
        for time in 0..<UInt64(1000) {
            let line = display.line(for: Self.training(Int(time) / 10), at: time * millisecond) { 80 }
            if line != nil { drawn.append(time) }
        }
        #expect(drawn == [300, 400, 500, 600, 700, 800, 900])
    }

    @Test("times each piece of work anew")
    func anew() {
        var display = ProgressDisplay()
        let second: UInt64 = 1_000_000_000
        #expect(display.line(for: Self.training(0), at: 0) { 80 } == nil)
        #expect(display.line(for: Self.training(9), at: second) { 80 } != nil)
        #expect(display.line(for: Self.training(1), at: 2 * second) { 80 } == nil, "another training")
        #expect(display.line(for: Self.training(2), at: 3 * second) { 80 } != nil)
        display.end()
        #expect(display.line(for: Self.training(3), at: 4 * second) { 80 } == nil, "another cell")
        let line = display.line(for: Self.training(5), at: 6 * second) { 80 }
        #expect(line == "train  5 of 100 epochs  1/s  1 min 35 s left")
    }
}
