import Foundation
import Interpreter
import Kernels
import Testing
import Training

/// Steps of training that are compiled: they give the bits of the steps as they are written, which stand beside them as the
/// reference.
@Suite(.serialized) struct CompiledStepTests {
    /// What a program prints and says, with its steps compiled or as they are written.
    private func run(_ program: String, compiled: Bool, threads: Int = 1) -> String {
        CompiledStep.turnOff(!compiled)
        Threads.setLimit(threads)
        defer {
            CompiledStep.turnOff(false)
            Threads.setLimit(0)
        }
        var session = TestSession("seed 1")
        var text = ""
        for cell in program.components(separatedBy: "\n---\n") {
            text += session.run(cell)
            text += (session.told.warnings + session.told.notes).joined(separator: "\n")
        }
        return text
    }

    /// Runs a program both ways and at several numbers of threads; gives how many compiled steps that took.
    @discardableResult
    private func compare(_ program: String, _ comment: Comment? = nil) -> Int {
        let written = run(program, compiled: false)
        let before = CompiledStep.runs
        for threads in [1, 2, 7] { #expect(run(program, compiled: true, threads: threads) == written, comment) }
        #expect(!written.contains("error"), comment)
        return CompiledStep.runs - before
    }

    private static let data = """
        x = randn(23, 5)
        y = x[:, :1] * 2 - x[:, 1:2] ** 2 + 0.1
        classes = (x @ randn(5, 3)).argmax(axis=1)
        truth = (y > 0) * 1.0
        """
    private static let show = "print(losses.tolist(), y_hat.tolist(), [p.tolist() for p in (PARAMETERS)])"

    /// A model: what it is made of, its parameters, and how it is trained.
    private func program(_ definitions: String, _ parameters: String, _ train: String) -> String {
        let names = parameters.components(separatedBy: "=")[0]
        return [
            Self.data, definitions, parameters, train, Self.show.replacingOccurrences(of: "PARAMETERS", with: names),
        ].joined(separator: "\n---\n")
    }

    private static let net = "def forward(x, w1, b1, w2, b2): return np.tanh(x @ w1 + b1) @ w2 + b2"
    private static let weights = "w1, b1, w2, b2 = randn(5, 4) * 0.5, zeros(4), randn(4, 1) * 0.5, zeros((1, 1))"

    @Test(
        "each optimizer and option",
        arguments: [
            "", "optimizer=momentum", "optimizer=rmsprop lr=0.01", "optimizer=adam lr=0.01", "decay=0.01", "clip=0.5",
            "optimizer=adam clip=0.1 decay=0.001 lr=0.1", "loss=mae", "loss=huber", "tol=1e-3",
        ])
    func options(words: String) {
        let steps = compare(program(Self.net, Self.weights, "train 12 \(words) every=0"))
        #expect(steps >= 3 * 3, "it is compiled")
    }

    @Test(
        "losses by name, and of the user's own",
        arguments: [
            ("y = truth", "train 9 lr=0.1 loss=logistic"),
            (
                "y = classes\ndef forward(x, w1, b1, w2, b2):\n    z = relu(x @ w1 + b1)\n"
                    + "    return z @ np.concatenate([w2, -w2, w2], axis=1)",
                "train 9 lr=0.1 loss=softmax"
            ),
            ("def loss(y, p): return np.sum((y - p) ** 2) / len(y)", "train 9 lr=0.01"),
            ("def loss(y, p): return np.mean(np.log(np.cosh(p - y)))", "train 9 lr=0.01"),
            ("def loss(y, p): return np.max(np.abs(p - y)) + np.mean(np.abs(p) ** 1.5)", "train 9 lr=0.01"),
            ("def loss(y, p): return np.sqrt(np.mean((p - y) ** 2)) + 0.1 * np.sum(p.T @ p)", "train 9 lr=0.001"),
        ])
    func losses(definitions: String, train: String) {
        compare(program(Self.net + "\n---\n" + definitions, Self.weights, train + " every=0"))
    }

    @Test(
        "what else a step may do",
        arguments: [
            "(x[:, 0] * a + x[:, 1] * b).reshape(-1, 1)",
            "np.where(x[:, :1] * a > b, x[:, 1:2] * a, b * x[:, 2:3])",
            "np.exp(-(x[:, :1] - a) ** 2) * b + x[:, 1:2].mean()",
            "np.minimum(x[:, :1] * a, x[:, 1:2] * b) + np.sign(a) + np.clip(a * x[:, :1], -1, 1)",
            "x[:, :1] * a + np.cumsum(np.ones((23, 1)) * b, axis=0)",
            "(x @ np.ones((5, 1)) * a + b).T.T / np.sqrt(1 + a ** 2)",
            "np.sum(x[:, :, None] * np.ones((5, 2)) * a, axis=(1, 2)).reshape(23, 1) + b",
            "np.log1p(np.exp(x[:, :1] * a)) + np.arctan2(b, 1.0 + x[:, 1:2] ** 2)",
            "np.max(x * a, axis=1, keepdims=True) + np.min(x * b, axis=1, keepdims=True)",
            "np.repeat(np.reshape(a * b, (1, 1)), 23, axis=0) + np.std(x * a, axis=1, keepdims=True)",
        ])
    func expressions(body: String) {
        let definition = "def forward(x, a, b): return \(body)"
        compare(program(definition, "a, b = array(0.5), np.float64(-0.25)", "train 9 lr=0.01 every=0"))
        compare(program(definition, "a, b = array([[0.5]]), array([[0.25]])", "train 9 lr=0.01 every=0"))
    }

    @Test(
        "a step that looks at numbers, draws, prints or changes anything is run as it is written",
        arguments: [
            "    if np.sum(w) > 1: w = w * 0.5", "    w = w * (1.0 if float(randn()) > 0 else 0.5)",
            "    print('here')",
            "    count[0] += 1\n    w = w * (1 if count[0] % 2 else 0.5)", "    global kept\n    kept = x * 2",
            "    for k in range(3):\n        if (x @ w).max() < k: w = w * 1.5",
        ])
    func notClosed(line: String) {
        let definition = "count = [0]\nkept = 0\n---\ndef forward(x, w, b):\n\(line)\n    return x @ w + b"
        let program = program(definition, "w, b = ones((5, 1)), zeros((1, 1))", "train 9 lr=0.1 loss=huber every=0")
        #expect(compare(program + "\n---\nprint(count, np.sum(kept), rand(2))") == 0)
    }

    @Test("numbers that are not finite on the way warn as they do, and end a training as they do") func warnings() {
        // Some epochs overflow in exp, whose reciprocal is 0.
        let steep = "y_hat = zeros(1)\n---\ndef forward(x, w, b): return 1 / (1 + np.exp(-300 * (x @ w + b) - 100))"
        compare(program(steep, "w, b = ones((5, 1)), zeros((1, 1))", "train 12 lr=0.01 loss=huber every=1"))
        let late = "y_hat = zeros(1)\n---\ndef forward(x, w, b): return np.exp(b * 100) * (x @ w)"
        compare(program(late, "w, b = ones((5, 1)) * 0.1, zeros((1, 1))", "train 12 lr=0.01 loss=huber every=1"))
        let growing = "y_hat = zeros(1)\n---\ndef forward(x, w, b): return (x @ w + b) ** 3"
        for words in ["lr=0.5 loss=huber", "lr=0.5", "lr=0.003", "lr=0.02"] {
            compare(program(growing, "w, b = ones((5, 1)), zeros((1, 1))", "train 40 \(words) every=1"))
        }
    }

    @Test(
        "batches, rows held out, and patience",
        arguments: [
            "batch=7", "batch=23", "batch=5 optimizer=adam", "holdout=0.3",
            "x_val=x[:4] y_val=y[:4] optimizer=momentum",
            "batch=6 holdout=0.2 optimizer=rmsprop lr=0.01", "patience=2 lr=0.5", "holdout=0.4 patience=2 lr=0.3",
            "batch=8 patience=3 lr=0.3", "batch=4 holdout=0.25 patience=4 optimizer=adam lr=0.2",
        ])
    func rows(words: String) {
        // What is drawn afterwards shows whether the stream stands where it should.
        let program = program(Self.net, Self.weights, "train 14 \(words) every=1") + "\n---\nprint(rand(2))"
        #expect(compare(program) > 0)
        let forward = "def forward(x, w1, b1, w2, b2): return sigmoid(x @ w1 + b1) @ np.array([[1.0, 2, 3]] * 4)"
        let softmax = "y = classes\n\(forward)"
        compare(self.program(softmax, Self.weights, "train 14 \(words) loss=softmax every=1") + "\n---\nprint(rand(2))")
    }

    @Test("the portable loops give the same") func portable() {
        let program = program(Self.net, Self.weights, "train 12 every=0 batch=9")
        let usual = run(program, compiled: true)
        KernelPath.takePortable(true)
        defer { KernelPath.takePortable(false) }
        #expect(run(program, compiled: true) == usual)
        #expect(run(program, compiled: false) == usual)
    }

    @Test("a second training, and one that is undone, begin where they should") func again() {
        let more = "train 7 lr=0.1 every=0\nprint(losses[-1])\n---\nw1[0, 0] = 3\ntrain 7 lr=0.1 every=0"
        compare(program(Self.net, Self.weights, "train 9 lr=0.1 every=0\n---\n\(more)"))
    }

    @Test("large steps on several threads") func large() {
        let data = "x = randn(1501, 40)\ny = (x @ randn(40, 7)).argmax(axis=1)"
        let weights = "w1, b1, w2, b2 = randn(40, 30) * 0.1, zeros(30), randn(30, 7) * 0.1, zeros((1, 7))"
        let show = "print(losses.tolist(), np.sum(y_hat ** 2), w1.tolist(), b2.tolist())"
        let train = "train 7 lr=0.1 loss=softmax every=0"
        let program = [data, Self.net, weights, train, show].joined(separator: "\n---\n")
        #expect(compare(program) > 0)
        let single = [
            "x = randn(3001, 33)\ny = (x @ randn(33, 1) > 0) * 1.0", "def forward(x, w, b): return x @ w + b",
            "w, b = zeros((33, 1)), zeros((1, 1))", "train 7 lr=0.1 loss=logistic every=0",
            "print(losses.tolist(), np.sum(y_hat ** 2), w.tolist(), b.tolist())",
        ]
        #expect(compare(single.joined(separator: "\n---\n")) > 0)
    }

    // MARK: - Random models

    private static let seed = UInt64(ProcessInfo.processInfo.environment["FUZZ_SEED"] ?? "") ?? 20_261_201

    @Test("random models", arguments: 0..<40) func random(number: Int) {
        var chance = Chance(Self.seed &* 1000 &+ UInt64(number))
        let rows = chance.count(1, 40)
        let widths = (0..<chance.count(2, 4)).map { _ in chance.count(1, 9) }
        let activations = [
            "np.tanh(z)", "relu(z)", "sigmoid(z)", "np.maximum(z, 0.1 * z)", "z / (1 + np.abs(z))", "np.sin(z)", "z",
        ]
        var body = "    z = x\n"
        var names: [String] = []
        var made: [String] = []
        for (layer, (from, to)) in zip(widths, widths.dropFirst()).enumerated() {
            names += ["w\(layer)", "b\(layer)"]
            let biases = ["zeros(\(to))", "zeros((1, \(to)))", "randn(\(to))"]
            made += ["randn(\(from), \(to)) * 0.7", biases[chance.count(0, 2)]]
            body += "    z = z @ w\(layer) + b\(layer)\n"
            if layer < widths.count - 2 { body += "    z = \(activations[chance.count(0, activations.count - 1)])\n" }
        }
        let outputs = widths[widths.count - 1]
        let losses = ["mse", "mae", "huber"] + (outputs > 1 ? ["softmax"] : ["logistic"])
        let loss = losses[chance.count(0, losses.count - 1)]
        let target =
            switch loss {
            case "softmax": "np.random.randint(0, \(outputs), \(rows))"
            case "logistic": "(rand(\(rows), 1) > 0.5) * 1.0"
            default: "randn(\(rows), \(outputs))"
            }
        let optimizer = ["sgd", "momentum", "rmsprop", "adam"][chance.count(0, 3)]
        let more = ["", " decay=0.01", " clip=0.3"][chance.count(0, 2)]
        let program = [
            "x, y = randn(\(rows), \(widths[0])), \(target)",
            "def forward(x, \(names.joined(separator: ", "))):\n\(body)    return z",
            "\(names.joined(separator: ", ")) = \(made.joined(separator: ", "))",
            "train 8 lr=0.05 loss=\(loss) optimizer=\(optimizer)\(more) every=0",
            "print(losses.tolist(), y_hat.tolist(), [p.tolist() for p in (\(names.joined(separator: ", ")))])",
        ].joined(separator: "\n---\n")
        #expect(compare(program, "\(program)") > 0, "\(program)")
    }
}

/// Whole numbers by chance, the same ones from the same seed.
private struct Chance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func count(_ least: Int, _ most: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return least + Int((state >> 33) % UInt64(most - least + 1))
    }
}
