internal import Syntax

/// The names under which a notebook uses matplotlib, to find cells that leave a figure open.
///
/// Jupyter shows a figure at the end of the cell that left it open. So does a session, except for cells of one
/// statement, because at a prompt several of these build one figure together. Such a cell of a notebook gets a
/// `plt.show()`.
struct DrawingNames {
    /// The notebook's name for the module pyplot.
    private var pyplot: String?
    private var names: Set<String> = []

    /// The call that shows the figure that a cell leaves open; nil if it leaves none open.
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

    /// Functions that return figures and axes, which a notebook then uses by their names.
    private static let makers: Set<String> = [
        "subplots", "figure", "gcf", "gca", "axes", "subplot", "add_subplot", "add_axes", "twinx", "twiny",
    ]
    /// Functions of pyplot that leave no figure open.
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
