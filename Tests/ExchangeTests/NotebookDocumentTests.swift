import Exchange
import Foundation
import Testing

@Suite("notebook documents") struct NotebookDocumentTests {
    private func read(_ json: String) throws(NotebookError) -> NotebookDocument {
        try NotebookDocument(Array(json.utf8))
    }

    /// A notebook for another kernel.
    private static func other(_ language: String, _ kernel: String) -> String {
        #"{"nbformat": 4, "metadata": {"kernelspec": {"language": "\#(language)", "name": "\#(kernel)"}}, "cells": []}"#
    }

    private func notebook(_ cells: String, minor: Int = 5) -> String {
        #"{"nbformat": 4, "nbformat_minor": \#(minor), "metadata": {}, "cells": [\#(cells)]}"#
    }

    @Test("source is a string or a list of lines", arguments: [#""a = 1\nb""#, #"["a = 1\n", "b"]"#])
    func sources(json: String) throws {
        let document = try read(
            notebook(#"{"cell_type": "code", "execution_count": 3, "outputs": [], "metadata": {}, "source": \#(json)}"#)
        )
        #expect(document.cells == [NotebookCell(.code(executionCount: 3, outputs: []), source: "a = 1\nb")])
    }

    @Test("every kind of cell and output is read, and what is not known is passed over") func kinds() throws {
        let document = try read(
            notebook(
                """
                {"cell_type": "markdown", "source": "# t", "metadata": {"x": 1}, "attachments": {}, "id": "m"},
                {"cell_type": "raw", "source": [], "metadata": {}},
                {"cell_type": "heading", "source": "h", "metadata": {}, "level": 1},
                {"cell_type": "code", "source": "x", "execution_count": null, "metadata": {"tags": ["parameters"]}, "outputs": [
                  {"output_type": "stream", "name": "stdout", "text": ["1\\n", "2\\n"]},
                  {"output_type": "stream", "name": "stderr", "text": "w"},
                  {"output_type": "execute_result", "execution_count": 4, "metadata": {},
                   "data": {"text/plain": ["array"], "image/png": "AAAA"}},
                  {"output_type": "display_data", "metadata": {}, "data": {"image/png": "AAAA"}},
                  {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["t"]},
                  {"output_type": "pyout"}]}
                """, minor: 2))
        #expect(document.cells[0] == NotebookCell(.markdown, source: "# t", id: "m"))
        #expect(document.cells[1] == NotebookCell(.raw, source: ""))
        #expect(document.cells[2] == NotebookCell(.raw, source: "h"))
        #expect(document.cells[3].tags == ["parameters"])
        #expect(document.cells[3].executionCount == nil)
        #expect(
            document.cells[3].outputs == [
                .stream(.output, text: "1\n2\n"), .stream(.errors, text: "w"),
                .result(text: "array", executionCount: 4), .display(text: nil),
                .error(name: "E", message: "v", traceback: ["t"]), .unknown("pyout"),
            ])
    }

    @Test("what is written is read again, byte for byte the same each time") func roundTrip() throws {
        let source = "x = rand 2 1\nx\n"
        let document = NotebookDocument(
            cells: [
                NotebookCell(.markdown, source: "# title\n\ntext", id: "cell-1"),
                NotebookCell(
                    .code(
                        executionCount: 1,
                        outputs: [
                            .stream(.output, text: "é\u{1B}[1m\n\n/"), .result(text: "1", executionCount: 1),
                            .display(text: nil), .error(name: "E", message: "v", traceback: ["t"]),
                        ]), source: source, id: "cell-2", title: "make", tags: ["parameters"],
                    origin: SessionOrigin(text: "# %% [1]\nx\n#> é\n", source: source)),
                NotebookCell(.code(executionCount: nil, outputs: []), source: "", id: "cell-3"),
                NotebookCell(.raw, source: "\r\n", id: "cell-4"),
            ], descent: .init(head: "# descent 2\n"))
        let bytes = try document.bytes()
        #expect(try document.bytes() == bytes)
        #expect(try NotebookDocument(bytes) == document)
    }

    @Test("what is written has all that nbformat 4.5 asks for") func form() throws {
        let cells = ["a b", nil, "cell-2", "cell-2"].map {
            NotebookCell(.code(executionCount: nil, outputs: []), source: "1", id: $0)
        }
        let bytes = try NotebookDocument(cells: cells).bytes()
        let json = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(json["nbformat"] as? Int == 4)
        #expect(json["nbformat_minor"] as? Int == 5)
        let metadata = try #require(json["metadata"] as? [String: [String: String]])
        #expect(metadata["kernelspec"] == ["display_name": "Python 3", "language": "python", "name": "python3"])
        #expect(metadata["language_info"]?["name"] == "python")
        let written = try #require(json["cells"] as? [[String: Any]])
        #expect(written.map { $0["id"] as? String } == ["cell-1", "cell-2-1", "cell-2", "cell-4"])
        for cell in written {
            #expect(Set(cell.keys) == ["cell_type", "execution_count", "id", "metadata", "outputs", "source"])
            #expect(cell["execution_count"] is NSNull)
        }
    }

    @Test("a cell that was changed in the notebook no longer has its lines") func changes() throws {
        var cell = NotebookCell(.code(executionCount: 1, outputs: []), source: "x = 1")
        #expect(cell.sessionText == .none)
        cell.origin = SessionOrigin(text: "# %% [1]\nx = 1\n", source: "x = 1")
        #expect(cell.sessionText == .current("# %% [1]\nx = 1\n"))
        cell.source += "\n"
        #expect(cell.sessionText == .current("# %% [1]\nx = 1\n"))
        cell.source = "x = 2"
        #expect(cell.sessionText == .outdated("# %% [1]\nx = 1\n"))
    }

    @Test(
        "what is no notebook is told as such",
        arguments: [
            ("", .otherKind(.empty)), (" \n\n", .otherKind(.empty)), ("{", .cutOff(line: 1)),
            ("[1,\n\"a", .cutOff(line: 2)),
            ("x = 1\n", .notJSON(expected: "a value", line: 1, column: 1)), ("\u{0}", .otherKind(.utf16)),
            (#"{"nbformat": 4, "cells": [}"#, .notJSON(expected: "a value", line: 1, column: 27)),
            ("{\n \"cells\": [\n],\n}", .notJSON(expected: "a name in double quotes", line: 4, column: 1)),
            ("{\"a\": 1,\n \"a\": 2}", .notJSON(expected: "another name", line: 2, column: 2)),
            ("[01]", .notJSON(expected: "a value", line: 1, column: 2)),
            ("[1.]", .notJSON(expected: "a value", line: 1, column: 2)),
            ("[nan]", .notJSON(expected: "a value", line: 1, column: 2)),
            ("{\"a\" 1}", .notJSON(expected: "`:`", line: 1, column: 6)),
            ("[1 2]", .notJSON(expected: "`,` or `]`", line: 1, column: 4)),
            ("[1] 2", .notJSON(expected: "the end of the file", line: 1, column: 5)),
            ("{\n<<<<<<< HEAD\n\"a\": 1}", .otherKind(.mergeConflict(line: 2))),
            ("version https://git-lfs.github.com/spec/v1\noid sha256:1\n", .otherKind(.largeFilePointer)),
            ("<!DOCTYPE html>\n<html></html>\n", .otherKind(.page)),
            ("PK\u{3}\u{4}", .otherKind(.archive)), ("import numpy as np\n", .otherKind(.script)),
            (other("R", "ir"), .otherLanguage("R", kernel: "ir")),
            (other("julia", "julia-1.9"), .otherLanguage("julia", kernel: "julia-1.9")),
            (other("python", "python2"), .otherLanguage("Python 2", kernel: "python2")),
            (
                #"{"nbformat": 4, "metadata": {"language_info": {"name": "python", "version": "2.7.1"}}, "cells": []}"#,
                .otherLanguage("Python 2", kernel: "python3")
            ),
            ("[]", .notNotebook(.noFormat)), ("3", .notNotebook(.noFormat)), (#"{"a": 1}"#, .notNotebook(.noFormat)),
            (#"{"nbformat": "4"}"#, .notNotebook(.noFormat)),
            (#"{"nbformat": 4}"#, .notNotebook(.field("cells"))),
            (#"{"nbformat": 4, "cells": {}}"#, .notNotebook(.field("cells"))),
            (
                #"{"nbformat": 4, "cells": [{"cell_type": "raw", "source": ""}, {"cell_type": "code"}]}"#,
                .notNotebook(.field("cell 2, source"))
            ),
            (
                #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["a", 1]}]}"#,
                .notNotebook(.field("cell 1, source item 2"))
            ),
            (#"{"nbformat": 3, "worksheets": []}"#, .oldFormat(3)), (#"{"nbformat": 5}"#, .newFormat(5)),
        ] as [(String, NotebookError)])
    func mistakes(json: String, expected: NotebookError) {
        #expect {
            try read(json)
        } throws: { error in
            return error as? NotebookError == expected
        }
    }

    /// JSON that means harm, under a short name: the test's report would print it.
    private static let harmful: [String: String] = [
        "arrays": String(repeating: "[", count: 1_000_000),
        "arrays in cells": #"{"nbformat": 4, "cells": "# + String(repeating: "[", count: 100_000)
            + String(repeating: "]", count: 100_000) + "}",
        "objects": #"{"nbformat": 4, "metadata": "# + String(repeating: #"{"a":"#, count: 100_000),
        "half a character": #"{"nbformat": 4, "cells": [{"cell_type": "raw", "source": "\ud800"}]}"#,
        "an endless number": #"{"nbformat": 1e999, "cells": []}"#,
        "a long number": #"{"nbformat": 99999999999999999999}"#,
    ]

    @Test("deep nesting and broken texts are mistakes, not crashes", arguments: harmful.keys.sorted())
    func evil(name: String) throws {
        let json = try #require(Self.harmful[name])
        #expect(throws: NotebookError.self) { try read(json) }
    }

    @Test("bytes that are no UTF-8 are a mistake, and a byte-order mark is none") func bytes() throws {
        let json = #"{"nbformat": 4, "cells": []}"#
        #expect(try NotebookDocument([0xEF, 0xBB, 0xBF] + Array(json.utf8)).cells.isEmpty)
        #expect(throws: NotebookError.self) { try NotebookDocument([0xFF, 0x00, 0x80, 0x7B]) }
    }
}
