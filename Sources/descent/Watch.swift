import ArgumentParser
import Sessions
import Shell

/// `descent watch FILE`.
struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a session, and again whenever an editor saves it, from the first changed cell on.",
        discussion: """
            Outputs go to standard output; which cells run, and which names then differ by how much, to standard error. \
            Ctrl-C stops the cells that run; while it waits for the next save, it ends it with status 0.
            """)

    @Argument(help: "The session, or a notebook or a Python script.", completion: .file())
    var file: String

    @Flag(help: "Show prompts and inputs as they would stand on the screen.")
    var echo = false

    @OptionGroup var values: ValueOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
        var options = common.options(.watch(file))
        options.echoes = echo
        values.apply(to: &options)
        throw ExitCode(Shell.run(options))
    }
}

/// Options that set other values in a file before it runs.
struct ValueOptions: ParsableArguments {
    @Option(
        name: .customLong("set"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Another value for a parameter, an assignment in the cell `# %% parameters`; may be repeated.",
            valueName: "name=value"))
    var settings: [String] = []

    @Option(
        help: ArgumentHelp(
            "The seed, in place of each `seed n` at the top level of the file, and for draws before one.",
            valueName: "n"))
    var seed: UInt32?

    func validate() throws {
        for text in settings where Setting(text) == nil {
            throw ValidationError("--set takes name=value, not '\(text)'.")
        }
    }

    func apply(to options: inout ShellOptions) {
        options.settings = settings.compactMap(Setting.init)
        options.seed = seed
    }
}
