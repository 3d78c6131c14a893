import Foundation
import LineEditing
import Rendering
import Syntax
import Testing

@testable import Shell

@Suite("What history shows") struct HistoryListingTests {
    private let entries = ["x = 1", "for i in x:\n    print(i)", "y = Zeros(3)", "zeros 3"]

    @Test("all inputs, the newest last, further lines indented") func all() {
        #expect(
            HistoryListing().markup(of: entries)?.plain
                == "x = 1\nfor i in x:\n        print(i)\ny = Zeros(3)\nzeros 3\n")
        #expect(HistoryListing().markup(of: []) == nil)
    }

    @Test("those that contain a text in letters of either case, which stands out") func search() throws {
        let found = try #require(HistoryListing(search: "zEROS").markup(of: entries))
        #expect(found.plain == "y = Zeros(3)\nzeros 3\n")
        #expect(found.spans.filter { $0.style == .underline }.map(\.text) == ["Zeros", "zeros"])
        #expect(HistoryListing(search: "print").markup(of: entries)?.plain == "for i in x:\n        print(i)\n")
        #expect(HistoryListing(search: "nothing").markup(of: entries) == nil)
    }

    @Test("as many as fit the screen") func screen() {
        #expect(
            HistoryListing(screen: (rows: 4, columns: 80)).markup(of: entries)?.plain
                == "… 2 earlier\ny = Zeros(3)\nzeros 3\n")
        // The third takes two rows of ten columns.
        #expect(
            HistoryListing(screen: (rows: 4, columns: 10)).markup(of: entries)?.plain
                == "… 2 earlier\ny = Zeros(3)\nzeros 3\n")
        #expect(
            HistoryListing(screen: (rows: 3, columns: 10)).markup(of: entries)?.plain == "… 3 earlier\nzeros 3\n")
        #expect(HistoryListing(screen: (rows: 1, columns: 1)).markup(of: ["abc"])?.plain == "abc\n")
    }

    @Test("control characters never reach the terminal") func control() {
        #expect(HistoryListing(search: "a").markup(of: ["a\u{1B}[31m"])?.plain == "a\\x1b[31m\n")
    }
}

@Suite("The inputs of a shell") struct ShellHistoryTests {
    @Test("earlier inputs come first, then this shell's own; hidden ones are not kept") func order() throws {
        let folder = try ScratchFolder()
        let path = folder.path("history")
        #expect(ShellHistory(path: path).add("old"))
        let history = ShellHistory(path: path)
        let other = ShellHistory(path: path)
        #expect(history.add("new"))
        #expect(history.add("new"))
        #expect(!history.add(" hidden"))
        #expect(other.add("other"))
        #expect(history.earlierEntries() == ["old"])
        #expect(history.entries == ["old", "new"])
        #expect(ShellHistory(path: path).entries == ["old", "new", "other"])
        #expect(history.takeWarning() == nil)
    }

    @Test("what is wrong with the file is said once, and inputs are there all the same") func warning() throws {
        let folder = try ScratchFolder()
        let history = ShellHistory(path: try folder.write("plain", "") + "/history")
        #expect(history.add("a"))
        #expect(history.takeWarning()?.message.hasSuffix("/plain/history: there is no such file") == true)
        #expect(history.add("b"))
        #expect(history.takeWarning() == nil)
        #expect(history.entries == ["a", "b"])
    }

    @Test("damage is told with its line") func damage() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("history", "a\n\tb\nc\0\nd\n")
        let history = ShellHistory(path: path)
        #expect(history.entries == ["a", "d"])
        #expect(
            history.takeWarning()?.message
                == "some earlier inputs were left out: \(path): line 2: the entry that it belongs to is not there, and 1 more"
        )
    }

    @Test("without a file there are the inputs of this shell") func none() {
        let history = ShellHistory(path: nil)
        #expect(history.add("a"))
        #expect(history.entries == ["a"])
        #expect(history.takeWarning() == nil)
    }
}
