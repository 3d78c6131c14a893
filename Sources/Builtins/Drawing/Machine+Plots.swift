internal import Interpreter
internal import Kernels
internal import Rendering
internal import Tensors

extension Machine {
    /// How many series a legend can tell apart.
    private static let mostSeries = 8

    /// `plot`: a value over its index, two as y over x, more as series over their index, or all over `x=`.
    func plot(_ arguments: Arguments) throws(EvaluationError) {
        guard !arguments.rest.isEmpty else { throw .arguments(.missing(["values"]), of: arguments.callee) }
        var values = arguments.rest
        var across = arguments.isGiven("x") ? arguments.argument("x") : nil
        if across == nil, values.count == 2 { across = values.removeFirst() }
        let fit = arguments.isGiven("fit") ? arguments.argument("fit") : nil
        if fit != nil, values.count > 1 {
            throw arguments.invalid("fit= goes with one tensor", hint: "write plot x y fit=…")
        }
        var series = across == nil && fit == nil ? try overIndex(values, arguments) : []
        let countsEpochs = across == nil && values.contains { isOfLosses($0) }
        var place = countsEpochs ? "epoch" : "index"
        if across != nil || fit != nil {
            let x = try across.map { (argument) throws(EvaluationError) in try column(argument, arguments) }
            if let across { place = drawnName(of: across) }
            for argument in values { series.append(try self.series(argument, over: x, place, arguments)) }
            if let fit { series = try fitted(series[0], fit, arguments) }
        }
        guard series.count <= Self.mostSeries else {
            throw arguments.invalid(
                "\(series.count) lines can't be told apart; a plot has \(Self.mostSeries) at the most",
                hint: "heat shows a matrix as a whole, and plot w[0] draws a row")
        }
        let isLogarithmic = try arguments.bool("log")
        let sentences = try sentences(of: series, fit: fit != nil, place, isLogarithmic)
        if isLogarithmic, !series.contains(where: { !PlotExtent(of: $0.y, areAboveZero: true).isEmpty }) {
            throw noneAboveZero(series.map(\.name), arguments)
        }
        let plot = Plot(
            .curves(series), xLabel: place, yLabel: series.count == 1 ? series[0].name : "",
            isLogarithmic: isLogarithmic)
        try show(plot, saying: sentences, arguments)
    }

    private func sentences(
        of series: [Plot.Series], fit: Bool, _ place: String, _ isLogarithmic: Bool
    ) throws(EvaluationError) -> [String] {
        if fit {
            let words = PlotWords.sentence(ofPoints: series[0], place: place, isLogarithmic: isLogarithmic)
            let sorted = try sortedValues(series[0])
            let distance = PlotWords.sentence(ofFit: series[1].y, named: series[1].name, to: sorted)
            return ["\(words); \(distance)"]
        }
        return series.map {
            $0.mark == .points
                ? PlotWords.sentence(ofPoints: $0, place: place, isLogarithmic: isLogarithmic)
                : PlotWords.sentence(of: $0, place: place, isLogarithmic: isLogarithmic)
        }
    }

    // MARK: - Over the index

    private func overIndex(_ values: [CallArgument], _ arguments: Arguments) throws(EvaluationError) -> [Plot.Series] {
        var series: [Plot.Series] = []
        for argument in values {
            let tensor = try drawable(argument, arguments)
            let name = drawnName(of: argument)
            let (first, step) = epochs(of: argument, tensor) ?? (0, 1)
            let rows = tensor.shape.dimensions.filter { $0 != 1 }.count > 1 ? tensor.shape[0] : 1
            let elements = try tensor.floats()
            if rows == 1 {
                series.append(Plot.Series(name, y: elements, first: first, step: step))
                continue
            }
            guard rows <= Self.mostSeries else {
                throw arguments.invalid(
                    "\(name) \(tensor.shape) has \(rows) rows, and a plot has \(Self.mostSeries) lines at the most",
                    hint: "plot \(name)[0] draws a row, plot \(name)[:, 0] a column, heat \(name) them all")
            }
            let length = tensor.shape[1]
            for row in 0..<rows {
                let y = [Double](inRoomFor: length, interruptibly: { elements[row * length + $0] })
                series.append(Plot.Series("\(name)[\(row)]", y: y, first: first, step: step))
            }
        }
        // The places of all are counted alike.
        if Set(series.map(\.first)).count > 1 {
            for index in series.indices { (series[index].first, series[index].step) = (0, 1) }
        }
        return series
    }

    /// The epochs at which the elements of `losses`, or of a slice of it, stand; nil for other values.
    private func epochs(of argument: CallArgument, _ tensor: Tensor) -> (first: Double, step: Double)? {
        guard isOfLosses(argument), let text = text(of: argument.range), let base = workspace.tensor("losses") else {
            return nil
        }
        if text == "losses" { return (1, 1) }
        guard text.hasPrefix("losses["), text.hasSuffix("]"), tensor.rank == 1, base.rank == 1 else { return nil }
        let words = text.dropFirst("losses[".count).dropLast()
            .split(separator: ":", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        guard 2...3 ~= words.count else { return nil }
        let step = words.count == 3 && !words[2].isEmpty ? Int(words[2]) : 1
        guard let step, step > 0, let start = words[0].isEmpty ? 0 : Int(words[0]) else { return nil }
        return (Double(min(max(start < 0 ? start + base.count : start, 0), base.count) + 1), Double(step))
    }

    /// Whether an argument is `losses`, or a part of it.
    private func isOfLosses(_ argument: CallArgument) -> Bool {
        text(of: argument.range).map { $0 == "losses" || $0.hasPrefix("losses[") } ?? false
    }

    // MARK: - Over other values

    private func series(
        _ argument: CallArgument, over x: [Double]?, _ place: String, _ arguments: Arguments
    ) throws(EvaluationError) -> Plot.Series {
        let name = drawnName(of: argument)
        let y = try column(argument, arguments)
        guard let x else { return Plot.Series(name, y: y, mark: .points) }
        guard x.count == y.count else {
            throw arguments.invalid(
                "\(place) has \(Words.count(x.count, "value")) and \(name) has \(y.count): each point needs both")
        }
        let isSorted = zip(x, x.dropFirst()).polled().allSatisfy { $0 <= $1 } && x.first?.isNaN != true
        return Plot.Series(name, x: x, y: y, mark: isSorted ? .line : .points)
    }

    /// Points and the line through the fitted values.
    private func fitted(
        _ points: Plot.Series, _ argument: CallArgument, _ arguments: Arguments
    ) throws(EvaluationError) -> [Plot.Series] {
        var points = points
        let name = drawnName(of: argument)
        let line = try column(argument, arguments)
        guard line.count == points.y.count else {
            throw arguments.invalid(
                "\(points.name) has \(Words.count(points.y.count, "value")) and \(name) has \(line.count): "
                    + "each point needs its fitted value")
        }
        points.mark = .points
        guard let x = points.x else { return [points, Plot.Series(name, y: line)] }
        let order = try rising(x)
        let fitted = Plot.Series(name, x: order.polled().map { x[$0] }, y: order.polled().map { line[$0] })
        if Interruption.isRequested { throw .interrupted }
        return [points, fitted]
    }

    /// The places of values from the least to the greatest; those that are nan are left out.
    private func rising(_ x: [Double]) throws(EvaluationError) -> [Int] {
        try Allowance.checkRoom(2 * x.count * MemoryLayout<Int>.stride)
        var places = x.indices.polled().filter { !x[$0].isNaN }
        do { try places.sortInterruptibly { (x[$0], $0) < (x[$1], $1) } } catch {
            throw .tensor(error, operation: "plot", operands: [])
        }
        return places
    }

    /// The values of points in the order in which the fitted line has its own.
    private func sortedValues(_ points: Plot.Series) throws(EvaluationError) -> [Double] {
        guard let x = points.x else { return points.y }
        return try rising(x).polled().map { points.y[$0] }
    }

    /// The elements of a vector, or of a matrix of one row or column.
    private func column(_ argument: CallArgument, _ arguments: Arguments) throws(EvaluationError) -> [Double] {
        let tensor = try drawable(argument, arguments)
        let name = drawnName(of: argument)
        guard tensor.shape.dimensions.filter({ $0 != 1 }).count <= 1 else {
            throw arguments.invalid(
                "\(name) has \(tensor.shape[1]) columns, and a point has one place",
                hint: "name one, such as \(name)[:, 0]")
        }
        return try tensor.floats()
    }

    /// An argument that can be drawn as lines: with one axis or two, and not empty.
    private func drawable(_ argument: CallArgument, _ arguments: Arguments) throws(EvaluationError) -> Tensor {
        let tensor = try argument.value.asTensor(for: arguments.function, parameter: argument.keyword ?? "values")
        let name = drawnName(of: argument)
        guard tensor.count > 0 else {
            throw arguments.invalid("\(name) \(tensor.shape) is empty: there is nothing to draw")
        }
        guard tensor.rank <= 2 else {
            throw arguments.invalid(
                "\(name) has the shape \(tensor.shape), and a plot draws vectors and matrices",
                hint: "take a part of it, such as \(name)[0]")
        }
        return tensor
    }
}
