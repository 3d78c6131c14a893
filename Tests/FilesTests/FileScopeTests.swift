import Files
import Foundation
import Testing

@Suite struct FileScopeTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "scope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func write(_ text: String, _ path: String) throws {
        let writer = try AtomicFileWriter(path)
        try Array(text.utf8).withUnsafeBytes { try writer.append($0) }
        try writer.commit()
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test func `What a scratch scope writes is read back under any spelling, and leaves no trace`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("old", path("a"))
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "a")
        try FileManager.default.createDirectory(atPath: path("inner"), withIntermediateDirectories: true)
        let scope = FileScope.scratch()
        #expect(try scope.pathToRead(path("a")) == path("a"))
        let copy = try scope.pathToWrite(path("a"))
        // Nothing was written yet, so the file itself is still what there is.
        #expect(try text(try scope.pathToRead(path("a"))) == "old")
        try write("new", copy)
        try write("fresh", try scope.pathToWrite(path("inner/../b")))
        for spelling in ["a", "./a", "link", "inner/../a"] {
            #expect(try text(try scope.pathToRead(path(spelling))) == "new")
        }
        #expect(try text(try scope.pathToRead(path("b"))) == "fresh")
        try write("newer", try scope.pathToWrite(path("link")))
        #expect(try text(try scope.pathToRead(path("a"))) == "newer")
        #expect(try text(path("a")) == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a", "inner", "link"])
        let scratch = URL(filePath: copy).deletingLastPathComponent().path
        scope.removeScratch()
        #expect(!FileManager.default.fileExists(atPath: scratch))
        #expect(try text(try scope.pathToRead(path("a"))) == "old")
    }

    @Test func `The scratch folder goes with its scope`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var scope: FileScope? = .scratch()
        let copy = try #require(try scope?.pathToWrite(path("a")))
        try write("x", copy)
        #expect(FileManager.default.fileExists(atPath: copy))
        scope = nil
        #expect(!FileManager.default.fileExists(atPath: URL(filePath: copy).deletingLastPathComponent().path))
    }

    @Test func `Writing that must fail fails in a scratch scope too`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for scope in [FileScope.scratch(), .direct] {
            #expect(throws: FileError.missingFolder(path("none"))) {
                _ = try AtomicFileWriter(try scope.pathToWrite(path("none/a")))
            }
            #expect(throws: FileError.isFolder) { _ = try AtomicFileWriter(try scope.pathToWrite(folder.path)) }
            #expect(throws: FileError.self) { _ = try scope.pathToRead("a\u{0}b") }
        }
    }

    @Test func `A tilde is the home folder`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let home = try #require(ProcessInfo.processInfo.environment["HOME"])
        #expect(try FileScope.direct.pathToRead("~/x.npy") == home + "/x.npy")
        #expect(try FileScope.direct.pathToRead("~x/y") == "~x/y")
    }
}
