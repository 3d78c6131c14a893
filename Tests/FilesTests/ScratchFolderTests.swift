import Files
import Foundation
import Platform
import Testing

@Suite(.serialized) struct ScratchFolderTests {
    private var parent: URL { FileManager.default.temporaryDirectory }

    /// A folder as a process leaves it that is killed, or one that looks a little like it.
    private func make(_ files: [String]) throws -> URL {
        let folder = parent.appending(path: "descent.\(UUID().uuidString.prefix(6))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files { try Data("x".utf8).write(to: folder.appending(path: file)) }
        return folder
    }

    private func makeScratch() throws {
        let scope = FileScope.scratch()
        _ = try scope.pathToWrite(parent.appending(path: "never").path)
        scope.removeScratch()
    }

    private func isThere(_ folder: URL) -> Bool { FileManager.default.fileExists(atPath: folder.path) }

    @Test func `What a killed process left is taken away by the next`() throws {
        // The lock last: other tests look for such folders too.
        let left = try make(["0", ".1.abc", "lock"])
        try makeScratch()
        #expect(!isThere(left))
    }

    @Test func `What a running process uses stays, and so does what is no scratch folder`() throws {
        let used = try make(["0", "early"])
        let other = try make(["0"])
        let target = try make(["0", "early"])
        let moved = parent.appending(path: "descent-tests-\(UUID().uuidString)")
        try FileManager.default.moveItem(at: target, to: moved)
        try FileManager.default.moveItem(at: moved.appending(path: "early"), to: moved.appending(path: "lock"))
        let link = parent.appending(path: "descent.\(UUID().uuidString.prefix(6))")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: moved)
        defer { for url in [used, other, moved, link] { try? FileManager.default.removeItem(at: url) } }
        let lock = open(used.appending(path: "early").path, O_RDWR | O_CLOEXEC)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        try FileManager.default.moveItem(at: used.appending(path: "early"), to: used.appending(path: "lock"))
        try makeScratch()
        for url in [used, other, moved] { #expect(isThere(url.appending(path: "0")), "\(url)") }
    }
}
