internal import Compiler
internal import Syntax

/// A module of Python's that is written in Python.
package struct SourceModule: Sendable {
    private let text: @Sendable () -> String
    /// What its source sees besides Python's own names, and nobody else does.
    let helpers: [Builtin]

    /// Whether what its functions give isn't shown where it stands alone: parts of figures.
    let isQuiet: Bool

    package init(
        _ source: @autoclosure @escaping @Sendable () -> String, helpers: [Builtin] = [], isQuiet: Bool = false
    ) {
        (text, self.helpers, self.isQuiet) = (source, helpers, isQuiet)
    }

    /// What is in it.
    var source: String { text() }
}

/// The source of a module as the body of a function: its names are variables, which the functions in it share, and what
/// it reads of Python's own comes as parameters. So nothing in it sees the names of the workspace.
struct ModuleBody {
    let code: Code
    /// The names that come as parameters.
    let parameters: [String]

    /// By this name a function is known to be a module's body.
    static let name = Scope.moduleName

    /// - Parameter isKnown: whether a name is given to the module where it doesn't set it itself.
    init(_ block: Block, isKnown: (String) -> Bool) throws(CompileError) {
        var reader = NameReader()
        reader.read(block)
        let bound = ScopeNames(block).assigned
        let free = reader.names.union(reader.globals).subtracting(bound)
        parameters = free.filter(isKnown).sorted()
        // What nothing sets is a variable without a value, and no name of the workspace.
        let unset = free.subtracting(parameters).sorted()
        var body = Self.withoutGlobals(block, isTop: true)
        if !unset.isEmpty {
            let range = block.last?.range ?? SourceRange(0, 0)
            let never = Expression(.constant(.bool(false)), range)
            let targets = unset.map { Expression(.name($0), range) }
            let setting = Statement(.assignment(targets: targets, value: never), range)
            body.append(
                Statement(.conditional([ConditionalBranch(condition: never, body: [setting])], otherwise: []), range))
        }
        code = try Compiler.compile(body, as: Self.name, parameters: parameters)
    }

    /// Which names are read anywhere in a module, and which its functions declare global.
    private struct NameReader {
        var names: Set<String> = []
        var globals: Set<String> = []

        mutating func read(_ block: Block) {
            for statement in block {
                for expression in statement.expressions { expression.collectNames(into: &names) }
                for block in statement.blocks { read(block) }
                switch statement.kind {
                case .definition(let definition): read(definition.body)
                case .classDefinition(let definition): read(definition.body)
                case .global(let declared): globals.formUnion(declared)
                default: break
                }
            }
        }
    }

    /// The statements of a module, in whose functions a global name is one of the function around.
    private static func withoutGlobals(_ block: Block, isTop: Bool) -> Block {
        block.map { statement in
            var statement = statement
            statement.kind = withoutGlobals(statement.kind, isTop)
            return statement
        }
    }

    private static func withoutGlobals(_ kind: Statement.Kind, _ isTop: Bool) -> Statement.Kind {
        func inner(_ block: Block) -> Block { withoutGlobals(block, isTop: isTop) }
        switch kind {
        case .global(let names): return isTop ? .pass : .nonlocal(names)
        case .definition(var definition):
            definition.body = withoutGlobals(definition.body, isTop: false)
            return .definition(definition)
        case .classDefinition(var definition):
            definition.body = withoutGlobals(definition.body, isTop: false)
            return .classDefinition(definition)
        case .forLoop(let target, let iterable, let body, let otherwise):
            return .forLoop(target: target, iterable: iterable, body: inner(body), otherwise: inner(otherwise))
        case .whileLoop(let condition, let body, let otherwise):
            return .whileLoop(condition: condition, body: inner(body), otherwise: inner(otherwise))
        case .conditional(let branches, let otherwise):
            let branches = branches.map { ConditionalBranch(condition: $0.condition, body: inner($0.body)) }
            return .conditional(branches, otherwise: inner(otherwise))
        case .match(let subject, var cases):
            for index in cases.indices { cases[index].body = inner(cases[index].body) }
            return .match(subject: subject, cases: cases)
        case .with(let items, let body): return .with(items, body: inner(body))
        case .tryBlock(var block):
            block.body = inner(block.body)
            for index in block.handlers.indices { block.handlers[index].body = inner(block.handlers[index].body) }
            block.otherwise = inner(block.otherwise)
            block.final = inner(block.final)
            return .tryBlock(block)
        default: return kind
        }
    }

    /// The names that stand anywhere in a module to be read.
    static func namesRead(in block: Block) -> Set<String> {
        var reader = NameReader()
        reader.read(block)
        return reader.names
    }

    /// Whether a module takes all names of another, which a function can't.
    static func takesAll(_ block: Block) -> Bool {
        var found = false
        block.forEachStatement { statement in
            guard let importation = statement.importation, !importation.isOfFuture else { return }
            found = found || importation.takesAll
        }
        return found
    }
}
