package import Integers
internal import Kernels
internal import Rendering
internal import Syntax
package import Tensors

// Arguments as Swift values.

extension Arguments {
    /// A required argument.
    package func value(_ index: Int) -> Value { self[index] ?? .none }

    /// What a parameter is without an argument.
    private func fallback(_ name: String) -> Parameter.Default? {
        signature.index(of: name).map { signature.parameters[$0].fallback }
    }

    /// An argument as an integer; its default if it was not given.
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
    package func integer(_ name: String) throws(EvaluationError) -> Integer {
        guard case .long(let number)? = self[name] else { return .short(try int(name)) }
        return .long(number)
    }

    /// An argument as an integer; nil if it was not given or is `None`.
    package func optionalInt(_ name: String) throws(EvaluationError) -> Int? {
        isGiven(name) ? try int(name) : nil
    }

    /// An argument as a number; its default if it was not given.
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

    /// An argument as a truth value; its default if it was not given, false if there is no such parameter.
    package func bool(_ name: String) throws(EvaluationError) -> Bool {
        guard let value = self[name] else { return fallback(name) == .truth(true) }
        return try value.isTrue()
    }

    /// The same where Python takes no `None`.
    package func flag(_ name: String) throws(EvaluationError) -> Bool {
        try refuseNone(name)
        return try bool(name)
    }

    /// An argument as text.
    package func string(_ name: String) throws(EvaluationError) -> String? {
        guard isGiven(name), let value = self[name] else { return nil }
        guard case .string(let text) = value else { throw wrongType(name, expected: "a string", got: value) }
        return text.string
    }

    /// An argument as text; its default if it was not given or is `None`.
    package func text(_ name: String) throws(EvaluationError) -> String {
        if let text = try string(name) { return text }
        return if case .text(let text)? = fallback(name) { text } else { "" }
    }

    /// An argument as a tensor, where `dtype=` may ask for floats, as what is computed without it.
    package func tensorOfType(_ index: Int) throws(EvaluationError) -> Tensor {
        if let dtype = try dtype(), dtype.kind != .floating, !dtype.isComplex {
            throw invalid(
                "it computes floats, and dtype=\(dtype) is no float", hint: "convert the result: .astype(\(dtype))")
        }
        return try tensor(index)
    }

    /// What a function gives that changes nothing where nothing needs a change: the argument itself then.
    package static func itself(_ value: Value, or tensor: Tensor) -> Value {
        if case .array(let array) = value { .array(array.itself(or: tensor)) } else { .array(ArrayObject(tensor)) }
    }

    /// What a method of arrays gives of one of NumPy's scalars: a scalar, where no axes are left.
    package static func likeItself(_ value: Value, _ tensor: Tensor) -> Value {
        if case .scalar = value { .result(tensor) } else { itself(value, or: tensor) }
    }

    /// An argument that is changed in place: an array itself.
    package func array(_ index: Int) throws(EvaluationError) -> ArrayObject {
        guard case .array(let array) = value(index) else {
            throw wrongType(signature.parameters[index].name, expected: "a tensor", got: value(index))
        }
        return array
    }

    /// An argument as a tensor: a tensor as it is, numbers and nested lists made into one.
    package func tensor(_ index: Int) throws(EvaluationError) -> Tensor {
        let tensor = try tensor(value(index), parameter: signature.parameters[index].name)
        // A list may hold numbers of another type.
        if tensor.dtype.isComplex, !builtin.takesComplex { throw unusualType(tensor.dtype) }
        if !tensor.dtype.isUsual, !tensor.dtype.isComplex, !builtin.takesEveryType { throw unusualType(tensor.dtype) }
        return tensor
    }

    /// A value as a tensor, which may be one of texts where the function takes them.
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

    /// How a function of two operands takes a number of Python's beside a tensor.
    package enum OperandRule {
        /// In that one's type, if it is of its kind.
        case alike
        /// The same, but that ints are float64.
        case divided
        /// The same, but that ints are floats of the type that the tensor's are.
        case floats
        /// As it is: all is made float64.
        case doubles
        /// For its truth alone.
        case truths
    }

    /// The first two arguments as tensors, as an operation takes them.
    package func operands(_ operation: BinaryOperation) throws(EvaluationError) -> (Tensor, Tensor) {
        switch operation {
        case .divide: try operands(.divided)
        case .arctan2, .hypot: try operands(.floats)
        case _ where operation.isLogical: try operands(.truths)
        default: try operands(.alike)
        }
    }

    /// The first two arguments as tensors: a number of Python's beside a tensor takes that one's type by a rule.
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

    /// What a comparison gives of an int of Python's beside a type that may not hold it, as the operator has it; nil for
    /// other operands and operations.
    package func comparison(_ operation: BinaryOperation) throws(EvaluationError) -> Value? {
        let (left, right) = (value(0), value(1))
        guard let compared = ComparisonOperator(operation),
            left.isWeakInt && right.numpyDType?.isInteger == true
                || right.isWeakInt && left.numpyDType?.isInteger == true
        else { return nil }
        return try Operators.compare(left, compared, right)
    }

    /// Two arguments as tensors, of which a number of Python's beside a tensor takes that one's type as a cast leaves it.
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

    /// The same for a tensor of a type: of floats, ints beyond 64 bits are floats too.
    package func tensor(_ index: Int, as dtype: DType?) throws(EvaluationError) -> Tensor {
        do throws(EvaluationError) { return try tensor(index) } catch {
            guard case .numbers(.beyondInt64) = error, dtype?.kind == .floating else { throw error }
            let parameter = signature.parameters[index].name
            return try value(index).withLongIntsAsFloats().asTensor(for: function, parameter: parameter)
        }
    }

    /// An argument that is made into a tensor of a type: Python's floats that it can't hold are refused where they come
    /// one by one, as NumPy does; those of an array are cut, with a warning.
    package func tensor(_ index: Int, madeInto dtype: DType?) throws(EvaluationError) -> Tensor {
        try Allowance.check(nestingOf: value(index))
        if let dtype, builtin.takesTexts {
            if let texts = try value(index).asTexts() { return try recast(texts, to: dtype) }
            if dtype.isText {
                let texts = try recast(try tensor(index), to: dtype)
                // Of numbers of Python's, the longest text is what the type has room for.
                return value(index).isTensor || dtype.textWidth > 0 ? texts : texts.withFittingTextWidth
            }
        }
        if let dtype, !dtype.isComplex, dtype != .bool, !value(index).isTensor, value(index).holdsComplex {
            throw typeError(Self.noComplex(dtype))
        }
        if let dtype, !dtype.isUsual, value(index).sequence != nil {
            // Number by number: no other type that all of them have stands between.
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

    /// `astype` from texts, or to texts: numbers are read as Python reads them, and written as NumPy writes them.
    ///
    /// - Throws: a `ValueError` for a text that is no number.
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

    /// Python's words where a complex number is to be one of a type that has none.
    package static func noComplex(_ dtype: DType) -> String {
        let function =
            dtype.isInteger
            ? "int() argument must be a string, a bytes-like object" : "float() argument must be a string"
        return "\(function) or a real number, not 'complex'"
    }

    /// What an array of a type is filled with: an int of Python's must fit it, and all else is cast.
    package func fillValue(_ index: Int, of dtype: DType?) throws(EvaluationError) -> Tensor {
        if let dtype, dtype.isInteger, let integer = value(index).asInteger, value(index).numpyDType == nil {
            return Tensor(try integer.scalar(of: dtype))
        }
        return try tensor(index, as: dtype)
    }

    /// `axis=`: nil if it was not given or is `None`, else the axes named.
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

    /// `dtype=`: nil if it was not given.
    package func dtype(_ name: String = "dtype") throws(EvaluationError) -> DType? {
        guard isGiven(name), let value = self[name] else { return nil }
        if let dtype = value.asDType {
            if dtype.isComplex, !builtin.takesComplex { throw unusualType(dtype) }
            return dtype
        }
        throw wrongType(name, expected: "an element type, such as float, int, bool or np.float32,", got: value)
    }
}
