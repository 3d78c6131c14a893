import Compiler
import Foundation
import Syntax
import Testing

/// Files below `Tests/Fixtures`, and a parser with commands.
enum Fixtures {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let folder = tests.appending(path: "Fixtures/Compiler")

    /// Set to write what is found in place of what is expected; the run then fails, so that none passes by recording.
    static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" }

    /// How many random inputs a test takes.
    static func count(_ variable: String, default count: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap(Int.init) ?? count
    }

    static func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }

    /// A table like that of the built-ins.
    private static let rules: [String: CommandTable.Entry] = [
        "load": .init(rawPositions: [0]), "save": .init(rawPositions: [0]), "help": .init(rawPositions: [0]),
        "train": .init(wordKeywords: ["method"]), "record": .init(rawPositions: [0]),
        "replay": .init(rawPositions: [0]), "check": .init(rawPositions: [0]), "export": .init(rawPositions: [0]),
        "time": .init(takesSource: true), "explain": .init(takesSource: true), "rand": .init(), "loss": .init(),
        "print": .init(),
    ]

    static let parser = Parser(commands: CommandTable { rules[$0] })

    static func compile(_ source: String) throws -> Code { try Compiler.compile(try parser.parse(source)) }
}
