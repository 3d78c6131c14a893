import Foundation
import Tensors
import Testing

@testable import TensorFiles

/// Files of named columns with some of their bytes changed: each is an error in words or a table, the same however the text
/// is cut into blocks, within the limit of memory.
///
/// 2,000 files; 100,000 in a release build or with `FUZZ_FILES=100000`.
@Suite("Mutated files of columns") struct ColumnMutationTests {
    static let partCount = 20

    @Test(arguments: 0..<partCount)
    func endInAnErrorOrATable(part: Int) throws {
        let seeds = ColumnFileTests.cases
        var (read, refused) = (0, 0)
        for number in 0..<(MutationTests.fileCount / Self.partCount) {
            var mutation = Mutation(seed: MutationTests.seed &* 30_000_000 &+ UInt64(part * 1_000_000 + number))
            let seed = seeds[mutation.below(seeds.count)]
            let bytes = mutation.mutated(Array(seed.bytes.prefix(600)))
            var options = mutation.below(3) == 0 ? .automatic : seed.columnOptions
            if mutation.below(4) == 0 { options.rowLimit = mutation.below(20) }
            if mutation.below(8) == 0 { options.footerRecords = mutation.below(4) }
            do throws(TensorFileError) {
                let table = try ColumnFile.read(text: bytes, options, limit: memoryLimit)
                read += 1
                for column in table.columns {
                    // All of it can be reached.
                    #expect(ColumnFileTests.texts(of: column.values).count == table.rowCount)
                }
                try Self.checkInPieces(table, bytes, options, size: 1 + mutation.below(60))
            } catch {
                refused += 1
                #expect(!error.message.isEmpty && error.message.utf8.count < 1000, "\(error)")
            }
        }
        #expect(read > 0)
        #expect(refused > 0)
    }

    /// What is read in small pieces is what is read at once. A smaller sample may find less by itself.
    private static func checkInPieces(
        _ table: ColumnTable, _ bytes: [UInt8], _ options: ColumnOptions, size: Int
    ) throws(TensorFileError) {
        guard !options.findsTheRest, !bytes.starts(with: [0x1F, 0x8B]) else { return }
        let other = try bytes.withUnsafeBufferPointer { (text) throws(TensorFileError) in
            try ColumnFile.read(text, options, watch: TransferWatch(), limit: memoryLimit, blockSize: size)
        }
        #expect(other.columns.map(\.name) == table.columns.map(\.name))
        for (column, found) in zip(other.columns, table.columns) {
            #expect(column.values.dtype == found.values.dtype)
            #expect(ColumnFileTests.texts(of: column.values) == ColumnFileTests.texts(of: found.values))
            #expect(column.missingCount == found.missingCount)
        }
    }
}
