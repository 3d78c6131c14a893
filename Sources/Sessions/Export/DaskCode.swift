internal import Syntax

enum DaskCode {
    static let head = ""
    static func source(of helper: PythonHelper) -> String? { nil }
    static func rowNames(in blocks: [Block], _ facts: ReplayFacts) -> Set<String> { [] }
}

extension PythonRewriter {
    mutating func settle(_ targets: [Expression], _ value: Expression, _ statement: Statement) {}
}
