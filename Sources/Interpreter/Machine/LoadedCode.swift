package import Compiler
public import Syntax

/// A code made ready for a workspace: its constants are values, its names are slots. It is made once for a definition,
/// however often that is carried out.
public final class LoadedCode {
    /// What was compiled.
    package let code: Code
    /// The cell whose source it was made of.
    public let cell: Cell
    /// Its text, as it stands there.
    package var source: String { SourceLines(cell.source).text(of: code.range) }
    /// Whether its cell is a module of Python's.
    let isOfPythonsModule: Bool
    /// The instructions, from the first on.
    let instructions: UnsafeMutablePointer<Instruction>
    /// The literals.
    let constants: UnsafeMutablePointer<Value>
    /// The slot in the workspace of each of its names.
    let slots: UnsafeMutablePointer<Int>
    /// What the table has for each of its names: unset until it is asked for.
    let fallbacks: UnsafeMutablePointer<Value>
    /// What was found at each access to an attribute.
    let sites: UnsafeMutablePointer<Site>
    /// The name of each attribute that is accessed.
    let attributeNames: [Text]
    /// How many parameters it has.
    let parameterCount: Int
    /// As many, if each takes one argument, by place or keyword; else -1, which is no number of arguments.
    let plainCount: Int
    /// How many registers a frame has.
    let registerCount: Int
    /// For each captured variable the function whose variable it is, for messages.
    private let captureOwners: [String]
    private var nested: [LoadedCode?]

    /// What an access to an attribute found.
    struct Site {
        /// The entry for values of a kind.
        var receiver: BuiltinTable.Receiver?
        var method: Builtin?
        /// The member of a module.
        var namespace: Namespace?
        var member = Value.unset
        /// The attribute that arrays have by that name; nil until it is looked for.
        var attribute: Machine.TensorAttribute??
        /// What it is of objects of a few layouts, and of how many; and how many changes of classes there had been.
        var accesses: UnsafeMutablePointer<ObjectAccess>?
        var accessCount = 0
        var version = -1
        /// Of the class whose attribute was looked for last.
        var classAccess: ClassAccess?
    }

    init(_ code: Code, of cell: Cell, in workspace: Workspace, within outer: LoadedCode? = nil) {
        self.code = code
        self.cell = cell
        isOfPythonsModule = cell.isOfPythonsModule
        parameterCount = code.parameters.parameters.count
        plainCount = code.parameters.parameters.allSatisfy { $0.kind == .ordinary } ? parameterCount : -1
        registerCount = code.registerCount
        instructions = .allocate(capacity: code.instructions.count)
        instructions.initialize(from: code.instructions, count: code.instructions.count)
        constants = .allocate(capacity: code.constants.count)
        for (index, constant) in code.constants.enumerated() { (constants + index).initialize(to: Value(constant)) }
        slots = .allocate(capacity: code.names.count)
        fallbacks = .allocate(capacity: code.names.count)
        for (index, name) in code.names.enumerated() {
            (slots + index).initialize(to: workspace.slot(of: name))
            (fallbacks + index).initialize(to: .unset)
        }
        attributeNames = code.sites.map { workspace.attributeName(code.names[$0]) }
        sites = .allocate(capacity: code.sites.count)
        sites.initialize(repeating: Site(), count: code.sites.count)
        captureOwners = code.captures.map { outer?.owner(ofRegister: $0) ?? "" }
        nested = Array(repeating: nil, count: code.nested.count)
    }

    deinit {
        instructions.deallocate()
        constants.deinitialize(count: code.constants.count)
        constants.deallocate()
        slots.deallocate()
        fallbacks.deinitialize(count: code.names.count)
        fallbacks.deallocate()
        for index in code.sites.indices { sites[index].forgetObjects() }
        sites.deinitialize(count: code.sites.count)
        sites.deallocate()
    }

    /// One of the codes in it.
    func nested(_ index: Int, in workspace: Workspace) -> LoadedCode {
        if let found = nested[index] { return found }
        let made = LoadedCode(code.nested[index], of: cell, in: workspace, within: self)
        nested[index] = made
        return made
    }

    /// The function whose variable a register holds, for messages.
    func owner(ofRegister register: Int) -> String {
        let capture = register - parameterCount
        return captureOwners.indices.contains(capture) ? captureOwners[capture] : code.name
    }

    /// Whether a register holds a variable of a function around.
    func isCapture(_ register: Int) -> Bool { captureOwners.indices.contains(register - parameterCount) }
}

extension LoadedCode {
    /// Whether exceptions may lead on within it.
    var hasHandlers: Bool { !code.handlers.isEmpty }
    /// Its name; `<lambda>` for a lambda.
    public var name: String { code.name }
    /// Its parameters.
    public var parameters: Parameters { code.parameters }
    /// Its statements.
    public var body: Block { code.body }
    /// Whether a call gives a generator.
    package var isGenerator: Bool { code.isGenerator }
    /// The string at its head.
    public var docstring: String? { code.docstring }
    /// Where its name stands; all of a lambda.
    package var nameRange: SourceRange { code.nameRange }

    /// Where its statements stand in the cell's source.
    package var bodyRange: SourceRange {
        SourceRange(body.first?.range.start ?? nameRange.end, body.map(\.range.end).max() ?? nameRange.end)
    }

    /// The call that an instruction is, as the function and its arguments.
    private func call(at index: Int) -> (function: Expression?, nameRange: SourceRange, arguments: [Argument])? {
        guard case .expression(let expression) = code.node(at: index) else { return nil }
        switch expression.kind {
        case .call(let function, let arguments): return (function, function.range, arguments)
        case .command(let command): return (nil, command.nameRange, command.arguments)
        default: return nil
        }
    }

    /// Where an argument of the call at an instruction stands; that of number -1 is the value before the dot.
    func range(ofArgument argument: Int, at index: Int) -> SourceRange? {
        guard let call = call(at: index) else { return nil }
        if call.arguments.indices.contains(argument) { return call.arguments[argument].valueRange }
        guard argument == -1, case .attribute(let base, _, _)? = call.function?.kind else { return nil }
        return base.range
    }

    /// Where the keyword of an argument stands.
    func keywordRange(ofArgument argument: Int, at index: Int) -> SourceRange? {
        guard let arguments = call(at: index)?.arguments, arguments.indices.contains(argument),
            case .keyword(_, _, let range) = arguments[argument]
        else { return nil }
        return range
    }

    /// Where what is called stands, in the call at an instruction.
    func calleeRange(at index: Int) -> SourceRange? {
        guard let call = call(at: index) else { return nil }
        if case .attribute(_, _, let nameRange)? = call.function?.kind { return nameRange }
        return call.nameRange
    }

    /// The name by which the call at an instruction calls, if it is no more than a name.
    func calleeName(at index: Int) -> String? {
        guard case .expression(let expression) = code.node(at: index) else { return nil }
        switch expression.kind {
        case .call(let function, _): return if case .name(let name) = function.kind { name } else { nil }
        case .command(let command): return command.name
        default: return nil
        }
    }
}

extension Argument {
    /// Where its value stands.
    fileprivate var valueRange: SourceRange? {
        switch self {
        case .positional(let expression), .starred(let expression), .doubleStarred(let expression),
            .keyword(_, let expression, _):
            expression.range
        case .raw(_, let range), .source(_, let range): range
        }
    }
}
