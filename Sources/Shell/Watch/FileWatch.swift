internal import Interpreter
internal import Kernels
internal import Platform

/// Waits for a file to be saved, also by an editor that writes another one and renames it.
///
/// What counts is what the file system says of the file. Where it can, it also says when to look.
final class FileWatch {
    private let path: String
    private var seen: Mark?
    /// Tells of changes in the file's folder; -1 where nothing does.
    private var notices: CInt = -1

    /// Begins with the file as it is.
    init(_ path: String) {
        self.path = path
        seen = Mark(path)
        notices = Self.openNotices(folderOf: path)
    }

    deinit { if notices >= 0 { close(notices) } }

    /// What shows that a file was written.
    private struct Mark: Equatable {
        private let device, file, size, seconds, nanoseconds: Int

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            let time = status.modificationTime
            (device, file, size) = (
                Int(truncatingIfNeeded: status.st_dev), Int(truncatingIfNeeded: status.st_ino), Int(status.st_size)
            )
            (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
        }
    }

    /// Waits until the file is another one than it was, and nobody is writing it; false after Ctrl-C.
    func waitForChange() -> Bool {
        while !Interruption.isRequested {
            if let now = Mark(path), now != seen {
                guard let settled = settle(now) else { continue }
                seen = settled
                return true
            }
            waitForNotice()
        }
        return false
    }

    /// Waits until the file stays as it is for a moment; nil if it goes or Ctrl-C comes.
    private func settle(_ mark: Mark) -> Mark? {
        var mark = mark
        while !Interruption.isRequested {
            _ = poll(nil, 0, Self.pause)
            guard let now = Mark(path) else { return nil }
            if now == mark { return mark }
            mark = now
        }
        return nil
    }

    /// How long (in milliseconds) a file must stay as it is to be whole.
    private static let pause: CInt = 30
    /// How long it takes at most to see a change of which nothing tells.
    private static let quietPeriod: CInt = 1000
    private static let lookPeriod: CInt = 200

    private func waitForNotice() {
        guard notices >= 0 else {
            _ = poll(nil, 0, Self.lookPeriod)
            return
        }
        var request = pollfd(fd: notices, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, Self.quietPeriod) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while read(notices, &buffer, buffer.count) > 0 {}
    }

    #if os(Linux)
        private static func openNotices(folderOf path: String) -> CInt {
            let descriptor = inotify_init1(CInt(O_NONBLOCK | O_CLOEXEC))
            guard descriptor >= 0 else { return -1 }
            let events = UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_CREATE) | UInt32(IN_ATTRIB)
            if inotify_add_watch(descriptor, folder(of: path), events) >= 0 { return descriptor }
            close(descriptor)
            return -1
        }

        /// The folder of the file itself, where a link leads to it.
        private static func folder(of path: String) -> String {
            let resolved = realpath(path, nil)
            defer { free(resolved) }
            let file = resolved.map { String(cString: $0) } ?? path
            return file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
        }
    #else
        private static func openNotices(folderOf path: String) -> CInt { -1 }
    #endif
}
