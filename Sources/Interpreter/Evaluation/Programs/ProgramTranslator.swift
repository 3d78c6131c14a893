internal import Syntax
internal import Tensors

/// Translates statements to a numeric program, for values of the kinds and shapes that the names hold just now.
///
/// A function of the user's that is called becomes part of the program. What can't be translated gives nil; the caller
/// then forgets the translator, or goes back to a copy of it.
struct ProgramTranslator {
    /// The names of a function that became part of the program.
    struct Inlined {
        let code: FunctionCode
        var locals: [String: ProgramValue] = [:]
    }

    /// How deep functions may call each other in a program.
    static let depthLimit = 8

    var builder = NumericProgramBuilder()
    /// What comes from outside.
    private(set) var inputs: [ProgramInput] = []
    /// For each place outside, which of `inputs` it is.
    private var known: [ProgramInput.Place: Int] = [:]
    /// The functions that are being translated, innermost last.
    var scopes: [Inlined] = []
    /// How many calls are nested at most.
    var depth = 0
    let table: BuiltinTable
    private let workspace: Workspace
    /// The names outside that the program assigns.
    private let assigned: Set<ProgramInput.Place>
    /// The names of the function in which the program runs; nil in a program of a whole call and at the top level.
    private let scope: Scope?

    init(_ evaluator: Evaluator, assigned: Set<ProgramInput.Place> = [], scope: Scope? = nil) {
        table = evaluator.table
        workspace = evaluator.workspace
        self.assigned = assigned
        self.scope = scope
    }

    // MARK: - Names

    /// Where a name outside of the functions that became part of the program lives.
    func place(of name: String) -> ProgramInput.Place {
        scopes.isEmpty && scope?.locals.slot(of: name) != nil ? .local(name) : .global(name)
    }

    /// The value of a name.
    mutating func value(of name: String) -> ProgramValue? {
        if let scope = scopes.last, scope.code.localNames.contains(name) { return scope.locals[name] }
        return value(at: place(of: name))
    }

    /// The value of a name outside.
    mutating func value(at place: ProgramInput.Place) -> ProgramValue? {
        if let index = known[place] { return inputs[index].value }
        let value: Value? =
            switch place {
            case .argument: nil
            case .local(let name): scope?.locals[name]
            case .global(let name): workspace.value(name) ?? table.value(bare: name)
            }
        return value.flatMap { take($0, from: place) }
    }

    /// Plans to take a value from outside.
    mutating func take(_ value: Value, from place: ProgramInput.Place) -> ProgramValue? {
        guard let input = ProgramInput(place, like: value, isAssigned: assigned.contains(place), &builder) else {
            return nil
        }
        known[place] = inputs.count
        inputs.append(input)
        return input.value
    }

    /// Which of `inputs` a name outside is, if the program uses it.
    func inputIndex(of place: ProgramInput.Place) -> Int? { known[place] }
}

extension UserFunction {
    /// Whether programs know its like: one that sees no other function's names and sets none of the workspace.
    var isTranslatable: Bool { scope == nil && code.globalNames.isEmpty }
}
