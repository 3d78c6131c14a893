import Foundation
import Interpreter
import Testing

/// `diagnose`, and what `train` says of its rate when it grows or hardly moves.
@Suite struct DiagnosisTests {
    /// The number behind some words.
    private func number(after words: String, in text: String) -> Double? {
        guard let range = text.range(of: words) else { return nil }
        return Double(text[range.upperBound...].prefix { !" ,:;".contains($0) })
    }

    /// Data sets of all shapes and scales: correlated, constant and far-off columns, fewer rows than columns. Training
    /// starts with an error along the steepest direction, of which 2 % are left or added in each epoch.
    @Test(arguments: 0..<200)
    func theNamedRateIsTheLimit(seed: Int) throws {
        var session = TestSession(
            """
            seed \(seed)
            n, p, k = randint(2, 80), randint(1, 9), randint(1, 3)
            x = randn(n, p)
            if \(seed) % 2: x = x @ randn(p, p)
            if \(seed) % 3 == 0: x = x * 10.0 ** uniform(-3, 3, size=p)
            if \(seed) % 5 == 0: x = x + 10 * randn(1, p)
            if \(seed) % 7 == 0: x[:, 0] = 2.5
            if \(seed) % 11 == 0: x = x * 1e6
            z = np.column_stack((x, ones(n, 1)))
            v = np.linalg.eigh(z.T @ z / n)[1][:, -1:]
            truth, shift = randn(p, k), randn(1, k)
            y = x @ truth + shift
            w, b = truth + v[:p], shift + v[p]
            w0, b0 = w, b
            """)
        let limit = try #require(number(after: "lr < ", in: session.run("diagnose lr=1e-300")))
        #expect(session.run("train 400 lr=\(limit * 0.99) every=0") == "")
        #expect(session.run("losses[-1] < 1e-3 * losses[0] or losses[-1] < 1e-20 * np.max(y ** 2)") == "True\n")
        session.run("w, b = w0, b0")
        session.run("train 400 lr=\(limit * 1.01) every=0")
        #expect(session.run("losses[-1] > 1e3 * losses[0]") == "True\n")
        // The warning names the same limit.
        let warning = try #require(session.told.warnings.isEmpty ? "grew" : session.told.warnings.first)
        #expect(warning.contains("grew"))
    }

    private static let data =
        "seed 3; x = rand 20 2; y = x @ array([[1.0], [2.0]]) + 0.5; w, b = zeros(2, 1), zeros(1, 1)"

    private func notes(_ source: String, after data: String = data) -> (message: String, notes: [String]) {
        var session = TestSession(data)
        session.run(source)
        return (session.told.warnings.last ?? session.told.notes.last ?? "", session.told.notesOfLast)
    }

    @Test func divergenceNamesTheLimit() throws {
        var session = TestSession(Self.data)
        let limit = try #require(number(after: "lr < ", in: session.run("diagnose")))
        let told = notes("train 300 lr=9 every=0")
        #expect(told.message.hasPrefix("training stopped: the loss grew beyond all bounds"))
        #expect(told.notes.contains { number(after: "the largest stable rate is ", in: $0) == limit })
        #expect(told.notes.contains { $0.hasPrefix("write lr=") && $0.contains("standardise columns 0 and 1 of x") })
    }

    @Test func growthWithoutAnEndIsTold() {
        let told = notes("train 12 lr=1.6 every=0")
        #expect(told.message.hasPrefix("the loss grew, from "))
        #expect(told.notes.contains { $0.contains("the largest stable rate is ") })
    }

    @Test func whatNoRateMendsIsTold() {
        #expect(notes("x[3, 1] = nan\ntrain 5 every=0").notes.contains { $0.contains("`find x` shows where") })
        #expect(notes("y[3, 0] = inf\ntrain 5 every=0").notes.contains { $0.contains("`find y` shows where") })
        #expect(notes("train 50 lr=-1.0 every=0").notes.contains { $0.contains("lr is negative") })
    }

    @Test func aStallIsToldWhereMoreIsPossible() {
        let told = notes("train 20 lr=1e-6 every=0")
        #expect(told.message.hasPrefix("training hardly moves: the loss is "))
        #expect(told.notes.contains { $0.contains("epochs to shrink to a tenth") })
        // Noise that no weights predict is no stall, and neither is an end that is reached.
        #expect(notes("y = randn 20 1\ntrain 3000 lr=1.0 every=0").message == "")
        #expect(notes("train 60 lr=0.1 every=0").message == "")
    }

    @Test func functionsOfTheUsersAreNotDiagnosed() {
        let told = notes("def forward(x, w, b): return x @ w + b\ntrain 300 lr=9 every=0")
        #expect(told.notes == ["w and b are as before", "a smaller lr may help"])
    }

    /// What `diagnose` says is possible is what a least-squares fit reaches.
    @Test(arguments: 0..<20)
    func thePossibleLossIsThatOfLeastSquares(seed: Int) throws {
        var session = TestSession(
            """
            seed \(seed)
            x, y, w, b = randn(40, 4) @ randn(4, 4), randn(40, 2), randn(4, 2), randn(1, 2)
            z = np.column_stack((x, ones(40, 1)))
            least = np.mean((z @ np.linalg.lstsq(z, y)[0] - y) ** 2)
            """)
        let said = session.run("diagnose")
        let least = try #require(number(after: "now, ", in: said))
        let expected = try #require(Double(session.run("print(float(least))").dropLast()))
        #expect(abs(least - expected) <= 1e-3 * expected)
    }

    @Test func standardisingDoesWhatItSays() throws {
        var session = TestSession(
            "seed 3; x = randn(60, 3) * array([1.0, 50.0, 0.01]) + array([0.0, 7.0, 3.0]); y = randn 60 1",
            "w, b = zeros(3, 1), zeros(1, 1)")
        let said = session.run("diagnose")
        #expect(said.contains("standardise columns 1 and 2 of x"))
        let promised = try #require(
            number(
                after: "condition is ",
                in: said.split(separator: "\n").joined(separator: " ").split(separator: " ").joined(separator: " ")))
        session.run("x[:, 1:] = (x[:, 1:] - mean(x[:, 1:], axis=0)) / std(x[:, 1:], axis=0)")
        let after = try #require(number(after: "condition   ", in: session.run("diagnose")))
        #expect(abs(after - promised) <= 2e-3 * promised)
    }
}
