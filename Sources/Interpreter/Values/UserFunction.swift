public import Syntax

/// A function of the user's: its code, the defaults computed when it was defined, and the names it sees.
public final class UserFunction {
    /// What was written, with what follows from it alone.
    public let code: FunctionCode
    /// The values of the defaults, for the last `defaults.count` parameters.
    package private(set) var defaults: [Value]
    /// The names of the function around it, if it was made inside one.
    package private(set) var scope: Scope?

    init(code: FunctionCode, defaults: [Value], scope: Scope?) {
        self.code = code
        self.defaults = defaults
        self.scope = scope
    }

    deinit {
        Release.later(&defaults)
        Release.later(&scope)
    }
}

/// The names of one activation of a function or comprehension, which the functions made in it go on to see.
package final class Scope {
    package var locals: LocalNames
    /// The scope around it.
    private(set) var outer: Scope?
    /// The name of the function, for messages; nil for a comprehension.
    let function: FunctionCode

    package init(locals: LocalNames, outer: Scope?, function: FunctionCode) {
        self.locals = locals
        self.outer = outer
        self.function = function
    }

    deinit {
        locals.releaseAll()
        Release.later(&outer)
    }
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
