internal import Platform
internal import Synchronization

/// The bytes of the keyboard.
///
/// One is read at a time, so that what was typed for the shell behind this one is left to it; only a paste is read in
/// blocks, and what came after it is kept for later.
struct InputBytes: Sendable {
    /// What waiting for a byte came to.
    enum Wait { case ready, timeout, signal, ended }

    /// What taking a byte came to.
    enum Taken { case byte(UInt8), signal, ended }

    let descriptor: CInt
    private var kept: [UInt8] = []
    private var next = 0

    init(descriptor: CInt) { self.descriptor = descriptor }

    /// The bytes of a terminal that edits lines itself. It drops them at Ctrl-C, so what was ready may be gone when it is
    /// read: where the terminal can be opened anew, so that nobody else's reads change, a read doesn't wait then.
    init(linesOf descriptor: CInt) {
        let name = ttyname(descriptor)
        let own = name.map { open($0, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) } ?? -1
        self.init(descriptor: own < 0 ? descriptor : own)
    }

    /// Waits for a byte, or for a signal that is followed; for ever if no time is given.
    func wait(milliseconds: CInt? = nil) -> Wait {
        if next < kept.count { return .ready }
        var requests = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: ReadSignals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&requests, 2, milliseconds ?? -1)
        if count < 0 { return errno == EINTR ? .signal : .ended }
        if count == 0 { return .timeout }
        if requests[1].revents != 0 {
            ReadSignals.emptyPipe()
            return .signal
        }
        return .ready
    }

    /// Takes a byte that is there; nil at the end of the input.
    mutating func take() -> UInt8? {
        while true {
            switch takeUnlessSignalled() {
            case .byte(let byte): return byte
            case .signal: continue
            case .ended: return nil
            }
        }
    }

    /// Takes a byte, unless a signal comes first: a terminal that edits lines drops them at Ctrl-C, and what was ready may
    /// then be gone.
    mutating func takeUnlessSignalled() -> Taken {
        if next < kept.count {
            defer { next += 1 }
            return .byte(kept[next])
        }
        (kept, next) = ([], 0)
        var byte: UInt8 = 0
        let count = read(descriptor, &byte, 1)
        if count == 1 { return .byte(byte) }
        return count < 0 && (errno == EINTR || errno == EAGAIN) ? .signal : .ended
    }

    /// Takes all that is there, up to a block's length; nil at the end of the input.
    mutating func takeBlock() -> [UInt8]? {
        if next < kept.count {
            let block = Array(kept[next...])
            (kept, next) = ([], 0)
            return block
        }
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &block, block.count)
            if count > 0 { return Array(block[..<count]) }
            guard count < 0, errno == EINTR || errno == EAGAIN else { return nil }
        }
    }

    /// Takes the keys that wait up to a Ctrl-C, which drops those before it as it does in a line; leaves them where an
    /// Enter comes first, or none is there.
    mutating func takeInterrupt() -> Bool {
        var bytes: [UInt8] = []
        while wait(milliseconds: 0) == .ready, case .byte(let byte) = takeUnlessSignalled() {
            if byte == 3 { return true }
            bytes.append(byte)
            if byte == 10 || byte == 13 { break }
        }
        giveBack(bytes)
        return false
    }

    /// Takes the bytes that were given back, up to the first Enter.
    mutating func takeKept() -> [UInt8] {
        let rest = kept[next...]
        let end = rest.firstIndex { $0 == 10 || $0 == 13 }.map { $0 + 1 } ?? kept.count
        defer { next = end }
        return Array(rest[..<end])
    }

    /// Forgets the bytes that were given back.
    mutating func drop() { (kept, next) = ([], 0) }

    /// Gives bytes back, to be taken next.
    mutating func giveBack(_ bytes: some Collection<UInt8>) {
        kept = Array(bytes) + kept[next...]
        next = 0
    }
}

/// Notes the signals that matter while the editor waits: the window has another size, the program goes on after it was
/// stopped or is to stop, Ctrl-C from elsewhere, and those that end the process. The handlers are there from the value's
/// making to its end, for one read.
///
/// A handler leaves a note and a byte in a pipe; whoever waits for a key waits for the pipe, too, so that no signal is
/// missed between a look at the notes and the wait, whichever thread it comes to.
struct ReadSignals {
    /// The signals that are followed.
    private static let followed = [SIGWINCH, SIGCONT, SIGTSTP, SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    /// Those that end the process, the most urgent first.
    private static let ending = [SIGHUP, SIGTERM, SIGQUIT]

    // Signals belong to the process, and so must the notes that their handlers leave: a bit each.
    private static let notes = Atomic<UInt64>(0)
    private static let writingEnd = Atomic<CInt>(-1)
    private static let readingEnd = Atomic<CInt>(-1)

    private var before: [sigaction] = []

    /// Begins to follow the signals.
    init() {
        Self.openPipe()
        Self.notes.store(0, ordering: .relaxed)
        Self.emptyPipe()
        var action = sigaction(handler: { ReadSignals.note($0) })
        for number in Self.followed {
            var old = sigaction()
            _ = sigaction(number, nil, &old)
            // What the parent has had ignored (`nohup`) stays so.
            if !old.isIgnoring { _ = sigaction(number, &action, nil) }
            before.append(old)
        }
    }

    /// Gives the signals back to those who had them.
    ///
    /// - Returns: whether Ctrl-C came when a cell had been read, and is for that.
    func end(after outcome: Input) -> Bool {
        for (number, old) in zip(Self.followed, before) {
            var old = old
            _ = sigaction(number, &old, nil)
        }
        if case .line = outcome { return Self.take(SIGINT) }
        return false
    }

    /// The descriptor that has something to read when a signal came; -1 if there is none.
    static var descriptor: CInt { readingEnd.load(ordering: .relaxed) }

    /// Whether a signal has come that was not asked about yet.
    static func take(_ number: CInt) -> Bool {
        let bit = UInt64(1) << UInt64(number)
        return notes.bitwiseAnd(~bit, ordering: .relaxed).oldValue & bit != 0
    }

    /// The signal that is to end the process, if one has come.
    static func takeEnding() -> CInt? { ending.first { take($0) } }

    /// Reads away what the handlers have put into the pipe; the notes stay.
    static func emptyPipe() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }

    private static func note(_ number: CInt) {
        let error = errno
        notes.bitwiseOr(UInt64(1) << UInt64(number), ordering: .relaxed)
        var byte: UInt8 = 0
        _ = write(writingEnd.load(ordering: .relaxed), &byte, 1)
        errno = error
    }

    private static func openPipe() {
        guard readingEnd.load(ordering: .relaxed) < 0 else { return }
        guard let ends = SystemPipe() else { return }
        for end in [ends.reading, ends.writing] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        readingEnd.store(ends.reading, ordering: .relaxed)
        writingEnd.store(ends.writing, ordering: .relaxed)
    }
}

/// Makes characters of UTF-8 that comes byte by byte; what is no UTF-8 is dropped.
struct CharacterDecoder: Sendable {
    private var value: UInt32 = 0
    private var missing = 0
    private var smallest: UInt32 = 0

    /// Takes a byte; gives the character that it completes.
    mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
        if byte < 0x80 {
            missing = 0
            return Unicode.Scalar(byte)
        }
        if byte < 0xC0 {
            guard missing > 0 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
            missing -= 1
            guard missing == 0, value >= smallest else { return nil }
            return Unicode.Scalar(value)
        }
        switch byte {
        case 0xC2...0xDF: (value, missing, smallest) = (UInt32(byte & 0x1F), 1, 0x80)
        case 0xE0...0xEF: (value, missing, smallest) = (UInt32(byte & 0x0F), 2, 0x800)
        case 0xF0...0xF4: (value, missing, smallest) = (UInt32(byte & 0x07), 3, 0x1_0000)
        default: missing = 0
        }
        return nil
    }
}
