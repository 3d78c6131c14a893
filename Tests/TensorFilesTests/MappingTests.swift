import Files
import Foundation
import TensorFiles
import Tensors
import Testing

@Suite("Mapped files") struct MappingTests {
    private static func written(_ tensor: Tensor, _ folder: TemporaryFolder, _ name: String = "x.npy") throws -> String
    {
        try NumPyFile.write(tensor, to: folder.path(name))
        return folder.path(name)
    }

    private static let numbers: [Tensor] = [
        .float64(NDArray((0..<24).map { Double($0) / 3 }, shape: [4, 6])),
        .float64(NDArray(copying: (0..<24).map(Double.init), shape: [4, 6], strides: [1, 4], offset: 0)),
        .int64(NDArray([-5, 0, .max, .min], shape: [2, 2])), .float64(NDArray(scalar: 2.5)),
        .float64(NDArray([], shape: [0, 3])),
    ]

    @Test("hold what is read from them", arguments: numbers.indices)
    func likeTheFile(index: Int) throws {
        let folder = try TemporaryFolder()
        let path = try Self.written(Self.numbers[index], folder)
        let (mapped, read) = (
            try NumPyFile.map(path: path, named: "x.npy").tensor, try NumPyFile.read(path: path).tensor
        )
        #expect(mapped.isMapped == (mapped.count > 0))
        #expect(!read.isMapped)
        #expect(mapped.shape == read.shape && mapped.strides == read.strides && mapped.dtype == read.dtype)
        #expect(words(of: mapped) == words(of: read))
    }

    @Test func areWrittenToForThisProcessAlone() throws {
        let folder = try TemporaryFolder()
        let path = try Self.written(Self.numbers[0], folder)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let mapped = try NumPyFile.map(path: path, named: "x.npy").tensor
        let (one, row) = (try mapped.copyKeepingOrder(), try mapped.copyKeepingOrder())
        let mask = try mapped.copyKeepingOrder()
        try one.assign(Tensor(.float64(-1)), at: [.integer(0), .integer(5)])
        try row.assign(Tensor(.float64(7)), at: [.integer(1)])
        try mask.assign(
            Tensor(.float64(9)), at: [.integers(NDArray([0, 3, 0], shape: [3]))])
        #expect(!one.isMapped && !row.isMapped && !mask.isMapped && mapped.isMapped)
        #expect(one.asFloat64().elements[5] == -1 && one.asFloat64().elements[4] == 4.0 / 3)
        #expect(row.asFloat64().elements[6..<12].allSatisfy { $0 == 7 })
        #expect(mask.asFloat64().elements[18..<24].allSatisfy { $0 == 9 })
        #expect(words(of: mapped) == words(of: Self.numbers[0]))
        let view = mapped.transposed
        try mapped.assign(Tensor(.float64(5)), at: [.integer(0)])
        #expect(mapped.isMapped && view.sharesMemory(with: mapped))
        #expect(try view.element(at: [5, 0]) == .float64(5))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    }

    @Test func outliveTheirNames() throws {
        let folder = try TemporaryFolder()
        let path = try Self.written(Self.numbers[0], folder)
        let mapped = try NumPyFile.map(path: path, named: "x.npy").tensor
        // The new file takes the name; what is mapped stays.
        try NumPyFile.write(Tensor(.float64(0)), to: path)
        #expect(words(of: mapped) == words(of: Self.numbers[0]))
        try FileManager.default.removeItem(atPath: path)
        #expect(words(of: mapped) == words(of: Self.numbers[0]))
    }

    private static func header(_ type: String, _ shape: String, padding: Int = 0) -> [UInt8] {
        var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
        text += String(repeating: " ", count: 117 + padding - text.utf8.count) + "\n"
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8)
    }

    private static func file(_ type: String, _ shape: String, bytes: Int, padding: Int = 0) -> [UInt8] {
        header(type, shape, padding: padding) + [UInt8](repeating: 0, count: bytes)
    }

    private static let unfit: [([UInt8], TensorFileError)] = [
        (file("<f4", "(2,)", bytes: 8), .notMappable(.type("float32"))),
        (file("|b1", "(2,)", bytes: 2), .notMappable(.type("bool"))),
        (file("<u8", "(1,)", bytes: 8), .notMappable(.type("uint64"))),
        (file(">f8", "(1,)", bytes: 8), .notMappable(.byteOrder)),
        (file(">i8", "(1,)", bytes: 8), .notMappable(.byteOrder)),
        (file("<f8", "(1,)", bytes: 8, padding: 3), .notMappable(.alignment(offset: 131))),
        (file("<f8", "(2,)", bytes: 15), .npy(.truncated(expected: 16, available: 15))),
        (file("<f8", "(9223372036854775807,)", bytes: 8), .tooLarge([Int.max], limit: Int.max)),
        (Array("1,2\n".utf8), .npy(.noMagic(.text))),
        ([], .npy(.noMagic(.empty))),
    ]

    @Test("are refused where their numbers can't be used as they lie", arguments: unfit)
    func refused(bytes: [UInt8], error: TensorFileError) throws {
        let folder = try TemporaryFolder()
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path("x.npy")))
        #expect(throws: error) { try NumPyFile.map(path: folder.path("x.npy"), named: "x.npy") }
        #expect(!error.message.isEmpty)
    }

    @Test func moreThanMemoryHoldsCanBeLookedAt() throws {
        let folder = try TemporaryFolder()
        // A file with a hole: 1 TiB of zeros that take no room.
        let count = 1 << 37
        let path = folder.path("x.npy")
        try Data(Self.header("<f8", "(\(count / 8), 8)")).write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.truncate(atOffset: UInt64(128 + count * 8))
        try file.seek(toOffset: UInt64(128 + (count - 1) * 8))
        try file.write(contentsOf: withUnsafeBytes(of: 2.5) { Data($0) })
        try file.close()
        let mapped = try NumPyFile.map(path: path, named: "x.npy").tensor
        #expect(mapped.scalar(atAddress: count - 1) == .float64(2.5))
        let last = try mapped.indexed(by: [.integer(-1)])
        #expect(words(of: last).last == String((2.5).bitPattern))
        try mapped.assign(Tensor(.float64(1)), at: [.integer(-1)])
        #expect(words(of: last).last == String((1.0).bitPattern))
        let read = try NumPyFile.map(path: path, named: "x.npy").tensor
        #expect(read.scalar(atAddress: count - 1) == .float64(2.5))
    }

    #if os(Linux)
        @Test func tablesThatBecomeShorterWhileTheyAreReadAreRefused() throws {
            let folder = try TemporaryFolder()
            let path = folder.path("x.csv")
            try Data(String(repeating: "1,2,3\n", count: 1 << 20).utf8).write(to: URL(fileURLWithPath: path))
            var isCut = false
            let watch = TransferWatch(isInterrupted: {
                if !isCut { isCut = truncate(path, 1 << 16) == 0 }
                return false
            })
            #expect(throws: TensorFileError.file(.becameShorter)) { try TableFile.read(path: path, watch: watch) }
        }

        @Test func endTheProgramWithAWordWhereTheyBecomeShorter() async throws {
            await #expect(processExitsWith: .exitCode(1)) {
                let folder = try TemporaryFolder()
                let path = folder.path("x.npy")
                try NumPyFile.write(.float64(NDArray(repeating: 1, shape: [100_000])), to: path)
                let mapped = try NumPyFile.map(path: path, named: "x.npy").tensor
                guard truncate(path, 4096) == 0 else { exit(3) }
                exit(mapped.scalar(atAddress: 99_999) == .float64(1) ? 4 : 5)
            }
        }
    #endif
}
