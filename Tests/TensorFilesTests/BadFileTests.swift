import Files
import Foundation
import TensorFiles
import Tensors
import Testing

/// Files that must be refused; what is said of each stands in `bad.txt`.
///
/// `RECORD_FIXTURES=1` writes what is said now, for a human to read and commit; the run fails.
@Suite("Damaged files and those of others") struct BadFileTests {
    static let folder = tensorFileFixtures.appendingPathComponent("bad")

    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
        .sorted()

    /// What is said of a file; nil if it is read.
    static func said(of name: String) throws -> String? {
        let path = folder.appendingPathComponent(name).path
        do throws(TensorFileError) {
            if name.hasSuffix(".npz") {
                let archive = try NumPyArchive(path: path, limit: memoryLimit)
                _ = try archive.tensors(archive.names)
                return archive.names.isEmpty ? "\(name): no tensors\n" : nil
            }
            _ = try NumPyFile.read(path: path, limit: memoryLimit)
            return nil
        } catch {
            return (["\(name): \(error.message)"] + error.notes.map { "  \($0)" }).joined(separator: "\n") + "\n"
        }
    }

    @Test func areRefusedInTheseWords() throws {
        #expect(Self.names.count >= 50)
        let texts = try Self.names.map { try #require(try Self.said(of: $0), "\($0) is read") }
        let url = tensorFileFixtures.appendingPathComponent("bad.txt")
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try texts.joined().write(to: url, atomically: true, encoding: .utf8)
            Issue.record("recorded; read it, and run again without RECORD_FIXTURES")
        }
        #expect(try texts.joined() == String(contentsOf: url, encoding: .utf8))
    }

    @Test(
        "and what can't be opened",
        arguments: [
            ("/dev/zero", FileError.notRegular), ("/", .isFolder), ("/nowhere/x.npy", .missing),
        ])
    func system(path: String, error: FileError) {
        #expect(throws: TensorFileError.file(error)) { try NumPyFile.read(path: path, limit: memoryLimit) }
        #expect(throws: TensorFileError.file(error)) { try NumPyArchive(path: path) }
        #expect(throws: TensorFileError.file(error)) { try TableFile.read(path: path) }
    }

    @Test func aPipeIsNotWaitedFor() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path("pipe.npy"), 0o600) == 0)
        #expect(throws: TensorFileError.file(.notRegular)) {
            try NumPyFile.read(path: folder.path("pipe.npy"), limit: memoryLimit)
        }
        let one = Tensor.float64(NDArray(scalar: 1))
        #expect(throws: TensorFileError.file(.notRegular)) { try NumPyFile.write(one, to: folder.path("pipe.npy")) }
    }
}
