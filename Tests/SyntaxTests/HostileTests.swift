import Syntax
import Testing

/// No input crashes or hangs the parser.
@Suite struct HostileTests {
    /// A small generator whose stream is its own (SplitMix64), so that a failing input can be made again.
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// Far above what any of these inputs takes; it only catches a hang.
    static let guardTime = Duration.seconds(20)

    static func survive(_ source: String) {
        let clock = ContinuousClock()
        let time = clock.measure {
            let size = source.utf8.count
            // As files and prompts read it, line by line.
            var unfinished = UnfinishedText()
            for line in source.split(separator: "\n", omittingEmptySubsequences: false) { unfinished.take(line) }
            let completeness = Fixtures.parser.completeness(of: source)
            do throws(SyntaxError) {
                for statement in try Fixtures.parser.parse(source) {
                    let range = statement.range
                    #expect(0 <= range.start && range.start <= range.end && range.end <= size)
                }
                if case .invalid = completeness { Issue.record("parses and is invalid: \(source.debugDescription)") }
            } catch {
                let range = error.range
                let isInside = 0 <= range.start && range.start <= range.end && range.end <= size
                #expect(isInside, "\(range) in \(source.debugDescription)")
                #expect(!error.diagnostic.message.isEmpty)
                if case .complete = completeness {
                    Issue.record("complete and does not parse: \(source.debugDescription)")
                }
            }
        }
        #expect(time < guardTime, "\(source.debugDescription)")
    }

    @Test func randomBytes() {
        var random = Random(state: 1)
        for _ in 0..<Fixtures.count("RANDOM_BYTES", default: 20_000) {
            let isAscii = Bool.random(using: &random)
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...(isAscii ? 127 : 255), using: &random)
            }
            Self.survive(String(decoding: bytes, as: UTF8.self))
        }
    }

    static let words =
        "x y f load help time print rand match type let a1 _ λ 1 2.5 .5 0x1F 9223372036854775808 'a' \"b\" f'{x}' "
        .split(separator: " ").map(String.init)
        + [
            "f'{x:{y}}'", "f'{", "'''", "\"\"\"", "f\"\"\"{", "r'\\'", "'", "\"", "b'c'", "\\N{x}", "'\\x'", "$", "“",
            "×",
        ]
        + [
            "+", "-", "*", "/", "**", "//", "%", "@", "&", "|", "^", "~", "<", ">", "=", "==", "!=", "<=", "+=", "**=",
            ":=",
        ]
        + [
            "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "...", "!", "?", "->", "\\", "#", "\n", "\n    ", "\n\t",
            "\r\n",
        ]
        + [
            "\n        ", "\\\n", "\0", "\u{FEFF}", "\u{0C}", "if", "elif", "else", "for", "while", "def", "in", "is",
            "not",
        ]
        + [
            "and", "or", "lambda", "return", "break", "pass", "del", "assert", "global", "import", "numpy", "as",
            "from",
        ]
        + [
            "None", "True", "class", "try", "with", "yield", "await", "async", "raise", "-1", "lr=", "lr=0.1", "x[0]",
            "(x)",
        ]

    @Test func tokenSoups() {
        var random = Random(state: 2)
        for _ in 0..<Fixtures.count("TOKEN_SOUPS", default: 20_000) {
            var source = ""
            for _ in 0..<Int.random(in: 1...25, using: &random) {
                source += Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
                if Int.random(in: 0..<3, using: &random) > 0 { source += " " }
            }
            Self.survive(source)
        }
    }

    /// Programs of the subset with bytes taken out, put in, exchanged, or cut off.
    @Test func damagedPrograms() throws {
        let programs = try TreeTests.programs().map { Array($0.source.utf8) }
        var random = Random(state: 3)
        for _ in 0..<Fixtures.count("DAMAGED_PROGRAMS", default: 10_000) {
            var bytes = programs[Int.random(in: 0..<programs.count, using: &random)]
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert("()[]{}'\"\\:=;\n \t,.+-*f#!?".utf8.randomElement(using: &random) ?? 0, at: place)
                case 2: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
                default: bytes.removeLast(bytes.count - place)
                }
            }
            Self.survive(String(decoding: bytes, as: UTF8.self))
        }
    }

    static let deep: [(String, String, String)] = [
        ("(", "x", ")"), ("[", "x", "]"), ("f(", "x", ")"), ("x[", "0", "]"), ("{", "x", "}"), ("-", "x", ""),
        ("not ", "x", ""),
        ("~", "x", ""), ("x ** ", "x", ""), ("x if y else ", "x", ""), ("lambda: ", "x", ""), ("lambda x=", "1", ": x"),
        ("f'{", "x", "}'"), ("f'{x:{", "x", "}}'"), ("f\"{f'{", "x", "}'}\""), ("x[x:", "0", "]"), ("(x, ", "x", ")"),
        ("[x for x in ", "x", "]"), ("f(a=", "x", ")"), ("time ", "x", ""), ("x = time ", "x", ""), ("x = ", "x", ""),
        ("if x:\n", "x", ""), ("x + (", "x", ")"), ("((x) + ", "x", ")"), ("f x (", "x", ")"), ("(", "", ""),
        ("[(", "", ""),
        ("\"", "", ""), ("'''", "", ""), ("f'", "", ""), ("f'{", "", ""), ("f\"{'", "", ""), ("x.", "y", ""),
        ("x;", "x", ""),
        ("1 + ", "1", ""), ("x and ", "x", ""), ("x < ", "x", ""), ("x, ", "x", ""), ("x\n", "x", ""), ("f'", "", "'"),
        ("time time x = ", "x", ""), ("if x: time ", "x", ""), ("f(*", "x", ")"), ("+-", "x", ""), ("x -", "1", ""),
        ("x ", "x", ""),
        ("elif x: y\n", "x", ""), ("def f(x=", "x", "): x"), ("?", "x", ""), ("x(", ")", ""), ("load ", "x", ""),
        ("{x:", "x", "}"),
        ("[lambda: (", "x", ")]"), ("x == ", "x", ""), ("\\\n", "x", ""), ("f'{x=", "", "}'"), ("f'{'", "", "'}'"),
    ]

    @Test(arguments: deep.indices) func nesting(_ index: Int) {
        let (open, middle, close) = Self.deep[index]
        for count in [10, 150, 190, 250, 3_000, 100_000] {
            Self.survive(
                String(repeating: open, count: count) + middle + String(repeating: close, count: count))
            if count <= 3_000 { Self.survive(String(repeating: open, count: count) + middle) }
        }
    }

    @Test func blocksNestToTheLimit() {
        func blocks(_ count: Int) -> String {
            (0..<count).map { String(repeating: " ", count: $0) + "if x:\n" }.joined()
                + String(repeating: " ", count: count) + "x\n"
        }
        #expect(throws: Never.self) { try Fixtures.parser.parse(blocks(99)) }
        #expect(throws: SyntaxError.self) { try Fixtures.parser.parse(blocks(101)) }
    }

    /// Trees of the greatest height and depth are walked by those who read them: here by comparing and dumping one.
    @Test func theHighestTreesCanBeWalked() throws {
        let sum = Array(repeating: "1", count: 1_000).joined(separator: "+")
        let tree = try Fixtures.parser.parse(sum)
        #expect(try tree == Fixtures.parser.parse(sum))
        #expect(throws: SyntaxError.self) { try Fixtures.parser.parse("(\(sum)) + 1 + 1") }
        let brackets = String(repeating: "(", count: 190) + "x" + String(repeating: ")", count: 190)
        #expect(throws: Never.self) { try Fixtures.parser.parse(brackets) }
    }

    @Test func aLongSessionIsReadQuickly() throws {
        let lines = (0..<2_000).map { "x\($0) = rand 10 5; y = x\($0) @ w + b * (1 - lr) # \($0)\n" }
        let time = try ContinuousClock().measure { _ = try Fixtures.parser.parse(lines.joined()) }
        #expect(time < Self.guardTime)
    }
}
