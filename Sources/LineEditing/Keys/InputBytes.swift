internal import Platform

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

    /// Gives bytes back, to be taken next.
    mutating func giveBack(_ bytes: some Collection<UInt8>) {
        kept = Array(bytes) + kept[next...]
        next = 0
    }
}
