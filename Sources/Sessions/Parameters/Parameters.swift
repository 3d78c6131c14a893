public import Syntax

/// `n_samples=1000` on the command line: a value that replaces the one of a parameter in the file.
public struct Setting: Sendable, Hashable {
    /// The parameter.
    public var name: String
    /// The source of its value.
    public var value: String

    /// Reads `name=value`; nil if the text doesn't have this form.
    public init?(_ text: String) {
        guard let sign = text.firstIndex(of: "=") else { return nil }
        name = text[..<sign].filter { $0 != " " }.asIdentifier
        value = String(text[sign...].dropFirst())
        guard let first = name.first, first == "_" || first.isLetter,
            name.allSatisfy({ $0 == "_" || $0.isLetter || $0.isNumber })
        else { return nil }
    }
}

/// Why a parameter can't be set.
public enum SettingError: Error, Sendable, Equatable {
    /// No cell of the file is marked.
    case noCell
    /// No marked cell sets this name; `known` are the names that they set.
    case unknown(String, known: [String])
    /// The parameter is set twice.
    case twice(String)
    /// The value isn't an expression; the diagnostic says why, if that is known.
    case badValue(Setting, Diagnostic?)
}

extension SettingError {
    /// The message for the user.
    ///
    /// - Parameter path: the path of the file.
    public func diagnostic(path: String) -> Diagnostic {
        switch self {
        case .noCell:
            Diagnostic(
                .error, "\(path) has no cell of parameters, so nothing can be set",
                notes: ["`# %% parameters` above the assignments that may be set marks one"])
        case .unknown(let name, let known):
            Diagnostic(
                .error, "there is no parameter \(name) in \(path)",
                notes: [
                    known.isEmpty
                        ? "its cell of parameters assigns nothing" : "there are \(known.joined(separator: ", "))"
                ])
        case .twice(let name): Diagnostic(.error, "\(name) is set twice")
        case .badValue(let setting, let mistake):
            Diagnostic(
                .error,
                "the value of \(setting.name) is no expression: \(setting.value.isEmpty ? "nothing" : setting.value)",
                notes: [mistake?.message].compactMap(\.self))
        }
    }
}

/// The cells whose assignments can be set from outside.
///
/// The word `parameters` in a title marks a cell: `# %% parameters`, `# %% [2] the parameters of the run`. In an
/// imported notebook, a cell with the tag `parameters` gets this title.
public enum Parameters {
    /// The word that marks a cell.
    public static let title = "parameters"

    /// Whether a title contains the word.
    static func isMarked(_ title: String) -> Bool {
        title.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == Self.title }
    }

    /// An assignment that can be set: a name and the expression of its value.
    struct Assignment {
        var name: String
        var value: Expression
        /// Whether the value is one of several after one `=`.
        var isPart: Bool
    }

    /// The top-level assignments of a cell that can be set: `name = value` and `a, b = 1, 2`.
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
