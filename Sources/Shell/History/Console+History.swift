internal import Interpreter
internal import Platform
internal import Rendering
internal import Syntax

extension Console {
    /// Shows the inputs of this and earlier shells, those that contain the text, but not the one that asks for them.
    func showHistory(containing search: String?, running cell: Cell) {
        guard let history else {
            return show(Diagnostic(.note, "there is no history: cells don't come from a prompt"))
        }
        var entries = history.entries
        if let warning = history.takeWarning() { show(warning) }
        if entries.last == cell.source { entries.removeLast() }
        let screen = Terminal.isTerminal(STDOUT_FILENO) ? (Terminal.rows - 1, Terminal.columns) : nil
        guard let listing = HistoryListing(search: search, screen: screen).markup(of: entries) else {
            let which = search.map { "no input contains \($0)" } ?? "no inputs yet"
            return show(Diagnostic(.note, which))
        }
        write(listing)
    }
}

extension Terminal {
    /// How many rows the terminal has.
    static var rows: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
        return Int(size.ws_row)
    }
}
