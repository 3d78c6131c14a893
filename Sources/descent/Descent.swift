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
            descent export <session> <file> [--without <tag>] [--engine dask] [--force]
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

    /// What a run does that has no options, but for `-c`.
    ///
    /// Most runs are like this, and setting ArgumentParser up takes longer than all else they do to start.
    private static var plainJob: ShellOptions.Job? {
        var arguments = CommandLine.arguments.dropFirst()
        let isRun = arguments.first == "run"
        if isRun { arguments.removeFirst() }
        guard let argument = arguments.first else { return .input }
        if argument == "-c", arguments.count == 2 { return arguments.last.map { .cells($0) } }
        let files = Array(isRun ? arguments : arguments.dropFirst())
        guard !arguments.contains(where: { $0.hasPrefix("-") }) else { return nil }
        switch argument {
        case _ where isRun: return files.count == 1 ? .file(argument) : nil
        case "check" where !files.isEmpty: return .check(ShellOptions.CheckRequest(paths: files))
        case "update" where !files.isEmpty: return .update(files, writesDigests: false)
        // One word that can only be a path.
        case _ where files.isEmpty && argument.contains(where: { $0 == "." || $0 == "/" }): return .file(argument)
        default: return nil
        }
    }
}

extension ShellOptions.ColorChoice: ExpressibleByArgument {}
