internal import Interpreter
internal import Tensors

extension Builtins {
    /// Sorting, and set operations on tensors.
    static let sorting: [Builtin] = [
        Builtin(
            "sort", .reduce, traits: [.essential, .takesEveryType, .takesTexts, .takesComplex], [.a, .lastAxis, .kind],
            "The elements sorted along an axis; all in one with axis=None.",
            example: """
                sort(array([3, 1, 2]))
                #> [1 2 3]
                x = array([[3, 1], [0, 2]])
                sort x axis=0
                #> [[0 1]
                #>  [3 2]]
                """, related: "argsort unique sorted tensor.sort searchsorted"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axis = try sortingAxis(arguments)
            return try arguments.tensorValue { () throws(TensorError) in try x.sorted(axis: axis) }
        },
        Builtin(
            "argsort", .reduce, traits: [.tensorMethod, .takesEveryType, .takesTexts, .takesComplex],
            [.a, .lastAxis.wholeOnly, .kind],
            "The places that would sort the elements along an axis; equal ones stay in their order.",
            example: """
                names = ['ann', 'bob', 'cy']
                losses = array([0.3, 0.1, 0.2])
                order = argsort losses
                order
                #> [1 2 0]
                [names[i] for i in order]
                #> ['bob', 'cy', 'ann']
                """, related: "argmax argmin sort unique",
            differs: "Equal elements keep their order, which NumPy's default leaves open."
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axis = try sortingAxis(arguments)
            return .array(
                ArrayObject(
                    .int64(try arguments.carryOut { () throws(TensorError) in try x.sortingIndices(axis: axis) })))
        },
        Builtin(
            "unique", .reduce, traits: [.essential, .takesEveryType, .takesTexts, .takesComplex],
            [
                .tensor("ar", "the tensor"),
                .truth("return_index", default: false, "whether the places of the first ones are given too"),
                .truth("return_inverse", default: false, "whether the places that make the tensor again are given too"),
                .truth("return_counts", default: false, "whether the counts are given too"),
            ], "The elements that differ, sorted; with where they are and how often, if asked.",
            example: """
                unique(array([3, 1, 3, 2]))
                #> [1 2 3]
                labels, counts = unique([1, 0, 1, 1], return_counts=True)
                print(labels, counts)
                #> [0 1] [1 3]
                """, related: "bincount isin sort argsort", unique
        ),
        Builtin(
            "isin", .reduce, traits: [.takesEveryType, .takesTexts, .takesComplex],
            [
                .tensor("element", "the elements"), .tensor("test_elements", "what they are looked up in"),
                .truth("assume_unique", default: false, "for NumPy; the answer is the same"),
                .truth("invert", default: false, "whether the answer is turned round"),
            ], "Whether each element is among test_elements.",
            example: """
                x = array([1, 2, 3, 4])
                isin(x, [2, 4])
                #> [False  True False  True]
                """, related: "unique bincount union1d intersect1d setdiff1d"
        ) { (_, arguments) throws(EvaluationError) in
            let (x, others) = (try arguments.tensor(0), try arguments.tensor(1))
            let isInverted = try arguments.bool("invert")
            return try arguments.tensorValue { () throws(TensorError) in
                let found = Tensor.bool(try x.isMember(of: others))
                var flags: FloatingPointFlags = []
                return isInverted ? try Tensor.unary(.invert, found, flags: &flags) : found
            }
        },
        Builtin(
            "union1d", .reduce, traits: [.takesEveryType, .takesTexts, .takesComplex], [.ar1, .ar2],
            "The elements that are in either, sorted.",
            example: """
                union1d([3, 1], [1, 2])
                #> [1 2 3]
                """, related: "intersect1d setdiff1d isin"
        ) { (_, arguments) throws(EvaluationError) in
            for case .long(let number) in [arguments.value(0), arguments.value(1)] {
                throw .numbers(.beyondInt64(Value.long(number).briefText))
            }
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            let both = try arguments.carryOut { () throws(TensorError) in
                try Tensor.concatenate([left, right], axis: nil)
            }
            return .array(
                ArrayObject(try arguments.carryOut { () throws(TensorError) in try both.uniqueElements().values }))
        },
        membership(
            "intersect1d", keepsMembers: true,
            "The elements that are in both, sorted.",
            example: """
                intersect1d([1, 2, 3, 4], [4, 2, 9])
                #> [2 4]
                """, related: "union1d setdiff1d isin"
        ),
        membership(
            "setdiff1d", keepsMembers: false,
            "The elements of ar1 that aren't in ar2, sorted.",
            example: """
                test = array([1, 4])
                setdiff1d(arange(6), test)
                #> [0 2 3 5]
                """, related: "union1d intersect1d isin"
        ),
    ]

    /// `axis=` of a sort: the last axis by default, nil for `None`.
    private static func sortingAxis(_ arguments: Arguments) throws(EvaluationError) -> Int? {
        let kinds = ["quicksort", "mergesort", "heapsort", "stable"]
        if let kind = try arguments.string("kind"), !kinds.contains(kind) {
            throw arguments.invalid("kind is one of \(kinds.joined(separator: ", ")), not '\(kind)'")
        }
        guard arguments["axis"] != nil else { return -1 }
        return try arguments.optionalInt("axis")
    }

    private static func unique(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let found = try arguments.carryOut { () throws(TensorError) in try x.uniqueElements() }
        var results: [Value] = [.array(ArrayObject(found.values))]
        if try arguments.bool("return_index") { results.append(.array(ArrayObject(.int64(found.firstPlaces)))) }
        if try arguments.bool("return_inverse") { results.append(.array(ArrayObject(.int64(found.inverse)))) }
        if try arguments.bool("return_counts") { results.append(.array(ArrayObject(.int64(found.counts)))) }
        return results.count == 1 ? results[0] : .tuple(TupleObject(results))
    }

    private static func membership(
        _ name: String, keepsMembers: Bool, _ summary: String, example: String, related: String = ""
    ) -> Builtin {
        Builtin(
            name, .reduce, traits: [.takesEveryType, .takesTexts, .takesComplex], [.ar1, .ar2], summary,
            example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            // Common elements have the promoted type of both.
            let dtype = keepsMembers ? left.dtype.promoted(with: right.dtype) : left.dtype
            return .array(
                ArrayObject(
                    try arguments.carryOut { () throws(TensorError) in
                        var flags: FloatingPointFlags = []
                        let values = try left.uniqueElements().values
                        let members = Tensor.bool(try values.isMember(of: right))
                        let mask = keepsMembers ? members : try Tensor.unary(.invert, members, flags: &flags)
                        return try values.indexed(by: [.mask(mask.asBool())]).converted(to: dtype, flags: &flags)
                    }))
        }
    }
}
