internal import Interpreter

extension Builtins {
    /// Padding, and iterating over an array.
    static let padding: [Builtin] = [
        written(
            "pad", .reshape, in: "_numpy_shaping",
            [
                .tensor("array", "the tensor"), .value("pad_width", "how many elements before and after each axis"),
                .value("mode", default: "constant", "what is put there"),
                .names("options", "what a mode takes: constant_values, end_values, stat_length, reflect_type"),
            ],
            "The tensor with further elements around it.",
            example: """
                x = array([[1, 2], [3, 4]])
                np.pad(x, 1)
                #> [[0 0 0 0]
                #>  [0 1 2 0]
                #>  [0 3 4 0]
                #>  [0 0 0 0]]
                np.pad([1, 2, 3], (2, 1), mode='edge')
                #> [1 1 1 2 3 3]
                np.pad([1, 2, 3], 2, mode='reflect')
                #> [3 2 1 2 3 2 1]
                """, related: "np.block concatenate roll np.resize"),
        written(
            "apply_along_axis", .reduce, in: "_numpy_shaping",
            [
                .value("func1d", "a function of one axis"), .integer("axis", "the axis whose rows it is given"),
                .tensor("arr", "the tensor"), .rest("args", "what it is given besides"),
                .names("kwargs", "what it is given by keyword"),
            ],
            "What a function gives for each row along an axis.",
            example: """
                x = array([[3, 1, 2], [9, 7, 8]])
                np.apply_along_axis(lambda row: row.max() - row.min(), 1, x)
                #> [2 2]
                np.apply_along_axis(np.sort, 1, x)
                #> [[1 2 3]
                #>  [7 8 9]]
                """, related: "np.apply_over_axes np.vectorize sort"),
        written(
            "apply_over_axes", .reduce, in: "_numpy_shaping",
            [
                .value("func", "a function of a tensor and an axis"), .tensor("a", "the tensor"),
                .value("axes", "the axes, one or several"),
            ],
            "The tensor reduced by a function over one axis after another.",
            example: """
                x = arange(6).reshape(2, 3)
                np.apply_over_axes(np.sum, x, [0, 1])
                #> [[15]]
                """, related: "np.apply_along_axis np.sum"),
        written(
            "ndindex", .make, in: "_numpy_shaping", gives: .other,
            [.rest("shape", "the lengths of the axes")],
            "All places of a shape, one after another.",
            example: """
                for place in np.ndindex(2, 2):
                    print(place)
                #> (0, 0)
                #> (0, 1)
                #> (1, 0)
                #> (1, 1)
                """, related: "np.ndenumerate np.indices"),
        written(
            "broadcast", .make, in: "_numpy_shaping", gives: .other,
            [.rest("args", "tensors, or what can be one")],
            "Tensors side by side, as they would be stretched; it has their shape.",
            example: """
                np.broadcast([1, 2, 3], [[1], [2]]).shape
                #> (2, 3)
                """, related: "np.broadcast_shapes np.broadcast_arrays"),
        written(
            "nditer", .make, in: "_numpy_shaping", gives: .other,
            [
                .value("op", "a tensor, or several; None makes one"),
                .value("flags", default: nil, "such as ['multi_index']"),
                .value("op_flags", default: nil, "such as ['readwrite']"),
                .value("op_dtypes", default: nil, "for NumPy"),
                .text("order", default: "K", "C for row after row, F for columns, K as they lie"),
                .text("casting", default: "safe", "for NumPy"), .value("op_axes", default: nil, "for NumPy"),
                .value("itershape", default: nil, "for NumPy"), .integer("buffersize", default: 0, "for NumPy"),
            ],
            "Walks tensors element by element.",
            example: """
                x = arange(3)
                for v in np.nditer(x, op_flags=['readwrite']):
                    v[...] = 2 * v
                x
                #> [0 2 4]
                """, related: "np.ndindex np.ndenumerate",
            differs: "There is no external_loop, and no buffering."),
        written(
            "ndenumerate", .make, in: "_numpy_shaping", gives: .other,
            [.tensor("arr", "the tensor")],
            "All places of a tensor with their elements.",
            example: """
                x = array([[1, 2], [3, 4]])
                for place, value in np.ndenumerate(x):
                    print(place, value)
                #> (0, 0) 1
                #> (0, 1) 2
                #> (1, 0) 3
                #> (1, 1) 4
                """, related: "np.ndindex enumerate"),
        written(
            "dstack", .reshape, in: "_numpy_shaping", traits: .copies,
            [
                .value("tup", "the tensors"), .star, .dtype(default: nil),
                .text("casting", default: "same_kind", "for NumPy; only this is taken"),
            ],
            "Tensors joined along the third axis.",
            example: """
                r, g = array([[1, 2]]), array([[3, 4]])
                np.dstack((r, g))
                #> [[[1 3]
                #>   [2 4]]]
                """, related: "hstack vstack column_stack np.dsplit"),
        written(
            "dsplit", .reshape, in: "_numpy_shaping", gives: .list,
            [.tensor("ary", "the tensor"), .value("indices_or_sections", "how many parts, or where they are cut")],
            "The parts of a tensor along its third axis.",
            example: """
                parts = np.dsplit(arange(8).reshape(2, 2, 2), 2)
                parts[0].shape
                #> (2, 2, 1)
                """, related: "np.dstack hsplit vsplit split"),
        written(
            "rollaxis", .reshape, in: "_numpy_shaping",
            [
                .tensor("a", "the tensor"), .integer("axis", "the axis that moves"),
                .integer("start", default: 0, "before which axis it goes"),
            ],
            "The tensor with one axis moved before another.",
            example: """
                x = ones((3, 4, 5))
                np.rollaxis(x, 2).shape
                #> (5, 3, 4)
                """, related: "moveaxis swapaxes transpose"),
        written(
            "block", .reshape, in: "_numpy_shaping", traits: .copies,
            [.value("arrays", "tensors in nested lists")],
            "A tensor put together from blocks.",
            example: """
                a, b = eye(2), ones((2, 1))
                np.block([[a, b], [zeros((1, 2)), 9]])
                #> [[1. 0. 1.]
                #>  [0. 1. 1.]
                #>  [0. 0. 9.]]
                """, related: "concatenate hstack vstack np.pad"),
        written(
            "unstack", .reshape, in: "_numpy_shaping", gives: .tuple,
            [.tensor("x", "the tensor"), .slash, .star, .integer("axis", default: 0, "the axis that goes")],
            "The parts of a tensor along an axis, as a tuple.",
            example: """
                x, y = np.unstack(array([[1, 2], [3, 4]]), axis=1)
                print(x, y)
                #> [1 3] [2 4]
                """, related: "stack split"),
        written(
            "matrix_transpose", .reshape, in: "_numpy_shaping",
            [.tensor("x", "the matrices"), .slash],
            "Each matrix transposed: the last two axes swapped.",
            example: """
                np.matrix_transpose(arange(6).reshape(2, 3))
                #> [[0 3]
                #>  [1 4]
                #>  [2 5]]
                """, related: "transpose swapaxes"),
        written(
            "broadcast_shapes", .reshape, in: "_numpy_shaping", gives: .tuple,
            [.rest("args", "shapes")],
            "The shape to which shapes broadcast.",
            example: """
                np.broadcast_shapes((2, 1), (3,))
                #> (2, 3)
                """, related: "np.broadcast_arrays broadcast_to"),
        written(
            "broadcast_arrays", .reshape, in: "_numpy_shaping", gives: .tuple,
            [.rest("args", "the tensors"), .star, .truth("subok", default: false, "for NumPy")],
            "Tensors, all of the shape to which they broadcast.",
            example: """
                x, y = np.broadcast_arrays([1, 2, 3], [[10], [20]])
                y
                #> [[10 10 10]
                #>  [20 20 20]]
                """, related: "np.broadcast_shapes broadcast_to meshgrid"),
        written(
            "resize", .reshape, in: "_numpy_shaping", traits: .copies,
            [.tensor("a", "the tensor"), .value("new_shape", "the lengths of the axes")],
            "The elements in another shape, again from the start where there are too few.",
            example: """
                np.resize([1, 2, 3], (2, 4))
                #> [[1 2 3 1]
                #>  [2 3 1 2]]
                """, related: "reshape np.pad tile"),
        written(
            "trim_zeros", .reshape, in: "_numpy_shaping",
            [
                .value("filt", "the numbers"), .text("trim", default: "fb", "f in front, b at the back"),
                .value("axis", default: nil, "which axes; all by default"),
            ],
            "The numbers without the zeros around them.",
            example: """
                np.trim_zeros(array([0, 0, 1, 2, 0]))
                #> [1 2]
                """, related: "nonzero np.pad"),
    ]
}
