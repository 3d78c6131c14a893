internal import Syntax

/// The cells whose assignments can be set from outside.
///
/// They are marked by the word `parameters` in their titles: `# %% parameters`, `# %% [2] the parameters of the run`. In an
/// imported notebook a cell with the tag `parameters` gets this title.
public enum Parameters {
    /// The word.
    public static let title = "parameters"

    /// Whether a title marks its cell.
    static func isMarked(_ title: String) -> Bool {
        title.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == Self.title }
    }

    /// An assignment that can be set: a name, and what stands for its value.
    struct Assignment {
        var name: String
        var value: Expression
        /// Whether the value is one of several behind one `=`.
        var isPart: Bool
    }

    /// The assignments of a cell's top level that can be set: `name = value`, and `a, b = 1, 2`.
    static func assignments(in block: Block) -> [Assignment] {
        block.flatMap { statement -> [Assignment] in
            guard case .assignment(let targets, let value) = statement.kind, targets.count == 1 else { return [] }
            switch (targets[0].kind, value.kind) {
            case (.name(let name), _): return [Assignment(name: name, value: value, isPart: false)]
            case (.tuple(let names), .tuple(let values)) where names.count == values.count:
                return zip(names, values).compactMap { target, value in
                    guard case .name(let name) = target.kind else { return nil }
                    return Assignment(name: name, value: value, isPart: true)
                }
            default: return []
            }
        }
    }
}
