import Builtins
import Exchange
import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

@Suite("export") struct ExportTests {
    private var interpreter: Interpreter {
        var options = InterpreterOptions()
        options.seed = 83124
        return Interpreter(options: options)
    }

    private func program(of file: SessionFile, _ engine: ExportEngine = .numpy) throws -> PythonProgram {
        try PythonExporter(interpreter, engine: engine).program(of: file)
    }

    @Test(
        "each kind of rewriting; Tests/Interop/run runs the same sessions under Python",
        arguments: Fixture.all("export").filter { !["dask", "dask-problems", "problems"].contains($0.name) })
    func rewriting(_ fixture: Fixture) throws {
        try fixture.expect(try withoutGradients(try program(of: try fixture.parse()).text), ending: "py")
    }

    /// A program with a line in place of the module of gradients at its head, where it has one: that is the module's own
    /// files, whole and indented, which need no second copy among the fixtures.
    private func withoutGradients(_ program: String) throws -> String {
        guard let start = program.range(of: "def learning_functions():\n"),
            let end = program.range(of: "learning_functions = learning_functions()\n")
        else { return program }
        let head = program[start.lowerBound..<end.lowerBound]
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/PythonModules/gradients")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".py") }
        #expect(files.count > 5)
        let found = Set(head.split(separator: "\n"))
        for file in files {
            let lines = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                .split(separator: "\n").filter { $0 != "import numpy as np" }
            #expect(lines.allSatisfy { found.contains("    " + $0) }, "\(file)")
        }
        return program[..<start.lowerBound] + "# The module of gradients.\n" + program[end.lowerBound...]
    }

    @Test(
        "what the figures of sessions hold; Tests/Interop/run compares it with matplotlib's",
        arguments: Fixture.all("export").filter { $0.name.hasPrefix("drawing") }.map(\.session.path)
            + ImportTests.sessions.filter { $0.hasSuffix("plots.session") })
    func figures(path: String) throws {
        let file = try SessionFile.read(path: path, commands: commands)
        let name = URL(filePath: path).deletingPathExtension().lastPathComponent
        try Fixture.expect(
            try FigureData.text(of: file), in: Fixture.folder.appending(path: "figures/\(name).jsonl"))
    }

    @Test("figures and what only the shell tells are outputs of their own in a notebook") func shown() throws {
        let text = """
            # %% [1]
            x = arange 3
            print(x); plot x
            x
            whos
            # %% [2]
            import matplotlib.pyplot as plt
            plt.plot(x)
            plt.title("left open \u{65E5}")
            # %% [3]
            plot x to="x.svg"
            for i in range(2): plot x + i
            print("a\u{1B}")
            # %% [4]
            print(1)
            x @ array([1])
            #! error: cannot multiply x (3,) @ array([1]) (1,): the inner lengths 3 and 1 differ

            """
        let program = try program(of: try session(text))
        #expect(
            program.text.contains(
                """
                # %% [1]
                x = np.arange(3)
                print(x); plot(("x", x))
                print(x)
                # whos
                # %% [2]
                import matplotlib.pyplot as plt
                plt.plot(x)
                plt.title("left open \u{65E5}")
                show_figures()
                # %% [3]
                plot(("x", x), to="x.svg")
                for i in range(2): plot(("x + i", x + i))
                print("a\u{1B}")
                # %% [4]
                # print(1)
                # x @ array([1])
                """))
        let bytes = try program.notebookBytes()
        let document = try NotebookDocument(bytes)
        func kinds(_ cell: Int) -> [String] {
            document.cells[cell].outputs.map { output in
                switch output {
                case .stream(_, let text): "stream \(text)"
                case .display(let text, _): "display \(text?.split(separator: "\n").first ?? "")"
                default: "another"
                }
            }
        }
        #expect(
            kinds(1) == [
                "stream [0 1 2]\n", "display x: 3 values, 0 to 2, rising all the way", "stream [0 1 2]\n",
                "display name  shape  type   bytes  cell  range or value",
            ])
        #expect(kinds(2).count == 1 && kinds(2)[0].hasPrefix("display left open"))
        #expect(kinds(3).count == 4)
        #expect(kinds(4) == ["display 1"])
        let json = String(decoding: bytes, as: UTF8.self)
        #expect(json.matches(of: #/"image\/png" : "iVBORw0KGgo/#).count == 5)
        // The letters of PNG pictures are Latin ones; SVG has all.
        #expect(json.matches(of: #/"image\/svg\+xml" : \[/#).count == 1)
        #expect(json.matches(of: #/"width" : 640/#).count == 5)
    }

    @Test("over Dask arrays what is as long as x is in blocks, and the rest is here")
    func dask() throws {
        let fixture = Fixture(kind: "export", name: "dask")
        try fixture.expect(try program(of: try fixture.parse(), .dask).text, ending: "py")
    }

    @Test(
        "what Python, or Dask, has no words for is told with its cell and line, all of it, and nothing comes of it",
        arguments: [("problems", ExportEngine.numpy), ("dask-problems", .dask)])
    func problems(_ name: String, _ engine: ExportEngine) throws {
        let fixture = Fixture(kind: "export", name: name)
        let file = try fixture.parse()
        let error = #expect(throws: ExportError.self) { try program(of: file, engine) }
        guard case .problems(let problems)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        try fixture.expect(problems.map { text($0.diagnostic) }.joined())
    }

    @Test("a session that fails is not exported")
    func failing() throws {
        let file = try session("x = 1\nx @ y\n")
        let error = #expect(throws: ExportError.self) { try program(of: file) }
        guard case .replay(let failure)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(failure.diagnostic.message == "there is no y")
    }

    @Test(
        "names that the code needs for itself are refused, and calls that Python would take otherwise of one of two things",
        arguments: [
            ("print = 3\n", ExportError.Reason.nameTaken("print")), ("np = 3\n", .nameTaken("np")),
            ("words = arange 3\nshow words\n", .nameTaken("words")),
            ("def f(n): return zeros(n, 2)\nf(1)\nzeros = 3\n", .nameOfBoth("zeros")),
            ("max = 3\nx = ones 2 1\ny = ones 2 1\ntrain 1\n", .nameTaken("max")),
            ("# %%\nif 1 > 2: step = 1\nprint(step is None)\n", .nameOfBoth("step")),
            ("def f(np): return mean(np)\nf([1])\n", .nameTaken("np")),
            ("# %%\nif 1 > 2: mean = 3\nprint(mean is 3)\nmean = 1\ndel mean\n", .nameGivenBack("mean")),
        ])
    func taken(_ text: String, _ reason: ExportError.Reason) throws {
        let file = try session(text)
        let error = #expect(throws: ExportError.self) { try program(of: file) }
        guard case .problems(let problems)? = error else { return }
        #expect(problems.map(\.reason) == [reason])
    }

    @Test("cells with a tag are left out of code and notebooks, and what only they need") func without() throws {
        let text = """
            # %% [1] data
            x = ones 2 1
            # %% [markdown] tags=["solution"]
            # The secret.
            # %% [2] tags=["solution", "hard"]
            w = zeros 1 1
            y = 2 * x
            train 3
            train = 5
            # %% [3] tags=["hard"]
            x
            train

            """
        func program(_ without: [String]) throws -> PythonProgram {
            try PythonExporter(interpreter, without: without).program(of: try session(text))
        }
        #expect(
            try program(["solution"]).text == """
                import numpy as np

                # %% [1] data
                x = np.ones((2, 1))
                # %% [3] tags=["hard"]
                print(x)
                print(train)

                """)
        let document = try NotebookDocument(try program(["solution"]).notebookBytes())
        #expect(document.cells.map(\.tags) == [[], [], ["hard"]])
        #expect(document.cells.last?.outputs == [.stream(.output, text: "[[1.]\n [1.]]\n5\n")])
        #expect(try !String(decoding: program(["solution"]).notebookBytes(), as: UTF8.self).contains("secret"))
    }

    @Test("a notebook has a cell for each, its output included, and knows the lines of the session")
    func notebook() throws {
        let text =
            "# descent 2\n# Head.\n# %% [4] look\nx = arange 2\nx\n#> [0 1]\n# %% [markdown]\n# Words.\n# %% [9]\nx;\n"
        let document = try NotebookDocument(try program(of: try session(text)).notebookBytes())
        #expect(document.descent?.head == "# descent 2\n# Head.\n")
        #expect(
            document.cells.map(\.source) == [
                "Head.", "import numpy as np", "# look\nx = np.arange(2)\nprint(x)", "Words.", "x;",
            ])
        #expect(document.cells.map(\.isCode) == [false, true, true, false, true])
        #expect(document.cells.map(\.executionCount) == [nil, 1, 2, nil, 3])
        #expect(document.cells[2].outputs == [.stream(.output, text: "[0 1]\n")])
        #expect(
            document.cells.map(\.sessionText) == [
                .current(""), .current(""), .current("# %% [4] look\nx = arange 2\nx\n#> [0 1]\n"),
                .current("# %% [markdown]\n# Words.\n"), .current("# %% [9]\nx;\n"),
            ])
    }
}
