internal import Builtins
internal import Exchange
internal import Files
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// Runs a session file, showing its outputs, and its inputs if the user wants them.
    ///
    /// - Parameters:
    ///   - isSilent: whether what the cells print and say is not shown.
    ///   - title: the title of cells that have none, for a file that only begins a session.
    ///
    /// - Returns: whether a cell called `quit`.
    @discardableResult
    mutating func replay(
        _ file: SessionFile, isSilent: Bool = false, title: String? = nil
    ) throws(ReplayFailure) -> Bool {
        // What is typed afterwards can be undone back into the file's cells.
        let rule = replacing(.notLoaded)
        var replayer = Replayer(live, keepsTimeline: options.stays || isSilent || title != nil)
        replayer.usualTitle = title ?? ""
        let (options, console) = (options, console)
        defer {
            live = replayer.live
            Signals.endIfPending()
            _ = replacing(rule)
            live.nextNumber = max(live.nextNumber, file.highestNumber + 1)
        }
        try replayer.replay(file) { report in
            // What a silent replay says all the same.
            switch report {
            case .event(.namesWereCopies, _), .fileChanged: return Self.show(report, options, console)
            default: return isSilent || Self.show(report, options, console)
            }
        }
        return replayer.hasQuit
    }

    /// Shows what a replay tells; false where the user has seen enough.
    static func show(_ report: Replayer.Report, _ options: ShellOptions, _ console: Console) -> Bool {
        switch report {
        case .begins(let cell):
            if options.echoes || options.steps {
                console.endLine()
                console.write(echo(cell.sourceLines, number: cell.cell.number))
            }
            if options.steps { return waitForEnter(console) }
            if options.echoes { console.write("\n") }
        case .event(let event, let cell):
            console.show(event, of: cell.cell, isSeedGiven: options.seed != nil)
        case .fileChanged(let cell, let name, let line):
            var warning = warning(ofChanged: name)
            warning.origin = cell.cell.location.map { "\($0.path):\(line)" }
            console.show(warning)
        case .ends(let cell, let ending, _):
            if case .failed(let diagnostic) = ending {
                console.show(diagnostic.located(in: cell.cell), source: cell.cell.source)
            }
            console.flush()
        }
        return true
    }

    /// Lets the user's Enter end the line of the cell.
    private static func waitForEnter(_ console: Console) -> Bool {
        console.flush()
        guard Terminal.waitForEnter() else { return false }
        console.noteLineEnd()
        return true
    }

    /// A cell as it would stand on the screen had it been typed, without the last newline.
    static func echo(_ lines: [String], number: Int) -> Markup {
        var markup = Markup()
        for (index, line) in lines.enumerated() {
            if index > 0 { markup.append("\n") }
            markup += index == 0 ? prompt(number) : continuationPrompt(number)
            markup.append(line)
        }
        return markup
    }
}
