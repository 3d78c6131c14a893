internal import Syntax

/// The names by which a notebook draws with matplotlib, and which of its cells may leave a figure open.
///
/// Jupyter shows a figure at the end of the cell that left it open. So does a session, but for a cell of one statement:
/// typed at a prompt, several of these make one figure together. Such a cell of a notebook gets a `plt.show()`.
struct DrawingNames {
    /// By which name the notebook knows the module pyplot.
    private var pyplot: String?
    private var names: Set<String> = []

    /// The call that shows what a cell leaves open; nil where it leaves nothing.
    mutating func showing(_ cell: Block) -> String? {
        cell.forEachStatement { read($0) }
        guard let pyplot, cell.count == 1, let statement = cell.first, draws(statement) else { return nil }
        return "\(pyplot).show()"
    }

    private mutating func read(_ statement: Statement) {
        if let importation = statement.importation { return read(importation) }
        switch statement.kind {
        case .definition(let definition):
            if uses(definition.body) { names.insert(definition.name) }
        case .assignment(let targets, let value):
            guard let called = value.called, Self.makers.contains(called.name), uses([value]) else { return }
            names.formUnion(targets.flatMap(\.targetNames))
        default: break
        }
    }

    private mutating func read(_ importation: Importation) {
        let path = importation.module?.name
        for item in importation.items {
            let whole = path.map { "\($0).\(item.name)" } ?? item.name
            guard whole.prefix(while: { $0 != "." }) == "matplotlib" else { continue }
            if whole == "matplotlib.pyplot" {
                pyplot = path == nil && item.alias == nil ? whole : item.boundName
                names.insert(item.boundName)
            } else if path == "matplotlib.pyplot" {
                names.insert(item.boundName)
            }
        }
    }

    /// What gives figures and axes that a notebook goes on with by their names.
    private static let makers: Set<String> = [
        "subplots", "figure", "gcf", "gca", "axes", "subplot", "add_subplot", "add_axes", "twinx", "twiny",
    ]
    /// What looks like drawing, and leaves nothing open.
    private static let setters: Set<String> = ["show", "close", "use", "rc", "rcdefaults", "ion", "ioff", "update"]

    private func draws(_ statement: Statement) -> Bool {
        switch statement.kind {
        case .definition, .classDefinition, .importation: return false
        case .expression(let value, _):
            guard let called = value.called, case .call = value.kind, !Self.setters.contains(called.name) else {
                return false
            }
        case .assignment(_, let value):
            guard let called = value.called, Self.makers.contains(called.name) else { return false }
        default: break
        }
        return uses([statement])
    }

    private func uses(_ block: Block) -> Bool {
        var found = false
        block.forEachStatement { statement in found = found || uses(statement.expressions) }
        return found
    }

    private func uses(_ expressions: [Expression]) -> Bool {
        var read: Set<String> = []
        for expression in expressions { expression.collectNames(into: &read) }
        return !read.isDisjoint(with: names)
    }
}
