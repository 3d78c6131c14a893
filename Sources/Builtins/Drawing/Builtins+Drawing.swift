internal import Files
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import TensorFiles
internal import Tensors

extension Builtins {
    /// Commands that draw. What is recorded of each is a sentence; the drawing is for whoever looks on.
    static let drawing: [Builtin] = [
        Builtin(
            "plot", .look, door: .bare, traits: [.essential, .shows],
            [
                .rest("values", "what is drawn: y, or x and y", of: .tensor),
                .tensor("x", default: nil, "where the values lie"),
                .tensor("fit", default: nil, "the line through the points"), .logarithmic, .drawing, .replacing,
            ], "Draw a tensor, y over x where two are given, or several; fit= adds a fitted line, to= writes an SVG.",
            example: """
                x = array([1.0, 2.0, 4.0])
                plot x (x ** 2)
                #> x ** 2 over x: 3 values, x 1 to 4, from 1 to 16, rising all the way
                losses = array([2.0, 0.5, 0.25, 0.2])
                plot losses
                #> losses: 4 values, 2 to 0.2, falling all the way
                plot losses log=True to="loss.svg"
                #> losses: 4 values, 2 to 0.2, falling all the way
                """, related: "hist heat surface train"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.plot(arguments)
            return .none
        },
        Builtin(
            "hist", .look, door: .bare, traits: .shows,
            [.tensor("values", "the numbers"), .bins, .range, .logarithmic, .drawing, .replacing],
            "Draw how many elements fall into each of equal bins, those of np.histogram; to= writes an SVG.",
            example: """
                v = array([1.0, 2.0, 2.5, 9.0])
                hist v
                #> v: 4 values in 10 bins from 1 to 9, most (2) from 1.8 to 2.6
                hist v bins=2 range=(0, 4)
                #> v: 3 values in 2 bins from 0 to 4, most (2) from 2 to 4, 1 left out
                """, related: "histogram bincount plot heat surface"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawHistogram(arguments)
            return .none
        },
        Builtin(
            "heat", .look, door: .bare, traits: .shows,
            [
                .tensor("values", "a matrix"), .truth("log", default: false, "whether shades follow the logarithm"),
                .drawing, .replacing,
            ], "Draw a matrix as shaded cells, its first row on top; to= writes an SVG.",
            example: """
                w = array([[0.5, -1.0], [2.0, 0.0]])
                heat w
                #> w: (2, 2), -1 at [0, 1] to 2 at [1, 0]
                """, related: "plot hist surface"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawMatrix(arguments)
            return .none
        },
        Builtin(
            "surface", .look, door: .bare, traits: .shows,
            [
                .value("first", "the parameter that goes across"), .value("second", "the parameter that goes up"), .x,
                .y, .w, .b, .drawing, .replacing,
            ], "Draw the loss around the present point over two elements of w and b, with the way train took there.",
            example: """
                x, y = array([[0.0], [1.0]]), array([[1.0], [3.0]])
                w, b = zeros(1, 1), zeros(1, 1)
                surface w b
                #> loss over w and b: 5 here at (0, 0), least 0 at (2, 1)
                w = ones 1 1
                surface b w
                #> loss over b and w: 2.5 here at (0, 1), least 0 at (1, 2)
                """, related: "train loss plot hist heat"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawSurface(arguments)
            return .none
        },
    ]
}

extension Machine {
    /// Shows a plot and says what it shows, or writes it where `to=` says.
    func show(_ plot: Plot, saying sentences: [String], _ arguments: Arguments) throws(EvaluationError) {
        if let path = try arguments.string("to") {
            guard path.lowercased().hasSuffix(".svg") else {
                throw arguments.invalid(
                    "a drawing is written as SVG, and \(FilePath.shown(path)) doesn't end in .svg",
                    hint: "write to=\"\(arguments.function).svg\"")
            }
            let text = PlotPicture.text(of: plot, words: sentences.joined(separator: "; "))
            let file = try fileToWrite(path, arguments)
            if Interruption.isRequested { return }
            do { try AtomicFileWriter(file, holding: Array(text.utf8)).commit() } catch {
                throw .file(.file(error), path: path)
            }
            say(sentences)
            note("drawn in \(FilePath.shown(path))")
        } else {
            draw(plot, saying: sentences)
        }
    }

    /// Draws a plot where someone looks on, and says what it shows.
    func draw(_ plot: Plot?, saying sentences: [String]) {
        if options.showsDrawings, let plot { emit(.drawing(plot, words: Self.words(sentences))) }
        say(sentences)
    }

    private func say(_ sentences: [String]) { emit(.markup(Self.words(sentences))) }

    private static func words(_ sentences: [String]) -> Markup {
        var words = Markup(sentences.joined(separator: "\n") + "\n")
        words.isWrappedToFit = true
        return words
    }

    /// What a drawing calls an argument: the text it was given as.
    func drawnName(of argument: CallArgument) -> String {
        let name = HelpText.shortened(text(of: argument.range) ?? "value", to: 40)
        return name.contains("\n") ? "value" : name
    }

    // MARK: - Bars

    fileprivate func drawHistogram(_ arguments: Arguments) throws(EvaluationError) {
        guard let argument = arguments.argument("values") else { return }
        let tensor = try argument.value.asTensor(for: arguments.function, parameter: "values")
        let name = drawnName(of: argument)
        let elements = try tensor.floats()
        let finite = elements.polled().allSatisfy(\.isFinite) ? elements : elements.polled().filter(\.isFinite)
        guard !finite.isEmpty else {
            throw arguments.invalid(
                tensor.count == 0 ? "\(name) is empty: there is nothing to count" : "\(name) has no finite number")
        }
        let (heights, edges) = try Builtins.counts(finite, arguments)
        let bars = Plot.Bars(edges: edges, heights: heights.map(Double.init))
        let plot = Plot(
            .bars(bars), xLabel: name, yLabel: "count", isLogarithmic: try arguments.bool("log"))
        let missing = tensor.count - heights.polled().reduce(0, +)
        try show(plot, saying: [PlotWords.sentence(of: bars, named: name, missing: missing)], arguments)
    }

    // MARK: - Matrices

    fileprivate func drawMatrix(_ arguments: Arguments) throws(EvaluationError) {
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
        let field = try Plot.Field(tensor.floats(), rows: shape[0], columns: shape[1])
        let isLogarithmic = try arguments.bool("log")
        if isLogarithmic, PlotExtent(of: field.values, areAboveZero: true).isEmpty {
            throw noneAboveZero([name], arguments)
        }
        let plot = Plot(.field(field), yLabel: name, isLogarithmic: isLogarithmic)
        try show(plot, saying: [PlotWords.sentence(of: field, named: name)], arguments)
    }

    func noneAboveZero(_ names: [String], _ arguments: Arguments) -> EvaluationError {
        arguments.invalid(
            "a logarithmic axis needs values above zero, and \(Words.list(names)) \(names.count == 1 ? "has" : "have") none",
            hint: "leave out log=True")
    }
}
