public import Syntax

/// Compiles cells to instructions for a register machine.
///
/// Scopes are resolved first; one pass over the tree then emits the instructions. Registers are allocated as a stack:
/// a function's variables first, then temporaries.
public enum Compiler {
    /// Compiles the statements of a cell.
    ///
    /// - Throws: ``CompileError`` if the cell is too large for one frame, nests too many loops in a comprehension, or
    ///   has a `nonlocal` name without a variable.
    public static func compile(_ block: Block) throws(CompileError) -> Code {
        let scopes = Scopes(block)
        let head = Code.Head(
            kind: .cell, range: scopes.cell.range, nameRange: scopes.cell.range, body: block,
            statements: scopes.statements)
        return try CodeCompiler.compile(head, scopes.cell) { $0.topLevel(block) }
    }

    /// Compiles statements as the body of a function with the given parameters, so that part of a function can run
    /// alone.
    ///
    /// - Throws: ``CompileError``, as `compile(_:)` does.
    public static func compile(
        _ block: Block, as name: String, parameters: [String]
    ) throws(CompileError) -> Code {
        let range = SourceRange(block.first?.range.start ?? 0, block.last?.range.end ?? 0)
        let parameters = Parameters(
            parameters.map { Parameters.Parameter(name: $0, defaultValue: nil, range: range) })
        let definition = FunctionDefinition(
            name: name, nameRange: range, parameters: parameters, docstring: nil, body: block)
        let scopes = Scopes([Statement(.definition(definition), range)])
        guard let scope = scopes.cell.child(at: range) else {
            preconditionFailure("the analysis has seen the function")
        }
        let head = Code.Head(
            kind: name.isEmpty ? .source : .function, name: name, range: range, nameRange: range,
            parameters: parameters, body: block)
        return try CodeCompiler.compile(head, scope) { $0.functionBody(block) }
    }
}

/// Compiles the code of one frame.
struct CodeCompiler {
    var assembler: Assembler
    /// The current scope: the code's own, or that of a comprehension inside it.
    var scope: Scope
    /// Which variables are assigned at this point.
    var flow = Flow()
    /// The cleanups to run before control leaves the current statement, innermost last.
    var cleanups: [Cleanup] = []
    /// The loops around the current statement, innermost last.
    var loops: [Loop] = []
    /// Numbers loaded into registers before a loop.
    var loopConstants: [(constant: Constant, register: Int)] = []
    /// Whether the values of expression statements are shown.
    var showsValues = false
    /// An error found in this code or in one nested inside it.
    var failure: CompileError?

    /// The registers of variables, or of their cells.
    private(set) var registers: [Int: Int] = [:]
    private var locals: [Code.Local] = []
    /// The first free register.
    private(set) var nextRegister = 0
    private var firstTemporary = 0
    private var registerCount = 0

    /// The jump targets of `break` and `continue`.
    struct Loop {
        let onBreak: Assembler.Label
        let onContinue: Assembler.Label
        /// The number of cleanups around the loop.
        let cleanupCount: Int
    }

    /// A register that an instruction reads.
    struct Operand {
        let register: Int
        /// Whether nothing else reads the register.
        let isTemporary: Bool

        /// The flag if this is a temporary, otherwise no flags.
        func flag(_ flag: Instruction.Flags) -> Instruction.Flags { isTemporary ? flag : [] }
    }

    private init(_ scope: Scope, usesLongJumps: Bool) {
        assembler = Assembler(usesLongJumps: usesLongJumps)
        self.scope = scope
    }

    static func compile(
        _ head: Code.Head, _ scope: Scope, _ body: (inout CodeCompiler) -> Void
    ) throws(CompileError) -> Code {
        for usesLongJumps in [false, true] {
            var compiler = CodeCompiler(scope, usesLongJumps: usesLongJumps)
            compiler.enter()
            body(&compiler)
            compiler.assembler.link()
            if let failure = compiler.failure { throw failure }
            if compiler.assembler.jumpsTooFar { continue }
            guard !compiler.assembler.isTooLarge, compiler.registerCount < Int(Instruction.noRegister) else { break }
            return Code(
                head, compiler.assembler, registerCount: compiler.registerCount, locals: compiler.locals)
        }
        throw .tooLarge(head.range)
    }

    /// Assigns registers to the variables: parameters where the caller puts them, then the cells of enclosing
    /// functions, then the rest.
    private mutating func enter() {
        let parameters = scope.variables.filter(\.isParameter)
        for variable in parameters {
            place(variable)
            flow.assign(variable)
        }
        // The rest runs only when the first value is requested.
        if scope.isGenerator { assembler.emit(.makeGenerator) }
        if !scope.free.isEmpty {
            assembler.emit(.copyCaptures, nextRegister, scope.free.count)
            for variable in scope.free { place(variable) }
        }
        for variable in scope.variables where !variable.isParameter { place(variable) }
        for variable in scope.captured { makeCell(variable) }
        firstTemporary = nextRegister
    }

    /// Puts the cell of a captured variable into its register.
    mutating func makeCell(_ variable: Variable) {
        guard let register = registers[variable.address] else { return }
        // The cell of a parameter takes its value; any other cell is empty.
        assembler.emit(.makeCell, register, flags: variable.isParameter ? .takesA : [])
    }

    /// Assigns the next register to a variable.
    mutating func place(_ variable: Variable) {
        let register = allocate()
        registers[variable.address] = register
        // Programs cannot name the parameter of a generator expression.
        if variable.name.hasPrefix(".") { return }
        locals.append(Code.Local(name: variable.name, register: register, isCell: variable.isCaptured))
    }

    // MARK: - Registers

    /// Allocates consecutive registers.
    mutating func allocate(_ count: Int = 1) -> Int {
        let first = nextRegister
        nextRegister += count
        registerCount = max(registerCount, nextRegister)
        return first
    }

    /// Releases all registers from `mark` up.
    mutating func release(to mark: Int) { nextRegister = mark }

    /// Whether a register is the topmost temporary, so that a result can be built in place.
    func isScratch(_ register: Int) -> Bool { register == nextRegister - 1 && register >= firstTemporary }

    /// A register to build a result in: the target, if that is scratch.
    mutating func scratch(for target: Int) -> Int { isScratch(target) ? target : allocate() }

    /// Moves a finished result to its target.
    mutating func move(_ register: Int, to target: Int) {
        if register != target { assembler.emit(.move, target, register, flags: .takesB) }
    }

    // MARK: - Names

    /// Where a name's value is stored.
    enum Place {
        case register(Int, Variable)
        /// The register holds a cell.
        case cell(Int)
        case global
    }

    func place(of name: String) -> Place {
        guard let variable = scope.variable(name), let register = registers[variable.address] else {
            return .global
        }
        return variable.isCaptured ? .cell(register) : .register(register, variable)
    }

    /// Loads the value of a name.
    mutating func load(_ name: String, into target: Int) {
        switch place(of: name) {
        case .register(let register, let variable):
            if variable.scope.kind == .classBody, !flow.isAssigned(variable) {
                // A name the class has not bound yet may be global.
                assembler.emit(.loadClassName, target, register, assembler.index(of: name))
                return
            }
            check(variable, in: register)
            assembler.emit(.move, target, register)
        case .cell(let register): assembler.emit(.loadCell, target, register, assembler.index(of: name))
        case .global: assembler.emit(.loadGlobal, target, assembler.index(of: name))
        }
    }

    /// Emits a check that a variable is assigned, unless that is certain.
    mutating func check(_ variable: Variable, in register: Int) {
        if flow.isAssigned(variable) { return }
        assembler.emit(.checkLocal, register, assembler.index(of: variable.name))
        flow.assign(variable)
    }

    /// `name = value`.
    mutating func store(_ value: Operand, to name: String) {
        switch place(of: name) {
        case .register(let register, let variable):
            assembler.emit(.move, register, value.register, flags: value.flag(.takesB))
            flow.assign(variable)
        case .cell(let register): assembler.emit(.storeCell, register, value.register, flags: value.flag(.takesB))
        case .global:
            assembler.emit(.storeGlobal, value.register, assembler.index(of: name), flags: value.flag(.takesA))
        }
    }

    /// The register of a variable that is not in a cell, so that a new value can be computed there.
    func register(of name: String) -> (register: Int, variable: Variable)? {
        if case .register(let register, let variable) = place(of: name) { (register, variable) } else { nil }
    }
}

/// The variables that are certainly assigned at the current point in a code.
///
/// Variables that some `del` deletes are never included. For all others the set only grows along a path, so what
/// holds before a loop holds inside it.
struct Flow {
    private var assigned: Set<Int> = []
    /// Whether the current point is reachable.
    private(set) var isReachable = true

    func isAssigned(_ variable: Variable) -> Bool { assigned.contains(variable.address) }

    mutating func assign(_ variable: Variable) {
        if !variable.isDeleted { assigned.insert(variable.address) }
    }

    /// Marks the current point as unreachable.
    mutating func end() { isReachable = false }

    /// Merges the flow of another path that leads here.
    mutating func merge(_ other: Flow) {
        if !other.isReachable { return }
        if isReachable { assigned.formIntersection(other.assigned) } else { self = other }
    }
}
