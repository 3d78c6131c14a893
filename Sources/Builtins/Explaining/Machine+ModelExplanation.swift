internal import Interpreter
internal import Kernels
internal import Platform
internal import Rendering
internal import Syntax
internal import Tensors
internal import Training

extension Machine {
    /// Explains how the model's functions compute their results in this workspace.
    func explanation(
        of kind: ModelExplanation.Kind, _ builtin: Builtin, _ given: [Argument], at range: SourceRange
    ) throws(Failure) -> Page {
        var builtin = builtin
        // Without arguments, the two take those of `step`.
        if given.isEmpty, kind == .train || kind == .backward, let step = table.entry(named: "step") { builtin = step }
        let values = try evaluate(given)
        let arguments: Arguments
        do { arguments = try Arguments(values, builtin: builtin, signature: builtin.signature) } catch {
            throw failure(
                .arguments(error, of: .init(builtin)), range)
        }
        do throws(EvaluationError) {
            if kind != .loss, kind != .forward, let page = try explanationByRules(arguments) { return page }
            let explanation = kind == .loss ? try explainedLoss(arguments) : try explainedStep(kind, arguments)
            return Page { explanation.markup(columns: $0) }
        } catch {
            if let inner = pendingFailure {
                pendingFailure = nil
                throw inner
            }
            throw failure(error, range)
        }
    }

    private func explainedLoss(_ arguments: Arguments) throws(EvaluationError) -> ModelExplanation {
        let y = try operand("y", of: arguments)
        let prediction = try operand("y_hat", of: arguments)
        let loss = try loss(y, prediction)
        var explanation = ModelExplanation(
            kind: .loss, rate: .nan, names: .init(y: y.name, prediction: prediction.name), x: nil, y: y.tensor,
            prediction: prediction.tensor)
        explanation.loss = loss.scalarValue?.doubleValue ?? .nan
        explanation.residual = try residual(y, prediction)
        return explanation
    }

    private func residual(
        _ y: LearningOperand, _ prediction: LearningOperand
    ) throws(EvaluationError) -> Tensor {
        try learning([prediction, y], "-") { (flags) throws(TensorError) in
            try Tensor.binary(.subtract, prediction.tensor, y.tensor, flags: &flags)
        }
    }

    /// Explains one step.
    func explainedStep(
        _ kind: ModelExplanation.Kind, _ arguments: Arguments
    ) throws(EvaluationError) -> ModelExplanation {
        let x = try operand("x", of: arguments)
        let w = try operand("w", of: arguments)
        let b = try operand("b", of: arguments)
        let model = UserModel(machine: self)
        let rate = kind == .forward ? .nan : try arguments.double("lr")
        var names = ModelExplanation.Names(x: x.name, w: w.name, b: b.name)
        let target = kind == .forward ? x : target(try operand("y", of: arguments), x, w, b, model)
        let point = ModelPoint(x: x, y: target, w: w, b: b)
        if kind != .forward { names.y = point.y.name }
        // `backward` may be given a prediction of other weights.
        let given = kind == .backward && arguments.isGiven("y_hat") ? try operand("y_hat", of: arguments) : nil
        if let given { names.prediction = given.name }
        let prediction = if let given { given.tensor } else { try prediction(at: point, w.tensor, b.tensor, model) }
        var explanation = ModelExplanation(
            kind: kind, rate: rate, names: names, x: x.tensor, y: kind == .forward ? nil : point.y.tensor,
            prediction: prediction)
        explanation.own = model.own(for: kind)
        if model.forward == nil, given == nil {
            explanation.product = try learning([x, w], "forward") { (flags) throws(TensorError) in
                try Tensor.matmul(x.tensor, w.tensor, flags: &flags)
            }
        }
        explanation.weights = [w, b].map {
            .init(name: $0.name, value: $0.tensor, gradient: $0.tensor, update: $0.tensor, next: $0.tensor)
        }
        if kind == .forward { return explanation }
        let predicted = LearningOperand(
            parameter: "y_hat", name: names.prediction, isName: true, value: .array(ArrayObject(prediction)),
            tensor: prediction)
        explanation.loss = try lossValue(at: point, w.tensor, b.tensor, model)
        explanation.residual = try residual(point.y, predicted)
        explanation.weights = try steppedWeights(at: point, prediction, rate, model)
        try check(&explanation, at: point, model)
        if kind == .train, !model.hasFunctions, let stability = try? Stability(x.tensor) {
            var flags = FloatingPointFlags()
            let gradients = try? LinearModel.gradients(point.y.tensor, prediction, x.tensor, flags: &flags)
            explanation.diagnosis = DiagnosisPage(
                stability: stability, name: x.name, rate: rate, loss: explanation.loss,
                reducible: gradients.flatMap { stability.reducibleLoss($0.w, $0.b) }, shape: x.tensor.shape)
        }
        return explanation
    }

    /// The gradients, and the weights after a step.
    private func steppedWeights(
        at point: ModelPoint, _ prediction: Tensor, _ rate: Double, _ model: UserModel
    ) throws(EvaluationError) -> [ModelExplanation.Weight] {
        let (w, b, rate) = (point.w.tensor, point.b.tensor, Tensor(.float64(rate)))
        var nexts: (w: Tensor, b: Tensor)?
        if model.backward != nil {
            var state = TrainingState(x: point.x.tensor, y: point.y.tensor, w: w, b: b)
            _ = try epoch(&state, rate, model, names: [point.x, point.y, point.w, point.b])
            nexts = (state.w, state.b)
        }
        return try learning([point.y, point.w, point.b, point.x], "backward") {
            (flags) throws(TensorError) -> [ModelExplanation.Weight] in
            var gradients: (w: Tensor, b: Tensor)
            if let nexts {
                // The user's own step determines the gradient.
                func slope(_ old: Tensor, _ new: Tensor) throws(TensorError) -> Tensor {
                    let step = try Tensor.binary(.subtract, old, new, flags: &flags)
                    return try Tensor.binary(.divide, step, rate, flags: &flags)
                }
                gradients = (try slope(w, nexts.w), try slope(b, nexts.b))
            } else {
                gradients = try LinearModel.gradients(point.y.tensor, prediction, point.x.tensor, flags: &flags)
            }
            var weights: [ModelExplanation.Weight] = []
            for (operand, gradient, next) in [
                (point.w, gradients.w, nexts?.w), (point.b, gradients.b, nexts?.b),
            ] {
                let update = try Tensor.binary(.multiply, rate, gradient, flags: &flags)
                let new =
                    if let next { next } else {
                        try Tensor.binary(.subtract, operand.tensor, update, flags: &flags)
                    }
                weights.append(
                    .init(name: operand.name, value: operand.tensor, gradient: gradient, update: update, next: new))
            }
            return weights
        }
    }

    // MARK: - The model at other weights

    private func prediction(
        at point: ModelPoint, _ w: Tensor, _ b: Tensor, _ model: UserModel
    ) throws(EvaluationError) -> Tensor {
        if let forward = model.forward { return try tensor(from: call(forward, [point.x.tensor, w, b]), of: forward) }
        return try learning([point.x, point.w, point.b], "forward") { (flags) throws(TensorError) in
            try LinearModel.forward(point.x.tensor, w, b, flags: &flags)
        }
    }

    private func lossValue(
        at point: ModelPoint, _ w: Tensor, _ b: Tensor, _ model: UserModel
    ) throws(EvaluationError) -> Double {
        let prediction = try prediction(at: point, w, b, model)
        if let function = model.loss {
            let value = try call(function, [point.y.tensor, prediction])
            guard let number = value.asDouble else {
                throw .invalidArgument(
                    function: function.code.name, "train needs a number from it, got \(value.kindText)", hint: nil)
            }
            return number
        }
        let predicted = LearningOperand(
            parameter: "y_hat", name: "y_hat", isName: true, value: .array(ArrayObject(prediction)), tensor: prediction)
        return try loss(point.y, predicted).scalarValue?.doubleValue ?? .nan
    }

    // MARK: - The check

    /// Compares the gradients of the shown elements with central differences of the loss.
    ///
    /// The loss of the built-in model is a quadratic function of each weight, for which the central difference is
    /// exact, so h is chosen for the least rounding error: where the loss has doubled. For other models, h is the
    /// cube root of the machine epsilon (Press et al., Numerical Recipes, 5.7).
    private func check(
        _ explanation: inout ModelExplanation, at point: ModelPoint, _ model: UserModel
    ) throws(EvaluationError) {
        // Each check reads x twice.
        let affordable = max(1, 100_000_000 / max(point.x.tensor.count, 1))
        var slopes: [[(slope: Double, noise: Double)]] = []
        for (which, weight) in explanation.weights.enumerated() {
            let count =
                weight.gradient.count > ModelExplanation.mostRows
                ? ModelExplanation.firstRows : weight.gradient.count
            slopes.append([])
            guard weight.value.shape == weight.gradient.shape, weight.value.dtype == .float64 || model.backward == nil
            else { continue }
            for flat in 0..<min(count, affordable) {
                if Interruption.isRequested { throw .interrupted }
                let value = (try? weight.value.element(atFlatIndex: flat))?.doubleValue ?? .nan
                let unit = max(abs(value), 1)
                var step = unit * 0x1p-17
                let curvature = model.hasFunctions ? 0 : point.curvature(of: which, at: flat)
                if curvature > 0, explanation.loss > 0 {
                    step = max(sqrt(explanation.loss / curvature), unit * 0x1p-20)
                }
                let (high, low) = (value + step, value - step)
                func loss(_ moved: Double) throws(EvaluationError) -> Double {
                    let tensor = Self.moved(weight.value, flat, to: moved)
                    return try lossValue(
                        at: point, which == 0 ? tensor : point.w.tensor, which == 1 ? tensor : point.b.tensor, model)
                }
                let (above, below) = (try loss(high), try loss(low))
                slopes[which].append(
                    ((above - below) / (high - low), 16 * 0x1p-52 * max(above, below) / (high - low)))
            }
        }
        // A user's gradient may be the exact slope.
        let usual = Double(explanation.outputs) / 2
        let pairs = zip(explanation.weights, slopes).flatMap { weight, slopes in
            slopes.enumerated().map { index, slope in (Self.element(weight.gradient, index), slope.slope) }
        }
        func agreeing(_ factor: Double) -> Int {
            pairs.count { abs($0.0 - factor * $0.1) <= 1e-3 * max(abs($0.0), abs(factor * $0.1)) }
        }
        explanation.slopeFactor = model.backward != nil && agreeing(1) > agreeing(usual) ? 1 : usual
        let factor = explanation.slopeFactor
        for which in explanation.weights.indices {
            explanation.weights[which].checks = slopes[which].enumerated().map { index, slope in
                let gradient = Self.element(explanation.weights[which].gradient, index)
                return GradientCheck(
                    gradient: gradient, difference: factor * slope.slope,
                    isBelowRounding: max(abs(gradient), abs(factor * slope.slope)) < slope.noise)
            }
        }
    }

    private static func element(_ tensor: Tensor, _ index: Int) -> Double {
        (try? tensor.element(atFlatIndex: index))?.doubleValue ?? .nan
    }

    /// The tensor with one element replaced.
    private static func moved(_ tensor: Tensor, _ flat: Int, to value: Double) -> Tensor {
        var elements = tensor.asFloat64().elements
        elements[flat] = value
        return .float64(NDArray(elements, shape: tensor.shape))
    }
}

/// The tensors of a step.
private struct ModelPoint {
    let x: LearningOperand
    let y: LearningOperand
    let w: LearningOperand
    let b: LearningOperand

    /// Half the second derivative of the loss with respect to one element of w (0) or b (1): the mean square of its
    /// column of x, divided by the number of outputs.
    func curvature(of which: Int, at flat: Int) -> Double {
        let outputs = Double(max(1, y.tensor.rank > 1 ? y.tensor.shape[y.tensor.rank - 1] : 1))
        if which == 1 { return 1 / outputs }
        guard x.tensor.rank == 2, x.tensor.shape[0] > 0, w.tensor.count > 0 else { return 0 }
        let column = flat / max(1, w.tensor.count / max(1, w.tensor.shape[0]))
        guard column < x.tensor.shape[1], let values = try? x.tensor.indexed(by: [.all, .integer(column)]) else {
            return 0
        }
        var sum = 0.0
        values.asFloat64().forEach { sum += $0 * $0 }
        return sum / Double(x.tensor.shape[0]) / outputs
    }
}

extension UserModel {
    /// The user's functions that a kind of explanation involves.
    func own(for kind: ModelExplanation.Kind) -> ModelExplanation.Own {
        func told(_ function: UserFunction?, _ takesPart: Bool) -> (name: String, cell: Int)? {
            takesPart ? function.map { ($0.code.name, $0.code.cell.number) } : nil
        }
        return .init(
            forward: told(forward, true), loss: told(loss, kind != .forward && kind != .backward),
            backward: told(backward, kind != .forward))
    }
}
