internal import Interpreter

extension Builtins {
    /// Functions about element types.
    static let typeQuestions: [Builtin] = [
        written(
            "iinfo", .make, in: "_numpy_types", gives: .other,
            [.value("int_type", "a type of ints, or a number")],
            "The limits of a type of ints.",
            example: """
                np.iinfo(np.int8).max
                #> 127
                np.iinfo(np.uint16).bits
                #> 16
                """, related: "np.finfo np.dtype"),
        written(
            "finfo", .make, in: "_numpy_types", gives: .other,
            [.value("dtype", "a type of floats, or a number")],
            "The limits of a type of floats.",
            example: """
                np.finfo(float).eps
                #> 2.220446049250313e-16
                np.finfo(np.float32).max
                #> 3.4028235e+38
                """, related: "np.iinfo np.dtype"),
        written(
            "issubdtype", .make, in: "_numpy_types", gives: .other,
            [.value("arg1", "a type"), .value("arg2", "a type, or a kind such as np.floating")],
            "Whether an element type is of a kind.",
            example: """
                np.issubdtype(np.float32, np.floating)
                #> True
                np.issubdtype(int, np.floating)
                #> False
                """, related: "np.isdtype np.can_cast np.dtype"),
        written(
            "isdtype", .make, in: "_numpy_types", gives: .other,
            [.value("dtype", "a type"), .value("kind", "a type, or a kind such as 'integral'")],
            "Whether an element type is of a kind, by name.",
            example: """
                np.isdtype(np.dtype('int8'), 'integral')
                #> True
                """, related: "np.issubdtype np.can_cast"),
        written(
            "promote_types", .make, in: "_numpy_types", gives: .other,
            [.value("type1", "a type"), .value("type2", "another")],
            "The smallest element type that holds the numbers of both.",
            example: """
                np.promote_types('int8', 'uint8')
                #> int16
                """, related: "np.result_type np.can_cast"),
        written(
            "result_type", .make, in: "_numpy_types", gives: .other,
            [.rest("arrays_and_dtypes", "tensors, numbers and types")],
            "The element type that arithmetic with all of them gives.",
            example: """
                np.result_type(3, np.arange(7, dtype='i1'))
                #> int8
                """, related: "np.promote_types np.can_cast"),
        written(
            "can_cast", .make, in: "_numpy_types", gives: .other,
            [
                .value("from_", "a type or a tensor"), .value("to", "a type"),
                .text("casting", default: "safe", "which casts are allowed"),
            ],
            "Whether one element type can be cast to another.",
            example: """
                np.can_cast(np.int32, np.int64)
                #> True
                np.can_cast(float, int)
                #> False
                """, related: "np.promote_types tensor.astype"),
        written(
            "min_scalar_type", .make, in: "_numpy_types", gives: .other,
            [.value("a", "a whole number, or a tensor")],
            "The smallest element type that holds a number.",
            example: """
                np.min_scalar_type(300)
                #> uint16
                """, related: "np.result_type np.iinfo",
            differs: "Floats are refused: the smallest type may be float16."),
        written(
            "common_type", .make, in: "_numpy_types", gives: .other,
            [.rest("arrays", "the tensors")],
            "The type of floats that all tensors fit.",
            example: """
                np.common_type(arange(2, dtype=np.float32), arange(2)).__name__
                #> float64
                """, related: "np.result_type"),
        written(
            "isscalar", .make, in: "_numpy_types", gives: .other,
            [.value("element", "any value")],
            "Whether a value is a number or a text.",
            example: """
                np.isscalar(3.1)
                #> True
                np.isscalar(array(3.1))
                #> False
                """, related: "ndim isinstance"),
        written(
            "iterable", .make, in: "_numpy_types", gives: .other,
            [.value("y", "any value")],
            "Whether a value can be walked.",
            example: """
                np.iterable([1, 2])
                #> True
                np.iterable(2)
                #> False
                """, related: "iter np.isscalar"),
        written(
            "binary_repr", .make, in: "_numpy_types", gives: .text,
            [
                .integer("num", "a whole number"),
                .value("width", default: nil, "how many digits, of two's complement if it is negative"),
            ],
            "A whole number in digits of base two.",
            example: """
                np.binary_repr(5, width=8)
                #> 00000101
                np.binary_repr(-3, width=5)
                #> 11101
                """, related: "np.base_repr bin"),
        written(
            "base_repr", .make, in: "_numpy_types", gives: .text,
            [
                .integer("number", "a whole number"), .integer("base", default: 2, "the base, up to 36"),
                .integer("padding", default: 0, "how many zeros in front"),
            ],
            "A whole number in digits of a base.",
            example: """
                np.base_repr(255, 16)
                #> FF
                """, related: "np.binary_repr hex"),
        written(
            "typename", .make, in: "_numpy_types", gives: .text,
            [.text("char", "the letter of a type")],
            "What the letter of a type means.",
            example: """
                np.typename('d')
                #> double precision
                """, related: "np.dtype"),
        written(
            "astype", .make, in: "_numpy_types",
            [
                .tensor("x", "the tensor"), .dtype(default: .needed, "the element type"), .slash, .star,
                .truth("copy", default: true, "whether it is a copy always"),
                .value("device", default: nil, "for NumPy"),
            ],
            "The tensor with its elements cast to another type.",
            example: """
                np.astype(array([1.7, 2.2]), int)
                #> [1 2]
                """, related: "tensor.astype asarray"),
    ]
}
