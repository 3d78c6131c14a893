internal import Syntax

/// Which statements' values a cell reads as `_`: only those need to be kept under that name.
struct LastShown {
    /// A top-level statement.
    struct Place: Hashable {
        var cell: Int
        var offset: Int
    }

    /// Whether `_` is read anywhere.
    private(set) var isRead = false
    private var places: Set<Place> = []
    /// Whether it is read where it isn't known which statement came before.
    private var isReadAnywhere = false

    init(_ blocks: [(cell: Int, block: Block)], isUser: Bool, canTravel: Bool, mayBeNone: (Expression) -> Bool) {
        guard !isUser else { return }
        // What may be the value shown last when the next statement begins.
        var candidates: Set<Place> = []
        for (cell, block) in blocks {
            block.forEachFunction { if Self.reads($0.body) { (isRead, isReadAnywhere) = (true, true) } }
            for statement in block {
                if Self.reads([statement]) {
                    isRead = true
                    places.formUnion(candidates)
                }
                guard case .expression(let expression, _) = statement.kind else { continue }
                if !mayBeNone(expression) { candidates = [] }
                candidates.insert(Place(cell: cell, offset: statement.range.start))
            }
        }
        if isRead, canTravel { isReadAnywhere = true }
    }

    /// Whether the value of a statement is read.
    func reads(_ cell: Int, _ offset: Int) -> Bool {
        isRead && (isReadAnywhere || places.contains(Place(cell: cell, offset: offset)))
    }

    private static func reads(_ block: Block) -> Bool {
        var reads = false
        block.forEachStatement { statement in
            for expression in statement.expressions {
                expression.forEachExpression { inner in
                    if case .name("_") = inner.kind { reads = true }
                    if inner.called?.arguments.compactMap(\.source).contains(where: Self.reads) == true { reads = true }
                }
            }
        }
        return reads
    }
}
