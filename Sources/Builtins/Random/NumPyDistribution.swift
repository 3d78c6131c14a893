internal import Interpreter
internal import Kernels
internal import Randomness
internal import Tensors

/// NumPy's distributions, for the session's stream and for generators.
enum NumPyDistribution: Sendable {
    case floats(FloatDistribution)
    case counts(CountDistribution)

    /// A condition on a parameter; the error messages are NumPy's.
    enum Condition: Sendable {
        case none, nonNegative, positive, positiveNumber, atLeastOne, probability, positiveProbability, openProbability,
            aboveOne

        /// The error message for a number; nil if the condition holds.
        func complaint(_ value: Double, _ name: String) -> String? {
            switch self {
            case .none: nil
            case .nonNegative: value < 0 || value == 0 && value.sign == .minus ? "\(name) < 0" : nil
            case .atLeastOne: value >= 1 ? nil : "\(name) < 1 or \(name) is NaN"
            case .positive: value <= 0 ? "\(name) <= 0" : nil
            case .positiveNumber: value.isNaN ? "\(name) must not be NaN" : value <= 0 ? "\(name) <= 0" : nil
            case .probability: value >= 0 && value <= 1 ? nil : "\(name) < 0, \(name) > 1 or \(name) is NaN"
            case .positiveProbability:
                value > 0 && value <= 1 ? nil : "\(name) <= 0, \(name) > 1 or \(name) contains NaNs"
            case .openProbability: value >= 0 && value < 1 ? nil : "\(name) < 0, \(name) >= 1 or \(name) is NaN"
            case .aboveOne: value > 1 ? nil : "\(name) <= 1 or \(name) contains NaNs"
            }
        }
    }
}

extension NumPyDistribution {
    /// Whether a parameter must be an integer.
    fileprivate func takesWhole(_ name: String) -> Bool {
        switch self {
        case .counts(.binomial): name == "n"
        case .counts(.hypergeometric): true
        case .counts, .floats: false
        }
    }
}

extension Builtins {
    static func legacyDistribution(
        _ name: String, _ distribution: NumPyDistribution, _ parameters: [Parameter],
        _ conditions: [NumPyDistribution.Condition], unitScale: Bool = false, _ summary: String, example: String,
        related: String
    ) -> Builtin {
        Builtin(
            name, .random, door: .numpy, path: "random.\(name)", traits: .takesEveryType, parameters + [.size], summary,
            example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawn(
                distribution, parameters.map(\.name), conditions, unitScale: unitScale, arguments)
        }
    }

    static func generated(
        _ name: String, _ distribution: NumPyDistribution, _ parameters: [Parameter],
        _ conditions: [NumPyDistribution.Condition], unitScale: Bool = false, _ summary: String, example: String,
        related: String
    ) -> Builtin {
        Builtin(
            name, .random, traits: .takesEveryType, [.receiver] + parameters + [.size], summary, example: example,
            related: related
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawn(
                distribution, parameters.map(\.name), conditions, unitScale: unitScale, arguments)
        }
    }
}

extension Machine {
    /// Draws from a distribution whose parameters are numbers or tensors, which are broadcast.
    fileprivate func drawn(
        _ distribution: NumPyDistribution, _ names: [String], _ conditions: [NumPyDistribution.Condition],
        unitScale: Bool, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        var given: [NDArray<Double>] = []
        for (name, condition) in zip(names, conditions) {
            given.append(try arguments.distributionParameter(name, condition, of: distribution))
        }
        try arguments.refuseTriangle(given, distribution)
        try arguments.refuseUrn(given, distribution)
        var shape = try arguments.size()
        var parameters = given.map { $0.elements }
        if given.contains(where: { $0.rank > 0 }) {
            (shape, parameters) = try arguments.carryOut { () throws(TensorError) in
                let common = try Shape.broadcast(given.map(\.shape))
                let wanted = shape ?? common
                var result: [[Double]] = []
                for array in given { result.append(try array.broadcast(to: wanted).elements) }
                return (wanted, result)
            }
        }
        if unitScale { parameters.append([1]) }
        let (all, count) = (parameters, shape?.count ?? 1)
        switch distribution {
        case .floats(let distribution):
            return try drawn(arguments, shape) { (stream, count) in stream.numbers(distribution, all, count: count) }
        case .counts(let distribution):
            let numbers = try drawing(arguments) { stream in stream.counts(distribution, all, count: count) }
            guard let shape else { return .int(numbers.first ?? 0) }
            return .array(ArrayObject(.int64(NDArray(numbers, shape: shape))))
        }
    }
}

extension Arguments {
    /// Whether the call is a method of a generator of `default_rng`.
    var isOfGenerator: Bool {
        if case .generator(let generator)? = self["self"] { !generator.state.isLegacy } else { false }
    }

    /// A parameter of a distribution, checked against its condition.
    fileprivate func distributionParameter(
        _ name: String, _ condition: NumPyDistribution.Condition, of distribution: NumPyDistribution
    ) throws(EvaluationError) -> NDArray<Double> {
        let array: NDArray<Double>
        let isWhole = distribution.takesWhole(name)
        if let number = self[name]?.asDouble, isWhole {
            // A number that isn't a tensor is truncated.
            array = NDArray(scalar: number.isFinite ? number.rounded(.towardZero) : number)
        } else if let tensor = try optionalTensor(name) {
            array = tensor.asFloat64()
        } else {
            array = NDArray(scalar: try double(name))
        }
        let elements = array.elements
        for value in elements.polled() {
            if let complaint = condition.complaint(value, name) {
                throw invalid(complaint, python: .value(complaint))
            }
            if isWhole, !(value < 0x1p63) {
                throw .numbers(.beyondInt64(Value.float(value).text))
            }
            if isWhole, value != value.rounded() {
                throw typeError("\(name) must be a whole number")
            }
        }
        return array
    }

    /// Raises an error if a sample is larger than its urn, or if the urn is too large for NumPy's generator.
    fileprivate func refuseUrn(
        _ given: [NDArray<Double>], _ distribution: NumPyDistribution
    ) throws(EvaluationError) {
        guard case .counts(.hypergeometric) = distribution else { return }
        if isOfGenerator,
            given[0].elements.contains(where: { $0 >= 1e9 }) || given[1].elements.contains(where: { $0 >= 1e9 })
        {
            let complaint = "both ngood and nbad must be less than 1000000000"
            throw invalid(complaint, python: .value(complaint))
        }
        let isTooSmall = try carryOut { () throws(TensorError) in
            let common = try Shape.broadcast(given.map(\.shape))
            let good = try given[0].broadcast(to: common).elements
            let bad = try given[1].broadcast(to: common).elements
            let sample = try given[2].broadcast(to: common).elements
            return good.indices.polled().contains { good[$0] + bad[$0] < sample[$0] }
        }
        if isTooSmall { throw invalid("ngood + nbad < nsample", python: .value("ngood + nbad < nsample")) }
    }

    /// Raises an error if the corners of a triangle are out of order.
    fileprivate func refuseTriangle(
        _ given: [NDArray<Double>], _ distribution: NumPyDistribution
    ) throws(EvaluationError) {
        guard case .floats(.triangular) = distribution else { return }
        let corners = try carryOut { () throws(TensorError) in
            let common = try Shape.broadcast(given.map(\.shape))
            return (
                try given[0].broadcast(to: common).elements, try given[1].broadcast(to: common).elements,
                try given[2].broadcast(to: common).elements
            )
        }
        for place in corners.0.indices.polled() {
            let (left, mode, right) = (corners.0[place], corners.1[place], corners.2[place])
            let complaint =
                left > mode ? "left > mode" : mode > right ? "mode > right" : left == right ? "left == right" : nil
            if let complaint { throw invalid(complaint, python: .value(complaint)) }
        }
    }
}
