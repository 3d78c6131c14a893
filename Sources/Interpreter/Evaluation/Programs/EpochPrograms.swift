internal import Syntax
package import Tensors
package import Training

/// An epoch of `train` by functions of the user's, as one program.
package struct EpochPrograms {
    private let forward: UserFunction
    private let loss: UserFunction
    private let backward: UserFunction
    private let programs = CallPrograms()

    /// Nil unless all three are the user's.
    package init?(forward: UserFunction?, loss: UserFunction?, backward: UserFunction?) {
        guard let forward, let loss, let backward else { return nil }
        (self.forward, self.loss, self.backward) = (forward, loss, backward)
    }

    /// Runs an epoch and gives its loss; nil if it must go the general way, from the state as it is.
    package func run(_ state: inout TrainingState, _ rate: Tensor, _ evaluator: Evaluator) -> Double? {
        guard evaluator.options.usesPrograms else { return nil }
        let arguments = [state.x, state.y, state.w, state.b, rate].map { Value.result($0) }
        guard case .tuple(let results)? = programs.call(arguments, evaluator, translate), results.count == 4,
            case .array(let prediction) = results[0], let loss = results[1].asDouble,
            let w = results[2].directTensor, let b = results[3].directTensor
        else { return nil }
        (state.prediction, state.w, state.b) = (prediction.tensor, w, b)
        return loss
    }

    private func translate(_ translator: inout ProgramTranslator, _ values: [ProgramValue]) -> ProgramValue? {
        let (x, y, w, b, rate) = (values[0], values[1], values[2], values[3], values[4])
        guard let prediction = translator.call(forward, [x, w, b]), case .array = prediction,
            let loss = translator.call(loss, [y, prediction]), case .number = loss,
            case .tuple(let next)? = translator.call(backward, [y, prediction, w, b, x, rate]), next.count == 2
        else { return nil }
        return .tuple([prediction, loss] + next)
    }
}

extension ProgramTranslator {
    /// What a function gives for arguments, one a parameter.
    package mutating func call(_ function: UserFunction, _ arguments: [ProgramValue]) -> ProgramValue? {
        let parameters = function.code.parameters.parameters
        guard function.isTranslatable, parameters.count == arguments.count else { return nil }
        var scope = Inlined(code: function.code)
        for (parameter, argument) in zip(parameters, arguments) { scope.locals[parameter.name] = argument }
        return run(scope)
    }
}
