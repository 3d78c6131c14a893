import Foundation
import Testing

/// What the README shows is what the program prints.
@Suite struct ReadmeTests {
    /// A fenced block of the README behind a comment that says where it comes from.
    struct Block: Sendable, CustomTestStringConvertible {
        /// `transcript` or `file`.
        let kind: String
        /// The session, relative to the package.
        let path: String
        let text: String

        var testDescription: String { "\(kind) of \(path)" }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let readme = (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""

    static let blocks: [Block] = {
        var blocks: [Block] = []
        let pieces = readme.components(separatedBy: "<!-- ").dropFirst()
        for piece in pieces {
            let header = piece.components(separatedBy: " -->")[0]
            let fences = piece.components(separatedBy: "```\n")
            guard let colon = header.firstIndex(of: ":"), fences.count >= 2 else { continue }
            let source = header[header.index(colon, offsetBy: 2)...].prefix { $0 != "," }
            blocks.append(Block(kind: String(header[..<colon]), path: String(source), text: fences[1]))
        }
        return blocks
    }()

    @Test func blocksAreFound() {
        #expect(Self.blocks.map(\.kind) == ["transcript", "transcript", "file"])
        #expect(Self.blocks.allSatisfy { $0.text.split(separator: "\n").count > 5 })
    }

    @Test(arguments: blocks) func blocksAreWhatTheProgramPrints(block: Block) throws {
        let printed: String
        if block.kind == "file" {
            printed = try String(contentsOf: Self.root.appending(path: block.path), encoding: .utf8)
        } else {
            printed = try Descent.shell("cd '\(Self.root.path)' && $D run --echo \(block.path) 2>&1").output
        }
        #expect(printed.contains(block.text), "what \(block.path) prints now:\n\(printed)")
    }

    /// CI runs the test command that the README names.
    @Test(arguments: ["Scripts/run Sessions/linear-regression.session", "Scripts/test"])
    func commandsStandAloneInTheirBlocks(command: String) {
        #expect(Self.readme.contains("```sh\n\(command)\n```"))
    }
}
