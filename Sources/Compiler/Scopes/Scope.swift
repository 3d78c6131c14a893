public import Syntax

/// A part of a program with its own names: a cell, function, lambda, class body or comprehension.
///
/// A scope that runs in a frame of its own is a *code*. A comprehension runs in the registers of the enclosing code.
/// Names at a cell's top level are global, so a cell has no variables.
public final class Scope {
    /// The kinds of scopes.
    public enum Kind: Sendable {
        case cell, function, lambda
        /// A class body: a code whose names are invisible to the scopes inside it.
        case classBody
        /// A comprehension that makes a list, dictionary or set.
        case comprehension
        /// A generator expression: a function of its first iterable, `.0`.
        case generator
        /// The rest of a command's line. Its assignments bind names in the enclosing scope.
        case source

        /// Whether it runs in a frame of its own.
        public var hasOwnCode: Bool { self != .comprehension }
    }

    /// The kind.
    public let kind: Kind
    /// The name of the function or class.
    public internal(set) var name = ""
    /// The source range of the whole, which identifies it among its siblings.
    public let range: SourceRange
    /// The enclosing scope.
    public unowned let parent: Scope?
    /// The scopes directly inside it, in order of evaluation.
    public internal(set) var children: [Scope] = []
    /// The variables bound in it: parameters first, then in order of first assignment.
    public private(set) var variables: [Variable] = []
    /// The variables of scopes outside its code that the code or one nested in it uses, in order of first use. Empty
    /// unless the scope has its own code.
    public private(set) var free: [Variable] = []
    /// The names declared `global`.
    public private(set) var globals: Set<String> = []
    /// Whether it is a generator: a generator expression, or a function or lambda that contains `yield`.
    public internal(set) var isGenerator = false
    /// The names declared `nonlocal`.
    private var nonlocals: Set<String> = []
    /// What it does with names, in order of evaluation.
    var mentions: [Mention] = []
    private var bound: [String: Variable] = [:]
    private var nextChild = 0

    /// One use of a name, or one child scope.
    enum Mention {
        /// A read, with the function that is called by that name, if any.
        case read(String, CalledFunction?)
        case set(String)
        case delete(String)
        /// A child scope; `isDeferred` if it runs only when the function that it defines is called.
        case child(Scope, isDeferred: Bool)
    }

    init(_ kind: Kind, _ range: SourceRange, in parent: Scope?) {
        self.kind = kind
        self.range = range
        self.parent = parent
    }

    /// The nearest scope with its own code: itself or an enclosing one.
    public var codeScope: Scope { kind.hasOwnCode ? self : parent?.codeScope ?? self }

    /// The name qualified by the enclosing functions and classes, Python's `__qualname__`.
    public var qualifiedName: String {
        let own = kind == .lambda ? "<lambda>" : kind == .generator ? "<genexpr>" : name
        var outer = parent
        while let scope = outer, scope.kind == .comprehension || scope.kind == .source { outer = scope.parent }
        guard let outer, outer.kind != .cell, outer.name != Self.moduleName else { return own }
        return outer.qualifiedName + (outer.kind == .classBody ? "." : ".<locals>.") + own
    }

    /// The scope in which assignments bind names.
    private var bindingScope: Scope { kind == .source ? parent?.bindingScope ?? self : self }

    /// Its own variables that inner functions use.
    public var captured: [Variable] { variables.filter(\.isCaptured) }

    /// Resolves a name.
    ///
    /// - Returns: a variable of this scope or an enclosing one; nil for a global or built-in name, which is found
    ///   only at run time.
    public func variable(_ name: String) -> Variable? {
        var scope: Scope? = self
        while let current = scope {
            // Names bound in a class are visible only there, but its functions see the class itself.
            if current.kind != .classBody || current === self || name == Self.ownClass,
                let found = current.bound[name]
            {
                return found
            }
            if current.globals.contains(name) { return nil }
            scope = current.parent
        }
        return nil
    }

    /// The name of the function that represents a module's body.
    public static let moduleName = "<module>"

    /// The name by which a class's functions refer to it, for `super`.
    public static let ownClass = "__class__"

    /// The direct child scope with a given source range.
    public func child(at range: SourceRange) -> Scope? {
        // Children are requested nearly in order.
        for step in children.indices {
            let index = (nextChild + step) % children.count
            if children[index].range == range {
                nextChild = index + 1
                return children[index]
            }
        }
        return nil
    }

    // MARK: - Building

    /// Binds a name. From then on it is a variable of the scope, unless the scope is a cell or declares it `global`
    /// or `nonlocal`.
    func bind(_ name: String, isParameter: Bool = false) {
        let scope = bindingScope
        if scope.kind == .cell || scope.globals.contains(name) || scope.nonlocals.contains(name) { return }
        if scope.bound[name] != nil { return }
        let variable = Variable(name, isParameter: isParameter, in: scope)
        scope.bound[name] = variable
        scope.variables.append(variable)
    }

    /// Declares a name of the scope `global`.
    func declareGlobal(_ name: String) { bindingScope.globals.insert(name) }

    /// Declares a name of the scope `nonlocal`.
    func declareNonlocal(_ name: String) { bindingScope.nonlocals.insert(name) }

    /// The nearest scope that is not a comprehension or generator expression.
    var functionScope: Scope {
        kind == .comprehension || kind == .generator ? parent?.functionScope ?? self : self
    }

    /// Marks the variables of enclosing codes that this scope and its descendants use as captured.
    func resolve() {
        var seen: Set<String> = []
        for mention in mentions {
            switch mention {
            case .read(let name, _), .set(let name), .delete(let name):
                if !seen.insert(name).inserted { continue }
                if let found = variable(name) { capture(found) }
            case .child(let scope, _): scope.resolve()
            }
        }
    }

    private func capture(_ variable: Variable) {
        let home = variable.scope.codeScope
        var code = codeScope
        while code !== home {
            variable.isCaptured = true
            if !code.free.contains(where: { $0 === variable }) { code.free.append(variable) }
            guard let outer = code.parent?.codeScope else { return }
            code = outer
        }
    }
}

/// A name that belongs to a scope.
public final class Variable {
    /// The name.
    public let name: String
    /// Whether it is a function parameter.
    public let isParameter: Bool
    /// The scope that binds it.
    public unowned let scope: Scope
    /// Whether an inner function uses it, so that it lives in a cell on the heap that both share.
    public internal(set) var isCaptured = false
    /// Whether a `del` statement may delete it.
    public internal(set) var isDeleted = false

    /// The address, which tells it from all other variables.
    var address: Int { Int(bitPattern: ObjectIdentifier(self)) }

    init(_ name: String, isParameter: Bool, in scope: Scope) {
        self.name = name
        self.isParameter = isParameter
        self.scope = scope
    }
}
