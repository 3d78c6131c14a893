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

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test func `What a cell writes waits, seen by the cell alone, and takes its place when it succeeds`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("old", path("a"))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("a"))
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "a")
        let scope = FileScope.direct()
        try write("new", try scope.pathToWrite(path("link")))
        try write("fresh", try scope.pathToWrite(path("b")))
        #expect(try text(path("a")) == "old")
        #expect(try names.filter { !$0.hasPrefix(".") } == ["a", "link"])
        #expect(try text(try scope.pathToRead(path("./a"))) == "new")
        #expect(FileScope.scratchCount > 0)
        try scope.commit()
        #expect(scope.lastCell.written == [path("link"), path("b")])
        #expect(try text(path("a")) == "new")
        #expect(try FileManager.default.attributesOfItem(atPath: path("a"))[.posixPermissions] as? Int == 0o640)
        #expect(try names == ["a", "b", "link"])
        try write("third", try scope.pathToWrite(path("b")))
        scope.discard()
        #expect(try text(try scope.pathToRead(path("b"))) == "fresh")
        #expect(try names == ["a", "b", "link"])
        #expect(scope.lastCell.written.isEmpty)
    }

    @Test func `A scratch scope takes back what a failing cell wrote, too`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let scope = FileScope.scratch()
        try write("one", try scope.pathToWrite(path("a")))
        try scope.commit()
        try write("two", try scope.pathToWrite(path("a")))
        scope.discard()
        #expect(try text(try scope.pathToRead(path("a"))) == "one")
        #expect(try names == [])
    }

    @Test func `What may be replaced is what the rule says, and never what was loaded`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["data", "other"] { try write("old", path(name)) }
        let scope = FileScope.direct()
        _ = try scope.pathToRead(path("data"))
        #expect(throws: FileError.loaded) { try scope.pathToWrite(path("data"), replacing: .notLoaded) }
        try scope.commit()
        #expect(scope.lastCell.read.map(\.name) == [path("data")])
        for rule in [FileScope.Replacement.notLoaded, .own, .none] {
            #expect(throws: FileError.loaded) { try scope.pathToWrite(path("data"), replacing: rule) }
        }
        #expect(scope.hasLoaded(path("data")) && !scope.hasLoaded(path("other")))
        #expect(throws: FileError.alreadyThere) { try scope.pathToWrite(path("other"), replacing: .own) }
        #expect(throws: FileError.alreadyThere) { try scope.pathToWrite(path("other"), replacing: .none) }
        try write("mine", try scope.pathToWrite(path("mine"), replacing: .none))
        // Within the cell it is not there yet.
        try write("mine", try scope.pathToWrite(path("mine"), replacing: .none))
        try scope.commit()
        #expect(throws: FileError.alreadyThere) { try scope.pathToWrite(path("mine"), replacing: .none) }
        _ = try scope.pathToWrite(path("mine"), replacing: .own)
        _ = try scope.pathToRead(path("mine"))
        try scope.commit()
        // What it wrote before it loaded it, a replay finds too.
        _ = try scope.pathToWrite(path("mine"), replacing: .notLoaded)
        _ = try scope.pathToWrite(path("data"), replacing: .any)
        // A hard link is another name of the same file; a copy is another file.
        try FileManager.default.removeItem(atPath: path("data"))
        try write("again", path("data"))
        _ = try scope.pathToRead(path("data"))
        try scope.commit()
        try FileManager.default.linkItem(atPath: path("data"), toPath: path("hard"))
        try FileManager.default.copyItem(atPath: path("data"), toPath: path("copy"))
        #expect(scope.hasLoaded(path("hard")) && !scope.hasLoaded(path("copy")))
        #expect(throws: FileError.loaded) { try scope.pathToWrite(path("hard"), replacing: .notLoaded) }
        _ = try scope.pathToWrite(path("copy"), replacing: .notLoaded)
        scope.beginSession()
        #expect(!scope.hasLoaded(path("data")) && !scope.hasLoaded(path("hard")))
        // Two names to the system, one to Swift's `==`.
        _ = try scope.pathToRead(path("e\u{301}"))
        #expect(!scope.hasLoaded(path("\u{e9}")) && scope.hasLoaded(path("e\u{301}")))
    }

    @Test func `A file that may not be written, or can't take its place, is told`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let scope = FileScope.direct()
        try write("x", try scope.pathToWrite(path("a")))
        try write("y", try scope.pathToWrite(path("b")))
        try FileManager.default.createDirectory(atPath: path("a"), withIntermediateDirectories: false)
        let failure = #expect(throws: FileScope.Failure.self) { try scope.commit() }
        #expect(failure?.name == path("a"))
        #expect(try names == ["a"])
    }

    @Test func `A file that was read knows its digest, and whether it has changed`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("abc", path("a"))
        try write("abc", path("b"))
        let scope = FileScope.direct()
        for name in ["a", "b"] { _ = try scope.pathToRead(path(name)) }
        let reads = scope.reads
        #expect(reads.count == 2 && reads[0].digest == reads[1].digest && reads[0].digest?.count == 16)
        #expect(!reads[0].hasChanged)
        try write("abd", path("a"))
        #expect(reads[0].hasChanged && reads[0].digest != reads[1].digest)
        // Of a large file pieces count, those at its ends among them.
        let large = [UInt8](repeating: 7, count: (65 << 20) + 5)
        try AtomicFileWriter(path("a"), holding: large).commit()
        let before = reads[0].digest
        for place in [0, large.count - 1] {
            var other = large
            other[place] = 8
            try AtomicFileWriter(path("a"), holding: other).commit()
            #expect(reads[0].digest != before)
        }
        for count in [0, 1, 31, 32, 33, (1 << 20) + 1] {
            try AtomicFileWriter(path("a"), holding: [UInt8](repeating: 0, count: count)).commit()
            let digest = reads[0].digest
            try AtomicFileWriter(path("a"), holding: [UInt8](repeating: 0, count: count + 1)).commit()
            #expect(digest != reads[0].digest, "\(count)")
        }
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
        for scope in [FileScope.scratch(), .direct()] {
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
        #expect(try FileScope.direct().pathToRead("~/x.npy") == home + "/x.npy")
        #expect(try FileScope.direct().pathToRead("~x/y") == "~x/y")
    }
}
