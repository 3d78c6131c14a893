/// The modules that there are: NumPy's, which `np.` opens, and Python's. What each is called stands here, and what it
/// holds in the table of built-ins.
public enum Namespace: String, Sendable, CaseIterable {
    case numpy = "np", random = "np.random", linearAlgebra = "np.linalg", fourier = "np.fft"
    case exceptions = "np.exceptions"
    case lib = "np.lib", strideTricks = "np.lib.stride_tricks", testing = "np.testing"
    case math, pythonRandom = "random", itertools, functools, `operator`, statistics, string, copy, time
    case typing, sys, dataclasses, collections
    case abstractCollections = "collections.abc"
    case complexMath = "cmath"

    /// Whether both are one. (`==` would compare their names, which takes longer than all else of a call.)
    @inline(__always) func isSame(as other: Namespace) -> Bool {
        // Cases without values are numbers of one byte.
        unsafeBitCast(self, to: UInt8.self) == unsafeBitCast(other, to: UInt8.self)
    }

    /// The path by which `import` finds it.
    public var modulePath: String { isNumPys ? "numpy" + rawValue.dropFirst("np".count) : rawValue }

    /// The module of a path; nil if there is none.
    public init?(modulePath: String) {
        guard let found = Self.allCases.first(where: { $0.modulePath == modulePath }) else { return nil }
        self = found
    }

    /// The paths of the modules that are written in Python.
    public static let pathsWritten =
        ("abc bisect contextlib csv datetime enum fnmatch fractions gc glob heapq io json matplotlib numbers os os.path "
        + "pandas pathlib pprint textwrap timeit types warnings").split(separator: " ").map(String.init)
        + "axes cm collections colors container figure gridspec image legend lines patches pyplot text ticker"
        .split(separator: " ").map { "matplotlib." + $0 }

    /// Whether `import` finds a module of Python's or NumPy's by a path.
    public static func hasModule(_ path: String) -> Bool {
        Namespace(modulePath: path) != nil || pathsWritten.contains(path)
    }

    /// Whether it is NumPy or a part of it.
    public var isNumPys: Bool { numpyPrefix != nil }

    /// What stands before the names of a part of NumPy in the paths behind `np.`; nil for modules that aren't NumPy's.
    package var numpyPrefix: String? {
        switch self {
        case .numpy: ""
        case .random, .linearAlgebra, .fourier, .exceptions, .lib, .strideTricks, .testing:
            rawValue.dropFirst("np.".count) + "."
        default: nil
        }
    }

    /// The modules of Python's own.
    static let pythons = allCases.filter { !$0.isNumPys }
}

/// What a module of Python's holds.
package struct Module: Sendable {
    /// Its functions.
    let entries: [Builtin]
    let meanings: [String: BuiltinTable.Meaning]

    /// - Parameter constants: what its other names hold.
    package init(_ entries: [Builtin], constants: BuiltinTable.Constants = [:]) {
        self.entries = entries
        var meanings: [String: BuiltinTable.Meaning] = [:]
        for entry in entries { meanings[entry.name] = entry.type.map { .type($0) } ?? .builtin(entry) }
        // An entry that makes objects of a class has the class behind its name.
        for (name, constant) in constants { meanings[name] = .constant(constant) }
        self.meanings = meanings
    }
}
