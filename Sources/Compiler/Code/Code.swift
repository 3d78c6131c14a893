public import Syntax

/// A function, a cell or a piece of source as instructions, with the tables that they refer to. It never changes, and
/// holds no values of a program.
public final class Code: Sendable {
    /// What it was made of.
    public let kind: Scope.Kind
    /// The function's name; `<lambda>` for a lambda, empty otherwise.
    public let name: String
    /// Its name behind those of the functions and classes around it.
    public let qualifiedName: String
    /// Where it stands.
    public let range: SourceRange
    /// Where its name stands; all of a lambda.
    public let nameRange: SourceRange
    /// The parameters; the first registers hold them.
    public let parameters: Parameters
    /// The string at its head.
    public let docstring: String?
    /// Its statements; of a lambda the `return` of its value.
    public let body: Block
    /// What is carried out, from the first on.
    public let instructions: [Instruction]
    /// Literals that don't fit into an instruction.
    public let constants: [Constant]
    /// The names of globals and of variables that may be unassigned.
    public let names: [String]
    /// For each access to an attribute the place of its name among `names`; each access has one of its own, so that a
    /// machine can remember there what it found.
    public let sites: [Int]
    /// The arguments of the calls that have keywords or stars.
    public let shapes: [CallShape]
    /// The functions, lambdas and sources in it.
    public let nested: [Code]
    /// How many registers a frame has.
    public let registerCount: Int
    /// For each of its captured variables the register of the code around it where the cell is.
    public let captures: [Int]
    /// The names annotated in the body of a class, in order.
    public let annotations: [ClassDefinition.Annotation]
    /// The keywords behind the bases of a class, in order.
    public let classKeywords: [String]
    /// Whether a call gives a generator, which runs it.
    public let isGenerator: Bool
    /// Its variables, for messages: parameters first.
    public let locals: [Local]
    /// For a function what it does with global names when it is called, functions in it included; for a cell nothing.
    public let globalUse: GlobalUse
    /// For a cell what each of its statements does with global names.
    public let statements: [StatementUse]
    /// Where exceptions lead, the innermost first.
    public let handlers: [Handler]
    private let nodes: [Node]
    private let origins: [Origin]

    /// A variable and where it is.
    public struct Local: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// The register that holds it, or its cell.
        public var register: Int
        /// Whether the register holds a cell.
        public var isCell: Bool
    }

    /// Where an exception leads that arises in a part of the code.
    public struct Handler: Sendable {
        /// The instructions that it guards.
        public var range: Range<Int>
        /// The instruction that follows.
        public var target: Int
        /// The register that takes the exception.
        public var register: Int
    }

    /// Where an exception leads that arises at an instruction; nil if it leaves the code.
    public func handler(at index: Int) -> Handler? { handlers.first { $0.range.contains(index) } }

    /// A part of the tree.
    public enum Node: Sendable {
        case statement(Statement)
        case expression(Expression)

        /// Where it stands.
        public var range: SourceRange {
            switch self {
            case .statement(let statement): statement.range
            case .expression(let expression): expression.range
            }
        }
    }

    /// What an instruction was made for.
    struct Origin {
        var node: UInt32
        var part: UInt32
    }

    /// The part of the tree that an instruction was made for; asked only when an error is told.
    public func node(at index: Int) -> Node { nodes[Int(origins[index].node)] }

    /// Which part of the node it was made for: the link of a comparison, the argument of a call, the target of an
    /// assignment; 0 if the node says it all.
    public func part(at index: Int) -> Int { Int(origins[index].part) }

    /// The commands around an instruction, the innermost first.
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

    /// What is known of a code before it is compiled.
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

/// The arguments of a call that has keywords or stars, in order; their values lie in registers behind the function's.
public struct CallShape: Sendable, Hashable {
    /// How an argument is given.
    public enum Argument: Sendable, Hashable {
        case positional
        case keyword(String)
        /// `*values`; the register holds them as a list.
        case starred
        /// `**options`; the register holds them as a dictionary.
        case doubleStarred
    }

    /// The arguments.
    public var arguments: [Argument]
}

/// A program that is too large for the machine.
public enum CompileError: Error, Sendable, Equatable {
    /// A function, or the top level of a cell, has too many variables, names or nested calls for one frame.
    case tooLarge(SourceRange)
    /// A list comprehension has too many loops within each other.
    case tooDeep(SourceRange)
    /// A `nonlocal` for which no function around has a variable.
    case noVariableAround(String, SourceRange)

    /// What is told.
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
