import Foundation
import Testing

@testable import Platform

@Suite("Limits on memory") struct ControlGroupTests {
    @Test func areThoseOfTheGroupAndOfAllAroundIt() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("groups-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/a/b", withIntermediateDirectories: true)
        for (folder, text) in [("", "max\n"), ("/a", "1000\n"), ("/a/b", "3000\n")] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: root + folder + "/memory.max"))
        }
        #expect(ControlGroup.limits(below: root, of: "/a/b", file: "memory.max") == [3000, 1000])
        #expect(ControlGroup.limits(below: root, of: "/a", file: "memory.max") == [1000])
        // A path of the host's, of which only the root is seen.
        #expect(ControlGroup.limits(below: root, of: "/elsewhere/c", file: "memory.max") == [])
    }

    @Test func areAtMostTheMachinesMemory() throws {
        #expect(try #require(Hardware.memoryLimit) <= #require(Hardware.memory))
    }
}
