internal import Interpreter
internal import Kernels
internal import Platform
internal import Rendering
internal import Tensors

/// The statistics of some numbers, nan left out of all but the counts.
struct Statistics: Sendable {
    let count: Int
    let nans: Int
    let infinities: Int
    let zeros: Int
    /// The least and the greatest; nil where there is nothing but nan. A whole number of an int64 tensor stays whole.
    let extremes: (low: Scalar, high: Scalar)?
    /// The quartiles, as `np.percentile` interpolates them.
    let quartiles: [Double]
    let mean: Double
    /// The standard deviation: the root of the mean square deviation (`ddof=0`).
    let deviation: Double

    /// Takes all elements of a tensor.
    init(_ tensor: Tensor) throws(TensorError) {
        let numbers = tensor.asFloat64()
        var (nans, infinities, zeros) = (0, 0, 0)
        numbers.forEach { number in
            if number.isNaN {
                nans += 1
            } else if number.isInfinite {
                infinities += 1
            } else if number == 0 {
                zeros += 1
            }
        }
        (count, self.nans, self.infinities, self.zeros) = (tensor.count, nans, infinities, zeros)
        // Where nothing is left out, the tensor is reduced as it lies, since NumPy's order of additions goes by that.
        var kept = Tensor.float64(numbers)
        if nans > 0 {
            let others = numbers.elements.polled().filter { !$0.isNaN }
            kept = .float64(NDArray(others, shape: [others.count]))
        }
        guard kept.count > 0 else {
            (extremes, quartiles, mean, deviation) = (nil, [], .nan, .nan)
            return
        }
        let source = nans == 0 ? tensor : kept
        extremes = (try source.minimum().element(atFlatIndex: 0), try source.maximum().element(atFlatIndex: 0))
        quartiles = try kept.percentiles(.float64(NDArray([25, 50, 75], shape: [3]))).asFloat64().elements
        var flags = FloatingPointFlags()
        mean = try source.mean(flags: &flags).element(atFlatIndex: 0).doubleValue
        deviation = try source.standardDeviation(flags: &flags).element(atFlatIndex: 0).doubleValue
    }
}

/// The table that `stats` shows: a column for each tensor, or for each line of one along an axis.
enum StatisticsTable {
    /// Up to so many columns are shown whole; of more, `edge` at each end.
    private static let (most, edge) = (12, 4)

    private static let titles = [
        "count", "nan", "inf", "zeros", "min", "25%", "median", "75%", "max", "mean", "std (ddof 0)",
    ]

    /// The table of some columns, in blocks that fit a width.
    static func markup(_ columns: [(title: String, statistics: Statistics?)], width: Int) -> Markup {
        var page = Markup()
        var rest = columns[...]
        while !rest.isEmpty {
            var block: [(title: String, words: [String])] = []
            var taken = titles.map(\.count).max() ?? 0
            while let next = rest.first {
                let words = next.statistics.map(words) ?? titles.map { _ in "…" }
                let own = max(words.map(\.count).max() ?? 0, DisplayWidth.columns(of: next.title))
                if !block.isEmpty, taken + 2 + own > width { break }
                taken += 2 + own
                block.append((next.title, words))
                rest = rest.dropFirst()
            }
            if !page.isEmpty { page += "\n" }
            page += table(of: block) + "\n"
        }
        if columns.contains(where: { ($0.statistics?.nans ?? 0) > 0 }) {
            page += "nan are counted, and left out of min to std\n"
        }
        return page
    }

    private static func table(of block: [(title: String, words: [String])]) -> Markup {
        var table = TextTable([.init()] + block.map { _ in .init("", .right) })
        table.append([Markup()] + block.map { Markup($0.title, .name) })
        for (row, title) in titles.enumerated() {
            table.append([Markup(title, .heading)] + block.map { Markup($0.words[row], .number) })
        }
        return table.markup
    }

    /// The words of one column, points below each other, blanks behind them.
    private static func words(of statistics: Statistics) -> [String] {
        var words = [statistics.count, statistics.nans, statistics.infinities, statistics.zeros].map(String.init)
        if let extremes = statistics.extremes {
            words.append(text(of: extremes.low))
            words += statistics.quartiles.map(number)
            words += [text(of: extremes.high), number(statistics.mean), number(statistics.deviation)]
        } else {
            words += titles.dropFirst(4).map { _ in "-" }
        }
        let behind = words.map { word in word.firstIndex(of: ".").map { word[$0...].count } ?? 0 }
        let widest = behind.max() ?? 0
        // A no-break space would be seen in a record; the last column's blanks don't count there.
        return zip(words, behind).map { $0 + String(repeating: " ", count: widest - $1) }
    }

    private static func text(of scalar: Scalar) -> String {
        if case .float64(let value) = scalar { number(value) } else { NumPyText.scalar(scalar) }
    }

    private static func number(_ value: Double) -> String { NumPyText.element(value) }

    // MARK: - Columns

    /// The columns of a tensor: all its elements, or a column for each line along an axis; of a matrix whose columns have
    /// names, a column for each of those.
    static func columns(
        of tensor: Tensor, named name: String, axis: Int?, _ names: ColumnNames? = nil
    ) throws(TensorError) -> [(title: String, statistics: Statistics?)] {
        guard let axis = axis ?? (names == nil ? nil : 0) else { return [(name, try Statistics(tensor))] }
        let place = try tensor.shape.normalizedAxis(axis)
        let others = tensor.shape.dimensions.indices.filter { $0 != place }
        let outer = Shape(others.map { tensor.shape[$0] })
        guard !others.isEmpty else { return [(name, try Statistics(tensor))] }
        var columns: [(title: String, statistics: Statistics?)] = []
        for number in ValueView.shown(outer.count, most: most, edge: edge) {
            guard let number else {
                columns.append(("…", nil))
                continue
            }
            var indices = [TensorIndex](repeating: .all, count: tensor.rank)
            var words = [String](repeating: ":", count: tensor.rank)
            for (other, index) in zip(others, outer.indices(ofFlat: number)) {
                indices[other] = .integer(index)
                words[other] = String(index)
            }
            let title =
                place == 0 && names != nil && tensor.rank == 2
                ? names?.names[number] ?? name : "\(name)[\(words.joined(separator: ", "))]"
            columns.append((title, try Statistics(try tensor.indexed(by: indices))))
        }
        return columns
    }
}
