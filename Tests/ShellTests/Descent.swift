import Foundation
import Testing

/// What a run of the program left.
struct Outcome: Sendable {
    var status: Int32
    var output: String
    var errors: String
}

/// The program itself, as it was built beside these tests.
enum Descent {
    static let path: String = {
        // The test bundle lies in the build folder, and so does the program.
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        var folder = URL(filePath: bundle)
        while folder.path.count > 1 {
            folder.deleteLastPathComponent()
            let program = folder.appending(path: "descent").path
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: program, isDirectory: &isFolder), !isFolder.boolValue {
                return program
            }
        }
        return "descent beside \(bundle)"
    }()

    /// Runs the program to its end.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(path, arguments, input: input, environment: environment)
    }

    /// Runs a line of the shell in which `$D` is the program.
    static func shell(_ line: String, environment: [String: String] = [:], input: String = "") throws -> Outcome {
        try run("/bin/bash", ["-c", line], input: input, environment: environment.merging(["D": path]) { $1 })
    }

    private static func run(
        _ program: String, _ arguments: [String], input: String = "", environment: [String: String]
    ) throws -> Outcome {
        let scratch = try ScratchFolder()
        let (inputPath, outputPath, errorPath) = (scratch.path("in"), scratch.path("out"), scratch.path("err"))
        try input.write(toFile: inputPath, atomically: false, encoding: .utf8)
        let child = try Child(
            program, arguments, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
            .files(input: inputPath, output: outputPath, errors: errorPath))
        return Outcome(
            status: child.status(), output: try String(contentsOfFile: outputPath, encoding: .utf8),
            errors: try String(contentsOfFile: errorPath, encoding: .utf8))
    }
}

/// A folder that goes when the test is over.
final class ScratchFolder {
    private let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "descent-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: path(name), atomically: false, encoding: .utf8)
        return path(name)
    }
}

/// Of cases that take long without optimisation, one in so many where `FUZZ_SEED` is the day's, others each day.
func dayShare<Case>(_ cases: [Case], of parts: Int) -> [Case] {
    #if DEBUG
        guard let day = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap(Int.init) else { return cases }
        return cases.enumerated().filter { $0.offset % parts == day % parts }.map(\.element)
    #else
        return cases
    #endif
}
