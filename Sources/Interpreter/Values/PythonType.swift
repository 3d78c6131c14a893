package import Tensors

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
        case .accumulate: "itertools.accumulate"
        case .chain: "itertools.chain"
        case .combinations: "itertools.combinations"
        case .compress: "itertools.compress"
        case .count: "itertools.count"
        case .cycle: "itertools.cycle"
        case .dropwhile: "itertools.dropwhile"
        case .filterfalse: "itertools.filterfalse"
        case .groupby: "itertools.groupby"
        case .islice: "itertools.islice"
        case .pairwise: "itertools.pairwise"
        case .permutations: "itertools.permutations"
        case .product: "itertools.product"
        case .repeat: "itertools.repeat"
        case .starmap: "itertools.starmap"
        case .takewhile: "itertools.takewhile"
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
        // The same words as the cases', written out: Swift's own text of a case takes reflection, which would slow down
        // the start of every program.
        case .bool: "bool"
        case .int: "int"
        case .float: "float"
        case .tuple: "tuple"
        case .list: "list"
        case .range: "range"
        case .slice: "slice"
        case .function: "function"
        case .ellipsis: "ellipsis"
        case .set: "set"
        case .frozenset: "frozenset"
        case .module: "module"
        case .type: "type"
        case .method: "method"
        case .property: "property"
        case .enumerate: "enumerate"
        case .zip: "zip"
        case .reversed: "reversed"
        case .iterator: "iterator"
        case .map: "map"
        case .filter: "filter"
        case .complex: "complex"
        case .numpyBool: "numpy.bool"
        case .numpyInt8: "numpy.int8"
        case .numpyInt16: "numpy.int16"
        case .numpyInt32: "numpy.int32"
        case .numpyInt64: "numpy.int64"
        case .numpyUInt8: "numpy.uint8"
        case .numpyUInt16: "numpy.uint16"
        case .numpyUInt32: "numpy.uint32"
        case .numpyUInt64: "numpy.uint64"
        case .numpyFloat32: "numpy.float32"
        case .numpyFloat64: "numpy.float64"
        case .numpyComplex64: "numpy.complex64"
        case .numpyComplex128: "numpy.complex128"
        }
    }
}

extension PythonType {
    /// The dtype whose scalars have this type; nil for all other types.
    package var dtype: DType? {
        switch self {
        case .numpyBool: .bool
        case .numpyInt8: .int8
        case .numpyInt16: .int16
        case .numpyInt32: .int32
        case .numpyInt64: .int64
        case .numpyUInt8: .uint8
        case .numpyUInt16: .uint16
        case .numpyUInt32: .uint32
        case .numpyUInt64: .uint64
        case .numpyFloat32: .float32
        case .numpyFloat64: .float64
        case .numpyComplex64: .complex64
        case .numpyComplex128: .complex128
        case .numpyString: .text(width: 0)
        default: nil
        }
    }

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
