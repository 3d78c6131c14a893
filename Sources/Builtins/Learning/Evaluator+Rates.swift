internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors
internal import Training

extension Evaluator {
    /// `train 200 lr=[0.01, 0.1, 1]`: trains with each rate from the same weights, and keeps only the losses.
    ///
    /// Ctrl-C undoes the cell: some rates alone would be no comparison.
    mutating func compareRates(
        _ given: Value, _ schedule: TrainingSchedule, _ arguments: Arguments
    ) throws(EvaluationError) {
        let rates = try given.asTensor(for: arguments.function, parameter: "lr")
        guard rates.rank == 1, rates.count > 0 else {
            throw arguments.invalid(
                "lr= takes a rate or a list of them, got the shape \(rates.shape)", hint: "write lr=[0.01, 0.1, 1]")
        }
        guard !arguments.isGiven("every") else {
            throw arguments.invalid(
                "every= is for one rate; of several, the last losses are told", hint: "leave it out")
        }
        _ = try arguments.carryOut { () throws(TensorError) in
            try Shape([rates.count, schedule.epochs]).validated(dtype: .float64)
        }
        var schedule = schedule
        schedule.reportInterval = 0
        let names = try given.items().map(\.text)
        var losses: [Double] = []
        var ends: [TrainingResult] = []
        for (rate, name) in zip(rates.asFloat64().elements, names) {
            let result = try run(schedule, rate: rate, named: name, arguments)
            losses += result.losses + [Double](repeating: .nan, count: schedule.epochs - result.losses.count)
            ends.append(result)
        }
        set("losses", to: .array(ArrayObject(.float64(NDArray(losses, shape: [rates.count, schedule.epochs])))))
        draw(options.showsDrawings ? plot(names, ends) : nil, saying: words(names, ends))
    }

    /// One training from the present weights.
    private mutating func run(
        _ schedule: TrainingSchedule, rate: Double, named name: String, _ arguments: Arguments
    ) throws(EvaluationError) -> TrainingResult {
        let (x, y) = (try operand("x", of: arguments), try operand("y", of: arguments))
        let (w, b) = (try operand("w", of: arguments), try operand("b", of: arguments))
        let model = UserModel(evaluator: self)
        var pace = ProgressPace()
        let activity = "train lr=\(name)"
        func report(_ epochs: Int, _ loss: Double?) {
            emit(.progress(Progress(activity, done: epochs, of: schedule.epochs, unit: .epochs, loss: loss)))
        }
        if options.reportsProgress { report(0, nil) }
        var epochs = 0
        var state = TrainingState(x: x.tensor, y: y.tensor, w: w.tensor, b: b.tensor)
        let tensor = Tensor(.float64(rate))
        let result = try Training.run(
            schedule, from: &state, fusedRate: model.hasFunctions ? nil : rate,
            isInterrupted: { Interruption.isRequested }
        ) { (state) throws(EvaluationError) in
            let loss = try epoch(&state, tensor, model, names: [x, y, w, b])
            epochs += 1
            if options.reportsProgress, pace.isDue() { report(epochs, loss) }
            return loss
        } report: { _, _ in
        } watch: { done, loss in
            epochs = done
            if options.reportsProgress, pace.isDue() { report(done, loss) }
        }
        if result.end == .interrupted { throw .interrupted }
        return result
    }

    // MARK: - What is shown

    /// A line for each rate, which is recorded.
    private func words(_ names: [String], _ results: [TrainingResult]) -> [String] {
        let finals = results.map { $0.end == .diverged ? Double.infinity : $0.losses.last ?? .infinity }
        let best = finals.enumerated().min { $0.element < $1.element }
        return zip(names, results).enumerated().map { index, training in
            let (name, result) = training
            let epochs = Words.count(result.losses.count, "epoch")
            guard let last = result.losses.last else { return "lr \(name)  : no epochs" }
            if result.end == .diverged { return "lr \(name)  : diverged after \(epochs)" }
            let isLeast = names.count > 1 && index == best?.offset && finals[index].isFinite
            return "lr \(name)  : MSE Loss \(PythonText.repr(last)) after \(epochs)\(isLeast ? ", the least" : "")"
        }
    }

    /// The losses of the first rates, as far as they stay near where they began.
    private func plot(_ names: [String], _ results: [TrainingResult]) -> Plot? {
        var extent = PlotExtent()
        let series = zip(names, results).prefix(8).map { name, result in
            let limit = (result.losses.first ?? 0) * 10
            let end = result.losses.firstIndex { !($0 <= limit) }.map { $0 + 1 } ?? result.losses.count
            let shown = result.losses.prefix(end).map { $0.isFinite ? min($0, max(limit, 0)) : $0 }
            extent.include(PlotExtent(of: shown))
            return Plot.Series("lr \(name)", y: shown, first: 1)
        }
        guard !extent.isEmpty else { return nil }
        let isLogarithmic = extent.low > 0 && extent.high / extent.low > 100
        return Plot(.curves(series), xLabel: "epoch", yLabel: "loss", isLogarithmic: isLogarithmic)
    }
}
