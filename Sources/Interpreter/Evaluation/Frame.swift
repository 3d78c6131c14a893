/// One activation of a function: its names while it runs.
struct Frame {
    let id: FrameID
    let code: FunctionCode
    var locals: [String: Value]
    /// The function around it.
    let outer: ScopeReference?
    /// Whether a function was made in it, so that its names must outlive it.
    var madeFunctions = false
    /// The parameters whose argument it changed in place, in order.
    var changedParameters: [String] = []
    /// The parameters that still hold what the caller gave.
    var untouchedParameters: Set<String>
    /// Whether it is a comprehension, whose assignments are its own and whose other names are its parent's.
    var isComprehension = false
}

/// How a statement ended.
enum Completion {
    case normal, broke, continued
    case returned(Value)
}
