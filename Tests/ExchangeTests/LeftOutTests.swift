import Builtins
import Exchange
import Files
import Foundation
import Interpreter
import Rendering
import Sessions
import Syntax
import Testing

/// Notebooks with lines that don't run here: what they print, and where they stop.
@Suite("lines that are left out") struct LeftOutTests {
    /// A notebook, its cells apart by `---`; what it prints; and the first words of the error that it stops at.
    struct Case: Sendable, CustomTestStringConvertible {
        var source: String
        var output: String
        var error: String?

        init(_ source: String, _ output: String, stops error: String? = nil) {
            (self.source, self.output, self.error) = (source, output, error)
        }

        var testDescription: String { source }
        var cells: [String] { source.components(separatedBy: "\n---\n") }
    }

    private static let changed = "this may have been changed by a line that was left out"
    private static let result = "what this would be isn't known here"
    private static let streams = "where the random stream stands isn't known here"
    private static let files = "this file may have been written by a command that was left out"

    static let cases: [Case] = [
        // What runs all the same.
        Case("import plotly.express as plt\nfor i in range(2):\n    plt.plot([i])\n    print(i)", "0\n1\n"),
        Case(
            "import numpy as np\nimport mpl_toolkits.mplot3d as plt\nnp.random.seed(1)\nplt.plot(np.random.rand(3))\n"
                + "print(np.random.rand())", "0.30233257263183977\n"),
        Case(
            "import plotly.express as plt\nfig, (ax, bx) = plt.subplots(2)\nax.x = 3\nax[0]['a'] = 4\nprint(5)",
            "5\n"),
        Case(
            "import torch\nx = torch.zeros(3)\nlosses = []\nlosses.append(x.mean().item())\nprint(len(losses))", "1\n"),
        Case("import torch\nwith torch.no_grad() as g:\n    y = 3\nprint(y)", "3\n"),
        Case(
            "import torch\nx = -torch.ones(2) + 1\ny, z = x, x[0]\na, *b = x\ny.data = 3\ndel y.data\ndel z[0]\nprint(2)",
            "2\n"),
        Case(
            "import torch.nn as nn\nclass Net(nn.Module):\n    def forward(self, x): return x\nnet = Net()\nnet(3)\nprint(1)",
            "1\n"),
        Case(
            "from sklearn.svm import SVC\nimport numpy as np\nx = np.ones(2)\nSVC().fit(x)\nx = np.zeros(2)\nprint(x)",
            "[0. 0.]\n"),
        Case("try:\n    import torch\nexcept ImportError:\n    print('none')", "none\n"),
        Case(
            "from tqdm import tqdm\nfor i in tqdm(range(2), desc='x'):\n    print(i)\nprint([j for j in tqdm([3])])",
            "0\n1\n[3]\n"),
        Case("from IPython.display import display, HTML\ndisplay(HTML('<b>'))\ndisplay('a')", "'a'\n"),
        Case(
            "import numpy as np, torch\nnp.random.seed(0)\ntorch.manual_seed(0)\nnp.random.seed(0)\nprint(np.random.rand())",
            "0.5488135039273248\n"),
        Case(
            "import helper\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\na = A(1)\nhelper.f(a)\n"
                + "b = A(2)\nprint(b.x, b)", "2 A(x=2)\n"),
        // Objects that were touched, by whatever name.
        Case("import helper\nx = [1]\ny = x\nhelper.f(x)\nprint(1)\n---\nprint(y)", "1\n", stops: changed),
        Case(
            "import helper\nimport numpy as np\nx = np.arange(4)\ny = x[1:]\nhelper.f(y)\nprint(x)", "", stops: changed),
        Case("import helper\nd = {'a': [1], 'n': 2}\nhelper.f(d['a'])\nprint(d['n'])\nprint(d)", "2\n", stops: changed),
        Case("import helper\nx = [1]\nt = (x, 2)\nhelper.f(x)\nprint(t[1])", "", stops: changed),
        Case(
            "import helper\nx = [1]\nz = [x, 3]\nhelper.f(x)\nprint(z[1])\nprint(len(z))\nprint(z[0])", "3\n2\n",
            stops: changed),
        Case("import helper\nx = [1]\nhelper.f({'k': [x]})\nfor v in x:\n    print(v)", "", stops: changed),
        Case(
            "import helper\nclass A:\n    pass\na = A()\na.x = [1]\na.n = 2\nhelper.f(a.x)\nprint(a.n)\nprint(a.x)",
            "2\n", stops: changed),
        Case(
            "import helper\nclass A:\n    seen = []\na = A()\nprint(a.seen)\nhelper.f(A.seen)\nprint(a.seen)", "[]\n",
            stops: changed),
        Case(
            "import helper\nclass A:\n    n = 0\n    def __init__(self): A.n += 1\nhelper.f(A)\nprint(A.n)", "",
            stops: changed),
        Case("import helper\nn = 0\ndef f():\n    global n\n    n += 1\nhelper.f(f)\nprint(n)", "", stops: changed),
        Case("import helper\nx = [1]\ndef f(): x.append(2)\nhelper.f(f)\nprint(x)", "", stops: changed),
        Case(
            "import helper\ndef make():\n    n = 0\n    def f():\n        nonlocal n\n        n += 1\n        return n\n    return f\nf = make()\nhelper.f(f)\nprint(f())",
            "", stops: changed),
        Case(
            "import helper\ndef f(x, seen=[]):\n    seen.append(x)\n    return seen\nhelper.f(f)\nprint(f(1))", "",
            stops: changed),
        Case("import helper\ndef f():\n    f.n += 1\nf.n = 0\nhelper.f(f)\nprint(f.n)", "", stops: changed),
        Case("import helper\nx = [1, 2, 3]\nfor v in x:\n    print(v)\n    helper.f(x)", "1\n", stops: changed),
        Case(
            "import helper\ndef g():\n    x = [1]\n    helper.f(x)\n    return x\nprint(len(g()))", "", stops: changed),
        Case("import helper\nx = [1]\ni = iter(x)\nhelper.f(x)\nprint(next(i))", "", stops: changed),
        Case("import helper\nx = [1]\nm = x.append\nhelper.f(x)\nm(2)", "", stops: changed),
        Case("import helper\nx = [1]\ng = (v for v in x)\nhelper.f(g)\nprint(next(g))", "", stops: changed),
        Case(
            "import helper\nx = [1]\nhelper.keep(lambda: x.append(1))\nx = [5]\nhelper.run()\nprint(x)", "",
            stops: changed),
        Case(
            "import numpy as np, helper\nrng = np.random.default_rng(0)\nhelper.f(rng)\nprint(rng.random())", "",
            stops: changed),
        Case(
            "import helper\nx = [2, 1]\ns = sorted([3], key=lambda v: helper.f(x))", "",
            stops: "this call goes on with values"),
        // What isn't known by itself.
        Case("import torch\nx = torch.ones(3)\nprint(x)", "", stops: result),
        Case("import torch\nx = [torch.ones(3)]\nprint(f'{x}')", "", stops: result),
        Case("import torch\nif torch.cuda.is_available():\n    print(1)", "", stops: result),
        Case("import torch\nfor x in torch.ones(3):\n    print(1)", "", stops: result),
        Case("import torch\nx = torch.ones(3)\nprint(x is None)", "", stops: result),
        Case("import torch\nx = torch.f()\nif x is not None:\n    print(1)", "", stops: result),
        Case("import torch\nx = torch.f()\ny = {x: 1}", "", stops: result),
        Case("import torch\nx = [1, torch.f()]\nprint(3 in x)", "", stops: result),
        Case("import torch\nx = [1, torch.f()]\nprint(x == [1, 2])", "", stops: result),
        Case("import torch\nimport numpy as np\ny = np.mean(torch.f())", "", stops: result),
        Case("import torch\nimport numpy as np\ny = np.array([1, torch.f()])", "", stops: result),
        Case(
            "import torch\ntry:\n    x = len(torch.f())\nexcept Exception:\n    print('caught')", "",
            stops: "whether this call fails"),
        Case(
            "import torch\nx = torch.f()\ntry:\n    y = len(x)\nexcept Exception:\n    print('caught')", "",
            stops: result),
        Case("import torch\nmatch torch.f():\n    case [a, b]: print(a)\n    case _: print(0)", "", stops: result),
        Case("import torch\nx = torch.f()\nassert x", "", stops: result),
        Case("import torch\nx = torch.f()\nx", "", stops: result),
        Case("import torch\nprint(isinstance(torch.f(), int))", "", stops: result),
        Case("import torch\nprint(torch)", "", stops: "what `torch` is isn't known here"),
        Case("from helper import *\nprint(1)", "", stops: "which names this sets isn't known here"),
        // Random streams.
        Case("import numpy as np, helper\nnp.random.seed(0)\nhelper.f()\nprint(np.random.rand())", "", stops: streams),
        Case("import random, helper\nrandom.seed(0)\nhelper.f()\nprint(random.random())", "", stops: streams),
        Case("import random, helper\nhelper.f()\nrandom.seed(0)\nprint(random.random())", "0.8444218515250481\n"),
        // Commands to Jupyter.
        Case("%matplotlib inline\n%load_ext autoreload\n!pip install x \\\n   y\nprint(1)", "1\n"),
        Case("import numpy as np\nnp.mean?\n?np\nnp.mean??\nprint('a?')", "a?\n"),
        Case("x = [1]\n%run other.py\nprint(1)\n---\nprint(x)", "1\n", stops: changed),
        Case("files = !ls\nprint(1)\nprint(files)", "1\n", stops: result),
        Case("x = [1]\n%timeit -n 3 len(x)\nprint(x)\n%timeit x.append(1)\nprint(x)", "[1]\n", stops: changed),
        Case("%%timeit\nx = 3\nprint(x)\n---\nprint(1)\n---\nprint(x)", "1\n", stops: "there is no x"),
        Case("%time x = 3\nprint(x)", "3\n"),
        Case("%%time\nx = 3\nprint(x)", "3\n"),
        Case("%%bash\necho 'a' > f.txt\n---\nprint(1)\nprint(open('f.txt').read())", "1\n", stops: files),
        Case(
            "!python make.py\nwith open('left_out.txt', 'w') as f: n = f.write('a')\nprint(open('left_out.txt').read())",
            "a\n"),
        Case("import helper\nhelper.save('left_out.txt')\nprint(open('left_out.txt').read())", "", stops: files),
        Case("%%html\n<b>'''x'''\\</b>\n---\nprint(1)", "1\n"),
        Case("%%sql\nselect 1\n---\nx = 3\nprint(x)", "3\n"),
        Case("get_ipython().run_line_magic('matplotlib', 'inline')\nprint(1)", "1\n"),
        Case("  x = 1\n  print(x)", "1\n"),
    ]

    /// What cells print, and the first line of the error that ends them.
    private func outcome(_ file: SessionFile) -> (output: String, error: String?) {
        var (output, error) = ("", String?.none)
        let scratch = FileScope.scratch()
        defer { scratch.removeScratch() }
        let interpreter = Interpreter()
        interpreter.options.files = scratch
        for cell in file.cells where error == nil {
            let ending = interpreter.run(cell.cell) { if case .output(let text) = $0 { output += text } }
            if case .failed(let diagnostic) = ending { error = diagnostic.message }
        }
        return (output, error)
    }

    private func notebook(_ sources: [String], tags: [String] = []) -> NotebookDocument {
        NotebookDocument(
            cells: sources.map { NotebookCell(.code(executionCount: nil, outputs: []), source: $0, tags: tags) })
    }

    private func isExpected(_ error: String?, _ expected: String?) -> Bool {
        guard let expected else { return error == nil }
        return error?.hasPrefix(expected) == true
    }

    @Test("a notebook prints what Python does, or stops before", arguments: cases)
    func running(test: Case) throws {
        let session = ForeignSession(notebook(test.cells), table: .standard, isToRun: true)
        var file = try session.file(path: "n.ipynb", commands: commands)
        file.goOnWithoutModules()
        file.show(.last)
        let (output, error) = outcome(file)
        #expect(output == test.output)
        #expect(isExpected(error, test.error), "\(error ?? "no error")")
    }

    @Test("the session that is made of it does the same", arguments: cases)
    func importing(test: Case) throws {
        let session = ForeignSession(notebook(test.cells), table: .standard)
        let (output, error) = outcome(try session.file(path: "n.session", commands: commands))
        #expect(output == test.output.replacing("'a'\n", with: "'a'\n"))
        #expect(isExpected(error, test.error), "\(error ?? "no error")")
    }

    @Test("what is told names the line that is missing, where it stands") func words() throws {
        let cells = [
            "import numpy as np\nimport helper", "x = [1, 2]\nhelper.touch(\n    x)\nprint('on')",
            "y = 3\nprint(x)",
        ]
        var file = try ForeignSession(notebook(cells), table: .standard, isToRun: true)
            .file(path: "n.ipynb", commands: commands)
        file.goOnWithoutModules()
        var told = ""
        let interpreter = Interpreter()
        for cell in file.cells {
            let ending = interpreter.run(cell.cell) { event in
                if case .diagnostic(let diagnostic) = event { told += text(diagnostic.located(in: cell.cell)) }
            }
            if case .failed(let diagnostic) = ending { told += text(diagnostic.located(in: cell.cell)) }
        }
        #expect(
            told == """
                note: n.ipynb cell 1, line 2: there is no module `helper` here: what is done with it is left out
                  import helper
                note: n.ipynb cell 2, line 2: left out, since there is no module `helper` here
                  helper.touch(
                error: this may have been changed by a line that was left out
                  at n.ipynb cell 3:2:1
                  print(x)
                  ^~~~~~~~
                  left out at n.ipynb cell 2, line 2: helper.touch(
                  there is no module `helper` here
                  what is set anew is known again

                """)
    }

    @Test("undo makes known again what a line has touched") func undoing() throws {
        var live = LiveSession(Interpreter())
        var output = ""
        func run(_ source: String) -> CellEnding {
            live.run(Cell(number: live.nextNumber, source: source)) {
                if case .output(let text) = $0 { output += text }
            }
        }
        for source in [
            "without helper", "import helper, random; x = [1]; y = (x, 2); random.seed(0)", "helper.f(x); z = 1",
        ] {
            #expect(run(source).isFinished)
        }
        #expect(!run("print(x)").isFinished)
        #expect(!run("print(random.random())").isFinished)
        _ = try live.undo()
        #expect(run("x.append(3); print(x, y, random.random())").isFinished)
        #expect(output == "[1, 3] ([1, 3], 2) 0.8444218515250481\n")
        #expect(!run("import other").isFinished)
    }

    @Test("a cell that may fail goes on with what it did, but not past what Descent lacks") func failing() throws {
        func run(_ sources: [String]) throws -> (output: String, error: String?) {
            outcome(
                try ForeignSession(notebook(sources, tags: ["raises-exception"]), table: .standard)
                    .file(path: "n.session", commands: commands))
        }
        #expect(try run(["x = [5]\nx.append(6)\n1 / 0\nx = 0", "print(x)"]) == ("[5, 6]\n", nil))
        #expect(try run(["raise KeyError('a')", "print(2)"]) == ("2\n", nil))
        #expect(
            try run(["import numpy as np\nnp.no_such_thing", "print(2)"]).error == "Descent has no np.no_such_thing")
        #expect(try run(["import no_such_module", "print(2)"]).error == nil)
        #expect(try run(["import torch\nprint(torch.f())", "print(2)"]).error == Self.result)
    }

    @Test("what a cell prints under %%capture isn't shown") func capturing() throws {
        let session = ForeignSession(
            notebook(["%%capture out\nprint('a')\nx = 1\nx", "print(x)", "print(out)"]), table: .standard, isToRun: true
        )
        let (output, error) = outcome(try session.file(path: "n.ipynb", commands: commands))
        #expect(output == "1\n")
        #expect(error == Self.result)
    }

    @Test("text that looks like the opener of a cell comes back as it was") func openers() throws {
        let texts = ["%% parameters\nlr = 1\n %% a\n  %% b\n\n> c", "```\ngraph LR\n%% == one ==\n```"]
        let document = NotebookDocument(
            cells: texts.map { NotebookCell(.markdown, source: $0) } + notebook(["print(1)"]).cells)
        let file = try session(ForeignSession(document, table: .standard).text)
        #expect(file.cells.count == 1)
        let program = try PythonExporter(Interpreter()).program(of: file)
        let back = try NotebookDocument(program.notebookBytes())
        #expect(back.cells.filter { !$0.isCode }.map(\.source) == texts)
    }

    @Test("a cell of text in triple quotes is one of text") func quotedText() throws {
        let script = "# %% [markdown]\n\"\"\"\n# Title\nSome *text*.\n\"\"\"\n\n# %%\nx = 3\nprint(x)\n"
        let imported = ForeignSession(script: script, table: .standard)
        #expect(imported.text.contains("# %% [markdown]\n# # Title\n# Some *text*.\n# %%\nx = 3\n"))
        let program = try PythonExporter(Interpreter()).program(of: session(imported.text))
        let back = try NotebookDocument(program.notebookBytes())
        #expect(back.cells.filter { !$0.isCode }.map(\.source) == ["# Title\nSome *text*."])
    }
}
