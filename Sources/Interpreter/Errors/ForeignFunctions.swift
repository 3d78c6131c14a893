/// What NumPy has and Descent hasn't, as far as learners ask for it.
package enum ForeignFunctions {
    /// All names that are told of, for the tests.
    package static var names: [String] { Array(instead.keys) + others }

    /// What to do instead, empty where there is nothing; nil for names that NumPy hasn't either.
    ///
    /// - Parameter isBehindNumPy: whether `np.` stands before the name, so that no name of the user's is meant.
    package static func advice(for path: String, isBehindNumPy: Bool = false) -> String? {
        if isBehindNumPy, rare.contains(path) { return "" }
        if let text = instead[path] { return text }
        let last = path.split(separator: ".").last.map(String.init) ?? path
        if let module = path.split(separator: ".").first, modules.contains(String(module)) { return "" }
        return others.contains(last) ? "" : instead[last]
    }

    private static let modules: Set<String> = [
        "fft", "ma", "polynomial", "testing", "lib", "char", "strings", "ctypeslib", "rec", "emath", "core",
    ]

    private static let instead: [String: String] = [
        "einsum": "write the product: x @ w, outer(a, b), np.sum(a * b)",
        "tensordot": "write the product: x @ w, outer(a, b), np.sum(a * b)",
        "multi_dot": "write the products: a @ b @ c",
        "matrix": "tensors multiply by @", "mat": "tensors multiply by @", "asmatrix": "tensors multiply by @",
        "vectorize": "functions of tensors work element by element; else write [f(v) for v in x]",
        "apply_along_axis": "write array([f(row) for row in x])",
        "nditer": "write for row in x", "ndenumerate": "write for i, row in enumerate(x)",
        "ndindex": "write for i in range(n)",
        "fromfile": "load reads files",
        "float16": "float32 is the narrowest float here", "half": "float32 is the narrowest float here",
        "eig": "eigh takes symmetric matrices",
        "eigvals": "eigvalsh takes symmetric matrices", "roots": "", "poly1d": "polyval(p, x) takes the coefficients",
        "set_printoptions": "numbers print as by default; f\"{x:.3f}\" rounds one", "get_printoptions": "",
        "array2string": "str(x) is the text", "array_repr": "repr(x) is the text",
        "seterr": "arithmetic warns once a place", "errstate": "arithmetic warns once a place",
        "RandomState": "seed and rand are its stream; default_rng makes generators of their own",
        "get_state": "checkpoints hold the random state", "set_state": "seed starts the stream again",
        "diagflat": "write np.diag(np.ravel(v))",
        "put": "write x[i] = v", "copyto": "write x[:] = v",
        "place": "write x[mask] = v", "putmask": "write x[mask] = v", "fill_diagonal": "write x[i, i] = v",
    ]

    private static let others: Set<String> = [
        "convolve", "correlate", "pad", "partition", "argpartition", "lexsort", "choose", "select", "piecewise",
        "compress", "extract", "triu_indices", "tril_indices", "indices", "mgrid", "ogrid", "ix_", "unravel_index",
        "ravel_multi_index", "block", "rollaxis", "resize", "trim_zeros", "vander", "histogram2d", "histogramdd",
        "nanmedian", "nanpercentile", "nanquantile", "nancumsum", "sinc", "i0", "unwrap", "ediff1d", "frexp", "ldexp",
        "modf", "copysign", "nextafter", "spacing", "signbit", "gcd", "lcm", "logaddexp", "logaddexp2", "packbits",
        "unpackbits", "datetime64", "timedelta64", "busday_count", "memmap", "frombuffer", "fromiter",
        "fromfunction", "fromstring", "finfo", "iinfo", "promote_types", "result_type", "can_cast",
        "broadcast_arrays", "broadcast_shapes", "require", "setxor1d", "in1d", "polyder", "polyint", "polyadd",
        "tensorsolve", "tensorinv", "hanning", "hamming", "blackman", "kaiser", "multivariate_normal", "binomial",
        "beta", "gamma", "chisquare", "laplace", "logistic", "lognormal", "multinomial", "dirichlet", "geometric",
        "hypergeometric", "pareto", "rayleigh", "standard_t", "triangular", "vonmises", "wald", "weibull", "zipf",
        "bytes", "fft", "isneginf", "isposinf", "ufunc", "frompyfunc",
    ]
}
