import Syntax
import Testing

/// The one way to walk the tree.
@Suite struct WalkingTests {
    /// All expressions of a source, by their texts, outer ones first.
    private static func walked(_ source: String) throws -> [String] {
        let bytes = Array(source.utf8)
        var texts: [String] = []
        try Fixtures.parser.parse(source).forEachStatement { statement in
            for expression in statement.expressions {
                expression.forEachExpression {
                    texts.append(String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self))
                }
            }
        }
        return texts
    }

    @Test(
        "what stands inside an expression comes in the order of the source",
        arguments: [
            ("a + b * c", ["a + b * c", "a", "b * c", "b", "c"]), ("a if b else c", ["a if b else c", "a", "b", "c"]),
            ("a < b < c", ["a < b < c", "a", "b", "c"]), ("f(a, k=b, *c)", ["f(a, k=b, *c)", "f", "a", "b", "c"]),
            ("x[a:b, c].d", ["x[a:b, c].d", "x[a:b, c]", "x", "a:b, c", "a:b", "a", "b", "c"]),
            ("lambda p=a: b", ["lambda p=a: b", "a", "b"]),
            ("not a and -b", ["not a and -b", "not a", "a", "-b", "b"]),
            ("[a for b in c if d]", ["[a for b in c if d]", "a", "b", "c", "d"]),
            ("(a, [b])", ["(a, [b])", "a", "[b]", "b"]),
            ("rand a k=b", ["rand a k=b", "a", "b"]), ("load a", ["load a"]), ("f'{a:{b}}'", ["f'{a:{b}}'", "a", "b"]),
            ("x = y = z", ["x", "y", "z"]), ("x += y", ["x", "y"]), ("assert a, b", ["a", "b"]),
            ("del a, b", ["a", "b"]),
            ("for a in b:\n    c\n", ["a", "b", "c"]),
            ("if a:\n    b\nelif c:\n    d\nelse:\n    e\n", ["a", "c", "b", "d", "e"]),
            ("while a:\n    b\n", ["a", "b"]), ("def f(p=a):\n    return b\n", ["a"]), ("pass", []),
        ]) func order(_ source: String, _ expected: [String]) throws
    {
        #expect(try Self.walked(source) == expected)
    }

    @Test(
        "what a statement calls",
        arguments: [
            ("f(a)", "f parentheses 1"), ("m.f(a, b)", "m.f parentheses 2"), ("rand 1 2", "rand words 2"),
            ("whos", "whos alone 0"), ("time f(x)", "time words 1"), ("help rand", "help words 1"), ("f(a)(b)", nil),
            ("x.y", nil), ("x = f(a)", nil), ("f(a) + 1", nil), ("pass", nil),
        ] as [(String, String?)]) func calls(_ source: String, _ expected: String?) throws
    {
        let called = try Fixtures.parser.parse(source).first?.called
        #expect(
            called.map { "\($0.receiver == nil ? "" : "m.")\($0.name) \($0.form) \($0.arguments.count)" } == expected)
        #expect(called?.bareName == (called?.receiver == nil ? called?.name : nil))
    }

    @Test func scopes() throws {
        let source = """
            def f(p, q=1):
                global g
                g = h = 1
                a[0] = b.c = 2
                for i, [j, k] in x:
                    if i:
                        l += 1
                    else:
                        def inner():
                            m = 1
                del n
                import numpy as o
                return p, (h, 1), a

            """
        guard case .definition(let definition) = try Fixtures.parser.parse(source).first?.kind else {
            Issue.record("no definition")
            return
        }
        let names = ScopeNames(definition)
        #expect(names.local == ["p", "q", "h", "i", "j", "k", "l", "inner", "n", "o"])
        #expect(names.global == ["g"] && names.assigned == names.local.union(["g"]))
        var functions: [String] = []
        try Fixtures.parser.parse(source).forEachFunction { functions.append($0.name) }
        #expect(functions == ["f", "inner"])
    }
}
