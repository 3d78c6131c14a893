import Builtins
import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

/// Every session that the package ships, replayed and compared with its record.
@Suite("Shipped sessions") struct ShippedSessionTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sessions")

    static var sessions: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".session") }.sorted()
    }

    @Test("there are sessions") func sessionsAreFound() {
        #expect(!Self.sessions.isEmpty, "no session in \(Self.folder.path)")
    }

    @Test("prints what it records", arguments: sessions)
    func same(_ name: String) async throws {
        let path = Self.folder.appending(path: name).path
        let complaints = await withCheckedContinuation { continuation in
            // Evaluation recurses deeper than a thread of the test's own pool has stack for.
            let thread = Thread { continuation.resume(returning: whatIsWrong(about: path)) }
            thread.stackSize = 64 << 20
            thread.start()
        }
        #expect(complaints == [])
    }

    @Test("begins with the version of its format, and can be written back", arguments: sessions)
    func format(_ name: String) throws {
        let path = Self.folder.appending(path: name).path
        let file = try SessionFile.read(path: path, commands: BuiltinTable.standard.commands)
        #expect(file.version == SessionFile.currentVersion)
        #expect(file.bytes == [UInt8](try Data(contentsOf: URL(filePath: path))))
    }
}

/// What is wrong with a session, in lines.
private func whatIsWrong(about path: String) -> [String] {
    do throws(SessionError) {
        let file = try SessionFile.read(path: path, commands: BuiltinTable.standard.commands)
        return Checker().check(file).problems.flatMap { problem in
            if case .failed(let failure) = problem {
                ["\(path):\(failure.position.line): \(failure.diagnostic.message)"]
            } else {
                problem.text(in: path) ?? []
            }
        }
    } catch {
        return ["\(error.place): \(error.diagnostic.message)"]
    }
}
