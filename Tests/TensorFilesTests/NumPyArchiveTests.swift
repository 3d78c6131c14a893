import Files
import Foundation
import TensorFiles
import Tensors
import Testing

@Suite(".npz files") struct NumPyArchiveTests {
    static let cases = ArrayCase.all.filter { $0.member != nil }

    @Test("are read as NumPy reads them", arguments: cases)
    func reads(_ fixture: ArrayCase) throws {
        let archive = try NumPyArchive(MemoryBytes(try fixture.bytes()))
        let name = try #require(fixture.member)
        let loaded = try #require(try archive.tensors([name]).first)
        #expect(loaded.storedType == fixture.stored)
        #expect(loaded.tensor.shape == Shape(fixture.shape))
        #expect(isFortran(loaded.tensor) == fixture.isFortran)
        #expect(words(of: loaded.tensor) == fixture.values)
    }

    @Test func keepsTheOrderOfItsNames() throws {
        let path = tensorFileFixtures.appendingPathComponent("good/stored.npz").path
        #expect(try NumPyArchive(path: path).names == ["x", "y", "mask", "f", "s", "small"])
    }

    @Test func namesWhatIsOfAForeignType() throws {
        let path = tensorFileFixtures.appendingPathComponent("good/foreign-member.npz").path
        let archive = try NumPyArchive(path: path)
        #expect(archive.names == ["w", "days"])
        let readable = try archive.readableNames()
        #expect(readable.names == ["w"])
        #expect(readable.others.map(\.name) == ["days"])
        #expect(readable.others.first?.error == .unsupportedType(description: "<M8[D]", name: "datetime64[D]"))
    }

    @Test func tellsMembersWithoutEndingByTheirBytes() throws {
        let archive = try NumPyArchive(path: tensorFileFixtures.appendingPathComponent("good/no-ending.npz").path)
        #expect(archive.names == ["a", "b"])
        #expect(archive.others == ["notes.txt"])
    }

    @Test("are read back as they were written, and the same every time", arguments: [false, true])
    func writes(compressed: Bool) throws {
        let folder = try TemporaryFolder()
        let zeros = Tensor.float64(try NDArray(repeating: 0, shape: [200, 300]))
        let members: [(name: String, tensor: Tensor)] = [
            ("x", NumPyFileTests.base),
            ("turned", NumPyFileTests.base.view(shape: [4, 3, 2], strides: [1, 4, 12], offset: 0)),
            ("zeros", zeros), ("größe", .int64(NDArray([1, 2, 3], shape: [3]))),
            ("none", .bool(NDArray([], shape: [0]))),
        ]
        try NumPyArchive.write(members, to: folder.path("a.npz"), compressed: compressed)
        try NumPyArchive.write(members, to: folder.path("b.npz"), compressed: compressed)
        let bytes = try Data(contentsOf: folder.url.appending(path: "a.npz"))
        #expect(try bytes == Data(contentsOf: folder.url.appending(path: "b.npz")))
        #expect(compressed ? bytes.count < 10_000 : bytes.count > 480_000)
        let archive = try NumPyArchive(path: folder.path("a.npz"))
        #expect(archive.names == members.map(\.name))
        for (loaded, member) in zip(try archive.tensors(archive.names), members) {
            #expect(words(of: loaded.tensor) == words(of: member.tensor))
            #expect(loaded.tensor.shape == member.tensor.shape)
            #expect(isFortran(loaded.tensor) == isFortran(member.tensor))
        }
        #expect(folder.names == ["a.npz", "b.npz"])
    }

    @Test func refusesNamesThatNoMemberCanHave() throws {
        let folder = try TemporaryFolder()
        let one = Tensor.float64(NDArray(scalar: 1))
        for names in [["x", "x"], [""], [String(repeating: "x", count: 70_000)], ["a\u{0}b"]] {
            #expect(throws: TensorFileError.self) {
                try NumPyArchive.write(names.map { ($0, one) }, to: folder.path("a.npz"))
            }
        }
        #expect(folder.names.isEmpty)
    }
}
