public import Syntax

/// A function of the user's: its code, the defaults computed when it was defined, and the scope it sees.
public struct UserFunction {
    /// What was written, with what follows from it alone.
    public let code: FunctionCode
    /// The values of the defaults, for the last `defaults.count` parameters.
    package var defaults: [Value]
    /// The function around it, if it was made inside one.
    package var scope: ScopeReference?
}

/// The scope that a nested function sees: while the function around it runs, its frame; afterwards, what it left.
///
/// Since nothing assigns to an outer function's names (there is no `nonlocal`), what is left never changes, and a
/// function stays a value.
package enum ScopeReference {
    case live(FrameID)
    case sealed(SealedScope)
}

/// The number of one activation of a function.
package struct FrameID: Sendable, Hashable {
    let number: Int

    package init(number: Int) { self.number = number }
}

/// The code of a `def` or `lambda`, shared by all values made of it.
public final class FunctionCode: Sendable {
    /// Its name; `<lambda>` for a lambda.
    public let name: String
    /// Its parameters.
    public let parameters: Parameters
    /// Its statements.
    public let body: Block
    /// The string at its head.
    public let docstring: String?
    /// The cell it was defined in.
    public let cell: Cell
    /// Where its statements stand in the cell's source.
    package let bodyRange: SourceRange
    /// Where its name stands; all of a lambda.
    package let nameRange: SourceRange
    /// The names that are its own: parameters and whatever it assigns, less the `global` ones.
    let localNames: [String]
    /// The names it declared `global`.
    let globalNames: Set<String>
    /// The names that stand in one of its `return` expressions.
    let returnedNames: Set<String>

    init(_ definition: FunctionDefinition, cell: Cell) {
        let names = ScopeNames(definition)
        self.name = definition.name
        self.parameters = definition.parameters
        self.body = definition.body
        self.docstring = definition.docstring
        self.cell = cell
        self.nameRange = definition.nameRange
        self.bodyRange = SourceRange(
            definition.body.first?.range.start ?? definition.nameRange.end,
            definition.body.map(\.range.end).max() ?? definition.nameRange.end)
        // The parameters come first, so that a positional argument's number is its slot.
        let parameterNames = definition.parameters.parameters.map(\.name)
        let others = names.local.subtracting(parameterNames)
        self.localNames = parameterNames + others.sorted()
        self.globalNames = names.global
        self.returnedNames = names.returned
    }

    /// A lambda is a function of one `return`.
    convenience init(lambda parameters: Parameters, body: Expression, range: SourceRange, cell: Cell) {
        self.init(
            FunctionDefinition(
                name: "<lambda>", nameRange: range, parameters: parameters, docstring: nil,
                body: [Statement(.return(body), body.range)]),
            cell: cell)
    }
}
