internal import CKernels
internal import Files

/// A file that is mapped into memory, for this process alone; it is unmapped with the last reference.
final class FileMapping: Sendable {
    /// What happens where the file turns out to have become shorter, or its disk fails.
    enum Loss {
        /// Zeros are read, and ``isLost`` says so afterwards.
        case zeros
        /// This is said, and the program ends.
        case end(saying: String)
    }

    /// Whoever writes there has made sure that nobody else looks.
    nonisolated(unsafe) let bytes: UnsafeMutableRawBufferPointer
    private let guardNumber: CInt

    /// Maps a file from its beginning; nil if the system can't.
    init?(_ file: FileReader, count: Int, onLoss loss: Loss) {
        guard let bytes = file.map(count: count) else { return nil }
        self.bytes = bytes
        let start = bytes.baseAddress
        guardNumber =
            switch loss {
            case .zeros: ck_guard_mapping(start, bytes.count, nil)
            case .end(let text): ck_guard_mapping(start, bytes.count, text)
            }
        if guardNumber < 0, case .zeros = loss { return nil }
    }

    deinit {
        ck_release_mapping(guardNumber)
        FileReader.unmap(bytes)
    }

    /// Whether zeros stand for a part of the file.
    var isLost: Bool { ck_is_lost(guardNumber) }
}
