internal import Interpreter
internal import Tensors

/// Python's `copy`, `string`, `typing` and `sys`.
enum CopyModule {
    static let module = Module([
        Builtins.member(
            "copy", of: .copy, [.value("x", "what is copied")],
            "A copy that shares what is in it; what never changes is itself.",
            example: "a = [1, [2]]\nb = copy.copy(a)\nb[1].append(3); b[0] = 5\n[a, b]\n#> [[1, [2, 3]], [5, [2, 3]]]",
            related: "copy.deepcopy list.copy copy"
        ) { (machine, arguments) throws(EvaluationError) in
            switch arguments.value(0) {
            case .list(let list): return .list(ListObject(try [Value](count: list.count) { list.items[$0] }))
            case .dictionary(let dictionary): return .dictionary(dictionary.copy())
            case .set(let set) where !set.isFrozen: return .set(try set.copy())
            case .array(let array):
                return .array(
                    ArrayObject(
                        try arguments.carryOut { () throws(TensorError) in try array.tensor.copyKeepingOrder() }))
            case .instance(let instance): return try copy(of: instance, machine)
            case .iterator where arguments.value(0).typeName == "generator":
                throw arguments.typeError("cannot pickle 'generator' object")
            case .generator, .iterator: return arguments.value(0).frozen()
            case let other: return other
            }
        },
        Builtins.member(
            "deepcopy", of: .copy,
            [.value("x", "what is copied"), .value("memo", default: nil, "for Python; only None is taken")],
            "A copy of it and of all that it holds; what is in it twice is twice in the copy.",
            example: "a = [1, [2]]\nb = copy.deepcopy(a)\nb[1].append(3)\n[a, b]\n#> [[1, [2]], [1, [2, 3]]]",
            related: "copy.copy list.copy"
        ) { (machine, arguments) throws(EvaluationError) in
            if arguments.isGiven("memo") { throw arguments.invalid("only memo=None is taken") }
            return try deepCopy(of: arguments.value(0), machine)
        },
    ])
}

extension CopyModule {
    /// A copy of an object, by its `__copy__` if it has one. As in CPython, an instance of a subclass of list or dict
    /// is filled by its own methods.
    private static func copy(of instance: InstanceObject, _ machine: Machine) throws(EvaluationError) -> Value {
        if let copy = try instance.special("__copy__") { return copy }
        let copy = Value.instance(try machine.copy(of: instance))
        try refill(copy, machine)
        return copy
    }

    /// A deep copy; objects with methods of their own are filled by those.
    private static func deepCopy(of value: Value, _ machine: Machine) throws(EvaluationError) -> Value {
        if case .iterator = value, value.typeName == "generator" {
            let words = "cannot pickle 'generator' object"
            throw .invalidArgument(function: "deepcopy", words, hint: nil, python: PythonForm("TypeError", words))
        }
        let copy = value.frozen()
        for object in copy.ownContainers { try refill(object, machine) }
        return copy
    }

    private static func refill(_ copy: Value, _ machine: Machine) throws(EvaluationError) {
        guard case .instance(let instance) = copy else { return }
        switch copy.plain {
        case .list(let list):
            guard case .function? = instance.type.lookUp("append") else { return }
            let items = list.items
            list.replaceAll(with: [])
            for item in items { _ = try machine.callBack(try machine.attribute("append", of: copy), [item]) }
        case .dictionary(let dictionary):
            guard case .function? = instance.type.lookUp("__setitem__") else { return }
            let (keys, values) = (dictionary.keys, dictionary.values)
            dictionary.removeAll()
            for (key, value) in zip(keys, values) { try machine.setElement(of: copy, at: key, to: value) }
        default: break
        }
    }
}

enum StringModule {
    private static func text(_ text: String) -> @Sendable () -> Value { { .string(Text(text)) } }

    private static let lowercase = "abcdefghijklmnopqrstuvwxyz"
    private static let uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let punctuation = ##"!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"##
    private static let whitespace = " \t\n\r\u{B}\u{C}"

    static let module = Module(
        [
            Builtins.member(
                "capwords", of: .string, gives: .text,
                [.text("s", "a text"), .text("sep", default: nil, "the separator of words; blanks by default")],
                "A text with a capital at the head of each word.",
                example: "string.capwords('the mean  loss')\n#> The Mean Loss",
                related: "string.title string.capitalize"
            ) { (machine, arguments) throws(EvaluationError) in
                let words = try machine.callBack(
                    try machine.attribute("split", of: arguments.value(0)), [arguments["sep"] ?? .none])
                var capital: [Value] = []
                for word in try words.items() {
                    capital.append(try machine.callBack(try machine.attribute("capitalize", of: word), []))
                }
                let separator = arguments.isGiven("sep") ? arguments.value(1) : .string(" ")
                return try machine.callBack(
                    try machine.attribute("join", of: separator), [.list(ListObject(capital))])
            }
        ],
        constants: [
            "ascii_lowercase": text(lowercase), "ascii_uppercase": text(uppercase),
            "ascii_letters": text(lowercase + uppercase), "digits": text("0123456789"),
            "hexdigits": text("0123456789abcdefABCDEF"), "octdigits": text("01234567"),
            "punctuation": text(punctuation),
            "whitespace": text(whitespace),
            "printable": text("0123456789" + lowercase + uppercase + punctuation + whitespace),
        ])
}

enum TypingModule {
    static let module = Module(
        [
            Builtins.member(
                "cast", of: .typing, [.value("typ", "a type, for readers"), .value("val", "a value")],
                "The value itself.", example: "typing.cast(int, 2.5)\n#> 2.5", related: "int float"
            ) { (_, arguments) throws(EvaluationError) in arguments.value(1) }
        ], constants: constants)

    /// Annotations are only documentation, so the values of these names hardly matter.
    private static let constants: BuiltinTable.Constants = {
        var constants: BuiltinTable.Constants = [
            "List": { .type(.list) }, "Dict": { .type(.dictionary) }, "Set": { .type(.set) },
            "FrozenSet": { .type(.frozenset) }, "Tuple": { .type(.tuple) }, "Text": { .type(.string) },
            "TYPE_CHECKING": { .bool(false) },
        ]
        for name in [
            "Any", "Optional", "Union", "Callable", "Iterable", "Iterator", "Sequence", "Mapping", "Literal", "Final",
            "Generator", "Hashable", "Type", "MutableMapping", "MutableSequence", "Collection", "NoReturn",
        ] { constants[name] = { .ellipsis } }
        return constants
    }()
}
