internal import Interpreter
internal import Rendering
internal import Sessions

/// Shows a cell that runs again: at once, or only if it prints something else than before.
final class RunAgain {
    private let cell: Cell
    private let before: Recorder?
    private let console: Console
    private let isSeedGiven: Bool
    private var now = Recorder()
    private var kept: [Event] = []

    init(_ cell: Cell, before: Recorder?, _ console: Console, _ options: ShellOptions) {
        (self.cell, self.before, self.console) = (cell, before, console)
        isSeedGiven = options.seed != nil
        if before == nil { showInput() }
    }

    private func showInput() {
        console.endLine()
        console.write(Shell.echo(cell.source.split(separator: "\n").map(String.init), number: cell.number))
        console.write("\n")
    }

    func receive(_ event: Event) {
        guard before != nil else { return console.show(event, of: cell, isSeedGiven: isSeedGiven) }
        now.receive(event)
        switch event {
        // How far it has come is worth seeing, and what it asks can't wait.
        case .progress, .asks: console.show(event, of: cell, isSeedGiven: isSeedGiven)
        default: kept.append(event)
        }
    }

    /// Shows what has been kept back of a cell that printed something else, or didn't succeed; whether it is as it was.
    func end(_ ending: CellEnding) -> Bool {
        guard let before else { return false }
        if ending.isFinished, !kept.contains(where: \.isDiagnostic),
            now.outputs.map(\.text) == before.outputs.map(\.text)
        {
            return true
        }
        showInput()
        for event in kept { console.show(event, of: cell, isSeedGiven: isSeedGiven) }
        return false
    }

    /// `[6] to [9] ran anew, and print the same`; nil where no cell was kept back.
    static func note(of same: [Int]) -> String? {
        guard let first = same.first, let last = same.last else { return nil }
        if same.count == 1 { return "[\(first)] ran anew, and prints the same" }
        let isRange = last - first == same.count - 1
        let cells = isRange ? "[\(first)] to [\(last)]" : Words.list(same.map { "[\($0)]" })
        return "\(cells) ran anew, and print the same"
    }
}

extension Event {
    /// Whether it warns or notes something.
    fileprivate var isDiagnostic: Bool {
        if case .diagnostic = self { true } else { false }
    }
}
