internal import Integers
internal import Interpreter
internal import Kernels

extension Value {
    /// A tuple of two items.
    static func pair(_ first: Value, _ second: Value) -> Value { .tuple(TupleObject([first, second])) }
}

extension Arguments {
    /// A value as a real number.
    func real(_ value: Value, _ name: String) throws(EvaluationError) -> Double {
        guard let number = try value.asFloat() else { throw wrongType(name, expected: "a number", got: value) }
        return number
    }

    /// A required argument as a real number.
    func real(_ index: Int) throws(EvaluationError) -> Double {
        try real(value(index), signature.parameters[index].name)
    }

    /// The items of an argument as real numbers.
    func reals(_ index: Int) throws(EvaluationError) -> [Double] {
        let items = try value(index).items()
        var numbers: [Double] = []
        numbers.reserveCapacity(items.count)
        for item in items.polled(work: 8) { numbers.append(try real(item, signature.parameters[index].name)) }
        if Interruption.isRequested { throw .interrupted }
        return numbers
    }

    /// A value as an integer.
    func whole(_ value: Value, _ name: String) throws(EvaluationError) -> Integer {
        guard let number = value.asInteger else { throw wrongType(name, expected: "a whole number", got: value) }
        return number
    }

    /// An argument as an integer that isn't negative.
    func natural(_ name: String) throws(EvaluationError) -> Integer {
        let number = try integer(name)
        if number.isNegative { throw invalid("\(name) must be a non-negative integer") }
        return number
    }
}
