import Syntax
import Testing

/// Whether the prompt asks for another line.
@Suite struct CompletenessTests {
    static let complete = [
        "", "\n", "x\n", "x", "rand 10 5\n", "x = (1 +\n2)\n", "if x: y\n", "for i in x: rand 3\n",
        "for i in x:\n    i\n\n", "for i in x:\n    i\n  \n", "def f():\n    return 1\n\n", "if x:\n    y\nelse: z\n",
        "for i in x:\r\n    i\r\n\r\n", "# comment\n", "load a(b\n", "load it's\n", "help if\n", "'''a\nb'''\n", "x;\n",
        "if x:\n    y\nz\n", "time for i in x: i\n", "f(a,\n  b\n\n)\n", "x\\\n\n", "help for\n", "f'''{x\n}'''\n",
        "if x:\n    f(\n)\n\n",
    ]
    static let incomplete = [
        "print('a\\\n", "x = f\"{a} \\\n",
        "x = (\n", "f(a,\n", "f(a,\n\n", "[1, 2\n", "x = 1 + \\\n", "x = \\", "'''a\n", "\"\"\"a\n\nb\n",
        "x = f'''{y}\n",
        "if x:\n", "if x:", "for i in x:\n", "def f():\n", "def f(x,\n", "for i in x:\n    i\n", "for i in x:\n    i",
        "for i in x:\n    if i:\n", "for i in x:\n    if i:\n        j\n", "if x:\n    y\nelse:\n",
        "while x:\n    # c\n",
        "def f():\n    '''doc\n", "f x (1,\n", "f x \\\n", "print \"\"\"a\n", "linspace -1 (1,\n", "x[1:\n",
        "(lambda x:\n", "from a import (b,\n", "from a import (b as\n",
        "(a if b\n", "(a if b else\n", "[x for x in\n", "[x for x\n", "x = [\n", "x = {\n", "x = {1: 2,\n", "f'''{x\n",
        "if x:\n    y = (1,\n\n", "time for i in x:\n", "explain (x\n", "(a.\n", "f(a=\n", "(not\n", "[x for\n",
        "def f(x=\n",
        "if x:\r\n", "f(a, *\n",
    ]
    static let invalid = [
        "x = = 3\n", "if x\n", "x = )\n", "x = 'a\n", "f(a b\n", "for i in x:\n\n", "class A:\n\n", "try:\n    x\ny\n",
        "else:\n",
        "for i in x:\n    y = = 3\n", "return 1\n", "(1]\n", "if x:\ny\n", "from os\n", "f'{x\n", "x = 1 +\n",
        "  x\n", "def f():\n# c\n\n", "x = 1 + \\\n\n", "print(x\ny = 3\n",
    ]

    @Test(arguments: complete) func isComplete(_ source: String) {
        guard case .complete(let block) = Fixtures.parser.completeness(of: source) else {
            Issue.record("\(Fixtures.parser.completeness(of: source))")
            return
        }
        // What a prompt runs is what it would read without the line ends that asked for more.
        var text = source[...]
        while text.last?.isNewline == true { text.removeLast() }
        if text.last != "\\" { #expect(block == (try? Fixtures.parser.parse(String(text)))) }
    }

    @Test(arguments: incomplete) func isIncomplete(_ source: String) {
        #expect(Fixtures.parser.completeness(of: source) == .incomplete)
    }

    @Test(arguments: invalid) func isInvalid(_ source: String) {
        guard case .invalid = Fixtures.parser.completeness(of: source) else {
            #expect(Bool(false), "\(Fixtures.parser.completeness(of: source))")
            return
        }
    }
}

@Suite struct SourceLinesTests {
    @Test func findsLinesAndColumns() {
        let lines = SourceLines("ab\r\nλx = 1\n\rc")
        #expect(lines.count == 4)
        #expect((1...4).map { lines.text(ofLine: $0) } == ["ab", "λx = 1", "", "c"])
        #expect(lines.position(of: 0) == .init(line: 1, column: 1))
        #expect(lines.position(of: 2) == .init(line: 1, column: 3))
        #expect(lines.position(of: 3) == .init(line: 1, column: 3))
        #expect(lines.position(of: 6) == .init(line: 2, column: 2))
        #expect(lines.position(of: 99) == .init(line: 4, column: 2))
        #expect(lines.position(of: -5) == .init(line: 1, column: 1))
        #expect(lines.text(ofLine: 9).isEmpty && lines.text(ofLine: 0).isEmpty)
        #expect(SourceLines("").count == 1)
        #expect(lines.text(of: SourceRange(4, 7)) == "λx")
    }
}
