public import Syntax

/// A part of a program with names of its own: a cell, a function, a lambda, a comprehension.
///
/// What runs in a frame of its own is a *code*; a comprehension runs in the registers of the code around it. The
/// names of a cell's top level are global, so a cell has no variables.
public final class Scope {
    /// What kinds there are.
    public enum Kind: Sendable {
        case cell, function, lambda
        /// The body of a class: a code whose names the scopes within pass over.
        case classBody
        /// A comprehension that makes a list, dictionary or set.
        case comprehension
        /// A generator expression: a function of its first iterable, `.0`.
        case generator
        /// The rest of a command's line: what it assigns are names of the scope around it.
        case source

        /// Whether it runs in a frame of its own.
        public var hasOwnCode: Bool { self != .comprehension }
    }

    /// What it is.
    public let kind: Kind
    /// The name of the function or class.
    public internal(set) var name = ""
    /// Where it stands: all of it, which tells it from the others in the same scope.
    public let range: SourceRange
    /// The scope around it.
    public unowned let parent: Scope?
    /// The scopes directly in it, in the order in which they are evaluated.
    public internal(set) var children: [Scope] = []
    /// The variables bound in it: parameters first, then in the order of their first assignment.
    public private(set) var variables: [Variable] = []
    /// The variables of scopes around its code that it or a code within it uses, in the order of first use; only a scope
    /// with its own code has them.
    public private(set) var free: [Variable] = []
    /// The names that it declares `global`.
    public private(set) var globals: Set<String> = []
    /// Whether it gives its values one by one: a generator expression, or a function or lambda with a `yield`.
    public internal(set) var isGenerator = false
    /// The names that it declares `nonlocal`.
    private var nonlocals: Set<String> = []
    /// What it does with names, in the order of evaluation.
    var mentions: [Mention] = []
    private var bound: [String: Variable] = [:]
    private var nextChild = 0

    /// Something done with a name.
    enum Mention {
        /// It is read; as a function that is called, if it is one.
        case read(String, CalledFunction?)
        case set(String)
        case delete(String)
        /// A scope within is evaluated; `isDeferred` if it runs only when what it defines is called.
        case child(Scope, isDeferred: Bool)
    }

    init(_ kind: Kind, _ range: SourceRange, in parent: Scope?) {
        self.kind = kind
        self.range = range
        self.parent = parent
    }

    /// The nearest scope with its own code: itself, or one around it.
    public var codeScope: Scope { kind.hasOwnCode ? self : parent?.codeScope ?? self }

    /// Its name behind those of the functions and classes around it, Python's `__qualname__`.
    public var qualifiedName: String {
        let own = kind == .lambda ? "<lambda>" : kind == .generator ? "<genexpr>" : name
        var outer = parent
        while let scope = outer, scope.kind == .comprehension || scope.kind == .source { outer = scope.parent }
        guard let outer, outer.kind != .cell, outer.name != Self.moduleName else { return own }
        return outer.qualifiedName + (outer.kind == .classBody ? "." : ".<locals>.") + own
    }

    /// The scope that an assignment in it binds names of.
    private var bindingScope: Scope { kind == .source ? parent?.bindingScope ?? self : self }

    /// The variables of its own that functions within it use.
    public var captured: [Variable] { variables.filter(\.isCaptured) }

    /// What a name means in it: a variable of its own or of a scope around it; nil for a global or built-in name, which is
    /// found only at run time.
    public func variable(_ name: String) -> Variable? {
        var scope: Scope? = self
        while let current = scope {
            // What is bound in a class is seen only there; but functions in it see the class itself.
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

    /// The name of the function that is the body of a module.
    public static let moduleName = "<module>"

    /// The name by which the functions of a class know it, for `super`.
    public static let ownClass = "__class__"

    /// The scope directly in it that stands at a range.
    public func child(at range: SourceRange) -> Scope? {
        // They are asked for nearly in order.
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

    /// Binds a name: from now on it is a variable of the scope, unless the scope is a cell or declares it global.
    func bind(_ name: String, isParameter: Bool = false) {
        let scope = bindingScope
        if scope.kind == .cell || scope.globals.contains(name) || scope.nonlocals.contains(name) { return }
        if scope.bound[name] != nil { return }
        let variable = Variable(name, isParameter: isParameter, in: scope)
        scope.bound[name] = variable
        scope.variables.append(variable)
    }

    /// Makes a name of the scope global.
    func declareGlobal(_ name: String) { bindingScope.globals.insert(name) }

    /// Makes a name of the scope one of a function around.
    func declareNonlocal(_ name: String) { bindingScope.nonlocals.insert(name) }

    /// The nearest scope that is no comprehension or generator expression.
    var functionScope: Scope {
        kind == .comprehension || kind == .generator ? parent?.functionScope ?? self : self
    }

    /// Marks the variables of codes around that it uses as captured, for it and all scopes within it.
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

/// A name that is a scope's own.
public final class Variable {
    /// The name.
    public let name: String
    /// Whether it is a parameter of a function.
    public let isParameter: Bool
    /// The scope that it is bound in.
    public unowned let scope: Scope
    /// Whether a function within uses it, so that it lives in a cell on the heap, which both share.
    public internal(set) var isCaptured = false
    /// Whether a `del` may take it away.
    public internal(set) var isDeleted = false

    init(_ name: String, isParameter: Bool, in scope: Scope) {
        self.name = name
        self.isParameter = isParameter
        self.scope = scope
    }
}
