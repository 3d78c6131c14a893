import Foundation
import Interpreter
import Sessions
import Synchronization
import Testing

@testable import Shell
@testable import Syntax

@Suite("Typed cells") struct TypedCellTests {
    /// A shell as at the prompt, with a journal.
    private final class Prompt {
        var host = Shell(ShellOptions(.input), stackSize: 8 << 20)
        let typed: TypedCell
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

        init() {
            host.recording = Recording(journals: folder, text: SessionText(commands: host.parser.commands))
            typed = TypedCell(host.parser)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        /// Types lines, Enter after each.
        func type(_ lines: String...) {
            var text = ""
            for line in lines {
                text += line
                guard typed.asksForMore(text) else { break }
                text += "\n"
            }
            while text.hasSuffix("\n") { text.removeLast() }
            _ = host.runTyped(text, typed)
        }

        var journal: String {
            get throws { try String(contentsOfFile: try #require(host.recording?.journalPath), encoding: .utf8) }
        }
    }

    @Test("a typed line is parsed once, from Enter to the journal") func once() throws {
        let sources = Mutex<[String]>([])
        let prompt = Prompt()
        prompt.type("seed 1")
        Parser.$onParse.withValue({ source in sources.withLock { $0.append(source) } }) {
            prompt.type("w = rand 5 1")
        }
        #expect(sources.withLock { $0 } == ["w = rand 5 1\n"])
        #expect(try prompt.journal.hasSuffix("# %% [1]\nseed 1\n#=\n# %% [2]\nw = rand 5 1\n#=\n"))
    }

    @Test("what a cell was read as when it was whole is what runs") func whole() throws {
        let prompt = Prompt()
        prompt.type("x = 3")
        prompt.type("y = 0")
        prompt.type("  for i in [1, 2]:", "      y += i", "", "")
        prompt.type("z = (x +", "  y)  # sum", "")
        // Its edited text, not the one that was asked about before.
        _ = prompt.typed.asksForMore("x = 4")
        _ = prompt.host.runTyped("x = 5", prompt.typed)
        let workspace = prompt.host.interpreter.workspace
        #expect(["x", "y", "z"].map { workspace.value($0)?.text } == ["5", "3", "6"])
        #expect(try prompt.journal.contains("# %% [5]\nx = 5\n"))
    }
}
