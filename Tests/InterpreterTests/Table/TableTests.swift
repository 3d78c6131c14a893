import Interpreter
import Rendering
import Testing

/// The one table of built-ins.
@Suite struct TableTests {
    static let entries = BuiltinTable.standard.entries

    @Test(arguments: entries.map(\.name))
    func everyEntryHasASentenceOfHelp(name: String) throws {
        for entry in Self.entries where entry.name == name {
            #expect(entry.summary.hasSuffix("."), "\(entry.signature)")
            let first = try #require(entry.summary.first)
            #expect(first.isUppercase || entry.signature.contains(entry.summary.prefix { $0.isLetter }))
        }
    }

    @Test func namesAreUniqueBehindEachDoor() {
        let bare = Self.entries.filter { $0.door != .numpy }.map(\.name)
        #expect(Set(bare).count == bare.count)
        let numpy = Self.entries.filter { $0.door != .bare }.flatMap { [$0.numpyPath] + $0.aliases }
        #expect(Set(numpy).count == numpy.count)
    }

    /// What the language promises at the least.
    @Test(arguments: [
        "array zeros ones full eye arange linspace zeros_like ones_like",
        "random.seed random.rand random.randn random.random random.uniform random.normal random.randint",
        "random.permutation random.shuffle random.choice random.default_rng",
        "exp log log2 log10 log1p expm1 sqrt abs sign sin cos tan tanh square maximum minimum where clip power",
        "isnan isfinite round floor ceil sum mean std var median min max argmin argmax prod any all cumsum argsort",
        "sort unique reshape ravel transpose concatenate stack vstack hstack column_stack expand_dims squeeze",
        "append dot outer linalg.norm linalg.solve linalg.inv linalg.det linalg.lstsq allclose array_equal",
    ])
    func numpyDoorsAreThere(names: String) {
        for name in names.split(separator: " ") {
            #expect(BuiltinTable.standard.entry(named: "np.\(name)") != nil, "np.\(name)")
        }
    }

    @Test(arguments: [
        "print len range int float str bool list tuple abs min max sum round zip enumerate sorted reversed",
        "isinstance type forward loss backward step train shape show whos help quit seed rand randn",
    ])
    func bareNamesAreThere(names: String) {
        for name in names.split(separator: " ") {
            #expect(BuiltinTable.standard.bareNames.contains(String(name)), "\(name)")
        }
    }

    @Test(arguments: entries.map { $0.numpyName ?? $0.name })
    func everyEntryHasAHelpPage(name: String) {
        var interpreter = Interpreter()
        var page = ""
        let outcome = interpreter.run(Cell(number: 1, source: "help \(name)")) { event in
            if case .markup(let markup) = event { page += markup.plain }
        }
        guard case .finished = outcome else {
            Issue.record("help \(name) failed")
            return
        }
        #expect(page.contains("("))
    }
}
