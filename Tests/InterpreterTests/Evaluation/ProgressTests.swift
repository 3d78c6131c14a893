import Testing

@testable import Builtins
@testable import Interpreter

@Suite struct ProgressTests {
    /// The clock goes on by what a unit takes with each unit.
    private final class Clock {
        var time: UInt64 = 0
        var looks = 0
    }

    /// The units of work at which a report was due, and how often the clock was looked at.
    private func reports(units: Int, each nanoseconds: UInt64) -> (units: [Int], looks: Int) {
        let clock = Clock()
        var pace = ProgressPace {
            clock.looks += 1
            return clock.time
        }
        var due: [Int] = []
        for unit in 1...units {
            clock.time += nanoseconds
            if pace.isDue() { due.append(unit) }
        }
        return (due, clock.looks)
    }

    @Test func quickUnitsLookAtTheClockSeldom() {
        // A second of epochs that take 500 ns: not a look in a hundred epochs, or even ten thousand.
        let (units, looks) = reports(units: 2_000_000, each: 500)
        #expect(looks < 150)
        #expect(units.count >= 12 && units.count <= 20)
    }

    @Test func slowUnitsAreAllTold() {
        let (units, _) = reports(units: 20, each: 60_000_000)
        #expect(units == Array(1...20))
    }

    @Test func reportsAreFiftyMillisecondsApart() {
        for nanoseconds in [1_000, 100_000, 3_000_000, 20_000_000] as [UInt64] {
            let (units, _) = reports(units: Int(1_000_000_000 / nanoseconds), each: nanoseconds)
            #expect(units.count >= 12, "\(nanoseconds)")
            for (first, second) in zip(units, units.dropFirst()) {
                #expect(UInt64(second - first) * nanoseconds >= 50_000_000)
            }
        }
    }

    private func progress(_ sources: [String], isAskedFor: Bool) -> [Progress] {
        var options = InterpreterOptions()
        options.reportsProgress = isAskedFor
        let interpreter = Interpreter(options: options)
        var told: [Progress] = []
        for (index, source) in sources.enumerated() {
            _ = interpreter.run(Cell(number: index + 1, source: source)) { event in
                if case .progress(let progress) = event { told.append(progress) }
            }
        }
        return told
    }

    @Test func trainingTellsHowFarItHasCome() throws {
        // Each epoch spends time in the user's own function.
        let sources = [
            "x = np.ones((10, 5)); y = np.ones((10, 1)); w = np.zeros((5, 1)); b = np.zeros((1, 1))",
            "def forward(x, w, b):\n    for i in range(3000):\n        i * i\n    return x @ w + b",
            "train(60, every=0)",
        ]
        #expect(progress(sources, isAskedFor: false).isEmpty)
        let told = progress(sources, isAskedFor: true)
        #expect(told.first == Progress("train", done: 0, of: 60, unit: .epochs))
        for (first, second) in zip(told, told.dropFirst()) {
            #expect(first.done < second.done && second.loss != nil && second.total == 60)
        }
    }
}
