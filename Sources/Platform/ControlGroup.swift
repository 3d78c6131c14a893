/// The control groups of the process, with which Linux limits its share of the machine.
enum ControlGroup {
    /// The memory limits, in bytes, of the process's groups and their ancestors.
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

    /// The limits in a group's file and its ancestors' files; "max" means no limit. In a container the path may be
    /// the host's, of which only the root is visible.
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

    /// The start of a system file; empty if it doesn't exist.
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
