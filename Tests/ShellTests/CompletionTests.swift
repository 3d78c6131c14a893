import Builtins
import Foundation
import Interpreter
import LineEditing
import Testing

@testable import Shell

/// A workspace with values of several kinds.
private var workspace: Workspace {
    let interpreter = Interpreter()
    let source = """
        x = zeros(10, 5)
        x_mean = 0.25
        xs = [[1, 2], x]
        cows = 3
        word = "abc"
        rng = np.random.default_rng(0)
        _private = 1
        größe = 2
        def train_it(epochs, learning_rate=0.1):
            return epochs

        """
    _ = interpreter.run(Cell(number: 1, source: source)) { _ in }
    return interpreter.workspace
}

private let folders = FolderLister(
    entries: { folder in
        let files: [String: [String]] = [
            ".": ["data/", "my data.npy", "mine.npy", "notes.txt", ".hidden", "it's.npy", "two words/", "-x.npy"],
            "data/": ["a.npy", "b.npy", "deep/"], "two words/": ["c d.npy"], "/home/ada/": ["w.npy"],
        ]
        return (files[folder] ?? []).map { name in
            .init(name: name.hasSuffix("/") ? String(name.dropLast()) : name, isFolder: name.hasSuffix("/"))
        }
    }, home: "/home/ada")

private func complete(_ marked: String, _ workspace: Workspace = workspace) throws -> Completion? {
    let bar = try #require(marked.unicodeScalars.firstIndex(of: "|"))
    let cursor = marked.unicodeScalars.distance(from: marked.unicodeScalars.startIndex, to: bar)
    var scalars = marked.unicodeScalars
    scalars.remove(at: bar)
    let completer = Completer(workspace: workspace, table: .standard, folders: folders)
    let completion = completer.completion(of: String(scalars), cursor: cursor)
    if let completion {
        #expect(completion.replaced.upperBound == cursor)
        let typed = String(scalars).unicodeScalars.dropFirst(completion.replaced.lowerBound)
            .prefix(completion.replaced.count)
        #expect(!typed.contains("\n"))
    }
    return completion
}

/// The candidates with what follows each of them if it is the only one.
private func texts(_ marked: String) throws -> [String] {
    try complete(marked)?.candidates.map { $0.text + $0.suffix } ?? []
}

@Suite("Completion") struct CompletionTests {
    @Test(
        "names and commands",
        arguments: [
            ("x|", ["x", "x_mean", "xs"]),
            ("cow|", ["cows"]),
            ("_pr|", ["_private"]),
            ("grö|", ["größe"]),
            ("y = x_|", ["x_mean"]),
            ("trai|", ["train_it(", "train "]),
            ("y = trai|", ["train_it(", "train("]),
            ("whos|", ["whos"]),
            ("linspa|", ["linspace "]),
            ("y = linspa|", ["linspace("]),
            ("isfin|", ["isfinite("]),
            ("(isfin|", ["isfinite("]),
            ("isfin|(x)", ["isfinite"]),
            ("x + cow|nter", ["cows"]),
            ("if cow|", ["cows"]),
            ("if True: cow|", ["cows"]),
            ("if cows: whi|", ["while "]),
            ("a = 1; whi|", ["while "]),
            ("a = whi|", []),
            ("a = Tr|", ["True"]),
            ("a = lamb|", ["lambda "]),
            ("lambda cow|", []),
            ("retu|", ["return"]),
            ("for i i|", ["if ", "in ", "is "]),
            ("cows i|", ["if ", "in ", "is "]),
            ("x[0] an|", ["and "]),
            ("(cows an|", ["and "]),
            ("def cow|", []), ("def f(cow|", []), ("def f(a=cow|", ["cows"]),
            (
                "import nu|",
                [
                    "numbers ", "numpy ", "numpy.exceptions ", "numpy.fft ", "numpy.lib ", "numpy.lib.stride_tricks ",
                    "numpy.linalg ",
                    "numpy.random ", "numpy.testing ",
                ]
            ), ("from numpy i|", []),
            ("import numpy as n|", []),
            ("from math import sq|", ["sqrt"]),
            ("from math import pi, is|", ["isclose", "isfinite", "isinf", "isnan", "isqrt"]),
            ("from statist|", ["statistics "]), ("import numpy.li|", ["lib ", "lib.stride_tricks ", "linalg "]),
        ]) func names(_ text: String, _ expected: [String]) throws
    {
        #expect(try texts(text) == expected, "\(text)")
    }

    @Test("the user's names come first, then commands, then the rest, and private ones last") func order() throws {
        let names = try #require(try complete("|")).candidates.map(\.text)
        let user = ["cows", "größe", "rng", "train_it", "word", "x", "x_mean", "xs"]
        #expect(Array(names.prefix(user.count)) == user)
        let private_ = try #require(names.firstIndex(of: "_private"))
        let train = try #require(names.firstIndex(of: "train"))
        let abs = try #require(names.firstIndex(of: "abs"))
        #expect(user.count - 1 < train && train < abs && abs < private_)
        #expect(private_ == names.count - 1)
    }

    @Test(
        "the list says what a name holds",
        arguments: [
            ("x|", "x", "(10, 5)"), ("x|", "x_mean", "float 0.25"), ("x|", "xs", "list of 2"),
            ("cow|", "cows", "int 3"),
            ("wor|", "word", "str"), ("trai|", "train_it", "(epochs, learning_rate=…)"),
            ("identi|", "identity", "(n, dtype=float)"), ("x.sh|", "shape", "(10, 5)"), ("x.nd|", "ndim", "int 2"),
            ("x.resh|", "reshape", "(*sizes, shape=None)"), ("x.T.sh|", "shape", "(5, 10)"),
            ("x.me|", "mean", "(axis=None, dtype=None, *, keepdims=False)"),
        ]) func details(_ text: String, _ name: String, _ detail: String) throws
    {
        let candidate = try complete(text)?.candidates.first { $0.text == name }
        #expect(candidate?.detail == detail)
    }

    @Test("in a long list long parameter lists are cut, so that it has columns") func shortDetails() throws {
        let few = try #require(try complete("np.linsp|")).candidates
        #expect(few.map(\.detail) == ["(start, stop, num=50, endpoint=True, retstep=False, dtype=None)"])
        let many = try #require(try complete("np.l|")).candidates
        #expect(many.first { $0.text == "linspace" }?.detail == "(start, stop, num=50, …)")
        #expect(many.first { $0.text == "log" }?.detail == "(x)")
        #expect(many.allSatisfy { $0.detail.count <= 24 })
    }

    @Test(
        "attributes and methods of the value at hand",
        arguments: [
            ("x.sha|", ["shape"]), ("x.T.sha|", ["shape"]), ("x.argm|", ["argmax(", "argmin("]),
            ("np.isfin|", ["isfinite("]), ("np.linalg.nor|", ["norm("]),
            ("np.random.standard_n|", ["standard_normal("]),
            ("rng.integ|", ["integers("]), ("\"abc\".upp|", ["upper("]), ("word.upp|", ["upper("]),
            ("[1, 2].app|", ["append("]), ("xs.app|", ["append("]), ("xs[1].sha|", ["shape"]),
            ("xs[0].app|", ["append("]),
            ("x[0, :].sha|", ["shape"]), ("(x - 1).resh|", ["reshape("]), ("np.zeros(3).resh|", ["reshape("]),
            ("x.mean(axis=0).resh|", ["reshape("]), ("x.reshape(2, -1).T.sha|", ["shape"]),
            ("word.strip().upp|", ["upper("]), ("f(x.sha|", ["shape"]), ("x . sha|", ["shape"]),
            ("shape x.sha|", ["shape"]), ("nothing.sha|", []), ("cows.sha|", []), ("3.sha|", []), ("x.nothing.|", []),
            ("y = 3; x.sha|", ["shape"]), ("str(3).upp|", ["upper("]), (".|", []), ("x..|", []),
        ]) func attributes(_ text: String, _ expected: [String]) throws
    {
        #expect(try texts(text) == expected, "\(text)")
    }

    @Test(
        "keyword names inside a call, in both forms",
        arguments: [
            ("train(10, l|", "loss="), ("train 10 lr|", "lr="), ("train(10, lr=0.1, ev|", "every="),
            ("train 10 lr=0.1 ev|", "every="), ("train_it(1, lea|", "learning_rate="),
            ("train_it 1 lea|", "learning_rate="),
            ("y = train_it 1 lea|", "learning_rate="), ("x.mean(ax|", "axis="), ("sum(x, ax|", "axis="),
            ("np.zeros(3, dt|", "dtype="), ("f([1, 2], sum(x, keepd|", "keepdims="),
            ("def g(alpha, beta=1):\n    return alpha\n\ng(1, be|", "beta="), ("print(x, se|", "sep="),
            ("rng.normal(sc|", "scale="), ("train(10,\n      lr|", "lr="),
        ]) func keywords(_ text: String, _ expected: String) throws
    {
        #expect(try texts(text).first == expected, "\(text)")
    }

    @Test(
        "no keyword name where none can stand, or where it was given",
        arguments: [
            ("train(10, lr=l|", "lr="), ("train(10, lr=0.1, l|", "lr="), ("train 10 lr=0.1 l|", "lr="),
            ("train(ep + l|", "lr="),
            ("train([l|", "lr="), ("train 10 lr=l|", "lr="), ("train(10, epo|", "epochs="), ("shape(ten|", "tensors="),
        ]) func noKeywords(_ text: String, _ name: String) throws
    {
        #expect(try !texts(text).contains(name), "\(text)")
    }

    @Test("an equals sign that is there already is not added") func equals() throws {
        #expect(try texts("train(10, ever|=3)") == ["every"])
    }

    @Test(
        "names that the unfinished cell has set",
        arguments: [
            ("alpha = 1\nal|", "alpha"), ("alpha, beta = 1, 2\nbe|", "beta"), ("for item in xs:\n    it|", "item"),
            ("def func(argument):\n    arg|", "argument"), ("def func(argument):\n    pass\nfu|", "func("),
            ("[item for item in xs if it|", "item"), ("f = lambda value: val|", "value"),
            ("a = b2 = 1; b|", "b2"), ("if True:\n    deep = 1\n    de|", "deep"),
        ]) func namesOfCell(_ text: String, _ expected: String) throws
    {
        #expect(try texts(text).contains(expected), "\(text)")
    }

    @Test(
        "nothing inside strings and comments",
        arguments: [
            "'cow|", "\"cow|", "# cow|", "x = 1 # cow|", "'''cow|", "'''a\ncow|", "print('cow|", "x['cow|", "f'cow|",
            "f'{x:cow|", "r'cow|", "f'{{cow|", "12|", "1e|", "0x|", "f(x)|", "'abc'|",
        ]) func nothing(_ text: String) throws
    {
        #expect(try complete(text) == nil, "\(text)")
    }

    @Test(
        "the fields of f-strings are code",
        arguments: [
            ("f'{cow|", ["cows"]), ("f'{x} {cow|", ["cows"]), ("f'{x:.3f} {cow|", ["cows"]), ("f'{x.sha|", ["shape"]),
            ("print(f'{cow|", ["cows"]), ("f'{sum(cow|", ["cows"]), ("f'''\n{cow|", ["cows"]),
            ("f'{x:{cow|", ["cows"]), ("f'{x}' + cow|", ["cows"]), ("f'{x!r}' + cow|", ["cows"]),
            ("a = 'abc\ncow|", ["cows"]), ("a = f'{abc\ncow|", ["cows"]),
        ]) func fields(_ text: String, _ expected: [String]) throws
    {
        #expect(try texts(text) == expected, "\(text)")
    }

    @Test(
        "topics behind help and a question mark",
        arguments: [
            ("help sess|", ["sessions"]), ("?sess|", ["sessions"]), ("help identi|", ["identity"]),
            ("?identi|", ["identity"]),
            ("help train_|", ["train_it"]), ("help np.random.standard_n|", ["standard_normal"]),
            ("?np.linalg.nor|", ["norm"]), ("help whi|", ["while"]), ("help help|", ["help"]),
        ]) func topics(_ text: String, _ expected: [String]) throws
    {
        #expect(try texts(text) == expected, "\(text)")
        #expect(try !texts("help |").isEmpty)
    }

    @Test("half-typed cells of any kind do no harm") func hostile() throws {
        let pieces = [
            "(", "[", "{", ")", "]", "}", "'", "\"", "'''", "f'", "f\"{", "\\", "\n", "\r\n", " ", ".", ",", ":", "=",
            "==", ";",
            "#", "x", "x.T", "load ", "help ", "?", "é", "語", "👩‍🔬", "\0", "e\u{301}", "for ", "def f(", "lambda ", "1.5",
            "!r",
        ]
        // Other cells are made with another seed; CI sets the day's. A debug build takes ten times as long.
        let seed = UInt64(ProcessInfo.processInfo.environment["FUZZ_SEED"] ?? "0") ?? 0
        var state = 88_172_645_463_325_252 &+ seed
        #if DEBUG
            let count = 150
        #else
            let count = 600
        #endif
        let completer = Completer(workspace: workspace, table: .standard, folders: folders)
        for _ in 0..<count {
            var text = ""
            for _ in 0..<14 {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                text += pieces[Int(state % UInt64(pieces.count))]
            }
            let count = text.unicodeScalars.count
            for cursor in [0, count / 2, count, count + 5, -1] {
                guard let completion = completer.completion(of: text, cursor: cursor) else { continue }
                #expect(completion.replaced.upperBound == min(max(cursor, 0), count))
                #expect(completion.replaced.lowerBound >= 0)
            }
        }
        for bracket in ["(", "[", "f'{", "x.", "x[", "(x,"] {
            let deep = String(repeating: bracket, count: 20_000)
            _ = completer.completion(of: deep + "x.sha", cursor: deep.unicodeScalars.count + 5)
        }
        let chain = "x" + String(repeating: ".T", count: 20_000) + ".sha"
        #expect(completer.completion(of: chain, cursor: chain.count) == nil)
    }

    @Test("ten thousand names are found and ordered") func many() throws {
        let interpreter = Interpreter()
        let source = (0..<10_000).map { "name_\($0) = \($0)" }.joined(separator: "\n")
        _ = interpreter.run(Cell(number: 1, source: source)) { _ in }
        let all = try #require(try complete("name_|", interpreter.workspace)).candidates.map(\.text)
        #expect(all.count == 10_000)
        #expect(all == all.sorted())
        #expect(try complete("name_9999|", interpreter.workspace)?.candidates.map(\.detail) == ["int 9999"])
    }
}
