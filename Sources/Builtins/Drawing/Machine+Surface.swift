internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors
internal import Training

extension Machine {
    /// `surface`: the loss over two elements of the weights, with all others fixed.
    ///
    /// The model is linear, so its loss over two elements is a quadratic function; the residuals and their
    /// derivatives with respect to the two elements determine it.
    func drawSurface(_ arguments: Arguments) throws(EvaluationError) {
        let (x, given) = (try operand("x", of: arguments), try operand("y", of: arguments))
        let (w, b) = (try operand("w", of: arguments), try operand("b", of: arguments))
        let first = try element("first", of: arguments, w, b)
        let second = try element("second", of: arguments, w, b)
        guard (first.isBias, first.place) != (second.isBias, second.place) else {
            throw arguments.invalid("\(first.name) is on both axes", hint: "name two elements: surface w[0] b")
        }
        let model = UserModel(machine: self)
        if model.forward != nil || model.loss != nil {
            note("surface shows the built-in loss, not that of your own functions")
        }
        let y = target(given, x, w, b, nil)
        let loss = try quadraticLoss(x, y, w, b, first, second)
        guard loss.here.isFinite else {
            throw arguments.invalid(
                "the loss of the present w and b is \(FigureNumber.text(loss.here)), and so it is all around")
        }
        let path = try trainingPath(x, y, w, b).map { (first.value(in: $0), second.value(in: $0)) }
        let present = (first.value, second.value)
        let least = loss.least.map { (present.0 + $0.0, present.1 + $0.1) }
        let (across, up) = ranges(around: present, [least].compactMap(\.self) + path, loss)
        let image = loss.image(across, up, around: present)
        var axes = Axes()
        let extent = Extent(of: image.values, areAboveZero: true)
        _ = axes.show(image, isLogarithmic: !extent.isEmpty && extent.high / extent.low > 20)
        (axes.x.start, axes.x.end, axes.x.label) = (across.lowerBound, across.upperBound, first.name)
        (axes.y.start, axes.y.end, axes.y.label) = (up.lowerBound, up.upperBound, second.name)
        axes.mark(way: path, least: least, here: present)
        try show(Figure(ofCommand: axes), saying: [words(loss, first, second, least, path)], arguments)
    }

    private func words(
        _ loss: QuadraticLoss, _ first: WeightElement, _ second: WeightElement, _ least: (Double, Double)?,
        _ path: [(Double, Double)]
    ) -> String {
        func point(_ point: (Double, Double)) -> String {
            "(\(FigureNumber.text(point.0)), \(FigureNumber.text(point.1)))"
        }
        var words = "loss over \(first.name) and \(second.name): \(FigureNumber.text(loss.here)) here"
        words += " at \(point((first.value, second.value)))"
        if let least {
            words += ", least \(FigureNumber.text(loss.value(at: loss.least ?? (0, 0)))) at \(point(least))"
        } else {
            words += ", the same along a valley"
        }
        if let start = path.first, let mark = workspace.training {
            words += ", [\(mark.cell)] began at \(point(start))"
        }
        return words
    }

    /// The ranges of the axes: all points, with a margin.
    private func ranges(
        around present: (Double, Double), _ points: [(Double, Double)], _ loss: QuadraticLoss
    ) -> (ClosedRange<Double>, ClosedRange<Double>) {
        func range(_ center: Double, _ others: [Double], _ curvature: Double) -> ClosedRange<Double> {
            var extent = Extent()
            extent.include(center)
            for other in others { extent.include(other) }
            // The distance at which the loss has about doubled.
            let reach = (max(loss.here, .leastNormalMagnitude) / max(curvature, .leastNormalMagnitude)).squareRoot()
            let room = max((extent.high - extent.low) * 0.25, min(reach, max(abs(center), 1)) * 0.5, abs(center) * 1e-6)
            return max(extent.low - room, -1e300)...min(extent.high + room, 1e300)
        }
        return (
            range(present.0, points.map(\.0), loss.firstCurvature),
            range(present.1, points.map(\.1), loss.secondCurvature)
        )
    }

    // MARK: - Elements

    /// The element of w or b that an argument names.
    private func element(
        _ parameter: String, of arguments: Arguments, _ w: LearningOperand, _ b: LearningOperand
    ) throws(EvaluationError) -> WeightElement {
        let text = text(of: arguments.argument(parameter)?.range) ?? ""
        let name = String(text.prefix { $0 != "[" && $0 != " " })
        guard name == w.name || name == b.name else {
            throw arguments.invalid(
                "\(text) is no element of \(w.name) or \(b.name)",
                hint: "name two, such as surface \(w.name)[0] \(b.name)")
        }
        let isBias = name != w.name
        let tensor = isBias ? b.tensor : w.tensor
        let rest = text.dropFirst(name.count).filter { $0 != " " }
        let words = rest.split(whereSeparator: { "[],".contains($0) })
        let indices = words.compactMap { Int($0) }
        guard indices.count == words.count, indices.count <= tensor.rank else {
            throw arguments.invalid(
                "\(text) doesn't name one element by whole numbers", hint: "name one, such as \(name)[0]")
        }
        var place = 0
        for (axis, index) in indices.enumerated() {
            let length = tensor.shape[axis]
            guard -length..<length ~= index else {
                throw arguments.invalid("\(text) is outside of \(name) \(tensor.shape)")
            }
            place = place * length + (index < 0 ? index + length : index)
        }
        let left = tensor.shape.dimensions.dropFirst(indices.count).reduce(1, *)
        guard left == 1 else {
            throw arguments.invalid(
                "\(text) has \(left) elements, and an axis shows one",
                hint:
                    "name one, such as \(name)[\(Array(repeating: "0", count: max(tensor.rank, 1)).joined(separator: ", "))]"
            )
        }
        let elements = tensor.asFloat64().elements
        return WeightElement(name: text, isBias: isBias, place: place, value: elements[place])
    }

    // MARK: - The loss

    private func quadraticLoss(
        _ x: LearningOperand, _ y: LearningOperand, _ w: LearningOperand, _ b: LearningOperand,
        _ first: WeightElement, _ second: WeightElement
    ) throws(EvaluationError) -> QuadraticLoss {
        func prediction(_ machine: Machine, _ element: WeightElement?) throws(EvaluationError) -> Tensor {
            let weights = element.map { $0.isBias ? w.tensor : $0.moved(w.tensor) } ?? w.tensor
            let bias = element.map { $0.isBias ? $0.moved(b.tensor) : b.tensor } ?? b.tensor
            return try machine.learning([x, w, b], "surface") { (flags) throws(TensorError) in
                try LinearModel.forward(x.tensor, weights, bias, flags: &flags)
            }
        }
        let here = try prediction(self, nil)
        _ = try loss(
            y,
            LearningOperand(
                parameter: "y_hat", name: "the prediction", isName: false, value: .array(ArrayObject(here)),
                tensor: here))
        let origin = here.asFloat64().elements
        let target = y.tensor.asFloat64().elements
        let (one, two) = (
            try prediction(self, first).asFloat64().elements, try prediction(self, second).asFloat64().elements
        )
        if Interruption.isRequested { throw .interrupted }
        return QuadraticLoss(
            residuals: zip(target, origin).map { $0 - $1 }, first: zip(one, origin).map { $0 - $1 },
            second: zip(two, origin).map { $0 - $1 })
    }

    /// The weights after some of the epochs of the `train` that set the present ones; empty if they have another
    /// origin, or it is unknown.
    private func trainingPath(
        _ x: LearningOperand, _ y: LearningOperand, _ w: LearningOperand, _ b: LearningOperand
    ) throws(EvaluationError) -> [TrainingState] {
        guard let start = workspace.trainingStart, let mark = workspace.training, mark.names == [w.name, b.name] else {
            return []
        }
        var state = TrainingState(x: x.tensor, y: y.tensor, w: start.w, b: start.b)
        var path = [state]
        var (done, next) = (0, 1)
        while done < start.epochs {
            let epochs = min(next, start.epochs) - done
            var schedule = TrainingSchedule(epochs: epochs, reportInterval: 0)
            schedule.method = .auto
            let rate = Tensor(.float64(start.rate))
            let result = try? Training.run(
                schedule, from: &state, fusedRate: start.rate, isInterrupted: { Interruption.isRequested }
            ) { (state) throws(TensorError) in
                var flags: FloatingPointFlags = []
                let prediction = try LinearModel.forward(state.x, state.w, state.b, flags: &flags)
                let loss = try LinearModel.loss(state.y, prediction, flags: &flags)
                (state.w, state.b) = try LinearModel.backward(
                    state.y, prediction, state.w, state.b, state.x, rate: rate, flags: &flags)
                return loss.scalarValue?.doubleValue ?? .nan
            } report: { _, _ in
            }
            if Interruption.isRequested { throw .interrupted }
            guard let result, result.end == .finished else { return [] }
            done += epochs
            next *= 2
            path.append(state)
        }
        // If x, y or the weights have been set again since, the path doesn't lead to the present point.
        let isHere = zip(state.w.asFloat64().elements, w.tensor.asFloat64().elements).allSatisfy {
            abs($0 - $1) <= 1e-6 * max(abs($0), 1)
        }
        return isHere ? path : []
    }
}

/// A single element of the weights or the bias.
private struct WeightElement {
    /// The name that the user gave.
    let name: String
    let isBias: Bool
    /// Its index among the elements in C order.
    let place: Int
    let value: Double

    /// The tensor with this element increased by one.
    func moved(_ tensor: Tensor) -> Tensor {
        var elements = tensor.asFloat64().elements
        elements[place] += 1
        return .float64(NDArray(elements, shape: tensor.shape))
    }

    func value(in state: TrainingState) -> Double { (isBias ? state.b : state.w).asFloat64().elements[place] }
}

/// The loss over steps u and v along two elements: the mean of (r - a u - c v)².
private struct QuadraticLoss {
    let here, firstCurvature, secondCurvature: Double
    private let mixed, firstSlope, secondSlope: Double

    init(residuals: [Double], first: [Double], second: [Double]) {
        let count = Double(max(residuals.count, 1))
        func mean(_ left: [Double], _ right: [Double]) -> Double {
            zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } / count
        }
        here = mean(residuals, residuals)
        firstCurvature = mean(first, first)
        secondCurvature = mean(second, second)
        mixed = mean(first, second)
        firstSlope = mean(residuals, first)
        secondSlope = mean(residuals, second)
    }

    func value(at step: (Double, Double)) -> Double {
        let (one, two) = step
        let linear = -2 * (one * firstSlope + two * secondSlope)
        let square = one * one * firstCurvature + 2 * one * two * mixed + two * two * secondCurvature
        let value = here + linear + square
        // A small remainder of cancelling terms is rounding error.
        return value > 1e-13 * (here + abs(linear) + square) ? value : 0
    }

    /// The step to the minimum; nil if a whole line attains it.
    var least: (Double, Double)? {
        let determinant = firstCurvature * secondCurvature - mixed * mixed
        guard determinant > 1e-12 * firstCurvature * secondCurvature else { return nil }
        let one = (firstSlope * secondCurvature - secondSlope * mixed) / determinant
        let two = (secondSlope * firstCurvature - firstSlope * mixed) / determinant
        return one.isFinite && two.isFinite ? (one, two) : nil
    }

    /// The loss on a grid whose outer rows and columns are at the ends of the ranges.
    func image(
        _ across: ClosedRange<Double>, _ up: ClosedRange<Double>, around present: (Double, Double)
    ) -> Artist.Image {
        let (rows, columns) = (64, 120)
        var values: [Double] = []
        values.reserveCapacity(rows * columns)
        for row in 0..<rows {
            let second = up.upperBound - (up.upperBound - up.lowerBound) * Double(row) / Double(rows - 1)
            for column in 0..<columns {
                let first =
                    across.lowerBound + (across.upperBound - across.lowerBound) * Double(column) / Double(columns - 1)
                values.append(value(at: (first - present.0, second - present.1)))
            }
        }
        var image = Artist.Image(rows: rows, columns: columns, values: values)
        let (wide, high) = (
            (across.upperBound - across.lowerBound) / Double(columns - 1) / 2,
            (up.upperBound - up.lowerBound) / Double(rows - 1) / 2
        )
        (image.left, image.right) = (across.lowerBound - wide, across.upperBound + wide)
        (image.bottom, image.top) = (up.lowerBound - high, up.upperBound + high)
        return image
    }
}

extension Axes {
    /// Marks the path of the training, the minimum and the present point.
    fileprivate mutating func mark(way: [(Double, Double)], least: (Double, Double)?, here: (Double, Double)) {
        var legend = Legend()
        legend.place = "outside upper right"
        func add(_ artist: Artist, _ label: String) {
            artists.append(artist)
            legend.entries.append(.init(artist: artists.count - 1, label: label))
        }
        func mark(_ place: (Double, Double), _ shape: MarkerShape, _ size: Double, _ color: FigureColor) -> Artist {
            var points = Artist.Points(x: [place.0], y: [place.1])
            (points.marker, points.colors, points.sizes) = (shape, [color], [size])
            return .points(points)
        }
        /// With an edge, so that it stands out against any background.
        func addMark(_ place: (Double, Double), _ shape: MarkerShape, _ label: String) {
            artists.append(mark(place, .circle, 90, .rgb(1, 1, 1)))
            add(mark(place, shape, 45, .cycle(1)), label)
        }
        if !way.isEmpty {
            var line = Artist.Line(x: way.map(\.0), y: way.map(\.1))
            (line.color, line.marker, line.markerSize, line.width) = (.cycle(1), .circle, 5, 1.2)
            add(.line(line), "the way")
        }
        if let least { addMark(least, .cross, "least") }
        addMark(here, .hexagon, "here")
        self.legend = legend
    }
}
