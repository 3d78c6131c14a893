package import Integers
internal import Kernels
internal import Rendering
internal import Syntax
package import Tensors

// Arguments converted to Swift values.

extension Arguments {
    /// A required argument, by index.
    package func value(_ index: Int) -> Value { self[index] ?? .none }

    /// The default of a parameter.
    private func fallback(_ name: String) -> Parameter.Default? {
        signature.index(of: name).map { signature.parameters[$0].fallback }
    }

    /// An argument as an integer, or the parameter's default.
    ///
    /// - Throws: a `TypeError` if it is not an integer or is missing, an `OverflowError` beyond 64 bits.
    package func int(_ name: String) throws(EvaluationError) -> Int {
        guard let value = self[name] else {
            if case .integer(let number)? = fallback(name) { return number }
            throw .arguments(.missing([name]), of: callee)
        }
        guard let number = value.asIndex else {
            if value.isLong {
                throw .numbers(
                    builtin.group == .python ? .tooLargeForSize(value.briefText) : .beyondInt64(value.briefText))
            }
            throw wrongType(name, expected: "a whole number", got: value)
        }
        return number
    }

    /// A required argument as an integer of any length.
    ///
    /// - Throws: a `TypeError` if it is not an integer or is missing.
    package func integer(_ name: String) throws(EvaluationError) -> Integer {
        guard case .long(let number)? = self[name] else { return .short(try int(name)) }
        return .long(number)
    }

    /// An argument as an integer; nil if it was not given or is `None`.
    ///
    /// - Throws: as `int(_:)` does.
    package func optionalInt(_ name: String) throws(EvaluationError) -> Int? {
        isGiven(name) ? try int(name) : nil
    }

    /// An argument as a float, or the parameter's default.
    ///
    /// - Throws: a `TypeError` if it is not a number or is missing, an `OverflowError` beyond the range of floats.
    package func double(_ name: String) throws(EvaluationError) -> Double {
        guard let value = self[name] else {
            switch fallback(name) {
            case .number(let number)?: return number
            case .integer(let number)?: return Double(number)
            default: throw .arguments(.missing([name]), of: callee)
            }
        }
        guard let number = try value.asFloat() else { throw wrongType(name, expected: "a number", got: value) }
        return number
    }

    /// The truth value of an argument, or the parameter's default; false if there is no such parameter.
    ///
    /// - Throws: an error if the argument has no truth value.
    package func bool(_ name: String) throws(EvaluationError) -> Bool {
        guard let value = self[name] else { return fallback(name) == .truth(true) }
        return try value.isTrue()
    }

    /// The same, where Python rejects `None`.
    ///
    /// - Throws: a `TypeError` for `None`, or an error if the argument has no truth value.
    package func flag(_ name: String) throws(EvaluationError) -> Bool {
        try refuseNone(name)
        return try bool(name)
    }

    /// An argument as a string; nil if it was not given or is `None`.
    ///
    /// - Throws: a `TypeError` if it is not a string.
    package func string(_ name: String) throws(EvaluationError) -> String? {
        guard isGiven(name), let value = self[name] else { return nil }
        guard case .string(let text) = value else { throw wrongType(name, expected: "a string", got: value) }
        return text.string
    }

    /// An argument as a string, or the parameter's default if it was not given or is `None`.
    ///
    /// - Throws: a `TypeError` if it is not a string.
    package func text(_ name: String) throws(EvaluationError) -> String {
        if let text = try string(name) { return text }
        return if case .text(let text)? = fallback(name) { text } else { "" }
    }

    /// A tensor argument of a function that computes floats, whose `dtype=` may only name a float or complex type.
    /// That type is not applied here.
    ///
    /// - Throws: an error if `dtype=` names another type, or as `tensor(_:)` does.
    package func tensorOfType(_ index: Int) throws(EvaluationError) -> Tensor {
        if let dtype = try dtype(), dtype.kind != .floating, !dtype.isComplex {
            throw invalid(
                "it computes floats, and dtype=\(dtype) is no float", hint: "convert the result: .astype(\(dtype))")
        }
        return try tensor(index)
    }

    /// The result of a function that returns its argument itself if nothing changes.
    package static func itself(_ value: Value, or tensor: Tensor) -> Value {
        if case .array(let array) = value { .array(array.itself(or: tensor)) } else { .array(ArrayObject(tensor)) }
    }

    /// The result of an array method, which is a scalar for a NumPy scalar without remaining axes.
    package static func likeItself(_ value: Value, _ tensor: Tensor) -> Value {
        if case .scalar = value { .result(tensor) } else { itself(value, or: tensor) }
    }

    /// An array argument that the function modifies in place.
    ///
    /// - Throws: a `TypeError` if it is not an array.
    package func array(_ index: Int) throws(EvaluationError) -> ArrayObject {
        guard case .array(let array) = value(index) else {
            throw wrongType(signature.parameters[index].name, expected: "a tensor", got: value(index))
        }
        return array
    }

    /// A tensor argument; numbers and nested lists are converted.
    ///
    /// - Throws: a `TypeError` or `ValueError` if it is not an array of numbers, or an error if the function does not
    ///   support its dtype.
    package func tensor(_ index: Int) throws(EvaluationError) -> Tensor {
        let tensor = try tensor(value(index), parameter: signature.parameters[index].name)
        // A list may hold numbers of another dtype.
        if tensor.dtype.isComplex, !builtin.takesComplex { throw unusualType(tensor.dtype) }
        if !tensor.dtype.isUsual, !tensor.dtype.isComplex, !builtin.takesEveryType { throw unusualType(tensor.dtype) }
        return tensor
    }

    /// A value as a tensor, which may hold strings if the function accepts them.
    ///
    /// - Parameter parameter: the name of the parameter, for messages.
    /// - Throws: as `tensor(_:)` does.
    package func tensor(_ value: Value, parameter: String) throws(EvaluationError) -> Tensor {
        do throws(EvaluationError) {
            let tensor = try value.asTensor(for: function, parameter: parameter)
            if tensor.dtype.isText, !builtin.takesTexts { throw unusualType(tensor.dtype) }
            return tensor
        } catch {
            if builtin.takesTexts, let texts = try value.asTexts() { return texts }
            throw error
        }
    }

    /// How a binary function converts a Python number combined with a tensor.
    package enum OperandRule {
        /// To the tensor's dtype, if that covers the kind of number.
        case alike
        /// The same, but ints become float64.
        case divided
        /// The same, but ints become the float type that the tensor's integers are converted to.
        case floats
        /// Unchanged; everything is converted to float64.
        case doubles
        /// Only its truth value matters.
        case truths
    }

    /// The first two arguments as tensors for an operation, before broadcasting.
    ///
    /// - Throws: a `TypeError` or `ValueError` if one is not an array of numbers, an `OverflowError` for an int that
    ///   does not fit the other's dtype.
    package func operands(_ operation: BinaryOperation) throws(EvaluationError) -> (Tensor, Tensor) {
        switch operation {
        case .divide: try operands(.divided)
        case .arctan2, .hypot: try operands(.floats)
        case _ where operation.isLogical: try operands(.truths)
        default: try operands(.alike)
        }
    }

    /// The first two arguments as tensors, before broadcasting. A Python number combined with a tensor is converted
    /// by a rule.
    ///
    /// - Throws: as `operands(_:)` for an operation does.
    package func operands(_ rule: OperandRule = .alike) throws(EvaluationError) -> (Tensor, Tensor) {
        let (left, right) = (value(0), value(1))
        if rule == .truths {
            for case .long(let number) in [left, right] { throw .numbers(.beyondInt64(Value.long(number).briefText)) }
            return try operands(0, left, 1, right)
        }
        if rule == .doubles {
            return try operands(
                0, try left.besideArray(of: nil, isDivided: true), 1, try right.besideArray(of: nil, isDivided: true))
        }
        if rule == .floats {
            return try operands(0, try left.asFloat(beside: right), 1, try right.asFloat(beside: left))
        }
        let (first, second) = try Value.fitted(left, right, isDivided: rule == .divided)
        let (weakLeft, weakRight) = try Value.weakened(first, second, isDivided: rule == .divided)
        return try operands(0, weakLeft, 1, weakRight)
    }

    /// The result of comparing a Python int with a dtype that may not hold it, as the operator computes it; nil for
    /// other operands and operations.
    ///
    /// - Throws: the error of the comparison.
    package func comparison(_ operation: BinaryOperation) throws(EvaluationError) -> Value? {
        let (left, right) = (value(0), value(1))
        guard let compared = ComparisonOperator(operation),
            left.isWeakInt && right.numpyDType?.isInteger == true
                || right.isWeakInt && left.numpyDType?.isInteger == true
        else { return nil }
        return try Operators.compare(left, compared, right)
    }

    /// Two arguments as tensors, where a Python number is cast to the other's dtype, wrapping around if necessary.
    ///
    /// - Throws: a `TypeError` or `ValueError` if one is not an array of numbers, an `OverflowError` for an int
    ///   beyond 64 bits.
    package func choices(_ first: Int, _ second: Int) throws(EvaluationError) -> (Tensor, Tensor) {
        let (left, right) = try Value.fitted(value(first), value(second), isDivided: false)
        if let dtype = left.numpyDType, !dtype.isUsual {
            return try operands(first, left, second, right.castScalar(beside: dtype))
        }
        if let dtype = right.numpyDType, !dtype.isUsual {
            return try operands(first, left.castScalar(beside: dtype), second, right)
        }
        return try operands(first, left, second, right)
    }

    private func operands(
        _ first: Int, _ left: Value, _ second: Int, _ right: Value
    ) throws(EvaluationError) -> (Tensor, Tensor) {
        let tensors = (
            try tensor(left, parameter: signature.parameters[first].name),
            try tensor(right, parameter: signature.parameters[second].name)
        )
        for dtype in [tensors.0.dtype, tensors.1.dtype] where dtype.isComplex && !builtin.takesComplex {
            throw unusualType(dtype)
        }
        return tensors
    }

    /// A tensor argument for a computation in a dtype: if that is a float type, ints beyond 64 bits become floats.
    ///
    /// - Throws: as `tensor(_:)` does.
    package func tensor(_ index: Int, as dtype: DType?) throws(EvaluationError) -> Tensor {
        do throws(EvaluationError) { return try tensor(index) } catch {
            guard case .numbers(.beyondInt64) = error, dtype?.kind == .floating else { throw error }
            let parameter = signature.parameters[index].name
            return try value(index).withLongIntsAsFloats().asTensor(for: function, parameter: parameter)
        }
    }

    /// An argument converted to a tensor of a dtype. As in NumPy, Python floats that an integer dtype cannot hold are
    /// rejected, while floats in an array are truncated with a warning.
    ///
    /// - Throws: an error if the argument is not an array of numbers, or a number does not fit the dtype.
    package func tensor(_ index: Int, madeInto dtype: DType?) throws(EvaluationError) -> Tensor {
        try Allowance.check(nestingOf: value(index))
        if let dtype, builtin.takesTexts {
            if let texts = try value(index).asTexts() { return try recast(texts, to: dtype) }
            if dtype.isText {
                let texts = try recast(try tensor(index), to: dtype)
                // Numbers from Python get the text width of the longest, unless the dtype gives a width.
                return value(index).isTensor || dtype.textWidth > 0 ? texts : texts.withFittingTextWidth
            }
        }
        if let dtype, !dtype.isComplex, dtype != .bool, !value(index).isTensor, value(index).holdsComplex {
            throw typeError(Self.noComplex(dtype))
        }
        if let dtype, !dtype.isUsual, value(index).sequence != nil {
            // Converts number by number, without an intermediate common dtype.
            if dtype.isInteger { try value(index).refuseForIntegers(dtype, isPlaceBasic: true) }
            let parameter = signature.parameters[index].name
            return try value(index).asTensor(of: dtype, for: function, parameter: parameter)
        }
        let tensor = try tensor(index, as: dtype)
        if let dtype, dtype.isInteger, dtype != .int64 || tensor.dtype.kind == .floating || !tensor.dtype.isUsual {
            try value(index).refuseForIntegers(dtype, isPlaceBasic: dtype != .int64)
        }
        return tensor
    }

    /// `astype` from or to strings: numbers are parsed as Python does, and written as NumPy does.
    ///
    /// - Throws: a `ValueError` for text that is not a number.
    package func recast(_ tensor: Tensor, to dtype: DType) throws(EvaluationError) -> Tensor {
        try Self.recast(tensor, to: dtype, for: function)
    }

    static func recast(
        _ tensor: Tensor, to dtype: DType, for function: String
    ) throws(EvaluationError) -> Tensor {
        do throws(TensorError) {
            if dtype.isText {
                let width = dtype.textWidth
                let texts = try NumPyText.texts(of: tensor)
                if width == 0 { return try texts.copyKeepingOrder() }
                return texts.dtype.textWidth > width
                    ? try texts.cut(toTextWidth: width) : try texts.copyKeepingOrder().withTextWidth(width)
            }
        } catch {
            throw .tensor(error, operation: function, operands: [])
        }
        guard let texts = tensor.texts else { return tensor }
        var numbers: [NestedList] = []
        numbers.reserveCapacity(texts.count)
        for text in texts.polled(work: 64) {
            numbers.append(.scalar(try Scalar.read(Text(text, isNumPys: true), as: dtype, for: function)))
        }
        if Interruption.isRequested { throw .interrupted }
        var flags: FloatingPointFlags = []
        do {
            return try Tensor.array(.list(numbers), dtype: dtype, flags: &flags)
                .reshaped(to: Array(tensor.shape.dimensions))
        } catch {
            throw .tensor(error, operation: function, operands: [])
        }
    }

    /// Python's message for a complex number where the dtype is not complex.
    package static func noComplex(_ dtype: DType) -> String {
        let function =
            dtype.isInteger
            ? "int() argument must be a string, a bytes-like object" : "float() argument must be a string"
        return "\(function) or a real number, not 'complex'"
    }

    /// The value to fill an array of a dtype with: a Python int must fit, everything else is cast.
    ///
    /// - Throws: an `OverflowError` for an int that does not fit, or an error if the argument is not a number.
    package func fillValue(_ index: Int, of dtype: DType?) throws(EvaluationError) -> Tensor {
        if let dtype, dtype.isInteger, let integer = value(index).asInteger, value(index).numpyDType == nil {
            return Tensor(try integer.scalar(of: dtype))
        }
        return try tensor(index, as: dtype)
    }

    /// The axes that `axis=` names; nil if it was not given or is `None`. Negative axes are not resolved yet.
    ///
    /// - Throws: a `TypeError` if it is neither an int nor a tuple of ints, an `OverflowError` for an int beyond 64
    ///   bits.
    package func axes(_ name: String = "axis") throws(EvaluationError) -> [Int]? {
        guard isGiven(name), let value = self[name] else { return nil }
        if let axis = value.asIndex { return [axis] }
        if value.isLong { throw .numbers(.beyondInt64(value.briefText)) }
        if case .tuple(let items) = value {
            var axes: [Int] = []
            for item in items {
                if item.isLong { throw .numbers(.beyondInt64(item.briefText)) }
                guard let axis = item.asIndex else { throw wrongType(name, expected: "whole numbers", got: item) }
                axes.append(axis)
            }
            return axes
        }
        throw wrongType(name, expected: "a whole number or a tuple of them", got: value)
    }

    /// The dtype that `dtype=` names; nil if it was not given or is `None`.
    ///
    /// - Throws: a `TypeError` if it names no supported dtype.
    package func dtype(_ name: String = "dtype") throws(EvaluationError) -> DType? {
        guard isGiven(name), let value = self[name] else { return nil }
        if let dtype = value.asDType {
            if dtype.isComplex, !builtin.takesComplex { throw unusualType(dtype) }
            return dtype
        }
        throw wrongType(name, expected: "an element type, such as float, int, bool or np.float32,", got: value)
    }
}
