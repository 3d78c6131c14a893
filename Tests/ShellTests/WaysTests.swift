import Foundation
import Testing

/// Threads and vector instructions make results sooner, and never others.
@Suite("One text, whatever computes it") struct WaysTests {
    /// Options and environment of a run of the program.
    struct Way: Sendable, CustomTestStringConvertible {
        var threads: Int
        var isPortable = false

        var testDescription: String { "threads: \(threads)\(isPortable ? ", portable loops" : "")" }
        var options: [String] { ["--threads", String(threads)] }
        var environment: [String: String] { ["DESCENT_PORTABLE_KERNELS": isPortable ? "1" : ""] }
    }

    static let ways = [
        Way(threads: 2), Way(threads: 7), Way(threads: 1, isPortable: true), Way(threads: 7, isPortable: true),
    ]
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let bits = root.appending(path: "Tests/Fixtures/Ways/bits.session").path

    /// The sessions that the package ships, and those that the tests of sessions check.
    static var sessions: [String] {
        ["Sessions", "Tests/Fixtures/Sessions/check", "Tests/Fixtures/Sessions/update"].flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
            return names.filter { $0.hasSuffix(".session") }.sorted().map { "\(folder)/\($0)" }
        }
        // It draws without a seed.
        .filter { !$0.hasSuffix("/unseeded.session") }
    }

    private static func path(_ session: String) -> String { root.appending(path: session).path }

    /// What `check` tells on one thread, of each session.
    private static let expected = Result {
        try sessions.map { try Descent.run(["check", path($0), "--threads", "1"]) }
    }

    @Test("check tells the same of every session", arguments: ways) func sessions(_ way: Way) throws {
        #expect(Self.sessions.count > 30)
        for (session, expected) in zip(Self.sessions, try Self.expected.get()) {
            let outcome = try Descent.run(
                ["check", Self.path(session)] + way.options, environment: way.environment)
            #expect(outcome.output == expected.output, "\(session)")
            #expect(outcome.errors == expected.errors, "\(session)")
            #expect(outcome.status == expected.status, "\(session)")
        }
    }

    /// What the session of bits prints and saves, by name.
    private static func results(_ options: [String], _ environment: [String: String]) throws -> [String: [UInt8]] {
        let folder = try ScratchFolder()
        let outcome = try Descent.shell(
            "cd '\(folder.path(""))' && \"$D\" run \(options.joined(separator: " ")) '\(bits)'",
            environment: environment)
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
        var results = ["text": Array(outcome.output.utf8)]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("")) {
            results[name] = [UInt8](try Data(contentsOf: URL(filePath: folder.path(name))))
        }
        return results
    }

    @Test("every kind of loop gives the same bits") func everyBit() throws {
        let expected = try Self.results(["--threads", "1"], [:])
        #expect(expected.count == 13)
        #expect(expected["bits.npz"].map { $0.count > 1_000_000 } == true)
        for way in Self.ways {
            let results = try Self.results(way.options, way.environment)
            #expect(results.keys.sorted() == expected.keys.sorted(), "\(way.testDescription)")
            for (name, bytes) in expected {
                // Millions of bytes are nothing to show.
                let isSame = results[name] == bytes
                #expect(isSame, "\(name), \(way.testDescription)")
            }
        }
    }
}
