import Foundation
import Testing

/// What README.md and Sessions/README.md show is what the program prints.
@Suite struct ReadmeTests {
    /// A fenced block behind a comment that says where it comes from.
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

    static let readme = text(of: "README.md")

    private static func text(of path: String) -> String {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }

    static let blocks: [Block] = {
        var blocks: [Block] = []
        let texts = readme + text(of: "Sessions/README.md")
        let pieces = texts.components(separatedBy: "<!-- ").dropFirst()
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

    /// The README is read in a few minutes; the rest stands in `help`, the manual page and Sessions/README.md.
    @Test func readmeIsShort() {
        #expect(Self.readme.split(whereSeparator: \.isWhitespace).count <= 1200)
    }

    @Test(arguments: ["README.md", "Sessions/README.md", "CONTRIBUTING.md"])
    func linksLeadToFiles(path: String) {
        let folder = Self.root.appending(path: path).deletingLastPathComponent()
        let links = Self.text(of: path).matches(of: /\]\((?<path>[^)#:]+)\)/).map { String($0.output.path) }
        for link in links {
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: link).path), "\(link) in \(path)")
        }
    }

    @Test func filesNamedForContributorsAreThere() {
        let paths = Self.text(of: "CONTRIBUTING.md").matches(of: /`(?<path>[\w+]+\/[\w+\/]+\.(?:swift|py|md))`/)
        #expect(paths.count > 15)
        for path in paths.map({ String($0.output.path) }) {
            let places = ["", "Sources/"].map { Self.root.appending(path: $0 + path).path }
            #expect(places.contains(where: FileManager.default.fileExists(atPath:)), "\(path)")
        }
    }

    /// CI runs the test command that the README names.
    @Test(arguments: ["Scripts/run Sessions/linear-regression.session", "Scripts/test"])
    func commandsStandAloneInTheirBlocks(command: String) {
        #expect(Self.readme.contains("```sh\n\(command)\n```"))
    }
}
