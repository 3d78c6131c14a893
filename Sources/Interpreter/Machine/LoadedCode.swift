package import Compiler
public import Syntax

/// A code prepared for a workspace: its constants are values, its names are slots. It is made once per definition,
/// however often the definition runs.
public final class LoadedCode {
    /// The compiled code.
    package let code: Code
    /// The cell that contains its source.
    public let cell: Cell
    /// Its source text.
    package var source: String { SourceLines(cell.source).text(of: code.range) }
    /// Whether its cell belongs to a Python module.
    package let isOfPythonsModule: Bool
    /// The instructions.
    let instructions: UnsafeMutablePointer<Instruction>
    /// The constants.
    let constants: UnsafeMutablePointer<Value>
    /// The workspace slot of each name.
    let slots: UnsafeMutablePointer<Int>
    /// The built-in meaning of each name; unset until first used.
    let fallbacks: UnsafeMutablePointer<Value>
    /// The inline caches, one per attribute access.
    let sites: UnsafeMutablePointer<Site>
    /// The attribute name of each access.
    let attributeNames: [Text]
    /// The number of parameters.
    let parameterCount: Int
    /// The same, if each parameter takes one argument, by position or keyword; otherwise -1, which equals no argument
    /// count.
    let plainCount: Int
    /// The number of registers in a frame.
    let registerCount: Int
    /// For each captured variable, the function that owns it, for messages.
    private let captureOwners: [String]
    private var nested: [LoadedCode?]

    /// An inline cache: the result of an attribute lookup.
    struct Site {
        /// The method for receivers of a kind.
        var receiver: BuiltinTable.Receiver?
        var method: Builtin?
        /// The member of a module.
        var namespace: Namespace?
        var member = Value.unset
        /// The array attribute of this name; nil until it has been looked up.
        var attribute: Machine.TensorAttribute??
        /// The attribute for objects of a few layouts, the number of these entries, and the class version they are
        /// valid for.
        var accesses: UnsafeMutablePointer<ObjectAccess>?
        var accessCount = 0
        var version = -1
        /// The attribute of the class that was last accessed.
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

    /// One of the nested codes.
    func nested(_ index: Int, in workspace: Workspace) -> LoadedCode {
        if let found = nested[index] { return found }
        let made = LoadedCode(code.nested[index], of: cell, in: workspace, within: self)
        nested[index] = made
        return made
    }

    /// The function that owns the variable in a register, for messages.
    func owner(ofRegister register: Int) -> String {
        let capture = register - parameterCount
        return captureOwners.indices.contains(capture) ? captureOwners[capture] : code.name
    }

    /// Whether a register holds a variable of an enclosing function.
    func isCapture(_ register: Int) -> Bool { captureOwners.indices.contains(register - parameterCount) }
}

extension LoadedCode {
    /// Whether it has exception handlers.
    var hasHandlers: Bool { !code.handlers.isEmpty }
    /// Its name; `<lambda>` for a lambda.
    public var name: String { code.name }
    /// Its parameters.
    public var parameters: Parameters { code.parameters }
    /// Its statements.
    public var body: Block { code.body }
    /// Whether a call returns a generator.
    package var isGenerator: Bool { code.isGenerator }
    /// The docstring.
    public var docstring: String? { code.docstring }
    /// The source range of its name; for a lambda, the whole lambda.
    package var nameRange: SourceRange { code.nameRange }

    /// The source range of its statements.
    package var bodyRange: SourceRange {
        SourceRange(body.first?.range.start ?? nameRange.end, body.map(\.range.end).max() ?? nameRange.end)
    }

    /// The call at an instruction: the function and its arguments.
    private func call(at index: Int) -> (function: Expression?, nameRange: SourceRange, arguments: [Argument])? {
        guard case .expression(let expression) = code.node(at: index) else { return nil }
        switch expression.kind {
        case .call(let function, let arguments): return (function, function.range, arguments)
        case .command(let command): return (nil, command.nameRange, command.arguments)
        default: return nil
        }
    }

    /// The source range of an argument of the call at an instruction; argument -1 is the value before the dot.
    func range(ofArgument argument: Int, at index: Int) -> SourceRange? {
        guard let call = call(at: index) else { return nil }
        if call.arguments.indices.contains(argument) { return call.arguments[argument].valueRange }
        guard argument == -1, case .attribute(let base, _, _)? = call.function?.kind else { return nil }
        return base.range
    }

    /// The source range of an argument's keyword.
    func keywordRange(ofArgument argument: Int, at index: Int) -> SourceRange? {
        guard let arguments = call(at: index)?.arguments, arguments.indices.contains(argument),
            case .keyword(_, _, let range) = arguments[argument]
        else { return nil }
        return range
    }

    /// The source range of the callee of the call at an instruction.
    func calleeRange(at index: Int) -> SourceRange? {
        guard let call = call(at: index) else { return nil }
        if case .attribute(_, _, let nameRange)? = call.function?.kind { return nameRange }
        return call.nameRange
    }

    /// The name of the callee of the call at an instruction, if it is a bare name.
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
    /// The source range of its value.
    fileprivate var valueRange: SourceRange? {
        switch self {
        case .positional(let expression), .starred(let expression), .doubleStarred(let expression),
            .keyword(_, let expression, _):
            expression.range
        case .raw(_, let range), .source(_, let range): range
        }
    }
}
