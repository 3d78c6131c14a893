import Files
import Foundation
import TensorFiles
import Tensors
import Testing

/// The folder of this module's fixtures.
let tensorFileFixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/TensorFiles")

/// What a tensor may take in these tests; the limit of the process is left to others.
let memoryLimit = MemoryLimit(bytes: 1 << 26)

/// What NumPy finds in a file.
struct ArrayCase: Decodable, Sendable, CustomTestStringConvertible {
    var file: String
    var member: String?
    var stored: String
    var dtype: String
    var shape: [Int]
    var isFortran: Bool
    var values: [String]

    var testDescription: String { member.map { "\(file) \($0)" } ?? file }

    static let all: [ArrayCase] = {
        let url = tensorFileFixtures.appendingPathComponent("arrays.json")
        return (try? JSONDecoder().decode([ArrayCase].self, from: Data(contentsOf: url))) ?? []
    }()

    func bytes() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: tensorFileFixtures.appendingPathComponent("good/\(file)")))
    }
}

/// The elements in C order as the fixtures write them: floats by their bits.
func words(of tensor: Tensor) -> [String] {
    switch tensor {
    case .float64(let array): array.elements.map { String($0.bitPattern) }
    case .int64(let array): array.elements.map { String($0) }
    case .bool(let array): array.elements.map { $0 ? "1" : "0" }
    case .other where tensor.dtype == .float32: tensor.asFloat64().elements.map { String($0.bitPattern) }
    case .other where tensor.dtype == .uint64: tensor.copyOfWords().map { String($0) }
    case .other where tensor.dtype.isComplex:
        tensor.copyOfParts().elements.map { String($0.bitPattern) }
    case .other:
        // Of those with a sign the value.
        tensor.places().elements.map { String($0) }
    }
}

/// Whether the elements lie columns first, and not also row after row.
func isFortran(_ tensor: Tensor) -> Bool {
    !tensor.isContiguous && tensor.isFortranContiguous
}

/// A folder that goes when the test is over.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "tensor-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path))?.sorted() ?? [] }
}

/// Bytes in memory.
final class MemoryBytes: RandomAccessBytes {
    private let bytes: [UInt8]

    /// Takes the bytes.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// How many there are.
    var count: Int { bytes.count }

    /// Fills a buffer with the bytes from an offset on, and gives how many there were.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
        guard offset >= 0, offset < bytes.count else { return 0 }
        let count = min(buffer.count, bytes.count - offset)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count])) }
        return count
    }
}

extension Tensor {
    /// The parts of complex elements in C order, real and imaginary by turns.
    fileprivate func copyOfParts() -> NDArray<Double> {
        let parts = [parts(imaginary: false), parts(imaginary: true)].compactMap { $0?.asFloat64().elements }
        let words = zip(parts[0], parts[1]).flatMap { [$0, $1] }
        return NDArray(words, shape: [words.count])
    }
}
