import ArgumentParser
import Shell

/// `descent compare A B`.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replay two sessions and tell the first cell and element at which they part.",
        discussion: """
            The first cell of one is compared with the first of the other, and so on: the names and values they leave, bit \
            for bit, the random state, and what they print. Exit status: 0 the same, 1 different, 2 unreadable.
            """)

    @Argument(help: "A session.", completion: .file())
    var first: String

    @Argument(help: "Another.", completion: .file())
    var second: String

    @Option(help: ArgumentHelp("The seed for the first draw of both, if no cell gives one.", valueName: "n"))
    var seed: UInt32?

    @OptionGroup var common: CommonOptions

    func run() throws {
        var options = common.options(.compare(first, second))
        options.seed = seed
        throw ExitCode(Shell.run(options))
    }
}
