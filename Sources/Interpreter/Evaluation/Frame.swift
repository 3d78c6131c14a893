internal import Syntax

/// One activation of a function: its names while it runs.
package struct Frame {
    let id: FrameID
    let code: FunctionCode
    package var locals: LocalNames
    /// The function around it.
    let outer: ScopeReference?
    /// Whether a function was made in it, so that its names must outlive it.
    var madeFunctions = false
    /// The parameters whose argument it changed in place, in order.
    var changedParameters: [String] = []
    /// The parameters that no longer hold what the caller gave, because they were assigned.
    var reassignedParameters: [String] = []
    /// Whether it is a comprehension, whose assignments are its own and whose other names are its parent's.
    var isComprehension: Bool

    package init(
        id: FrameID, code: FunctionCode, locals: LocalNames, outer: ScopeReference?, isComprehension: Bool = false
    ) {
        self.id = id
        self.code = code
        self.locals = locals
        self.outer = outer
        self.isComprehension = isComprehension
    }

    /// Remembers that a parameter no longer holds what the caller gave.
    package mutating func noteReassigned(_ name: String) {
        if isUntouchedParameter(name) { reassignedParameters.append(name) }
    }

    /// Whether a name is a parameter that still holds what the caller gave.
    func isUntouchedParameter(_ name: String) -> Bool {
        code.parameters.parameters.contains { $0.name == name } && !reassignedParameters.contains(name)
    }
}

/// How a statement ended.
package enum ControlFlow {
    case normal, broke, continued
    case returned(Value)
}
