public import ArgumentParser
public import Exchange
import Shell

/// `descent export FILE OUT`.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a session as NumPy code (.py) that prints the same, or as a notebook (.ipynb).",
        discussion: """
            The session is replayed for it in a scratch folder. With --engine dask what has a row for each row of x \
            becomes a Dask array chunked by rows, on the cluster that DASK_SCHEDULER_ADDRESS or Dask's own settings \
            name, or on this machine.
            """)

    @Argument(help: "The session.", completion: .file())
    var file: String

    @Argument(help: ArgumentHelp("The file to write, .py or .ipynb.", valueName: "out"), completion: .file())
    var target: String

    @Option(help: "What the code runs on.")
    var engine = ExportEngine.numpy

    @Flag(help: "Replace a file that is there.")
    var force = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        let lower = target.lowercased()
        guard lower.hasSuffix(".py") || lower.hasSuffix(".ipynb") else {
            throw ValidationError("The ending of \(target) tells no format: a .py holds code, an .ipynb is a notebook.")
        }
    }

    func run() throws {
        throw ExitCode(Shell.run(common.options(.export(file, to: target, engine: engine, replaces: force))))
    }
}

extension ExportEngine: ExpressibleByArgument {}
