import Syntax
import Testing

/// Calls whose parenthesis stands apart from the name, with more behind it.
@Suite struct ApartCallTests {
    private static func calls(in source: String) throws -> [ApartCall] {
        try Fixtures.parser.parse(source).flatMap { $0.apartCalls(in: Array(source.utf8)) }
    }

    @Test(
        arguments: [
            ("mean (y - 1)**2", "(mean(y - 1))**2", "mean((y - 1)**2)", .always),
            ("m = mean (y - 1) ** 2", "(mean(y - 1)) ** 2", "mean((y - 1) ** 2)", .ofReductions),
            ("mean (y - 1)**2 + 1", "(mean(y - 1))**2", "mean((y - 1)**2)", .always),
            ("sum (x - y)[0]", "(sum(x - y))[0]", "sum((x - y)[0])", .always),
            ("mean (p > 0.5) == y", "(mean(p > 0.5)) == y", "mean((p > 0.5) == y)", .ofReductions),
            ("mean (p > 0.5) & (q < 1)", "(mean(p > 0.5)) & (q < 1)", "mean((p > 0.5) & (q < 1))", .ofReductions),
            ("loss (y) -1", "loss(y) - 1", "loss(y, -1)", .always),
            ("for i in r:\n    sqrt (i + 1)**2", "(sqrt(i + 1))**2", "sqrt((i + 1)**2)", .always),
            // These may well mean what they mean in Python.
            ("sum (x)[0]", "(sum(x))[0]", "sum((x)[0])", .onFailure),
            ("norm (x) / 2", "(norm(x)) / 2", "norm((x) / 2)", .onFailure),
            ("mean (a == b) * 100", "(mean(a == b)) * 100", "mean((a == b) * 100)", .onFailure),
            ("sum (x > 3) == 2", "(sum(x > 3)) == 2", "sum((x > 3) == 2)", .onFailure),
            ("sqrt (x + 1) / 2", "(sqrt(x + 1)) / 2", "sqrt((x + 1) / 2)", .onFailure),
        ] as [(String, String, String, ApartCall.Doubt)])
    func isFound(_ source: String, _ reading: String, _ meant: String, _ doubt: ApartCall.Doubt) throws {
        let calls = try Self.calls(in: source)
        #expect(calls.map(\.reading) == [reading])
        #expect(calls.map(\.meant) == [meant] && calls.map(\.doubt) == [doubt])
        // What is proposed can be read.
        for text in [reading, meant] { _ = try Fixtures.parser.parse(text) }
    }

    @Test(arguments: [
        "mean(y - 1)**2", "mean (y - 1)", "mean (y - 1, 0)**2", "mean (a=y)**2", "1 + mean (y - 1)**2",
        "(mean) (y - 1)**2",
        "x.mean (y - 1)**2", "if mean (y - 1)**2: pass", "mean (y - 1)**2 if a else b",
    ])
    func isNone(_ source: String) throws { #expect(try Self.calls(in: source).isEmpty) }
}
