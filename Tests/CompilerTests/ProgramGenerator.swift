/// Makes programs of functions, branches, loops, comprehensions and closures, the same ones for the same seed. What they
/// compute makes no sense: they are only compiled.
struct ProgramGenerator {
    private var state: UInt64
    private var depth = 0
    private var functionDepth = 0
    private var loopDepth = 0

    init(seed: UInt64) { state = seed }

    mutating func program() -> String { block(indent: "", 1 + below(5)) }

    // MARK: - Chance

    /// SplitMix64.
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }

    private mutating func list(_ count: Int, _ make: (inout Self) -> String) -> String {
        var parts: [String] = []
        for _ in 0..<count { parts.append(make(&self)) }
        return parts.joined(separator: ", ")
    }

    private mutating func name() -> String { pick(["a", "b", "c", "d", "e"]) }

    // MARK: - Statements

    private mutating func block(indent: String, _ count: Int) -> String {
        depth += 1
        defer { depth -= 1 }
        var text = ""
        for _ in 0..<count { text += statement(indent) }
        return text
    }

    private mutating func suite(_ indent: String) -> String { block(indent: indent + "    ", 1 + below(3)) }

    private mutating func statement(_ indent: String) -> String {
        if depth < 5, below(3) == 0 { return compound(indent) }
        return "\(indent)\(simple())\n"
    }

    private mutating func simple() -> String {
        switch below(16) {
        case 0..<4: return "\(name()) = \(expression())"
        case 4: return "\(target()) = \(target()) = \(expression())"
        case 5: return "\(name()), \(name()) = \(expression()), \(expression())"
        case 6, 7: return "\(place()) \(pick(["+", "-", "*", "//", "@", "&"]))= \(expression())"
        case 8: return "del \(place())"
        case 9: return "assert \(expression())\(below(2) == 0 ? "" : ", \(expression())")"
        case 10 where functionDepth > 0: return below(2) == 0 ? "return" : "return \(expression())"
        case 11 where loopDepth > 0: return pick(["break", "continue"])
        case 12 where functionDepth == 0: return "time \(name()) = \(expression())"
        case 13 where functionDepth > 0: return "time \(name()) = \(expression())"
        case 14: return "\(name())"
        default: return expression()
        }
    }

    private mutating func compound(_ indent: String) -> String {
        switch below(6) {
        case 0, 1:
            var text = "\(indent)if \(condition()):\n\(suite(indent))"
            if below(2) == 0 { text += "\(indent)elif \(condition()):\n\(suite(indent))" }
            if below(2) == 0 { text += "\(indent)else:\n\(suite(indent))" }
            return text
        case 2, 3:
            let head = below(2) == 0 ? "while \(condition())" : "for \(target()) in \(expression())"
            loopDepth += 1
            defer { loopDepth -= 1 }
            return "\(indent)\(head):\n\(suite(indent))"
        default:
            let outer = loopDepth
            loopDepth = 0
            functionDepth += 1
            defer { (loopDepth, functionDepth) = (outer, functionDepth - 1) }
            let defaults = below(2) == 0 ? "" : "=\(expression())"
            let global = below(4) == 0 ? "\(indent)    global \(pick(["d", "e"]))\n" : ""
            return "\(indent)def \(name())(a, b\(defaults)):\n\(global)\(suite(indent))"
        }
    }

    private mutating func place() -> String {
        switch below(5) {
        case 0: "\(name())[\(index())]"
        case 1: "\(name()).\(name())"
        default: name()
        }
    }

    private mutating func target() -> String {
        switch below(4) {
        case 0: "\(name()), \(name())"
        case 1: "[\(name()), (\(place()), \(name()))]"
        default: place()
        }
    }

    // MARK: - Expressions

    private mutating func condition() -> String {
        switch below(4) {
        case 0: "\(expression()) \(pick(["<", "==", "is", "not in", ">="])) \(expression())"
        case 1: "not (\(name()) < \(pick(["0", "7", "1.5"])) \(pick(["and", "or"])) \(expression()))"
        case 2: "\(name()) is not None"
        default: expression()
        }
    }

    private mutating func index() -> String {
        switch below(5) {
        case 0: "\(expression()):"
        case 1: ":\(name()), \(expression()), ::-1"
        case 2: "\(name()):\(name()):2"
        case 3: "-1"
        default: expression()
        }
    }

    private mutating func expression() -> String {
        depth += 1
        defer { depth -= 1 }
        if depth > 8 || below(3) == 0 {
            return pick(["a", "b", "c", "d", "e", "1", "-3", "0.5", "100000", "'t'", "None"])
        }
        switch below(15) {
        case 0, 1: return "(\(expression()) \(pick(["+", "-", "*", "/", "%", "**", "@", "<<"])) \(expression()))"
        case 2: return "(\(expression()) < \(expression()) <= \(expression()))"
        case 3: return "(\(expression()) \(pick(["and", "or"])) \(expression()) or \(condition()))"
        case 4: return "(\(expression()) if \(condition()) else \(expression()))"
        case 5: return "(lambda \(name()), z=\(expression()): \(expression()))"
        case 6: return "[\(expression()) for \(name()) in \(expression()) if \(condition())]"
        case 7: return "[\(expression()) for \(name()), \(name()) in \(name()) for \(name()) in \(expression())]"
        case 8: return "sum(\(expression()) for \(name()) in \(expression()))"
        case 9: return "\(name())(\(list(below(3)) { $0.expression() }))"
        case 10: return "\(name())(\(expression()), *\(name()), k=\(expression()))"
        case 11: return "\(name()).\(name())(\(list(below(3)) { $0.expression() }))"
        case 12: return "\(name())[\(index())]"
        case 13: return "(\(list(1 + below(3)) { $0.expression() }),)"
        default: return "f\"{\(name())!r:>{\(name())}} = {\(name()) + 1:.3f}\""
        }
    }
}
