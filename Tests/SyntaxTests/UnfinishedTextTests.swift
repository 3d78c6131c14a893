import Syntax
import Testing

/// The lexer on text that breaks off anywhere.
@Suite struct UnfinishedTextTests {
    /// What is open at the end of a text.
    private static func open(_ text: String) -> String {
        var unfinished = UnfinishedText()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { unfinished.take(line) }
        var words: [String] = []
        if unfinished.isInsideString { words.append("string") }
        if unfinished.isEnclosed { words.append("enclosed") }
        if unfinished.isOpen { words.append("open") }
        if unfinished.opensBlock { words.append("block") }
        return words.joined(separator: " ")
    }

    @Test(arguments: [
        ("", ""), ("x = 1", ""), ("f(1,", "enclosed open"), ("f(1,\n2)", ""), ("f(\n[", "enclosed open"),
        ("f(]", ""), ("f)", ""), ("x = 1 + \\", "open"), ("x = 1 + \\\n2", ""), ("# (\\", ""),
        ("'''a", "string enclosed open"), ("'''a\n(\nb'''", ""), ("'''a\n\\'''\nb", "string enclosed open"),
        ("'a", ""), ("'a\\", "string open"), ("'a\\\nb'", ""), ("'a\\\nb", ""), ("'a\\\nb\\", "string open"),
        ("load it's (", ""), ("load a(b", "enclosed open"), ("r'\\", "string open"), ("f'{x['a']}' (", "enclosed open"),
        ("f'''{x", "string enclosed open"), ("f'''{x\n}'''", ""), ("f'''{\n'a'\n", "string enclosed open"),
        ("if x:", "block"), ("if x:  # why", "block"), ("if x:\n", ""), ("if x:\n    y", ""), ("x[1:", "enclosed open"),
        ("s = 'a:'", ""), ("s = 'a' #:", ""), ("f(\n  1):", "block"), ("'''\n:", "string enclosed open"),
        ("lambda x:", "block"), ("\tif x:", "block"), ("  x\n y:", "block"), ("“(", "enclosed open"),
        ("é = (", "enclosed open"), ("f(a, b, c\n]", ""), ("f(a, b, c\n{\n)", "enclosed open"),
        ("é = (", "enclosed open"), ("x = [\n}", ""), ("x = [\n\n}", ""), ("[[\n)", "enclosed open"),
    ]) func isOpen(_ text: String, _ words: String) {
        #expect(Self.open(text) == words, "\(text.debugDescription)")
    }

    @Test("each line is read once, however long the statement") func linear() {
        var unfinished = UnfinishedText()
        unfinished.take("'''")
        let time = ContinuousClock().measure { for _ in 0..<20_000 { unfinished.take("a line of (words") } }
        #expect(unfinished.isInsideString && time < .seconds(10))
    }

    @Test("brackets that are left open aren't copied with each line") func manyBrackets() {
        var unfinished = UnfinishedText()
        // Copied each time, they would be a hundred gigabytes.
        for _ in 0..<100_000 { unfinished.take("x = (") }
        #expect(unfinished.isEnclosed)
    }

    /// The tokens before a bar, and what is open there.
    private static func tokens(_ marked: String) -> (texts: [String], lexer: Lexer) {
        let cursor = marked.utf8.firstIndex(of: UInt8(ascii: "|")).map {
            marked.utf8.distance(from: marked.startIndex, to: $0)
        }
        let bytes = Array(marked.utf8)
        var lexer = Lexer(bytes, upTo: cursor)
        var texts: [String] = []
        var token = lexer.next()
        while token.kind != .end {
            if token.end > token.start { texts.append(String(decoding: bytes[token.start..<token.end], as: UTF8.self)) }
            token = lexer.next()
        }
        return (texts, lexer)
    }

    @Test func breaksOff() throws {
        #expect(Self.tokens("w = ra|nd 5").texts == ["w", "=", "ra"])
        #expect(Self.tokens("f(a, [b|").lexer.brackets.count == 2)
        #expect(Self.tokens("x  # co|mment").lexer.endsInComment)
        #expect(!Self.tokens("x  # comment\n|").lexer.endsInComment)
        #expect(Self.tokens("x \\\n|").lexer.joinsLines)
        let string = try #require(Self.tokens("load(rb'a b|c'").lexer.openString)
        #expect(string.start == 5 && string.contentStart == 8 && string.form.isRaw && !string.form.isTriple)
        #expect(Self.tokens("load('abc'|").lexer.openString == nil)
        #expect(Self.tokens("load('abc\n|").lexer.openString == nil)
        #expect(Self.tokens("x = '''a\nb|").lexer.openString?.form.isTriple == true)
    }

    @Test(
        "the place in an f-string",
        arguments: [
            ("f'a|", nil), ("f'{{a|", nil), ("f'{a}b|", nil), ("'{a|", nil), ("f'{a|", "2 code"),
            ("f'{a} {b + |", "6 code"),
            ("f'{a:|", "2 format"), ("f'{a:.{n|", "6 code"), ("f'{a!|", "2 format"), ("f'{x[\"k|", "2 code"),
            ("f'{a=|", "2 code"), ("f'{a != |", "2 code"), ("f'{(a:=|", "2 code"), ("f'''{a\n + |", "4 code"),
        ] as [(String, String?)]) func formatted(_ marked: String, _ place: String?) throws
    {
        let string = try #require(Self.tokens(marked).lexer.openString)
        let bytes = Array(marked.utf8)
        let found = string.replacement(in: bytes, upTo: bytes.count - 1)
        #expect(found.map { "\($0.open) \($0.isInExpression ? "code" : "format")" } == place, "\(marked)")
    }
}
