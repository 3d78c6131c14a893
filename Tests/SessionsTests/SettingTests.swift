import Interpreter
import Sessions
import Syntax
import Testing

@Suite("setting parameters and seeds") struct SettingTests {
    private let source = """
        # %% [1] parameters
        n_samples = 10
        rate, name = 0.1, "sgd"
        sizes = [
            1,
            2,
        ]; late = 1  # and more
        a = b = 1
        total = n_samples * 2
        n_samples = n_samples
        # %% [2]
        n_samples = 5
        print(total)

        """

    private func sources(_ settings: [String], in text: String? = nil) throws -> [String] {
        let file = try session(text ?? source)
        return try file.setting(settings.compactMap(Setting.init), commands: commands).cells.map(\.cell.source)
    }

    @Test("an assignment gets another value, and nothing moves") func values() throws {
        let expected = """
            n_samples = 7
            rate, name = (1 if True else 2), "a \\"b\\" \\\\"
            sizes = []; late = 1  # and more



            a = b = 1
            total = n_samples * 2
            n_samples = 7
            """
        let settings = ["n_samples=7", "rate=1 if True else 2", #"name=a "b" \"#, "sizes=[]"]
        let cells = try sources(settings)
        #expect(cells == [expected, "n_samples = 5\nprint(total)"])
        let file = try session(source).setting(settings.compactMap(Setting.init), commands: commands)
        #expect(file.cells[0].statements.map(\.firstLine) == [2, 3, 4, 8, 9, 10])
        #expect(file.cells[0].sourceLines.count == 9)
    }

    @Test(
        "text stays text, with quotes or without",
        arguments: [("name=adam", #""adam""#), ("name='a'", "'a'"), ("name=3", #""3""#)])
    func texts(setting: String, expected: String) throws {
        #expect(try sources([setting])[0].contains("rate, name = 0.1, \(expected)\n"))
    }

    @Test(
        "the word parameters in a title marks a cell",
        arguments: [
            ("# %% parameters", true), ("# %% [3] Parameters", true), ("# %% the parameters, all", true),
            (#"# %% tags=["parameters"]"#, true), ("# %% [3] hyperparameters", false), ("# %%", false),
        ])
    func marks(opener: String, isMarked: Bool) throws {
        let text = "\(opener)\nn = 1\n"
        if isMarked {
            #expect(try sources(["n=2"], in: text) == ["n = 2"])
        } else {
            #expect(throws: SettingError.noCell) { try sources(["n=2"], in: text) }
        }
    }

    @Test(
        "what can't be set is told",
        arguments: [
            (["m=1"], "there is no parameter m in f", "there are n_samples, rate, name, sizes, late, total"),
            (["a=1"], "there is no parameter a in f", "there are n_samples, rate, name, sizes, late, total"),
            (["late=1", "late=2"], "late is set twice", ""),
            (["late="], "the value of late is no expression: nothing", "there is no value after `=`"),
            (["late=1+"], "the value of late is no expression: 1+", "something is missing after `+`"),
            (["late=1; k = 2"], "the value of late is no expression: 1; k = 2", ""),
            (["late=1\nk = 2"], "the value of late is no expression: 1\nk = 2", ""),
            (["late=2 = 3"], "the value of late is no expression: 2 = 3", nil),
        ] as [([String], String, String?)])
    func mistakes(settings: [String], message: String, note: String?) throws {
        #expect {
            try sources(settings)
        } throws: { error in
            guard let diagnostic = (error as? SettingError)?.diagnostic(path: "f") else { return false }
            return diagnostic.message == message && (note == nil || diagnostic.notes.joined() == note)
        }
    }

    @Test("nothing set changes nothing, marked cell or not") func nothing() throws {
        #expect(try sources([], in: "n = 1\n") == ["n = 1"])
        #expect(Setting("n") == nil)
        #expect(Setting("1n=2") == nil)
        #expect(Setting("n = 2=3")?.value == " 2=3")
    }

    @Test("a seed replaces those at the top level") func seeds() throws {
        let file = try session(
            """
            import numpy as n
            # %%
            seed 3
            np.random.seed(4); n.random.seed(seed=
              5)
            seed(6)
            x = 1
            for i in range(2): seed(i)
            rng = default_rng(7)
            seed
            """ + "\n")
        let cells = file.seeding(99, commands: commands).cells.map(\.cell.source)
        #expect(
            cells == [
                "import numpy as n",
                """
                seed 99
                np.random.seed(99); n.random.seed(seed=
                  99)
                seed(99)
                x = 1
                for i in range(2): seed(i)
                rng = default_rng(7)
                seed
                """,
            ])
        let own = try session("def seed(n):\n    return n\n# %%\nseed(3)\n").seeding(9, commands: commands)
        #expect(own.cells.last?.cell.source == "seed(3)")
    }
}
