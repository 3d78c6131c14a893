/// Makes cells with functions of tensors and loops that call them, the same ones for the same seed; most of them are
/// valid, and all kinds of things happen in the middle of a loop: overflow, wrong shapes, other types, prints.
struct LoopGenerator {
    private var state: UInt64
    /// The lengths of the axes that the names below have.
    private var lengths: [Character: Int] = [:]
    /// The names that an expression may use, by what they hold.
    private var names: [String: [String]] = [:]

    init(seed: UInt64) {
        state = seed
        for axis in "npk" { lengths[axis] = pick([1, 2, 3, 4, 5, 7, 10]) }
    }

    // MARK: - Chance

    /// SplitMix64.
    private mutating func word() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func below(_ bound: Int) -> Int { Int(word() % UInt64(bound)) }
    private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
    private mutating func isOne(in count: Int) -> Bool { below(count) == 0 }

    // MARK: - Cells

    /// What all names start with; `kinds` are named by their axes: `np` is a matrix of n rows and p columns.
    private static let start: [(kind: String, names: [String])] = [
        ("np", ["x", "x2"]), ("pk", ["w"]), ("nk", ["y", "y_hat"]), ("1k", ["b"]), ("pn", ["q"]), ("n", ["u"]),
        ("p", ["v"]), ("", ["s", "t", "r"]), ("i", ["m", "c"]),
    ]

    /// The cell that makes the values.
    mutating func preamble() -> String {
        let (n, p, k) = (lengths["n"] ?? 1, lengths["p"] ?? 1, lengths["k"] ?? 1)
        names = Dictionary(uniqueKeysWithValues: Self.start.map { ($0.kind, $0.names) })
        return """
            seed \(below(1000))
            x = np.random.randn(\(n), \(p))
            x2 = \(pick(["x", "x * 2", "np.random.randn(\(2 * n), \(p))[::2]", "np.random.randn(\(p), \(n)).T"]))
            w = np.random.randn(\(p), \(k))
            b = np.random.rand(1, \(k))
            y = x @ w + \(pick(["1", "1", "1", "1", "1e200"]))
            y_hat = \(pick(["y", "y * 0.5", "np.zeros((\(n), \(k)))"]))
            q = \(pick(["x.T", "np.random.rand(\(p), \(n))", "x2.T"]))
            u = \(pick(["x[:, 0]", "np.arange(\(n)) + 0.5", "np.ones(\(n))"]))
            v = \(pick(["x[0]", "np.arange(\(p)) * 0.1", "np.arange(\(p))"]))
            s = \(pick(["0.5", "1.25", "-2.0", "0.7", "1e300", "0.0"]))
            t = np.float64(\(pick(["0.25", "3", "1.5", "0"])))
            r = 0.01
            m = \(pick(["3", "2", "5", "-7", "0", "2**62"]))
            c = 0
            z = \(pick(["w", "w.T", "x[0]", "y", "y[:]", "b", "x", "u", "v.reshape(1, -1)"]))
            losses = \(pick(["[]", "[w, y]", "[b, b.T]", "[x[0], v, u]"]))
            """
    }

    /// The cell that is run both ways.
    mutating func cell() -> String {
        var text = ""
        for name in ["f", "g", "h"].prefix(1 + below(3)) { text += function(name) + "\n" }
        let indent = isOne(in: 4)
        if indent { text += "def run(x, x2, y, y_hat, w, b, q, u, v, s, t, r, m, c):\n    losses = [w, x.T]\n" }
        let pad = indent ? "    " : ""
        text += "\(pad)for i in range(\(pick(["12", "20", "min(m, 9)", "3", "40, 0, -2"]))):\n"
        for _ in 0...below(4) { text += "\(pad)    \(statement())\n" }
        if indent {
            text += "    return \(pick(["losses", "x", "w, b", "s, t, c", "y_hat"]))\n"
            text += "for k in range(\(pick(["1", "5"]))):\n    z = run(x, x2, y, y_hat, w, b, q, u, v, s, t, r, m, c)\n"
        }
        return text + pick(["print(w)", "print(s, t, c, b)", "losses", "y_hat.T @ y_hat", "x2.T @ x", "z"])
    }

    private var functions: [(name: String, takes: [String], gives: [String])] = []

    private mutating func function(_ name: String) -> String {
        let takes = (0..<(1 + below(4))).map { _ in kind() }
        let parameters = takes.indices.map { "a\($0)" }
        let outside = names
        for (kind, parameter) in zip(takes, parameters) { names[kind, default: []] += [parameter, parameter] }
        var lines: [String] = []
        if isOne(in: 6) { lines.append("'what it does'") }
        for number in 0..<below(4) {
            let local = kind()
            lines.append("l\(number) = \(expression(local, 3))")
            names[local, default: []].append("l\(number)")
            if isOne(in: 5) { lines.append("l\(number) \(pick(["+", "-", "*"]))= \(expression(local, 2))") }
        }
        if isOne(in: 12) { lines.append("if \(expression("", 1)) > 0: return \(expression("", 1))") }
        if isOne(in: 15) { lines.append("a0 \(pick(["+", "*"]))= 2") }
        if isOne(in: 8) {
            lines.append(
                pick([
                    "a = a0; a *= 2", "a = a0 * 2; c0 = a; c0 += 1", "a0[0] = 1", "a = a0.T; a += 1", "return a0, a0",
                ])
            )
        }
        let gives = (0..<pick([1, 1, 2, 3])).map { _ in kind() }
        lines.append("return " + gives.map { expression($0, 3) }.joined(separator: ", "))
        names = outside
        var list = parameters
        if isOne(in: 4), let last = takes.last, last.isEmpty || last == "i" {
            list[list.count - 1] += pick(["=2", "=0.5"])
        }
        functions.append((name, takes, gives))
        return "def \(name)(\(list.joined(separator: ", "))):\n" + lines.map { "    \($0)\n" }.joined()
    }

    // MARK: - Statements

    private mutating func kind() -> String { pick(["np", "pk", "nk", "1k", "n", "p", "", "", "i", "pk", "nk"]) }

    private mutating func target(_ kind: String) -> String {
        switch kind {
        case "np": pick(["x", "x2"])
        case "i": "c"
        default: pick(names[kind] ?? ["z"])
        }
    }

    private mutating func statement() -> String {
        switch below(15) {
        case 14: return sharing()
        case 0: return "print(\(pick(["i", "s", "t", "w", "y_hat.shape", "f'{t:.3f}'", "np.mean(y)", "c, i"])))"
        case 1: return "losses.append(\(pick(["t", "s", "i", "w", "float(t)"])))"
        case 2:
            return "if i \(pick(["% 3 == 0", "== 7", "> 30"])): "
                + pick(["print(i, t)", "break", "continue", "s = s * 0.5", "c += 1", "losses.append(b)", "w = w * 1.0"])
        case 3:
            let kind = kind()
            return "\(target(kind)) \(pick(["+", "-", "*", "/"]))= \(expression(kind, 2))"
        case 4:
            return pick([
                "x2 = x", "y_hat = y", "y_hat[0, 0] = t", "t = np.sum(y > 0)", "s, r = r, s", "v = np.arange(3)",
                "global b; b = b + 1", "pass", "w, y_hat = w, y_hat", "c, s = s, c", "z = x.T @ x2", "q = x.T",
                "t = losses[-1]", "i = i * 2", "y = y * 1e30", "s /= i - 9", "x[0] = 0", "t = t / (t - t)",
            ])
        case 5, 6, 7:
            guard !functions.isEmpty else { return "pass" }
            let function = pick(functions)
            let arguments = function.takes.map { expression($0, isOne(in: 3) ? 1 : 0) }.joined(separator: ", ")
            return function.gives.map { target($0) }.joined(separator: ", ") + " = \(function.name)(\(arguments))"
        default:
            let kind = kind()
            return "\(target(kind)) = \(expression(kind, 3))"
        }
    }

    /// A statement after which two names may see the same elements, or which changes such.
    private mutating func sharing() -> String {
        let kind = pick(["np", "pk", "nk", "1k", "n", "p"])
        let (name, other) = (target(kind), target(kind))
        return pick([
            "\(name) = \(other)", "\(name) = \(other)[:]", "z = \(name)", "z = \(name).T", "z += 1", "z *= 0.5",
            "z[0] = \(pick(["0", "t", "i"]))", "\(name)[0] += 1", "losses.append(\(name))", "losses.append(z)",
            "losses = [\(name), \(other)]", "losses[-1] *= 2", "\(name) = \(other) = \(expression(kind, 2))",
            "\(name), \(other) = \(other), \(name)", "\(name) = losses[0]", "print(z)", "np.copyto(z, 1)",
            "print(\(name) is \(other), z is \(name), z.base is \(name))", "\(name) -= 0.1 * \(other)",
        ])
    }

    // MARK: - Expressions

    /// An expression of a kind, at times of another.
    private mutating func expression(_ kind: String, _ depth: Int) -> String {
        let kind = isOne(in: 150) ? self.kind() : kind
        if depth <= 0 || isOne(in: 5) { return leaf(kind) }
        switch kind {
        case "i": return integer(depth - 1)
        case "": return number(depth - 1)
        default: return array(kind, depth - 1)
        }
    }

    private mutating func leaf(_ kind: String) -> String {
        if kind == "i", isOne(in: 2) { return pick(["i", "2", "3", "-1", "len(x)", "x.shape[0]", "w.size"]) }
        if kind.isEmpty, isOne(in: 3) { return pick(["0.5", "2", "i", "1e-3", "-1.5", "np.pi", "1e160"]) }
        return pick(names[kind] ?? ["x"])
    }

    private mutating func integer(_ depth: Int) -> String {
        let (left, right) = (expression("i", depth), expression("i", depth))
        return "(\(left) \(pick(["+", "-", "+", "-", "*", "*", "//", "%", "**"])) \(right))"
    }

    private mutating func number(_ depth: Int) -> String {
        switch below(9) {
        case 0, 1:
            let (left, right) = (expression("", depth), expression(isOne(in: 4) ? "i" : "", depth))
            return "(\(left) \(pick(["+", "-", "*", "+", "-", "*", "/", "//", "%", "**"])) \(right))"
        case 2: return "(\(expression("i", depth)) / \(pick(["4", "len(x)", expression("i", depth)])))"
        case 3: return "np.\(pick(["mean", "sum"]))(\(expression(pick(["np", "nk", "n", "p"]), depth)))"
        case 4: return "(\(expression("np", depth))).\(pick(["mean", "sum"]))()"
        case 5: return "(\(expression("n", depth)) @ \(expression("n", depth)))"
        case 6:
            return "np.\(pick(["exp", "sqrt", "tanh", "abs", "square", "sin", "tanh"]))(\(expression("", depth)))"
        case 7: return "np.\(pick(["maximum", "power", "dot"]))(\(expression("", depth)), \(expression("", depth)))"
        default: return "-\(expression("", depth))"
        }
    }

    private mutating func array(_ kind: String, _ depth: Int) -> String {
        switch below(10) {
        case 0, 1, 2:
            let other = pick([kind, kind, "", "i"] + (kind == "nk" ? ["1k"] : kind == "np" ? ["p"] : []))
            let operands = [expression(kind, depth), expression(other, depth)]
            let swapped = isOne(in: 3)
            return "(\(operands[swapped ? 1 : 0]) \(pick(["+", "-", "*", "/", "%"])) \(operands[swapped ? 0 : 1]))"
        case 3: return "(\(expression(kind, depth)) ** \(pick(["2", "2.0", "0.5", "3", "-1", "s", "1", "0"])))"
        case 4: return "np.\(pick(["exp", "tanh", "abs", "square", "sin", "negative"]))(\(expression(kind, depth)))"
        case 5:
            let name = pick(["maximum", "minimum", "multiply", "subtract"])
            return "np.\(name)(\(expression(kind, depth)), \(expression(isOne(in: 2) ? "" : kind, depth)))"
        default: return made(kind, depth)
        }
    }

    /// Products and sums that have this shape.
    private mutating func made(_ kind: String, _ depth: Int) -> String {
        switch kind {
        case "np": return "(\(expression("nk", depth)) @ \(expression("pk", depth)).T)"
        case "pk": return "((\(expression(isOne(in: 3) ? "np" : "np", depth))).T @ \(expression("nk", depth)))"
        case "nk":
            let (left, right) = (expression("np", depth), expression("pk", depth))
            return isOne(in: 3) ? "np.dot(\(left), \(right))" : "(\(left) @ \(right))"
        case "1k":
            let options = pick(["axis=0, keepdims=True", "keepdims=True, axis=-2"])
            return "np.\(pick(["sum", "mean"]))(\(expression("nk", depth)), \(options))"
        case "n":
            return pick(["np.sum(\(expression("np", depth)), axis=1)", "(\(expression("np", depth)) @ v)"])
        case "p":
            return pick(["(\(expression("np", depth))).mean(axis=0)", "(u @ \(expression("np", depth)))"])
        default: return leaf(kind)
        }
    }
}
