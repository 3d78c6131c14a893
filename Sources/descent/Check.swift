import ArgumentParser
import Sessions
import Shell

/// `descent check FILE…`.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replay sessions and compare what they print with what they record.",
        discussion: """
            Exact unless a tolerance is given: |now - recorded| <= atol + rtol * |recorded|, number by number, however \
            they are padded; digests are compared only without one. In a file, a line `#~ 1e-9` gives a tolerance for the \
            next output.

            --json writes one document: {"version": 1, "files": [{"file", "status": "ok", "different", "unreadable", \
            "interrupted" or "crashed", "cells", "lines", "problems": [{"kind", "message", "cell", "line", "statementLine", \
            "statement", "element", "recorded", "now", "distance", "ulps", "diff"}]}], "total": {…}}, with the members \
            that fit each kind of problem.
            """
    )

    @Argument(help: "The sessions.", completion: .file())
    var files: [String]

    @Option(help: ArgumentHelp("Relative tolerance.", valueName: "x"))
    var rtol: Double?

    @Option(help: ArgumentHelp("Absolute tolerance.", valueName: "x"))
    var atol: Double?

    @Option(help: ArgumentHelp("Check so many files at a time.", valueName: "n"))
    var jobs = 1

    @Flag(help: "Write one JSON document instead of lines.")
    var json = false

    @Option(
        help: ArgumentHelp("Also write a JUnit XML file, a suite a file and a case a cell.", valueName: "path"),
        completion: .file())
    var junit: String?

    /// With `--jobs`, the hidden option of the process that checks one file.
    @Flag(help: .hidden)
    var part = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        for tolerance in [rtol, atol].compactMap(\.self) where !(tolerance >= 0 && tolerance.isFinite) {
            throw ValidationError("A tolerance is a number from 0 up.")
        }
        if jobs < 1 { throw ValidationError("--jobs takes a number from 1 up.") }
    }

    func run() throws {
        var request = ShellOptions.CheckRequest(paths: files)
        if rtol != nil || atol != nil { request.tolerance = Tolerance(relative: rtol ?? 0, absolute: atol ?? 0) }
        request.jobs = jobs
        request.writesJSON = json
        request.junitPath = junit
        request.isPart = part
        throw ExitCode(Shell.run(common.options(.check(request))))
    }
}

/// `descent update FILE…`.
struct Update: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replay sessions and write what they print into their files, and nothing else.",
        discussion: "Digests that a file has are brought up to date with its outputs.")

    @Argument(help: "The sessions.", completion: .file())
    var files: [String]

    @Flag(help: "Write digests of what each cell sets, by which check finds where a drift arises.")
    var digests = false

    @Option(help: ArgumentHelp("The seed for the first draw, if no cell gives one.", valueName: "n"))
    var seed: UInt32?

    @OptionGroup var common: CommonOptions

    func run() throws {
        var options = common.options(.update(files, writesDigests: digests))
        options.seed = seed
        throw ExitCode(Shell.run(options))
    }
}
