internal import Interpreter
internal import Kernels
internal import Syntax

/// Python's `collections.namedtuple`: subclasses of `tuple` with named items.
enum NamedTuples {
    static let maker = Builtins.member(
        "namedtuple", of: .collections,
        [
            .value("typename", "the name of the class"),
            .value("field_names", "names of the items, one text or several"), .star,
            .truth("rename", default: false, "whether names that can't be one become _0, _1 and so on"),
            .value("defaults", default: nil, "what the last fields are where nothing is given"),
            .value("module", default: nil, "for Python, of no effect"),
        ], "A class of tuples whose items have names.",
        example: """
            Point = collections.namedtuple('Point', 'x y')
            p = Point(3, y=4)
            p
            #> Point(x=3, y=4)
            p.x + p[1]
            #> 7
            """, related: "namedtuple._replace dataclasses.dataclass tuple"
    ) { (_, arguments) throws(EvaluationError) in try made(arguments) }

    private static let fieldsName: Text = "_fields"
    private static let defaultsName: Text = "_field_defaults"

    /// The names of the items of a class.
    private static func fields(of type: ClassObject) -> [Value] { type.lookUp(fieldsName)?.sequence ?? [] }

    // MARK: - Making a class

    private static func made(_ arguments: Arguments) throws(EvaluationError) -> Value {
        let typeName = arguments.value(0).plain.text
        var names = try self.names(arguments.value(1))
        if try arguments.bool("rename") { names = renamed(names) }
        for name in [typeName] + names { try check(name, arguments) }
        var seen: Set<String> = []
        for name in names {
            if name.hasPrefix("_"), try !arguments.bool("rename") {
                throw arguments.invalid("Field names cannot start with an underscore: '\(name)'")
            }
            if !seen.insert(name).inserted {
                throw arguments.invalid("Encountered duplicate field name: '\(name)'")
            }
        }
        var defaults: [Value] = []
        if arguments.isGiven("defaults") { defaults = try arguments["defaults"]?.items() ?? [] }
        if defaults.count > names.count { throw arguments.typeError("Got more default values than field names") }
        return .classObject(try newClass(typeName, names, defaults))
    }

    private static func names(_ given: Value) throws(EvaluationError) -> [String] {
        if case .string(let text) = given.plain {
            return text.string.unicodeScalars.split { $0 == "," || $0.isBlank }.map(String.init)
        }
        return try given.items().map(\.text)
    }

    private static func renamed(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        var result: [String] = []
        for (place, name) in names.enumerated() {
            let isGood =
                isIdentifier(name) && !keywords.contains(name) && !name.hasPrefix("_")
                && !seen.contains(name)
            seen.insert(name)
            result.append(isGood ? name : "_\(place)")
        }
        return result
    }

    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first.beginsIdentifier else { return false }
        return name.unicodeScalars.allSatisfy(\.continuesIdentifier)
    }

    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]

    private static func check(_ name: String, _ arguments: Arguments) throws(EvaluationError) {
        if !isIdentifier(name) {
            throw arguments.invalid("Type names and field names must be valid identifiers: '\(name)'")
        }
        if keywords.contains(name) {
            throw arguments.invalid("Type names and field names cannot be a keyword: '\(name)'")
        }
    }

    private static func newClass(
        _ typeName: String, _ names: [String], _ defaults: [Value]
    ) throws(EvaluationError) -> ClassObject {
        let type = try ClassObject(namedTuple: typeName)
        let fieldDefaults = DictionaryObject()
        for (name, value) in zip(names.suffix(defaults.count), defaults) {
            try fieldDefaults.set(value, for: .string(Text(name)))
        }
        type.set(.string(Text("\(typeName)(\(names.joined(separator: ", ")))")), named: "__doc__")
        type.set(.tuple(TupleObject([])), named: "__slots__")
        for (name, value) in members(names, fieldDefaults) { try type.set(value, for: name) }
        return type
    }

    /// The members of a class of named tuples.
    private static func members(_ names: [String], _ defaults: DictionaryObject) -> [(Text, Value)] {
        let fields = Value.tuple(TupleObject(names.map { .string(Text($0)) }))
        let facts: [(Text, Value)] = [
            (fieldsName, fields), (defaultsName, .dictionary(defaults)), ("__match_args__", fields),
        ]
        let functions = ([new, representation] + methods).map { (Text($0.name), Value.builtin($0)) }
        let items = names.enumerated().map { (Text($1), Value.descriptor(Descriptor(.field($0)))) }
        return facts + functions + items
    }

    /// An immutable class for the results of NumPy's functions.
    static func shared(_ name: String, _ fields: [String], module: String) -> CollectionsModule.SharedClass {
        CollectionsModule.SharedClass(
            ClassObject(
                builtin: name, [BuiltinClasses.tuple], module: module, hasAttributes: false,
                members(fields, DictionaryObject())))
    }

    // MARK: - Making objects

    private static let new = Builtin(
        "__new__", .python, door: .bare,
        [.value("_cls", "the class"), .rest("args", "the items"), .names("names", "the items by name")],
        "A new object of a class of named tuples.",
        native: Builtin.Native { (machine, type, values) throws(EvaluationError) in
            guard case .classObject(let type) = type else { return .none }
            let items = try items(of: type, values, [])
            return .instance(machine.newInstance(of: type, storage: .value(.tuple(TupleObject(items)))))
        }
    ) { (machine, arguments) throws(EvaluationError) in
        guard case .classObject(let type) = arguments.value(0) else {
            throw arguments.wrongType("_cls", expected: "a class", got: arguments.value(0))
        }
        let items = try items(of: type, arguments.rest.map(\.value), arguments.extraKeywords)
        return .instance(machine.newInstance(of: type, storage: .value(.tuple(TupleObject(items)))))
    }

    private static func items(
        of type: ClassObject, _ given: [Value], _ named: [(name: String, value: Value)]
    ) throws(EvaluationError) -> [Value] {
        let fields = fields(of: type)
        if named.isEmpty, given.count == fields.count { return given }
        let names = fields.map(\.text)
        var defaults: [String: Value] = [:]
        if case .dictionary(let values)? = type.lookUp(defaultsName) {
            for (key, value) in zip(values.keys, values.values) { defaults[key.text] = value }
        }
        let callee = EvaluationError.Callee(
            name: "__new__", signature: "(\(names.joined(separator: ", ")))", isBuiltin: false,
            qualifiedName: "\(type.name).__new__")
        if given.count > names.count {
            let least = defaults.isEmpty ? nil : names.count + 1 - defaults.count
            throw .arguments(.tooMany(taken: names.count + 1, given: given.count + 1, least: least), of: callee)
        }
        var byName: [String: Value] = [:]
        for (name, value) in named {
            guard let place = names.firstIndex(of: name) else {
                throw .arguments(.unknownKeyword(name, known: names), of: callee)
            }
            if place < given.count { throw .arguments(.givenTwice(name), of: callee) }
            byName[name] = value
        }
        let missing = names.dropFirst(given.count).filter { byName[$0] == nil && defaults[$0] == nil }
        if !missing.isEmpty { throw .arguments(.missing(Array(missing)), of: callee) }
        return given + names.dropFirst(given.count).map { byName[$0] ?? defaults[$0] ?? .none }
    }

    private static let representation = CollectionsModule.specialEntry("__repr__") {
        (machine, instance, _) throws(EvaluationError) in
        guard try machine.representsFirst(instance) else { return .string("...") }
        defer { machine.endRepresenting(instance) }
        let items = Value.instance(instance).plain.sequence ?? []
        let parts = zip(fields(of: instance.type), items).map { "\($0.text)=\($1.representation)" }
        let name = instance.type.module == "sys" ? instance.type.fullName : instance.type.name
        return .string(Text("\(name)(\(parts.joined(separator: ", ")))"))
    }

    // MARK: - Methods

    static let methods: [Builtin] = [make, dictionary, replace]

    private static let point = "Point = namedtuple('Point', 'x y')\n"

    private static let make = Builtin(
        "_make", .python, door: .bare, traits: [.placesOnly, .ofClass, .takesObject], gives: .tuple,
        [.receiver, .value("iterable", "the items")], "A named tuple of the items of a list.",
        example: "from collections import namedtuple\n" + point + "Point._make([3, 4])\n#> Point(x=3, y=4)",
        related: "collections.namedtuple namedtuple._replace"
    ) { (machine, arguments) throws(EvaluationError) in
        guard case .classObject(let type) = arguments.value(0) else {
            throw arguments.wrongType("self", expected: "a class", got: arguments.value(0))
        }
        let (items, wanted) = (try arguments.value(1).items(), fields(of: type).count)
        if items.count != wanted { throw arguments.typeError("Expected \(wanted) arguments, got \(items.count)") }
        return .instance(machine.newInstance(of: type, storage: .value(.tuple(TupleObject(items)))))
    }

    private static let dictionary = CollectionsModule.method(
        "_asdict", of: "namedtuple", [], "A dictionary of the names with their items.",
        point + "Point(3, 4)._asdict()\n#> {'x': 3, 'y': 4}", related: "namedtuple._replace dict"
    ) { (_, instance, _) throws(EvaluationError) in
        let items = Value.instance(instance).plain.sequence ?? []
        return .dictionary(try DictionaryObject(zip(fields(of: instance.type), items)))
    }

    private static let replace = CollectionsModule.method(
        "_replace", of: "namedtuple", gives: .tuple, [.names("names", "items by name")],
        "Another with some items in place of its own.",
        point + "Point(3, 4)._replace(y=0)\n#> Point(x=3, y=0)", related: "namedtuple._asdict collections.namedtuple"
    ) { (machine, instance, arguments) throws(EvaluationError) in
        var items = Value.instance(instance).plain.sequence ?? []
        let names = fields(of: instance.type).map(\.text)
        let unknown = arguments.extraKeywords.map(\.name).filter { !names.contains($0) }
        if !unknown.isEmpty {
            let texts = Value.list(ListObject(unknown.map { .string(Text($0)) })).representation
            throw arguments.invalid("Got unexpected field names: \(texts)")
        }
        for (name, value) in arguments.extraKeywords {
            if let place = names.firstIndex(of: name) { items[place] = value }
        }
        return .instance(machine.newInstance(of: instance.type, storage: .value(.tuple(TupleObject(items)))))
    }
}
