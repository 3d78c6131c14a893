import Files
import Foundation
import TensorFiles
import Tensors
import Testing

/// Files with some of their bytes changed: each is an error in words or a tensor that fits what its file could hold, and
/// takes no more memory than the limit.
///
/// 2,000 files; 100,000 in a release build or with `FUZZ_FILES=100000`.
@Suite("Mutated files") struct MutationTests {
    static let partCount = 20

    static let fileCount: Int = {
        if let text = ProcessInfo.processInfo.environment["FUZZ_FILES"], let count = Int(text) { return count }
        #if DEBUG
            return 2_000
        #else
            return 100_000
        #endif
    }()

    /// Other files are made with another; CI sets the day's.
    static let seed = UInt64(ProcessInfo.processInfo.environment["FUZZ_SEED"] ?? "0") ?? 0

    /// The files to begin with, by their names.
    static let seeds: [(name: String, bytes: [UInt8])] = {
        var seeds: [(String, [UInt8])] = []
        for folder in ["good", "bad"] {
            let url = tensorFileFixtures.appendingPathComponent(folder)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
            for name in names.sorted() where name.hasSuffix(".npy") || name.hasSuffix(".npz") {
                guard let data = try? Data(contentsOf: url.appendingPathComponent(name)) else { continue }
                // Archives have more to get wrong.
                seeds += Array(repeating: (name, [UInt8](data)), count: name.hasSuffix(".npz") ? 4 : 1)
            }
        }
        for text in TableFileTests.cases.map(\.text) + ["a,b\n1,2\n3,\"4\"\n", "\u{FEFF}1;2\r\n3;NA\r\n# end\n"] {
            seeds.append(("table.csv", Array(text.utf8.prefix(400))))
        }
        return seeds
    }()

    @Test(arguments: 0..<partCount)
    func endInAnErrorOrATensor(part: Int) throws {
        var read = 0
        var refused = 0
        for number in 0..<(Self.fileCount / Self.partCount) {
            var mutation = Mutation(seed: Self.seed &* 20_000_000 &+ UInt64(part * 1_000_000 + number))
            let seed = Self.seeds[mutation.below(Self.seeds.count)]
            let bytes = mutation.mutated(seed.bytes)
            do throws(TensorFileError) {
                for tensor in try Self.tensors(in: bytes, like: seed.name, &mutation) {
                    // All of it can be reached, and printed in short.
                    #expect(words(of: tensor).count == (tensor.dtype.isComplex ? 2 : 1) * tensor.count)
                    #expect(tensor.count * tensor.dtype.byteCount <= memoryLimit.bytes)
                }
                read += 1
            } catch {
                refused += 1
                #expect(!error.message.isEmpty && error.message.utf8.count < 1000, "\(error)")
            }
        }
        #expect(read > 0)
        #expect(refused > 0)
    }

    private static func tensors(
        in bytes: [UInt8], like name: String, _ mutation: inout Mutation
    ) throws(TensorFileError) -> [Tensor] {
        let source = MemoryBytes(bytes)
        if name.hasSuffix(".npy") { return [try NumPyFile.read(source, limit: memoryLimit).tensor] }
        if name.hasSuffix(".npz") {
            let archive = try NumPyArchive(source, limit: memoryLimit)
            return try archive.tensors(archive.names).map(\.tensor)
        }
        var options = TableOptions()
        options.delimiter = [.automatic, .automatic, .blanks, .character(UInt8(ascii: ","))][mutation.below(4)]
        options.gaps = [.refused, .missing(0), .anyText(.nan)][mutation.below(3)]
        options.dtype = [.float64, .float64, .int64, .bool][mutation.below(4)]
        options.columns = mutation.below(4) == 0 ? [.index(-1), .index(0)] : nil
        options.skippedLines = mutation.below(3)
        return [try TableFile.read(source, options, limit: memoryLimit).squeezed(keeping: mutation.below(3))]
    }

    /// What memory is taken for is bounded by the limit, whatever a file claims.
    @Test func claimsAreCheckedBeforeMemoryIsTaken() throws {
        let before = try Self.residentBytes()
        for name in ["huge.npy", "overflow.npy", "bomb.npz", "lying.npz", "header-long.npy"] {
            #expect(throws: TensorFileError.self) {
                let path = BadFileTests.folder.appendingPathComponent(name).path
                if name.hasSuffix(".npz") {
                    let archive = try NumPyArchive(path: path, limit: memoryLimit)
                    _ = try archive.tensors(archive.names)
                } else {
                    _ = try NumPyFile.read(path: path, limit: memoryLimit)
                }
            }
        }
        #expect(try Self.residentBytes() - before < 1 << 28)
    }

    private static func residentBytes() throws -> Int {
        #if os(Linux)
            let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            return try #require(Int(text.split(separator: " ")[1])) * 4096
        #else
            return 0
        #endif
    }
}

/// Changes to bytes, the same for the same seed on every machine (splitmix64).
struct Mutation {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

    private static let words: [UInt64] = [0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, 1 << 63, .max, 1 << 40]
    private static let pieces = [
        "'", "(", ")", ",", "-", "9", "<", ">", "True", "L", "[", "{", "nan", "e", "\"", "\n", "#", "PK\u{1}\u{2}",
        "PK\u{5}\u{6}", "O",
    ]

    /// The bytes with one to four changes.
    mutating func mutated(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0...below(4) {
            // Headers and directories are where it hurts.
            let place = below(3) == 0 ? below(min(bytes.count, 150)) : below(bytes.count)
            switch below(8) {
            case 0 where !bytes.isEmpty: bytes[place] ^= 1 << below(8)
            case 1 where !bytes.isEmpty: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 2: bytes.removeLast(below(min(bytes.count, below(20) == 0 ? bytes.count : 40) + 1))
            case 3:
                bytes.insert(contentsOf: Array(Self.pieces[below(Self.pieces.count)].utf8), at: min(place, bytes.count))
            case 4 where !bytes.isEmpty: bytes.removeSubrange(place..<min(place + 1 + below(8), bytes.count))
            case 5:
                let width = [2, 4, 8][below(3)]
                let word = below(2) == 0 ? Self.words[below(Self.words.count)] : next()
                for index in 0..<width where place + index < bytes.count {
                    bytes[place + index] = UInt8(truncatingIfNeeded: word >> (8 * UInt64(index)))
                }
            case 6 where bytes.count > 8:
                // A size a little wrong.
                let delta = below(2) == 0 ? 1 : 0xFF
                bytes[place] = bytes[place] &+ UInt8(delta)
            default: bytes.insert(UInt8(truncatingIfNeeded: next()), at: min(place, bytes.count))
            }
        }
        return bytes
    }
}
