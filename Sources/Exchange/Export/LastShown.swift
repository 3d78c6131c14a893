internal import Syntax

/// Finds the statements whose values are read as `_`: only these need to be assigned to that name.
struct LastShown {
    /// A top-level statement.
    struct Place: Hashable {
        var cell: Int
        var offset: Int
    }

    /// Whether `_` is read anywhere.
    private(set) var isRead = false
    private var places: Set<Place> = []
    /// Whether `_` is read where the preceding statement is unknown.
    private var isReadAnywhere = false

    init(_ blocks: [(cell: Int, block: Block)], isUser: Bool, canTravel: Bool, mayBeNone: (Expression) -> Bool) {
        guard !isUser else { return }
        // The statements that may have shown the last value when the next statement begins.
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
