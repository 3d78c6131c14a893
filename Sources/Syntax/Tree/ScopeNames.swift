/// Which names a function's body assigns, declares global and returns, found before it runs, as Python does.
public struct ScopeNames {
    /// The names that it assigns.
    public private(set) var assigned: Set<String> = []
    /// The names that it declares `global`.
    public private(set) var global: Set<String> = []
    /// The names that stand in one of its `return` expressions.
    public private(set) var returned: Set<String> = []

    /// The names that are its own.
    public var local: Set<String> { assigned.subtracting(global) }

    /// The names of a function, its parameters among them.
    public init(_ definition: FunctionDefinition) {
        self.init(definition.body)
        assigned.formUnion(definition.parameters.parameters.map(\.name))
    }

    /// The names of statements that aren't a whole function.
    public init(_ block: Block) {
        block.forEachStatement { statement in
            assigned.formUnion(statement.setNames)
            switch statement.kind {
            case .delete(let targets): assigned.formUnion(targets.flatMap(\.targetNames))
            case .global(let names): global.formUnion(names)
            case .importNumPy(let alias): assigned.insert(alias)
            case .return(let value?):
                let items = if case .tuple(let items) = value.kind { items } else { [value] }
                for case .name(let name) in items.map(\.kind) { returned.insert(name) }
            default: break
            }
        }
    }
}
