internal import LineEditing
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
