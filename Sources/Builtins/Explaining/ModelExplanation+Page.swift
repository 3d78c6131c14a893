internal import Interpreter
internal import Platform
internal import Rendering
internal import Tensors

extension ModelExplanation {
    /// Up to `mostRows` elements are shown in full; of more, the first `firstRows`.
    static let (mostRows, firstRows) = (10, 6)
    /// The maximum width of text, for readability.
    static let textWidth = 72

    /// The page, with lines of at most `columns` columns.
    func markup(columns: Int) -> Markup {
        var flow = TextFlow(width: min(columns, Self.textWidth))
        flow.paragraph(heading, hanging: 2)
        let functions = [own.forward, own.loss, own.backward].compactMap(\.self).map { "\($0.name) of [\($0.cell)]" }
        if !functions.isEmpty { flow.paragraph("Your own \(Words.list(functions)).", indent: 2) }
        flow.heading("Formula")
        for line in formulas { flow.paragraph(line, indent: 2, hanging: 4) }
        if let slopeText { flow.paragraph(slopeText, indent: 2, style: .hint) }
        flow.heading("Shapes")
        for line in shapes {
            flow.lines(TextFlow.wrapped(words: Self.words(of: line), width: flow.width - 2, hanging: 4), indent: 2)
        }
        flow.heading("Numbers")
        var page = flow.markup
        page += numbers(columns: columns)
        if let diagnosis {
            page += "\("Rates", .heading)\n"
            page += diagnosis.markup(columns: columns)
        }
        return page
    }

    private var heading: String {
        switch kind {
        case .forward: "forward: the prediction of the linear model"
        case .loss: "loss: the mean squared error"
        case .backward: "backward: the gradient, and one step down it, lr=\(RateAdvisor.digits(rate))"
        case .step: "step: one epoch of gradient descent, lr=\(RateAdvisor.digits(rate))"
        case .train: "train: the step below, once an epoch, lr=\(RateAdvisor.digits(rate))"
        }
    }

    private var formulas: [String] {
        let n = names
        var lines: [String] = []
        if kind != .loss, own.forward != nil || product != nil {
            lines.append(
                "\(n.prediction) = "
                    + (own.forward.map { "\($0.name)(\(n.x), \(n.w), \(n.b))" }
                        ?? "\(n.x) @ \(n.w) + \(n.b)"))
        }
        if kind != .forward, kind != .backward {
            lines.append(
                "loss = "
                    + (own.loss.map { "\($0.name)(\(n.y), \(n.prediction))" }
                        ?? "mean((\(n.y) - \(n.prediction)) ** 2)"))
        }
        guard kind != .forward, kind != .loss else { return lines }
        if let backward = own.backward {
            lines.append("\(n.w), \(n.b) = \(backward.name)(\(n.y), \(n.prediction), \(n.w), \(n.b), \(n.x), lr)")
            return lines + ["gradient = (old - new) / lr"]
        }
        lines.append("gradient of \(n.w) = \(n.x).T @ (\(n.prediction) - \(n.y)) / n, n rows of \(n.x)")
        lines.append("gradient of \(n.b) = sum((\(n.prediction) - \(n.y)) / n, axis=0)")
        for name in [n.w, n.b] { lines.append("\(name) = \(name) - lr * gradient of \(name)") }
        return lines
    }

    /// The relation of the built-in gradient to the slope.
    private var slopeText: String? {
        guard kind != .forward, kind != .loss, own.backward == nil else { return nil }
        if outputs == 1 {
            return "The factor 2 of the slope is left to the rate: a gradient is half the slope of the loss."
        }
        return
            "The factor 2 of the slope is left to the rate, and the loss is a mean over \(outputs) outputs too: a gradient is "
            + "\(outputs)/2 of the slope of the loss."
    }

    private var shapes: [String] {
        let n = names
        var lines: [String] = []
        if kind != .loss, let x, let product {
            let (w, b) = (weights[0].value.shape, weights[1].value.shape)
            var line = "\(n.prediction) \(prediction.shape) = \(n.x) \(x.shape) @ \(n.w) \(w) + \(n.b) \(b)"
            let stretched = [("\(n.x) @ \(n.w)", product.shape), (n.b, b)].filter { $0.1 != prediction.shape }
            for (name, shape) in stretched { line += "; \(name) stretched from \(shape) to \(prediction.shape)" }
            lines.append(line)
        } else if kind != .loss {
            lines.append("\(n.prediction) \(prediction.shape)")
        }
        if kind != .forward, kind != .backward, let y {
            let count = Words.count(residual?.count ?? 0, "residual")
            lines.append("loss () = mean of \(count): \(n.y) \(y.shape) - \(n.prediction) \(prediction.shape)")
        }
        guard kind != .forward, kind != .loss, let x, let residual, weights.count == 2 else { return lines }
        if own.backward != nil { return lines }
        let transposed = Shape(Array(x.shape.dimensions.reversed()))
        let (w, b) = (weights[0].gradient.shape, weights[1].gradient.shape)
        lines.append(
            "gradient of \(n.w) \(w) = \(n.x).T \(transposed) @ \(residual.shape) / \(x.rank > 0 ? x.shape[0] : 1)")
        lines.append("gradient of \(n.b) \(b) = sum of \(residual.shape) along axis 0")
        return lines
    }

    /// The words of a line; a shape is one word.
    private static func words(of line: String) -> [String] {
        var words: [String] = []
        var isShape = false
        for word in line.split(separator: " ").map(String.init) {
            if isShape, let last = words.indices.last { words[last] += " " + word } else { words.append(word) }
            let opens = word.hasPrefix("(") && word.dropFirst().first?.isNumber == true && !word.contains(")")
            isShape = (isShape || opens) && !word.contains(")")
        }
        return words
    }

    // MARK: - Numbers

    private func numbers(columns: Int) -> Markup {
        var page = Markup()
        if let line = firstPrediction {
            var flow = TextFlow(width: min(columns, Self.textWidth))
            flow.paragraph(line, indent: 2, hanging: 4)
            page += flow.markup
        }
        page += predictions(columns: columns)
        if kind != .forward, kind != .backward { page += "  loss = \(PythonText.repr(loss), .number)\n" }
        if kind == .forward || kind == .loss { return page }
        for weight in weights { page += table(of: weight, columns: columns) }
        let difference =
            slopeFactor == 1
            ? "(loss(w + h) - loss(w - h)) / 2h, the slope"
            : slopeFactor == 0.5
                ? "(loss(w + h) - loss(w - h)) / 4h, half the slope"
                : "\(outputs) (loss(w + h) - loss(w - h)) / 4h, \(outputs)/2 of the slope"
        var flow = TextFlow(width: min(columns, Self.textWidth))
        if isWrong {
            flow.paragraph(
                "The gradient is not the slope: backward does not belong to this forward and loss.", indent: 2)
        }
        flow.paragraph(
            "checked: \(difference) by the central difference; error: their difference relative to the larger",
            indent: 2, style: .hint)
        if weights.contains(where: { $0.checks.contains(where: \.isBelowRounding) }) {
            flow.paragraph("-: smaller than the rounding of the losses", indent: 2, style: .hint)
        }
        return page + flow.markup
    }

    /// The sum for the first element of the prediction, if it is short.
    private var firstPrediction: String? {
        guard kind == .forward, let x, product != nil, x.rank == 2, weights[0].value.rank == 2, prediction.count > 0,
            x.shape[1] <= 6, let bias = try? weights[1].value.broadcast(to: prediction.shape)
        else { return nil }
        func number(_ tensor: Tensor, _ indices: [Int]) -> String {
            NumPyText.element((try? tensor.element(at: indices))?.doubleValue ?? .nan)
        }
        let terms = (0..<x.shape[1]).map { "\(number(x, [0, $0])) * \(number(weights[0].value, [$0, 0]))" }
        let first = [Int](repeating: 0, count: prediction.rank)
        return "\(names.prediction)\(Finding.index(of: 0, in: prediction.shape)) = \(terms.joined(separator: " + ")) + "
            + "\(number(bias, first)) = \(number(prediction, first))"
    }

    private func predictions(columns: Int) -> Markup {
        var series: [(String, Tensor)] = []
        if kind == .forward {
            if let product { series.append(("\(names.x) @ \(names.w)", product)) }
            series.append((names.prediction, prediction))
        } else {
            if let y { series.append((names.y, y)) }
            series.append((names.prediction, prediction))
            if let residual { series.append(("\(names.prediction) - \(names.y)", residual)) }
            if kind == .loss, let residual {
                var flags = FloatingPointFlags()
                if let squares = try? Tensor.unary(.square, residual, flags: &flags) {
                    series.append(("squared", squares))
                }
            }
        }
        return Self.table(series, columns: columns)
    }

    private func table(of weight: Weight, columns: Int) -> Markup {
        var columnsOfTable: [NumberColumns.Column] = []
        let shape = weight.gradient.shape
        let shown = Self.shown(shape.count)
        let words = { (tensor: Tensor) in Self.words(of: tensor, shape: shape, first: shown) }
        columnsOfTable.append(.init(title: weight.name, words: words(weight.value)))
        columnsOfTable.append(.init(title: "gradient", words: words(weight.gradient)))
        if !weight.checks.isEmpty {
            let rest = [String](repeating: "", count: max(0, shown - weight.checks.count))
            columnsOfTable.append(
                .init(
                    title: "checked",
                    words: NumPyText.column(
                        of: .float64(NDArray(weight.checks.map(\.difference), shape: [weight.checks.count]))) + rest))
            columnsOfTable.append(
                .init(
                    title: "error",
                    words: weight.checks.map {
                        $0.isBelowRounding ? "-" : RateAdvisor.digits($0.relativeError, 1)
                    } + rest))
        }
        columnsOfTable.append(.init(title: "lr * gradient", words: words(weight.update)))
        columnsOfTable.append(.init(title: "new \(weight.name)", words: words(weight.next)))
        return NumberColumns(
            labels: Self.labels(shape, first: shown), columns: columnsOfTable, rest: shape.count - shown
        ).markup(width: columns)
    }

    /// A table of tensors of the same shape, one element per line.
    private static func table(_ series: [(title: String, tensor: Tensor)], columns: Int) -> Markup {
        guard let shape = try? Shape.broadcast(series.map(\.tensor.shape)) else { return "" }
        let shown = shown(shape.count)
        return NumberColumns(
            labels: labels(shape, first: shown),
            columns: series.map { .init(title: $0.title, words: words(of: $0.tensor, shape: shape, first: shown)) },
            rest: shape.count - shown
        ).markup(width: columns)
    }

    private static func shown(_ count: Int) -> Int { count > mostRows ? firstRows : count }

    private static func labels(_ shape: Shape, first count: Int) -> [String] {
        shape.rank == 0 ? [""] : (0..<count).map { Finding.index(of: $0, in: shape) }
    }

    /// The first elements of a tensor broadcast to a shape, formatted by NumPy's rules as a column.
    static func words(of tensor: Tensor, shape: Shape, first count: Int) -> [String] {
        guard let stretched = try? tensor.broadcast(to: shape) else { return [String](repeating: "", count: count) }
        var elements: [Double] = []
        for index in 0..<count {
            elements.append((try? stretched.element(atFlatIndex: index))?.doubleValue ?? .nan)
        }
        return NumPyText.column(of: .float64(NDArray(elements, shape: [count])))
    }
}

/// Columns of numbers with row labels, in as many blocks as needed to fit the width.
struct NumberColumns {
    /// A column.
    struct Column {
        let title: String
        let words: [String]
        var width: Int { max(words.map(\.utf8.count).max() ?? 0, DisplayWidth.columns(of: title)) }
    }

    let labels: [String]
    let columns: [Column]
    /// The number of rows omitted below.
    let rest: Int

    func markup(width: Int) -> Markup {
        var page = Markup()
        let label = 2 + (labels.map(\.utf8.count).max() ?? 0)
        var left = columns[...]
        while let first = left.first {
            var block = [first]
            left.removeFirst()
            var taken = label + 2 + first.width
            while let next = left.first, taken + 2 + next.width <= width {
                block.append(next)
                taken += 2 + next.width
                left.removeFirst()
            }
            var table = TextTable([.init(), .init()] + block.map { _ in .init("", .right) })
            table.append([Markup(), Markup()] + block.map { Markup($0.title, .heading) })
            for (row, label) in labels.enumerated() {
                table.append([Markup(), Markup(label)] + block.map { Markup($0.words[row], .number) })
            }
            page += table.markup + "\n"
        }
        if rest > 0 { page += "  … \(rest) more\n" }
        return page
    }
}
