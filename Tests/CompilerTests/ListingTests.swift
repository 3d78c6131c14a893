import Compiler
import Foundation
import Testing

/// The instructions of each construct of the language, as `Tests/Fixtures/Compiler` has them.
///
/// `RECORD_FIXTURES=1` writes what is compiled now into the files, for a human to read and commit; the run fails.
@Suite struct ListingTests {
    static let files = (try? FileManager.default.contentsOfDirectory(atPath: Fixtures.folder.path))?.sorted() ?? []

    @Test func thereAreFixtures() { #expect(Self.files.count > 8) }

    @Test(arguments: files)
    func listing(_ file: String) throws {
        let url = Fixtures.folder.appending(path: file)
        let text = try Fixtures.text(url)
        var found: [String] = []
        for part in text.components(separatedBy: "\n===\n") {
            let source = part.components(separatedBy: "\n---\n")[0].trimmingCharacters(in: .newlines)
            found.append("\(source)\n---\n\(try Fixtures.compile(source).listing(of: source))")
        }
        let whole = found.joined(separator: "\n===\n") + "\n"
        if Fixtures.isRecording {
            try Data(whole.utf8).write(to: url)
            Issue.record("recorded \(file); read it, and run again without RECORD_FIXTURES")
        } else {
            #expect(whole == text)
        }
    }
}
