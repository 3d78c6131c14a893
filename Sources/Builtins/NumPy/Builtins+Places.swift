internal import Interpreter

extension Builtins {
    /// Indices, and functions that change the elements at indices.
    static let placing: [Builtin] = [
        written(
            "unravel_index", .reduce, in: "_numpy_indexing", gives: .tuple,
            [
                .value("indices", "places in C order"), .value("shape", "the lengths of the axes"),
                .text("order", default: "C", "C or F"),
            ],
            "Places of a shape, by their numbers in C order.",
            example: """
                x = array([[3, 9], [4, 1]])
                np.unravel_index(x.argmax(), x.shape)
                #> (np.int64(0), np.int64(1))
                np.unravel_index([1, 5], (2, 3))
                #> (array([0, 1]), array([1, 2]))
                """, related: "np.ravel_multi_index argmax nonzero"),
        written(
            "ravel_multi_index", .reduce, in: "_numpy_indexing",
            [
                .value("multi_index", "a tuple of places, one an axis"), .value("dims", "the lengths of the axes"),
                .value("mode", default: "raise", "raise, wrap or clip for places outside"),
                .text("order", default: "C", "C or F"),
            ],
            "The numbers in C order of places of a shape.",
            example: """
                np.ravel_multi_index((1, 2), (2, 3))
                #> 5
                """, related: "np.unravel_index"),
        written(
            "indices", .make, in: "_numpy_indexing", gives: .other,
            [
                .value("dimensions", "the lengths of the axes"), .dtype(default: .source("int")),
                .truth("sparse", default: false, "whether they broadcast instead"),
            ],
            "The places of a shape, as a tensor an axis.",
            example: """
                rows, columns = np.indices((2, 3))
                rows + 10 * columns
                #> [[ 0 10 20]
                #>  [ 1 11 21]]
                """, related: "meshgrid np.ix_ np.ndindex"),
        written(
            "ix_", .reshape, in: "_numpy_indexing", gives: .tuple,
            [.rest("args", "lists of places, one an axis")],
            "Places to take a part of each axis at once.",
            example: """
                x = arange(12).reshape(3, 4)
                x[np.ix_([0, 2], [1, 3])]
                #> [[ 1  3]
                #>  [ 9 11]]
                """, related: "take meshgrid"),
        written(
            "take_along_axis", .reshape, in: "_numpy_indexing", traits: .copies,
            [
                .tensor("arr", "the tensor"), .value("indices", "places along the axis"),
                .axis("axis", default: -1, "along which axis"),
            ],
            "Elements by their places along an axis, such as argsort gives.",
            example: """
                x = array([[3, 1, 2]])
                np.take_along_axis(x, x.argsort(axis=1), axis=1)
                #> [[1 2 3]]
                """, related: "np.put_along_axis take argsort"),
        written(
            "put_along_axis", .reshape, in: "_numpy_indexing", traits: .changesFirstArgument, gives: .nothing,
            [
                .value("arr", "the tensor, which is changed"), .value("indices", "places along the axis"),
                .value("values", "the new values"), .axis("axis", default: .needed, "along which axis"),
            ],
            "Sets elements by their places along an axis.",
            example: """
                x = array([[10, 30, 20]])
                np.put_along_axis(x, x.argmax(axis=1)[:, None], 99, axis=1)
                x
                #> [[10 99 20]]
                """, related: "np.take_along_axis np.put"),
        written(
            "put", .reshape, in: "_numpy_indexing", traits: .changesFirstArgument, gives: .nothing,
            [
                .value("a", "the tensor, which is changed"), .value("ind", "places in C order"),
                .value("v", "the new values"),
                .text("mode", default: "raise", "raise, wrap or clip for places outside"),
            ],
            "Sets elements by their places in C order.",
            example: """
                x = zeros((2, 2), dtype=int)
                np.put(x, [0, 3], [5, 6])
                x
                #> [[5 0]
                #>  [0 6]]
                """, related: "take np.place np.putmask np.put_along_axis"),
        written(
            "place", .reshape, in: "_numpy_indexing", traits: .changesFirstArgument, gives: .nothing,
            [
                .value("arr", "the tensor, which is changed"), .value("mask", "where"),
                .value("vals", "the new values, one after another"),
            ],
            "Sets the elements where a mask is true, one value after another.",
            example: """
                x = arange(4)
                np.place(x, x > 1, [7, 8])
                x
                #> [0 1 7 8]
                """, related: "np.putmask np.put np.copyto"),
        written(
            "putmask", .reshape, in: "_numpy_indexing", traits: .changesFirstArgument, gives: .nothing,
            [
                .value("a", "the tensor, which is changed"), .value("mask", "where"),
                .value("values", "the new values, by the same place"),
            ],
            "Sets the elements where a mask is true, from the same places of values.",
            example: """
                x = arange(4)
                np.putmask(x, x > 1, x * 10)
                x
                #> [ 0  1 20 30]
                """, related: "np.place np.copyto where"),
        written(
            "copyto", .reshape, in: "_numpy_indexing", traits: .changesFirstArgument, gives: .nothing,
            [
                .value("dst", "the tensor, which is changed"), .value("src", "the new values"),
                .text("casting", default: "same_kind", "which casts are allowed"),
                .value("where", default: true, "where it is changed"),
            ],
            "Copies values into a tensor.",
            example: """
                x = zeros(3)
                np.copyto(x, [1, 2, 3], where=[True, False, True])
                x
                #> [1. 0. 3.]
                """, related: "copy np.putmask np.place"),
        written(
            "choose", .reduce, in: "_numpy_indexing", output: .exact,
            [
                .value("a", "which choice at each place"), .value("choices", "the choices"),
                .value("out", default: nil, "where the result goes"),
                .text("mode", default: "raise", "raise, wrap or clip"),
            ],
            "Elements from several tensors, by which one is chosen at each place.",
            example: """
                np.choose([0, 1, 0], [[1, 2, 3], [10, 20, 30]])
                #> [ 1 20  3]
                """, related: "np.select where take"),
        written(
            "compress", .reduce, in: "_numpy_indexing", output: .exact,
            [
                .value("condition", "which are kept"), .tensor("a", "the tensor"),
                .axis("axis", default: nil, "along which axis"), .value("out", default: nil, "where the result goes"),
            ],
            "The rows along an axis where a condition holds.",
            example: """
                np.compress([False, True], array([[1, 2], [3, 4]]), axis=0)
                #> [[3 4]]
                """, related: "np.extract take nonzero"),
        written(
            "extract", .reduce, in: "_numpy_indexing",
            [.value("condition", "which are kept"), .tensor("arr", "the tensor")],
            "The elements where a condition holds, in one axis.",
            example: """
                x = arange(6)
                np.extract(x % 2 == 0, x)
                #> [0 2 4]
                """, related: "np.compress nonzero where"),
        written(
            "select", .elementwise, in: "_numpy_indexing",
            [
                .value("condlist", "conditions"), .value("choicelist", "a value for each condition"),
                .value("default", default: 0, "where none holds"),
            ],
            "Elements from several tensors, by the first condition that holds.",
            example: """
                x = arange(5)
                np.select([x < 2, x > 3], [x, x * 10], default=-1)
                #> [ 0  1 -1 -1 40]
                """, related: "where np.choose np.piecewise"),
        written(
            "piecewise", .elementwise, in: "_numpy_indexing",
            [
                .tensor("x", "the numbers"), .value("condlist", "conditions"),
                .value("funclist", "a function or a number for each, and one for the rest"),
                .rest("args", "what the functions are given besides"), .names("kw", "what they are given by keyword"),
            ],
            "A function put together from pieces.",
            example: """
                x = linspace(-2, 2, 5)
                np.piecewise(x, [x < 0, x >= 0], [lambda x: -x, lambda x: x * 10])
                #> [ 2.  1.  0. 10. 20.]
                """, related: "np.select where np.vectorize"),
        written(
            "lexsort", .reduce, in: "_numpy_indexing",
            [
                .value("keys", "keys, the last one the first to sort by"),
                .axis("axis", default: -1, "along which axis"),
            ],
            "The order that sorts by several keys.",
            example: """
                name, age = [2, 1, 1], [30, 50, 40]
                np.lexsort((age, name))
                #> [2 1 0]
                """, related: "argsort sort"),
        written(
            "partition", .reduce, in: "_numpy_functions",
            [
                .tensor("a", "the tensor"), .value("kth", "which places are as if sorted"),
                .axis("axis", default: -1, "along which axis"), .text("kind", default: "introselect", "for NumPy"),
                .value("order", default: nil, "for NumPy"),
            ],
            "The tensor with smaller elements before an index and larger ones after it.",
            example: """
                np.partition([3, 4, 2, 1], 1)[:2].sum()
                #> 3
                """, related: "np.argpartition sort",
            differs: "The elements before and after the index are sorted here; NumPy leaves their order open."),
        written(
            "argpartition", .reduce, in: "_numpy_functions",
            [
                .tensor("a", "the tensor"), .value("kth", "which places are as if sorted"),
                .axis("axis", default: -1, "along which axis"), .text("kind", default: "introselect", "for NumPy"),
                .value("order", default: nil, "for NumPy"),
            ],
            "The indices that partition: smaller elements before an index, larger ones after it.",
            example: """
                x = array([30, 10, 40, 20])
                x[np.argpartition(x, -2)[-2:]].sum()
                #> 70
                """, related: "np.partition argsort",
            differs: "The elements before and after the index are sorted here; NumPy leaves their order open."),
    ]
}
