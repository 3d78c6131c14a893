internal import Interpreter
internal import Kernels
internal import Syntax

extension Builtins {
    /// Functions for defining classes, and for attributes of objects.
    static let classFunctions: [Builtin] = [
        Builtin(
            "property", .python, door: .bare, type: .property,
            [
                .value("fget", default: nil, "the function that gives the value"),
                .value("fset", default: nil, "the function that sets it"),
                .value("fdel", default: nil, "the function that deletes it"),
                .value("doc", default: nil, "a text for readers; that of fget by default"),
            ], "An attribute that a function computes: write @property before its def.",
            example: """
                class Circle:
                    radius = 2
                    @property
                    def area(self):
                        return 3 * self.radius ** 2
                Circle().area
                #> 12
                """, related: "staticmethod classmethod"
        ) { (_, arguments) in
            .descriptor(
                Descriptor(
                    .property(get: arguments.value(0), set: arguments.value(1), delete: arguments.value(2)),
                    documentation: arguments.isGiven("doc") ? arguments["doc"] : nil))
        },
        Builtin(
            "staticmethod", .python, door: .bare, type: .staticMethod, [.value("function", "a function"), .slash],
            "A function of a class without an object: write @staticmethod before its def.",
            example: """
                class Scale:
                    @staticmethod
                    def half(v):
                        return v / 2
                Scale.half(5)
                #> 2.5
                """, related: "classmethod property"
        ) { (_, arguments) in .descriptor(Descriptor(.staticMethod(arguments.value(0)))) },
        Builtin(
            "classmethod", .python, door: .bare, type: .classMethod, [.value("function", "a function"), .slash],
            "A function that receives the class: write @classmethod before its def.",
            example: """
                class Model:
                    @classmethod
                    def create(cls):
                        return cls.__name__
                Model.create()
                #> Model
                """, related: "staticmethod property"
        ) { (_, arguments) in .descriptor(Descriptor(.classMethod(arguments.value(0)))) },
        Builtin(
            "super", .python, door: .bare,
            [.rest("arguments", "nothing; or a class, and an object of it")],
            "The object as one of the class that its own inherits from.",
            example: """
                class Model:
                    def name(self): return "model"
                class Linear(Model):
                    def name(self): return "linear " + super().name()
                Linear().name()
                #> linear model
                """, related: "isinstance issubclass",
            direct: .many { machine, values in try? machine.superObject(Array(values)) }
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.superObject(arguments.rest.map(\.value))
        },
        Builtin(
            "issubclass", .python, door: .bare,
            [.value("type", "a class"), .value("other", "a class, or a tuple of classes"), .slash],
            "Whether a class inherits from another, or is that.",
            example: """
                issubclass(KeyError, LookupError)
                #> True
                """, related: "isinstance type"
        ) { (_, arguments) throws(EvaluationError) in
            .bool(try ClassFunctions.isSubclass(arguments.value(0), of: arguments.value(1), arguments))
        },
        Builtin(
            "hasattr", .python, door: .bare,
            [.value("x", "any value"), .text("name", "the name of an attribute"), .slash],
            "Whether x has an attribute of that name.",
            example: """
                hasattr(zeros(2), 'shape')
                #> True
                hasattr(3, 'shape')
                #> False
                """, related: "getattr setattr"
        ) { (machine, arguments) throws(EvaluationError) in
            .bool(try ClassFunctions.attribute(arguments, machine) != nil)
        },
        Builtin(
            "getattr", .python, door: .bare,
            [
                .value("x", "any value"), .text("name", "the name of an attribute"), .slash,
                .rest("default", "what is given where there is none"),
            ], "The attribute of that name.",
            example: """
                getattr(zeros(2, 3), 'ndim')
                #> 2
                getattr(3, 'shape', 'no shape')
                #> no shape
                """, related: "hasattr setattr"
        ) { (machine, arguments) throws(EvaluationError) in
            guard let value = arguments.rest.first?.value else {
                return try machine.attribute(try arguments.text("name"), of: arguments.value(0))
            }
            return try ClassFunctions.attribute(arguments, machine) ?? value
        },
        Builtin(
            "setattr", .python, door: .bare, traits: .changesFirstArgument, gives: .nothing,
            [
                .value("x", "an object or class"), .text("name", "the name of an attribute"),
                .value("value", "its value"), .slash,
            ], "Sets the attribute of that name.",
            example: """
                class Options:
                    pass
                options = Options()
                setattr(options, 'rate', 0.1)
                options.rate
                #> 0.1
                """, related: "getattr delattr"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.setAttribute(try arguments.text("name"), of: arguments.value(0), to: arguments.value(2))
            return .none
        },
        Builtin(
            "delattr", .python, door: .bare, traits: .changesFirstArgument, gives: .nothing,
            [.value("x", "an object or class"), .text("name", "the name of an attribute"), .slash],
            "Deletes the attribute of that name.",
            example: """
                class Options:
                    rate = 0.1
                delattr(Options, 'rate')
                hasattr(Options, 'rate')
                #> False
                """, related: "setattr hasattr"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.deleteAttribute(try arguments.text("name"), of: arguments.value(0))
            return .none
        },
    ]
}

/// The shared code of functions for classes.
enum ClassFunctions {
    /// The requested attribute; nil if there is none.
    static func attribute(_ arguments: Arguments, _ machine: Machine) throws(EvaluationError) -> Value? {
        let name = try arguments.text("name")
        return try machine.attributeIfAny(name, of: arguments.value(0))
    }

    static func isSubclass(
        _ type: Value, of other: Value, _ arguments: Arguments
    ) throws(EvaluationError) -> Bool {
        if case .tuple(let types) = other {
            for other in types where try isSubclass(type, of: other, arguments) { return true }
            return false
        }
        switch (type, other) {
        case (.classObject(let type), .classObject(let other)):
            return AbstractClasses.isSubclass(type, of: other) ?? type.isSubclass(of: other)
        case (.type(let type), .classObject(let other)):
            return other === BuiltinClasses.object || AbstractClasses.isSubclass(type, of: other)
                || NumberTower.isSubclass(type, of: other)
        case (.type(let type), .type(let other)): return type == other || type == .bool && other == .int
        case (.classObject(let type), .type(let other)):
            return BuiltinClasses.of(other).map { type.isSubclass(of: $0) } ?? false
        case (.classObject, _), (.type, _): throw arguments.wrongType("other", expected: "a class", got: other)
        default: throw arguments.wrongType("type", expected: "a class", got: type)
        }
    }
}
