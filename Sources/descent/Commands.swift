import ArgumentParser
import Shell

/// Options of all commands.
struct CommonOptions: ParsableArguments {
    @Option(help: "When to use colour.")
    var color = ShellOptions.ColorChoice.auto

    @Option(
        help: ArgumentHelp(
            "Use at most so many threads; digits don't depend on it. (default: the processors)", valueName: "n"))
    var threads: Int?

    @Flag(help: "Tell plots in words only, for a screen reader or a log.")
    var plain = false

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 up.") }
    }

    /// The options of a shell for a job.
    func options(_ job: ShellOptions.Job) -> ShellOptions {
        var options = ShellOptions(job)
        options.color = color
        options.threads = threads
        options.isPlain = plain
        return options
    }
}

/// `descent [run] FILE`.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a session, cells from the command line, or cells from standard input.",
        discussion: """
            It prints the outputs and ends; at a terminal `descent <file>.session` without `run` replays the session with \
            its prompts, and stays at the prompt in its workspace.
            """)

    @Argument(
        help: "The session, or a notebook or a Python script in the language's reach; - is standard input.",
        completion: .file())
    var file: String?

    @Option(
        name: .customShort("c"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Cells to run instead of a file; given again, cells that follow.", valueName: "cells"))
    var cells: [String] = []

    @Flag(help: "Show prompts and inputs as they would stand on the screen.")
    var echo = false

    @Flag(
        help: """
            Show each cell, with its title and the text before it, and wait: Enter runs it, b goes back, q ends; other \
            input is tried and then undone.
            """)
    var step = false

    @Flag(name: .customShort("i"), help: "Stay at the prompt when the cells have run.")
    var interactive = false

    @OptionGroup var values: ValueOptions

    @Flag(
        help: "Bring back a session that was not saved: the last, or the one of the list that is named as <file>.")
    var resume = false

    @Flag(name: .shortAndLong, help: "Leave out the line that greets at a terminal's prompt.")
    var quiet = false

    @Flag(name: .customLong("no-init"), help: "Begin at the prompt without the cells of your init.session.")
    var skipsInit = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if resume, !cells.isEmpty { throw ValidationError("Give --resume or -c, not both.") }
        if file != nil, !cells.isEmpty { throw ValidationError("Give a file or -c, not both.") }
        if !values.settings.isEmpty, file == nil || resume { throw ValidationError("--set needs a file.") }
        if step, file == nil, cells.isEmpty { throw ValidationError("--step needs a file.") }
    }

    func run() throws {
        let job: ShellOptions.Job = cells.isEmpty ? .input : .cells(cells.joined(separator: "\n# %%\n"))
        var options = common.options(resume ? .resume(file) : file.map { $0 == "-" ? .input : .file($0) } ?? job)
        options.echoes = echo
        options.steps = step
        options.stays = interactive
        // Options about how to show the cells imply `run`.
        let isNamed = CommandLine.arguments.dropFirst().first == "run"
        options.opensSession = !isNamed && !echo && !step && !resume && file.map(Descent.isSession) == true
        values.apply(to: &options)
        options.isQuiet = quiet
        options.skipsBeginning = skipsInit
        throw ExitCode(Shell.run(options))
    }
}
