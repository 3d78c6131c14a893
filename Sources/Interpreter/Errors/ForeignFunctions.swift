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
        "ma", "polynomial", "testing", "lib", "char", "strings", "ctypeslib", "rec", "emath", "core",
    ]

    private static let instead: [String: String] = [
        "matrix": "tensors multiply by @", "mat": "tensors multiply by @", "asmatrix": "tensors multiply by @",
        "float16": "float32 is the narrowest float here", "half": "float32 is the narrowest float here",
    ]

    private static let others: Set<String> = [
        "spacing",
        "datetime64", "timedelta64", "busday_count", "memmap", "einsum_path",
        "in1d",
        "ufunc", "frompyfunc",
    ]
}
