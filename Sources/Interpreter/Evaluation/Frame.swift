internal import Syntax

/// One activation of a function: its names while it runs.
struct Frame {
    let id: FrameID
    let code: FunctionCode
    var locals: LocalNames
    /// The function around it.
    let outer: ScopeReference?
    /// Whether a function was made in it, so that its names must outlive it.
    var madeFunctions = false
    /// The parameters whose argument it changed in place, in order.
    var changedParameters: [String] = []
    /// The parameters that no longer hold what the caller gave, because they were assigned.
    var reassignedParameters: [String] = []
    /// Whether it is a comprehension, whose assignments are its own and whose other names are its parent's.
    var isComprehension = false

    /// Remembers that a parameter no longer holds what the caller gave.
    mutating func noteReassigned(_ name: String) {
        if isUntouchedParameter(name) { reassignedParameters.append(name) }
    }

    /// Whether a name is a parameter that still holds what the caller gave.
    func isUntouchedParameter(_ name: String) -> Bool {
        code.parameters.parameters.contains { $0.name == name } && !reassignedParameters.contains(name)
    }
}

/// How a statement ended.
enum ControlFlow {
    case normal, broke, continued
    case returned(Value)
}
