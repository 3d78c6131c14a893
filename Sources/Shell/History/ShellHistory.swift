internal import Interpreter
internal import LineEditing
internal import Platform
internal import Rendering
internal import Syntax

/// The inputs of this shell, and those of earlier ones in the history file.
///
/// The first problem with the file is reported; the shell continues without it.
final class ShellHistory {
    private var file: HistoryFile?
    /// The entries in the file at the start; nil until needed.
    private var earlier: [String]?
    private var own: [String] = []
    private var warning: Diagnostic?
    private var hasWarned = false

    /// - Parameter path: the history file; nil for none.
    init(path: String?) {
        file = path.map { HistoryFile(path: $0) }
    }

    /// The entries in the file at the start of the shell, oldest first.
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

    /// All entries, oldest first: those of the file, then this shell's own.
    var entries: [String] { earlierEntries() + own }

    /// Adds a cell; returns whether it is kept, which it isn't if it begins with a space.
    func add(_ cell: String) -> Bool {
        guard HistoryFile.keeps(cell) else { return false }
        if own.last?.isSame(as: cell) != true { own.append(cell) }
        do throws(HistoryError) { try file?.append(cell) } catch { warn("inputs are not kept: \(error)") }
        return true
    }

    /// The warning about the file, once.
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
    /// Shows the inputs of this and earlier shells that contain the text, except the one that runs this command.
    func showHistory(containing search: String?, running cell: Cell) {
        guard let history else {
            return show(Diagnostic(.note, "there is no history: cells don't come from a prompt"))
        }
        var entries = history.entries
        if let warning = history.takeWarning() { show(warning) }
        if entries.last?.isSame(as: cell.source) == true { entries.removeLast() }
        // What can be leafed through is shown whole.
        let isCut = Terminal.isTerminal(STDOUT_FILENO) && !leafs
        let screen = isCut ? (Terminal.rows - 1, Terminal.columns) : nil
        guard let listing = HistoryListing(search: search, screen: screen).markup(of: entries) else {
            let which = search.map { "no input contains \($0)" } ?? "no inputs yet"
            return show(Diagnostic(.note, which))
        }
        leaf(listing, startsAtEnd: true)
    }
}

extension Terminal {
    /// The number of rows of the terminal.
    static var rows: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
        return Int(size.ws_row)
    }
}

/// The text that `history` shows.
struct HistoryListing {
    /// The text that the inputs must contain, ignoring case; nil for all inputs.
    var search: String?
    /// The rows and columns of the screen; nil for no limit.
    var screen: (rows: Int, columns: Int)?

    /// The inputs that fit, newest last, with continuation lines indented; nil if none contains the text.
    func markup(of entries: [String]) -> Markup? {
        let needle = search.map { Array($0.lowercased().utf8) }
        var shown: [Markup] = []
        var rows = 0
        var hidden = 0
        for entry in entries.reversed() {
            if let needle, !Self.contains(Array(entry.lowercased().utf8), needle) { continue }
            guard hidden == 0, let screen else {
                if hidden > 0 { hidden += 1 } else { shown.append(markup(of: entry)) }
                continue
            }
            let height = height(of: entry, columns: screen.columns)
            // The newest is shown even if it is longer than the screen; one row is for the number of omitted ones.
            if rows + height > screen.rows - 1, !shown.isEmpty {
                hidden += 1
            } else {
                rows += height
                shown.append(markup(of: entry))
            }
        }
        guard !shown.isEmpty else { return nil }
        var markup = Markup()
        if hidden > 0 { markup.append("… \(hidden) earlier\n", .hint) }
        for entry in shown.reversed() { markup += entry }
        return markup
    }

    private static let indentation = "    "

    private func markup(of entry: String) -> Markup {
        var markup = Markup()
        for (index, line) in entry.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { markup.append(Self.indentation) }
            append(line, to: &markup)
            markup.append("\n")
        }
        return markup
    }

    private func height(of entry: String, columns: Int) -> Int {
        entry.split(separator: "\n", omittingEmptySubsequences: false).enumerated().reduce(0) { sum, line in
            let width = Markup(String(line.element)).displayWidth + (line.offset > 0 ? Self.indentation.utf8.count : 0)
            return sum + max(1, (width + columns - 1) / max(columns, 1))
        }
    }

    /// Appends a line with the search text highlighted.
    private func append(_ line: Substring, to markup: inout Markup) {
        let needle = Array(search ?? "").map { $0.lowercased() }
        guard !needle.isEmpty, needle != ["\n"] else { return markup.append(String(line)) }
        let characters = Array(line)
        let folded = characters.map { $0.lowercased() }
        var index = 0
        while index < characters.count {
            if index + needle.count <= folded.count, Array(folded[index..<index + needle.count]) == needle {
                markup.append(String(characters[index..<index + needle.count]), .underline)
                index += needle.count
            } else {
                markup.append(String(characters[index]))
                index += 1
            }
        }
    }

    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        return (0...text.count - part.count).contains { start in
            text[start] == first && text[start..<start + part.count].elementsEqual(part)
        }
    }
}
