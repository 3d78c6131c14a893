import Builtins
import Foundation
import Interpreter
import Rendering
import Testing

/// The one table of built-ins.
@Suite struct TableTests {
    static let entries = BuiltinTable.standard.entries

    @Test(arguments: Set(pages.map(\.entry.name)).sorted())
    func everyEntryHasASentenceOfHelp(name: String) throws {
        for (_, entry) in Self.pages where entry.name == name {
            #expect(entry.summary.hasSuffix("."), "\(entry.name)")
            let first = try #require(entry.summary.first)
            #expect(
                first.isUppercase || !first.isLetter
                    || entry.shownSignature.contains(entry.summary.prefix { $0.isLetter }))
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
        let interpreter = Interpreter()
        var page = ""
        let outcome = interpreter.run(Cell(number: 1, source: "help \(name)")) { event in
            if case .page(let shown) = event { page += shown.recorded.plain }
        }
        guard case .finished = outcome else {
            Issue.record("help \(name) failed")
            return
        }
        #expect(page.contains("("))
    }

    // MARK: - Each entry by itself

    static let pages = BuiltinTable.standard.pages

    @Test("every parameter has a meaning, and every default a text", arguments: pages.map(\.key))
    func parametersHaveMeanings(key: String) throws {
        let entry = try #require(Self.pages.first { $0.key == key }?.entry)
        var names: Set<String> = []
        for parameter in entry.signature.parameters + [entry.signature.names].compactMap(\.self) {
            #expect(parameter.meaning.count > 3, "\(key): \(parameter.name)")
            #expect(!parameter.meaning.hasSuffix("."), "\(key): \(parameter.name)")
            #expect(names.insert(parameter.name).inserted, "\(key): \(parameter.name) is there twice")
        }
    }

    /// What NumPy takes by place, by the names behind `np.`; see make_signatures.py.
    static let numpySignatures: [String: [String]] = {
        var signatures: [String: [String]] = [:]
        let text = try? String(contentsOf: interpreterFixtures.appending(path: "Signatures/numpy.txt"), encoding: .utf8)
        for line in (text ?? "").split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: ":")
            signatures[String(parts[0])] =
                parts.count > 1 ? parts[1].split(separator: " ").map(String.init) : []
        }
        return signatures
    }()

    /// Where NumPy's function of a page is, and how many parameters before the dot it lacks.
    private static func numpyPath(of key: String, _ entry: Builtin) -> (path: String, receivers: Int)? {
        if key == entry.title { return entry.isNumPys ? (entry.numpyPath, 0) : nil }
        let owner = ["tensor": "ndarray.", "generator": "random.Generator."][key.prefix { $0 != "." }]
        return owner.map { ($0 + entry.name, 1) }
    }

    @Test("every positional parameter stands where NumPy's stands", arguments: pages.map(\.key))
    func parametersStandWhereNumPysStand(key: String) throws {
        let entry = try #require(Self.pages.first { $0.key == key }?.entry)
        guard let (path, receivers) = Self.numpyPath(of: key, entry) else { return }
        let theirs = try #require(Self.numpySignatures[path], "NumPy has no \(path)")
        for (index, parameter) in entry.signature.parameters.enumerated().dropFirst(receivers) {
            // Sizes and tensors one by one are Descent's own addition; behind them stand keywords.
            if parameter.isVariadic || entry.signature.isKeywordOnly(index) { break }
            let place = index - receivers
            if theirs.indices.contains(place), theirs[place].hasPrefix("/") { continue }
            if theirs.dropFirst(place).first?.hasPrefix("*") == true { break }
            // NumPy's signature calls it a keyword, its function takes it by place all the same.
            if path == "arange", parameter.name == "dtype" { continue }
            #expect(
                theirs.indices.contains(place) && theirs[place] == parameter.name,
                "\(path)(\(theirs.joined(separator: ", "))) has no \(parameter.name) in place \(place)")
        }
    }

    /// What Python's functions and methods take by keyword; see make_signatures.py.
    static let pythonKeywords: [String: Set<String>] = {
        let text = try? String(
            contentsOf: interpreterFixtures.appending(path: "Signatures/python.txt"), encoding: .utf8)
        return (text ?? "").split(separator: "\n").reduce(into: [:]) { keywords, line in
            let parts = line.split(separator: ":")
            keywords[String(parts[0])] =
                parts.count > 1 ? Set(parts[1].split(separator: " ").map(String.init)) : []
        }
    }()

    @Test("a function of Python's takes by keyword what Python's takes", arguments: pages.map(\.key))
    func keywordsArePythons(key: String) throws {
        let entry = try #require(Self.pages.first { $0.key == key }?.entry)
        guard let theirs = Self.pythonKeywords[key], !theirs.contains("*"), !entry.isNumPys else { return }
        for name in entry.keywords { #expect(theirs.contains(name), "\(key)(\(name)=…)") }
    }

    @Test func pythonsKeywordsAreKnown() { #expect(Self.pythonKeywords.count > 300) }

    @Test("a function of arrays takes no keyword for what NumPy's takes by place alone", arguments: pages.map(\.key))
    func placesAreNumPys(key: String) throws {
        let entry = try #require(Self.pages.first { $0.key == key }?.entry)
        guard let (path, _) = Self.numpyPath(of: key, entry), let theirs = Self.numpySignatures[path],
            theirs.prefix(2) == ["/x", "out"] || theirs.prefix(3) == ["/x1", "/x2", "out"]
        else { return }
        for name in entry.keywords { #expect(!theirs.contains("/\(name)"), "\(path)(\(name)=…)") }
    }

    @Test("None stands where NumPy's out stands behind the parameters that are here", arguments: pages.map(\.key))
    func noneStandsForOut(key: String) throws {
        let entry = try #require(Self.pages.first { $0.key == key }?.entry)
        guard let (path, receivers) = Self.numpyPath(of: key, entry) else { return }
        let theirs = try #require(Self.numpySignatures[path], "NumPy has no \(path)")
        let signature = entry.signature
        let places = signature.parameters.indices.prefix {
            !signature.isKeywordOnly($0) && !signature.parameters[$0].isVariadic
        }
        let isNext = theirs.dropFirst(places.count - receivers).first == "out"
        #expect(signature.takesNone == isNext, "\(path)(\(theirs.joined(separator: ", ")))")
    }

    @Test("each public name of NumPy's is there, or is said to be NumPy's") func numpyNames() throws {
        let url = interpreterFixtures.appendingPathComponent("numpy-names.txt")
        let names = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(names.count > 500)
        for name in names {
            let parts = name.split(separator: ".").map(String.init)
            let module = parts.count == 1 ? Namespace.numpy : try #require(Namespace(rawValue: "np.\(parts[0])"))
            let isThere = BuiltinTable.standard.value(parts[parts.count - 1], in: module) != nil
            #expect(isThere || ForeignFunctions.advice(for: name, isBehindNumPy: true) != nil, "\(name)")
        }
    }

    @Test("no name is said to be NumPy's alone that is here, or that NumPy hasn't") func foreignNames() {
        let here = Set(
            Self.entries.filter { $0.door != .bare }.compactMap { [$0.numpyPath] + $0.aliases }
                .compactMap { $0.split(separator: ".").last.map(String.init) })
        let theirs = Set(Self.numpySignatures.keys.compactMap { $0.split(separator: ".").last.map(String.init) })
        // Objects that can't be called, and names of NumPy 1 that notebooks still use.
        let others: Set = ["mgrid", "ogrid", "mat", "in1d"]
        for name in ForeignFunctions.names {
            #expect(!here.contains(name), "\(name) is an entry")
            #expect(theirs.contains(name) || others.contains(name), "NumPy has no \(name)")
        }
    }
}
