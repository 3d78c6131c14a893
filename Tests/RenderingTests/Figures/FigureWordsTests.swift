import Rendering
import Testing

/// What figures say of themselves.
@Suite("Figures in words") struct FigureWordsTests {
    static let cases: [(y: [Double], x: [Double]?, place: String, isLogarithmic: Bool, words: String)] = [
        (
            (0..<2000).map { 0.5 / Double($0 + 1) }, (0..<2000).map { Double($0 + 1) }, "epoch", false,
            "losses: 2000 values, 0.5 to 0.00025, falling all the way, 90 % of the fall by epoch 10"
        ),
        ([0, 1, 2], nil, "index", false, "v: 3 values, 0 to 2, rising all the way"),
        ([2], nil, "index", false, "v: 1 value, 2"),
        ([2, 2, 2], nil, "index", false, "v: 3 values, all 2"),
        ([1, 3, 0, 2], nil, "index", false, "v: 4 values, 1 to 2, least 0 at index 2, greatest 3 at 1"),
        (
            [1, .nan, .infinity, 2], nil, "index", false,
            "v: 4 values, 1 to 2, rising all the way, 1 nan and 1 inf left out"
        ),
        (
            [.nan, .nan], nil, "index", false,
            "v: 2 values, none of them finite: nothing to draw, 2 nan left out"
        ),
        (
            [100, 0, -1, 10], nil, "index", true,
            "v: 4 values, 100 to 10, falling all the way, 2 not above zero left out"
        ),
        (
            (0..<20).map { $0 < 19 ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude }, nil, "index",
            false, "v: 20 values, -1.8e+308 to 1.8e+308, rising all the way, 90 % of the rise by index 19"
        ),
        (
            [1, 2, 3], [0, 1, 2.5], "x", false,
            "y over x: 3 values, x 0 to 2.5, from 1 to 3, rising all the way"
        ),
    ]

    @Test("say what there is to see", arguments: cases.indices) func line(index: Int) {
        let (y, x, place, isLogarithmic, words) = Self.cases[index]
        var line = Artist.Line(x: x ?? y.indices.map(Double.init), y: y)
        let isCounted = place != "x"
        line.label = String(words.prefix { $0 != ":" && $0 != " " })
        #expect(
            FigureWords.sentence(of: line, place: place, isCounted: isCounted, isLogarithmic: isLogarithmic) == words)
    }

    @Test("points, a fit, bars, a matrix") func others() {
        var points = Artist.Line(x: [2, 0, 1, .nan], y: [4, 0, 2, 1])
        points.label = "y"
        #expect(
            FigureWords.sentence(ofPoints: points, place: "x")
                == "y over x: 4 points, x 0 to 2, y 0 to 4, correlation 1, 1 nan left out")
        var gaps = Artist.Line(x: [1, .nan, 3, 5, 2, .infinity], y: [3, 4, .nan, 1, 2, 9])
        gaps.label = "y"
        #expect(
            FigureWords.sentence(ofPoints: gaps, place: "x")
                == "y over x: 6 points, x 1 to 5, y 1 to 3, correlation -0.961, 2 nan and 1 inf left out")
        #expect(
            FigureWords.sentence(ofFit: [1, 2, 3], named: "y_hat", to: [1, 2, 6])
                == "y_hat is 1.73 away (root mean square)")
        #expect(
            FigureWords.sentence(ofBars: [3, 1], edges: [0, 1, 2], named: "x", missing: 2)
                == "x: 4 values in 2 bins from 0 to 2, most (3) from 0 to 1, 2 left out")
        #expect(
            FigureWords.sentence(of: Artist.Image(rows: 2, columns: 2, values: [1, 5, .nan, -2]), named: "w")
                == "w: (2, 2), -2 at [1, 1] to 5 at [0, 1], 1 nan left out")
    }
}
