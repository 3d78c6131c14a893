internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax

/// Tells on the screen what a replay of a file does. Where inputs are shown, titles and prose stand before them.
final class Narration {
    private let options: ShellOptions
    private let console: Console
    private var reading: SessionReading
    /// What there is to read before a cell, by its number, that cell last.
    private var passages: [Int: [SessionPart]] = [:]
    /// What there is to read behind the last cell.
    private var ending: [SessionPart] = []

    init(of file: SessionFile, _ options: ShellOptions, _ console: Console) {
        (self.options, self.console) = (options, console)
        reading = SessionReading(columns: console.pageColumns, look: console.readingLook(isPlain: options.isPlain))
        guard options.echoes || options.steps else { return }
        for passage in file.passages {
            if case .cell(let cell)? = passage.last {
                passages[cell.cell.number] = passage
            } else {
                ending = passage
            }
        }
    }

    /// Shows what is told; gives true, since all is of interest.
    func show(_ report: Replayer.Report) -> Bool {
        switch report {
        case .begins(let cell):
            guard options.echoes else { break }
            showPassage(before: cell)
            console.write(Shell.echo(cell.sourceLines.map { Markup($0) }, number: cell.cell.number))
            console.write("\n")
        case .event(let event, let cell):
            console.show(event, of: cell.cell, isSeedGiven: options.seed != nil)
        case .fileChanged(let cell, let name, let line):
            var warning = Shell.warning(ofChanged: name)
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

    /// Shows the titles and the prose before a cell.
    func showPassage(before cell: SessionCell) {
        console.endLine()
        // The window may be another than before.
        reading.columns = console.pageColumns
        for part in passages[cell.cell.number] ?? [] { console.write(reading.markup(of: part)) }
    }

    /// Shows what stands behind the last cell.
    func showEnd() {
        if ending.isEmpty { return }
        console.endLine()
        for part in ending { console.write(reading.markup(of: part)) }
        console.flush()
    }
}
