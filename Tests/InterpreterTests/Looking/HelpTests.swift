import Builtins
import Foundation
import Interpreter
import Platform
import Rendering
import Testing

/// The pages of `help`, at the usual width and on a narrow screen.
@Suite struct HelpTests {
    /// A page of each kind.
    static let topics = [
        "", "reductions", "travel", "train", "sum", "np.sum", "zeros", "seed", "shuffle", "tanh", "solve", "whos",
        "time",
        "x.mean", "x.shape", ".T", "item", "list.append", "rng.normal", "tensor", "list", "float", "np.random", "np.pi",
        "language", "types", "numpy", "shapes", "broadcasting", "indexing", "formatting", "random", "files", "commands",
        "keys", "sessions", "lessons", "page", "startup", "tutorial", "if", "class", "dict", "x", "n", "s", "scaled",
        "square",
    ]

    private func page(_ topic: String, columns: Int) throws -> String {
        var session = try LookingFixtureTests.prepared()
        session.interpreter.options.columns = columns
        let said = session.run(topic.isEmpty ? "help" : "help \(topic)")
        return Self.screen(session.told, columns) ?? said
    }

    /// What stands on the screen; nil where there was no page.
    private static func screen(_ told: Told, _ columns: Int) -> String? {
        told.pages.isEmpty ? nil : told.pages.map { $0.markup(columns: columns).plain }.joined()
    }

    @Test(arguments: [80, 40])
    func pagesAreAsRecorded(columns: Int) throws {
        let url = LookingFixtureTests.folder.appendingPathComponent("pages-\(columns).txt")
        var said = ""
        for topic in Self.topics { said += ">>> help \(topic)\n\(try page(topic, columns: columns))" }
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try said.write(to: url, atomically: true, encoding: .utf8)
            Issue.record("recorded; read it, and run again without RECORD_FIXTURES")
        } else {
            #expect(said == (try String(contentsOf: url, encoding: .utf8)))
        }
    }

    /// What a learner asks leads to the command that does it.
    @Test(arguments: [
        ("how to train", "train"), ("gradient descent", "train"), ("cross validation", "split"),
        ("learning rate", "diagnose"), ("fit a model", "train"), ("train test split", "split"),
        ("confusion matrix", "score"),
        ("read a csv file", "load"), ("draw a histogram", "hist"), ("which variables are there", "whos"),
        ("go back in time", "undo"), ("neural networks", "models"), ("random seed", "seed"), ("missing values", "find"),
        ("how do I save my session", "export"), ("matrix multiplication", "matmul"), ("inverse of a matrix", "inv"),
    ])
    func wordsFindPages(question: String, title: String) throws {
        let lines = try page(question, columns: 80).split(separator: "\n")
        #expect(lines.first?.hasPrefix("help \(title) ") == true, "\(lines.first ?? "nothing")")
        #expect(lines.filter { $0.hasPrefix("help ") }.count <= 7)
    }

    /// Whatever the search leads to has a page.
    @Test func foundPagesAreThere() throws {
        for question in ["train", "file", "x", "matrix", "time", "number of rows", "repeat"] {
            for line in try page(question + " of", columns: 200).split(separator: "\n") where line.hasPrefix("help ") {
                let title = line.dropFirst(5).prefix { $0 != " " }
                #expect(try !page(String(title), columns: 80).hasPrefix("error"), "\(title)")
            }
        }
    }

    @Test func wordsThatNoPageHasAreToldOf() throws {
        #expect(try page("qwxyz zzkkq", columns: 80).contains("no page speaks of qwxyz zzkkq"))
        #expect(try page("backpropagation", columns: 80).contains("see help grad"))
    }

    @Test func theOverviewFitsAScreen() throws {
        let lines = try page("", columns: 80).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 23)
        for word in ["train", "zeros", "seed", "whos", "help reductions", "keys"] {
            #expect(lines.contains { $0.contains(word) }, "\(word)")
        }
    }

    /// Every entry has a page that names its parameters, and no page is wider than the screen but for lines of code.
    @Test(arguments: [80, 40])
    func noPageIsTooWide(columns: Int) throws {
        var session = try LookingFixtureTests.prepared()
        session.interpreter.options.columns = columns
        let entries = BuiltinTable.standard.entries.map { $0.numpyName ?? $0.name }
        for name in entries + Self.topics {
            let said = session.run("help \(name)")
            #expect(!said.hasPrefix("error"), "\(name)")
            for line in (Self.screen(session.told, columns) ?? said).split(separator: "\n")
            where DisplayWidth.columns(of: String(line)) > columns {
                // Code and examples stand as they are written, and so do names that are too long for a line.
                let isOfLongName = line.split(separator: " ").contains { $0.count > columns - 8 }
                #expect(line.hasPrefix("  ") || isOfLongName, "\(name): \(line)")
                #expect(DisplayWidth.columns(of: String(line)) <= 80, "\(name): \(line)")
            }
        }
    }

    @Test(arguments: ["?scaled", "scaled?", "help scaled", "help(scaled)"])
    func questionMarksAskForHelp(source: String) throws {
        var session = try LookingFixtureTests.prepared()
        let said = session.run(source)
        #expect(said.contains("scaled(x, rate=…)"))
        #expect(said.contains("A docstring of"))
    }

    @Test(arguments: [
        ("help nope", "help alone"), ("help trian", "did you mean train?"),
        ("help reducions", "did you mean reductions?"),
        ("help np.meen", "did you mean np.mean?"), ("help x.mena", "did you mean x.mean?"),
        ("help bigg", "did you mean big?"), ("help memmap", "NumPy has `memmap`; Descent hasn't"),
        ("help np.float16", "float32 is the narrowest float here"), ("help torch", "NumPy's functions only"),
    ])
    func unknownWordsSayWhatIsNearest(source: String, expected: String) throws {
        var session = try LookingFixtureTests.prepared()
        #expect(session.run(source).contains(expected))
    }

    @Test(
        "unknown names of cells lead to the nearest command, name or NumPy function",
        arguments: [
            ("trian 20", "did you mean train?"), ("wohs", "did you mean whos?"), ("meen(x)", "did you mean mean?"),
            ("bigg + 1", "did you mean big"), ("np.meen(x)", "did you mean np.mean?"),
            ("x.mena()", "did you mean mean?"),
            ("amax(x)", "did you mean np.amax?"), ("eignh(x)", "did you mean eigh?"),
            ("asmatrix(x)", "NumPy has `asmatrix`, Descent hasn't: tensors multiply by @"),
            ("memmap(x)", "NumPy has `memmap`, Descent hasn't"), ("nothinglikeit(x)", "there is no nothinglikeit"),
        ])
    func unknownNames(source: String, expected: String) throws {
        var session = try LookingFixtureTests.prepared()
        #expect(session.run(source).contains(expected))
    }

    /// No name that is said to be missing is there.
    @Test func whatIsSaidToBeMissingIsMissing() throws {
        var session = TestSession()
        for entry in BuiltinTable.standard.entries {
            #expect(!session.run("help \(entry.numpyName ?? entry.name)").contains("hasn't"), "\(entry.name)")
        }
    }
}
