/// NumPy functions that Descent does not have, as far as users may look for them.
package enum ForeignFunctions {
    /// All names with a message, for the tests.
    package static var names: [String] { Array(instead.keys) + others }

    /// What to use instead; empty if there is nothing, nil for names that NumPy does not have either.
    ///
    /// - Parameter isBehindNumPy: whether `np.` precedes the name, so that it cannot be a name of the user's.
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
