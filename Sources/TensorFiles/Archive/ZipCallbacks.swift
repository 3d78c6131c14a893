internal import CMinizip
internal import Files

/// The input of minizip: bytes and a position.
final class ZipInput {
    let bytes: any RandomAccessBytes
    private var position = 0

    init(_ bytes: any RandomAccessBytes) { self.bytes = bytes }

    fileprivate func read(_ buffer: UnsafeMutableRawPointer?, _ count: UInt) -> UInt {
        guard let buffer, let count = Int(exactly: count),
            let got = try? bytes.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: count), at: position)
        else { return 0 }
        position += got
        return UInt(got)
    }

    fileprivate func tell() -> UInt64 { UInt64(position) }

    /// Returns 0, or -1 for a position outside the file, which a damaged directory may request.
    fileprivate func seek(_ offset: UInt64, _ origin: CInt) -> Int {
        let base =
            switch origin {
            case ZLIB_FILEFUNC_SEEK_CUR: position
            case ZLIB_FILEFUNC_SEEK_END: bytes.count
            default: 0
            }
        // A negative offset arrives as a large unsigned number.
        let target = UInt64(base) &+ offset
        guard let place = Int(exactly: target), place <= bytes.count else { return -1 }
        position = place
        return 0
    }

    /// The callbacks of minizip; this object must outlive their use.
    var functions: zlib_filefunc64_def {
        var functions = zlib_filefunc64_def()
        functions.opaque = Unmanaged.passUnretained(self).toOpaque()
        functions.zopen64_file = { opaque, _, _ in opaque }
        functions.zread_file = { opaque, _, buffer, count in ZipInput.from(opaque)?.read(buffer, count) ?? 0 }
        functions.zwrite_file = { _, _, _, _ in 0 }
        functions.ztell64_file = { opaque, _ in ZipInput.from(opaque)?.tell() ?? 0 }
        functions.zseek64_file = { opaque, _, offset, origin in ZipInput.from(opaque)?.seek(offset, origin) ?? -1 }
        functions.zclose_file = { _, _ in 0 }
        functions.zerror_file = { _, _ in 0 }
        return functions
    }

    private static func from(_ opaque: UnsafeMutableRawPointer?) -> ZipInput? {
        opaque.map { Unmanaged<ZipInput>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// The output of minizip.
final class ZipOutput {
    private let writer: AtomicFileWriter
    private var end = 0
    /// The first error of the system.
    private(set) var failure: FileError?

    init(_ writer: AtomicFileWriter) { self.writer = writer }

    fileprivate func write(_ buffer: UnsafeRawPointer?, _ count: UInt) -> UInt {
        do throws(FileError) {
            try writer.append(UnsafeRawBufferPointer(start: buffer, count: Int(count)))
            end = max(end, writer.position)
            return count
        } catch {
            failure = failure ?? error
            return 0
        }
    }

    fileprivate func tell() -> UInt64 { UInt64(writer.position) }

    fileprivate func seek(_ offset: UInt64, _ origin: CInt) -> Int {
        let base =
            switch origin {
            case ZLIB_FILEFUNC_SEEK_CUR: writer.position
            case ZLIB_FILEFUNC_SEEK_END: end
            default: 0
            }
        do throws(FileError) {
            try writer.seek(to: base + Int(truncatingIfNeeded: offset))
            return 0
        } catch {
            failure = failure ?? error
            return -1
        }
    }

    /// The callbacks of minizip; this object must outlive their use.
    var functions: zlib_filefunc64_def {
        var functions = zlib_filefunc64_def()
        functions.opaque = Unmanaged.passUnretained(self).toOpaque()
        functions.zopen64_file = { opaque, _, _ in opaque }
        functions.zread_file = { _, _, _, _ in 0 }
        functions.zwrite_file = { opaque, _, buffer, count in ZipOutput.from(opaque)?.write(buffer, count) ?? 0 }
        functions.ztell64_file = { opaque, _ in ZipOutput.from(opaque)?.tell() ?? 0 }
        functions.zseek64_file = { opaque, _, offset, origin in ZipOutput.from(opaque)?.seek(offset, origin) ?? -1 }
        functions.zclose_file = { _, _ in 0 }
        functions.zerror_file = { opaque, _ in ZipOutput.from(opaque)?.failure == nil ? 0 : -1 }
        return functions
    }

    private static func from(_ opaque: UnsafeMutableRawPointer?) -> ZipOutput? {
        opaque.map { Unmanaged<ZipOutput>.fromOpaque($0).takeUnretainedValue() }
    }
}
