import Testing

@testable import Shell

/// Where plots are drawn, and where they are only told.
@Suite("Drawings in the shell") struct ShellDrawingTests {
    private static let cell = "plot([1, 2, 3])"
    private static let sentence = "[1, 2, 3]: 3 values, 1 to 3, rising all the way"

    @Test("a pipe gets the sentence") func pipe() throws {
        let outcome = try Descent.run(["-c", Self.cell])
        #expect(outcome.output == Self.sentence + "\n" && outcome.errors == "")
    }

    @Test("--plain gives the sentence on a terminal too") func plain() throws {
        let terminal = try PseudoTerminal(["--plain", "-c", Self.cell])
        #expect(terminal.status() == 0)
        #expect(terminal.rest == Self.sentence + "\r\n")
    }

    @Test("a terminal gets the drawing, in Braille where its character set is UTF-8") func terminal() throws {
        for (environment, isBraille) in [
            (["LC_ALL": "C.UTF-8"], true), (["LC_ALL": "en_US.utf8"], true), (["LC_ALL": "C"], false),
            (["LC_ALL": "", "LC_CTYPE": "", "LANG": "de_DE.ISO-8859-1"], false), (["TERM": "dumb"], false),
        ] {
            let terminal = try PseudoTerminal(["-c", Self.cell], environment: environment)
            #expect(terminal.status() == 0)
            let drawn = terminal.rest
            #expect(drawn.hasSuffix(Self.sentence + "\r\n"))
            #expect(drawn.unicodeScalars.contains { 0x2800...0x28FF ~= $0.value } == isBraille, "\(environment)")
            #expect(drawn.unicodeScalars.allSatisfy { $0.isASCII } == !isBraille, "\(environment)")
            #expect(drawn.split(separator: "\r\n").count > 15)
        }
    }

    @Test("the losses that a curve is made of stay few, and cover the whole training") func samples() {
        var samples = LossSamples()
        for loss in 0..<100_000 { samples.append(Double(loss)) }
        #expect(samples.values.count < LossSamples.capacity && samples.values.count >= LossSamples.capacity / 2)
        #expect(samples.values.first == 0 && samples.values == samples.values.sorted())
        #expect((samples.values.last ?? 0) > 95_000)
    }
}
