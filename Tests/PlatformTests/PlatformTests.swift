import Foundation
import Platform
import Synchronization
import Testing

@Suite struct PlatformTests {
    @Test("the clock counts nanoseconds and never goes back") func clock() {
        let start = MonotonicTime.nanoseconds
        usleep(2_000)
        let elapsed = MonotonicTime.nanoseconds - start
        #expect(elapsed >= 2_000_000 && elapsed < 60_000_000_000)
    }

    @Test("a thread has the stack that it is started with") func stack() throws {
        struct Seen {
            var thread: pthread_t?
            var depth = 0
        }
        var seen = Seen()
        try withUnsafeMutablePointer(to: &seen) { seen in
            let thread = SystemThread.start(stackSize: 1 << 30, seen) { context in
                // More than any thread gets unasked.
                let levels = depth(of: 300_000)
                context?.assumingMemoryBound(to: Seen.self).pointee = Seen(thread: pthread_self(), depth: levels)
                return nil
            }
            try #require(pthread_join(#require(thread), nil) == 0)
        }
        #expect(seen.depth == 300_000)
        #expect(try pthread_equal(#require(seen.thread), pthread_self()) == 0)
    }

    @Test("no thread starts with a stack that no system gives") func noStack() {
        #expect(SystemThread.start(stackSize: 1, nil) { _ in nil } == nil)
    }

    @Test("a call that a signal interrupts is made again, and no other one is") func interrupted() {
        var results: [(Int, CInt)] = [(-1, EINTR), (-1, EINTR), (7, 0)]
        let call = {
            let (result, error) = results.removeFirst()
            errno = error
            return result
        }
        #expect(uninterrupted(call) == 7)
        results = [(-1, EAGAIN), (7, 0)]
        #expect(uninterrupted(call) == -1)
        #expect(errno == EAGAIN)
        #expect(lastSystemError == String(cString: strerror(EAGAIN)))
    }

    @Test("an action tells whether it ignores its signal") func ignoring() {
        #expect(sigaction(handler: SIG_IGN).isIgnoring)
        #expect(!sigaction(handler: SIG_DFL).isIgnoring)
        #expect(!sigaction(handler: { _ in }).isIgnoring)
        var before = sigaction()
        var action = sigaction(handler: SIG_IGN)
        sigaction(SIGUSR2, &action, &before)
        defer { sigaction(SIGUSR2, &before, nil) }
        var now = sigaction()
        sigaction(SIGUSR2, nil, &now)
        #expect(now.isIgnoring)
    }

    @Test("a file tells when it was last written to") func modification() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path
        defer { unlink(path) }
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 123_456_789, tv_nsec: 5_000)]
        try #require(utimensat(AT_FDCWD, path, &times, 0) == 0)
        var status = stat()
        try #require(stat(path, &status) == 0)
        #expect(status.modificationTime.tv_sec == 123_456_789 && status.modificationTime.tv_nsec == 5_000)
    }

    @Test("the machine has processors and memory") func hardware() throws {
        #expect(Hardware.processors >= 1)
        #expect(try #require(Hardware.memory) > 1 << 26)
    }

    @Test("nothing else asks which system it is on") func oneRoom() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            count += 1
            if file.deletingLastPathComponent().lastPathComponent == "Platform" { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("Glibc") && !text.contains("Darwin"), "\(file.lastPathComponent)")
        }
        #expect(count > 100)
    }
}

/// Recurses so deep, and says how deep it came; each level needs room of its own.
@inline(never) private func depth(of levels: Int) -> Int {
    levels == 0 ? 0 : withExtendedLifetime(levels) { 1 + depth(of: levels - 1) }
}
