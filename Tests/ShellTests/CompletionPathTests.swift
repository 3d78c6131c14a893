import LineEditing
import Syntax
import Testing

@testable import Builtins
@testable import Interpreter
@testable import Shell

private let folders = FolderLister(
    entries: { folder in
        let files: [String: [String]] = [
            ".": [
                "data/", "my data.npy", "mine.npy", "notes.txt", ".hidden", "it's.npy", "two words/", "-x.npy", "語.npy",
            ],
            "data/": ["a.npy", "b.npy", "deep/"], "data/deep/": ["01-intro.session", "mean.session", "x.npy", "more/"],
            "two words/": ["c d.npy"], "/home/ada/": ["w.npy"],
            "../": ["up.npy"], "/": ["tmp/"],
        ]
        return (files[folder] ?? []).map { name in
            .init(name: name.hasSuffix("/") ? String(name.dropLast()) : name, isFolder: name.hasSuffix("/"))
        }
    }, home: "/home/ada")

/// The table with commands that take paths, and one that takes source.
private let table = BuiltinTable(further: [
    Builtin(
        "fetch", .look, door: .bare, [.path("path", "a file"), .text("name", default: nil, "a name")], "A test."
    ) { (_, _) throws(EvaluationError) in .none },
    Builtin(
        "store", .look, door: .bare, [.path("path", "a file"), .rest("tensors", "the tensors")], "A test."
    ) { (_, _) throws(EvaluationError) in .none },
    Builtin("find_input", .look, door: .bare, [.word("text", default: nil, "a text")], "A test.") {
        (_, _) throws(EvaluationError) in .none
    },
    Builtin(
        "read_table", .make, [.path("fname", "a file"), .integer("skip", default: 0, "how many lines")], "A test."
    ) { (_, _) throws(EvaluationError) in .none },
    Builtin("leaf", .look, door: .bare, traits: .readsSessions, [.value("value", "a value or a session")], "A test.") {
        (_, _) throws(EvaluationError) in .none
    },
    Builtin("clock", .look, door: .bare, [.source("statement", example: "1", "a statement")], "A test.") {
        (_, _) throws(EvaluationError) in .none
    },
])

private func texts(_ marked: String, labels: Bool = false) throws -> [String] {
    let bar = try #require(marked.unicodeScalars.firstIndex(of: "|"))
    let cursor = marked.unicodeScalars.distance(from: marked.unicodeScalars.startIndex, to: bar)
    var scalars = marked.unicodeScalars
    scalars.remove(at: bar)
    let interpreter = Interpreter(table: table)
    _ = interpreter.run(Cell(number: 1, source: "dat = 1")) { _ in }
    let completer = Completer(workspace: interpreter.workspace, table: table, folders: folders)
    guard let completion = completer.completion(of: String(scalars), cursor: cursor) else { return [] }
    return completion.candidates.map { candidate in
        // As the line reads when the candidate has been put in its place.
        var line = Array(scalars)
        line.replaceSubrange(completion.replaced, with: Array((candidate.text + candidate.suffix).unicodeScalars))
        var text = ""
        text.unicodeScalars.append(contentsOf: line)
        return labels ? candidate.label : text
    }
}

@Suite("Completion of paths") struct CompletionPathTests {
    @Test(
        "in the words that commands read raw",
        arguments: [
            ("fetch dat|", ["fetch data/"]),
            ("fetch data/|", ["fetch data/a.npy ", "fetch data/b.npy ", "fetch data/deep/"]),
            ("w = fetch data/a|", ["w = fetch data/a.npy "]), ("if x: fetch data/a|", ["if x: fetch data/a.npy "]),
            ("fetch no|", ["fetch notes.txt "]), ("fetch .h|", ["fetch \".hidden\""]),
            ("fetch ../u|", ["fetch ../up.npy "]),
            ("fetch /t|", ["fetch /tmp/"]), ("fetch it|", ["fetch it's.npy "]), ("fetch 語|", ["fetch 語.npy "]),
            ("fetch -|", ["fetch \"-x.npy\""]), ("fetch ~/|", ["fetch /home/ada/w.npy "]),
            ("fetch my|", ["fetch \"my data.npy\""]), ("fetch two|", ["fetch \"two words/"]),
            ("fetch mi|", ["fetch mine.npy "]), ("fetch m|", ["fetch \"mine.npy\"", "fetch \"my data.npy\""]),
            ("fetch no| x", ["fetch notes.txt x"]), ("fetch nothing/|", []), ("find_input no|", []),
        ]) func raw(_ text: String, _ expected: [String]) throws
    {
        #expect(try texts(text) == expected, "\(text)")
    }

    @Test(
        "in string literals that are paths",
        arguments: [
            ("fetch \"my|", ["fetch \"my data.npy\""]), ("fetch \"two words/|", ["fetch \"two words/c d.npy\""]),
            ("fetch 'my|", ["fetch 'my data.npy'"]), ("fetch(\"my|", ["fetch(\"my data.npy\""]),
            ("fetch(\"my|\")", ["fetch(\"my data.npy\")"]), ("fetch('it|", ["fetch('it\\'s.npy'"]),
            ("fetch(path='no|", ["fetch(path='notes.txt'"]), ("np.read_table('no|", ["np.read_table('notes.txt'"]),
            ("w = np.read_table('data/a|", ["w = np.read_table('data/a.npy'"]),
            ("read_table 'data/a|", ["read_table 'data/a.npy'"]),
            ("read_table 0 fname='data/a|", ["read_table 0 fname='data/a.npy'"]),
            ("fetch(r'it|", []), ("fetch(f'no|", []), ("fetch('no', 'no|", []), ("print('no|", []),
            ("fetch no 'no|", []), ("fetch(print('no|", []), ("fetch(['no|", []), ("np.read_table(skip='no|", []),
            ("def open_it(path):\n    pass\nopen_it('no|", ["def open_it(path):\n    pass\nopen_it('notes.txt'"]),
        ]) func literals(_ text: String, _ expected: [String]) throws
    {
        #expect(try texts(text) == expected, "\(text)")
    }

    @Test(
        "session files, beside names, where a word may be either",
        arguments: [
            ("leaf dat|", ["leaf dat", "leaf data/"]), ("leaf nothin|", []), ("leaf data/|", ["leaf data/deep/"]),
            (
                "leaf data/deep/|",
                ["leaf data/deep/01-intro.session ", "leaf data/deep/mean.session ", "leaf data/deep/more/"]
            ), ("leaf data/deep/01-|", ["leaf data/deep/01-intro.session "]),
            ("leaf data/deep/mean.s|", ["leaf data/deep/mean.session "]),
            ("leaf \"data/deep/m|", ["leaf \"data/deep/mean.session\"", "leaf \"data/deep/more/"]),
            ("leaf(dat|", ["leaf(dat"]), ("leaf dat da|", ["leaf dat dat"]),
        ]) func sessions(_ text: String, _ expected: [String]) throws
    {
        #expect(try texts(text) == expected, "\(text)")
    }

    @Test("what is completed can be read back as the path") func readBack() throws {
        for line in try texts("fetch |") where !line.hasSuffix("/") {
            let block = try Parser(commands: table.commands).parse(line)
            guard case .expression(let expression, _) = block.first?.kind, case .command(let command) = expression.kind
            else {
                Issue.record("no command: \(line)")
                continue
            }
            let path: String?
            switch command.arguments.first {
            case .raw(let text, _): path = text
            case .positional(let expression):
                if case .constant(.string(let text)) = expression.kind { path = text } else { path = nil }
            default: path = nil
            }
            #expect(folders.entries(".").contains { $0.name == path }, "\(line)")
        }
    }

    @Test("hidden files only behind a dot, and folders are marked in the list") func labels() throws {
        #expect(
            try texts("fetch |", labels: true) == [
                "-x.npy", "data/", "it's.npy", "mine.npy", "my data.npy", "notes.txt", "two words/", "語.npy",
            ])
    }

    @Test("words behind the path are names again") func names() throws {
        #expect(try texts("store data/x dat|") == ["store data/x dat"])
        #expect(try texts("fetch data/x na|").first == "fetch data/x name=")
        #expect(try texts("fetch('data/x', na|").first == "fetch('data/x', name=")
        #expect(try texts("fetch = dat|") == ["fetch = dat"])
    }

    @Test("behind a command that takes source a statement begins") func source() throws {
        #expect(try texts("clock whi|") == ["clock while "])
        #expect(try texts("clock train 10 l|").prefix(2) == ["clock train 10 loss=", "clock train 10 lr="])
        #expect(try texts("clock fetch no|") == ["clock fetch notes.txt "])
        #expect(try texts("clock x = fetch no|") == ["clock x = fetch notes.txt "])
    }

    @Test("the folders of the system are listed") func system() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a b.txt", "")
        let path = String(file.dropLast("a b.txt".count))
        let system = FolderLister.system
        #expect(system.entries(path) == [.init(name: "a b.txt", isFolder: false)])
        #expect(system.entries("/").contains(.init(name: "tmp", isFolder: true)))
        #expect(system.entries(path + "nothing").isEmpty)
    }
}
