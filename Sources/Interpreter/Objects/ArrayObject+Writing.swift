internal import CObjects
internal import Integers
internal import Kernels
internal import Rendering
package import Tensors

extension ArrayObject {
    /// Whether the running cell may write to the whole array freely: it made the buffer, or its log holds all of it.
    var isFree: Bool {
        !isReadOnly && !tensor.repeatsElements && tensor.buffer.stamp == running_stamp() && tensor.buffer.changes == nil
    }

    /// `array[indices] = source`: writes into the buffer, visible through all arrays that share it. `source` is
    /// broadcast to the shape of the indexed part, as in NumPy.
    ///
    /// - Parameter flags: gains `invalid` if a float that int64 cannot hold was converted.
    /// - Throws: a `ValueError` if the array is read-only or the shapes do not broadcast, an `IndexError` for wrong
    ///   indices, a `MemoryError` if the log has no room for the old elements.
    package func assign(
        _ source: Tensor, at indices: [TensorIndex], flags: inout FloatingPointFlags
    ) throws(EvaluationError) {
        guard !isReadOnly, !tensor.repeatsElements else {
            throw Self.readOnly("assignment destination is read-only")
        }
        do throws(TensorError) {
            // For a part that is not a view, the log keeps the whole array.
            let isBasic = indices.allSatisfy(\.isBasic)
            let part = isBasic ? try tensor.indexed(by: indices) : tensor
            try BufferChange.willWrite(part)
            if source.dtype != dtype, source.buffer === tensor.buffer {
                // The same bytes are read as another dtype, so convert all of them before writing any.
                let converted = try source.converted(to: dtype, flags: &flags)
                return try tensor.assign(converted, at: indices, flags: &flags)
            }
            if isBasic, let target = SmallArray(part), let values = SmallArray(source),
                target.overwrite(with: values)
            {
                return
            }
            try tensor.assign(source, at: indices, flags: &flags)
        } catch {
            throw .tensor(
                error, operation: "assignment",
                operands: [.init(name: "", range: nil, shape: source.shape), .init(name: "", range: nil, shape: shape)])
        }
    }

    private static func readOnly(_ words: String) -> EvaluationError {
        .invalidArgument(
            function: "assignment", "this view is read-only, as broadcast_to and diagonal give it",
            hint: "x = x.copy() makes an array of its own", python: .value(words))
    }

    /// Changes the elements in place, as `x *= 2` does, if one loop over memory can do it.
    ///
    /// - Parameter flags: gains the floating-point exceptions that occurred.
    /// - Returns: false if nothing was done.
    /// - Throws: a `MemoryError` if there is no memory to keep the old elements.
    func changeFlat(
        _ operation: Tensors.BinaryOperation?, by operand: Value, flags: inout FloatingPointFlags
    ) throws(EvaluationError) -> Bool {
        guard let operation, !isReadOnly, !tensor.repeatsElements else { return false }
        let other: Tensor
        switch operand {
        case .array(let array): other = array.tensor
        case .float(let number): other = Tensor(.float64(number))
        default: return false
        }
        guard let change = FlatChange(operation, of: tensor, by: other) else { return false }
        do throws(TensorError) { try BufferChange.willWrite(tensor) } catch {
            throw .tensor(error, operation: "assignment", operands: [])
        }
        flags.formUnion(change.run())
        return true
    }

    /// `array[indices] = source`, ignoring floats that int64 cannot hold.
    ///
    /// - Throws: as `assign(_:at:flags:)` does.
    package func assign(_ source: Tensor, at indices: [TensorIndex]) throws(EvaluationError) {
        var flags: FloatingPointFlags = []
        try assign(source, at: indices, flags: &flags)
    }

    /// Replaces all elements by a result of the same shape, as `+=` does. As in NumPy, the dtype stays, or the
    /// operation is rejected. The caller adds the name of the array to the error, and the assignment that makes a new
    /// array.
    func replaceAll(with result: Tensor, by function: String) throws(EvaluationError) {
        guard !isReadOnly, !tensor.repeatsElements else { throw Self.readOnly("output array is read-only") }
        if result.dtype.kind > dtype.kind {
            let change = InPlaceChange.type(dtype, to: result.dtype, function: function)
            throw .assignments(.changesInPlace(change, name: "", rewritten: ""))
        }
        if result.shape != shape {
            throw .assignments(.changesInPlace(.shape(shape, to: result.shape), name: "", rewritten: ""))
        }
        if isFree, let small, let values = SmallArray(result), small.overwrite(with: values) { return }
        var flags: FloatingPointFlags = []
        try assign(result, at: [.ellipsis], flags: &flags)
    }
}

extension TensorIndex {
    /// Whether indexing with it gives a view: it is neither a mask nor an array of integers.
    var isBasic: Bool {
        switch self {
        case .mask, .integers: false
        default: true
        }
    }
}

extension Value {
    /// The result of a built-in, where arrays that are views of an argument get that argument as their base.
    func noting(viewsOf arguments: Arguments) -> Value {
        switch self {
        case .array(let array): noteBase(of: array, arguments)
        case .tuple(let items): for case .array(let array) in items.items { noteBase(of: array, arguments) }
        case .list(let items) where items.count <= 1024:
            for case .array(let array) in items.items { noteBase(of: array, arguments) }
        default: break
        }
        return self
    }

    /// The array as a read-only view; views made from it are read-only too.
    package func readOnly() -> Value {
        if case .array(let array) = self { array.isReadOnly = true }
        return self
    }

    /// Converts a value assigned to elements of an array. `None` and strings become the numbers that Python's
    /// `float`, `int` and `bool` make of them. As in NumPy, a list may not nest deeper than the target.
    func asTensor(toAssignTo array: ArrayObject, at indices: [TensorIndex]) throws(EvaluationError) -> Tensor {
        let isOwn = if case .array = self { true } else { false }
        if !isOwn, isWalked, array.dtype == .bool, indices.count == array.rank, indices.allSatisfy(\.isInteger) {
            return Tensor(.bool(try isTrue()))
        }
        if case .instance(let instance) = self, let numbers = try Special.call("__array__", of: instance, []),
            !numbers.isInstance
        {
            return try numbers.asTensor(toAssignTo: array, at: indices)
        }
        if let texts = try assignedTexts(to: array) { return texts }
        if !isOwn, !array.dtype.isComplex, array.dtype != .bool, holdsComplex {
            let words = Arguments.noComplex(array.dtype)
            throw .invalidArgument(
                function: "assignment", "an array of \(array.dtype) holds no complex numbers",
                hint: "x = x.astype(complex) makes one that does", python: PythonForm("TypeError", words))
        }
        let source: Tensor
        do { source = try asTensor(for: "assignment", parameter: "the value") } catch {
            // Values that nest too deeply or contain themselves are not walked.
            if case .limits = error { throw error }
            guard let numbers = numbers(for: array.dtype) else {
                // Its error explains why the text is not a number.
                if case .string(let text) = self { _ = try Scalar.read(text, as: array.dtype, for: "assignment") }
                guard array.dtype.isInteger, isNone else { throw error }
                throw .invalidArgument(
                    function: "assignment", "None is no whole number", hint: nil,
                    python: PythonForm(
                        "TypeError",
                        "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'"))
            }
            source = try numbers.asTensor(for: "assignment", parameter: "the value")
        }
        guard !isOwn, source.rank > 1, indices.allSatisfy(\.isBasic) else { return source }
        do throws(TensorError) {
            let place = try array.tensor.indexed(by: indices).shape
            if place.rank > 0, source.rank > place.rank { throw .cannotAssign(value: source.shape, target: place) }
        } catch {
            throw .tensor(
                error, operation: "assignment",
                operands: [
                    .init(name: "", range: nil, shape: source.shape), .init(name: "", range: nil, shape: array.shape),
                ])
        }
        return source
    }

    /// The values assigned to elements if either side is strings: numbers written as text, or text parsed as numbers;
    /// otherwise nil.
    private func assignedTexts(to array: ArrayObject) throws(EvaluationError) -> Tensor? {
        if !array.dtype.isText {
            guard isTextArray, let texts = try asTexts() else { return nil }
            return try Arguments.recast(texts, to: array.dtype, for: "assignment")
        }
        if let texts = try asTexts() { return texts }
        let numbers = try asTensor(for: "assignment", parameter: "the value")
        do throws(TensorError) { return try NumPyText.texts(of: numbers) } catch {
            throw .tensor(error, operation: "assignment", operands: [])
        }
    }

    /// Whether it is a complex number, or a nested list that contains one.
    package var holdsComplex: Bool {
        if isComplex { return true }
        // Values that nest too deeply or contain themselves are not walked.
        guard sequence != nil, (try? Allowance.check(nestingOf: self)) != nil else { return false }
        return hasComplexInside
    }

    private var hasComplexInside: Bool {
        isComplex || sequence?.polled(work: 4).contains(where: \.hasComplexInside) == true
    }

    private var isWalked: Bool {
        switch self {
        case .list, .tuple, .range: true
        default: false
        }
    }

    /// The same with numbers in place of `None` and strings; nil if one does not represent a number.
    private func numbers(for dtype: DType) -> Value? {
        switch (self, dtype.kind) {
        case (.none, .floating): .float(.nan)
        case (.none, .boolean): .bool(false)
        case (.long, .floating): asDouble.map { .float($0) }
        case (.long, .boolean): .bool(true)
        case (.long(let number), .unsigned): (try? Integer.long(number).scalar(of: dtype)).map { .scalar($0) }
        case (.long, .signed): nil
        case (.string(let text), _):
            (try? Scalar.read(text, as: dtype, for: "assignment")).map { .scalar($0) }
        case (.list, _), (.tuple, _):
            (sequence ?? []).polled(work: 16).reduce(into: [Value]?.some([])) { items, item in
                if let number = item.numbers(for: dtype) { items?.append(number) } else { items = nil }
            }.map { .list(ListObject($0)) }
        case (.none, _): nil
        default: self
        }
    }

    /// Rejects Python numbers that an integer dtype cannot hold, as NumPy does for scalars; numbers in an array are
    /// truncated.
    ///
    /// - Parameter isPlaceBasic: whether the target is indexed without masks and integer arrays.
    /// - Throws: a `ValueError` for nan, an `OverflowError` for infinities and ints out of range.
    package func refuseForIntegers(
        _ dtype: DType, isPlaceBasic: Bool, isInList: Bool = false
    ) throws(EvaluationError) {
        switch self {
        case .float(let number), .scalar(.float64(let number)):
            if dtype == .int64, Int(truncating: number) != nil { return }
            // NumPy scalars are cast.
            if case .scalar = self, !isPlaceBasic { return }
            guard number.isFinite, dtype != .int64 else { throw .numbers(.noInteger(number)) }
            _ = try Integer(exactly: number.rounded(.towardZero)).scalar(of: dtype)
        case .int(let number): _ = try Integer.short(number).scalar(of: dtype)
        case .long(let number): _ = try Integer.long(number).scalar(of: dtype)
        case .scalar(.other(.float(let number), _)):
            try Value.scalar(.float64(number)).refuseForIntegers(dtype, isPlaceBasic: isPlaceBasic, isInList: isInList)
        case .scalar(let scalar) where isInList:
            if let integer = scalar.integer { _ = try integer.scalar(of: dtype) }
        case .range(let range) where range.count > 0:
            for number in [range[0], range[range.count - 1]] { _ = try Integer.short(number).scalar(of: dtype) }
        case .list, .tuple:
            if dtype == .int64, sequence?.polled(work: 4).contains(where: { !$0.isPlainInteger }) == false { return }
            for item in (sequence ?? []).polled(work: 8) {
                try item.refuseForIntegers(dtype, isPlaceBasic: true, isInList: true)
            }
        default: break
        }
    }

    private var isPlainInteger: Bool { if case .int = self { true } else { false } }

    private func noteBase(of array: ArrayObject, _ arguments: Arguments) {
        guard array.base == nil else { return }
        for argument in arguments.all {
            guard case .array(let given) = argument.value, given !== array, given.tensor.buffer === array.tensor.buffer
            else { continue }
            array.setBase(of: given)
            return
        }
    }
}
