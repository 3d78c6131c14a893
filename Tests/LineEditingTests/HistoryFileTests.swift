import Files
import Foundation
import Testing

@testable import LineEditing

/// A folder that goes when the test is over.
private final class Folder {
    let path = FileManager.default.temporaryDirectory.path + "/descent-history-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func path(_ name: String) -> String { path + "/" + name }

    func write(_ name: String, _ bytes: some Sequence<UInt8>) -> String {
        _ = FileManager.default.createFile(atPath: path(name), contents: Data(bytes))
        return path(name)
    }
}

private func mode(_ path: String) throws -> Int {
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    return try #require(mode)
}

private func entries(_ path: String) throws(HistoryError) -> [String] {
    var file = HistoryFile(path: path)
    return try file.load().entries
}

@Suite("The history file") struct HistoryFileTests {
    @Test("what one shell enters the next one has") func twoRuns() throws {
        let folder = try Folder()
        var first = HistoryFile(path: folder.path("history"))
        #expect(try first.load() == HistoryContents())
        let cells = ["x = 1", "for i in x:\n\ti\n\n    i", "\tx", "語 \\ \r"]
        for cell in cells { try first.append(cell) }
        #expect(try entries(first.path) == cells)
    }

    @Test("a shell has what was in the file at its start, not what others add later") func start() throws {
        let folder = try Folder()
        var first = HistoryFile(path: folder.path("history"))
        try first.append("old")
        var second = HistoryFile(path: folder.path("history"))
        try first.append("first")
        try second.append("second")
        #expect(try second.load().entries == ["old"])
        #expect(try entries(first.path) == ["old", "first", "second"])
    }

    @Test("what begins with a blank, is empty, is huge or repeats the entry before it is left out")
    func leftOut() throws {
        let folder = try Folder()
        var file = HistoryFile(path: folder.path("history"))
        let huge = String(repeating: "x", count: 1 << 20)
        for cell in ["a", "a", " secret", "", huge + "x", "b", "a", huge] { try file.append(cell) }
        #expect(try entries(file.path) == ["a", "b", "a", huge])
        var next = HistoryFile(path: file.path)
        _ = try next.load()
        try next.append(huge)
        #expect(try entries(file.path).count == 4)
    }

    @Test("the file is the user's alone, and a wider mode is mended") func modes() throws {
        let folder = try Folder()
        var file = HistoryFile(path: folder.path("a/b/history"))
        try file.append("x")
        #expect(try mode(file.path) == 0o600)
        #expect(try mode(folder.path("a/b")) == 0o700)
        #expect(try mode(folder.path("a")) == 0o700)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        try file.append("y")
        #expect(try mode(file.path) == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file.path)
        #expect(try entries(file.path) == ["x", "y"])
        #expect(try mode(file.path) == 0o600)
    }

    @Test(
        "an entry that was cut off is marked, and the next one is whole",
        arguments: ["a\nb", "a\nb:\\", "a\nb:\\\n", "a\nb:\\\n\t", "a\nb\\\\", "a\nb:\\\n\tc\\\n", "a\n\0\0\0"])
    func mending(_ text: String) throws {
        let folder = try Folder()
        let path = folder.write("history", text.utf8)
        var file = HistoryFile(path: path)
        let before = try file.load()
        #expect(before.entries == ["a"])
        #expect(before.damage.count == 1)
        try file.append("next")
        try file.append("further:\n    x")
        var other = HistoryFile(path: path)
        #expect(try other.load() == HistoryContents(entries: ["a", "next", "further:\n    x"]))
    }

    @Test("the oldest go when it is a tenth beyond the limit") func trimming() throws {
        let folder = try Folder()
        var file = HistoryFile(path: folder.path("history"))
        file.limits.entries = 20
        for number in 1...22 { try file.append("entry \(number)\nof two lines") }
        #expect(try entries(file.path).count == 22)
        try file.append("entry 23")
        #expect(try entries(file.path) == (4...22).map { "entry \($0)\nof two lines" } + ["entry 23"])
        #expect(try mode(file.path) == 0o600)
        // Nothing else is left in the folder.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["history"])
        for number in 24...25 { try file.append("entry \(number)") }
        #expect(try entries(file.path).count == 22)
    }

    @Test("it is limited in bytes, too, and damage goes with what is old") func bytes() throws {
        let folder = try Folder()
        let path = folder.write("history", Array("old\n\tstray\nnot \0 text\n".utf8))
        var file = HistoryFile(path: path)
        file.limits.bytes = 1_000
        let cell = String(repeating: "x", count: 99)
        for number in 10..<22 { try file.append("\(cell)\(number)".dropFirst().description) }
        var other = HistoryFile(path: path)
        let contents = try other.load()
        #expect(contents.damage.isEmpty)
        #expect(contents.entries.count < 12 && contents.entries.count >= 9)
        #expect(contents.entries.last?.hasSuffix("21") == true)
    }

    @Test("entries of a shell that has the old file in hand are not lost when another one shortens it")
    func renamed() throws {
        let folder = try Folder()
        var first = HistoryFile(path: folder.path("history"))
        var second = HistoryFile(path: folder.path("history"))
        first.limits.entries = 10
        second.limits.entries = 10
        for number in 0..<9 { try first.append("\(number)") }
        try second.append("second")
        for number in 10..<12 { try first.append("\(number)") }
        try second.append("second again")
        #expect(try entries(first.path).suffix(4) == ["second", "10", "11", "second again"])
    }

    @Test("what can't be a history is refused by name") func refused() throws {
        let folder = try Folder()
        var file = HistoryFile(path: folder.path)
        #expect(throws: HistoryError.self) { try file.append("x") }
        file = HistoryFile(path: "/dev/null")
        #expect(throws: HistoryError.notRegular(path: "/dev/null")) { try file.load() }
        let plain = folder.write("plain", [])
        file = HistoryFile(path: plain + "/history")
        #expect(throws: HistoryError.file(path: plain + "/history", .missing)) { try file.append("x") }
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        file = HistoryFile(path: pipe)
        #expect(throws: HistoryError.notRegular(path: pipe)) { try file.append("x") }
    }

    @Test("a full disk leaves the file as it was") func full() throws {
        // A limit on the size of files stops a write half-way, as a full disk does.
        let folder = try Folder()
        var file = HistoryFile(path: folder.path("history"))
        try file.append("x")
        let worker = try HistoryWorker.start(
            path: file.path, name: String(repeating: "w", count: 5_000), count: 1, limit: 50_000, isDiskFull: true)
        worker.waitUntilExit()
        #expect(worker.terminationStatus != 0)
        #expect(FileManager.default.contents(atPath: file.path) == Data("x\n".utf8))
    }

    @Test("a lock that is never given back is waited for in vain only so long") func locked() throws {
        let folder = try Folder()
        var file = HistoryFile(path: folder.path("history"))
        try file.append("x")
        let descriptor = open(file.path, O_RDWR)
        defer { close(descriptor) }
        #expect(flock(descriptor, LOCK_EX) == 0)
        file.limits.waiting = 20
        #expect(throws: HistoryError.locked(path: file.path)) { try file.append("y") }
        #expect(try entries(file.path) == ["x"])
    }

    @Test("a symbolic link goes on pointing to the file, also when that is shortened") func link() throws {
        let folder = try Folder()
        let target = folder.write("target", [])
        try FileManager.default.createSymbolicLink(atPath: folder.path("history"), withDestinationPath: target)
        var file = HistoryFile(path: folder.path("history"))
        file.limits.entries = 3
        for number in 0..<4 { try file.append("\(number)") }
        #expect(try entries(target) == ["1", "2", "3"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path) == target)
    }
}

/// Another process that adds to a history: this test program itself, told to run one test only.
enum HistoryWorker {
    static let variable = "DESCENT_TEST_HISTORY_WORKER"

    static func start(
        path: String, name: String, count: Int, limit: Int, isDiskFull: Bool = false
    ) throws -> Process {
        let process = Process()
        var arguments = CommandLine.arguments
        while let index = arguments.firstIndex(where: { ["--filter", "--skip"].contains($0) }) {
            arguments.removeSubrange(index...min(index + 1, arguments.count - 1))
        }
        arguments += ["--filter", "HistoryWorkerTests"]
        let limits = isDiskFull ? "ulimit -f 1; " : ""
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", limits + "exec \"$@\"", "sh"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging([
            variable: "\(name):\(count):\(limit):\(path)"
        ]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}

@Suite("What another process adds") struct HistoryWorkerTests {
    @Test(
        "adds entries when another test asks for it",
        .enabled(if: ProcessInfo.processInfo.environment[HistoryWorker.variable] != nil)) func add() throws
    {
        let words = try #require(ProcessInfo.processInfo.environment[HistoryWorker.variable])
            .split(separator: ":", maxSplits: 3).map(String.init)
        signal(SIGXFSZ, SIG_IGN)
        var file = HistoryFile(path: words[3])
        let count = try #require(Int(words[1]))
        file.limits.entries = try #require(Int(words[2]))
        file.limits.waiting = 60_000
        for number in 0..<count { try file.append("\(words[0]) \(number)\n    \\ second line\n\tthird") }
    }
}

@Suite("Several shells at once") struct HistoryProcessTests {
    @Test("two processes add a thousand entries each, and none is lost or torn") func append() throws {
        let folder = try Folder()
        let path = folder.path("history")
        let workers = try ["a", "b"].map { try HistoryWorker.start(path: path, name: $0, count: 1_000, limit: 50_000) }
        for worker in workers { worker.waitUntilExit() }
        #expect(workers.map(\.terminationStatus) == [0, 0])
        var file = HistoryFile(path: path)
        let contents = try file.load()
        #expect(contents.damage.isEmpty)
        #expect(contents.entries.count == 2_000)
        for name in ["a", "b"] {
            let own = contents.entries.filter { $0.hasPrefix(name) }
            #expect(own == (0..<1_000).map { "\(name) \($0)\n    \\ second line\n\tthird" })
        }
    }

    @Test("when it is shortened all the while, the newest entries are there, in order") func trim() throws {
        let folder = try Folder()
        let path = folder.path("history")
        let workers = try ["a", "b"].map { try HistoryWorker.start(path: path, name: $0, count: 300, limit: 40) }
        for worker in workers { worker.waitUntilExit() }
        #expect(workers.map(\.terminationStatus) == [0, 0])
        var file = HistoryFile(path: path)
        let contents = try file.load()
        #expect(contents.damage.isEmpty)
        #expect((40...44).contains(contents.entries.count))
        // Each process's entries that are left are its last ones, without a gap.
        for name in ["a", "b"] {
            let numbers = contents.entries.filter { $0.hasPrefix(name) }
                .compactMap { Int($0.dropFirst(2).prefix { $0.isNumber }) }
            #expect(numbers == Array((300 - numbers.count)..<300))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["history"])
    }
}
