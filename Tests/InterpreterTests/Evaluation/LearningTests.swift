import Foundation
import Interpreter
import Tensors
import Testing

/// `forward loss backward step train`: what they set, say, stop at and take over.
@Suite struct LearningTests {
    private static let data = """
        seed 3
        x = rand 10 2
        y = x @ np.array([[1.0], [2.0]]) + 0.5
        w = rand 2 1
        b = rand 1 1
        """

    private func session(_ more: String...) -> TestSession {
        var session = TestSession(Self.data)
        for source in more { session.run(source) }
        return session
    }

    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    private func losses(_ session: TestSession) -> Int? { session.interpreter.workspace.tensor("losses")?.count }

    @Test func trainReportsTenTimesAndKeepsAllLosses() {
        var session = session()
        let output = lines(session.run("train 25"))
        let epochs = output.map { $0.split(separator: " ")[1] }
        #expect(epochs == ["1", "3", "6", "9", "12", "15", "18", "21", "24", "25"])
        #expect(output.allSatisfy { $0.hasPrefix("Epoch  ") && $0.contains("  : MSE Loss ") })
        #expect(losses(session) == 25)
        #expect(session.interpreter.workspace.tensor("y_hat")?.shape == [10, 1])
    }

    @Test(arguments: [(0, 0), (1, 7), (3, 4), (100, 2)])
    func everySaysHowOften(every: Int, count: Int) {
        var session = session()
        #expect(lines(session.run("train 7 every=\(every)")).count == count)
    }

    @Test func trainEqualsTheNotebooksLoop() {
        var session = session("w0 = w\nb0 = b\ntrain 20 lr=0.1 every=0\nw1 = w\nb1 = b\nw = w0\nb = b0")
        session.run(
            """
            l = []
            for epoch in range(20):
                y_hat = forward(x, w, b)
                l.append(loss(y, y_hat))
                w, b = backward(y, y_hat, w, b, x, 0.1)
            """)
        #expect(session.run("(w == w1).all() and (b == b1).all() and (np.array(l) == losses).all()") == "True\n")
    }

    @Test func stepIsOneEpoch() {
        var session = session("w0 = w\nb0 = b")
        let step = session.run("step lr=0.1")
        session.run("w1 = w\nw = w0\nb = b0")
        #expect(session.run("train 1 lr=0.1") == step)
        #expect(session.run("(w == w1).all()") == "True\n")
    }

    @Test func tolStopsWhenTheLossHardlyChanges() {
        var session = session("train 500 lr=0.1 tol=0.001 every=0")
        let count = losses(session) ?? 0
        #expect(count > 1 && count < 500)
        #expect(session.told.notes == ["the loss changed by less than tol after \(count) epochs"])
        #expect(
            session.run("abs(losses[-1] - losses[-2]) < 0.001 and (np.abs(np.diff(losses))[:-1] >= 0.001).all()")
                == "True\n")
    }

    @Test("training that diverges leaves w, b and y_hat as they were, and the next one continues nothing")
    func divergence() {
        var session = session("w0, b0 = w, b\nbefore = w.copy()", "train 1000 lr=100.0 every=0")
        #expect(session.told.warnings.contains { $0.hasPrefix("training stopped: the loss grew beyond all bounds") })
        #expect(session.told.notesOfLast.first == "w and b are as before")
        #expect((losses(session) ?? 0) < 1000)
        #expect(session.run("w is w0 and b is b0 and (w == before).all()") == "True\n")
        #expect(session.interpreter.workspace.value("y_hat") == nil)
        session.run("train 5 every=0")
        #expect(session.told.notes.isEmpty)
        session.run("z = y_hat")
        session.run("train 1000 lr=100.0 every=0")
        #expect(session.told.notesOfLast.first == "w, b and y_hat are as before")
        #expect(session.run("y_hat is z") == "True\n")
        session.run("train 5 every=0")
        #expect(session.told.notes == ["train continues with the weights of [5]"])
        session.run("x[0, 0] = np.nan\nstep")
        #expect(session.told.warnings == ["training stopped: the loss is not finite after 1 epoch"])
    }

    /// What a warning's notes say to write: `lr=0.31`, or statements.
    private func written(_ notes: [String]) -> String? {
        guard let note = notes.first(where: { $0.contains("write ") }) else { return nil }
        let text = note.components(separatedBy: "write ")[1]
        return [" or less", ", and ", ", to begin", ", or "].reduce(text) { $0.components(separatedBy: $1)[0] }
    }

    @Test(
        "training that diverges is mended by the advice that is given, step by step",
        arguments: [
            ("", "train 300 lr=100.0 every=0"), ("x = x * 1000", "train 300 lr=0.1 every=0"),
            ("x = x * 1e160", "train 300 lr=0.1 every=0"), ("y = y * 1e200", "train 300 lr=0.1 every=0"),
            ("w = w + 1e200", "train 300 lr=0.1 every=0"), ("x[:, 1] *= 1e6", "train 300 lr=0.5 every=0"),
            ("x, y = x * 1e170, y * 1e170", "train 300 lr=0.1 every=0"), ("", "train 300 lr=-5.0 every=0"),
            ("del w, b\nx = x * 1e5", "train 300 lr=1.0 every=0"),
        ])
    func followedAdvice(preparation: String, training: String) throws {
        var session = session(preparation)
        var training = training
        for _ in 0..<5 {
            #expect(!session.run(training).hasPrefix("error"))
            guard !session.told.warnings.isEmpty else { break }
            let advice = try #require(written(session.told.notesOfLast), "\(session.told.notesOfLast)")
            if advice.hasPrefix("lr=") {
                training = "train 300 \(advice) every=0"
            } else {
                #expect(!session.run(advice).hasPrefix("error"), "\(advice)")
            }
        }
        #expect(session.told.warnings.isEmpty, "\(session.told.warnings) \(session.told.notesOfLast)")
        #expect(session.run("losses.size == 300 and losses[-1] <= losses[0] and np.isfinite(losses).all()") == "True\n")
    }

    @Test("a rate that is no number is refused before anything is trained", arguments: ["nan", "inf", "(-inf)"])
    func impossibleRates(rate: String) {
        var session = session("before = w.copy()")
        for source in ["train 3 lr=\(rate)", "step \(rate)", "train 3 lr=[0.1, \(rate)]", "diagnose lr=\(rate)"] {
            #expect(session.run(source).contains("no rate"), "\(source)")
        }
        #expect(session.run("train 3 tol=nan").contains("nothing changes by less"))
        #expect(session.run("(w == before).all()") == "True\n")
    }

    @Test("functions of the user's get no target that would broadcast against the prediction") func ownFunctions() {
        var session = session(
            """
            def loss(y, y_hat): return mean((y - y_hat) ** 2)
            def backward(y, y_hat, w, b, x, lr): return w - lr * (x.T @ (y_hat - y)).mean(axis=1, keepdims=True), b
            """, "y = y.ravel()")
        for source in ["train 3", "step", "train 3 lr=[0.1, 1]"] {
            let said = session.run(source)
            #expect(said.hasPrefix("error: loss needs equal shapes: y is (10,), y_hat is (10, 1)"), "\(source)")
            #expect(said.contains("write y = y.reshape(10, 1)"))
        }
        session.run("y = y.reshape(10, 1)")
        #expect(!session.run("train 3 every=0").hasPrefix("error"))
    }

    @Test("weights that don't exist yet begin as zeros, and a note says so") func missingWeights() {
        var session = session("del w, b\ntrain 50 lr=0.1 every=0")
        #expect(session.told.notes == ["there is no w and no b: w (2, 1) and b (1, 1) begin as zeros"])
        session.run("w1, b1, w, b = w, b, zeros(2, 1), zeros(1, 1)\ntrain 50 lr=0.1 every=0")
        #expect(session.run("(w == w1).all() and (b == b1).all()") == "True\n")
        session.run("del b\ny = hstack((y, y))\nw = zeros 2 2\nstep")
        #expect(session.told.notes == ["there is no b: b (1, 2) begins as zeros"])
        #expect(session.run("b.shape") == "(1, 2)\n")
        session.run("del w, b\ntrain 1000 lr=100.0 every=0")
        #expect(session.told.notesOfLast.first == "w and b are gone again, y_hat is as before")
        #expect(session.run("w").hasPrefix("error: there is no w"))
        session.run("train 3 lr=[0.1, 1] every=0")
        #expect(session.run("w").hasPrefix("error: there is no w"))
        #expect(session.run("train 3 x=(x.T)").hasPrefix("error: train needs w, and there is no w"))
        for source in ["train 3 x=x[:, 0] y=y[:, 0]", "w, b = zeros(1), zeros(1)\nstep x=x[:, 0] y=y[:, 0]"] {
            #expect(session.run(source).contains(": x[:, 0] is (10,), and needs a column for its one feature"))
        }
        session.run("train 0")
        #expect(session.run("w.shape, b.shape") == "((2, 2), (1, 2))\n")
    }

    @Test("a target of shape (n,) is a column where that is the only reading") func flatTarget() {
        var session = session("train 20 every=0", "w1, l1, y = w, losses, y.ravel()", "w, b = zeros(2, 1), zeros(1, 1)")
        session.run("train 20 every=0")
        #expect(session.told.notes == ["y (10,) is taken as (10, 1)"])
        session.run("w2 = w\ny = y.reshape(10, 1)\nw, b = zeros(2, 1), zeros(1, 1)\ntrain 20 every=0")
        #expect(session.run("(w == w2).all() and y_hat.shape == (10, 1)") == "True\n")
        session.run("y = y.ravel()")
        #expect(session.run("diagnose").contains("rate limit"))
        #expect(session.run("explain step").contains("loss"))
        // A model that predicts (n,) takes it as it is.
        session.run("w, b = zeros(2), zeros(1)\ntrain 20 every=0")
        #expect(session.run("y_hat.shape") == "(10,)\n")
        session.run("def forward(x, w, b): return x @ w + b\nw, b = zeros(2, 1), zeros(1, 1)\ntrain 20 every=0")
        #expect(session.run("(w == w2).all() and y_hat.shape == (10, 1)") == "True\n")
        session.run("def loss(y, y_hat): return mean((y.reshape(10, 1) - y_hat) ** 2)\n")
        #expect(
            session.run("train 2").hasPrefix(
                "error: ValueError: loss would broadcast: y is (10,), forward gives (10, 1)"))
        session.run("del loss, forward")
        #expect(session.run("backward(y, forward(x, w, b), w, b, x, 0.1)").contains("the gradient would be over"))
    }

    @Test("what the user's functions write in place goes into no array that a name refers to")
    func writingFunctions() {
        var session = session(
            """
            def backward(y, y_hat, w, b, x, lr):
                w -= lr * x.T @ (y_hat - y) / len(x)
                b -= lr * (y_hat - y).mean(axis=0, keepdims=True)
                x *= 1.0
                y += 0.0
                return w, b
            before = [v.copy() for v in (w, b, x, y)]
            first = [w, b, x, y]
            """, "train 5 lr=0.1 every=0")
        #expect(session.run("all([bool((p == q).all()) for p, q in zip(before, first)])") == "True\n")
        #expect(session.run("w is first[0] or b is first[1] or (w == first[0]).all()") == "False\n")
        session.run("w1 = w.copy()\nw, b = first[0], first[1]\nfor i in range(5): step lr=0.1")
        #expect(session.run("(w == w1).all()") == "True\n")
        session.run("train 3 lr=[0.1, 0.2]")
        #expect(session.run("(w == w1).all()") == "True\n")
        session.run("train 0")
        #expect(session.run("v = w\nw is v and (w == w1).all()") == "True\n")
    }

    @Test func theUsersOwnLoopIsNeverStopped() {
        var session = session()
        session.run(
            "for epoch in range(400):\n    y_hat = forward(x, w, b)\n    w, b = backward(y, y_hat, w, b, x, 100.0)\ndone = True"
        )
        #expect(session.run("done") == "True\n")
    }

    @Test func trainSaysThatItContinues() {
        var session = session("train 5 every=0")
        #expect(session.told.notes.isEmpty)
        session.run("train 5 every=0")
        #expect(session.told.notes == ["train continues with the weights of [2]"])
        session.run("w = rand 2 1")
        session.run("train 5 every=0")
        #expect(session.told.notes.isEmpty)
    }

    @Test func anotherRateInTheWorkspaceIsMentionedOnce() {
        var session = session("lr = 0.5", "train 2 every=0")
        #expect(session.told.notes == ["train uses lr=0.01; the workspace's lr is 0.5"])
        session.run("w = rand 2 1\ntrain 2 every=0")
        #expect(session.told.notes.isEmpty)
    }

    @Test func otherTensorsByTheirNames() {
        var session = session(
            "weights = w * 0\nbias = b * 0\ninputs = x\nw0 = w\ntrain 3 x=inputs w=weights b=bias every=0")
        #expect(session.run("(w == w0).all()") == "True\n")
        #expect(session.run("(weights != 0).all() and (bias != 0).all()") == "True\n")
    }

    // MARK: - The user's own functions

    @Test func ownForwardIsTakenOver() {
        var session = session("def forward(x, w, b):\n    return x @ w + b + 100\ntrain 1 every=0\nr = y_hat")
        #expect(session.run("(r > 90).all()") == "True\n")
    }

    @Test func ownLossIsTakenOver() {
        var session = session("def loss(y, y_hat):\n    return np.abs(y - y_hat).mean() + 1000")
        #expect(lines(session.run("train 1"))[0].hasPrefix("Epoch  1  : MSE Loss 100"))
        #expect(session.run("losses[0] > 1000") == "True\n")
    }

    @Test func theNotebooksLossIsTakenOver() {
        var session = session("def calculate_loss(y, y_hat):\n    return 42.0\ntrain 2 every=0")
        #expect(session.run("losses") == "[42. 42.]\n")
    }

    @Test func ownBackwardIsTakenOver() {
        var session = session(
            "def backward(y, y_hat, w, b, x, lr):\n    return w + 1, b + lr\nw0 = w\nb0 = b\ntrain 2 lr=0.25 every=0")
        #expect(session.run("(w == w0 + 1 + 1).all() and (b == b0 + 0.25 + 0.25).all()") == "True\n")
    }

    @Test func aVariableOfAFunctionsNameOnlyShadowsIt() {
        var session = session("w0 = w\ntrain 3 every=0\nw1 = w\nl1 = losses\nw = w0\nb = b * 1")
        session = self.session("loss = 3\nforward = 4\nbackward = 'text'\ntrain 3 every=0")
        #expect(session.run("loss") == "3\n")
        var plain = self.session("train 3 every=0")
        #expect(session.run("losses") == plain.run("losses"))
    }

    @Test func aFailureInAnOwnFunctionUndoesTheTraining() {
        var session = session(
            "n = 0\ndef forward(x, w, b):\n    global n\n    n += 1\n    assert n < 3\n    return x @ w + b")
        let before = WorkspacePrint(session.interpreter.workspace)
        #expect(session.run("train 5").hasPrefix("error: assertion failed"))
        #expect(WorkspacePrint(session.interpreter.workspace) == before)
    }

    @Test(arguments: [
        ("y_flat = y.reshape(-1)\nloss(y_flat, x @ w)", "write y_flat = y_flat.reshape(10, 1)"),
        ("y_flat = y.reshape(-1)\nloss(x @ w, y_flat)", "write y_flat = y_flat.reshape(10, 1)"),
        ("loss(y, y.T)", "write y.T.reshape(10, 1) instead of y.T"),
    ])
    func theShapeGuardSaysWhatToReshape(source: String, remedy: String) {
        var session = session()
        let said = session.run(source)
        #expect(said.hasPrefix("error: loss needs equal shapes"))
        #expect(said.contains(remedy), "\(said)")
    }

    @Test func trainingAFewEpochsAtATimeIsTheSame() {
        var session = session(
            "w0 = w\nb0 = b\ntrain 10 every=0\nw1 = w\nw = w0\nb = b0\ntrain 4 every=0", "train 6 every=0")
        #expect(session.run("(w == w1).all()") == "True\n")
    }

    @Test("what the user's functions print comes between the losses") func printingFunctions() {
        var session = TestSession(
            "x = ones 3 2; y = zeros 3 1; w = zeros 2 1; b = zeros 1 1",
            "def forward(x, w, b):\n    print('forward')\n    return x @ w + b\n")
        let expected = (1...3).map { "forward\nEpoch  \($0)  : MSE Loss 0.0\n" }.joined()
        #expect(session.run("train 3 every=1") == expected)
    }

    @Test("each loss is printed once, in order, however many there are") func manyLosses() {
        var session = TestSession(
            "x = ones 3 2; y = ones 3 1; w = zeros 2 1; b = zeros 1 1", "train 5000 every=1 lr=1e-5")
        let text = session.told.output
        session.run("for i in range(5000): print('Epoch ', i + 1, ' : MSE Loss', losses[i])")
        #expect(text == session.told.output && text.utf8.count > 1 << 15)
    }

    @Test(
        "method=gram is a word of the command, a string in a call, and tells why it does without",
        arguments: [
            "train 40 method=gram", "train(40, method='gram')",
        ])
    func gramMethod(_ cell: String) {
        var session = TestSession(
            "seed 1; x = rand 50 3; y = x @ rand(3, 1); w = zeros 3 1; b = zeros 1 1", "train 40")
        let exact = session.interpreter.workspace.tensor("losses")?.asFloat64().elements
        session.run("w = zeros 3 1; b = zeros 1 1")
        session.run(cell)
        #expect(session.told.notes.isEmpty)
        let gram = session.interpreter.workspace.tensor("losses")?.asFloat64().elements
        #expect(gram != nil && exact != nil && gram != exact)
        session.run("w = zeros 3 1; b = zeros 1 1; x[:, 1] = x[:, 0]")
        session.run(cell)
        #expect(session.told.notes.contains { $0.hasPrefix("exact epochs are run: the Gram matrix of x and the bias") })
        session.run("def forward(x, w, b): return x @ w + b\n")
        session.run(cell)
        #expect(session.told.notes.contains("exact epochs were run: method=gram has no use for functions of your own"))
        #expect(session.run(cell.replacing("gram", with: "exact")).hasPrefix("Epoch  1  "))
    }
}
