internal import Compiler
internal import Syntax

/// A Python module written in Python.
package struct SourceModule: Sendable {
    private let text: @Sendable () -> String
    /// The helper functions that only its source can see.
    let helpers: [Builtin]

    /// Whether results of its functions are not shown as expression statements: parts of figures.
    let isQuiet: Bool

    package init(
        _ source: @autoclosure @escaping @Sendable () -> String, helpers: [Builtin] = [], isQuiet: Bool = false
    ) {
        (text, self.helpers, self.isQuiet) = (source, helpers, isQuiet)
    }

    /// The source text.
    var source: String { text() }
}

/// A module's source as the body of a function. Its names are variables that its functions share, and the built-ins
/// it reads are parameters, so that it sees no names of the workspace.
struct ModuleBody {
    let code: Code
    /// The names passed as parameters.
    let parameters: [String]

    /// The name that identifies a function as a module's body.
    static let name = Scope.moduleName

    /// - Parameter isKnown: whether a name that the module does not set itself is passed to it.
    init(_ block: Block, isKnown: (String) -> Bool) throws(CompileError) {
        var reader = NameReader()
        reader.read(block)
        let bound = ScopeNames(block).assigned
        let free = reader.names.union(reader.globals).subtracting(bound)
        parameters = free.filter(isKnown).sorted()
        // Names that nothing sets become unset variables, not names of the workspace.
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

    /// The names read anywhere in a module, and those that its functions declare global.
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

    /// The statements of a module, with global declarations in functions turned into nonlocal ones.
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

    /// The names read anywhere in a module.
    static func namesRead(in block: Block) -> Set<String> {
        var reader = NameReader()
        reader.read(block)
        return reader.names
    }

    /// Whether a module imports all names of another, which is not allowed in a function.
    static func takesAll(_ block: Block) -> Bool {
        var found = false
        block.forEachStatement { statement in
            guard let importation = statement.importation, !importation.isOfFuture else { return }
            found = found || importation.takesAll
        }
        return found
    }
}
