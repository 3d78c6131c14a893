import Foundation
import Testing

@Suite("notebooks on the command line") struct NotebookCommandTests {
    private let notebook = """
        {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
          {"cell_type": "code", "execution_count": 1, "outputs": [], "source": "%matplotlib inline\\nn = 2",
           "metadata": {"tags": ["parameters"]}},
          {"cell_type": "code", "execution_count": 3, "metadata": {}, "source": ["seed 5\\n", "print(n, rand(1))"],
           "outputs": [{"output_type": "stream", "name": "stdout", "text": "9\\n"}]}]}
        """

    @Test("import writes a session beside the notebook and says what it could not take") func importing() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("a.ipynb", notebook)
        let outcome = try Descent.run(["import", path])
        let session = folder.path("a.session")
        #expect(outcome.status == 0)
        #expect(outcome.output == "\(session)  2 cells, 1 line left out\n")
        #expect(
            outcome.errors == """
                note: \(path) cell 1, line 1: left out `%matplotlib inline`, a command to Jupyter
                warning: \(path) has hidden state: its cells, run in order, may not print what it shows
                  In [2] is missing: something ran before cell 2 (In [3]) that is gone, or ran again later
                note: the outputs of the notebook stay there; `descent update \(session)` records what the cells print

                """)
        #expect(
            try String(contentsOfFile: session, encoding: .utf8) == """
                #!/usr/bin/env -S descent run
                # descent 2
                # %% [1] parameters
                # left out: %matplotlib inline
                n = 2
                # %% [3]
                seed 5
                print(n, rand(1))

                """)
        #expect(try Descent.run(["update", session]).status == 0)
        #expect(try Descent.run(["check", session]).status == 0)
    }

    @Test(
        "a notebook that export wrote gives the session back, byte for byte",
        arguments: ["tour", "lineage", "notebook"])
    func roundTrip(name: String) throws {
        let session = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sessions/\(name).session").path
        let folder = try ScratchFolder()
        let (notebook, back) = (folder.path("a.ipynb"), folder.path("back.session"))
        #expect(try Descent.run(["export", session, notebook]).status == 0)
        let outcome = try Descent.run(["import", notebook, back])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(FileManager.default.contentsEqual(atPath: session, andPath: back))
    }

    @Test("import overwrites nothing unless told to, and leaves what it can't do") func refusals() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("a.ipynb", notebook)
        let session = try folder.write("a.session", "x\n")
        let refused = try Descent.run(["import", path])
        #expect(refused.status == 2)
        #expect(refused.errors == "error: \(session): there is a file of that name\n  --force replaces it\n")
        #expect(try String(contentsOfFile: session, encoding: .utf8) == "x\n")
        #expect(try Descent.run(["import", path, "--force"]).status == 0)
        #expect(try String(contentsOfFile: session, encoding: .utf8).hasPrefix("#!"))
        for arguments in [
            [session], [path, path, "--force"], [folder.path("none.ipynb")], [path, folder.path("none/a.session")],
            [try folder.write("bad.ipynb", "{"), folder.path("b.session")],
            [try folder.write("old.ipynb", #"{"nbformat": 3}"#), folder.path("b.session")],
        ] {
            let outcome = try Descent.run(["import"] + arguments)
            #expect(outcome.status == 2, "\(arguments)")
            #expect(outcome.errors.hasPrefix("error: "))
            #expect(outcome.output == "")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("b.session")))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == notebook)
    }

    @Test("a notebook runs as it is, with or without run") func running() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("a.ipynb", notebook)
        for arguments in [[path], ["run", path]] {
            let outcome = try Descent.run(arguments)
            #expect(outcome.status == 0)
            #expect(outcome.output == "2 [0.22199317]\n")
            #expect(
                outcome.errors == "note: \(path) cell 1, line 1: left out `%matplotlib inline`, a command to Jupyter\n")
        }
        let checked = try Descent.run(["check", path])
        #expect(checked.status == 2)
        #expect(checked.errors.contains("this is a notebook, not a session\n  `descent import` makes a session of it"))
    }

    @Test("--set and --seed change what runs, and what --echo and -i show") func setting() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("a.ipynb", notebook)
        let set = try Descent.run(["run", path, "--set", "n=7", "--seed", "6", "--echo"])
        #expect(set.output.contains("In [1]: # left out: %matplotlib inline\n   ...: n = 7\nIn [3]: seed 6\n"))
        #expect(set.output.hasSuffix("7 [0.89286015]\n"))
        let file = try folder.write("b.session", "# %% parameters\nlr = 0.1\n# %%\nlr\n")
        let stays = try Descent.run(["run", "-i", file, "--set", "lr=2"], input: "lr * 2\n")
        #expect(stays.output == "2\n4\n")
    }

    @Test(
        "what --set can't do is wrong usage",
        arguments: [
            (["run", "FILE", "--set", "m=1"], "error: there is no parameter m in FILE\n  there are lr\n"),
            (["run", "FILE", "--set", "lr=)"], "error: the value of lr is no expression: )\n"),
            (["run", "PLAIN", "--set", "lr=1"], "error: PLAIN has no cell of parameters, so nothing can be set\n"),
            (["run", "FILE", "--set", "lr"], "error: --set takes name=value, not 'lr'.\n"),
            (["run", "--set", "lr=1"], "error: --set needs a file.\n"),
            (["check", "FILE", "--set", "lr=1"], "error: Unknown option '--set'."),
        ])
    func mistakes(arguments: [String], message: String) throws {
        let folder = try ScratchFolder()
        let file = try folder.write("b.session", "# %% parameters\nlr = 0.1\n")
        let plain = try folder.write("c.session", "# %%\nlr = 0.1\n")
        func filled(_ text: String) -> String { text.replacing("FILE", with: file).replacing("PLAIN", with: plain) }
        let outcome = try Descent.run(arguments.map(filled))
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix(filled(message)))
    }
}
