internal import Builtins
internal import Exchange
internal import Files
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// Runs a session file and shows its outputs, and its inputs if the user wants them.
    ///
    /// - Parameters:
    ///   - isSilent: whether to hide the output of the cells.
    ///   - title: the title of cells without one, for a file that only starts a session.
    /// - Returns: whether a cell called `quit`.
    /// - Throws: ``ReplayFailure`` if a cell doesn't end as the file says.
    @discardableResult
    mutating func replay(
        _ file: SessionFile, isSilent: Bool = false, title: String? = nil
    ) throws(ReplayFailure) -> Bool {
        // Cells typed later can be undone back into the file's cells.
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
        let narration = Narration(of: file, options, console)
        try replayer.replay(file) { report in
            // Reports that even a silent replay shows.
            switch report {
            case .event(.namesWereCopies, _), .fileChanged: return narration.show(report)
            default: return isSilent || narration.show(report)
            }
        }
        if !isSilent, !replayer.hasQuit { narration.showEnd() }
        return replayer.hasQuit
    }

    /// A cell as it would look if typed, without the last newline.
    static func echo(_ lines: [Markup], number: Int) -> Markup {
        var markup = Markup()
        for (index, line) in lines.enumerated() {
            if index > 0 { markup.append("\n") }
            markup += index == 0 ? prompt(number) : continuationPrompt(number)
            markup += line
        }
        return markup
    }

    /// The same for lines without markup.
    static func echo(_ lines: [String], number: Int) -> Markup { echo(lines.map { Markup($0) }, number: number) }
}
