internal import Syntax

/// One activation of a function, while it runs.
package struct Frame {
    let code: FunctionCode
    /// Its names, which functions made in it share.
    package let scope: Scope
    /// Whether it is a comprehension, whose assignments are its own and whose other names are its parent's.
    let isComprehension: Bool

    package init(code: FunctionCode, scope: Scope, isComprehension: Bool = false) {
        self.code = code
        self.scope = scope
        self.isComprehension = isComprehension
    }
}

/// How a statement ended.
package enum ControlFlow {
    case normal, broke, continued
    case returned(Value)
}
