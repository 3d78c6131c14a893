public import ArgumentParser
public import Shell

/// The command line of Descent.
@main
struct Descent: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "descent",
        abstract: "A shell that replaces a small NumPy notebook, with NumPy's digits.",
        usage: """
            descent [run] [<file>] [-c <cells>] [--echo] [--step] [-i] [--set <name=value>] [--seed <n>]
                [-q] [--no-init]
            descent watch <file> [--echo] [--set <name=value>] [--seed <n>]
            descent check <files> ... [--rtol <x>] [--atol <x>] [--jobs <n>] [--json] [--junit <path>]
            descent update <files> ... [--digests] [--seed <n>]
            descent compare <first> <second> [--seed <n>]
            descent export <session> <file> [--engine dask] [--force]
            descent import <notebook or script> [<session>] [--force]
            each also with [--color <when>] [--threads <n>] [--plain]
            """,
        discussion: """
            Without a file it reads cells: at a prompt on a terminal, else from standard input. \
            Type `help` at the prompt for what there is.
            """,
        version: "descent \(Shell.version)",
        subcommands: [Run.self, Check.self, Update.self, Compare.self, Export.self, Import.self, Watch.self],
        defaultSubcommand: Run.self)

    static func main() {
        if let job = plainJob { Shell.leave(Shell.run(ShellOptions(job))) }
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let status as ExitCode {
            Shell.leave(status.rawValue)
        } catch {
            // ArgumentParser's own status for wrong usage is 64.
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Shell.leave(Shell.refuse(fullMessage(for: error)))
        }
    }

    /// What a run without options and subcommand does: nothing given, or one word that can only be a path.
    ///
    /// Most runs are like this, and setting ArgumentParser up takes longer than all else they do to start.
    private static var plainJob: ShellOptions.Job? {
        let arguments = CommandLine.arguments.dropFirst()
        guard let argument = arguments.first else { return .input }
        guard arguments.count == 1, !argument.hasPrefix("-"), argument.contains(where: { $0 == "." || $0 == "/" })
        else {
            return nil
        }
        return .file(argument)
    }
}

extension ShellOptions.ColorChoice: ExpressibleByArgument {}
