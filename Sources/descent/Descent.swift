public import ArgumentParser
public import Shell

/// The command line of Descent.
@main
struct Descent: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "descent",
        abstract: "A shell that replaces a small NumPy notebook, with NumPy's digits.",
        usage: """
            descent [<file>.session] [--set <name=value>] [--seed <n>] [-q] [--no-init]
            descent [run] [<file>] [-c <cells>] [--echo] [--step] [-i] [--set <name=value>] [--seed <n>]
                [-q] [--no-init]
            descent watch <file> [--echo] [--set <name=value>] [--seed <n>]
            descent check <files> ... [--rtol <x>] [--atol <x>] [--jobs <n>] [--json] [--junit <path>]
            descent update <files> ... [--digests] [--seed <n>]
            descent compare <first> <second> [--seed <n>]
            descent export <session> <file> [--without <tag>] [--engine dask] [--force]
            descent import <notebook or script> [<session>] [--force]
            each also with [--color <when>] [--threads <n>] [--plain]
            """,
        discussion: """
            Without a file it reads cells: at a prompt on a terminal, else from standard input. At a terminal \
            `descent <file>.session` replays the session with its prompts and stays at the prompt in its workspace, after \
            a cell that fails, too; `descent run <file>` prints its outputs and ends, and so do files of other kinds. \
            Type `help` at the prompt for what there is.
            """,
        version: "descent \(Shell.version)",
        subcommands: [Run.self, Check.self, Update.self, Compare.self, Export.self, Import.self, Watch.self],
        defaultSubcommand: Run.self)

    static func main() {
        if let options = plainOptions { Shell.leave(Shell.run(options)) }
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let status as ExitCode {
            Shell.leave(status.rawValue)
        } catch {
            // ArgumentParser's own status for wrong usage is 64.
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            // ArgumentParser's own opening is another than that of all other errors.
            let message = fullMessage(for: error)
            let opening = "Error: "
            Shell.leave(
                Shell.refuse(message.hasPrefix(opening) ? "error: " + message.dropFirst(opening.count) : message))
        }
    }

    /// Whether a path has the extension of sessions, which are opened if `run` isn't given.
    static func isSession(_ path: String) -> Bool { path.hasSuffix(".session") }

    /// The options of a run without any options except `-c`.
    ///
    /// Most runs are like this, and setting up ArgumentParser takes longer than everything else in starting up.
    private static var plainOptions: ShellOptions? {
        var arguments = CommandLine.arguments.dropFirst()
        let isRun = arguments.first == "run"
        if isRun { arguments.removeFirst() }
        guard let argument = arguments.first else { return ShellOptions(.input) }
        if argument == "-c", arguments.count == 2 { return arguments.last.map { ShellOptions(.cells($0)) } }
        let files = Array(isRun ? arguments : arguments.dropFirst())
        guard !arguments.contains(where: { $0.hasPrefix("-") }) else { return nil }
        switch argument {
        case _ where isRun: return files.count == 1 ? ShellOptions(.file(argument)) : nil
        case "check" where !files.isEmpty: return ShellOptions(.check(ShellOptions.CheckRequest(paths: files)))
        case "update" where !files.isEmpty: return ShellOptions(.update(files, writesDigests: false))
        // A single word that can only be a path.
        case _ where files.isEmpty && argument.contains(where: { $0 == "." || $0 == "/" }):
            var options = ShellOptions(.file(argument))
            options.opensSession = isSession(argument)
            return options
        default: return nil
        }
    }
}

extension ShellOptions.ColorChoice: ExpressibleByArgument {}
