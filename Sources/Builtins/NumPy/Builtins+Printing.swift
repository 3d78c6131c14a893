internal import Interpreter

extension Builtins {
    /// Options for printing arrays, and for reporting floating-point errors.
    static let printing: [Builtin] = [
        written(
            "set_printoptions", .python, in: "_numpy_printing", gives: .nothing,
            [
                .value("precision", default: nil, "decimals at most, 8 by default"),
                .value("threshold", default: nil, "elements beyond which arrays are shortened, 1000"),
                .value("edgeitems", default: nil, "how many stay at each end, 3"),
                .value("linewidth", default: nil, "columns of a line, 75"),
                .value("suppress", default: nil, "whether small numbers have no exponent"),
                .value("nanstr", default: nil, "the replacement of nan"),
                .value("infstr", default: nil, "the replacement of inf"),
                .value("formatter", default: nil, "functions that write elements, by their kinds"),
                .value("sign", default: nil, "only '-' is taken"),
                .value("floatmode", default: nil, "fixed, unique, maxprec or maxprec_equal"), .star,
                .value("legacy", default: nil, "for NumPy"), .value("override_repr", default: nil, "for NumPy"),
            ],
            "Sets how arrays are printed from now on.",
            example: """
                np.set_printoptions(precision=3, suppress=True)
                array([1.23456, 0.000012])
                #> [1.235 0.   ]
                """, related: "np.get_printoptions np.printoptions np.array2string"),
        written(
            "get_printoptions", .python, in: "_numpy_printing", gives: .other,
            [],
            "How arrays are printed.",
            example: """
                np.get_printoptions()['precision']
                #> 8
                """, related: "np.set_printoptions np.printoptions"),
        written(
            "printoptions", .python, in: "_numpy_printing", gives: .other,
            [.rest("args", "as np.set_printoptions takes them"), .names("kwargs", "the same by keyword")],
            "Sets how arrays are printed inside a `with`.",
            example: """
                with np.printoptions(precision=2):
                    print(array([1.23456]))
                #> [1.23]
                """, related: "np.set_printoptions np.get_printoptions"),
        written(
            "array2string", .python, in: "_numpy_printing", gives: .text,
            [
                .tensor("a", "the tensor"), .value("max_line_width", default: nil, "columns of a line"),
                .value("precision", default: nil, "decimals at most"),
                .value("suppress_small", default: nil, "whether small numbers have no exponent"),
                .text("separator", default: "", "' the text between elements"),
                .text("prefix", default: "", "the text before it"), .star,
                .value("formatter", default: nil, "functions that write elements"),
                .value("threshold", default: nil, "elements beyond which it is shortened"),
                .value("edgeitems", default: nil, "how many stay at each end"),
                .value("sign", default: nil, "only '-' is taken"),
                .value("floatmode", default: nil, "as np.set_printoptions takes it"),
                .text("suffix", default: "", "the text after it"), .value("legacy", default: nil, "for NumPy"),
            ],
            "The text of a tensor.",
            example: """
                np.array2string(array([1.5, 2.25]), separator=', ')
                #> [1.5 , 2.25]
                """, related: "np.array_str np.set_printoptions str"),
        written(
            "array_str", .python, in: "_numpy_printing", gives: .text,
            [
                .tensor("a", "the tensor"), .value("max_line_width", default: nil, "columns of a line"),
                .value("precision", default: nil, "decimals at most"),
                .value("suppress_small", default: nil, "whether small numbers have no exponent"),
            ],
            "The text of a tensor, as print shows it.",
            example: """
                np.array_str(array([1.23456, 2.0]), precision=2)
                #> [1.23 2.  ]
                """, related: "np.array_repr np.array2string"),
        written(
            "array_repr", .python, in: "_numpy_printing", gives: .text,
            [
                .tensor("arr", "the tensor"), .value("max_line_width", default: nil, "columns of a line"),
                .value("precision", default: nil, "decimals at most"),
                .value("suppress_small", default: nil, "whether small numbers have no exponent"),
            ],
            "The text of a tensor, as a list shows it.",
            example: """
                np.array_repr(array([1.23456, 2.0]), precision=2)
                #> array([1.23, 2.  ])
                """, related: "np.array_str np.array2string"),
    ]
}
