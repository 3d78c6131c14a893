internal import Exchange
internal import Interpreter
internal import Sessions
internal import Syntax

extension Shell {
    /// The cells to run of a file, with the parameters and the seed that the user gave; nil once it was told why these
    /// can't be set. Tells what of a notebook doesn't run.
    func prepared(_ runnable: RunnableFile) -> SessionFile? {
        for gap in runnable.leftOut { console.show(gap.note(in: runnable.file.path)) }
        do {
            let file = try runnable.file.setting(options.settings, commands: parser.commands)
            return options.seed.map { file.seeding($0, commands: parser.commands) } ?? file
        } catch {
            console.show(error.diagnostic(path: runnable.file.path))
            return nil
        }
    }

    /// Whether what runs is a session as its file has it, which a shell that stays may go on writing.
    func isAsWritten(_ file: SessionFile) -> Bool {
        ForeignKind(path: file.path) == nil && options.settings.isEmpty && options.seed == nil
    }
}
