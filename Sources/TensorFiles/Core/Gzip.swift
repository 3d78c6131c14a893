internal import CMinizip
internal import Kernels

/// Texts packed with gzip (RFC 1952), unpacked by zlib.
enum Gzip {
    /// The bytes of a packed text; nil of any other.
    ///
    /// - Throws: ``TensorFileError/table(_:)`` of a damaged one, ``TensorFileError/textTooLarge(bytes:limit:)``,
    ///   ``TensorFileError/interrupted``.
    static func unpacked(
        _ packed: UnsafeBufferPointer<UInt8>, limit: Int, watch: TransferWatch
    ) throws(TensorFileError) -> [UInt8]? {
        guard packed.count >= 2, packed[0] == 0x1F, packed[1] == 0x8B else { return nil }
        var stream = z_stream()
        // 15 bits of window, and 16 more for gzip's own header.
        guard inflateInit2_(&stream, 31, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .table(.damagedPacking)
        }
        defer { inflateEnd(&stream) }
        var result: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        var done = 0
        while done < packed.count {
            if watch.isInterrupted() { throw .interrupted }
            let available = min(packed.count - done, 1 << 20)
            stream.next_in = UnsafeMutablePointer(mutating: packed.baseAddress.map { $0 + done })
            stream.avail_in = UInt32(available)
            var status = Z_OK
            repeat {
                let count = piece.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    return output.count - Int(stream.avail_out)
                }
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                    throw .table(.damagedPacking)
                }
                guard result.count + count <= limit / 2 else {
                    throw .textTooLarge(bytes: result.count + count, limit: limit)
                }
                result.append(contentsOf: piece[..<count])
                if watch.isInterrupted() { throw .interrupted }
            } while status == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0)
            done += available - Int(stream.avail_in)
            if status == Z_STREAM_END {
                // Another packed part may follow; zeros at the end are padding.
                guard done < packed.count, packed[done] != 0 else { return result }
                guard inflateReset(&stream) == Z_OK else { throw .table(.damagedPacking) }
            } else if stream.avail_in == available {
                break
            }
        }
        throw .table(.damagedPacking)
    }
}
