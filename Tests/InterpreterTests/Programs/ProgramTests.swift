import Builtins
import Foundation
import Interpreter
import Rendering
import Syntax
import Tensors
import Testing

/// Functions and loops that run as programs do what they do without: values to the last bit, layouts, text, warnings,
/// notes and errors.
@Suite struct ProgramTests {
    private static let partCount = 20

    private static let cellCount: Int = {
        if let text = ProcessInfo.processInfo.environment["FUZZ_LOOPS"], let count = Int(text) { return count }
        #if DEBUG
            return 1_000
        #else
            return 20_000
        #endif
    }()

    @Test(arguments: 0..<partCount)
    func generatedLoopsAreTheSameBothWays(part: Int) {
        var runs = 0
        for number in 0..<(Self.cellCount / Self.partCount) {
            var generator = LoopGenerator(seed: Generated.seed(part: part, number: number))
            let preamble = generator.preamble()
            runs += Self.compare([preamble, generator.cell()])
        }
        #expect(runs > Self.cellCount / Self.partCount / 4)
    }

    private static let notebook = """
        seed 42
        n_samples = 10
        x = rand 10 5
        y = x @ randn(5, 1) + randn(1) + 0.05 * randn(10, 1)
        def forward(x, w, b):
            return x@w+b
        def calculate_loss(y, y_hat):
            return np.mean((y-y_hat)**2)
        def backward(y, y_hat, w, b, x, learning_rate):
            gradient_w = ((x.T)@(y_hat - y))/n_samples
            gradient_b_temp = (y_hat-y)/n_samples
            gradient_b = np.sum(gradient_b_temp, axis = 0, keepdims=True)
            w_next = w - (learning_rate*gradient_w)
            b_next = b - (learning_rate*gradient_b)
            return w_next, b_next
        w = rand 5 1
        b = rand 1 1
        losses = []
        """

    /// What the notebook's user writes runs as a program, and as one.
    @Test(arguments: [
        "for i in range(50):\n    y_hat = forward(x,w,b)\n    l = calculate_loss(y,y_hat)\n"
            + "    w,b = backward(y,y_hat,w,b,x,0.01)",
        "for i in range(50):\n    y_hat = forward(x,w,b)\n    l = calculate_loss(y,y_hat)\n    losses.append(l)\n"
            + "    if i % 10 == 0:\n        print(i, l)\n    w,b = backward(y,y_hat,w,b,x,0.01)",
        "for i in range(50):\n    y_hat = x @ w + b\n    print('Epoch ', i, ' : MSE Loss', np.mean((y - y_hat)**2))\n"
            + "    w -= 0.01 * x.T @ (y_hat - y) / len(x)\n    b -= 0.01 * np.mean(y_hat - y)",
        "t = 0\nfor i in range(50):\n    t = t + i * 0.5",
    ])
    func loopsRunAsOneProgram(loop: String) {
        #expect(Self.compare([Self.notebook, loop, "w", "losses"]) == 1)
    }

    @Test func epochsOfTheUsersOwnFunctionsRunAsPrograms() {
        #expect(Self.compare([Self.notebook, "train 40 every=1", "train 20", "w", "losses"]) == 56)
    }

    @Test func callsOutsideOfLoopsRunAsPrograms() {
        let cell = "i = 0\nwhile i < 20:\n    y_hat = forward(x, w, b)\n    i += 1"
        #expect(Self.compare([Self.notebook, cell, "y_hat"]) == 18)
    }

    /// What makes a program give up, or go wrong if it didn't look.
    @Test(arguments: [
        // Overflow in the middle, with its warning, and what follows it.
        "for i in range(400):\n    w = w * 10.0\n    t = np.sum(w)", "train 30 lr=1e9", "train 500 lr=5",
        "for i in range(20):\n    s = 1 / (i - 12)", "for i in range(20):\n    s = np.float64(1) / (i - 12)",
        "for i in range(70):\n    k = 2 * k + i if i > 90 else 0",
        "k = 1\nfor i in range(70):\n    k = k * 3\n    m = k // 2 - 5",
        // Names that come to mean something else.
        "for i in range(20):\n    y_hat = forward(x, w, b)\n    if i == 9: forward = lambda a, b, c: a @ b - c",
        "for i in range(20):\n    m = np.mean(x)\n    s = m * i + 1.0\n    if i == 9: np = 3",
        "for i in range(20):\n    s = i * 0.5 + 1.0\n    print(s)\n    if i == 9: print = len",
        "for i in range(20):\n    s = i * 0.5 + 1.0\n    if i == 9: del s\nprint(s)",
        "for i in range(20):\n    s = i * 0.5 + 1.0\n    if i == 9: s = 'text'\n    k = s * 2",
        "def change():\n    global w\n    w = w * 2\nfor i in range(20):\n    w = w - 0.1 * x.T @ x @ w\n    change()",
        "def twice(a):\n    a *= 2\n    return a + 0.0\nfor i in range(20): v = twice(w)",
        "def more(a, by=2.5):\n    return a * by\nfor i in range(20):\n    v = more(w)\n    u = more(by=i, a=w)",
        "def down(n):\n    return down(n - 1) + 1.0\nfor i in range(5): down(3)",
        // The same array twice, for which `@` has an order of its own.
        "x2 = x\nfor i in range(20):\n    z = x2.T @ x\n    x2 = x2 * 1.0",
        "for i in range(20):\n    z = x.T @ x\n    x2 = x",
        "def same(a): return a\nfor i in range(20):\n    a = same(x)\n    z = a.T @ x",
        // Things that only look at the loop's names.
        "for i in range(20):\n    w = w - 0.01 * (x.T @ (x @ w - y))\n    losses.append(w)\n    if i == 15: break",
        "for i in range(20):\n    if i < 12: continue\n    s = i * 0.5 + 1.0\n    losses.append(s)",
        "for i in range(20):\n    s = i * 0.5 + 1.0\n    assert s < 8, s",
        "for i in range(20):\n    i = i * 3\n    s = i / 7\ni",
        "for i in range(2**62, 2**62 + 20):\n    s = i + i",
    ])
    func whatProgramsAreNotFor(cell: String) {
        Self.compare([Self.notebook, cell, "i", "whos", "w", "losses"])
    }

    /// Arrays that have several names, change in place, or are views of others.
    @Test(arguments: [
        "v = w\nfor i in range(20):\n    w -= 0.1 * x.T @ (x @ w - y)",
        "v = w\nfor i in range(20):\n    w -= 0.1 * x.T @ (x @ w - y)\n    print(v)",
        "v = w\nfor i in range(20):\n    w -= 0.1 * x.T @ (x @ w - y)\n    v = v * 1.5",
        "for i in range(20):\n    w -= 0.1 * x.T @ (x @ w - y)\n    losses.append(w)",
        "for i in range(20):\n    w -= 0.1 * x.T @ (x @ w - y)\n    if i % 5 == 0: w = w * 2.0",
        "for i in range(20):\n    w = w * 1.5\n    losses.append(w)\n    w -= 0.5",
        "for i in range(20):\n    w -= 0.5\n    s = 1 / (i - 12)",
        "for i in range(400):\n    w *= 10.0\n    t = np.sum(w)",
        "losses.append(w)\nfor i in range(20):\n    w += 1.0\n    t = np.sum(w)\n    losses[0][0] = t",
        "v = w.T\nfor i in range(20):\n    v -= 0.5\n    t = np.sum(v)",
        "v = x[0]\nfor i in range(20):\n    v += 0.5\n    t = np.sum(v)\n    z = x @ w",
        "v = x[0]\nfor i in range(20):\n    v += 0.5\n    t = np.sum(v)\n    print(x[0, 0], t)",
        "for i in range(20):\n    z = x.T\n    t = np.sum(x)\n    z += t",
        "for i in range(20):\n    z = x * 1.0\n    v = z\n    v += 1.0",
        "for i in range(20):\n    z = v = x * 1.0\n    t = i * 2.5\nz is v",
        "for i in range(20):\n    z = (x * 1.0).T\n    t = np.sum(z)\nz.base is None",
        "def step(w):\n    for i in range(20): w -= 0.1 * x.T @ (x @ w - y)\n    return 1\nfor k in range(3): step(w)",
        "def step(w):\n    w -= 0.1\n    return np.sum(w)\nfor i in range(20): t = step(w)",
        "def step(w):\n    v = w * 2\n    u = v\n    u += 1\n    return np.sum(v)\nfor i in range(20): t = step(w)",
        "def twice(w):\n    v = w * 2\n    return v, v\nfor i in range(20): v, u = twice(w)\nv is u",
        "def pair(w):\n    v = (1.5, i)\n    return v, v\nfor i in range(20): v, u = pair(w)\nv is u",
        "def turn(w): return (w * 2).T\nfor i in range(20): v = turn(w)\nv.base is None",
        "for i in range(20):\n    s = i * 0.5 + 1.0\n    if i == 9: print = np.copyto\n    print(w, s)\n"
            + "    t = np.sum(w)",
        "def forward(x, w, b):\n    w *= 0.5\n    return x @ w + b\ntrain 10",
        "def forward(x, w, b): return x\nfor i in range(20): v = forward(x, w, b)\nv is x",
    ])
    func sharedArraysAreTheSameBothWays(cell: String) {
        Self.compare([Self.notebook, "v = u = z = x + 0", cell, "i", "whos", "w", "losses", "v", "z", "u"])
    }

    @Test func arraysOfALoopThatChangeInPlaceRunAsPrograms() {
        let cell =
            "v = w\nfor i in range(50):\n    w -= 0.01 * x.T @ (x @ w - y)\n    b -= 0.01 * np.mean(x @ w + b - y)"
        #expect(Self.compare([Self.notebook, cell, "v", "v is w"]) == 1)
    }

    /// Runs cells both ways and gives how often a program ran.
    @discardableResult
    static func compare(_ cells: [String]) -> Int {
        _ = TestSession.memoryLimit
        let (with, without) = (Interpreter(), Interpreter())
        without.options.usesPrograms = false
        var runs = 0
        for (number, cell) in cells.enumerated() {
            let left = outcome(with, number, cell)
            let right = outcome(without, number, cell)
            runs += with.programRuns
            #expect(left == right, "\(cells.joined(separator: "\n----\n"))")
            #expect(without.programRuns == 0)
        }
        return runs
    }

    private struct Result: Equatable {
        var end: String
        var output: String
        var warnings: [String]
        var notes: [String]
        var workspace: WorkspacePrint
        var layouts: [String]
        /// What is the same object, and the same memory.
        var sharing: [String]
    }

    private static func outcome(_ interpreter: Interpreter, _ number: Int, _ cell: String) -> Result {
        let told = Told()
        let end: String
        switch interpreter.run(Cell(number: number + 1, source: cell), receive: { told.receive($0) }) {
        case .finished(let assigned): end = assigned.joined(separator: " ")
        case .failed(let diagnostic), .interrupted(let diagnostic):
            end = DiagnosticText.markup(for: diagnostic, source: cell).plain
        case .quit: end = "quit"
        case .asks(let request): end = "asks \(request)"
        }
        let layouts = interpreter.workspace.order.map { name in
            interpreter.workspace.tensor(name).map { "\(name) \($0.strides)" } ?? name
        }
        return Result(
            end: end, output: told.output, warnings: told.warnings, notes: told.notes,
            workspace: WorkspacePrint(interpreter.workspace), layouts: layouts,
            sharing: sharing(in: interpreter.workspace))
    }

    /// The objects and buffers that names lead to, numbered in the order in which they are met.
    private static func sharing(in workspace: Workspace) -> [String] {
        var numbers: [ObjectIdentifier: Int] = [:]
        func number(_ object: AnyObject) -> Int {
            if let known = numbers[ObjectIdentifier(object)] { return known }
            numbers[ObjectIdentifier(object)] = numbers.count
            return numbers.count - 1
        }
        func text(_ value: Value) -> String {
            switch value {
            case .array(let array):
                let base = array.base.map { "of \(number($0))" } ?? ""
                return "\(number(array)) \(number(array.tensor.buffer)) \(base)"
            case .list(let list): return "[\(number(list)): \(list.items.map(text))]"
            case .tuple(let tuple): return "(\(number(tuple)): \(tuple.items.map(text)))"
            default: return ""
            }
        }
        return workspace.order.map { name in "\(name) \(workspace.value(name).map(text) ?? "")" }
    }
}
