import ArgumentParser
import Shell

/// `descent import FILE [OUT]`.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a session of a Jupyter notebook or a Python script.",
        discussion: """
            Code cells become cells in order, text becomes comments. Magics, imports of modules that there aren't and what else \
            the language doesn't have is told and kept as `# left out:` comments. Execution counts that are missing or out \
            of order are called out as hidden state. A notebook that `descent export` wrote gives the session back.
            """)

    @Argument(help: "The notebook (.ipynb) or script (.py).", completion: .file(extensions: ["ipynb", "py"]))
    var file: String

    @Argument(help: "The session; by default beside the notebook, with its name.", completion: .file())
    var output: String?

    @Flag(help: "Replace a session of that name.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        throw ExitCode(Shell.run(common.options(.importing(file, to: output, replaces: force))))
    }
}
