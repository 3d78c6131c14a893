internal import Files
internal import Kernels
internal import Tensors

/// The text of a file, unpacked where it is packed.
enum TextSource {
    /// The size from which a text is mapped: a large one isn't copied, but read where the system has it.
    private static let mappedSize = 1 << 20

    /// Calls `body` with the bytes of a file's text.
    static func withText<Result>(
        path: String, watch: TransferWatch, limit: MemoryLimit,
        _ body: (UnsafeBufferPointer<UInt8>) throws(TensorFileError) -> Result
    ) throws(TensorFileError) -> Result {
        let reader: FileReader
        do { reader = try FileReader(path: path) } catch { throw .file(error) }
        guard reader.count >= mappedSize, let mapping = FileMapping(reader, count: reader.count, onLoss: .zeros) else {
            let bytes = try bytes(of: reader, TransferMeter(watch, total: reader.count), limit)
            return try bytes.withUnsafeBufferPointer { (text) throws(TensorFileError) in
                try withUnpacked(text, watch, limit, body)
            }
        }
        let result: Result
        do throws(TensorFileError) {
            result = try withExtendedLifetime(mapping) { () throws(TensorFileError) in
                let text = UnsafeBufferPointer(mapping.bytes.assumingMemoryBound(to: UInt8.self))
                return try withUnpacked(text, watch, limit, body)
            }
        } catch {
            throw mapping.isLost ? .file(.becameShorter) : error
        }
        if mapping.isLost { throw .file(.becameShorter) }
        return result
    }

    private static func withUnpacked<Result>(
        _ text: UnsafeBufferPointer<UInt8>, _ watch: TransferWatch, _ limit: MemoryLimit,
        _ body: (UnsafeBufferPointer<UInt8>) throws(TensorFileError) -> Result
    ) throws(TensorFileError) -> Result {
        guard let unpacked = try Gzip.unpacked(text, limit: limit.bytes, watch: watch) else { return try body(text) }
        return try unpacked.withUnsafeBufferPointer { (text) throws(TensorFileError) in try body(text) }
    }

    /// All bytes that can be read, in memory.
    static func bytes(
        of source: some RandomAccessBytes, _ meter: TransferMeter, _ limit: MemoryLimit
    ) throws(TensorFileError) -> [UInt8] {
        guard source.count <= limit.bytes else { throw .textTooLarge(bytes: source.count, limit: limit.bytes) }
        var failure: TensorFileError?
        // Left as it comes, since filling a large one first would take time that Ctrl-C can't stop.
        let text = [UInt8](largeCapacity: source.count) { buffer, count in
            do throws(TensorFileError) {
                count = try fill(UnsafeMutableRawBufferPointer(buffer), from: source, meter)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return text
    }

    private static func fill(
        _ buffer: UnsafeMutableRawBufferPointer, from bytes: some RandomAccessBytes, _ meter: TransferMeter
    ) throws(TensorFileError) -> Int {
        var done = 0
        while done < buffer.count {
            let piece = buffer[done..<min(done + 8 * TransferMeter.pieceSize, buffer.count)]
            let got: Int
            do { got = try bytes.read(into: UnsafeMutableRawBufferPointer(rebasing: piece), at: done) } catch {
                throw .file(error)
            }
            done += got
            try meter.advance(0)
            if got < piece.count { break }
        }
        return done
    }
}
