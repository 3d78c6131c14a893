extension HiddenState {
    /// What it is, in a line.
    public var text: String {
        switch self {
        case .missing(let counts, let cell):
            counts.count == 1
                ? "In [\(counts.lowerBound)] is missing: something ran before \(cell.text) that is gone, or ran again later"
                : "In [\(counts.lowerBound)] to In [\(counts.upperBound)] are missing before \(cell.text): "
                    + "they are gone, or ran again later"
        case .outOfOrder(let cell, let above): "\(cell.text) ran before \(above.text), which stands above it"
        case .twice(let count, let first, let second):
            "two cells ran as In [\(count)], cell \(first.position) and cell \(second.position): in different kernels"
        case .notRun(let cell): "\(cell.text) has not run"
        }
    }
}
