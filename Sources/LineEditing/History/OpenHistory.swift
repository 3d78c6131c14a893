internal import Files
internal import Platform

/// A history file while it is open, perhaps locked; the lock goes with it.
struct OpenHistory: ~Copyable {
    private let path: String
    private let descriptor: CInt

    private init(path: String, descriptor: CInt) {
        self.path = path
        self.descriptor = descriptor
    }

    /// Opens the file, for the user alone. When it is to be made, its folders are too.
    static func open(path: String, flags: CInt) throws(HistoryError) -> OpenHistory {
        // A pipe of that name would otherwise keep the shell waiting for its other end.
        let flags = flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        var descriptor = Platform.open(path, flags, 0o600)
        if descriptor < 0, errno == ENOENT, flags & O_CREAT != 0, let slash = path.lastIndex(of: "/") {
            // As the XDG base directories ask.
            _ = makeFolders(String(path[..<slash]))
            descriptor = Platform.open(path, flags, 0o600)
        }
        guard descriptor >= 0 else { throw .file(path: path, .current()) }
        let file = OpenHistory(path: path, descriptor: descriptor)
        let status = try file.status()
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(path: path) }
        // Inputs may hold what others should not read. Where this is refused the file is not the user's own.
        if status.st_mode & 0o077 != 0 { _ = fchmod(descriptor, status.st_mode & 0o700) }
        return file
    }

    deinit { close(descriptor) }

    private func status() throws(HistoryError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .file(path: path, .current()) }
        return status
    }

    /// Which file it is, and how large.
    func mark() throws(HistoryError) -> HistoryFile.Mark { HistoryFile.Mark(try status()) }

    /// Locks the file, waiting for others so long at most: one that was stopped (Ctrl-Z) must not stop this one.
    func lock(_ kind: CInt, milliseconds: Int) -> Bool {
        for _ in 0...max(milliseconds, 0) {
            if flock(descriptor, kind | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK || errno == EINTR else { return false }
            usleep(1_000)
        }
        return false
    }

    /// The bytes of a range, or as many as are there.
    func bytes(_ range: Range<Int>) throws(HistoryError) -> [UInt8] {
        var failure: FileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
            while filled < range.count {
                let count = uninterrupted {
                    pread(
                        descriptor, buffer.baseAddress.map { $0 + filled }, range.count - filled,
                        off_t(range.lowerBound + filled))
                }
                if count == 0 { return }
                if count < 0 {
                    failure = .current()
                    return
                }
                filled += count
            }
        }
        if let failure { throw .file(path: path, failure) }
        return bytes
    }

    /// How many entries begin in a range, which begins with a line.
    func countEntries(_ range: Range<Int>) throws(HistoryError) -> Int {
        try bytes(range).withUnsafeBytes { bytes in
            var count = 0
            var position = 0
            while position < bytes.count {
                if bytes[position] != HistoryEncoding.tab { count += 1 }
                guard
                    let newline = HistoryScanner.index(of: HistoryEncoding.newline, in: bytes, position..<bytes.count)
                else { break }
                position = newline + 1
            }
            return count
        }
    }

    /// What must be written first when the last entry was cut off: its mark, so that the next one begins on a line of
    /// its own, and the rest is not taken for an entry.
    func mending(_ size: Int) throws(HistoryError) -> [UInt8] {
        guard size > 0 else { return [] }
        let mark = [HistoryEncoding.backslash, HistoryEncoding.question, HistoryEncoding.newline]
        guard try byte(size - 1) == HistoryEncoding.newline else {
            // Its own backslash may have been written already.
            return try hasOddBackslashes(before: size) ? Array(mark.dropFirst()) : mark
        }
        return try hasOddBackslashes(before: size - 1) ? [HistoryEncoding.tab] + mark : []
    }

    private func hasOddBackslashes(before end: Int) throws(HistoryError) -> Bool {
        var first = end
        while first > 0, try byte(first - 1) == HistoryEncoding.backslash { first -= 1 }
        return (end - first) % 2 == 1
    }

    private func byte(_ offset: Int) throws(HistoryError) -> UInt8? { try bytes(offset..<offset + 1).first }

    /// Adds bytes at the end, which is at `size`, all or none.
    func write(_ bytes: [UInt8], at size: Int) throws(HistoryError) {
        let count = bytes.withUnsafeBytes { bytes in
            uninterrupted { Platform.write(descriptor, bytes.baseAddress, bytes.count) }
        }
        if count == bytes.count { return }
        // A part is written where the disk is full.
        let error: FileError = count < 0 ? .current() : .of(ENOSPC)
        if count > 0 { _ = ftruncate(descriptor, off_t(size)) }
        throw .file(path: path, error)
    }
}
