/// The available modules: NumPy's, under `np.`, and Python's. This enum has their names; the table of built-ins has
/// their contents.
public enum Namespace: String, Sendable, CaseIterable {
    case numpy = "np", random = "np.random", linearAlgebra = "np.linalg", fourier = "np.fft"
    case exceptions = "np.exceptions"
    case lib = "np.lib", strideTricks = "np.lib.stride_tricks", testing = "np.testing"
    case math, pythonRandom = "random", itertools, functools, `operator`, statistics, string, copy, time
    case typing, sys, dataclasses, collections
    case abstractCollections = "collections.abc"
    case complexMath = "cmath"

    /// Whether both are the same. (`==` would compare the raw strings, which takes longer than the rest of a call.)
    @inline(__always) func isSame(as other: Namespace) -> Bool {
        // Cases without values are one-byte numbers.
        unsafeBitCast(self, to: UInt8.self) == unsafeBitCast(other, to: UInt8.self)
    }

    /// The path for `import`.
    public var modulePath: String { isNumPys ? "numpy" + rawValue.dropFirst("np".count) : rawValue }

    /// The module with a path; nil if there is none.
    public init?(modulePath: String) {
        guard let found = Self.allCases.first(where: { $0.modulePath == modulePath }) else { return nil }
        self = found
    }

    /// The paths of the modules written in Python.
    public static let pathsWritten =
        ("abc bisect contextlib csv datetime enum fnmatch fractions gc glob heapq io json matplotlib numbers os os.path "
        + "pandas pathlib pprint textwrap timeit types warnings").split(separator: " ").map(String.init)
        + "axes cm collections colors container figure gridspec image legend lines patches pyplot text ticker"
        .split(separator: " ").map { "matplotlib." + $0 }

    /// Whether `import` finds a Python or NumPy module with this path.
    public static func hasModule(_ path: String) -> Bool {
        Namespace(modulePath: path) != nil || pathsWritten.contains(path)
    }

    /// Whether it is NumPy or a submodule of it.
    public var isNumPys: Bool { numpyPrefix != nil }

    /// The prefix of a NumPy submodule's names in paths under `np.`; nil for modules outside NumPy.
    package var numpyPrefix: String? {
        switch self {
        case .numpy: ""
        case .random, .linearAlgebra, .fourier, .exceptions, .lib, .strideTricks, .testing:
            rawValue.dropFirst("np.".count) + "."
        default: nil
        }
    }

    /// The modules of the Python standard library.
    static let pythons = allCases.filter { !$0.isNumPys }
}

/// The contents of a Python module.
package struct Module: Sendable {
    /// Its functions.
    let entries: [Builtin]
    let meanings: [String: BuiltinTable.Meaning]

    /// - Parameter constants: the values of its other names.
    package init(_ entries: [Builtin], constants: BuiltinTable.Constants = [:]) {
        self.entries = entries
        var meanings: [String: BuiltinTable.Meaning] = [:]
        for entry in entries { meanings[entry.name] = entry.type.map { .type($0) } ?? .builtin(entry) }
        // A function that constructs a class's objects is replaced by the class.
        for (name, constant) in constants { meanings[name] = .constant(constant) }
        self.meanings = meanings
    }
}
