internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Python's own built-ins; where NumPy has one of the same name, the bare name means Python's.
    static let python: [Builtin] = [
        Builtin(
            "print(*values, sep=' ', end='\\n', flush=False)", .python, door: .bare,
            "Show values, a blank between them."
        ) {
            (evaluator, arguments) throws(EvaluationError) in
            let separator = try arguments.string("sep") ?? " "
            let end = try arguments.string("end") ?? "\n"
            for argument in arguments.rest { try Allowance.check(textOf: argument.value) }
            evaluator.output(arguments.rest.map(\.value.text).joined(separator: separator) + end)
            return .none
        },
        Builtin("len(x)", .python, door: .bare, "The number of items, or of rows.") {
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
        Builtin("range(start, stop=None, step=1)", .python, door: .bare, "The integers from start up to stop.") {
            (_, arguments) throws(EvaluationError) in
            let first = try arguments.int("start")
            let step = try arguments.int("step", default: 1)
            if step == 0 { throw arguments.invalid("the step can't be 0") }
            guard let stop = try arguments.optionalInt("stop") else {
                return .range(IntegerRange(start: 0, stop: first, step: 1))
            }
            return .range(IntegerRange(start: first, stop: stop, step: step))
        },
        Builtin("slice(start, stop=None, step=None)", .python, door: .bare, "A slice object, for x[s].") {
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
        Builtin("abs(x)", .python, door: .bare, "The absolute value.") { (_, arguments) throws(EvaluationError) in
            switch arguments.value(0) {
            case .int(let value):
                if value == .min { throw .integerOverflow("abs(\(value))") }
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
        Builtin("pow(base, exp)", .python, door: .bare, "base to the power exp.") {
            (_, arguments) throws(EvaluationError) in
            var flags: FloatingPointFlags = []
            return try Operators.binary(arguments.value(0), .power, arguments.value(1), flags: &flags)
        },
        Builtin("divmod(a, b)", .python, door: .bare, "The tuple (a // b, a % b).") {
            (_, arguments) throws(EvaluationError) in
            var flags: FloatingPointFlags = []
            return .tuple([
                try Operators.binary(arguments.value(0), .floorDivide, arguments.value(1), flags: &flags),
                try Operators.binary(arguments.value(0), .remainder, arguments.value(1), flags: &flags),
            ])
        },
        Builtin(
            "round(x, ndigits=None)", .python, door: .bare, "Rounded to ndigits decimals, half to even.",
            PythonFunctions.round),
        Builtin("sum(items, start=0)", .python, door: .bare, "The items added from the left, Python's sum.") {
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
        Builtin("min(*values, key=None, default=None)", .python, door: .bare, "The smallest.") {
            (evaluator, arguments) throws(EvaluationError) in
            try PythonFunctions.extreme(&evaluator, arguments, .less)
        },
        Builtin("max(*values, key=None, default=None)", .python, door: .bare, "The largest.") {
            (evaluator, arguments) throws(EvaluationError) in
            try PythonFunctions.extreme(&evaluator, arguments, .greater)
        },
        Builtin("any(items)", .python, door: .bare, "Whether any item is true.") {
            (_, arguments) throws(EvaluationError) in
            var meter = WorkMeter()
            for item in try arguments.value(0).items() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                if try item.isTrue() { return .bool(true) }
            }
            return .bool(false)
        },
        Builtin("all(items)", .python, door: .bare, "Whether all items are true.") {
            (_, arguments) throws(EvaluationError) in
            var meter = WorkMeter()
            for item in try arguments.value(0).items() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                if try !item.isTrue() { return .bool(false) }
            }
            return .bool(true)
        },
        Builtin("sorted(items, key=None, reverse=False)", .python, door: .bare, "A sorted list of the items.") {
            (evaluator, arguments) throws(EvaluationError) in
            .list(
                try PythonFunctions.sorted(
                    try arguments.value(0).items(), key: arguments["key"],
                    isReversed: try arguments.bool("reverse", default: false), &evaluator))
        },
        Builtin("reversed(items)", .python, door: .bare, "The items from the last to the first, as a list.") {
            (_, arguments) throws(EvaluationError) in .list(try arguments.value(0).items().reversed())
        },
        Builtin("zip(*lists)", .python, door: .bare, "Tuples of the first items, the second …, as a list.") {
            (_, arguments) throws(EvaluationError) in
            var lists: [[Value]] = []
            for list in arguments.rest { lists.append(try list.value.items()) }
            let count = lists.map(\.count).min() ?? 0
            return .list(try [Value](count: count, interruptibly: { index in .tuple(lists.map { $0[index] }) }))
        },
        Builtin("enumerate(items, start=0)", .python, door: .bare, "Tuples of number and item, as a list.") {
            (_, arguments) throws(EvaluationError) in
            let start = try arguments.int("start", default: 0)
            let items = try arguments.value(0).items()
            if start.addingReportingOverflow(items.count).overflow {
                throw .integerOverflow("\(start) + \(items.count)")
            }
            return .list(try [Value](count: items.count, interruptibly: { .tuple([.int(start + $0), items[$0]]) }))
        },
        Builtin("isinstance(x, type)", .python, door: .bare, "Whether x is of a type, or one of a tuple of types.") {
            (_, arguments) throws(EvaluationError) in
            .bool(try PythonFunctions.isInstance(arguments.value(0), of: arguments.value(1), arguments))
        },
        Builtin("type(x)", .python, door: .bare, "The type of x.") { (_, arguments) in .type(arguments.value(0).type) },
        Builtin("callable(x)", .python, door: .bare, "Whether x can be called.") { (_, arguments) in
            switch arguments.value(0) {
            case .function, .builtin, .method, .type: .bool(true)
            default: .bool(false)
            }
        },
        Builtin("repr(x)", .python, door: .bare, "The text Python shows inside a list.") {
            (_, arguments) throws(EvaluationError) in
            try Allowance.check(textOf: arguments.value(0))
            return .string(arguments.value(0).representation)
        },
        Builtin("format(x, spec='')", .python, door: .bare, "x as an f-string would format it.") {
            (_, arguments) throws(EvaluationError) in
            .string(
                try Formatting.format(
                    arguments.value(0), conversion: nil, specification: try arguments.string("spec") ?? ""))
        },
        Builtin(
            "int(x=0, base=10)", .python, door: .bare, "A whole number: truncated, or read from text.",
            PythonFunctions.int),
        Builtin("float(x=0.0)", .python, door: .bare, "A float, also read from text.", PythonFunctions.float),
        Builtin("bool(x=False)", .python, door: .bare, "Whether x counts as true.") {
            (_, arguments) throws(EvaluationError) in .bool(try arguments.value(0).isTrue())
        },
        Builtin("str(x='')", .python, door: .bare, "The text print shows.") { (_, arguments) throws(EvaluationError) in
            try Allowance.check(textOf: arguments.value(0))
            return .string(arguments[0]?.text ?? "")
        },
        Builtin("list(items=())", .python, door: .bare, "A list of the items.") {
            (_, arguments) throws(EvaluationError) in
            .list(try arguments[0]?.items() ?? [])
        },
        Builtin("tuple(items=())", .python, door: .bare, "A tuple of the items.") {
            (_, arguments) throws(EvaluationError) in .tuple(try arguments[0]?.items() ?? [])
        },
        Builtin("ord(c)", .python, door: .bare, "The code point of a character.") {
            (_, arguments) throws(EvaluationError) in
            guard case .string(let text) = arguments.value(0), let scalar = text.unicodeScalars.first,
                text.unicodeScalars.count == 1
            else { throw arguments.wrongType("c", expected: "one character", got: arguments.value(0)) }
            return .int(Int(scalar.value))
        },
        Builtin("chr(i)", .python, door: .bare, "The character of a code point.") {
            (_, arguments) throws(EvaluationError) in
            guard let code = UInt32(exactly: try arguments.int("i")), let scalar = Unicode.Scalar(code) else {
                throw arguments.wrongType("i", expected: "a code point", got: arguments.value(0))
            }
            return .string(String(Character(scalar)))
        },
        Builtin("float64(x=0.0)", .python, door: .numpy, "x as NumPy's float64.") {
            (_, arguments) throws(EvaluationError) in
            try PythonFunctions.numpyType(.float64, arguments)
        },
        Builtin("int64(x=0)", .python, door: .numpy, "x as NumPy's int64.") { (_, arguments) throws(EvaluationError) in
            try PythonFunctions.numpyType(.int64, arguments)
        },
        Builtin("bool_(x=False)", .python, door: .numpy, "x as NumPy's bool.") {
            (_, arguments) throws(EvaluationError) in
            try PythonFunctions.numpyType(.bool, arguments)
        },
    ]
}
