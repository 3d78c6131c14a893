internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
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
            for argument in values { series += try self.series(argument, over: x, place, arguments) }
            if let fit {
                guard series.count == 1 else {
                    throw arguments.invalid("fit= goes with one tensor", hint: "write plot x y fit=…")
                }
                series = try fitted(series[0], fit, arguments)
            }
        }
        guard series.count <= Self.mostSeries else {
            throw arguments.invalid(
                "\(series.count) lines can't be told apart; a plot has \(Self.mostSeries) at the most",
                hint: "heat shows a matrix as a whole, and plot w[0] draws a row")
        }
        let isLogarithmic = try arguments.bool("log")
        let sentences = try sentences(of: series, fit: fit != nil, place, isLogarithmic)
        if isLogarithmic, !series.contains(where: { !Extent(of: $0.line.y, areAboveZero: true).isEmpty }) {
            throw noneAboveZero(series.map(\.line.label), arguments)
        }
        let figure = Figure(of: series, over: place, isLogarithmic: isLogarithmic)
        try show(figure, saying: sentences, arguments)
    }

    private func sentences(
        of series: [DrawnSeries], fit: Bool, _ place: String, _ isLogarithmic: Bool
    ) throws(EvaluationError) -> [String] {
        if fit {
            let words = series[0].sentence(over: place, isLogarithmic: isLogarithmic)
            let sorted = try sortedValues(series[0])
            let (fitted, name) = (series[1].line.y, series[1].line.label)
            return ["\(words); \(FigureWords.sentence(ofFit: fitted, named: name, to: sorted))"]
        }
        return series.map { $0.sentence(over: place, isLogarithmic: isLogarithmic) }
    }

    // MARK: - Over the index

    private func overIndex(_ values: [CallArgument], _ arguments: Arguments) throws(EvaluationError) -> [DrawnSeries] {
        var parts: [(name: String, y: [Double], first: Double, step: Double)] = []
        for argument in values {
            let name = drawnName(of: argument)
            if let vectors = try vectors(in: argument, arguments) {
                let names = names(of: vectors.count, in: argument)
                parts += zip(names, vectors).map { ($0, $1, 0, 1) }
                continue
            }
            let tensor = try drawable(argument, arguments)
            if case .array(let array) = argument.value, let names = array.columnNames,
                names.names.count <= Self.mostSeries
            {
                parts += try namedColumns(of: tensor, names)
                continue
            }
            let (first, step) = epochs(of: argument, tensor) ?? (0, 1)
            let rows = tensor.shape.dimensions.filter { $0 != 1 }.count > 1 ? tensor.shape[0] : 1
            let elements = try tensor.floats()
            if rows == 1 {
                parts.append((name, elements, first, step))
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
                parts.append(("\(name)[\(row)]", y, first, step))
            }
        }
        // The places of all are counted alike.
        let areAlike = Set(parts.map(\.first)).count <= 1
        return parts.map { part in
            areAlike
                ? DrawnSeries(part.name, counted: part.y, from: part.first, step: part.step)
                : DrawnSeries(part.name, counted: part.y)
        }
    }

    /// The columns of a matrix that have names.
    private func namedColumns(
        of tensor: Tensor, _ names: ColumnNames
    ) throws(EvaluationError) -> [(name: String, y: [Double], first: Double, step: Double)] {
        let (elements, width) = (try tensor.floats(), names.names.count)
        return names.names.enumerated().map { column, name in
            (name, [Double](inRoomFor: tensor.shape[0], interruptibly: { elements[$0 * width + column] }), 0, 1)
        }
    }

    /// The vectors of a list of them, which may differ in length; nil for any other value.
    private func vectors(
        in argument: CallArgument, _ arguments: Arguments
    ) throws(EvaluationError) -> [[Double]]? {
        switch argument.value {
        case .list, .tuple: break
        default: return nil
        }
        let items = try argument.value.items()
        var vectors: [[Double]] = []
        for item in items {
            switch item {
            case .array, .list, .tuple: break
            default: return nil
            }
            let tensor = try item.asTensor(for: arguments.function, parameter: argument.keyword ?? "values")
            guard tensor.shape.dimensions.filter({ $0 != 1 }).count <= 1, tensor.rank > 0, tensor.count > 0 else {
                return nil
            }
            vectors.append(try tensor.floats())
        }
        return vectors.isEmpty ? nil : vectors
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

    /// What the vectors of a list are called: by its own words where it is written out, else by their places.
    private func names(of count: Int, in argument: CallArgument) -> [String] {
        let name = drawnName(of: argument)
        let numbered = (0..<count).map { "\(name)[\($0)]" }
        guard let text = text(of: argument.range),
            let block = try? Parser(commands: CommandTable(), readsCommands: false).parse(text),
            case .expression(let expression, _)? = block.first?.kind
        else { return numbered }
        switch expression.kind {
        case .list(let items), .tuple(let items):
            guard items.count == count else { return numbered }
            let lines = SourceLines(text)
            return items.map { HelpText.shortened(lines.text(of: $0.range), to: 40) }
        default: return numbered
        }
    }

    // MARK: - Over other values

    private func series(
        _ argument: CallArgument, over x: [Double]?, _ place: String, _ arguments: Arguments
    ) throws(EvaluationError) -> [DrawnSeries] {
        let name = drawnName(of: argument)
        let vectors = try vectors(in: argument, arguments)
        let labels = vectors.map { self.names(of: $0.count, in: argument) }
        let columns = vectors == nil ? [try column(argument, arguments)] : vectors ?? []
        var series: [DrawnSeries] = []
        for (index, y) in columns.enumerated() {
            let name = labels?[index] ?? name
            guard let x else {
                series.append(DrawnSeries(name, counted: y, isPoints: true))
                continue
            }
            guard x.count == y.count else {
                throw arguments.invalid(
                    "\(place) has \(Words.count(x.count, "value")) and \(name) has \(y.count): each point needs both")
            }
            let isSorted = zip(x, x.dropFirst()).polled().allSatisfy { $0 <= $1 } && x.first?.isNaN != true
            series.append(DrawnSeries(name, x: x, y: y, isPoints: !isSorted))
        }
        return series
    }

    /// Points and the line through the fitted values.
    private func fitted(
        _ points: DrawnSeries, _ argument: CallArgument, _ arguments: Arguments
    ) throws(EvaluationError) -> [DrawnSeries] {
        var points = points
        let name = drawnName(of: argument)
        let line = try column(argument, arguments)
        guard line.count == points.line.y.count else {
            throw arguments.invalid(
                "\(points.line.label) has \(Words.count(points.line.y.count, "value")) and \(name) has \(line.count): "
                    + "each point needs its fitted value")
        }
        points.isPoints = true
        let x = points.line.x
        guard !points.isCounted else { return [points, DrawnSeries(name, counted: line)] }
        let order = try rising(x)
        let fitted = DrawnSeries(name, x: order.polled().map { x[$0] }, y: order.polled().map { line[$0] })
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
    private func sortedValues(_ points: DrawnSeries) throws(EvaluationError) -> [Double] {
        if points.isCounted { return points.line.y }
        return try rising(points.line.x).polled().map { points.line.y[$0] }
    }

    /// The elements of a vector, or of a matrix of one row or column.
    func column(_ argument: CallArgument, _ arguments: Arguments) throws(EvaluationError) -> [Double] {
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
