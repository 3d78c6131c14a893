internal import CMinizip
internal import Files

/// A zip archive open for reading.
final class ZipReader {
    /// An entry of its directory. None of it is trusted.
    struct Entry {
        var name: String
        var flags: UInt
        var method: UInt
        var compressedSize: UInt64
        var size: UInt64
        var position: unz64_file_pos
    }

    /// The entries, in the directory's order.
    private(set) var entries: [Entry] = []
    private let input: ZipInput
    private let handle: unzFile
    private var isEntryOpen = false

    /// Reads the directory.
    ///
    /// - Throws: ``ArchiveError/noDirectory``, ``ArchiveError/empty``, ``ArchiveError/damagedEntry(number:)``,
    ///   ``ArchiveError/damagedName(number:)``.
    init(_ bytes: any RandomAccessBytes) throws(ArchiveError) {
        // An archive that is only an end-of-directory record, which the library rejects.
        guard bytes.count != Self.emptySize || !Self.isEmpty(bytes) else { throw .empty }
        input = ZipInput(bytes)
        var functions = input.functions
        guard let handle = unzOpen2_64(nil, &functions) else { throw .noDirectory }
        self.handle = handle
        try readDirectory()
    }

    deinit {
        if isEntryOpen { unzCloseCurrentFile(handle) }
        unzClose(handle)
    }

    private static let emptySize = 22

    private static func isEmpty(_ bytes: any RandomAccessBytes) -> Bool {
        var start: [UInt8] = [0, 0, 0, 0]
        _ = start.withUnsafeMutableBytes { try? bytes.read(into: $0, at: 0) }
        return start == [0x50, 0x4B, 5, 6]
    }

    private func readDirectory() throws(ArchiveError) {
        var information = unz_global_info64()
        guard unzGetGlobalInfo64(handle, &information) == UNZ_OK else { throw .noDirectory }
        if information.number_entry == 0 { return }
        var status = unzGoToFirstFile(handle)
        while status == UNZ_OK {
            entries.append(try currentEntry())
            status = unzGoToNextFile(handle)
        }
        guard status == UNZ_END_OF_LIST_OF_FILE else { throw .damagedEntry(number: entries.count + 1) }
    }

    private func currentEntry() throws(ArchiveError) -> Entry {
        let number = entries.count + 1
        var information = unz_file_info64()
        var position = unz64_file_pos()
        guard unzGetCurrentFileInfo64(handle, &information, nil, 0, nil, 0, nil, 0) == UNZ_OK,
            unzGetFilePos64(handle, &position) == UNZ_OK
        else { throw .damagedEntry(number: number) }
        var name = [CChar](repeating: 0, count: Int(information.size_filename))
        let status = name.withUnsafeMutableBufferPointer { buffer in
            unzGetCurrentFileInfo64(handle, nil, buffer.baseAddress, UInt(buffer.count), nil, 0, nil, 0)
        }
        guard status == UNZ_OK else { throw .damagedEntry(number: number) }
        guard let text = String(validating: name.map { UInt8(bitPattern: $0) }, as: UTF8.self) else {
            throw .damagedName(number: number)
        }
        return Entry(
            name: text, flags: information.flag, method: information.compression_method,
            compressedSize: information.compressed_size, size: information.uncompressed_size, position: position)
    }

    // MARK: - Members

    /// Opens an entry for reading.
    ///
    /// - Throws: ``ArchiveError/encrypted(_:)``, ``ArchiveError/unknownMethod(_:method:)``,
    ///   ``ArchiveError/damaged(_:)``.
    func open(_ entry: Entry) throws(ArchiveError) {
        // Bits 0, 6 and 13 mark encrypted data or an encrypted directory.
        guard entry.flags & 0x2041 == 0 else { throw .encrypted(entry.name) }
        guard entry.method == 0 || entry.method == UInt(Z_DEFLATED) else {
            throw .unknownMethod(entry.name, method: Int(entry.method))
        }
        guard entry.method != 0 || entry.compressedSize == entry.size, Int(exactly: entry.size) != nil else {
            throw .damaged(entry.name)
        }
        var position = entry.position
        guard unzGoToFilePos64(handle, &position) == UNZ_OK, unzOpenCurrentFile(handle) == UNZ_OK else {
            throw .damaged(entry.name)
        }
        isEntryOpen = true
    }

    /// Fills a buffer from the open entry; reads less only at its end.
    func read(_ entry: Entry, into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        var done = 0
        while done < buffer.count {
            let next = UInt32(clamping: min(buffer.count - done, TransferMeter.pieceSize))
            let got = unzReadCurrentFile(handle, buffer.baseAddress.map { $0 + done }, next)
            if got < 0 { throw .damaged(entry.name) }
            if got == 0 { break }
            done += Int(got)
        }
        return done
    }

    /// Closes the open entry, which must have been read completely.
    ///
    /// - Throws: ``ArchiveError/checksum(_:)``, ``ArchiveError/damaged(_:)``.
    func close(_ entry: Entry) throws(ArchiveError) {
        isEntryOpen = false
        let status = unzCloseCurrentFile(handle)
        if status == UNZ_CRCERROR { throw .checksum(entry.name) }
        guard status == UNZ_OK else { throw .damaged(entry.name) }
    }

    /// Closes the open entry without checking it.
    func abandonEntry() {
        guard isEntryOpen else { return }
        isEntryOpen = false
        unzCloseCurrentFile(handle)
    }
}

/// The bytes of an archive's open entry.
struct ZipEntryStream: ByteStream {
    let reader: ZipReader
    let entry: ZipReader.Entry
    private(set) var remaining: Int

    init(_ reader: ZipReader, _ entry: ZipReader.Entry) {
        self.reader = reader
        self.entry = entry
        remaining = Int(clamping: entry.size)
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TensorFileError) -> Int {
        do {
            let count = try reader.read(entry, into: buffer)
            remaining -= min(count, remaining)
            return count
        } catch {
            throw .archive(error)
        }
    }
}

/// A zip archive open for writing.
final class ZipWriter {
    private let output: ZipOutput
    private let isCompressed: Bool
    private var handle: zipFile?
    private var member = "the archive"

    /// The earliest date in a zip archive, so that equal tensors make equal bytes.
    private static let firstDay: UInt = 1 << 5 | 1
    /// The file permissions stored in the archive: rw-r--r--.
    private static let permissions: UInt = 0o100644 << 16
    /// Made on Unix, with version 2.0 of the format.
    private static let madeBy: UInt = 3 << 8 | 20
    /// Names are UTF-8.
    private static let unicodeNames: UInt = 1 << 11
    /// From this size on, 64-bit sizes are used; it leaves room for zip's headers around a member.
    private static let smallest64 = 0xFFFF_0000

    init(_ writer: AtomicFileWriter, compressed: Bool) throws(TensorFileError) {
        output = ZipOutput(writer)
        isCompressed = compressed
        var functions = output.functions
        handle = zipOpen2_64(nil, APPEND_STATUS_CREATE, nil, &functions)
        if handle == nil { throw failure(ZIP_INTERNALERROR) }
    }

    deinit { if let handle { zipClose(handle, nil) } }

    /// Begins a member of `size` bytes.
    func open(_ name: String, size: Int) throws(TensorFileError) {
        member = name
        var information = zip_fileinfo()
        information.dosDate = Self.firstDay << 16
        information.external_fa = Self.permissions
        let isPlain = name.utf8.allSatisfy { $0 < 128 }
        // -15, 8 and 0 are zlib's largest window, default memory level and default strategy.
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
