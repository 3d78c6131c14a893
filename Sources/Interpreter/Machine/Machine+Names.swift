internal import Compiler

/// `dir`, `globals` and `locals`.
extension Machine {
    /// The names of a value's attributes, in order; without a value, the names in scope at the call.
    ///
    /// - Throws: the error of `__dir__`.
    package func directory(of value: Value?) throws(EvaluationError) -> [Value] {
        guard let value else {
            guard case .dictionary(let names) = try localNames() else { return [] }
            return Self.sorted(names.keys.map(\.text))
        }
        switch value {
        case .instance(let instance) where instance.isModule: return Self.sorted(instance.attributes.keys.map(\.text))
        case .instance(let instance):
            if let own = try Special.call("__dir__", of: instance) {
                var names = try ValueIterator(own)
                return Self.sorted(try names.collect().map(\.text))
            }
            let own = instance.type.slots == nil ? instance.attributes.keys.map(\.text) : []
            return Self.sorted(own + names(of: instance.type))
        case .classObject(let type): return Self.sorted(names(of: type))
        case .type(let type): return Self.sorted(names(ofValuesOf: type))
        case .namespace(let namespace): return Self.sorted(table.names(in: namespace) + ["__name__"])
        case .function(let function):
            return Self.sorted(names(ofValuesOf: .function) + (function.knownAttributes?.keys.map(\.text) ?? []))
        default: return Self.sorted(names(ofValuesOf: value.type))
        }
    }

    private func names(ofValuesOf type: PythonType) -> [String] {
        TypeAttributes.names(of: type) ?? TypeAttributes.ofObject + table.attributeNames(of: type)
    }

    private func names(of type: ClassObject) -> [String] {
        let classes = [type] + type.ancestors
        var names = TypeAttributes.ofObject + classes.flatMap { $0.attributes.keys.map(\.text) }
        if type.isException { names += TypeAttributes.ofException }
        if let error = BuiltinClasses.named("OSError"), type.isSubclass(of: error) {
            names += ["characters_written", "errno", "filename", "filename2", "strerror"]
        }
        if type.isBuiltin { return names }
        for one in classes { names += one.attributes.value(named: "__slots__")?.slotNames ?? [] }
        if classes.contains(where: { !$0.annotations.isEmpty }) { names.append("__annotations__") }
        return names + (type.slots.map { ["__module__"] + $0 } ?? TypeAttributes.ofInstance)
    }

    private static func sorted(_ names: [String]) -> [Value] {
        // By code point, as Python compares strings.
        Set(names.map { Text($0) }).sorted().map { .string($0) }
    }

    /// A new dictionary of the workspace's names and values. Changes to it have no effect on the workspace.
    ///
    /// - Throws: a `MemoryError` if there is not enough memory.
    package func globalNames() throws(EvaluationError) -> DictionaryObject {
        let names = DictionaryObject()
        try names.set(.string("__main__"), for: .string("__name__"))
        for name in workspace.order {
            if let value = workspace.value(name) { try names.set(value, for: .string(Text(name))) }
        }
        names.isReadOnly = true
        return names
    }

    /// The same for the running function or class body; at a cell's top level, for the workspace.
    ///
    /// - Throws: a `MemoryError` if there is not enough memory.
    package func localNames() throws(EvaluationError) -> Value {
        var index = frameCount - 1
        while index >= 0, frames[index].code.code.kind == .source { index -= 1 }
        guard index >= 0, frames[index].code.code.kind != .cell else { return .dictionary(try globalNames()) }
        let frame = frames[index]
        let names = DictionaryObject()
        if frame.code.code.kind == .classBody {
            try names.set(.string("__main__"), for: .string("__module__"))
            try names.set(.string(Text(frame.code.code.qualifiedName)), for: .string("__qualname__"))
        }
        for (name, value) in locals(of: frame) where name != Scope.ownClass {
            try names.set(value, for: .string(Text(name)))
        }
        if frame.code.isFunction {
            // The variables of enclosing functions come last.
            for (name, value) in captured(in: frame) { try names.set(value, for: .string(Text(name))) }
        }
        return .dictionary(names)
    }

    private func captured(in frame: Frame) -> [(name: String, value: Value)] {
        frame.code.code.locals.compactMap { local in
            guard frame.code.isCapture(local.register), local.name != Scope.ownClass,
                case .cell(let cell) = bottom[frame.base + local.register], !cell.value.isUnset
            else { return nil }
            return (local.name, cell.value)
        }
    }
}
