public import Syntax

/// A function, a cell or a piece of source compiled to instructions, with the tables they refer to. It is immutable
/// and holds no runtime values.
public final class Code: Sendable {
    /// The kind of scope it was compiled from.
    public let kind: Scope.Kind
    /// The function's name; `<lambda>` for a lambda, empty otherwise.
    public let name: String
    /// The name qualified by the enclosing functions and classes, Python's `__qualname__`.
    public let qualifiedName: String
    /// The source range of the whole.
    public let range: SourceRange
    /// The source range of its name; for a lambda, the whole lambda.
    public let nameRange: SourceRange
    /// The parameters, which occupy the first registers.
    public let parameters: Parameters
    /// The docstring, if the body begins with a string.
    public let docstring: String?
    /// Its statements; for a lambda, the `return` of its value.
    public let body: Block
    /// The instructions; execution begins with the first.
    public let instructions: [Instruction]
    /// Literals that don't fit into an instruction.
    public let constants: [Constant]
    /// The names of globals and of variables that may be unassigned.
    public let names: [String]
    /// For each attribute access, the index of the attribute's name in `names`. Each access has its own entry, so
    /// that a machine can cache there what it found.
    public let sites: [Int]
    /// The arguments of the calls that have keywords or stars.
    public let shapes: [CallShape]
    /// The functions, lambdas and sources directly inside it.
    public let nested: [Code]
    /// The number of registers in a frame.
    public let registerCount: Int
    /// For each captured variable, the register of the enclosing code that holds its cell.
    public let captures: [Int]
    /// The names annotated in a class body, in order.
    public let annotations: [ClassDefinition.Annotation]
    /// The keywords after the bases of a class, in order.
    public let classKeywords: [String]
    /// Whether a call returns a generator.
    public let isGenerator: Bool
    /// Its variables, parameters first, for use in messages.
    public let locals: [Local]
    /// For a function, what it does with global names when called, including the functions inside it; empty for a
    /// cell.
    public let globalUse: GlobalUse
    /// For a cell, what each statement does with global names.
    public let statements: [StatementUse]
    /// The exception handlers, innermost first.
    public let handlers: [Handler]
    private let nodes: [Node]
    private let origins: [Origin]

    /// A variable and its register.
    public struct Local: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// The register that holds the variable or its cell.
        public var register: Int
        /// Whether the register holds a cell.
        public var isCell: Bool
    }

    /// Where control goes when part of the code raises an exception.
    public struct Handler: Sendable {
        /// The instructions that the handler guards.
        public var range: Range<Int>
        /// The handler's first instruction.
        public var target: Int
        /// The register that receives the exception.
        public var register: Int
    }

    /// The innermost handler that guards an instruction.
    ///
    /// - Returns: nil if an exception raised there leaves the code.
    public func handler(at index: Int) -> Handler? { handlers.first { $0.range.contains(index) } }

    /// A syntax tree node.
    public enum Node: Sendable {
        case statement(Statement)
        case expression(Expression)

        /// The node's source range.
        public var range: SourceRange {
            switch self {
            case .statement(let statement): statement.range
            case .expression(let expression): expression.range
            }
        }
    }

    /// The node, and the part of it, that an instruction was compiled from.
    struct Origin {
        var node: UInt32
        var part: UInt32
    }

    /// The syntax tree node that an instruction was compiled from; used only to report errors.
    public func node(at index: Int) -> Node { nodes[Int(origins[index].node)] }

    /// Which part of the node the instruction was compiled from: the link of a comparison, the argument of a call,
    /// the target of an assignment. 0 stands for the whole node.
    public func part(at index: Int) -> Int { Int(origins[index].part) }

    /// The commands that enclose an instruction, innermost first.
    public func commands(at index: Int) -> [(command: Command, range: SourceRange)] {
        let place = node(at: index).range
        return nodes.compactMap { node in
            guard case .expression(let expression) = node, case .command(let command) = expression.kind,
                node.range.start <= place.start, place.end <= node.range.end
            else { return nil }
            return (command, node.range)
        }.sorted { $0.range.end - $0.range.start < $1.range.end - $1.range.start }
    }

    init(_ head: Head, _ assembler: Assembler, registerCount: Int, locals: [Local]) {
        kind = head.kind
        name = head.name
        qualifiedName = head.qualifiedName.isEmpty ? head.name : head.qualifiedName
        range = head.range
        nameRange = head.nameRange
        parameters = head.parameters
        docstring = head.docstring
        body = head.body
        globalUse = head.globalUse
        statements = head.statements
        captures = head.captures
        annotations = head.annotations
        classKeywords = head.classKeywords
        isGenerator = assembler.instructions.first?.opcode == .makeGenerator
        instructions = assembler.instructions
        constants = assembler.constants
        names = assembler.names
        sites = assembler.sites
        shapes = assembler.shapes
        nested = assembler.nested
        handlers = assembler.handlers
        nodes = assembler.nodes
        origins = assembler.origins
        self.registerCount = registerCount
        self.locals = locals
    }

    /// What is known about a code before it is compiled.
    struct Head {
        var kind: Scope.Kind
        var name = ""
        var qualifiedName = ""
        var range: SourceRange
        var nameRange: SourceRange
        var parameters = Parameters([])
        var docstring: String?
        var body: Block = []
        var globalUse = GlobalUse()
        var statements: [StatementUse] = []
        var captures: [Int] = []
        var annotations: [ClassDefinition.Annotation] = []
        var classKeywords: [String] = []
    }
}

/// The arguments of a call that has keywords or stars, in order. Their values are in the registers after the
/// function's.
public struct CallShape: Sendable, Hashable {
    /// How an argument is passed.
    public enum Argument: Sendable, Hashable {
        case positional
        case keyword(String)
        /// `*values`; the register holds a list of them.
        case starred
        /// `**options`; the register holds a dictionary of them.
        case doubleStarred
    }

    /// The arguments.
    public var arguments: [Argument]
}

/// An error that stops a cell from being compiled.
public enum CompileError: Error, Sendable, Equatable {
    /// A function, or a cell's top level, has too many variables, names or nested calls for one frame.
    case tooLarge(SourceRange)
    /// A comprehension has too many nested loops.
    case tooDeep(SourceRange)
    /// A `nonlocal` name that no enclosing function has as a variable.
    case noVariableAround(String, SourceRange)

    /// The message for the user.
    public var diagnostic: Diagnostic {
        switch self {
        case .tooLarge(let range):
            Diagnostic(
                .error, "this is too large for one piece", range: range,
                notes: ["split it into functions or cells; one has room for 65,000 names and values"])
        case .tooDeep(let range):
            Diagnostic(
                .error, "this is nested too deeply", range: range,
                notes: ["a list comprehension may have 100 loops within each other"])
        case .noVariableAround(let name, let range):
            Diagnostic(
                .error, "no function around has a variable \(name)", range: range,
                notes: ["`global \(name)` names the workspace's own"])
        }
    }
}
