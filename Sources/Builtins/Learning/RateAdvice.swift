internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors
internal import Training

extension Machine {
    /// `train 200 lr=[0.01, 0.1, 1]`: trains with each rate from the same weights, and keeps only the losses.
    ///
    /// Ctrl-C undoes the cell: some rates alone would be no comparison.
    func compareRates(
        _ given: Value, _ schedule: TrainingSchedule, _ arguments: Arguments
    ) throws(EvaluationError) {
        let rates = try given.asTensor(for: arguments.function, parameter: "lr")
        guard rates.rank == 1, rates.count > 0 else {
            throw arguments.invalid(
                "lr= takes a rate or a list of them, got the shape \(rates.shape)", hint: "write lr=[0.01, 0.1, 1]")
        }
        guard !arguments.isGiven("every") else {
            throw arguments.invalid(
                "every= is for one rate; for several, the last losses are printed", hint: "leave it out")
        }
        _ = try arguments.carryOut { () throws(TensorError) in
            try Shape([rates.count, schedule.epochs]).validated(dtype: .float64)
        }
        var schedule = schedule
        schedule.reportInterval = 0
        let names = try given.items().map(\.text)
        if let place = rates.asFloat64().elements.firstIndex(where: { !$0.isFinite }) {
            throw arguments.invalid("lr=\(names[place]) is no rate", hint: "write lr=[0.01, 0.1, 1]")
        }
        let model = UserModel(machine: self)
        let operands = try trainingOperands(arguments, model)
        var losses: [Double] = []
        var ends: [TrainingResult] = []
        var takesColumn = false
        for (rate, name) in zip(rates.asFloat64().elements, names) {
            let (result, state) = try run(schedule, rate: rate, named: name, operands, model)
            takesColumn = state.y.rank > operands.given.tensor.rank
            losses += result.losses + [Double](repeating: .nan, count: schedule.epochs - result.losses.count)
            ends.append(result)
        }
        set("losses", to: .array(ArrayObject(.float64(NDArray(losses, shape: [rates.count, schedule.epochs])))))
        tellRecord(of: operands, takesColumn: takesColumn, assigned: ["losses"])
        show(options.showsDrawings ? figure(names, ends) : nil, saying: words(names, ends))
    }

    /// One training from the present weights.
    private func run(
        _ schedule: TrainingSchedule, rate: Double, named name: String, _ operands: TrainingOperands,
        _ model: UserModel
    ) throws(EvaluationError) -> (TrainingResult, TrainingState) {
        var pace = ProgressPace()
        let activity = "train lr=\(name)"
        func report(_ epochs: Int, _ loss: Double?) {
            emit(.progress(Progress(activity, done: epochs, of: schedule.epochs, unit: .epochs, loss: loss)))
        }
        if options.reportsProgress { report(0, nil) }
        var epochs = 0
        var state = try operands.state(for: model)
        let tensor = Tensor(.float64(rate))
        let result = try Training.run(
            schedule, from: &state, fusedRate: model.hasFunctions ? nil : rate,
            isInterrupted: { Interruption.isRequested }
        ) { (state) throws(EvaluationError) in
            let loss = try epoch(&state, tensor, model, names: operands.all)
            epochs += 1
            if options.reportsProgress, pace.isDue() { report(epochs, loss) }
            return loss
        } report: { _, _ in
        } watch: { done, loss in
            epochs = done
            if options.reportsProgress, pace.isDue() { report(done, loss) }
        }
        if result.end == .interrupted { throw .interrupted }
        return (result, state)
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
    private func figure(_ names: [String], _ results: [TrainingResult]) -> Figure? {
        var extent = Extent()
        let series = zip(names, results).prefix(8).map { name, result in
            let limit = (result.losses.first ?? 0) * 10
            let end = result.losses.firstIndex { !($0 <= limit) }.map { $0 + 1 } ?? result.losses.count
            let shown = result.losses.prefix(end).map { $0.isFinite ? min($0, max(limit, 0)) : $0 }
            extent.include(Extent(of: shown))
            return DrawnSeries("lr \(name)", counted: shown, from: 1)
        }
        guard !extent.isEmpty else { return nil }
        let isLogarithmic = extent.low > 0 && extent.high / extent.low > 100
        return Figure(of: series, over: "epoch", named: "loss", isLogarithmic: isLogarithmic)
    }
}

/// Says which learning rate would do, when training grows or hardly moves; it computes nothing before it is asked.
struct RateAdvisor {
    let x: LearningOperand
    let y: Tensor
    let rate: Double
    /// What was called: `train` or `step`.
    let command: String
    /// The weights that it begins with.
    let weights: [LearningOperand]
    /// Whether the model is not the built-in one, of which alone anything is known.
    let hasFunctions: Bool

    /// Why the loss grew, and what to do.
    func notesOnGrowth() -> [String] {
        if hasFunctions { return ["a smaller lr may help"] }
        if rate < 0 { return ["lr is negative, so each step goes up the slope; write lr=\(Self.digits(-rate))"] }
        let stability: Stability
        do { stability = try Stability(x.tensor) } catch {
            guard error == .notFinite else { return ["a smaller lr may help"] }
            return ["\(x.name) holds nan or inf, which no rate mends; `find \(x.name)` shows where"]
        }
        if stability.isBeyondFloats { return [Self.overflow(of: x.tensor, x.name, isData: true)] }
        let targets = y.asFloat64().elements
        guard targets.allSatisfy(\.isFinite) else {
            return ["y holds nan or inf, which no rate mends; `find y` shows where"]
        }
        if targets.contains(where: { $0.magnitude > 1e150 }) { return [Self.overflow(of: y, "y", isData: false)] }
        guard stability.largestRate < rate else {
            let others = weights.map { "\($0.name) = zeros(\($0.tensor.shape))" }.joined(separator: "; ")
            return [
                "lr=\(Self.digits(rate)) is stable for \(x.name), so the weights it began with are at fault",
                "write \(others), to begin with others",
            ]
        }
        return [
            "for \(x.name) the largest stable rate is \(Self.digits(stability.largestRate)), 2/λmax of ZᵀZ/n, Z being "
                + "\(x.name) with a column of ones; lr=\(Self.digits(rate)) is above it",
            Advice(stability, x.name).sentence,
        ]
    }

    /// What to do about numbers whose squares are beyond all floats.
    static func overflow(of tensor: Tensor, _ name: String, isData: Bool) -> String {
        let largest = tensor.asFloat64().elements.reduce(0) { max($0, $1.magnitude) }
        return "\(name) holds numbers up to \(digits(largest)), whose squares are beyond all floats: "
            + "write \(name) = \(name) / abs(\(name)).max()" + (isData ? ", and standardise its columns then" : "")
    }

    /// Whether the losses say that training hardly moved in its last tenth.
    static func isStalled(_ losses: [Double]) -> Bool {
        guard losses.count >= 10, let last = losses.last, last > 0, last.isFinite else { return false }
        let earlier = losses[losses.count - 1 - losses.count / 10]
        return earlier - last < 1e-3 * last
    }

    /// So many multiplications are little beside the training before them.
    static let littleWork = 1e8

    /// Why training hardly moves, where much of the loss could still go; nil where it could not.
    func noteOnStall(_ state: TrainingState, loss: Double) -> (message: String, notes: [String])? {
        guard !hasFunctions, rate > 0, x.tensor.rank == 2, x.tensor.shape[1] <= 64,
            Double(x.tensor.count) * Double(x.tensor.shape[1]) <= Self.littleWork,
            let stability = try? Stability(x.tensor), let epochs = stability.epochsToTenth(rate: rate)
        else { return nil }
        var flags = FloatingPointFlags()
        guard let prediction = try? LinearModel.forward(x.tensor, state.w, state.b, flags: &flags),
            let gradients = try? LinearModel.gradients(y, prediction, x.tensor, flags: &flags),
            let reducible = stability.reducibleLoss(gradients.w, gradients.b), reducible > 0.1 * loss
        else { return nil }
        return (
            "training hardly moves: the loss is \(Self.digits(loss)), and \(Self.digits(max(loss - reducible, 0))) is possible",
            [
                "at lr=\(Self.digits(rate)) the slowest direction's error takes \(Self.words(epochs: epochs)) to shrink to a tenth",
                Advice(stability, x.name).sentence,
            ]
        )
    }

    /// Four significant digits of a number.
    static func digits(_ value: Double, _ count: Int = 4) -> String {
        (try? FormatArgument.float(value).formatted(".\(count)g")) ?? PythonText.repr(value)
    }

    /// A number of epochs in words.
    static func words(epochs: Double) -> String {
        epochs < 1e15 ? Words.count(max(1, Int(epochs.rounded(.up))), "epoch") : "more than 1e15 epochs"
    }
}

extension Machine {
    /// Warns of a loss that grew though training went to its end, and tells why it hardly moved.
    func tellOfRate(_ advisor: RateAdvisor, _ result: TrainingResult, _ state: TrainingState) {
        guard let first = result.losses.first, let last = result.losses.last, !advisor.hasFunctions else { return }
        if last > first {
            warn(
                "the loss grew, from \(RateAdvisor.digits(first)) to \(RateAdvisor.digits(last))",
                range: currentCallRange, notes: advisor.notesOnGrowth())
        } else if RateAdvisor.isStalled(result.losses), let told = advisor.noteOnStall(state, loss: last) {
            note(told.message, notes: told.notes)
        }
    }
}

/// What to do about a model's rate: a rate that is stable, and which columns to standardise.
struct Advice {
    /// The largest rate to advise, rounded down.
    let rate: Double
    /// Columns whose mean or spread is far from the others', where that would help.
    let columns: [Int]
    /// What standardising them gives.
    let after: (largestRate: Double, condition: Double)?
    /// Columns whose elements are all the same, as those of the bias are.
    let constant: [Int]
    private let name: String

    init(_ stability: Stability, _ name: String) {
        self.name = name
        rate = Self.roundedDown(stability.largestRate)
        constant = stability.columns.indices.filter { index in
            let column = stability.columns[index]
            return column.deviation <= 1e-12 * column.mean.magnitude
        }
        let unlike = stability.columns.indices.filter { index in
            let column = stability.columns[index]
            return column.deviation > 1e-12 * column.mean.magnitude
                && (column.deviation > 2 || column.deviation < 0.5 || column.mean.magnitude > column.deviation)
        }
        guard !unlike.isEmpty, let condition = stability.condition, let after = stability.standardising(unlike),
            after.condition < condition / 2
        else {
            (columns, after) = (stability.condition == nil ? unlike : [], nil)
            return
        }
        (columns, self.after) = (unlike, after)
    }

    /// `write lr=0.31 or less, or standardise columns 0 and 2 of x`.
    var sentence: String {
        var text = "write lr=\(RateAdvisor.digits(rate, 2)) or less"
        if !columns.isEmpty {
            text += ", or standardise \(Self.list(columns)) of \(name)"
            if let after {
                text += "; then lr=\(RateAdvisor.digits(Self.roundedDown(after.largestRate), 2)) does too"
            }
        }
        return text
    }

    /// `column 3`, `columns 0, 2 and 4`, `columns 0 to 9`.
    static func list(_ columns: [Int]) -> String {
        guard let first = columns.first, let last = columns.last else { return "no column" }
        if columns.count == 1 { return "column \(first)" }
        if columns.count > 2, last - first == columns.count - 1 { return "columns \(first) to \(last)" }
        if columns.count > 12 {
            return "\(columns.count) columns (\(columns.prefix(8).map(String.init).joined(separator: ", ")) …)"
        }
        return "columns " + Words.list(columns.map(String.init))
    }

    /// Two significant digits, and no more than the number.
    static func roundedDown(_ value: Double) -> Double {
        guard value > 0, value.isFinite, let text = try? FormatArgument.float(value).formatted(".1e"),
            let rounded = PythonNumber.float(from: text),
            let exponent = text.split(separator: "e").last.flatMap({ Int($0) }),
            let unit = PythonNumber.float(from: "1e\(exponent - 1)")
        else { return value }
        if rounded <= value { return rounded }
        let lower = try? FormatArgument.float(value - unit / 2).formatted(".1e")
        return min(lower.flatMap(PythonNumber.float(from:)) ?? value, value)
    }
}
