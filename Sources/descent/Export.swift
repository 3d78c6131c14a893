public import ArgumentParser
public import Exchange
import Shell

/// `descent export FILE OUT`.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a session as NumPy code (.py), as a notebook (.ipynb) or as a page (.html).",
        discussion: """
            The session is replayed for it in a scratch folder. The code prints the same and draws the same figures with \
            matplotlib; what tells of the session itself, such as why and explain, is an output of the notebook alone. \
            The page is one file that needs no script and no network, light or dark as its reader likes it.

            --without solution leaves out the cells with this tag, as in `# %% [3] fit a line tags=["solution"]`: what \
            the others print stays what it is with them.

            With --engine dask what has a row for each row of x becomes a Dask array chunked by rows, on the cluster \
            that DASK_SCHEDULER_ADDRESS or Dask's own settings name, or on this machine.
            """)

    @Argument(help: "The session.", completion: .file())
    var file: String

    @Argument(help: ArgumentHelp("The file to write, .py, .ipynb or .html.", valueName: "out"), completion: .file())
    var target: String

    @Option(help: "What the code runs on.")
    var engine = ExportEngine.numpy

    @Option(help: ArgumentHelp("Leave out the cells with this tag; may be given again.", valueName: "tag"))
    var without: [String] = []

    @Flag(help: "Replace a file that is there.")
    var force = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard let format = ExportFormat(path: target) else {
            throw ValidationError(
                "The ending of \(target) tells no format: a .py holds code, an .ipynb is a notebook, an .html is a page."
            )
        }
        if format == .page, engine == .dask {
            throw ValidationError("--engine is for code, and a page shows the session's own.")
        }
    }

    func run() throws {
        let options = ExportOptions(engine: engine, without: without)
        throw ExitCode(Shell.run(common.options(.export(file, to: target, options, replaces: force))))
    }
}

extension ExportEngine: ExpressibleByArgument {}
