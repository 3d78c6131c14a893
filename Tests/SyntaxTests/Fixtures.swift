import Foundation
import Syntax

/// Files below `Tests/Fixtures/Syntax`.
enum Fixtures {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/Syntax")

    static func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }

    /// Set to write what is found in place of what is expected; the run then fails, so that none passes by recording.
    static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" }

    /// How many random inputs a test takes.
    static func count(_ variable: String, default count: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap(Int.init) ?? count
    }

    /// A table like that of the built-ins.
    private static let rules: [String: CommandTable.Entry] = [
        "load": .init(rawPositions: [0]), "save": .init(rawPositions: [0]), "help": .init(rawPositions: [0]),
        "train": .init(wordKeywords: ["method"]), "record": .init(rawPositions: [0]),
        "replay": .init(rawPositions: [0]), "time": .init(takesSource: true),
        "explain": .init(takesSource: true), "plot": .init(takesExpressions: true), "rand": .init(), "loss": .init(),
        "print": .init(givesNothing: true),
    ]

    static let commands = CommandTable { rules[$0] }

    static let parser = Parser(commands: commands)
}
