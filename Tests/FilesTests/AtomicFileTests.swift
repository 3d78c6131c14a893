import Files
import Foundation
import Testing

@Suite struct AtomicFileTests {
    @Test func `A file is replaced whole and keeps its mode`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a").path
        try Data("old".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        try AtomicFileWriter(path, holding: Array("new".utf8), mayCreate: false).commit()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }

    @Test func `A new file gets what the umask leaves, and an abandoned one leaves nothing`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "new").path
        #expect(throws: FileError.missing) { try AtomicFileWriter(path, holding: [1], mayCreate: false).commit() }
        var writer: AtomicFileWriter? = try AtomicFileWriter(path)
        try [UInt8](repeating: 7, count: 10).withUnsafeBytes { try writer?.append($0) }
        try writer?.seek(to: 4)
        try [UInt8]([1, 2]).withUnsafeBytes { try writer?.append($0) }
        #expect(!FileManager.default.fileExists(atPath: path))
        try writer?.commit()
        #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == [7, 7, 7, 7, 1, 2, 7, 7, 7, 7])
        // A file that is made the plain way has the same mode.
        let plain = folder.appending(path: "plain").path
        close(open(plain, O_CREAT | O_WRONLY, 0o666))
        let modes = try [path, plain].map {
            try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
        }
        #expect(modes[0] == modes[1])
        writer = try AtomicFileWriter(path)
        try [UInt8]([9]).withUnsafeBytes { try writer?.append($0) }
        writer = nil
        #expect(try Data(contentsOf: URL(filePath: path)).count == 10)
        let long = folder.appending(path: String(repeating: "n", count: 250)).path
        try AtomicFileWriter(long).commit()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
    }
}
