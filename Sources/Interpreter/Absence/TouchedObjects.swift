internal import Compiler
internal import Syntax
internal import Tensors

/// Everything that unknown code can change when given some values: all that is reachable from them, also through
/// functions, which it may call.
struct TouchedObjects {
    /// The mutable objects: lists, dictionaries, sets, array buffers, objects, iterators, generators.
    private(set) var objects: Set<ObjectIdentifier> = []
    /// The workspace names that a function sets.
    private(set) var names: Set<String> = []
    /// The variables of enclosing functions that a function sets.
    private(set) var variables: [CellObject] = []
    /// Whether user-defined functions or classes are included, which may be called.
    private(set) var holdsCode = false
    /// Whether iterators are included, which reading consumes, or objects, whose methods may do anything.
    private var holdsMore = false
    /// The strings, which may be file names.
    private(set) var texts: Set<String> = []
    private let workspace: Workspace
    private var waiting: [Value] = []
    private var seen: Set<ObjectIdentifier> = []
    /// The attribute names that functions set, and the attributes of classes and functions.
    private var attributeNames: Set<Text> = []
    private var attributeTables: [DictionaryObject] = []

    init(in workspace: Workspace) { self.workspace = workspace }

    /// Whether it consists of numbers, strings and their containers, which can be read without side effects.
    var isPlainData: Bool { !holdsCode && !holdsMore }

    /// The attributes of classes and functions, each with the names that a function sets.
    var attributes: [(table: DictionaryObject, names: Set<Text>)] {
        attributeNames.isEmpty ? [] : attributeTables.map { ($0, attributeNames) }
    }

    /// Adds everything reachable from values.
    mutating func add(_ values: [Value]) {
        waiting += values
        for value in values { if case .string(let text) = value { texts.insert(text.string) } }
        while let value = waiting.popLast() { visit(value) }
    }

    /// Adds everything that has a name, except modules.
    mutating func addAllNames() {
        for name in workspace.order {
            guard let value = workspace.value(name), !value.isNamespace, value.absent == nil else { continue }
            names.insert(name)
            add([value])
        }
        names.formUnion(workspace.order.filter { workspace.value($0)?.isNamespace == false })
    }

    /// Adds objects by themselves, and names.
    mutating func add(objects: [AnyObject], names: [String]) {
        self.objects.formUnion(objects.map { ObjectIdentifier($0) })
        self.names.formUnion(names)
    }

    /// Adds the values of names that occur in a source, and all that the source can reach and set.
    mutating func addNames(in source: String) {
        let words = source.split { !($0 == "_" || $0.isLetter || $0.isNumber) }.map(String.init)
        for word in Set(words) where word.isIdentifier {
            let value = workspace.value(word)
            if let value { add([value]) }
            if value?.isNamespace != true { names.insert(word) }
        }
    }

    private mutating func visit(_ value: Value) {
        guard value.mayChange, let object = value.object, seen.insert(ObjectIdentifier(object)).inserted else { return }
        switch value {
        case .function(let function): return visit(function)
        case .classObject(let type):
            if type.isOfPythonsModule { return }
            holdsCode = true
            attributeTables.append(type.attributes)
            // Libraries do not change Python's internal class attributes.
            for row in type.attributes.usedRows where !row.key.isSpecialName || row.value.isCallable {
                waiting.append(row.value)
            }
            waiting += type.bases.map { .classObject($0) }
            return
        case .instance(let instance) where instance.isModule:
            let functions = instance.attributes.values.compactMap { $0.cellContent.userFunction }
            if !functions.contains(where: { $0.code.cell.isOfPythonsModule }) { waiting += instance.attributes.values }
            return
        case .instance(let instance):
            objects.insert(ObjectIdentifier(instance))
            holdsMore = true
            // The class may be one of Python's, whose methods do not matter.
            waiting += instance.held
            return
        case .array(let array): objects.insert(ObjectIdentifier(array.tensor.buffer))
        case .iterator, .generator: holdsMore = true
        default: break
        }
        if value.changesByItself { objects.insert(ObjectIdentifier(object)) }
        waiting += value.heldValues
    }

    private mutating func visit(_ function: UserFunction) {
        if function.code.cell.isOfPythonsModule { return }
        holdsCode = true
        if let known = function.knownAttributes { attributeTables.append(known) }
        waiting += function.held
        var setsVariables = false
        visit(function.code, &setsVariables)
        guard setsVariables else { return }
        for capture in function.captures {
            if case .cell(let cell) = capture, !cell.value.isCallable { variables.append(cell) }
        }
    }

    /// Adds what a code reads and sets by name.
    private mutating func visit(_ code: LoadedCode, _ setsVariables: inout Bool) {
        for index in 0..<code.code.instructions.count {
            let i = code.instructions[index]
            switch i.opcode {
            case .loadGlobal, .loadClassName:
                let name = code.code.names[i.opcode == .loadGlobal ? Int(i.b) : Int(i.c)]
                if let value = workspace.value(name) { waiting.append(value) }
            case .storeGlobal, .deleteGlobal: names.insert(code.code.names[Int(i.b)])
            case .storeCell, .deleteCell: setsVariables = setsVariables || code.isCapture(Int(i.a))
            case .setAttribute, .deleteAttribute: attributeNames.insert(code.attributeNames[Int(i.c)])
            default: break
            }
        }
        for index in code.code.nested.indices { visit(code.nested(index, in: workspace), &setsVariables) }
    }
}

extension ClassObject {
    /// Whether it is built-in, or defined in a Python module.
    fileprivate var isOfPythonsModule: Bool {
        isBuiltin
            || attributes.values.contains {
                if case .function(let function) = $0 { function.code.cell.isOfPythonsModule } else { false }
            }
    }
}

extension Value {
    fileprivate var userFunction: UserFunction? { if case .function(let function) = self { function } else { nil } }

    /// Whether it is a special name such as `__slots__`.
    fileprivate var isSpecialName: Bool {
        if case .string(let name) = self { name.string.hasPrefix("__") && name.string.hasSuffix("__") } else { false }
    }

    /// Whether the value itself is mutable, not only what it contains.
    fileprivate var changesByItself: Bool {
        switch self {
        case .array, .list, .dictionary, .generator, .iterator: true
        case .set(let set): !set.isFrozen
        default: false
        }
    }

    /// The values that it refers to.
    var heldValues: [Value] {
        switch self {
        case .list(let list): list.holdsObjects ? list.items : []
        case .dictionary(let table as TableObject), .set(let table as TableObject):
            table.holdsObjects ? table.usedRows.flatMap { [$0.key, $0.value] } : []
        case .view(let view): [.dictionary(view.dictionary)]
        case .tuple(let tuple): tuple.mayChange ? tuple.items : []
        case .method(let method): [method.receiver] + [method.function].compactMap(\.self)
        case .instance(let instance): instance.held
        case .classObject(let type):
            type.isBuiltin ? [] : [.dictionary(type.attributes)] + type.bases.map { .classObject($0) }
        case .descriptor(let descriptor): descriptor.held
        case .superObject(let object): [object.receiver, .classObject(object.start)]
        case .iterator(let iterator): iterator.held
        case .function(let function): function.held
        case .cell(let cell): [cell.value]
        default: []
        }
    }
}
