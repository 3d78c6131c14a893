internal import Interpreter
internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Type queries and conversions.
    static let pythonTypes: [Builtin] = [
        Builtin(
            "isinstance", .python, door: .bare, traits: .judgesInstances,
            [.value("x", "any value"), .value("type", "a type, or a tuple of types"), .slash],
            "Whether x is of a type, or one of a tuple of types.",
            example: """
                isinstance(0.01, float)
                #> True
                isinstance(3, (int, float))
                #> True
                isinstance(zeros(2), np.ndarray)
                #> True
                """, related: "type callable",
            direct: DirectForms(two: { _, value, type in PythonFunctions.isInstance(value, of: type) })
        ) { (_, arguments) throws(EvaluationError) in
            .bool(try PythonFunctions.isInstance(arguments.value(0), of: arguments.value(1), arguments))
        },
        Builtin(
            "type", .python, door: .bare, type: .type,
            [
                .value("x", "any value; or, before bases, the name of a class"),
                .value("bases", default: nil, "a tuple of the classes that a new class inherits from"),
                .value("dict", default: nil, "the attributes of the class, a dictionary"),
                .names("keywords", "keyword arguments for its bases"),
            ], "The type of x; or a new class of that name.",
            example: """
                type(0.5)
                #> <class 'float'>
                type(array([1]))
                #> <class 'numpy.ndarray'>
                Point = type('Point', (), {'x': 1})
                Point().x
                #> 1
                """, related: "isinstance callable",
            direct: DirectForms(one: { _, value in value.typeValue })
        ) { (machine, arguments) throws(EvaluationError) in
            if arguments[1] == nil, arguments[2] == nil { return arguments.value(0).typeValue }
            guard case .string(let name) = arguments.value(0), case .tuple(let bases) = arguments.value(1),
                case .dictionary(let attributes) = arguments.value(2)
            else {
                let words = "type() takes 1 or 3 arguments"
                throw arguments.invalid(words, python: PythonForm("TypeError", words))
            }
            return try machine.makeClass(
                named: name, bases: bases.items, attributes,
                arguments.extraKeywords.map { CallArgument($0.value, keyword: $0.name) })
        },
        Builtin(
            "callable", .python, door: .bare, [.value("x", "any value"), .slash], "Whether x can be called.",
            example: """
                callable(mean)
                #> True
                """, related: "isinstance type"
        ) { (_, arguments) in
            .bool(arguments.value(0).isCallable)
        },
        Builtin(
            "repr", .python, door: .bare, gives: .text, [.value("x", "any value"), .slash],
            "The text Python shows inside a list.",
            example: """
                print(repr('two words'), repr(0.1))
                #> 'two words' 0.1
                """, related: "str"
        ) { (_, arguments) throws(EvaluationError) in
            try Allowance.check(textOf: arguments.value(0))
            return .string(Text(arguments.value(0).representation))
        },
        Builtin(
            "ascii", .python, door: .bare, gives: .text, [.value("x", "any value"), .slash],
            "The same text as repr's, with all but ASCII's characters escaped.",
            example: """
                print(ascii('λ = 0.1'))
                #> '\\u03bb = 0.1'
                """, related: "repr str"
        ) { (_, arguments) throws(EvaluationError) in
            .string(Text(try Formatting.format(arguments.value(0), conversion: .ascii, specification: "")))
        },
        Builtin(
            "format", .python, door: .bare, gives: .text,
            [
                .value("x", "any value"),
                .text("spec", default: "", "the format, as after the colon in an f-string"), .slash,
            ], "x as an f-string would format it.",
            example: """
                format(3.14159, '.2f')
                #> 3.14
                format(1234567, ',')
                #> 1,234,567
                """, related: "string.format round print string.rjust"
        ) { (_, arguments) throws(EvaluationError) in
            if case .some(.none) = arguments["spec"] {
                throw arguments.typeError("format() argument 2 must be str, not None")
            }
            return .string(
                Text(
                    try Formatting.format(
                        arguments.value(0), conversion: nil, specification: try arguments.text("spec"))))
        },
        Builtin(
            "int", .python, door: .bare, type: .int, traits: .essential,
            [
                .value("x", default: 0, "a number, or text that reads as one"),
                .integer("base", default: 10, "the base in which text is read"),
            ], "A whole number: truncated, or read from text.",
            example: """
                int(2.9)
                #> 2
                int('42') + 1
                #> 43
                int('ff', 16)
                #> 255
                """, related: "float bool str trunc np.int64 tensor.astype",
            direct: DirectForms(one: { _, value in
                switch value {
                case .int, .long: value
                case .bool(let truth), .scalar(.bool(let truth)): .int(truth ? 1 : 0)
                case .scalar(.int64(let number)): .int(number)
                case .float(let number), .scalar(.float64(let number)):
                    Int(exactly: number.rounded(.towardZero)).map { .int($0) }
                default: nil
                }
            }), PythonFunctions.int
        ),
        Builtin(
            "float", .python, door: .bare, type: .float, traits: .essential,
            [.value("x", default: 0.0, "a number, or text that reads as one"), .slash], "A float, also read from text.",
            example: """
                float('1e-3')
                #> 0.001
                float(array([2]).sum())
                #> 2.0
                """, related: "int bool str np.float64 tensor.item tensor.astype",
            direct: DirectForms(one: { _, value in
                switch value {
                case .float: value
                case .int(let number), .scalar(.int64(let number)): .float(Double(number))
                case .scalar(.float64(let number)): .float(number)
                default: nil
                }
            }), PythonFunctions.float
        ),
        Builtin(
            "bool", .python, door: .bare, type: .bool, [.value("x", default: false, "any value"), .slash],
            "Whether x counts as true.",
            example: """
                bool([])
                #> False
                bool(0.1)
                #> True
                """, related: "int float str np.bool_",
            direct: DirectForms(one: { _, value in
                value.isInstance ? nil : (try? value.isTrue()).map { .bool($0) }
            })
        ) { (_, arguments) throws(EvaluationError) in .bool(try arguments.value(0).isTrue())
        },
        Builtin(
            "str", .python, door: .bare, type: .string, gives: .text,
            [
                .value("x", default: "", "any value"), .value("encoding", default: nil, "how bytes are read as text"),
                .value("errors", default: nil, "what is done about bytes that mean nothing"),
            ], "The text print shows; or that of bytes, by their encoding.",
            example: """
                'lr = ' + str(0.01)
                #> lr = 0.01
                """, related: "repr int float bool",
            direct: DirectForms(one: { _, value in
                switch value {
                case .string(let text): text.isNumPys ? .string(Text(text.string)) : value
                case .int, .float, .bool: .string(Text(value.text))
                default: nil
                }
            })
        ) { (_, arguments) throws(EvaluationError) in
            if arguments[1] != nil || arguments[2] != nil {
                return try PythonFunctions.decoded(arguments.value(0), arguments[1], arguments[2], arguments)
            }
            try Allowance.check(textOf: arguments.value(0))
            return .string(Text(arguments[0]?.text ?? ""))
        },
        Builtin(
            "list", .python, door: .bare, type: .list,
            traits: .gathersItems, gives: .list,
            [.value("items", default: .source("()"), "a list, tuple, string, range or tensor"), .slash],
            "A list of the items.",
            example: """
                list((1, 2))
                #> [1, 2]
                list('abc')
                #> ['a', 'b', 'c']
                """, related: "tuple tensor.tolist",
            direct: .one { PythonFunctions.shortItems($0).map { .list(ListObject($0)) } }
        ) { (_, arguments) throws(EvaluationError) in
            .list(ListObject(try arguments[0]?.items() ?? []))
        },
        Builtin(
            "tuple", .python, door: .bare, type: .tuple,
            traits: .gathersItems, gives: .tuple,
            [.value("items", default: .source("()"), "a list, tuple, string, range or tensor"), .slash],
            "A tuple of the items.",
            example: """
                tuple([10, 5])
                #> (10, 5)
                x = arange(6).reshape(tuple([2, 3]))
                x
                #> [[0 1 2]
                #>  [3 4 5]]
                """, related: "list tensor.tolist",
            direct: .one { PythonFunctions.shortItems($0).map { .tuple(TupleObject($0)) } }
        ) { (_, arguments) throws(EvaluationError) in
            if case .tuple? = arguments[0] { return arguments.value(0) }
            return .tuple(TupleObject(try arguments[0]?.items() ?? []))
        },
        Builtin(
            "ord", .python, door: .bare, [.value("c", "one character"), .slash], "The code point of a character.",
            example: """
                ord('a')
                #> 97
                """, related: "chr",
            direct: DirectForms(one: { _, text in
                guard case .string(let text) = text, text.count == 1, let scalar = text.first else { return nil }
                return .int(Int(scalar.value))
            })
        ) { (_, arguments) throws(EvaluationError) in
            if let bytes = arguments.value(0).bytes, bytes.count == 1 { return .int(Int(bytes[0])) }
            guard case .string(let text) = arguments.value(0), let scalar = text.string.unicodeScalars.first,
                text.count == 1
            else {
                let value = arguments.value(0)
                let found =
                    if let bytes = value.bytes {
                        "a character, but string of length \(bytes.count)"
                    } else if case .string(let text) = value { "a character, but string of length \(text.count)" } else
                    {
                        "string of length 1, but \(value.typeName)"
                    }
                throw arguments.invalid(
                    "one character is needed, got \(value.kindText)",
                    python: PythonForm("TypeError", "ord() expected \(found) found"))
            }
            return .int(Int(scalar.value))
        },
        Builtin(
            "chr", .python, door: .bare, gives: .text, [.integer("i", "a code point"), .slash],
            "The character of a code point.",
            example: """
                chr(955)
                #> λ
                ''.join([chr(97 + i) for i in range(3)])
                #> abc
                """, related: "ord",
            direct: DirectForms(one: { _, code in
                guard case .int(let code) = code, let code = UInt32(exactly: code), let scalar = Unicode.Scalar(code)
                else { return nil }
                return .string(.of(scalar))
            })
        ) { (_, arguments) throws(EvaluationError) in
            let number = try arguments.int("i")
            guard let code = UInt32(exactly: number), let scalar = Unicode.Scalar(code) else {
                throw arguments.invalid(
                    (0xD800..<0xE000).contains(number)
                        ? "\(number) is half of a surrogate pair, which no text has here"
                        : "\(number) is no code point",
                    python: .value("chr() arg not in range(0x110000)"))
            }
            return .string(.of(scalar))
        },
    ]
}
