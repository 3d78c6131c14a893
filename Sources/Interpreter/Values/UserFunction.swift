internal import Compiler
internal import Syntax

/// A user-defined function: its code, its evaluated defaults, and the variables it shares with enclosing functions.
public final class UserFunction {
    /// The code, with data derived from it alone.
    public let code: LoadedCode
    /// The default values, for the last `defaults.count` parameters.
    package private(set) var defaults: [Value]
    /// The cells of variables of enclosing functions, in the order of `Code.captures`.
    package private(set) var captures: [Value]
    /// The parameters that are trained where this is a model: those after its first that have no default.
    package var trainedParameters: [String] {
        code.parameters.parameters.filter { $0.kind == .ordinary || $0.kind == .positionalOnly }
            .dropFirst().filter { $0.defaultValue == nil }.map(\.name)
    }

    /// The attributes set by `f.name = …`; nil if there are none.
    private(set) var knownAttributes: DictionaryObject?

    /// The same, created if necessary. The function is older than the cell that first sets an attribute, so that is
    /// logged.
    var attributes: DictionaryObject {
        if let knownAttributes { return knownAttributes }
        let made = DictionaryObject()
        made.stamp = 0
        knownAttributes = made
        return made
    }

    /// Whether `abstractmethod` decorates it.
    var isAbstract: Bool {
        if case .bool(true)? = knownAttributes?.value(named: "__isabstractmethod__") { true } else { false }
    }

    /// The values that it refers to.
    package var held: [Value] {
        defaults + captures + [knownAttributes].compactMap { $0.map { .dictionary($0) } }
            + [documentation].compactMap(\.self)
    }

    /// Its `__name__`.
    package let name: String
    /// Its `__qualname__`.
    let qualifiedName: String
    /// Its `__doc__`, if that differs from the docstring of its code.
    let documentation: Value?

    init(code: LoadedCode, defaults: [Value], captures: [Value]) {
        self.code = code
        self.defaults = defaults
        self.captures = captures
        (name, qualifiedName, documentation) = (code.name, code.code.qualifiedName, nil)
    }

    /// Makes the same function with the names and docstring of another, as `functools.wraps` does.
    package init(_ function: UserFunction, as other: Value) {
        (code, defaults, captures) = (function.code, function.defaults, function.captures)
        func text(_ name: String) -> String? {
            if case .string(let text)? = other.kindAttribute(name) { text.string } else { nil }
        }
        name = text("__name__") ?? function.name
        qualifiedName = text("__qualname__") ?? function.qualifiedName
        documentation = other.kindAttribute("__doc__") ?? .some(.none)
        if case .function(let other) = other, let known = other.knownAttributes {
            for (key, value) in zip(known.keys, known.values) { try? attributes.set(value, for: key) }
        }
        attributes.set(other, named: "__wrapped__")
    }

    deinit {
        Release.later(&defaults)
        Release.later(&captures)
    }
}

/// A variable that a function shares with its inner functions.
public final class CellObject: ContainerObject {
    /// The value; unset if there is none.
    package private(set) var value: Value
    /// The same, for inspecting what a generator holds.
    package var content: Value { value }

    init(_ value: Value) {
        self.value = value
        super.init()
        note(value)
    }

    deinit { Release.later(&value) }

    /// Sets the value.
    @inline(__always) func set(_ value: Value) {
        willChange()
        note(value)
        self.value = value
    }

    override var held: [Value] { [value] }

    override func empty() {
        var value = self.value
        self.value = .unset
        Release.later(&value)
    }

    override func change() -> Change { CellChange(self) }

    private final class CellChange: Change {
        private let cell: CellObject
        private var kept: Value

        init(_ cell: CellObject) { (self.cell, kept) = (cell, cell.value) }

        override var object: AnyObject? { cell }
        override var value: Value? { kept.isUnset ? nil : kept }
        override var bytes: Int { kept.isUnset ? 0 : kept.byteCount }

        override func exchange(keepingOther: Bool) {
            swap(&cell.stamp, &stamp)
            swap(&cell.value, &kept)
        }
    }
}
