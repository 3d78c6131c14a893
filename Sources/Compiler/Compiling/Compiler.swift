public import Syntax

/// Turns a cell into instructions for a register machine.
///
/// Scopes are found first; then one pass over the tree writes the instructions. Registers are given out as a stack: the
/// variables of a function first, and above them what is being computed.
public enum Compiler {
    /// Compiles the statements of a cell.
    ///
    /// - Throws: if it is too large for one frame.
    public static func compile(_ block: Block) throws(CompileError) -> Code {
        let scopes = Scopes(block)
        let head = Code.Head(
            kind: .cell, range: scopes.cell.range, nameRange: scopes.cell.range, body: block,
            statements: scopes.statements)
        return try CodeCompiler.compile(head, scopes.cell) { $0.topLevel(block) }
    }

    /// Compiles statements as the body of a function that has these parameters, to run a part of one by itself.
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

/// Compiles what runs in one frame.
struct CodeCompiler {
    var assembler: Assembler
    /// The scope that is being compiled: the code's own, or a comprehension's within it.
    var scope: Scope
    /// Which variables have a value here.
    var flow = Flow()
    /// What is to be done before the statement that is being compiled is left, innermost last.
    var cleanups: [Cleanup] = []
    /// The loops around the statement that is being compiled, innermost last.
    var loops: [Loop] = []
    /// Numbers that were put into registers before a loop.
    var loopConstants: [(constant: Constant, register: Int)] = []
    /// Whether the values of expression statements are shown.
    var showsValues = false
    /// What was wrong in a code within.
    var failure: CompileError?

    /// The registers of variables, or of their cells.
    private(set) var registers: [ObjectIdentifier: Int] = [:]
    private var locals: [Code.Local] = []
    /// The first register that is free.
    private(set) var nextRegister = 0
    private var firstTemporary = 0
    private var registerCount = 0

    /// Where `break` and `continue` lead.
    struct Loop {
        let onBreak: Assembler.Label
        let onContinue: Assembler.Label
        /// How many cleanups stand around it.
        let cleanupCount: Int
    }

    /// A register that an instruction reads.
    struct Operand {
        let register: Int
        /// Whether nothing else reads it.
        let isTemporary: Bool

        /// A flag that is set if it is a temporary.
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

    /// Gives the variables their registers: parameters where the caller puts them, then the cells of functions around,
    /// then the rest.
    private mutating func enter() {
        let parameters = scope.variables.filter(\.isParameter)
        for variable in parameters {
            place(variable)
            flow.assign(variable)
        }
        // What follows waits until a value is asked for.
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
        guard let register = registers[ObjectIdentifier(variable)] else { return }
        // A parameter's value goes into its cell; another's is empty.
        assembler.emit(.makeCell, register, flags: variable.isParameter ? .takesA : [])
    }

    /// Gives a variable the next register.
    mutating func place(_ variable: Variable) {
        let register = allocate()
        registers[ObjectIdentifier(variable)] = register
        // No program can name the parameter of a generator expression.
        if variable.name.hasPrefix(".") { return }
        locals.append(Code.Local(name: variable.name, register: register, isCell: variable.isCaptured))
    }

    // MARK: - Registers

    /// Takes registers from the stack.
    mutating func allocate(_ count: Int = 1) -> Int {
        let first = nextRegister
        nextRegister += count
        registerCount = max(registerCount, nextRegister)
        return first
    }

    /// Gives all registers from `mark` on back.
    mutating func release(to mark: Int) { nextRegister = mark }

    /// Whether a register is the uppermost temporary: what is computed for it may be built up there.
    func isScratch(_ register: Int) -> Bool { register == nextRegister - 1 && register >= firstTemporary }

    /// A register to build something up in: the one that it is meant for, if that is scratch.
    mutating func scratch(for target: Int) -> Int { isScratch(target) ? target : allocate() }

    /// Moves what was built up to where it is meant for.
    mutating func move(_ register: Int, to target: Int) {
        if register != target { assembler.emit(.move, target, register, flags: .takesB) }
    }

    // MARK: - Names

    /// Where a name's value is.
    enum Place {
        case register(Int, Variable)
        /// The register holds a cell.
        case cell(Int)
        case global
    }

    func place(of name: String) -> Place {
        guard let variable = scope.variable(name), let register = registers[ObjectIdentifier(variable)] else {
            return .global
        }
        return variable.isCaptured ? .cell(register) : .register(register, variable)
    }

    /// Loads a name's value; the expression is where it stands.
    mutating func load(_ name: String, into target: Int) {
        switch place(of: name) {
        case .register(let register, let variable):
            if variable.scope.kind == .classBody, !flow.isAssigned(variable) {
                // What a class hasn't yet may be global.
                assembler.emit(.loadClassName, target, register, assembler.index(of: name))
                return
            }
            check(variable, in: register)
            assembler.emit(.move, target, register)
        case .cell(let register): assembler.emit(.loadCell, target, register, assembler.index(of: name))
        case .global: assembler.emit(.loadGlobal, target, assembler.index(of: name))
        }
    }

    /// Makes sure that a variable has a value, where that isn't certain.
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

    /// The register of a variable that lives in one, to write its new value there.
    func register(of name: String) -> (register: Int, variable: Variable)? {
        if case .register(let register, let variable) = place(of: name) { (register, variable) } else { nil }
    }
}

/// Which variables certainly have a value, at the place in a code that is being compiled.
///
/// Variables that some `del` takes away never count. For the others the set only grows along a way, so that what holds
/// before a loop holds in it.
struct Flow {
    private var assigned: Set<ObjectIdentifier> = []
    /// Whether anything leads here.
    private(set) var isReachable = true

    func isAssigned(_ variable: Variable) -> Bool { assigned.contains(ObjectIdentifier(variable)) }

    mutating func assign(_ variable: Variable) {
        if !variable.isDeleted { assigned.insert(ObjectIdentifier(variable)) }
    }

    /// Nothing leads here.
    mutating func end() { isReachable = false }

    /// Another way leads here too.
    mutating func merge(_ other: Flow) {
        if !other.isReachable { return }
        if isReachable { assigned.formIntersection(other.assigned) } else { self = other }
    }
}
