internal import Tensors

extension Builtins {
    /// Sorting, and tensors as sets.
    static let sorting: [Builtin] = [
        Builtin(
            "sort(a, axis=-1, kind=None)", .reduce, "The elements sorted along an axis; all in one with axis=None."
        ) {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axis = try sortingAxis(arguments)
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.sorted(axis: axis) })
        },
        Builtin(
            "argsort(a, axis=-1, kind=None)", .reduce,
            "The places that would sort the elements along an axis; equal ones stay in their order."
        ) {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axis = try sortingAxis(arguments)
            return .tensor(
                .int64(try arguments.carryOut { () throws(TensorError) in try x.sortingIndices(axis: axis) }))
        },
        Builtin(
            "unique(ar, return_index=False, return_inverse=False, return_counts=False)", .reduce,
            "The elements that differ, sorted; with where they are and how often, if asked.", unique),
        Builtin("isin(element, test_elements, invert=False)", .reduce, "Whether each element is among test_elements.") {
            (_, arguments) throws(EvaluationError) in
            let (x, others) = (try arguments.tensor(0), try arguments.tensor(1))
            let found = x.isMember(of: others)
            guard try arguments.bool("invert", default: false) else { return .tensor(.bool(found)) }
            return .tensor(.bool(NDArray(found.elements.map { !$0 }, shape: found.shape)))
        },
        Builtin("union1d(ar1, ar2)", .reduce, "The elements that are in either, sorted.") {
            (_, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            let both = try arguments.carryOut { () throws(TensorError) in
                try Tensor.concatenate([left, right], axis: nil)
            }
            return .tensor(both.uniqueElements().values)
        },
        membership("intersect1d", keepsMembers: true, "The elements that are in both, sorted."),
        membership("setdiff1d", keepsMembers: false, "The elements of ar1 that aren't in ar2, sorted."),
    ]

    /// `axis=` of a sort: the last one unless it is given, nil for `None`.
    private static func sortingAxis(_ arguments: Arguments) throws(EvaluationError) -> Int? {
        guard arguments["axis"] != nil else { return -1 }
        return try arguments.optionalInt("axis")
    }

    private static func unique(_ evaluator: inout Evaluator, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let found = try arguments.tensor(0).uniqueElements()
        var results: [Value] = [.tensor(found.values)]
        if try arguments.bool("return_index", default: false) { results.append(.tensor(.int64(found.firstPlaces))) }
        if try arguments.bool("return_inverse", default: false) { results.append(.tensor(.int64(found.inverse))) }
        if try arguments.bool("return_counts", default: false) { results.append(.tensor(.int64(found.counts))) }
        return results.count == 1 ? results[0] : .tuple(results)
    }

    private static func membership(_ name: String, keepsMembers: Bool, _ summary: String) -> Builtin {
        Builtin("\(name)(ar1, ar2)", .reduce, summary) { (_, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            let values = left.uniqueElements().values
            let isMember = values.isMember(of: right).elements
            let mask = NDArray(isMember.map { $0 == keepsMembers }, shape: values.shape)
            // What both have is of the type that both promote to.
            var flags: FloatingPointFlags = []
            let dtype = keepsMembers ? left.dtype.promoted(with: right.dtype) : left.dtype
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try values.indexed(by: [.mask(mask)]) }
                    .converted(to: dtype, flags: &flags))
        }
    }
}
