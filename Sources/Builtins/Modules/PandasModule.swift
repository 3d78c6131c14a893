internal import Interpreter
internal import Rendering
internal import Tensors

/// What the module pandas, which is written in Python (`Sources/PythonModules/tables`), can't do there as fast.
enum PandasModule {
    /// What `import` calls it.
    static let name = "pandas"

    static let helpers: [Builtin] = [
        Builtins.helper("_codes_of", [.tensor("values", "a vector")], traits: [.takesEveryType, .takesTexts]) {
            (_, arguments) throws(EvaluationError) in
            let groups: ElementGroups
            let values = try arguments.tensor(0)
            do throws(TensorError) { groups = try values.elementGroups() } catch {
                throw .tensor(error, operation: "factorize", operands: [])
            }
            return .tuple(
                TupleObject([
                    .array(ArrayObject(.int64(groups.codes))), .array(ArrayObject(.int64(groups.firstPlaces))),
                ]))
        },
        // The name that a misspelt one is probably meant to be; None if none is near.
        Builtins.helper("_nearest_name", [.text("word", "what was written"), .value("names", "those that there are")]) {
            (_, arguments) throws(EvaluationError) in
            let names = try arguments.value(1).items().compactMap { name -> String? in
                if case .string(let text) = name { text.string } else { nil }
            }
            let near = Suggestions.nearest(to: try arguments.text("word"), among: names)
            return near.map { .string(Text($0)) } ?? .none
        },
        Builtins.helper("_group_sums", grouped) { (_, arguments) throws(EvaluationError) in
            try sums(arguments) { (values, codes, count) throws(TensorError) in
                try values.groupSums(codes: codes, count: count)
            }
        },
        Builtins.helper("_group_variances", grouped + [.integer("ddof", "what is taken off the numbers of elements")]) {
            (_, arguments) throws(EvaluationError) in
            let ddof = try arguments.int("ddof")
            return try sums(arguments) { (values, codes, count) throws(TensorError) in
                try values.groupVariances(codes: codes, count: count, ddof: ddof)
            }
        },
    ]

    private static let grouped: [Parameter] = [
        .tensor("codes", "the group of each value, -1 for none"), .tensor("values", "numbers"),
        .integer("count", "how many groups there are"),
    ]

    private static func sums(
        _ arguments: Arguments, _ found: (Tensor, NDArray<Int>, Int) throws(TensorError) -> GroupSums
    ) throws(EvaluationError) -> Value {
        let (codes, values) = (try arguments.integers("codes"), try arguments.tensor(1))
        let count = try arguments.int("count")
        let result: GroupSums
        do throws(TensorError) { result = try found(values, codes, count) } catch {
            throw .tensor(error, operation: "groupby", operands: [])
        }
        return .tuple(
            TupleObject([
                .array(ArrayObject(.float64(result.values))), .array(ArrayObject(.int64(result.counts))),
            ]))
    }
}

extension Value {
    /// Whether it is a table of named columns, or one of them.
    var isTable: Bool {
        if case .instance(let instance) = self {
            instance.type.module == PandasModule.name && instance.type.lookUp("to_csv") != nil
        } else {
            false
        }
    }
}

extension Machine {
    /// How many rows and columns a table has, or rows one of its columns; nil for anything else.
    func tableShape(of value: Value) throws(EvaluationError) -> Shape? {
        guard value.isTable else { return nil }
        let lengths = try attribute("shape", of: value).sequence?.compactMap(\.asIndex)
        return lengths.map { Shape($0) }
    }

    /// The shape of a table or column, and its columns or what it holds; nil for anything else.
    func tableWords(of value: Value) throws(EvaluationError) -> (shape: String, words: String)? {
        guard let shape = try tableShape(of: value) else { return nil }
        let words = try callBack(try member("words_of_table", ofSourceModule: PandasModule.name), [value])
        return (shape.description, words.text)
    }

    /// The first or last rows of a table, as it gives them; nil for anything else.
    func rows(atEndOf value: Value, count: Int, isLast: Bool) throws(EvaluationError) -> Value? {
        guard value.isTable else { return nil }
        let rows = try member("rows_at_end", ofSourceModule: PandasModule.name)
        return try callBack(rows, [value, .int(count), .bool(isLast)])
    }

    /// The columns of a table that are numbers, with their names; nil for anything else.
    func numbersOfTable(_ value: Value) throws(EvaluationError) -> [(name: String, column: Tensor)]? {
        guard value.isTable, try tableShape(of: value)?.rank == 2 else { return nil }
        let pairs = try callBack(try member("numbers_of_table", ofSourceModule: PandasModule.name), [value])
        var columns: [(name: String, column: Tensor)] = []
        for pair in pairs.sequence ?? [] {
            guard let parts = pair.sequence, parts.count == 2 else { continue }
            columns.append((parts[0].text, try parts[1].asTensor(for: "stats", parameter: "values")))
        }
        return columns
    }
}
