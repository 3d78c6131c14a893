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
    mutating func noteReassigned(_ name: String) {
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

/// The names of one function's activation, by slot.
///
/// A function's own names are known before it runs, and there are few of them: to compare a name with each is quicker
/// than to hash it.
package struct LocalNames {
    /// The function's names; those of a comprehension grow as it assigns them.
    private(set) var names: [String]
    private var values: [Value?]

    init(names: [String]) {
        self.names = names
        self.values = Array(repeating: nil, count: names.count)
    }

    /// The slot of a name; nil if it isn't one of the function's own.
    @inline(__always)
    func slot(of name: String) -> Int? {
        for index in 0..<names.count where names[index] == name { return index }
        return nil
    }

    /// The value of a name; nil if it has none yet or isn't one of these.
    package subscript(name: String) -> Value? {
        get { slot(of: name).flatMap { values[$0] } }
        set {
            if let slot = slot(of: name) {
                values[slot] = newValue
            } else if newValue != nil {
                names.append(name)
                values.append(newValue)
            }
        }
    }

    subscript(slot slot: Int) -> Value? {
        get { values[slot] }
        set { values[slot] = newValue }
    }

    /// The names that have values, with them.
    var dictionary: [String: Value] {
        var result: [String: Value] = [:]
        for (name, value) in zip(names, values) { result[name] = value }
        return result
    }

    /// The names that have values.
    var keys: [String] { zip(names, values).filter { $0.1 != nil }.map(\.0) }
}
