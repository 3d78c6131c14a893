internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Python's own built-ins; where NumPy has one of the same name, the bare name means Python's.
    static let python: [Builtin] = [
        Builtin(
            "print", .python, door: .bare, traits: .essential,
            [
                .rest("values", "what is shown"), .text("sep", default: " ", "what stands between the values"),
                .text("end", default: "\n", "what stands behind them"),
                .truth("flush", default: false, "for Python; output is shown at once here anyway"),
            ],
            "Show values, a blank between them.",
            example: #"""
                loss_now = 0.25
                print("Epoch", 10, ": loss", loss_now)
                #> Epoch 10 : loss 0.25
                print(1, 2, 3, sep=", ", end=".\n")
                #> 1, 2, 3.
                """#, related: "format",
            differs: "There is no file=."
        ) {
            (evaluator, arguments) throws(EvaluationError) in
            let separator = try arguments.text("sep")
            let end = try arguments.text("end")
            for argument in arguments.rest { try Allowance.check(textOf: argument.value) }
            evaluator.output(arguments.rest.map(\.value.text).joined(separator: separator) + end)
            return .none
        },
        Builtin(
            "len", .python, door: .bare, traits: .essential, [.value("x", "a list, tuple, string or tensor")],
            "The number of items, or of rows.",
            example: """
                x = zeros 10 5
                len x
                #> 10
                len([1, 2, 3])
                #> 3
                """, related: "size np.shape ndim sum"
        ) {
            (_, arguments) throws(EvaluationError) in
            switch arguments.value(0) {
            case .string(let text): return .int(text.unicodeScalars.count)
            case .list(let items), .tuple(let items): return .int(items.count)
            case .range(let range): return .int(range.count)
            case .tensor(let tensor) where tensor.rank > 0: return .int(tensor.shape[0])
            default:
                throw arguments.wrongType("x", expected: "a list, tuple, string or tensor", got: arguments.value(0))
            }
        },
        Builtin(
            "range", .python, door: .bare, type: .range, traits: .essential,
            [
                .integer("start", "the first number; alone, where they end"),
                .integer("stop", default: nil, "where they end, exclusive"),
                .integer("step", default: 1, "the distance of neighbours"),
            ],
            "The integers from start up to stop.",
            example: """
                for epoch in range(1, 4): print(epoch)
                #> 1
                #> 2
                #> 3
                list(range(10, 0, -3))
                #> [10, 7, 4, 1]
                """, related: "enumerate arange linspace"
        ) {
            (_, arguments) throws(EvaluationError) in
            let first = try arguments.int("start")
            let step = try arguments.int("step")
            if step == 0 { throw arguments.invalid("the step can't be 0") }
            guard let stop = try arguments.optionalInt("stop") else {
                return .range(IntegerRange(start: 0, stop: first, step: 1))
            }
            return .range(IntegerRange(start: first, stop: stop, step: step))
        },
        Builtin(
            "slice", .python, door: .bare, type: .slice,
            [
                .integer("start", "the first place; alone, where it ends"),
                .integer("stop", default: nil, "where it ends, exclusive"),
                .integer("step", default: nil, "the distance of neighbours"),
            ],
            "A slice object, for x[s].",
            example: """
                first_rows = slice(0, 2)
                x = arange(8).reshape(4, 2)
                x[first_rows]
                #> [[0 1]
                #>  [2 3]]
                """, related: "take"
        ) {
            (_, arguments) throws(EvaluationError) in
            guard arguments.isGiven("stop") || arguments["stop"] != nil else {
                return .slice(Slice(upper: try arguments.optionalInt("start")))
            }
            if try arguments.optionalInt("step") == 0 { throw arguments.invalid("a slice's step can't be 0") }
            return .slice(
                Slice(
                    lower: try arguments.optionalInt("start"), upper: try arguments.optionalInt("stop"),
                    step: try arguments.optionalInt("step")))
        },
        Builtin(
            "abs", .python, door: .bare, [.value("x", "a number or tensor")],
            "The absolute value.",
            example: """
                abs(-2.5)
                #> 2.5
                abs(array([-1, 2]))
                #> [1 2]
                """, related: "np.abs absolute fabs sign"
        ) { (_, arguments) throws(EvaluationError) in
            switch arguments.value(0) {
            case .int(let value):
                if value == .min { throw .numbers(.integerOverflow("abs(\(value))")) }
                return .int(abs(value))
            case .bool(let value): return .int(value ? 1 : 0)
            case .float(let value): return .float(abs(value))
            default:
                let tensor = try arguments.tensor(0)
                var flags: FloatingPointFlags = []
                return .result(
                    try arguments.carryOut { () throws(TensorError) in
                        try Tensor.unary(.absolute, tensor, flags: &flags)
                    })
            }
        },
        Builtin(
            "pow", .python, door: .bare, [.value("base", "the base"), .value("exp", "the exponent")],
            "base to the power exp.",
            example: """
                pow 2 10
                #> 1024
                """, related: "power square sqrt float_power"
        ) {
            (_, arguments) throws(EvaluationError) in
            var flags: FloatingPointFlags = []
            return try Operators.binary(arguments.value(0), .power, arguments.value(1), flags: &flags)
        },
        Builtin(
            "divmod", .python, door: .bare, [.value("a", "the dividend"), .value("b", "the divisor")],
            "The tuple (a // b, a % b).",
            example: """
                minutes, seconds = divmod(137, 60)
                print(f"{minutes}:{seconds:02}")
                #> 2:17
                """, related: "mod np.divmod"
        ) {
            (_, arguments) throws(EvaluationError) in
            var flags: FloatingPointFlags = []
            return .tuple([
                try Operators.binary(arguments.value(0), .floorDivide, arguments.value(1), flags: &flags),
                try Operators.binary(arguments.value(0), .remainder, arguments.value(1), flags: &flags),
            ])
        },
        Builtin(
            "round", .python, door: .bare, traits: .essential,
            [.value("x", "a number or tensor"), .integer("ndigits", default: nil, "how many decimals stay")],
            "Rounded to ndigits decimals, half to even.",
            example: """
                round(2.71828, 2)
                #> 2.72
                round 2.5
                #> 2
                round(array([0.123, 4.567]), 1)
                #> [0.1 4.6]
                """, related: "np.round around rint format string.format", PythonFunctions.round
        ),
        Builtin(
            "sum", .python, door: .bare, traits: .essential,
            [
                .value("items", "a list, tuple, string, range or tensor"),
                .value("start", default: 0, "what the sum begins with"),
            ],
            "The items added from the left, Python's sum.",
            example: """
                sum([1, 2, 3])
                #> 6
                sum([n ** 2 for n in range(4)])
                #> 14
                x = array([[1, 2], [3, 4]])
                sum x axis=0
                #> [4 6]
                """, related: "len np.sum cumsum"
        ) {
            (_, arguments) throws(EvaluationError) in
            var total = arguments["start"] ?? .int(0)
            var flags: FloatingPointFlags = []
            var meter = WorkMeter()
            for item in try arguments.value(0).items() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                total = try Operators.binary(total, .add, item, flags: &flags)
            }
            return total
        },
        Builtin(
            "min", .python, door: .bare,
            [
                .rest("values", "the values, or one list of them"),
                .function("key", default: nil, "a function whose results are compared instead"),
                .value("default", default: nil, "what an empty list gives"),
            ],
            "The smallest.",
            example: """
                min 3 1 2
                #> 1
                min(['pear', 'fig'], key=len)
                #> fig
                """, related: "max sorted np.min argmin"
        ) {
            (evaluator, arguments) throws(EvaluationError) in
            try PythonFunctions.extreme(&evaluator, arguments, .less)
        },
        Builtin(
            "max", .python, door: .bare,
            [
                .rest("values", "the values, or one list of them"),
                .function("key", default: nil, "a function whose results are compared instead"),
                .value("default", default: nil, "what an empty list gives"),
            ],
            "The largest.",
            example: """
                max([0.2, 0.9, 0.5])
                #> 0.9
                x = array([[1, 9], [5, 3]])
                max x axis=0
                #> [5 9]
                """, related: "np.max min sorted"
        ) {
            (evaluator, arguments) throws(EvaluationError) in
            try PythonFunctions.extreme(&evaluator, arguments, .greater)
        },
        Builtin(
            "any", .python, door: .bare, [.value("items", "a list, tuple, string, range or tensor")],
            "Whether any item is true.",
            example: """
                losses = [0.5, 0.3, 0.01]
                any([value < 0.1 for value in losses])
                #> True
                """, related: "all np.any"
        ) {
            (_, arguments) throws(EvaluationError) in
            var meter = WorkMeter()
            for item in try arguments.value(0).items() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                if try item.isTrue() { return .bool(true) }
            }
            return .bool(false)
        },
        Builtin(
            "all", .python, door: .bare, [.value("items", "a list, tuple, string, range or tensor")],
            "Whether all items are true.",
            example: """
                losses = [0.5, 0.3, 0.01]
                all([a > b for a, b in zip(losses, losses[1:])])
                #> True
                """, related: "np.all any"
        ) {
            (_, arguments) throws(EvaluationError) in
            var meter = WorkMeter()
            for item in try arguments.value(0).items() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                if try !item.isTrue() { return .bool(false) }
            }
            return .bool(true)
        },
        Builtin(
            "sorted", .python, door: .bare, traits: .essential,
            gives: .list,
            [
                .value("items", "a list, tuple, string, range or tensor"),
                .function("key", default: nil, "a function whose results are compared instead"),
                .truth("reverse", default: false, "from the greatest to the least"),
            ],
            "A sorted list of the items.",
            example: """
                sorted([3, 1, 2], reverse=True)
                #> [3, 2, 1]
                runs = [('lr=0.1', 0.03), ('lr=0.01', 0.2)]
                sorted(runs, key=lambda run: run[1])[0]
                #> ('lr=0.1', 0.03)
                """, related: "sort tensor.sort min max reversed list.sort"
        ) {
            (evaluator, arguments) throws(EvaluationError) in
            .list(
                try PythonFunctions.sorted(
                    try arguments.value(0).items(), key: arguments["key"],
                    isReversed: try arguments.bool("reverse"), &evaluator))
        },
        Builtin(
            "reversed", .python, door: .bare, [.value("items", "a list, tuple, string, range or tensor")],
            "The items from the last to the first, as a list.",
            example: """
                reversed([1, 2, 3])
                #> [3, 2, 1]
                """, related: "sorted flip list.reverse list.sort",
            differs: "It gives a list at once."
        ) {
            (_, arguments) throws(EvaluationError) in .list(try arguments.value(0).items().reversed())
        },
        Builtin(
            "zip", .python, door: .bare, traits: .essential, [.rest("lists", "the lists")],
            "Tuples of the first items, the second …, as a list.",
            example: """
                for name, size in zip(['x', 'w'], [10, 5]): print(name, size)
                #> x 10
                #> w 5
                """, related: "enumerate",
            differs: "It gives a list at once."
        ) {
            (_, arguments) throws(EvaluationError) in
            var lists: [[Value]] = []
            for list in arguments.rest { lists.append(try list.value.items()) }
            let count = lists.map(\.count).min() ?? 0
            return .list(try [Value](count: count, interruptibly: { index in .tuple(lists.map { $0[index] }) }))
        },
        Builtin(
            "enumerate", .python, door: .bare, traits: .essential,
            [
                .value("items", "a list, tuple, string, range or tensor"),
                .integer("start", default: 0, "the first number"),
            ],
            "Tuples of number and item, as a list.",
            example: """
                for i, row in enumerate(eye(2)): print(i, row)
                #> 0 [1. 0.]
                #> 1 [0. 1.]
                enumerate(['a', 'b'], start=1)
                #> [(1, 'a'), (2, 'b')]
                """, related: "range zip",
            differs: "It gives a list at once."
        ) {
            (_, arguments) throws(EvaluationError) in
            let start = try arguments.int("start")
            let items = try arguments.value(0).items()
            if start.addingReportingOverflow(items.count).overflow {
                throw .numbers(.integerOverflow("\(start) + \(items.count)"))
            }
            return .list(try [Value](count: items.count, interruptibly: { .tuple([.int(start + $0), items[$0]]) }))
        },
        Builtin(
            "isinstance", .python, door: .bare,
            [.value("x", "any value"), .value("type", "a type, or a tuple of types")],
            "Whether x is of a type, or one of a tuple of types.",
            example: """
                isinstance(0.01, float)
                #> True
                isinstance(3, (int, float))
                #> True
                isinstance(zeros(2), np.ndarray)
                #> True
                """, related: "type callable"
        ) {
            (_, arguments) throws(EvaluationError) in
            .bool(try PythonFunctions.isInstance(arguments.value(0), of: arguments.value(1), arguments))
        },
        Builtin(
            "type", .python, door: .bare, type: .type, [.value("x", "any value")],
            "The type of x.",
            example: """
                type(0.5)
                #> <class 'float'>
                type(array([1]))
                #> <class 'numpy.ndarray'>
                """, related: "isinstance callable"
        ) { (_, arguments) in .type(arguments.value(0).type) },
        Builtin(
            "callable", .python, door: .bare, [.value("x", "any value")],
            "Whether x can be called.",
            example: """
                callable(mean)
                #> True
                """, related: "isinstance type"
        ) { (_, arguments) in
            switch arguments.value(0) {
            case .function, .builtin, .method, .type: .bool(true)
            default: .bool(false)
            }
        },
        Builtin(
            "repr", .python, door: .bare, [.value("x", "any value")],
            "The text Python shows inside a list.",
            example: """
                print(repr('two words'), repr(0.1))
                #> 'two words' 0.1
                """, related: "str"
        ) {
            (_, arguments) throws(EvaluationError) in
            try Allowance.check(textOf: arguments.value(0))
            return .string(arguments.value(0).representation)
        },
        Builtin(
            "format", .python, door: .bare,
            [
                .value("x", "any value"),
                .text("spec", default: "", "the format, what stands behind the colon in an f-string"),
            ],
            "x as an f-string would format it.",
            example: """
                format(3.14159, '.2f')
                #> 3.14
                format(1234567, ',')
                #> 1,234,567
                """, related: "string.format round print string.rjust"
        ) {
            (_, arguments) throws(EvaluationError) in
            .string(
                try Formatting.format(
                    arguments.value(0), conversion: nil, specification: try arguments.text("spec")))
        },
        Builtin(
            "int", .python, door: .bare, type: .int, traits: .essential,
            [
                .value("x", default: 0, "a number, or text that reads as one"),
                .integer("base", default: 10, "the base in which text is read"),
            ],
            "A whole number: truncated, or read from text.",
            example: """
                int(2.9)
                #> 2
                int('42') + 1
                #> 43
                int('ff', 16)
                #> 255
                """, related: "float bool str trunc np.int64 tensor.astype",
            differs: "Ints have 64 bits; beyond them is an error.", PythonFunctions.int
        ),
        Builtin(
            "float", .python, door: .bare, type: .float, traits: .essential,
            [.value("x", default: 0.0, "a number, or text that reads as one")],
            "A float, also read from text.",
            example: """
                float('1e-3')
                #> 0.001
                float(array([2]).sum())
                #> 2.0
                """, related: "int bool str np.float64 tensor.item tensor.astype", PythonFunctions.float
        ),
        Builtin(
            "bool", .python, door: .bare, type: .bool, [.value("x", default: false, "any value")],
            "Whether x counts as true.",
            example: """
                bool([])
                #> False
                bool(0.1)
                #> True
                """, related: "int float str np.bool_"
        ) {
            (_, arguments) throws(EvaluationError) in .bool(try arguments.value(0).isTrue())
        },
        Builtin(
            "str", .python, door: .bare, type: .string, gives: .text, [.value("x", default: "", "any value")],
            "The text print shows.",
            example: """
                'lr = ' + str(0.01)
                #> lr = 0.01
                """, related: "repr int float bool"
        ) { (_, arguments) throws(EvaluationError) in
            try Allowance.check(textOf: arguments.value(0))
            return .string(arguments[0]?.text ?? "")
        },
        Builtin(
            "list", .python, door: .bare, type: .list,
            gives: .list, [.value("items", default: .source("()"), "a list, tuple, string, range or tensor")],
            "A list of the items.",
            example: """
                list((1, 2))
                #> [1, 2]
                list('abc')
                #> ['a', 'b', 'c']
                """, related: "tuple tensor.tolist"
        ) {
            (_, arguments) throws(EvaluationError) in
            .list(try arguments[0]?.items() ?? [])
        },
        Builtin(
            "tuple", .python, door: .bare, type: .tuple,
            gives: .tuple, [.value("items", default: .source("()"), "a list, tuple, string, range or tensor")],
            "A tuple of the items.",
            example: """
                tuple([10, 5])
                #> (10, 5)
                x = arange(6).reshape(tuple([2, 3]))
                x
                #> [[0 1 2]
                #>  [3 4 5]]
                """, related: "list tensor.tolist"
        ) {
            (_, arguments) throws(EvaluationError) in .tuple(try arguments[0]?.items() ?? [])
        },
        Builtin(
            "ord", .python, door: .bare, [.text("c", "one character")],
            "The code point of a character.",
            example: """
                ord('a')
                #> 97
                """, related: "chr"
        ) {
            (_, arguments) throws(EvaluationError) in
            guard case .string(let text) = arguments.value(0), let scalar = text.unicodeScalars.first,
                text.unicodeScalars.count == 1
            else { throw arguments.wrongType("c", expected: "one character", got: arguments.value(0)) }
            return .int(Int(scalar.value))
        },
        Builtin(
            "chr", .python, door: .bare, [.integer("i", "a code point")],
            "The character of a code point.",
            example: """
                chr(955)
                #> λ
                ''.join([chr(97 + i) for i in range(3)])
                #> abc
                """, related: "ord"
        ) {
            (_, arguments) throws(EvaluationError) in
            guard let code = UInt32(exactly: try arguments.int("i")), let scalar = Unicode.Scalar(code) else {
                throw arguments.wrongType("i", expected: "a code point", got: arguments.value(0))
            }
            return .string(String(Character(scalar)))
        },
        Builtin(
            "float64", .python, door: .numpy, type: .numpyFloat64,
            [.value("x", default: 0.0, "a number, a tensor, or text that reads as a number")],
            "x as NumPy's float64.",
            example: """
                np.float64(1) / 3
                #> 0.3333333333333333
                np.float64('0.25')
                #> 0.25
                """, related: "np.int64 np.bool_ float"
        ) {
            (_, arguments) throws(EvaluationError) in
            try PythonFunctions.numpyType(.float64, arguments)
        },
        Builtin(
            "int64", .python, door: .numpy, type: .numpyInt64,
            [.value("x", default: 0, "a number, a tensor, or text that reads as a number")],
            "x as NumPy's int64.",
            example: """
                np.int64(7.9)
                #> 7
                """, related: "int np.float64 np.bool_"
        ) { (_, arguments) throws(EvaluationError) in
            try PythonFunctions.numpyType(.int64, arguments)
        },
        Builtin(
            "bool_", .python, door: .numpy, type: .numpyBool, [.value("x", default: false, "a number or a tensor")],
            "x as NumPy's bool.",
            example: """
                np.bool_(3)
                #> True
                """, related: "bool np.float64 np.int64"
        ) {
            (_, arguments) throws(EvaluationError) in
            try PythonFunctions.numpyType(.bool, arguments)
        },
    ]
}
