import Foundation
import Interpreter
import Testing

/// `train` for models of any form: their gradients come from the rules of `grad`.
@Suite struct ModelTrainingTests {
    private static let net = """
        seed 1
        x = array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
        y = array([[0.0], [1.0], [1.0], [0.0]])
        def forward(x, w1, b1, w2, b2):
            return np.tanh(x @ w1 + b1) @ w2 + b2
        w1, b1, w2, b2 = randn(2, 3), zeros(3), randn(3, 1), zeros(1)
        """

    private func session(_ more: String...) -> TestSession {
        var session = TestSession(Self.net)
        for source in more { session.run(source) }
        return session
    }

    /// Programs with the parameters and losses of reference updates; see `make_optimizers.py`.
    private static let references: [String] = {
        let url = interpreterFixtures.appendingPathComponent("Gradients/optimizers.txt")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return Array(text.components(separatedBy: "== ").dropFirst())
    }()

    @Test("a hundred steps are those of the papers' formulas", arguments: 0..<24)
    func optimizers(number: Int) throws {
        #expect(Self.references.count == 24)
        let parts = Self.references[number].components(separatedBy: "\n>> ")
        let numbers = parts[1].split(whereSeparator: \.isWhitespace).joined(separator: ", ")
        var session = TestSession(String(parts[0].drop { $0 != "\n" }))
        let result = session.run(
            "want = np.array([\(numbers)])\nprint(np.max(np.abs(got - want)) <= 1e-13 * np.max(np.abs(want)))")
        #expect(result == "True\n", "\(parts[0].prefix(40)): \(result)")
    }

    @Test("the gradient of mse is that of a backward by hand") func byHand() {
        var session = session("train 50 lr=0.1 every=0\nt = w1, b1, w2, b2, losses")
        session.run(Self.net)
        session.run(
            """
            l = []
            for epoch in range(50):
                h = np.tanh(x @ w1 + b1)
                y_hat = h @ w2 + b2
                l.append(np.mean((y - y_hat) ** 2))
                r = (y_hat - y) / len(x)
                d = (r @ w2.T) * (1 - h ** 2)
                w1, b1, w2, b2 = w1 - 0.1 * x.T @ d, b1 - 0.1 * d.sum(axis=0), w2 - 0.1 * h.T @ r, b2 - 0.1 * r.sum(axis=0)
            """)
        let result = session.run("[np.max(np.abs(a - b)) < 1e-14 for a, b in zip(t, (w1, b1, w2, b2, np.array(l)))]")
        #expect(result == "[True, True, True, True, True]\n" || result.filter { $0 == "T" }.count == 5, "\(result)")
    }

    private static let object = """
        class Net:
            def __init__(self):
                self.w1, self.b1, self.rest, self.size = w1, b1, {'w': w2, 'b': b2}, 3
            def forward(self, x):
                self.hidden = np.tanh(x @ self.w1 + self.b1)
                return self.hidden @ self.rest['w'] + self.rest['b']
        net = Net()
        before = net

        """

    @Test(
        "the attributes of an object are parameters as names are, and the object that was there stays as it is",
        arguments: ["", " optimizer=adam batch=2", " params=net decay=0.1 clip=0.5", " params=\"net\" holdout=0.25"])
    func object(options: String) {
        var plain = session(
            "train 40 lr=0.1 every=0\(options.replacing(#/ params=\S+/#, with: ""))",
            "t = w1, b1, w2, b2, losses, y_hat")
        let named = plain.run("[a.tobytes() for a in t]")
        var session = session(
            Self.object + "def forward(x, net): return net.forward(x)", "train 40 lr=0.1 every=0\(options)")
        #expect(session.told.notes.contains { $0.contains("net.w1, net.b1, net.rest['w'], net.rest['b']") })
        #expect(
            session.run(
                "[a.tobytes() for a in (net.w1, net.b1, net.rest['w'], net.rest['b'], losses, y_hat)]") == named)
        #expect(
            session.run("type(net) is Net, net.size, sorted(vars(net)), before.w1 is w1, hasattr(before, 'hidden')")
                == "(True, 3, ['b1', 'rest', 'size', 'w1'], True, False)\n")
        #expect(session.run("check_grad(lambda n: np.mean((y - forward(x, n))**2), net) < 1e-6") == "True\n")
        #expect(session.run("grad(lambda n: np.sum(n.forward(x)**2))(net).w1.shape") == "(2, 3)\n")
    }

    @Test("an object without a name, and what is no object, are no parameters")
    func noObject() {
        var session = session(Self.object + "def forward(x, net): return net.forward(x)")
        #expect(session.run("train(3, params=Net())").contains("has no name, and what is trained is assigned"))
        #expect(session.run("train(3, params=5)").contains("a string of names, or an object"))
    }

    @Test("a forward that is x @ w + b trains to the built-in model's bits, whatever else it does")
    func linear() {
        let data = "seed 3\nx = rand 10 2\ny = rand 10 1\nw, b = rand(2, 1), rand(1, 1)\nw0, b0 = w, b"
        var session = TestSession(data, "train 40 lr=0.1 every=0\nt = w, b, losses\nw, b = w0, b0\ncount = 0")
        session.run("def forward(x, w, b):\n    global count\n    count += 1\n    return np.dot(x, w) + b")
        session.run("train 40 lr=0.1 every=0")
        #expect(session.run("all([(a == b).all() for a, b in zip(t, (w, b, losses))])") == "True\n")
        #expect(session.run("count") == "40\n")
    }

    @Test("another forward of w and b is followed by its own gradient") func notLinear() {
        var session = TestSession("x = ones 4 1\ny = ones 4 1\nw, b = zeros(1, 1), zeros(1, 1)")
        session.run("def forward(x, w, b): return x @ w + 2 * b\ntrain 1 lr=0.1 every=0")
        #expect(session.run("print(w[0, 0], b[0, 0])") == "0.1 0.2\n")
    }

    @Test(
        "losses by name",
        arguments: [
            ("mse", "np.mean((y - p) ** 2) / 2"), ("mae", "np.mean(np.abs(y - p))"),
            ("huber", "np.mean(np.where(np.abs(y - p) <= 1, (y - p) ** 2 / 2, np.abs(y - p) - 0.5))"),
            ("logistic", "np.mean(np.log(1 + np.exp(p)) - y * p)"),
        ])
    func losses(name: String, formula: String) {
        var session = session("q1, c1, q2, c2 = w1, b1, w2, b2", "train 1 lr=1.0 loss=\(name)")
        session.run("def cost(w1, b1, w2, b2):\n    p = forward(x, w1, b1, w2, b2)\n    return \(formula)\n")
        session.run("g = grad(cost, (0, 1, 2, 3))(q1, c1, q2, c2)")
        let result = session.run(
            "all([np.allclose(a - b, s, rtol=1e-10, atol=1e-14) for a, b, s in zip((q1, c1, q2, c2), (w1, b1, w2, b2), g)])"
        )
        #expect(result == "True\n", "\(result)")
    }

    @Test("softmax takes classes as numbers or as rows") func softmax() {
        let start = "seed 2\nx = randn 9 4\ndef forward(x, w): return x @ w\nw = zeros 4 3\nk = arange(9) % 3\n"
        var session = TestSession(
            start + "y = k\ntrain 20 lr=0.5 loss=softmax every=0\nl = losses\nw = zeros 4 3\ny = one_hot(k)")
        session.run("train 20 lr=0.5 loss=softmax every=0")
        #expect(session.run("(l == losses).all() and abs(losses[0] - np.log(3)) < 1e-15") == "True\n")
        #expect(session.run("score(k, predict(x)).accuracy > 0.5") == "True\n")
    }

    @Test("a loss of the user's own is differentiated as written, and the factor is named once") func ownLoss() {
        var session = TestSession("x = ones 4 1\ny = ones 4 1\nw, b = zeros(1, 1), zeros(1, 1)")
        session.run("def forward(x, w, b): return x @ w + b\ndef loss(y, p): return np.mean((y - p) ** 2)\n")
        session.run("train 1 lr=0.1 every=0")
        #expect(session.told.notes.contains { $0.contains("differentiated as written") })
        #expect(session.run("w") == "[[0.2]]\n")
        session.run("train 1 lr=0.1 every=0")
        #expect(!session.told.notes.contains { $0.contains("differentiated as written") })
    }

    @Test("rows held out are judged by, in the lines and in losses, and patience keeps the best") func heldOut() {
        var session = TestSession(
            "seed 5\nx = randn 30 3\ny = x @ ones(3, 1) + randn(30, 1)\nw, b = zeros(3, 1), zeros(1, 1)")
        let text = session.run("train 3 lr=0.1 holdout=0.2")
        #expect(text.contains(" validation ") && session.run("losses.shape") == "(3, 2)\n")
        session.run("train 4000 lr=0.3 x_val=x[:5] y_val=y[:5] patience=3 every=0")
        #expect(session.told.notes.contains { $0.contains("not become better for 3 epochs") })
        #expect(session.run("abs(np.mean((y[:5] - predict(x[:5])) ** 2) - losses[:, 1].min()) < 1e-15") == "True\n")
    }

    @Test("batches are drawn by the session's stream") func batches() {
        var session = session("seed 4; train 5 batch=2 every=0\nt = w1", Self.net, "seed 4; train 5 batch=2 every=0")
        #expect(session.run("(t == w1).all()") == "True\n")
        session.run(Self.net + "\ntrain 5 every=0")
        #expect(session.run("(t == w1).all()") == "False\n")
    }

    @Test("parameters may be dictionaries, and have other names") func trees() {
        var session = TestSession("seed 1\nx, y = randn(6, 2), randn(6, 1)\nnet = {'w': zeros(2, 1), 'b': [0.5]}")
        session.run("def forward(x, p): return x @ p['w'] + p['b'][0]\ntrain 50 lr=0.2 params='net' every=0")
        #expect(session.run("losses[-1] < losses[0] and net['w'].shape == (2, 1) and net['b'][0] != 0.5") == "True\n")
    }

    @Test("a loss that grows beyond bounds changes nothing but losses") func diverged() {
        var session = session("t = w1", "train 500 lr=1000 every=0")
        #expect(session.told.warnings.contains { $0.hasPrefix("training stopped") })
        #expect(session.run("(t == w1).all() and len(losses) < 500") == "True\n")
    }

    @Test(
        "what can't be done is said",
        arguments: [
            ("train 5 optimizer=lbfgs", "there is no optimizer 'lbfgs'"),
            ("train 5 loss=hinge", "there is no loss 'hinge'"),
            ("train 5 batch=0", "batch= is at least 1"), ("train 5 holdout=1.5", "holdout= is a share"),
            ("train 5 x_val=x", "x_val= and y_val= go together"), ("del w2\ntrain 5", "there is no w2, which it takes"),
            ("w2 = array([[1], [2], [3]])\ntrain 5", "w2 is int64"),
            ("y = zeros(4, 2)\ntrain 5", "loss needs equal shapes"),
            ("train 5 loss=logistic lr=[0.1, 0.2]", "several rates"),
            ("y = y * 2\ntrain 5 loss=logistic", "targets of 0 and 1"),
            (
                "def backward(y, y_hat, w, b, x, lr): return w, b\ntrain 5 optimizer=adam",
                "your own backward makes each step"
            ),
            ("def forward(x): return x\ntrain 5", "has no parameters to train"),
            ("predict(x, params='none')", "there is no none"),
        ])
    func refusals(source: String, words: String) {
        var session = session()
        let before = session.run("w1")
        let result = session.run(source)
        #expect(result.hasPrefix("error: ") && result.contains(words), "\(result)")
        #expect(session.run("w1") == before)
    }

    @Test("rows are split and standardised, and come back") func words() {
        var session = TestSession("seed 0\nx = rand(20, 3) * [1, 10, 100]\ny = arange(20)")
        session.run("a, b, c, d = split(x, y, test=0.25)\nz, scale = standardize(x)")
        #expect(
            session.run("print(a.shape, b.shape, sorted(np.concatenate([c, d])) == list(range(20)))")
                == "(15, 3) (5, 3) True\n")
        #expect(session.run("all([(x[k] == row).all() for k, row in zip(c, a)])") == "True\n")
        #expect(
            session.run(
                "np.allclose(z.mean(axis=0), 0, atol=1e-12) and np.allclose(z.std(axis=0), 1) and np.allclose(scale.undo(z), x)"
            ) == "True\n")
        #expect(session.run("split(arange(6), 3)[2]") == "[4 5]\n")
        #expect(
            session.run("score(array([0, 1, 2, 2]), array([0, 2, 2, 2])).confusion")
                == "[[1 0 0]\n [0 0 1]\n [0 0 2]]\n")
    }
}
