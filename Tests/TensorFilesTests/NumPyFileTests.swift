import Files
import Foundation
import TensorFiles
import Tensors
import Testing

@Suite(".npy files") struct NumPyFileTests {
    static let cases = ArrayCase.all.filter { $0.member == nil }

    @Test func thereAreFixtures() {
        #expect(Self.cases.count > 40)
    }

    @Test("are read as NumPy reads them", arguments: cases)
    func reads(_ fixture: ArrayCase) throws {
        let loaded = try NumPyFile.read(MemoryBytes(try fixture.bytes()), limit: memoryLimit)
        #expect(loaded.storedType == fixture.stored)
        #expect(loaded.tensor.dtype.name == fixture.dtype)
        #expect(loaded.tensor.shape == Shape(fixture.shape))
        #expect(isFortran(loaded.tensor) == fixture.isFortran)
        #expect(words(of: loaded.tensor) == fixture.values)
        let path = tensorFileFixtures.appendingPathComponent("good/\(fixture.file)").path
        #expect(words(of: try NumPyFile.read(path: path, limit: memoryLimit).tensor) == fixture.values)
    }

    /// Those that np.save itself would write from what Descent holds: 64 bits wide, little-endian, version 1.
    @Test("are written byte for byte as NumPy writes them", arguments: cases)
    func writes(_ fixture: ArrayCase) throws {
        let bytes = try fixture.bytes()
        let handmade = [
            "keys-in", "python-2", "native-order", "no-order", "padded", "trailing", "bool-bytes", "version",
        ]
        let tensor = try NumPyFile.read(MemoryBytes(bytes), limit: memoryLimit).tensor
        let written = try NumPyFile.bytes(of: tensor)
        let again = try NumPyFile.read(MemoryBytes(written), limit: memoryLimit).tensor
        #expect(words(of: again) == fixture.values)
        #expect(isFortran(again) == fixture.isFortran)
        guard ["float64", "int64", "bool"].contains(fixture.stored), !fixture.file.contains("-big"),
            !handmade.contains(where: { fixture.file.hasPrefix($0) })
        else { return }
        #expect(written == bytes)
    }

    static let base = Tensor.float64(NDArray((0..<24).map(Double.init), shape: [2, 3, 4]))

    private static func view(_ shape: Shape, _ strides: [Int], offset: Int = 0, of tensor: Tensor = base) -> Tensor {
        tensor.view(shape: shape, strides: AxisValues(strides), offset: offset)
    }

    @Test(
        "of views are NumPy's",
        arguments: [
            ("transposed", view([4, 3, 2], [1, 4, 12])), ("reversed", view([2, 3, 4], [-12, 4, 1], offset: 12)),
            ("stepped", view([2, 3, 2], [12, 4, 2])), ("swapped", view([3, 2, 4], [4, 12, 1])),
            ("broadcast", view([2, 3], [0, 1])), ("matrix-transposed", view([4, 3], [1, 4])),
            ("slice", view([3, 4], [4, 1], offset: 12)), ("column-of", view([3], [4], offset: 1)),
            ("flipped-columns", view([4, 3], [-1, 4], offset: 3)),
            (
                "mask-transposed",
                view([4, 3], [1, 4], of: .bool(NDArray((0..<12).map { $0 > 5 }, shape: [3, 4])))
            ),
            ("ints-transposed", view([4, 3], [1, 4], of: .int64(NDArray(Array(0..<12), shape: [3, 4])))),
        ])
    func writesViews(name: String, tensor: Tensor) throws {
        let url = tensorFileFixtures.appendingPathComponent("views/\(name).npy")
        #expect(try NumPyFile.bytes(of: tensor) == [UInt8](try Data(contentsOf: url)))
    }

    @Test("of large views are written in pieces, in order")
    func writesLargeViews() throws {
        let base = Tensor.int64(NDArray(Array(0..<600_000), shape: [3, 100_000, 2]))
        for (shape, strides) in [(Shape([100_000, 3]), [2, 200_000]), ([2, 3, 100_000], [1, 200_000, 2])] {
            let view = base.view(shape: shape, strides: AxisValues(strides), offset: 0)
            let again = try NumPyFile.read(MemoryBytes(try NumPyFile.bytes(of: view)), limit: memoryLimit).tensor
            #expect(try words(of: again) == words(of: view.contiguous()))
        }
    }

    @Test("tell their watch how far they are, and stop when it says so")
    func isWatched() throws {
        let folder = try TemporaryFolder()
        let tensor = Tensor.float64(try NDArray(repeating: 1, shape: [1000, 500]))
        var reports: [Int] = []
        let path = folder.path("x.npy")
        try NumPyFile.write(
            tensor, to: path,
            watch: TransferWatch {
                false
            } report: { done, total in
                reports.append(done)
                #expect(total == 4_000_128)
            })
        #expect(reports.count >= 3)
        var asked = 0
        func stops() -> Bool {
            asked += 1
            return asked > 1
        }
        #expect(throws: TensorFileError.interrupted) {
            try NumPyFile.write(tensor, to: folder.path("y.npy"), watch: TransferWatch(isInterrupted: stops))
        }
        #expect(throws: TensorFileError.interrupted) {
            try NumPyFile.read(path: path, watch: TransferWatch(isInterrupted: stops))
        }
        #expect(folder.names == ["x.npy"])
    }
}
