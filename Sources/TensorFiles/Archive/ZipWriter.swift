internal import CMinizip
internal import Files

/// A zip archive that is being written.
final class ZipWriter {
    private let output: ZipOutput
    private let isCompressed: Bool
    private var handle: zipFile?
    private var member = "the archive"

    /// The first day that a zip archive can name, so that the same tensors give the same bytes.
    private static let firstDay: UInt = 1 << 5 | 1
    /// A file's permissions where zip archives keep them: rw-r--r--.
    private static let permissions: UInt = 0o100644 << 16
    /// Made on Unix, by version 2.0 of the format.
    private static let madeBy: UInt = 3 << 8 | 20
    /// Names are UTF-8.
    private static let unicodeNames: UInt = 1 << 11
    /// From here on sizes need 64 bits; zip's headers around a member are allowed for.
    private static let smallest64 = 0xFFFF_0000

    init(_ writer: AtomicFileWriter, compressed: Bool) throws(TensorFileError) {
        output = ZipOutput(writer)
        isCompressed = compressed
        var functions = output.functions
        handle = zipOpen2_64(nil, APPEND_STATUS_CREATE, nil, &functions)
        if handle == nil { throw failure(ZIP_INTERNALERROR) }
    }

    deinit { if let handle { zipClose(handle, nil) } }

    /// Begins a member of so many bytes.
    func open(_ name: String, size: Int) throws(TensorFileError) {
        member = name
        var information = zip_fileinfo()
        information.dosDate = Self.firstDay << 16
        information.external_fa = Self.permissions
        let isPlain = name.utf8.allSatisfy { $0 < 128 }
        // -15, 8 and 0 are zlib's largest window, its usual memory and its usual strategy.
        try check(
            zipOpenNewFileInZip4_64(
                handle, name, &information, nil, 0, nil, 0, nil, isCompressed ? Z_DEFLATED : 0,
                Z_DEFAULT_COMPRESSION, 0, -15, 8, 0, nil, 0, Self.madeBy, isPlain ? 0 : Self.unicodeNames,
                size >= Self.smallest64 ? 1 : 0))
    }

    /// Writes bytes of the member.
    func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) {
        try check(zipWriteInFileInZip(handle, bytes.baseAddress, UInt32(clamping: bytes.count)))
    }

    /// Ends the member.
    func close() throws(TensorFileError) { try check(zipCloseFileInZip(handle)) }

    /// Writes the directory.
    func finish() throws(TensorFileError) {
        member = "the archive"
        let handle = handle
        self.handle = nil
        try check(zipClose(handle, nil))
    }

    private func check(_ status: CInt) throws(TensorFileError) {
        if status != ZIP_OK || output.failure != nil { throw failure(status) }
    }

    private func failure(_ status: CInt) -> TensorFileError {
        output.failure.map { .file($0) } ?? .archive(.cannotWrite(member, status: Int(status)))
    }
}

/// The open member of an archive.
struct ZipEntrySink: ByteSink {
    let archive: ZipWriter

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) { try archive.write(bytes) }
}
