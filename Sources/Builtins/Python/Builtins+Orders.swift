internal import Integers
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Python's functions for iterating in an order: `sorted`, `reversed`, `zip`, `enumerate`.
    static let orders: [Builtin] = [
        Builtin(
            "sorted", .python, door: .bare, path: "sort", traits: [.essential, .gathersItems], gives: .list,
            [.items, .slash, .star, .key, .reverse], "A sorted list of the items.",
            example: """
                sorted([3, 1, 2], reverse=True)
                #> [3, 2, 1]
                runs = [('lr=0.1', 0.03), ('lr=0.01', 0.2)]
                sorted(runs, key=lambda run: run[1])[0]
                #> ('lr=0.1', 0.03)
                """, related: "sort tensor.sort min max reversed list.sort"
        ) { (machine, arguments) throws(EvaluationError) in
            .list(
                ListObject(
                    try PythonFunctions.sorted(
                        try arguments.value(0).items(), key: arguments["key"],
                        isReversed: try arguments.flag("reverse"), machine)))
        },
        Builtin(
            "reversed", .python, door: .bare, [.items, .slash],
            "The items from the last to the first, one after another.",
            example: """
                list(reversed([1, 2, 3]))
                #> [3, 2, 1]
                """, related: "sorted flip list.reverse list.sort"
        ) { (machine, arguments) throws(EvaluationError) in
            let items = arguments.value(0)
            switch items {
            case .iterator, .set:
                throw arguments.invalid(
                    "\(items.kindText) goes forwards only", hint: "reversed(list(…)) takes its items first",
                    python: PythonForm("TypeError", "'\(items.typeName)' object is not reversible"))
            case .dictionary(let dictionary):
                return .iterator(ItemIterator(.dictionary(.keys, isReversed: true), over: dictionary, items))
            case .view(let view):
                let dictionary = view.dictionary
                return .iterator(
                    ItemIterator(.dictionary(view.part, isReversed: true), over: dictionary, .dictionary(dictionary)))
            case .instance(let instance): return try PythonFunctions.reversed(instance, arguments, machine)
            default: return .iterator(try ItemIterator(.reversed, over: [items]))
            }
        },
        Builtin(
            "zip", .python, door: .bare, traits: .essential,
            [.rest("lists", "the lists"), .flag("strict", default: false, "whether all must be of one length")],
            "Tuples of the first items, the second …, one after another.",
            example: """
                for name, size in zip(['x', 'w'], [10, 5]): print(name, size)
                #> x 10
                #> w 5
                """, related: "enumerate",
            direct: DirectForms(two: { _, left, right in
                (try? ItemIterator(.zip(isStrict: false), over: [left, right])).map { .iterator($0) }
            })
        ) { (_, arguments) throws(EvaluationError) in
            let isStrict = try arguments.flag("strict")
            return .iterator(try ItemIterator(.zip(isStrict: isStrict), over: arguments.rest.map(\.value)))
        },
        Builtin(
            "enumerate", .python, door: .bare, traits: .essential,
            [
                .value("iterable", "a list, tuple, string, range or tensor"),
                .integer("start", default: 0, "the first number"),
            ],
            "Tuples of number and item, one after another.",
            example: """
                for i, row in enumerate(eye(2)): print(i, row)
                #> 0 [1. 0.]
                #> 1 [0. 1.]
                list(enumerate(['a', 'b'], start=1))
                #> [(1, 'a'), (2, 'b')]
                """, related: "range zip",
            direct: DirectForms(one: { _, items in
                (try? ItemIterator(.enumerate, over: [items])).map { .iterator($0) }
            })
        ) { (_, arguments) throws(EvaluationError) in
            .iterator(
                try ItemIterator(.enumerate, over: [arguments.value(0)], start: try arguments.int("start")))
        },
    ]
}
