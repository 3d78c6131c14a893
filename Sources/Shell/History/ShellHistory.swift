internal import Interpreter
internal import LineEditing
internal import Platform
internal import Rendering
internal import Syntax

/// The inputs of this shell, and those that earlier ones left in the file.
///
/// What goes wrong with the file is said once; the shell goes on without it.
final class ShellHistory {
    private var file: HistoryFile?
    /// What was in the file at the start; nil until it is needed.
    private var earlier: [String]?
    private var own: [String] = []
    private var warning: Diagnostic?
    private var hasWarned = false

    /// - Parameter path: the history file; nil for none.
    init(path: String?) {
        file = path.map { HistoryFile(path: $0) }
    }

    /// What was in the file when the shell started, the oldest first.
    func earlierEntries() -> [String] {
        if let earlier { return earlier }
        var entries: [String] = []
        do throws(HistoryError) {
            if let contents = try file?.load() {
                entries = contents.entries
                warn(of: contents.damage)
            }
        } catch {
            warn("no earlier inputs: \(error)")
        }
        earlier = entries
        return entries
    }

    /// All entries, the oldest first: those of the file, then this shell's own.
    var entries: [String] { earlierEntries() + own }

    /// Adds a cell, and gives whether it is one to keep: not one that begins with a blank.
    func add(_ cell: String) -> Bool {
        guard HistoryFile.keeps(cell) else { return false }
        if own.last != cell { own.append(cell) }
        do throws(HistoryError) { try file?.append(cell) } catch { warn("inputs are not kept: \(error)") }
        return true
    }

    /// What there is to say of the file, once.
    func takeWarning() -> Diagnostic? {
        defer { warning = nil }
        return warning
    }

    private func warn(of damage: [HistoryDamage]) {
        guard let first = damage.first, let path = file?.path else { return }
        let more = damage.count > 1 ? ", and \(damage.count - 1) more" : ""
        warn("some earlier inputs were left out: \(path): \(first)\(more)")
    }

    private func warn(_ message: String) {
        guard !hasWarned else { return }
        hasWarned = true
        warning = Diagnostic(.warning, message)
    }
}

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
