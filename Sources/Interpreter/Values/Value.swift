public import Tensors

/// What a name can hold.
///
/// Every value is a value: no cell changes it through another name. Python's numbers are `.bool`, `.int` and `.float`;
/// `.scalar` is one of NumPy's three. A random generator is the one reference, and even that is only an index into the
/// workspace, so that a copy of the workspace holds its state. Values never cross threads: what outlives a cell or does
/// keeps a `ValueDescription` or a text.
public enum Value {
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    case string(String)
    case scalar(Scalar)
    case tensor(Tensor)
    case tuple([Value])
    case list([Value])
    case range(IntegerRange)
    case slice(Slice)
    case function(UserFunction)
    case builtin(Builtin)
    case method(BoundMethod)
    case namespace(Namespace)
    case generator(GeneratorID)
    case dtype(DType)
    case type(PythonType)
    case ellipsis
    case columnJoiner(ColumnJoiner)
}

/// Python's `range`.
public struct IntegerRange: Sendable, Equatable {
    /// The first number.
    public var start: Int
    /// The bound that is not reached.
    public var stop: Int
    /// The step, never 0.
    public var step: Int

    package init(start: Int, stop: Int, step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
    }

    /// The number of integers in it; `Int.max` if there are more.
    public var count: Int {
        guard step > 0 ? start < stop : start > stop else { return 0 }
        // The distance always fits 64 bits without a sign.
        let distance = UInt(bitPattern: step > 0 ? stop &- start : start &- stop)
        return Int(clamping: (distance - 1) / max(step.magnitude, 1) + 1)
    }

    /// The number at a position inside `0..<count`.
    public subscript(position: Int) -> Int { start &+ position &* step }

    /// Whether a number is in it, without a walk.
    func contains(_ number: Scalar) -> Bool {
        let candidate: Int
        if let integer = number.integerValue {
            candidate = integer
        } else {
            guard let integer = Int(exactly: number.doubleValue) else { return false }
            candidate = integer
        }
        guard step > 0 ? candidate >= start && candidate < stop : candidate <= start && candidate > stop else {
            return false
        }
        let distance = UInt(bitPattern: step > 0 ? candidate &- start : start &- candidate)
        return distance % max(step.magnitude, 1) == 0
    }
}

/// A slice object, `a:b:c` of an index.
public struct Slice: Sendable, Equatable {
    /// Where it begins; nil for the end it comes from.
    public var lower: Int?
    /// Where it ends, exclusive.
    public var upper: Int?
    /// The step; nil is 1.
    public var step: Int?

    package init(lower: Int? = nil, upper: Int? = nil, step: Int? = nil) {
        self.lower = lower
        self.upper = upper
        self.step = step
    }
}

/// Names a random generator of the workspace.
public struct GeneratorID: Sendable, Hashable {
    /// Its key in `Workspace.generators`.
    public var index: Int

    package init(index: Int) { self.index = index }
}

/// The modules that `np.` opens.
public enum Namespace: String, Sendable {
    case numpy = "np", random = "np.random", linearAlgebra = "np.linalg"
}

/// `np.c_` and `np.r_`, which join what stands in their brackets.
public enum ColumnJoiner: String, Sendable {
    case columns = "c_", rows = "r_"
}

/// A method taken from a value but not yet called: `x.mean`.
public struct BoundMethod {
    private let box: [Value]
    /// Its name.
    public let name: String

    init(receiver: Value, name: String) {
        self.box = [receiver]
        self.name = name
    }

    /// The value it belongs to.
    public var receiver: Value { box[0] }
}

/// The types that `type(x)` gives and `isinstance` takes.
public enum PythonType: String, Sendable {
    case none = "NoneType", bool, int, float, string = "str", tuple, list, range, slice, function, ellipsis
    case builtinFunction = "builtin_function_or_method", module, type, dtype = "numpy.dtype"
    case tensor = "numpy.ndarray", numpyFloat64 = "numpy.float64", numpyInt64 = "numpy.int64"
    case numpyBool = "numpy.bool", generator = "numpy.random.Generator"
    case numpyNumber = "numpy.number", numpyInteger = "numpy.integer", numpyFloating = "numpy.floating"
}
