internal import Integers
internal import Kernels
package import Tensors

extension Value {
    /// The value as a real number: for any Python number, NumPy scalar or 0-d tensor; nil for anything else, and for
    /// an int beyond the range of floats.
    package var asDouble: Double? {
        switch self {
        case .float(let value): value
        case .int(let value): Double(value)
        case .long(let value): Integer.long(value).double
        case .bool(let value): value ? 1 : 0
        case .scalar(.other(.complex, _)): nil
        case .scalar(let scalar): scalar.doubleValue
        case .array(let array) where array.rank == 0 && array.dtype.kind <= .floating:
            array.tensor.scalarValue?.doubleValue
        case .instance(let instance): instance.content?.asDouble
        default: nil
        }
    }

    /// The value as a NumPy scalar. Python numbers get NumPy's default type; nil for an int beyond 64 bits.
    var asScalar: Scalar? {
        switch self {
        case .float(let value): .float64(value)
        case .int(let value): .int64(value)
        case .bool(let value): .bool(value)
        case .scalar(.other(.complex, _)): nil
        case .scalar(let scalar): scalar
        default: nil
        }
    }

    /// Whether it is a tensor.
    package var isTensor: Bool {
        if case .array = self { true } else { false }
    }

    /// Whether it is a string.
    package var isText: Bool {
        if case .string = self { true } else { false }
    }

    /// Whether it is a Python number or a NumPy scalar.
    package var isNumber: Bool { isLong || anyScalar != nil }

    /// Whether it is `None`.
    package var isNone: Bool {
        if case .none = self { true } else { false }
    }

    /// A tuple as a list; anything else unchanged.
    var listOfTuple: Value {
        if case .tuple(let items) = self { .list(ListObject(items.items)) } else { self }
    }

    /// The shape of a tensor; `()` for a number; nil for anything else.
    package var shape: Shape? {
        switch self {
        case .array(let tensor): tensor.shape
        case .int, .long, .float, .complex, .bool, .scalar: []
        default: nil
        }
    }

    /// A number or tensor as a tensor; nil for anything else, including lists.
    package var directTensor: Tensor? {
        if case .array(let array) = self { return array.tensor }
        return anyScalar.map { Tensor($0) }
    }

    /// The dtype that an argument denotes: `float`, `np.int64`, `"bool"`, `x.dtype`.
    package var asDType: DType? {
        switch self {
        case .dtype(let dtype): dtype
        case .type(.float): .float64
        case .type(.int): .int64
        case .type(.bool): .bool
        case .type(.string), .type(.numpyString): .text(width: 0)
        case .type(.complex): .complex128
        case .type(let type): type.dtype
        case .string(let name): DType(named: name.string)
        default: nil
        }
    }

    /// The result of a tensor operation as a Python value. A 0-d result becomes a scalar, as in NumPy.
    package static func result(_ tensor: Tensor) -> Value {
        if tensor.rank == 0, let element = tensor.scalarValue { return .element(element) }
        return .array(ArrayObject(tensor))
    }

    /// The truth value, `bool(x)`.
    ///
    /// - Throws: an error if it has none, such as an array of several elements; or the error of `__bool__` or
    ///   `__len__`.
    package func isTrue() throws(EvaluationError) -> Bool {
        switch self {
        case .none: return false
        case .bool(let value), .scalar(.bool(let value)): return value
        case .int(let value), .scalar(.int64(let value)): return value != 0
        case .float(let value), .scalar(.float64(let value)): return value != 0
        case .scalar(.other(let number, _)): return number.isTrue
        case .complex(let number): return number.value.isTrue
        case .string(let text): return !text.isEmpty
        case .tuple(let items): return items.count > 0
        case .list(let items): return items.count > 0
        case .dictionary(let dictionary): return dictionary.count > 0
        case .set(let set): return set.count > 0
        case .view(let view): return view.dictionary.count > 0
        case .range(let range): return range.count > 0
        case .instance(let instance): return try Special.isTrue(instance)
        case .absent(let absent): throw absent.read()
        case .array(let array):
            guard array.count == 1, let element = array.tensor.scalarValue else {
                throw .numbers(.ambiguousTruth(array.shape))
            }
            return element.number.isTrue
        default: return true
        }
    }

    /// The Python type.
    package var type: PythonType {
        switch self {
        case .none, .unset, .cell: .none
        case .bool: .bool
        case .int, .long: .int
        case .float: .float
        case .complex: .complex
        case .string(let text): text.isNumPys ? .numpyString : .string
        case .scalar(let scalar): PythonType(scalar.dtype)
        case .array: .tensor
        case .tuple: .tuple
        case .list: .list
        case .dictionary: .dictionary
        case .set(let set): set.isFrozen ? .frozenset : .set
        case .view(let view):
            switch view.part {
            case .keys: .dictionaryKeys
            case .values: .dictionaryValues
            case .items: .dictionaryItems
            }
        case .range: .range
        case .slice: .slice
        case .function: .function
        case .builtin: .builtinFunction
        case .method(let method): method.function == nil ? .builtinFunction : .method
        case .classObject: .type
        case .instance, .absent: .instance
        case .descriptor(let descriptor):
            switch descriptor.kind {
            case .property, .field: .property
            case .staticMethod: .staticMethod
            case .classMethod: .classMethod
            }
        case .superObject: .superObject
        case .namespace, .columnJoiner: .module
        case .generator: .generator
        case .iterator(let iterator): iterator.type
        case .dtype: .dtype
        case .type: .type
        case .ellipsis: .ellipsis
        }
    }

    /// The name of its type or class.
    package var typeName: String {
        if case .instance(let instance) = self { instance.type.shownName } else { type.name }
    }

    /// The phrase for a value of this kind in messages: `a list`, `x (10, 5)` without the name.
    package var kindText: String {
        switch self {
        case .none, .unset, .cell: "None"
        case .absent: "something that isn't known"
        case .bool(let value): value ? "True" : "False"
        case .int(let value): "the int \(value)"
        case .long(let value): "the int \(value.brief)"
        case .float: "the float \(representation)"
        case .complex: "the complex number \(representation)"
        case .string: "the string \(briefText)"
        case .scalar: "the number \(text)"
        case .array(let tensor): "a tensor of shape \(tensor.shape)"
        case .tuple(let items): "a tuple of \(items.count)"
        case .list(let items): "a list of \(items.count)"
        case .dictionary(let dictionary): "a dictionary of \(dictionary.count)"
        case .set(let set): "a \(type.name) of \(set.count)"
        case .view(let view): "the \(view.part) of a dictionary"
        case .range: "a range"
        case .slice: "a slice"
        case .function(let function): "the function \(function.code.name)"
        case .builtin(let builtin): "the function \(builtin.name)"
        case .method(let method): "the method \(method.name)"
        case .namespace(let namespace): "the module \(namespace.rawValue)"
        case .generator: "a random generator"
        case .iterator(let iterator): iterator.kindText
        case .dtype: "a dtype"
        case .type(let type): "the type \(type.name)"
        case .classObject(let type): "the class \(type.name)"
        case .instance(let instance): "the \(instance.type.name) object"
        case .descriptor: "a \(type.name)"
        case .superObject(let object): "the \(object.start.name) that super gives"
        case .ellipsis: "..."
        case .columnJoiner(let joiner): "np.\(joiner.rawValue)"
        }
    }

    /// Converts a number, tensor, range or nested list of numbers to a tensor.
    ///
    /// - Parameters:
    ///   - function: the calling function, for messages.
    ///   - parameter: the parameter, for messages.
    /// - Throws: a `TypeError` or `ValueError` if it is not an array of numbers, `OverflowError` for an int beyond 64
    ///   bits.
    package func asTensor(for function: String, parameter: String) throws(EvaluationError) -> Tensor {
        if let tensor = directTensor { return tensor }
        if isInstance {
            let numbers = try numbersOfObject()
            if !numbers.isInstance { return try numbers.asTensor(for: function, parameter: parameter) }
        }
        if case .range(let range) = self {
            do { try Shape([range.count]).validated(dtype: .int64) } catch {
                throw .tensor(error, operation: function, operands: [])
            }
            var numbers: [Int] = []
            numbers.reserveCapacity(range.count)
            let isWhole = Interruption.forEachPiece(of: range.count) { piece in
                for index in piece { numbers.append(range[index]) }
            }
            if !isWhole { throw .interrupted }
            return .int64(NDArray(numbers, shape: [range.count]))
        }
        if let items = sequence, !items.isEmpty, let vector = try Self.vector(of: items, for: function) {
            return vector
        }
        try Allowance.check(nestingOf: self)
        guard let nested = try nestedList() else {
            throw .arguments(
                .wrongType(parameter: parameter, expected: "numbers", got: ValueDescription(firstNonNumber ?? self)),
                of: .init(name: function, signature: "", isBuiltin: true))
        }
        do { return try Tensor.array(nested) } catch {
            throw .tensor(error, operation: function, operands: [])
        }
    }

    /// A vector of numbers; nil if some items are not numbers.
    private static func vector(of items: [Value], for function: String) throws(EvaluationError) -> Tensor? {
        var dtype = DType.bool
        for item in items.polled(work: 4) {
            guard let number = item.asScalar else { return nil }
            dtype = dtype.promoted(with: number.dtype)
        }
        if Interruption.isRequested { throw .interrupted }
        do throws(TensorError) {
            let shape = try Shape([items.count]).validated(dtype: dtype)
            func numbers<Element>(_ number: (Scalar) -> Element) throws(TensorError) -> NDArray<Element> {
                try NDArray(shape: shape, work: 4) { number(items[$0].asScalar ?? .int64(0)) }
            }
            switch dtype {
            case .float64: return .float64(try numbers(\.doubleValue))
            case .int64: return .int64(try numbers { $0.integerValue ?? 0 })
            case .bool: return .bool(try numbers { $0.integerValue != 0 })
            default: return nil
            }
        } catch {
            throw .tensor(error, operation: function, operands: [])
        }
    }

    /// The first item, at any depth, that is not a number.
    private var firstNonNumber: Value? {
        switch self {
        case .list, .tuple: sequence?.polled(work: 16).lazy.compactMap(\.firstNonNumber).first
        case .array, .range, .int, .long, .float, .complex, .bool, .scalar: nil
        default: self
        }
    }

    /// The value that NumPy sees in place of an object: its content of a built-in type, or a list of the items that
    /// its class provides; the object itself if it has neither.
    func numbersOfObject() throws(EvaluationError) -> Value {
        // Arrays of bytes are not supported, and arrays of their numbers would mean something else.
        guard case .instance(let instance) = self, instance.byteBuffer == nil else { return self }
        if let content = instance.content, content.sequence == nil || instance.type.leavesToBase("__iter__") {
            return content
        }
        if let numbers = try Special.call("__array__", of: instance, []), !numbers.isInstance { return numbers }
        guard instance.type.lookUp("__len__") != nil, instance.type.lookUp(Special.getItem) != nil else { return self }
        return .list(ListObject(try items()))
    }

    /// The value as nested lists of numbers and tensors; nil if it contains anything else.
    func nestedList() throws(EvaluationError) -> NestedList? {
        switch self {
        case .list, .tuple:
            let items = sequence ?? []
            var nested: [NestedList] = []
            nested.reserveCapacity(items.count)
            var meter = WorkMeter()
            for item in items {
                if meter.shouldStop(after: 16) { throw .interrupted }
                guard let inner = try item.nestedList() else { return nil }
                nested.append(inner)
            }
            return .list(nested)
        case .range(let range):
            try Allowance.check(range.count, of: MemoryLayout<NestedList>.stride)
            return .list((0..<range.count).polled(work: 8).map { .scalar(.int64(range[$0])) })
        case .array(let array): return .tensor(array.tensor)
        case .instance:
            let numbers = try numbersOfObject()
            return numbers.isInstance ? nil : try numbers.nestedList()
        case .long(let number):
            // An unsigned 64-bit integer, as NumPy infers.
            guard let scalar = try? Integer.long(number).scalar(of: .uint64) else {
                throw .numbers(.beyondInt64(briefText))
            }
            return .scalar(scalar)
        default: return anyScalar.map { .scalar($0) }
        }
    }
}

extension Value {
    /// The items of a list or tuple; nil for anything else.
    package var sequence: [Value]? {
        switch self {
        case .list(let list): list.items
        case .tuple(let tuple): tuple.items
        default: nil
        }
    }

    /// The items of a list, tuple, set or view, or the alternating keys and values of a dictionary; nil for anything
    /// else.
    package var contents: [Value]? {
        switch self {
        case .list(let list): list.items
        case .tuple(let tuple): tuple.items
        case .dictionary(let dictionary): dictionary.usedRows.flatMap { [$0.key, $0.value] }
        case .set(let set): set.keys
        case .view(let view): view.items
        default: nil
        }
    }
}

extension Value {
    /// Whether it is an object of a class that a module written in Python has.
    package func isOfModule(_ name: String) -> Bool {
        if case .instance(let instance) = self { instance.type.module == name } else { false }
    }
}
