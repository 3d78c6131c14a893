import Foundation

/// Random cells as someone might type them, some of which fail.
struct RandomCells: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &self) }

    /// What comes before any of them makes sense, most of the time.
    static let model = "x = rand 6 3; y = rand 6 1; w = rand 3 1; b = rand 1 1"

    /// In these `A B C` stand for random names, `N M` for small numbers.
    private static let templates = [
        "A = N", "A = B", "A = B + N", "A, B = N, M", "A = [N, M, 2.5]", "A = rand N M", "A = randn N", "rand N",
        "A = rand 3; A", "A = np.random.randint(0, 9, N)", "seed N", "seed N; A = rand 2", "A = np.zeros((N, M))",
        "A = np.arange(N)\nA", "A += N", "A *= 0.5", "A[0] = N", "A = [1, 2]\nA.append(N)",
        "A = arange(5); shuffle(A); A",
        "g = np.random.default_rng(N)", "g = np.random.default_rng()", "A = g.random(N)", "g.integers(0, 10, N)",
        "h = np.random.default_rng(M)\nA = h.normal(size=N)\nA", "def f(v):\n    return v * N\nA = f(M)", "A = f(B)",
        "def k():\n    global A\n    A = N\nk()", "k()", "f = lambda v: v + N", "for i in range(N):\n    A = i * M",
        "for i in range(N):\n    A = rand(2)\n    print(A)", "n = 0\nwhile n < N:\n    n += 1\nn", "A", "A, B", "_",
        "A = _",
        "print(A, 'N')", "print('one\\ntwo  ')", "print('no end', end='')", "print()", "whos", "x", "shape x w",
        "stats x",
        "del A", "del A\nB = N", "reset", "A = 3; reset", "reset; A = N", "reset = N", "reset", "del reset", "help = N",
        "help", "help loss", "history = M\nhistory", "B = undefined_name", "A = 1\nB = 1 / 0", "A = (",
        "assert A == N, 'no'",
        "rand 2; boom", "time A = rand N", "time print(N)", "A = rand 2; print(A); B = rand 1", "# only a comment",
        "# %% a comment that looks like an opener\nA = N", "#> like output\nA = N\n#= \n#! error: no\n#~ 3\nA",
        "A = '''one\n#> two\n# %% [3] three\n#=\n#~ 1\n#! error: x\n'''\nprint(A)\nA",
        "A = \"\"\"\n\n#= \n\n  four  \n\"\"\"",
        "print('''\n#> inside\n''')  # %% behind\nB = N", "A = 'a # %% b'; print(A)",
        "if N > 3:\n    A = rand 1\n\n    A = A + 1\nelse:\n    B = 2",
        "A = N  # a comment\n\n\nB = M\nB\n", "  ", "A = (N +\n#> not output\n  M)\nA", "A = N; B = M; A; B",
        "A = str(N) + '\\\\x41'\nprint(A)\nprint('end\\\\')",
        model, model, "loss y w", "y_hat = forward x w b", "loss y y_hat", "step", "train 5 lr=0.05", "train N every=1",
        "train(N, lr=0.01)", "A = N\ntrain 4 every=2", "train 3; A = N", "lr = 0.5", "loss = N", "del loss",
        "def forward(x, w, b):\n    return x @ w + b * 2", "def loss(y, y_hat):\n    return np.mean(abs(y - y_hat))",
        "del forward",
        "def forward(x, w, b):\n    noise = rand(6, 1)\n    return x @ w + b + noise * 1e-3", "train 3",
        "train 4 every=1", "losses",
        "A = losses[-1]", "x[0, 0] = N", "w = w * 0.5 + rand(3, 1)", "seed", "diff = N", "diff", "undo = N\nundo",
        "del undo",
        "A = float('nan')", "A = -0.0\nA", "A = np.array([np.inf, -0.0, np.nan])\nA", "A = {N}", "A = f'{N:>5} |'\nA",
        "why A",
        "from collections import deque, Counter, defaultdict, OrderedDict, namedtuple",
        "A = deque(range(N), M)", "A.append(N); A", "A.popleft()", "A.rotate(N); A", "A.extend([N, M]); B = A.copy()",
        "A = Counter('abNacM'); A", "A.update('aNb'); A", "A['N'] += M", "A = defaultdict(list)\nA[N].append(M); A",
        "A[N].append(M)", "A = OrderedDict(p=N, q=M)", "A.move_to_end('p'); A", "A.popitem(); A",
        "class L(list):\n    def add(self, v):\n        self.append(v)\n        self.last = v\n        return self",
        "A = L([N, M])\nA.add(N); A", "A = L('abc'); A.add(B)", "A.add(M)", "A += [N]; A",
        "P = namedtuple('P', 'u v')\nA = P(N, [M]); A", "A.v.append(N); A", "A = A._replace(u=B)",
    ]
    private static let names = ["a", "c", "d", "e", "p", "q"]

    mutating func cell() -> String {
        var text = ""
        for character in Self.templates.randomElement(using: &self) ?? "" {
            switch character {
            case "A", "B": text += Self.names.randomElement(using: &self) ?? ""
            case "N", "M": text += String(number(1..<9))
            default: text.append(character)
            }
        }
        return text
    }
}
