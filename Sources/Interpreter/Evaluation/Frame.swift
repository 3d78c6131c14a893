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

    /// The values that there are.
    var allValues: [Value] { values.compactMap(\.self) }

    /// Lets go of the values.
    mutating func releaseAll() {
        var items = values.compactMap(\.self)
        values = []
        Release.later(&items)
    }

    /// The names that have values.
    var keys: [String] { zip(names, values).filter { $0.1 != nil }.map(\.0) }
}
