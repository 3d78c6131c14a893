/// The control groups that a process is in: Linux's way to give it a part of a machine.
enum ControlGroup {
    /// The limits on memory, in bytes, of the groups that the process is in and of those around them.
    static var memoryLimits: [Int] {
        #if canImport(Glibc)
            var result: [Int] = []
            for line in text(of: "/proc/self/cgroup").split(separator: "\n") {
                let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
                guard fields.count == 3 else { continue }
                if fields[1].isEmpty {
                    result += limits(below: "/sys/fs/cgroup", of: fields[2], file: "memory.max")
                } else if fields[1].split(separator: ",").contains("memory") {
                    result += limits(below: "/sys/fs/cgroup/memory", of: fields[2], file: "memory.limit_in_bytes")
                }
            }
            return result
        #else
            return []
        #endif
    }

    /// What the file of a group and of each group around it says; "max" says nothing. In a container the path may be
    /// one of the host's, of which only the root is seen.
    static func limits(below root: String, of path: Substring, file: String) -> [Int] {
        var names = path.split(separator: "/")
        var result: [Int] = []
        while true {
            let folder = names.isEmpty ? root : root + "/" + names.joined(separator: "/")
            let words = text(of: folder + "/" + file).split(separator: "\n")
            if let limit = words.first.flatMap({ Int($0) }) { result.append(limit) }
            if names.isEmpty { return result }
            names.removeLast()
        }
    }

    /// The beginning of a file of the system's; nothing if there is none.
    private static func text(of path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return "" }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, uninterrupted { read(descriptor, buffer.baseAddress, buffer.count) })
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
