internal import Interpreter
internal import Rendering

extension SessionComparison {
    /// The summary line.
    public var summary: String {
        let files = "\(paths.first) \(paths.second)"
        return isSame
            ? "same \(files)  \(Words.count(sameCells, "cell")), \(Words.count(names, "name"))"
            : "different \(files)  after \(Words.count(sameCells, "cell")) that \(sameCells == 1 ? "is" : "are") the same"
    }

    /// The lines below it; none for failures, which have their own diagnostics.
    public var details: [String] {
        var lines: [String] = []
        switch end {
        case nil, .failed: break
        case .longer(let path, let cell): lines.append("only \(path) goes on, with \(Self.place(of: cell, in: path))")
        case .parted(let cell, let otherCell, let differences):
            let places = "\(Self.place(of: cell, in: paths.first)) and \(Self.place(of: otherCell, in: paths.second))"
            lines.append("\(places) part:")
            let shown = differences.count == Self.shownDifferences + 1 ? differences.count : Self.shownDifferences
            lines += differences.prefix(shown).flatMap { text(of: $0) }.map { "  " + $0 }
            if differences.count > shown { lines.append("  and \(differences.count - shown) more") }
        }
        if !isSame {
            lines += unseeded.map {
                "\($0.path):\($0.line): In [\($0.cell)] draws random numbers without a seed, others in every run; "
                    + "`--seed 0` gives both sessions one"
            }
        }
        return lines
    }

    private static let shownDifferences = 10

    private static func place(of cell: SessionCell, in path: String) -> String {
        "\(path):\(cell.cell.location?.line ?? 1) In [\(cell.cell.number)]"
    }

    private func text(of difference: Difference) -> [String] {
        switch difference {
        case .value(let name, let parting): return ["\(name)\(parting.text)"]
        case .onlyInFirst(let name): return ["\(name) is only in \(paths.first)"]
        case .onlyInSecond(let name): return ["\(name) is only in \(paths.second)"]
        case .randomState: return ["the random states differ"]
        case .error(let first, let second):
            return [
                "fails with \(first ?? "nothing") in \(paths.first), with \(second ?? "nothing") in \(paths.second)"
            ]
        case .output(let statement, let difference):
            var place = statement.map { difference.place(in: $0) } ?? "the output"
            if let number = difference.number {
                place += " prints \(number.recorded) and \(number.now)"
                if number.distance > 0, number.distance.isFinite { place += ": \(number.distanceText)" }
            } else {
                place += " prints something else"
            }
            return [place] + difference.diff.map { "  " + $0 }
        }
    }
}

extension ValueDifference {
    /// The text after the name: `[3, 0] is 0.25 and 0.5: |Δ| 0.25, 3 ulps; 5 of 10 elements differ`.
    var text: String {
        var text = "\(place) is \(first) and \(second)"
        if let distance { text += ": \(NumberDifference.text(distance: distance, ulps: ulps))" }
        if let counts { text += "; \(counts.different) of \(Words.count(counts.all, "element")) differ" }
        return text
    }
}
