import Files
import Foundation
import Interpreter
import Syntax
import Tensors
import Testing

/// `load`, `save` and NumPy's names for them, in cells.
@Suite("Files in cells") struct FileTests {
    private static let fixtures = interpreterFixtures.deletingLastPathComponent().appendingPathComponent("TensorFiles")

    /// What a session prints after a preparation, which must succeed.
    private func output(_ preparation: String, _ source: String) -> String {
        var session = TestSession()
        #expect(session.run(preparation) == "", "\(preparation)")
        return session.run(source)
    }

    static let preparation = "x = arange(6.0).reshape(2, 3); w = np.array([1, 2]); m = x > 2"

    @Test(
        "what is saved is loaded",
        arguments: [
            ("save x.npy x; y = load x.npy", "np.array_equal(x, y)", "True"),
            ("save x.npy x; y = load ./x.npy", "np.array_equal(x, y)", "True"),
            ("save(\"x.npy\", x); y = load(\"x.npy\")", "y", "[[0. 1. 2.]\n [3. 4. 5.]]"),
            ("np.save(\"x\", x); y = np.load(\"x.npy\")", "y", "[[0. 1. 2.]\n [3. 4. 5.]]"),
            ("save \"a b.npy\" w; y = load \"a b.npy\"", "y", "[1 2]"),
            ("save m.npy m", "load m.npy", "[[False False False]\n [ True  True  True]]"),
            ("save l.npy [1, 2.5]; p = 'l.npy'", "load (p)", "[1.  2.5]"),
            ("save n.npy 3", "load n.npy", "3"),
            ("save a.npz x w", "load a.npz name=\"w\"", "[1 2]"),
            ("save a.npz w", "load(\"a.npz\")", ""),
            ("save a.npz w; y = load a.npz", "y", "[1 2]"),
            ("save a.npz x w; del x; del w; load a.npz", "print(x.shape, w)", "(2, 3) [1 2]"),
            ("save(\"a.npz\", w, total=x.sum()); load \"a.npz\"", "total", "15.0"),
            ("save a.npz total=(x.sum())", "load a.npz name='total'", "15.0"),
            ("np.savez(\"a\", x, w, b=m); load a.npz", "print(arr_0.shape, arr_1, b.dtype)", "(2, 3) [1 2] bool"),
            ("np.savez_compressed('a.npz', x=x)", "load('a.npz', name='x')", "[[0. 1. 2.]\n [3. 4. 5.]]"),
            ("save t.csv x", "load t.csv", "[[0. 1. 2.]\n [3. 4. 5.]]"),
            ("save t.txt x.T", "load t.txt", "[[0. 3.]\n [1. 4.]\n [2. 5.]]"),
            ("save t.txt w", "load t.txt dtype=int", "[1 2]"),
            ("save t.txt w", "np.loadtxt(\"t.txt\")", "[1. 2.]"),
            ("save t.csv x", "np.loadtxt('t.csv', delimiter=',', usecols=(2, 0), unpack=True)", "[[2. 5.]\n [0. 3.]]"),
            ("save t.csv x", "np.genfromtxt('t.csv', delimiter=',', skip_header=1)", "[3. 4. 5.]"),
            ("save t.txt w", "loadtxt t.txt ndmin=2", "[[1.]\n [2.]]"),
            ("from pathlib import Path; np.save(Path('x.npy'), w)", "np.load(Path('.') / 'x.npy')", "[1 2]"),
            ("np.savetxt('t.txt', x, fmt='%d', header='a b c')", "load t.txt", "[[0. 1. 2.]\n [3. 4. 5.]]"),
            ("np.savetxt('t.txt', x, fmt=['%.1f', '%d', '%.2e'], delimiter=';')", "load t.txt usecols=2", "[2. 5.]"),
            ("np.savetxt('t.txt', x, '%d a %d b %d')", "loadtxt t.txt usecols=4", "[2. 5.]"),
            ("save x.npy x; save x.npy w", "load x.npy", "[1 2]"),
            ("save x.npy x; y = load x.npy mmap=True", "y", "[[0. 1. 2.]\n [3. 4. 5.]]"),
            (
                "save x.npy x; y = load('x.npy', mmap=True)", "print(y[1, ::2], (y * 2).sum(), y.T @ y[:, 0])",
                "[3. 5.] 30.0 [ 9. 12. 15.]"
            ),
            (
                "save x.npy x; y = np.load('x.npy', mmap_mode='r'); y[0] = 7", "print(y[0], load('x.npy')[0])",
                "[7. 7. 7.] [0. 1. 2.]"
            ),
            (
                "save x.npy x; y = np.load('x.npy', mmap_mode='c'); z = y; y += 1", "print(y[0], z[0])",
                "[1. 2. 3.] [1. 2. 3.]"
            ),
            (
                "save x.npy x; y = load('x.npy', mmap=True); save x.npy w", "print(y[1], load('x.npy'))",
                "[3. 4. 5.] [1 2]"
            ),
            ("save w.npy w; y = load('w.npy', mmap=True)", "print(y, y.dtype, y.mean(), max(y))", "[1 2] int64 1.5 2"),
            (
                "save x.npy x; y = load('x.npy', mmap=True); y.sort()", "print(y.shape, np.sort(-y, axis=None)[0])",
                "(2, 3) -5.0"
            ),
            ("if True:\n    save a.npz x\n    load a.npz\n", "x.shape", "(2, 3)"),
        ])
    func roundTrips(preparation: String, source: String, expected: String) {
        #expect(output("\(Self.preparation)\n\(preparation)", source) == (expected.isEmpty ? "" : expected + "\n"))
    }

    @Test(
        "training on mapped data gives the same bits",
        arguments: ["train 30 lr=0.1", "train 30 lr=0.1 method=gram", "step lr=0.1", "train 3 lr=0.1 every=1"],
        ["", "def forward(x, w, b): return x @ w + b\n"])
    func trainsOnMappedData(command: String, own: String) {
        var session = TestSession(
            "seed 4\nx = randn 500 7\ny = x @ ones((7, 1)) + 0.5\nw = zeros 7 1\nb = zeros 1 1\n\(own)",
            "save x.npy x\nsave y.npy y\nw0 = w\nb0 = b")
        let first = session.run("\(command)\nprint(w.T, b)")
        let second = session.run(
            "x = load('x.npy', mmap=True)\ny = load('y.npy', mmap=True)\nw = w0\nb = b0\n\(command)\nprint(w.T, b)")
        #expect(session.interpreter.workspace.tensor("x")?.isMapped == true)
        #expect(first == second)
        #expect(first.contains("MSE Loss"))
    }

    @Test(
        "what can't be mapped says so",
        arguments: [
            ("save x.csv x", "load x.csv mmap=True", "x.csv: it can't be mapped: it is a table of text"),
            ("save x.npz x", "load('x.npz', mmap=True)", "x.npz: it can't be mapped: it is an archive"),
            ("save x.npz x", "np.load('x.npz', mmap_mode='r')", "x.npz: it can't be mapped: it is an archive"),
            (
                "save m.npy m", "load('m.npy', mmap=True)",
                "m.npy: it can't be mapped: its numbers are bool, and mapped ones are float64 or int64"
            ),
        ])
    func notMappable(preparation: String, source: String, expected: String) {
        let said = output("\(Self.preparation)\n\(preparation)", source)
        #expect(said.hasPrefix("error: \(expected)\n"))
        #expect(said.contains("load it into memory, without mmap"))
    }

    @Test("what is read says what there is to know")
    func notes() {
        var session = TestSession()
        func told(_ source: String) -> [String] {
            session.run(source)
            return session.told.notes
        }
        let good = Self.fixtures.appendingPathComponent("good").path
        #expect(
            told("v = load \(good)/float32.npy") == ["\(good)/float32.npy holds float32; its numbers are float64 here"])
        #expect(told("v = load \(good)/int32.npy") == [])
        let stored = "x (2, 3)  y (3,)  mask (2,)  f (2, 3)  s ()  small (1,)"
        #expect(told("load \(good)/stored.npz") == ["small holds float32; its numbers are float64 here", stored])
        #expect(session.interpreter.workspace.order == ["v", "x", "y", "mask", "f", "s", "small"])
        #expect(
            told("load \(good)/foreign-member.npz") == [
                "w (2,)",
                "\(good)/foreign-member.npz: left out days, it holds datetime64[D] (<M8[D]), which Descent doesn't have",
            ])
        let people = Self.fixtures.appendingPathComponent("tables/people.csv").path
        #expect(
            told("t = load \(people) usecols=['weight', 'height'] missing=0")
                == ["\(people): line 1 names the columns name, height, weight"])
        #expect(session.run("t") == "[[0.   1.62]\n [0.   1.8 ]]\n")
    }

    /// A session whose files lie in a folder of its own.
    private func directly(_ body: (inout TestSession, URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "descent-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var session = TestSession()
        session.interpreter.options.files = .direct()
        try body(&session, folder)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!left.contains { $0.hasPrefix(".") }, "\(left)")
    }

    @Test("a cell that fails leaves no file behind, and none replaced; it sees what it wrote itself")
    func overlay() throws {
        try directly { session, folder in
            let (old, new) = (folder.appending(path: "old.npy"), folder.appending(path: "new.npy"))
            session.run("save '\(old.path)' ones(2)")
            let bytes = try Data(contentsOf: old)
            let body = "save('\(old.path)', zeros(3)); save('\(new.path)', ones(1)); print(np.load('\(old.path)'))"
            #expect(session.run(body + "; 1 / 0").hasPrefix("error: division by zero"))
            #expect(session.told.output == "[0. 0. 0.]\n")
            #expect(try Data(contentsOf: old) == bytes)
            #expect(!FileManager.default.fileExists(atPath: new.path))
            #expect(session.run(body) == "[0. 0. 0.]\n")
            #expect(session.run("load('\(old.path)'), load('\(new.path)')") == "(array([0., 0., 0.]), array([1.]))\n")
            // Its place was taken meanwhile.
            let taken = folder.appending(path: "taken.npy")
            session.run("x = 1")
            let said = session.run("x = 2; save('\(taken.path)', ones(1)); plot([1, 2], to='\(folder.path)/no/v.svg')")
            #expect(said.contains("there is no folder"))
            #expect(session.run("x") == "1\n")
        }
    }

    @Test("no command replaces what the session has loaded, and none anything at the prompt unless it is told to")
    func replacing() throws {
        try directly { session, folder in
            func path(_ name: String) -> String { folder.appending(path: name).path }
            session.run("save '\(path("x.npy"))' ones(2)")
            session.interpreter.options.files.beginSession()
            session.run("x = load '\(path("x.npy"))'")
            for source in ["save '\(path("x.npy"))' x", "save('\(path("x.npy"))', x, replace=True)"] {
                let said = session.run(source)
                #expect(said.hasPrefix("error: \(path("x.npy")): this session has loaded it, and must find it again\n"))
                #expect(said.hasSuffix("\n  write to another name"))
            }
            session.run("np.save('\(path("x.npy"))', x * 2)")
            #expect(
                session.told.warnings == [
                    "\(path("x.npy")) is replaced, which this session has loaded: a replay would load the new one"
                ])
            session.run("save '\(path("y.npy"))' x")
            session.run("save '\(path("y.npy"))' x")
            session.interpreter.options.replacement = .none
            #expect(session.run("save '\(path("y.npy"))' x").contains("there is a file of that name"))
            #expect(session.run("save '\(path("y.npy"))' x").contains("replace=True replaces it"))
            #expect(session.run("save '\(path("y.npy"))' x replace=True") == "")
            #expect(session.run("save '\(path("z.npz"))' x replace=True") == "")
            #expect(session.run("load '\(path("z.npz"))'") == "")
            #expect(session.told.notes == ["x (2,)"])
            #expect(session.run("for i in range(3): save '\(path("loop.npy"))' x") == "")
            session.run("plot([1, 2], to='\(path("v.svg"))')")
            #expect(session.run("plot([1, 2], to='\(path("v.svg"))')").contains("there is a file of that name"))
            #expect(session.run("plot [1, 2] to='\(path("v.svg"))' replace=True").hasPrefix("[1, 2]: 2 values"))
            #expect(session.run("np.savez('\(path("z.npz"))', x=x)") == "")
        }
    }

    @Test("why tells that a file has changed since it was read") func changedFiles() throws {
        try directly { session, folder in
            let path = folder.appending(path: "x.csv").path
            try Data("1,2\n3,4\n".utf8).write(to: URL(filePath: path))
            session.run("x = load '\(path)'\nz = load '\(path)'\nprint(load('\(path)'))\nn = 1")
            session.run("y = x @ x")
            #expect(!session.run("why y").contains("stale"))
            try Data("1,2\n3,5\n".utf8).write(to: URL(filePath: path))
            #expect(session.run("why x").hasSuffix("stale: \(path) has changed since [1] read it\n"))
            #expect(session.run("why z").contains("has changed since"))
            #expect(session.run("why y").hasSuffix("stale: it was computed from x, which is stale\n"))
            #expect(!session.run("why n").contains("stale"))
            session.run("x = load '\(path)'; y = x @ x")
            #expect(!session.run("why y").contains("stale"))
        }
    }

    @Test(
        "names that can't be assigned leave the workspace alone", arguments: ["for", "two words", "1st", "a/b", "None"])
    func archivesOfOtherNames(name: String) throws {
        var session = TestSession("x = ones(2)", "save a.npz x y=zeros(2)")
        let scope = session.interpreter.options.files
        // Another tensor's name of the same length stands for it in the archive.
        session.run("np.savez('c.npz', x=x, \(String(repeating: "q", count: name.utf8.count))=x)")
        let archive = try Data(contentsOf: URL(filePath: try scope.pathToRead("c.npz")))
        let place = Data(String(repeating: "q", count: name.utf8.count).utf8)
        var renamed = archive
        while let range = renamed.range(of: place) { renamed.replaceSubrange(range, with: Data(name.utf8)) }
        try renamed.write(to: URL(filePath: try scope.pathToWrite("b.npz")))
        try scope.commit()
        let before = WorkspacePrint(session.interpreter.workspace)
        let said = session.run("load b.npz")
        #expect(said.hasPrefix("error: load: '\(name)' in b.npz can't be a name here, so none was set"))
        #expect(WorkspacePrint(session.interpreter.workspace) == before)
        #expect(session.run("load(\"b.npz\", name=\"\(name)\")") == "[1. 1.]\n")
    }

    @Test("a cell that fails after it read changes nothing")
    func failure() {
        var session = TestSession("x = ones(2); y = x + 1; save a.npz x y", "x = zeros(3)")
        let before = WorkspacePrint(session.interpreter.workspace)
        #expect(session.run("load a.npz\nx + nothing").contains("there is no nothing"))
        #expect(WorkspacePrint(session.interpreter.workspace) == before)
    }

    @Test("progress is told where it is asked for, at most every 50 ms")
    func progress() {
        let session = TestSession("x = zeros(3000, 1000)")
        session.interpreter.options.reportsProgress = true
        final class Counter { var reports = 0 }
        let counter = Counter()
        let cell = Cell(number: 9, source: "for i in range(12): save big.npy x\n")
        let start = ContinuousClock.now
        let outcome = session.interpreter.run(cell) { event in
            guard case .progress(let progress) = event else { return }
            counter.reports += 1
            #expect(progress.activity == "save big.npy")
            #expect(progress.unit == .bytes)
            #expect(progress.total == 24_000_128)
            #expect(0...24_000_128 ~= progress.done)
        }
        let spent = ContinuousClock.now - start
        guard case .finished = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(counter.reports <= Int(spent / .milliseconds(50)))
    }
}
