internal import Integers
internal import Kernels
package import Rendering
internal import Tensors

extension Value {
    /// The text that Python's `print` shows, `str(value)`.
    public var text: String {
        switch self {
        case .string(let text): text.string
        case .scalar(let scalar): NumPyText.scalar(scalar)
        case .array(let tensor): NumPyText.string(tensor.tensor, Machine.printOptions(of: tensor.dtype))
        case .dtype(let dtype): dtype.description
        case .instance: Special.text(of: self, isRepresentation: false)
        default: representation
        }
    }

    /// The text that Python shows inside a container, `repr(value)`.
    public var representation: String {
        switch self {
        case .none, .unset, .cell: "None"
        case .bool(let value): value ? "True" : "False"
        case .int(let value): String(value)
        case .long(let value): value.description
        case .float(let value): PythonText.repr(value)
        case .complex(let number): PythonText.repr(number.value)
        case .string(let text):
            text.isNumPys ? "np.str_(\(PythonText.repr(text.string)))" : PythonText.repr(text.string)
        case .scalar(let scalar): NumPyText.scalarRepresentation(scalar)
        case .array(let tensor): NumPyText.representation(tensor.tensor, Machine.printOptions(of: tensor.dtype))
        case .tuple, .list, .dictionary, .set, .view: ContainerText.text(of: self)
        case .range(let range):
            range.step == 1
                ? "range(\(range.start), \(range.stop))" : "range(\(range.start), \(range.stop), \(range.step))"
        case .slice(let slice):
            "slice(\(slice.labels.map { Self.bound($0.lower) } ?? Self.bound(slice.lower)), "
                + "\(slice.labels.map { Self.bound($0.upper) } ?? Self.bound(slice.upper)), \(Self.bound(slice.step)))"
        case .function(let function): "<function \(function.code.name)>"
        case .builtin(let builtin): "<built-in function \(builtin.name)>"
        case .method(let method) where method.function != nil:
            "<bound method \(method.receiver.typeName).\(method.name)>"
        case .method(let method) where method.entry != nil: "<\(method.entry?.title ?? "") object>"
        case .method(let method): "<built-in method \(method.name) of \(method.receiver.type.name)>"
        case .namespace(let namespace): "<module '\(namespace.modulePath)'>"
        case .generator(let generator): generator.state.isLegacy ? "RandomState(MT19937)" : "Generator(PCG64)"
        case .iterator(let iterator): iterator.representation
        case .dtype(let dtype): "dtype('\(dtype)')"
        case .type(let type): "<class '\(type.name)'>"
        case .classObject(let type) where type.lookUp("_meta_iter_") != nil: "<enum '\(type.name)'>"
        case .classObject(let type): "<class '\(type.fullName)'>"
        case .instance: Special.text(of: self, isRepresentation: true)
        case .descriptor: "<\(type.name) object>"
        case .superObject(let object): "<super: <class '\(object.start.name)'>>"
        case .ellipsis: "Ellipsis"
        case .columnJoiner(let joiner): "<np.\(joiner.rawValue)>"
        case .absent(let absent): absent.shown
        }
    }

    /// The `repr` for a message, shortened if long.
    package var briefText: String {
        switch self {
        case .list, .tuple, .dictionary, .set, .view:
            guard let items = contents, items.count <= 20, !items.contains(where: \.isContainer) else {
                return kindText
            }
            let text = representation
            return text.utf8.count > 200 ? kindText : text
        case .long(let value): return value.brief
        case .string(let text) where text.byteCount > 60:
            return PythonText.repr(String(text.scalars.prefix(50))) + "…"
        default: return representation
        }
    }

    /// The `str` for a message, shortened if long.
    var briefMessage: String {
        guard case .string(let text) = self else { return briefText }
        return text.byteCount > 2000 ? String(text.string.prefix(500)) + "…" : text.string
    }

    private static func bound(_ value: Int?) -> String { value.map(String.init) ?? "None" }

    private static func bound(_ label: Slice.Label?) -> String { label?.value.representation ?? "None" }

    /// The value as Python's formatting sees it.
    package var formatArgument: FormatArgument {
        switch self {
        case .none: .none
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .long(let value): .long(value)
        case .float(let value): .float(value)
        case .complex(let number): .complex(number.value)
        case .string(let text) where text.isNumPys: .scalar(.other(TextElement(text.string).number, .text(0)))
        case .string(let text): .string(text.string)
        case .scalar(let scalar): .scalar(scalar)
        case .array(let tensor): .tensor(tensor.tensor)
        case .instance(let instance)
        where instance.content?.isNumber == true && instance.type.leavesToBase(Special.representation)
            && instance.type.lookUp("__str__") == nil:
            plain.formatArgument
        default: .other(string: text, representation: representation, typeName: typeName)
        }
    }
}

extension Value {
    /// The type with its size: `(10, 5) float64`, `int`, `list of 3`.
    package var kindAndSize: String {
        switch self {
        case .array(let tensor): "\(tensor.shape) \(tensor.dtype)"
        case .scalar(let scalar): "\(scalar.dtype)"
        case .list(let items): "list of \(items.count)"
        case .tuple(let items): "tuple of \(items.count)"
        case .dictionary(let dictionary): "dict of \(dictionary.count)"
        case .set(let set): "\(type.name) of \(set.count)"
        case .view(let view): "\(type.name) of \(view.dictionary.count)"
        case .function(let function): "function \(function.shownSignature)"
        case .instance(let instance) where instance.storage != nil:
            (instance.deque?.count ?? instance.byteBuffer?.bytes.count ?? instance.content?.plainCount).map {
                "\(instance.type.name) of \($0)"
            }
                ?? instance.type.name
        case .classObject(let type):
            "class\(type.bases.isEmpty ? "" : "(\(type.bases.map(\.name).joined(separator: ", ")))")"
        default: typeName
        }
    }
}

extension Value {
    /// The `repr` of an object by the built-in type that its class inherits from.
    var nativeRepresentation: String {
        guard case .instance(let instance) = self, let machine = Machine.running else { return plain.representation }
        let key = ObjectIdentifier(instance)
        if machine.representing.contains(key) { return plain.brackets(around: 1, of: self).within }
        machine.representing.insert(key)
        defer { machine.representing.remove(key) }
        return ContainerText.text(of: self, isNative: true)
    }
}

/// The text of nested containers, without recursion. A container inside itself is shown as `[...]` or similar.
private struct ContainerText {
    private struct Level {
        let items: [Value]
        let object: AnyObject
        let end: String
        /// Whether keys and values alternate.
        let isDictionary: Bool
        var position = 0
    }

    private var text = ""
    private var levels: [Level] = []
    private var open: Set<ObjectIdentifier> = []

    static func text(of value: Value, isNative: Bool = false) -> String {
        var writer = ContainerText()
        writer.begin(value, isNative: isNative)
        var meter = WorkMeter()
        // The text of interrupted work is never shown.
        while !writer.levels.isEmpty, !meter.shouldStop(after: 128) { writer.step() }
        return writer.text
    }

    /// - Parameter isNative: whether to show an object as its built-in base type does, ignoring methods of its class.
    private mutating func begin(_ value: Value, isNative: Bool = false) {
        var shown = value
        if case .instance(let instance) = value, let content = instance.content,
            isNative || instance.type.leavesToBase(Special.representation)
        {
            shown = content
        }
        guard let object = value.object, let items = shown.contents else {
            text += isNative ? shown.representation : value.representation
            return
        }
        let brackets = shown.brackets(around: items.count, of: value)
        guard open.insert(ObjectIdentifier(object)).inserted else {
            text += brackets.within
            return
        }
        text += brackets.start
        let isDictionary = if case .dictionary = shown { true } else { false }
        levels.append(Level(items: items, object: object, end: brackets.end, isDictionary: isDictionary))
    }

    private mutating func step() {
        let last = levels.count - 1
        let position = levels[last].position
        guard position < levels[last].items.count else {
            text += levels[last].end
            open.remove(ObjectIdentifier(levels[last].object))
            levels.removeLast()
            return
        }
        levels[last].position += 1
        if position > 0 { text += levels[last].isDictionary && position % 2 == 1 ? ": " : ", " }
        begin(levels[last].items[position])
    }
}

extension Value {
    /// The brackets around a container's items, and the text for the container inside itself.
    fileprivate func brackets(
        around count: Int, of object: Value
    ) -> (start: String, end: String, within: String) {
        switch self {
        case .list: ("[", "]", "[...]")
        case .dictionary: ("{", "}", "{...}")
        case .set where count == 0: ("\(object.typeName)()", "", "")
        case .set(let set):
            set.isFrozen || object.isInstance
                ? ("\(object.typeName)({", "})", "\(object.typeName)(...)") : ("{", "}", "\(type.name)(...)")
        case .view(let view): ("\(view.isOrdered ? "odict_\(view.part)" : type.name)([", "])", "...")
        default: ("(", count == 1 ? ",)" : ")", "(...)")
        }
    }
}
