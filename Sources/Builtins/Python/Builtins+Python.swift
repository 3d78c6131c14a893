internal import Integers
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Python's own built-ins; if NumPy has one of the same name, the bare name refers to Python's.
    static let python: [Builtin] =
        pythonFunctions + orders + asking + identity + iterators + pythonTypes + numberTypes + elementTypes + tableTypes
        + classFunctions + names + complexType

    private static let pythonFunctions: [Builtin] = [
        Builtin(
            "print", .python, door: .bare, traits: .essential, gives: .nothing,
            [
                .rest("values", "what is shown"), .text("sep", default: " ", "the text between the values").orNone,
                .text("end", default: "\n", "the text after them").orNone,
                .value("file", default: nil, "what takes the text by its write, such as an open file; the output else"),
                .truth("flush", default: false, "for Python; output is shown at once here anyway"),
            ], "Show values, a blank between them.",
            example: #"""
                loss_now = 0.25
                print("Epoch", 10, ": loss", loss_now)
                #> Epoch 10 : loss 0.25
                print(1, 2, 3, sep=", ", end=".\n")
                #> 1, 2, 3.
                """#, related: "format",
            direct: .many { machine, values in
                guard machine.redirected == nil, let line = PythonFunctions.plainLine(values) else { return nil }
                machine.output(line)
                return Value.none
            }
        ) { (machine, arguments) throws(EvaluationError) in
            let separator = try arguments.text("sep")
            let end = try arguments.text("end")
            for argument in arguments.rest.polled(work: 16) { try Allowance.check(textOf: argument.value) }
            if let file = arguments["file"], !file.isNone {
                try PythonFunctions.print(arguments.rest.map(\.value), separator, end, to: file, machine)
                return .none
            }
            var text = ""
            for (place, argument) in arguments.rest.enumerated().polled(work: 64) {
                if place > 0 { text += separator }
                text += argument.value.text
            }
            try machine.failIfPending()
            if let target = machine.redirected {
                let write = try machine.attribute("write", of: target)
                _ = try machine.callBack(write, [.string(Text(text + end))])
            } else {
                machine.output(text + end)
            }
            return .none
        },
        Builtin(
            "len", .python, door: .bare, traits: .essential, [.value("x", "a list, tuple, string or tensor"), .slash],
            "The number of items, or of rows.",
            example: """
                x = zeros 10 5
                len x
                #> 10
                len([1, 2, 3])
                #> 3
                """, related: "size np.shape ndim sum",
            direct: DirectForms(one: { _, value in
                switch value {
                case .list(let items): .int(items.count)
                case .string(let text): .int(text.count)
                case .tuple(let items): .int(items.count)
                case .dictionary(let dictionary): .int(dictionary.count)
                case .set(let set): .int(set.count)
                case .view(let view): .int(view.dictionary.count)
                case .array(let tensor) where tensor.rank > 0: .int(tensor.shape[0])
                default: nil
                }
            })
        ) { (machine, arguments) throws(EvaluationError) in
            switch arguments.value(0) {
            case .string(let text): return .int(text.count)
            case .list(let items): return .int(items.count)
            case .tuple(let items): return .int(items.count)
            case .dictionary(let dictionary): return .int(dictionary.count)
            case .set(let set): return .int(set.count)
            case .view(let view): return .int(view.dictionary.count)
            case .range(let range): return .int(range.count)
            case .array(let tensor) where tensor.rank > 0: return .int(tensor.shape[0])
            case .instance(let instance):
                if let count = try instance.count { return .int(count) }
                throw arguments.wrongType("x", expected: "a list, tuple, string or tensor", got: arguments.value(0))
            case .classObject(let type):
                if let count = try machine.count(of: type) { return count }
                fallthrough
            default:
                throw arguments.wrongType("x", expected: "a list, tuple, string or tensor", got: arguments.value(0))
            }
        },
        Builtin(
            "range", .python, door: .bare, type: .range, traits: [.essential, .placesOnly],
            [
                .integer("start", "the first number; alone, the end"),
                .integer("stop", default: nil, "where they end, exclusive"),
                .integer("step", default: 1, "the distance of neighbours"),
            ], "The integers from start up to stop.",
            example: """
                for epoch in range(1, 4): print(epoch)
                #> 1
                #> 2
                #> 3
                list(range(10, 0, -3))
                #> [10, 7, 4, 1]
                """, related: "enumerate arange linspace",
            direct: DirectForms(
                one: { _, stop in
                    guard case .int(let stop) = stop else { return nil }
                    return .range(IntegerRange(start: 0, stop: stop, step: 1))
                },
                two: { _, start, stop in
                    guard case .int(let start) = start, case .int(let stop) = stop else { return nil }
                    return .range(IntegerRange(start: start, stop: stop, step: 1))
                })
        ) { (_, arguments) throws(EvaluationError) in
            let first = try arguments.int("start")
            try arguments.refuseNone("stop")
            let step = try arguments.int("step")
            if step == 0 {
                throw arguments.invalid("the step can't be 0", python: .value("range() arg 3 must not be zero"))
            }
            if arguments["stop"] == nil { return .range(IntegerRange(start: 0, stop: first, step: 1)) }
            return .range(IntegerRange(start: first, stop: try arguments.int("stop"), step: step))
        },
        Builtin(
            "slice", .python, door: .bare, type: .slice,
            [
                .integer("start", "the first index; alone, the end").orNone,
                .integer("stop", default: nil, "where it ends, exclusive"),
                .integer("step", default: nil, "the distance of neighbours"), .slash,
            ], "A slice object, for x[s].",
            example: """
                first_rows = slice(0, 2)
                x = arange(8).reshape(4, 2)
                x[first_rows]
                #> [[0 1]
                #>  [2 3]]
                """, related: "take"
        ) { (_, arguments) throws(EvaluationError) in
            guard arguments.isGiven("stop") || arguments["stop"] != nil else {
                return .slice(Slice(upper: try arguments.optionalInt("start")))
            }
            if try arguments.optionalInt("step") == 0 {
                throw arguments.invalid("a slice's step can't be 0", python: .value("slice step cannot be zero"))
            }
            return .slice(
                Slice(
                    lower: try arguments.optionalInt("start"), upper: try arguments.optionalInt("stop"),
                    step: try arguments.optionalInt("step")))
        },
        Builtin(
            "abs", .python, door: .bare, [.value("x", "a number or tensor"), .slash], "The absolute value.",
            example: """
                abs(-2.5)
                #> 2.5
                abs(array([-1, 2]))
                #> [1 2]
                """, related: "np.abs absolute fabs sign",
            direct: DirectForms(one: { _, value in
                switch value {
                case .int(let number) where number != .min: .int(abs(number))
                case .float(let number): .float(abs(number))
                default: nil
                }
            })
        ) { (_, arguments) throws(EvaluationError) in
            switch arguments.value(0) {
            case .int, .long: return Value((arguments.value(0).asInteger ?? .short(0)).absolute)
            case .bool(let value): return .int(value ? 1 : 0)
            case .float(let value): return .float(abs(value))
            case .complex(let number):
                let magnitude = number.value.magnitude
                if magnitude.isInfinite, number.value.isFinite {
                    let words = "absolute value too large"
                    throw arguments.invalid(words, python: PythonForm("OverflowError", words))
                }
                return .float(magnitude)
            case .scalar(let scalar) where scalar.complexValue != nil:
                let number = scalar.complexValue ?? Complex(0, 0)
                if scalar.dtype == .complex128 { return .scalar(.float64(number.magnitude)) }
                return .scalar(Scalar(Complex(Float(number.real), Float(number.imaginary)).magnitude))
            case .list, .tuple: throw arguments.wrongType("x", expected: "a number or tensor", got: arguments.value(0))
            default:
                if let own = try arguments.special("__abs__") { return own }
                let tensor = try arguments.tensor(0)
                var flags: FloatingPointFlags = []
                return .result(
                    try arguments.carryOut { () throws(TensorError) in
                        try Tensor.unary(.absolute, tensor, flags: &flags)
                    })
            }
        },
        Builtin(
            "pow", .python, door: .bare,
            [
                .value("base", "the base"), .value("exp", "the exponent"),
                .value("mod", default: nil, "an int: what is left by this divisor is given"),
            ], "base to the power exp.",
            example: """
                pow 2 10
                #> 1024
                pow(3, 200, 7)
                #> 2
                """, related: "power square sqrt float_power math.pow", integerPower
        ),
        Builtin(
            "divmod", .python, door: .bare, gives: .tuple,
            [.value("a", "the dividend"), .value("b", "the divisor"), .slash],
            "The tuple (a // b, a % b).",
            example: """
                minutes, seconds = divmod(137, 60)
                print(f"{minutes}:{seconds:02}")
                #> 2:17
                """, related: "mod np.divmod"
        ) { (_, arguments) throws(EvaluationError) in
            let own = try arguments.special("__divmod__", [arguments.value(1)])
            if let own, !own.isIdentical(to: .notImplemented) { return own }
            var flags: FloatingPointFlags = []
            return .tuple(
                TupleObject([
                    try Operators.binary(arguments.value(0), .floorDivide, arguments.value(1), flags: &flags),
                    try Operators.binary(arguments.value(0), .remainder, arguments.value(1), flags: &flags),
                ]))
        },
        Builtin(
            "round", .python, door: .bare, traits: .essential,
            [
                .value("number", "a number or tensor"), .integer("ndigits", default: nil, "how many decimals stay"),
            ],
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
            "sum", .python, door: .bare, traits: [.essential, .gathersNumbers],
            [.items, .slash, .value("start", default: 0, "what the sum begins with")],
            "The items added from the left, Python's sum.",
            example: """
                sum([1, 2, 3])
                #> 6
                sum([n ** 2 for n in range(4)])
                #> 14
                x = array([[1, 2], [3, 4]])
                sum x axis=0
                #> [4 6]
                """, related: "len np.sum cumsum",
            direct: DirectForms(one: { _, items in PythonFunctions.sum(items) })
        ) { (_, arguments) throws(EvaluationError) in
            var total = arguments["start"] ?? .int(0)
            var flags: FloatingPointFlags = []
            var meter = WorkMeter()
            var items = try ValueIterator(arguments.value(0))
            while let item = try items.next() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                total = try Operators.binary(total, .add, item, flags: &flags)
            }
            return total
        },
        Builtin(
            "min", .python, door: .bare, traits: .gathersNumbers, [.values, .key, .emptyDefault], "The smallest.",
            example: """
                min 3 1 2
                #> 1
                min(['pear', 'fig'], key=len)
                #> fig
                """, related: "max sorted np.min argmin",
            direct: DirectForms(
                one: { _, items in PythonFunctions.extreme(items, <, <) },
                two: { _, left, right in
                    switch (left, right) {
                    case (.int(let left), .int(let right)): .int(right < left ? right : left)
                    case (.float(let left), .float(let right)): .float(right < left ? right : left)
                    default: nil
                    }
                })
        ) { (machine, arguments) throws(EvaluationError) in
            try PythonFunctions.extreme(machine, arguments, .less)
        },
        Builtin(
            "max", .python, door: .bare, traits: .gathersNumbers, [.values, .key, .emptyDefault], "The largest.",
            example: """
                max([0.2, 0.9, 0.5])
                #> 0.9
                x = array([[1, 9], [5, 3]])
                max x axis=0
                #> [5 9]
                """, related: "np.max min sorted",
            direct: DirectForms(
                one: { _, items in PythonFunctions.extreme(items, >, >) },
                two: { _, left, right in
                    switch (left, right) {
                    case (.int(let left), .int(let right)): .int(right > left ? right : left)
                    case (.float(let left), .float(let right)): .float(right > left ? right : left)
                    default: nil
                    }
                })
        ) { (machine, arguments) throws(EvaluationError) in
            try PythonFunctions.extreme(machine, arguments, .greater)
        },
        Builtin(
            "any", .python, door: .bare, [.items, .slash],
            "Whether any item is true.",
            example: """
                losses = [0.5, 0.3, 0.01]
                any([value < 0.1 for value in losses])
                #> True
                """, related: "all np.any",
            direct: DirectForms(one: { _, items in PythonFunctions.holds(true, items).map { .bool($0) } })
        ) { (_, arguments) throws(EvaluationError) in .bool(try PythonFunctions.holds(true, arguments))
        },
        Builtin(
            "all", .python, door: .bare, [.items, .slash],
            "Whether all items are true.",
            example: """
                losses = [0.5, 0.3, 0.01]
                all([a > b for a, b in zip(losses, losses[1:])])
                #> True
                """, related: "np.all any",
            direct: DirectForms(one: { _, items in PythonFunctions.holds(false, items).map { .bool(!$0) } })
        ) { (_, arguments) throws(EvaluationError) in .bool(try !PythonFunctions.holds(false, arguments))
        },
    ]
}
