import TensorFiles
import Testing

@Suite struct TensorFileFormatTests {
    @Test(arguments: [
        ("a.npy", TensorFileFormat.npy), ("data.v2/b.NPZ", .npz), ("c.csv", .csv), ("d.txt", .txt), ("e", nil),
        ("data.npy/e", nil), ("f.json", nil),
    ])
    func `The extension tells the format`(path: String, format: TensorFileFormat?) {
        #expect(TensorFileFormat(path: path) == format)
    }
}
