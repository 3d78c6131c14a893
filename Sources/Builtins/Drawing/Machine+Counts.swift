internal import Interpreter
internal import Kernels
internal import Rendering
internal import Tensors

extension Machine {
    // MARK: - Bars

    /// `hist`: the number of elements in each bin.
    func drawHistogram(_ arguments: Arguments) throws(EvaluationError) {
        guard let argument = arguments.argument("values") else { return }
        let tensor = try argument.value.asTensor(for: arguments.function, parameter: "values")
        let name = drawnName(of: argument)
        let elements = try tensor.floats()
        let finite = elements.polled().allSatisfy(\.isFinite) ? elements : elements.polled().filter(\.isFinite)
        guard !finite.isEmpty else {
            throw arguments.invalid(
                tensor.count == 0 ? "\(name) is empty: there is nothing to count" : "\(name) has no finite number")
        }
        let (counts, edges) = try Builtins.counts(finite, arguments)
        let heights = counts.map(Double.init)
        let missing = tensor.count - counts.polled().reduce(0, +)
        let figure = Self.bars(heights, edges, named: name, isLogarithmic: try arguments.bool("log"))
        let sentence = FigureWords.sentence(ofBars: heights, edges: edges, named: name, missing: missing)
        try show(figure, saying: [sentence], arguments)
    }

    private static func bars(_ heights: [Double], _ edges: [Double], named name: String, isLogarithmic: Bool) -> Figure
    {
        var extent = Extent(of: heights, areAboveZero: isLogarithmic)
        extent.include(isLogarithmic ? 0.5 : 0)
        var axes = Axes()
        axes.x = Axis(over: Extent(of: edges))
        axes.y = Axis(over: extent, isLogarithmic ? .logarithmic : .linear)
        (axes.x.label, axes.y.label) = (name, "count")
        for (index, height) in heights.enumerated().polled(work: 16) where height > 0 && index + 1 < edges.count {
            let (left, right) = (edges[index], edges[index + 1])
            var bar = Artist.Area(x: [left, right, right, left], y: [0, 0, height, height])
            bar.isBar = true
            axes.artists.append(.area(bar))
        }
        return Figure(ofCommand: axes)
    }

    // MARK: - Matrices

    /// `heat`: a matrix as shaded cells.
    func drawMatrix(_ arguments: Arguments) throws(EvaluationError) {
        guard let argument = arguments.argument("values") else { return }
        let tensor = try argument.value.asTensor(for: arguments.function, parameter: "values")
        let name = drawnName(of: argument)
        guard tensor.count > 0 else {
            throw arguments.invalid("\(name) \(tensor.shape) is empty: there is nothing to draw")
        }
        guard tensor.rank <= 2 else {
            throw arguments.invalid(
                "\(name) has the shape \(tensor.shape), and a matrix has two axes",
                hint: "take one: heat \(name)[0]")
        }
        let shape = tensor.rank == 2 ? tensor.shape : [1, tensor.count]
        let image = try Artist.Image(rows: shape[0], columns: shape[1], values: tensor.floats())
        let isLogarithmic = try arguments.bool("log")
        if isLogarithmic, Extent(of: image.values, areAboveZero: true).isEmpty {
            throw noneAboveZero([name], arguments)
        }
        let figure = Self.cells(of: image, named: name, isLogarithmic: isLogarithmic)
        try show(figure, saying: [FigureWords.sentence(of: image, named: name)], arguments)
    }

    private static func cells(of image: Artist.Image, named name: String, isLogarithmic: Bool) -> Figure {
        var axes = Axes()
        guard axes.show(image, isLogarithmic: isLogarithmic) else { return Figure() }
        (axes.x.start, axes.x.end) = (image.left, image.right)
        (axes.y.start, axes.y.end) = (image.bottom, image.top)
        axes.y.label = name
        // The cells of a very long matrix aren't square, since they would be too small to see.
        axes.isAspectEqual = max(image.rows, image.columns) <= 8 * min(image.rows, image.columns)
        return Figure(ofCommand: axes)
    }

    // MARK: - Points

    /// `scatter`: points whose colours and sizes may depend on numbers.
    func drawPoints(_ arguments: Arguments) throws(EvaluationError) {
        guard let across = arguments.argument("x"), let up = arguments.argument("y") else { return }
        let (x, y) = (try column(across, arguments), try column(up, arguments))
        let (place, name) = (drawnName(of: across), drawnName(of: up))
        guard x.count == y.count else {
            throw arguments.invalid(
                "\(place) has \(Words.count(x.count, "value")) and \(name) has \(y.count): each point needs both")
        }
        var points = Artist.Points(x: x, y: y)
        points.label = try arguments.string("label") ?? ""
        points.sizes = try sizes(of: x.count, arguments) ?? [Artist.Points.size(forCount: x.count)]
        var axes = Axes()
        let coloured = try color(&points, in: &axes, arguments)
        var series = DrawnSeries(name, x: x, y: y, isPoints: true)
        series.line.label = name
        let sentence = series.sentence(over: place, isLogarithmic: false) + coloured
        // Leave room for marks of any size.
        let (xExtent, yExtent) = (Extent(of: x).widened(by: 0.04), Extent(of: y).widened(by: 0.04))
        guard !xExtent.isEmpty, !yExtent.isEmpty else { return try show(Figure(), saying: [sentence], arguments) }
        (axes.x, axes.y) = (Axis(over: xExtent), Axis(over: yExtent))
        (axes.x.label, axes.y.label) = (place, name)
        axes.artists = [.points(points)]
        if !points.label.isEmpty { axes.legend = Legend(naming: [points.label]) }
        try show(Figure(ofCommand: axes), saying: [sentence], arguments)
    }

    private func sizes(of count: Int, _ arguments: Arguments) throws(EvaluationError) -> [Double]? {
        guard arguments.isGiven("s"), let argument = arguments.argument("s") else { return nil }
        let sizes = try argument.value.asTensor(for: arguments.function, parameter: "s").floats()
        guard sizes.count == 1 || sizes.count == count else {
            throw arguments.invalid(
                "s= has \(Words.count(sizes.count, "size")) for \(Words.count(count, "point")): give one, or one each")
        }
        return sizes
    }

    /// Sets the colours of points; returns a sentence about them.
    private func color(
        _ points: inout Artist.Points, in axes: inout Axes, _ arguments: Arguments
    ) throws(EvaluationError) -> String {
        guard arguments.isGiven("c"), let argument = arguments.argument("c") else { return "" }
        if case .string = argument.value, let name = try arguments.string("c") {
            guard let color = FigureColor(named: name) else {
                let meant = Suggestions.nearest(to: name, among: FigureColor.knownNames)
                throw arguments.invalid(
                    "there is no colour \(PythonText.repr(name))",
                    hint: meant.map { "did you mean \(PythonText.repr($0))?" }
                        ?? "write c=\"red\", or numbers, one a point")
            }
            points.colors = [color]
            return ""
        }
        let numbers = try argument.value.asTensor(for: arguments.function, parameter: "c").floats()
        guard numbers.count == points.x.count else {
            throw arguments.invalid(
                "c= has \(Words.count(numbers.count, "number")) for \(Words.count(points.x.count, "point")): give one each"
            )
        }
        let extent = Extent(of: numbers)
        guard !extent.isEmpty else { throw arguments.invalid("\(drawnName(of: argument)) has no finite number") }
        var bar = ColorBar()
        (bar.lowest, bar.highest, bar.map) = (extent.low, extent.high, .viridis)
        bar.label = drawnName(of: argument)
        axes.colorBar = bar
        // Points without a finite number have no colour, and aren't drawn.
        for place in numbers.indices.polled() where !numbers[place].isFinite { points.x[place] = .nan }
        points.colors = bar.colors(of: numbers)
        if Interruption.isRequested { throw .interrupted }
        let (low, high) = (FigureNumber.text(extent.low), FigureNumber.text(extent.high))
        return ", coloured by \(bar.label) \(low) to \(high)"
    }
}

extension Axes {
    /// Draws an image with a colour bar from its smallest to its largest number; false if it has no finite number.
    mutating func show(_ image: Artist.Image, isLogarithmic: Bool) -> Bool {
        let extent = Extent(of: image.values, areAboveZero: isLogarithmic)
        guard !extent.isEmpty else { return false }
        var image = image
        (image.lowest, image.highest, image.isLogarithmic) = (extent.low, extent.high, isLogarithmic)
        image.map = .cividis
        var bar = ColorBar()
        (bar.lowest, bar.highest, bar.isLogarithmic, bar.map) = (extent.low, extent.high, isLogarithmic, image.map)
        (colorBar, artists) = (bar, artists + [.image(image)])
        return true
    }
}
