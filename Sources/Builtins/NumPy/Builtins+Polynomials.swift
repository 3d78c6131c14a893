internal import Interpreter

extension Builtins {
    /// Polynomials, and higher-order functions.
    static let polynomials: [Builtin] = [
        written(
            "vectorize", .make, in: "_numpy_functions", gives: .other,
            [
                .value("pyfunc", default: nil, "a function of numbers"),
                .value("otypes", default: nil, "the element types of its results"),
                .value("doc", default: nil, "what it says of itself"),
                .value("excluded", default: nil, "arguments that are passed as they are"),
                .truth("cache", default: false, "for NumPy"),
                .value("signature", default: nil, "the shapes that it takes and gives, as text"),
            ],
            "A function that calls another for each element.",
            example: """
                bigger = np.vectorize(lambda a, b: a if a > b else b)
                bigger([1, 5, 3], 2)
                #> [2 5 3]
                """, related: "np.apply_along_axis map"),
        written(
            "fromfunction", .make, in: "_numpy_functions",
            [
                .value("function", "a function of the places along each axis"),
                .value("shape", "the lengths of the axes"), .star, .dtype(default: .source("float")),
                .value("like", default: nil, "for NumPy"), .names("kwargs", "what it is given by keyword"),
            ],
            "A tensor of what a function gives for the places.",
            example: """
                np.fromfunction(lambda i, j: i + 10 * j, (2, 3), dtype=int)
                #> [[ 0 10 20]
                #>  [ 1 11 21]]
                """, related: "np.indices meshgrid"),
        written(
            "fromiter", .make, in: "_numpy_functions",
            [
                .value("iter", "what is walked"), .dtype(default: .needed, "the element type"),
                .integer("count", default: -1, "how many; all by default"), .star,
                .value("like", default: nil, "for NumPy"),
            ],
            "A tensor of what an iterator gives.",
            example: """
                np.fromiter((i * i for i in range(4)), dtype=int)
                #> [0 1 4 9]
                """, related: "array list"),
        written(
            "poly1d", .make, in: "_numpy_functions", gives: .other,
            [
                .value("c_or_r", "the coefficients, the highest power first"),
                .truth("r", default: false, "whether they are the roots"),
                .value("variable", default: nil, "the letter it is printed with"),
            ],
            "A polynomial, which can be added, multiplied and called.",
            example: """
                p = np.poly1d([1, 2, 3])
                print(p)
                #>    2
                #> 1 x + 2 x + 3
                p(0.5)
                #> 4.25
                """, related: "polyval polyfit np.poly"),
        written(
            "poly", .reduce, in: "_numpy_functions",
            [.value("seq_of_zeros", "the roots")],
            "The coefficients of the polynomial with these roots.",
            example: """
                np.poly([1, 2])
                #> [ 1. -3.  2.]
                """, related: "np.poly1d np.roots polyval"),
        written(
            "roots", .reduce, in: "_numpy_functions",
            [.value("p", "the coefficients, the highest power first")],
            "The numbers where a polynomial is 0, complex ones too: the eigenvalues of its companion matrix.",
            example: """
                np.roots([1, -3, 2])
                #> [2. 1.]
                np.roots([1, 0, 1])
                #> [-0.+1.j  0.-1.j]
                """, related: "np.poly np.poly1d polyval",
            differs:
                "Of complex coefficients, and beyond 75 of any, they are NumPy's to 1e-10 times their size, in any order."
        ),
        written(
            "polyadd", .reduce, in: "_numpy_functions",
            [.value("a1", "the one"), .value("a2", "the other")],
            "The sum of two polynomials.",
            example: """
                np.polyadd([1, 2], [9, 5, 4])
                #> [9 6 6]
                """, related: "np.polysub np.polymul"),
        written(
            "polysub", .reduce, in: "_numpy_functions",
            [.value("a1", "the one"), .value("a2", "what is taken away")],
            "The difference of two polynomials.",
            example: """
                np.polysub([2, 10, -2], [3, 10, -4])
                #> [-1  0  2]
                """, related: "np.polyadd np.polymul"),
        written(
            "polymul", .reduce, in: "_numpy_functions",
            [.value("a1", "the one"), .value("a2", "the other")],
            "The product of two polynomials.",
            example: """
                np.polymul([1, 2, 3], [9, 5, 1])
                #> [ 9 23 38 17  3]
                """, related: "np.polyadd np.polydiv np.convolve"),
        written(
            "polydiv", .reduce, in: "_numpy_functions", gives: .tuple,
            [.value("u", "what is divided"), .value("v", "by what")],
            "The quotient and the rest of two polynomials.",
            example: """
                quotient, rest = np.polydiv([3, 5, 2], [2, 1])
                print(quotient, rest)
                #> [1.5  1.75] [0.25]
                """, related: "np.polymul"),
        written(
            "polyder", .reduce, in: "_numpy_functions",
            [.value("p", "the coefficients"), .integer("m", default: 1, "how often")],
            "The derivative of a polynomial.",
            example: """
                np.polyder([1, 1, 1, 1])
                #> [3 2 1]
                """, related: "np.polyint polyval"),
        written(
            "polyint", .reduce, in: "_numpy_functions",
            [
                .value("p", "the coefficients"), .integer("m", default: 1, "how often"),
                .value("k", default: nil, "the constants"),
            ],
            "The integral of a polynomial.",
            example: """
                np.polyint([3, 2, 1])
                #> [1. 1. 1. 0.]
                """, related: "np.polyder polyval"),
        written(
            "polyval", .reduce, in: "_numpy_functions", door: .both,
            [.value("p", "the coefficients, the highest power first"), .value("x", "where")],
            "The polynomial with coefficients p, the highest power first, at x.",
            example: """
                polyval([2, 0, 1], 3)
                #> 19
                """, related: "polyfit np.poly1d np.polyder"),
        written(
            "vander", .make, in: "_numpy_functions",
            [
                .tensor("x", "the numbers"), .value("N", default: nil, "how many columns"),
                .truth("increasing", default: false, "whether the powers rise"),
            ],
            "The matrix of powers of numbers, a row each.",
            example: """
                np.vander([1, 2, 3], 3)
                #> [[1 1 1]
                #>  [4 2 1]
                #>  [9 3 1]]
                """, related: "polyfit polyval"),
        written(
            "tensordot", .products, in: "_numpy_functions",
            [
                .tensor("a", "the left operand"), .tensor("b", "the right operand"),
                .value("axes", default: 2, "how many axes are summed, or which of each"),
            ],
            "Products summed over axes of two tensors.",
            example: """
                x, y = arange(6).reshape(2, 3), arange(3)
                np.tensordot(x, y, axes=1)
                #> [ 5 14]
                """, related: "dot matmul inner"),
        written(
            "vecdot", .products, in: "_numpy_functions", output: .spread,
            [
                .tensor("x1", "vectors"), .tensor("x2", "others"), .slash,
                .value("out", default: nil, "where the result goes"), .star,
                .axis("axis", default: -1, "along which axis"),
            ],
            "The products of vectors, along an axis.",
            example: """
                np.vecdot([[1, 2], [3, 4]], [10, 1])
                #> [12 34]
                """, related: "dot matmul"),
        written(
            "matvec", .products, in: "_numpy_functions", output: .exact,
            [
                .tensor("x1", "matrices"), .tensor("x2", "vectors"), .slash,
                .value("out", default: nil, "where the result goes"),
            ],
            "The products of matrices and vectors.",
            example: """
                np.matvec([[1, 2], [3, 4]], [10, 1])
                #> [12 34]
                """, related: "matmul np.vecmat"),
        written(
            "vecmat", .products, in: "_numpy_functions", output: .exact,
            [
                .tensor("x1", "vectors"), .tensor("x2", "matrices"), .slash,
                .value("out", default: nil, "where the result goes"),
            ],
            "The products of vectors and matrices.",
            example: """
                np.vecmat([10, 1], [[1, 2], [3, 4]])
                #> [13 24]
                """, related: "matmul np.matvec"),
    ]
}
