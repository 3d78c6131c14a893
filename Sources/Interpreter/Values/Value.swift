public import Integers
public import Tensors

/// The value of a name: a reference to an object, or a small immutable value.
///
/// Python's numbers are `.bool`, `.int`, `.float` and others; `.scalar` is a NumPy scalar. Values never cross
/// threads.
///
/// The cases that need no reference counting come first, and cases without a payload count as last; so the machine
/// tests for them with one comparison.
public enum Value {
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    /// Python's `complex`.
    case complex(ComplexNumber)
    case scalar(Scalar)
    /// An int beyond 64 bits.
    case long(LongInteger)
    case string(Text)
    case array(ArrayObject)
    case tuple(TupleObject)
    case list(ListObject)
    case dictionary(DictionaryObject)
    /// A set or a frozenset.
    case set(SetObject)
    /// The result of a dictionary's `keys()`, `values()` or `items()`.
    case view(DictionaryView)
    case range(IntegerRange)
    case slice(Slice)
    case function(UserFunction)
    case builtin(Builtin)
    case method(BoundMethod)
    case namespace(Namespace)
    case generator(GeneratorObject)
    case iterator(IteratorObject)
    case dtype(DType)
    case type(PythonType)
    case classObject(ClassObject)
    case instance(InstanceObject)
    case descriptor(Descriptor)
    case superObject(SuperObject)
    case ellipsis
    case columnJoiner(ColumnJoiner)
    /// A placeholder for a value that is unknown because the code that computes it was left out.
    case absent(AbsentObject)
    /// No value: a variable before its first assignment. Programs never see it.
    case unset
    /// A captured variable in a register. Programs never see it.
    case cell(CellObject)
}

/// Python's `range`.
public final class IntegerRange: Sendable {
    /// The first number.
    public let start: Int
    /// The exclusive bound.
    public let stop: Int
    /// The step, never 0.
    public let step: Int

    package init(start: Int, stop: Int, step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
    }

    /// The number of integers in it, at most `Int.max`.
    public var count: Int {
        guard step > 0 ? start < stop : start > stop else { return 0 }
        // The distance always fits into an unsigned 64-bit integer.
        let distance = UInt(bitPattern: step > 0 ? stop &- start : start &- stop)
        return Int(clamping: (distance - 1) / max(step.magnitude, 1) + 1)
    }

    /// The number at a position in `0..<count`.
    public subscript(position: Int) -> Int { start &+ position &* step }

    /// Whether it contains a number, in constant time.
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

/// A slice object, `a:b:c` of a subscript.
public final class Slice: Sendable, Equatable {
    /// The lower bound; nil if omitted.
    public let lower: Int?
    /// The exclusive upper bound; nil if omitted.
    public let upper: Int?
    /// The step; nil means 1.
    public let step: Int?
    /// Whether a bound was beyond 64 bits and has been clamped, which makes no difference for sequences.
    package let isClamped: Bool
    /// Its bounds where one is no whole number: labels of rows, as tables take them. Sequences refuse it then.
    package let labels: Labels?

    package init(
        lower: Int? = nil, upper: Int? = nil, step: Int? = nil, isClamped: Bool = false, labels: Labels? = nil
    ) {
        self.lower = lower
        self.upper = upper
        self.step = step
        self.isClamped = isClamped
        self.labels = labels
    }

    /// A bound as a label.
    package enum Label: Sendable, Equatable {
        case int(Int), float(Double), text(String)

        /// - Returns: nil if the value is no label.
        init?(_ value: Value) {
            switch value {
            case .string(let text): self = .text(text.string)
            case .float(let number): self = .float(number)
            case .scalar(let scalar) where scalar.integerValue == nil: self = .float(scalar.doubleValue)
            default:
                guard let number = value.asIndex else { return nil }
                self = .int(number)
            }
        }

        var value: Value {
            switch self {
            case .int(let number): .int(number)
            case .float(let number): .float(number)
            case .text(let text): .string(Text(text))
            }
        }
    }

    /// Where a slice of labels begins and ends; nil for the end of the rows.
    package struct Labels: Sendable, Equatable {
        let lower: Label?
        let upper: Label?

        /// The first bound that is no whole number.
        var other: Label? {
            for case let label? in [lower, upper] {
                if case .int = label { continue }
                return label
            }
            return nil
        }
    }

    /// Whether two slices have the same bounds.
    public static func == (first: Slice, second: Slice) -> Bool {
        first.lower == second.lower && first.upper == second.upper && first.step == second.step
            && first.labels == second.labels
    }
}

/// `np.c_` and `np.r_`, which concatenate the items of their subscript.
public enum ColumnJoiner: String, Sendable {
    case columns = "c_", rows = "r_"
}

/// A method taken from a value but not yet called, such as `x.mean` or `items.append`; or a built-in bound to its
/// first argument, such as the result of `functools.partial`.
public final class BoundMethod {
    /// The value that it is bound to.
    public private(set) var receiver: Value
    /// Its name.
    public let name: String
    /// The function, if it is a method of a user-defined class.
    package let function: Value?

    /// The function to call, if it is not a method of the receiver's type.
    package let entry: Builtin?

    /// The method of the receiver's type, once it has been looked up.
    var found: Builtin?

    init(receiver: Value, name: String, function: Value? = nil) {
        (self.receiver, self.name, self.function, entry) = (receiver, name, function, nil)
    }

    package init(of entry: Builtin, to first: Value) {
        (receiver, name, function, self.entry) = (first, entry.name, nil, entry)
    }

    deinit { Release.later(&receiver) }
}
