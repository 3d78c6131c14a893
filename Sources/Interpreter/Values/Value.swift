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

/// The types that `type(x)` returns and `isinstance` accepts.
public enum PythonType: Int, Sendable, CaseIterable {
    case none, bool, int, float, string, tuple, list, range, slice, function, ellipsis
    case dictionary, set, frozenset, dictionaryKeys, dictionaryValues, dictionaryItems
    case keyIterator, valueIterator, itemIterator, setIterator
    case reverseKeyIterator, reverseValueIterator, reverseItemIterator
    case builtinFunction, module, type, dtype
    case method, instance, property, staticMethod, classMethod, superObject
    case enumerate, zip, reversed, iterator
    case dequeIterator, reverseDequeIterator, bytesIterator, bytearrayIterator
    case map, filter, callableIterator, listIterator, tupleIterator, rangeIterator, stringIterator, rowIterator
    // The types of `itertools`.
    case accumulate, chain, combinations, combinationsWithReplacement, compress, count, cycle, dropwhile, filterfalse
    case groupby, grouper, islice, pairwise, permutations, product, `repeat`, starmap, takewhile, tee, zipLongest
    /// A user-defined generator; `generator` is NumPy's.
    case suspendedFrame
    case tensor, generator
    // The types of NumPy's scalars, and their base types.
    case numpyBool, numpyInt8, numpyInt16, numpyInt32, numpyInt64, numpyUInt8, numpyUInt16, numpyUInt32, numpyUInt64
    case numpyFloat32, numpyFloat64, numpyComplex64, numpyComplex128, numpyComplexFloating, numpyString
    case numpyGeneric, numpyNumber, numpyInteger, numpySignedInteger, numpyUnsignedInteger, numpyInexact, numpyFloating
    /// Python's `complex`.
    case complex

    /// The Python module that defines it, if any.
    var module: Namespace? {
        let range = Self.accumulate.rawValue...Self.zipLongest.rawValue
        return range.contains(rawValue) ? .itertools : nil
    }

    /// Its name, qualified by the module unless it is a Python built-in.
    public var name: String {
        switch self {
        case .none: "NoneType"
        case .string: "str"
        case .dictionary: "dict"
        case .dictionaryKeys: "dict_keys"
        case .dictionaryValues: "dict_values"
        case .dictionaryItems: "dict_items"
        case .keyIterator: "dict_keyiterator"
        case .valueIterator: "dict_valueiterator"
        case .itemIterator: "dict_itemiterator"
        case .setIterator: "set_iterator"
        case .callableIterator: "callable_iterator"
        case .dequeIterator: "_collections._deque_iterator"
        case .reverseDequeIterator: "_collections._deque_reverse_iterator"
        case .bytesIterator: "bytes_iterator"
        case .bytearrayIterator: "bytearray_iterator"
        case .listIterator: "list_iterator"
        case .tupleIterator: "tuple_iterator"
        case .rangeIterator: "range_iterator"
        case .stringIterator: "str_ascii_iterator"
        case .rowIterator: "iterator"
        case .suspendedFrame: "generator"
        case .combinationsWithReplacement: "itertools.combinations_with_replacement"
        case .zipLongest: "itertools.zip_longest"
        case .grouper: "itertools._grouper"
        case .tee: "itertools._tee"
        case _ where module == .itertools: "itertools.\(self)"
        case .reverseKeyIterator: "dict_reversekeyiterator"
        case .reverseValueIterator: "dict_reversevalueiterator"
        case .reverseItemIterator: "dict_reverseitemiterator"
        case .builtinFunction: "builtin_function_or_method"
        case .instance: "object"
        case .staticMethod: "staticmethod"
        case .classMethod: "classmethod"
        case .superObject: "super"
        case .dtype: "numpy.dtype"
        case .tensor: "numpy.ndarray"
        case .generator: "numpy.random.Generator"
        case .numpyGeneric: "numpy.generic"
        case .numpyString: "numpy.str_"
        case .numpyNumber: "numpy.number"
        case .numpyInteger: "numpy.integer"
        case .numpySignedInteger: "numpy.signedinteger"
        case .numpyUnsignedInteger: "numpy.unsignedinteger"
        case .numpyInexact: "numpy.inexact"
        case .numpyFloating: "numpy.floating"
        case .numpyComplexFloating: "numpy.complexfloating"
        default: dtype.map { "numpy.\($0)" } ?? "\(self)"
        }
    }
}

extension PythonType {
    private static let scalars: [PythonType: DType] = [
        .numpyBool: .bool, .numpyInt8: .int8, .numpyInt16: .int16, .numpyInt32: .int32, .numpyInt64: .int64,
        .numpyUInt8: .uint8, .numpyUInt16: .uint16, .numpyUInt32: .uint32, .numpyUInt64: .uint64,
        .numpyFloat32: .float32, .numpyFloat64: .float64, .numpyComplex64: .complex64, .numpyComplex128: .complex128,
        .numpyString: .text(width: 0),
    ]

    /// The dtype whose scalars have this type; nil for all other types.
    package var dtype: DType? { Self.scalars[self] }

    /// The type of a dtype's scalars.
    package init(_ dtype: DType) {
        self =
            switch dtype {
            case .bool: .numpyBool
            case .int8: .numpyInt8
            case .int16: .numpyInt16
            case .int32: .numpyInt32
            case .int64: .numpyInt64
            case .uint8: .numpyUInt8
            case .uint16: .numpyUInt16
            case .uint32: .numpyUInt32
            case .uint64: .numpyUInt64
            case .float32: .numpyFloat32
            case .float64: .numpyFloat64
            case .text: .numpyString
            case .complex64: .numpyComplex64
            case .complex128: .numpyComplex128
            }
    }
}
