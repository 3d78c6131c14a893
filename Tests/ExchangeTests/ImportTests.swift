import Builtins
import Exchange
import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

@Suite("importing notebooks and scripts") struct ImportTests {
    static let folder = Fixture.folder.deletingLastPathComponent().appending(path: "Notebooks")
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".ipynb") || $0.hasSuffix(".py") }.sorted()
    static let sessions: [String] = {
        let folder = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sessions")
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
            .filter { $0.hasSuffix(".session") }.map { folder.appending(path: $0).path }
    }()

    @Test("a notebook or script becomes a session that parses; what it can't take is told", arguments: names)
    func golden(name: String) throws {
        let path = Self.folder.appending(path: name).path
        let imported = try ForeignFile.session(path: path, table: .standard)
        let file = try imported.file(path: name, commands: commands)
        #expect(!file.cells.isEmpty)
        let told =
            imported.leftOut.map { text($0.note(in: name)) } + imported.hiddenState.map { "hidden: \($0.text)\n" }
            + imported.changedCells.map { "changed: \($0)\n" }
        try Fixture.expect(
            imported.text + "----\n" + told.joined(), in: Self.folder.appending(path: "\(name).txt"))
    }

    @Test("the fixtures are there") func fixtures() {
        #expect(Self.names.count >= 9)
        #expect(Self.sessions.count >= 4)
    }

    /// A session's text cut into its head and the lines of its cells.
    private func cut(_ session: String) -> (head: String, cells: [String]) {
        var parts = [""]
        for line in session.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("# %%") { parts.append("") }
            parts[parts.count - 1] += line + "\n"
        }
        return (parts[0], Array(parts.dropFirst()))
    }

    @Test("a notebook that carries a session gives it back, byte for byte", arguments: sessions)
    func notebookRoundTrip(path: String) throws {
        let original = try String(contentsOfFile: path, encoding: .utf8)
        let (head, cells) = cut(original)
        let added = NotebookCell(
            .code(executionCount: 1, outputs: []), source: "import numpy as np",
            origin: SessionOrigin(text: "", source: "import numpy as np"))
        let carrying = cells.enumerated().map { index, text in
            NotebookCell(
                .code(executionCount: index + 2, outputs: [.stream(.output, text: "x\n")]), source: "python = \(index)",
                origin: SessionOrigin(text: text, source: "python = \(index)"))
        }
        let document = NotebookDocument(cells: [added] + carrying, descent: .init(head: head))
        let imported = ForeignSession(try NotebookDocument(document.bytes()), table: .standard)
        #expect(imported.text == original)
        #expect(imported.leftOut.isEmpty && imported.hiddenState.isEmpty && imported.changedCells.isEmpty)
        #expect(!imported.hasForeignOutputs)
        #expect(try imported.file(path: "a.ipynb", commands: commands).hasRecord)
    }

    @Test("a script that carries a session gives it back, byte for byte", arguments: sessions)
    func scriptRoundTrip(path: String) throws {
        let original = try String(contentsOfFile: path, encoding: .utf8)
        let (head, cells) = cut(original)
        var lines = ["#!/usr/bin/env python3"] + CarriedCell.comments(head)
        lines += ["# %% what an export adds"] + CarriedCell(text: "", source: "import numpy as np").lines
        lines += ["import numpy as np", ""]
        for (index, text) in cells.enumerated() {
            lines.append(String(text.prefix { $0 != "\n" }))
            lines += CarriedCell(text: text, source: "python = {\(index): 1}\n\n").lines
            lines += ["python = {\(index): 1}", ""]
        }
        let script = lines.joined(separator: "\n") + "\n"
        let imported = ForeignSession(script: script, table: .standard)
        #expect(imported.text == original)
        #expect(imported.leftOut.isEmpty && imported.changedCells.isEmpty)
    }

    @Test("a cell that was changed since its export comes in as its Python") func changed() throws {
        let kept = SessionOrigin(text: "# %% [1] make\nx = 1\n", source: "x = 1")
        let document = NotebookDocument(cells: [
            NotebookCell(.code(executionCount: 1, outputs: []), source: "x = 1", origin: kept),
            NotebookCell(
                .code(executionCount: 2, outputs: []), source: "print(3)",
                origin: SessionOrigin(text: "# %% [4] show\nx\n#> 1\n", source: "print(x)")),
            NotebookCell(.code(executionCount: 3, outputs: []), source: "print(4)"),
        ])
        let imported = ForeignSession(document, table: .standard)
        #expect(
            imported.text == SessionText.head
                + "# %% [1] make\nx = 1\n# %% [4] show\nprint(3)\n# %%\nprint(4)\n")
        #expect(imported.changedCells == ["cell 2"])
        let script = """
            # %% [1]
            #: # %% [1]
            #: train 3
            #:= 0000000000000000
            print(1)

            """
        let changed = ForeignSession(script: script, table: .standard)
        #expect(changed.text == SessionText.head + "# %% [1]\nprint(1)\n")
        #expect(changed.changedCells == ["the cell at line 1"])
    }

    @Test("tags of a notebook's cells are kept, those that were given since an export, too") func tags() throws {
        let origin = SessionOrigin(text: "# %% [1] make tags=[\"a\"]\nx = 1\n", source: "x = 1")
        let document = NotebookDocument(cells: [
            NotebookCell(
                .code(executionCount: 1, outputs: []), source: "x = 1", tags: ["a", "solution"], origin: origin),
            NotebookCell(.markdown, source: "Words.", tags: ["solution"]),
            NotebookCell(.code(executionCount: 2, outputs: []), source: "x", tags: ["parameters", "b c"]),
        ])
        let imported = ForeignSession(try NotebookDocument(document.bytes()), table: .standard)
        #expect(
            imported.text == SessionText.head + """
                # %% [1] make tags=["a", "solution"]
                x = 1
                # %% [markdown] tags=["solution"]
                # Words.
                # %% parameters tags=["b c"]
                x

                """)
        #expect(imported.changedCells.isEmpty)
    }

    @Test("a script shows what it prints, and a notebook's cell its last value") func shows() throws {
        func output(_ file: RunnableFile) -> [String] {
            let interpreter = Interpreter()
            var texts: [String] = []
            for cell in file.file.cells {
                _ = interpreter.run(cell.cell) { if case .output(let text) = $0 { texts.append(text) } }
            }
            return texts
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = folder.appending(path: "script.py")
        let source = "\"\"\"What it is.\"\"\"\nx = 'a'\nx\nprint\nprint(x)\n"
        try source.write(to: script, atomically: true, encoding: .utf8)
        #expect(output(try RunnableFile.read(path: script.path, table: .standard)) == ["a\n"])
        let notebook = folder.appending(path: "notebook.ipynb")
        let cell =
            #"{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1, "source": "x = 'a'\nx\nx"}"#
        try #"{"cells": [\#(cell)], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}"#
            .write(to: notebook, atomically: true, encoding: .utf8)
        #expect(output(try RunnableFile.read(path: notebook.path, table: .standard)) == ["'a'\n"])
    }

    @Test("what runs of a notebook names its cells; what isn't in the language stops it") func running() throws {
        let magics = try RunnableFile.read(path: Self.folder.appending(path: "magics.ipynb").path, table: .standard)
        #expect(magics.leftOut.count == 4)
        #expect(magics.file.cells.last?.cell.location?.path.hasSuffix("magics.ipynb cell 7") == true)
        #expect(magics.file.cells.last?.cell.location?.line == 1)
        let path = Self.folder.appending(path: "unsupported.ipynb").path
        #expect {
            try RunnableFile.read(path: path, table: .standard)
        } throws: { error in
            (error as? SessionError)?.place == "\(path) cell 1:1:1"
        }
        #expect {
            try SessionFile.read(path: path, commands: commands)
        } throws: { error in
            (error as? SessionError)?.diagnostic.message == "this is a notebook, not a session"
        }
    }

    @Test("a script that carries a session runs as that session") func carriedScript() throws {
        let folder = try ScratchFolder()
        let script = CarriedCell(text: "# %% [2]\nrand 2\n", source: "x = {}").lines.joined(separator: "\n")
        let path = try folder.write("a.py", Array("# %% [2]\n\(script)\nx = {}\n".utf8))
        let cells = try RunnableFile.read(path: path, table: .standard).file.cells
        #expect(cells.map(\.cell.source) == ["rand 2"])
        #expect(cells.map(\.cell.number) == [2])
    }
}
