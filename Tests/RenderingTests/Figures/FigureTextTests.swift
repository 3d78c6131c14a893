import Platform
import Testing

@testable import Rendering

/// Drawings of known curves, read back dot by dot.
@Suite("Figures have dots where they should be") struct FigureTextTests {
    @Test("a constant is one level line") func constant() {
        for value: Double in [0.0, 3, -1e-300, 1e300, .leastNonzeroMagnitude, -Double.greatestFiniteMagnitude] {
            let drawing = ReadDrawing(.line([Double](repeating: value, count: 50)))
            #expect(Set(drawing.dots.map(\.y)).count == 1, "\(value)")
            #expect(Set(drawing.dots.map(\.x)) == Set(0..<drawing.width), "\(value)")
        }
        let middle = ReadDrawing(.line([3, 3, 3]))
        #expect(abs((middle.dots.first?.y ?? 0) * 2 - middle.height) <= 2)
    }

    @Test("one point is one dot", arguments: [0.0, 7, -2.5, 1e300]) func onePoint(value: Double) {
        #expect(ReadDrawing(.line([value])).dots.count == 1)
        #expect(ReadDrawing(.points([4], [value])).dots.count == 4, "a dot that can be seen from afar")
    }

    @Test("a straight line goes from corner to corner") func straight() {
        for count in [2, 10, 1000, 100_000] {
            let drawing = ReadDrawing(.line((0..<count).map(Double.init)))
            #expect(drawing.dots.contains(.init(x: 0, y: 0)), "\(count)")
            #expect(drawing.dots.contains(.init(x: drawing.width - 1, y: drawing.height - 1)), "\(count)")
            for x in 0..<drawing.width {
                let expected = Double(x) * Double(drawing.height - 1) / Double(drawing.width - 1)
                for y in drawing.column(x) { #expect(abs(Double(y) - expected) <= 1.01, "\(count): \(x) \(y)") }
                #expect(!drawing.column(x).isEmpty)
            }
        }
    }

    @Test("a parabola, few or many values, with or without places", arguments: [61, 40_001]) func parabola(count: Int) {
        let x = (0..<count).map { Double($0) / Double(count - 1) * 4 - 2 }
        for plot in [Figure.curve(x, x.map { $0 * $0 }), .line(x.map { $0 * $0 })] {
            let drawing = ReadDrawing(plot)
            for column in 0..<drawing.width {
                // Between the values at the edges of the column, a dot more at most.
                func height(_ place: Double) -> Double {
                    let x = place / Double(drawing.width - 1) * 4 - 2
                    return min(x * x, 4) / 4 * Double(drawing.height - 1)
                }
                let (left, right) = (height(Double(column) - 1), height(Double(column) + 1))
                let rows = drawing.column(column)
                #expect(!rows.isEmpty)
                let least = min(left, right, height(Double(column)))
                for row in rows {
                    #expect(Double(row) >= least - 1.01 && Double(row) <= max(left, right) + 1.01)
                }
            }
        }
    }

    @Test("nan and inf are gaps", arguments: [Double.nan, .infinity, -.infinity]) func gaps(value: Double) {
        var few = (0..<30).map(Double.init)
        for place in 10..<20 { few[place] = value }
        var many = (0..<30_000).map(Double.init)
        for place in 10_000..<20_000 { many[place] = value }
        for values in [few, many] {
            let drawing = ReadDrawing(.line(values))
            let last = drawing.width - 1
            #expect(!drawing.column(0).isEmpty && !drawing.column(last).isEmpty)
            for x in last * 10 / 29 - 2...last * 19 / 29 + 2 where x > last * 9 / 29 + 3 && x < last * 20 / 29 - 3 {
                #expect(drawing.column(x).isEmpty, "\(x)")
            }
        }
    }

    @Test("the widest ranges don't overflow") func wide() {
        let most = Double.greatestFiniteMagnitude
        for bound in [1e300, most] {
            let values = (0...200).map { (Double($0) / 100 - 1) * bound }
            for plot in [Figure.line(values), .curve(values, values), .points(values, values)] {
                let drawing = ReadDrawing(plot)
                #expect(drawing.dots.contains(.init(x: 0, y: 0)))
                #expect(drawing.dots.contains(.init(x: drawing.width - 1, y: drawing.height - 1)))
                #expect(drawing.rowLabels.values.contains("0"))
                #expect(drawing.lines.allSatisfy { !$0.contains("inf") && !$0.contains("nan") })
            }
        }
        let tiny = ReadDrawing(.line([.leastNonzeroMagnitude, 1e-308, 2e-308]))
        #expect(!tiny.dots.isEmpty)
    }

    @Test("equal decades are equally far on a logarithmic axis") func logarithmic() {
        let drawing = ReadDrawing(.line((0..<5).map { [1e-2, 1e-1, 1, 10, 100][$0] }, isLogarithmic: true))
        for x in 0..<drawing.width {
            let expected = Double(x) * Double(drawing.height - 1) / Double(drawing.width - 1)
            for y in drawing.column(x) { #expect(abs(Double(y) - expected) <= 1.01) }
        }
        #expect(Set(drawing.rowLabels.values).isSubset(of: ["0.01", "0.1", "1", "10", "100"]))
        let gap = ReadDrawing(.line([1, 10, 0, -5, 100, 1000], isLogarithmic: true))
        #expect(gap.column(gap.width * 2 / 5).isEmpty)
        #expect(ReadDrawing(.line([0, -1], isLogarithmic: true)).dots.isEmpty)
    }

    @Test("points stand alone where they are: few as letters, many as dots") func points() {
        let (x, y): ([Double], [Double]) = ([3, 0, 1], [0, 2, 1])
        let letters = ReadDrawing(.points(x, y, .circle))
        let (right, top) = (letters.width - 1, letters.height - 1)
        for (x, y) in zip(x, y) {
            let column = Int((x / 3 * Double(right)).rounded()) / 2
            let row = letters.cells.count - 1 - Int((y / 2 * Double(top)).rounded()) / 4
            #expect(letters.cells[row][column] == "●")
        }
        #expect(letters.cells.joined().count { $0 == "●" } == 3)
        let many = (0..<2000).map { Double($0 % 50) }
        let dots = ReadDrawing(.points(many + [1000], many + [1000], .circle))
        #expect(
            dots.cells.joined().allSatisfy { $0 != "●" }
                && dots.dots.contains(.init(x: dots.width - 1, y: dots.height - 1)))
        #expect(dots.dots.count < 40)
    }

    @Test("a peak of one value among very many is drawn") func peak() {
        var values = [Double](repeating: 0, count: 200_000)
        values[123_456] = 1
        let drawing = ReadDrawing(.line(values))
        let column = Int((123_456.0 / 199_999 * Double(drawing.width - 1)).rounded())
        #expect(drawing.column(column) == Array(0..<drawing.height))
        #expect(drawing.dots.count == drawing.width + drawing.height - 1)
    }

    @Test("bars stand on the axis, as high as they count") func bars() {
        let drawing = ReadDrawing(.bars([1, 0, 4, 2], edges: [0, 1, 2, 3, 4]))
        for (bar, height) in [1, 0, 4, 2].enumerated() {
            let middle = (2 * bar + 1) * drawing.width / 8
            let top = Int((Double(height) / 4 * Double(drawing.height - 1)).rounded())
            #expect(drawing.column(middle) == (height == 0 ? [] : Array(0...top)), "\(bar)")
        }
    }

    @Test("ASCII stands for Braille with a letter each") func ascii() {
        var axes = Axes()
        for (index, y) in [[0.0, 1], [1, 0]].enumerated() {
            var line = Artist.Line(x: [0, 1], y: y)
            line.color = .cycle(index)
            axes.artists.append(.line(line))
        }
        var legend = Legend()
        legend.entries = [.init(artist: 0, label: "a"), .init(artist: 1, label: "β")]
        axes.legend = legend
        let figure = Figure([axes])
        let size = FigureSize(columns: 50, rows: 15, isASCII: true)
        let text = FigureText.markup(of: figure, size: size).plain
        #expect(text.hasPrefix("* a   o ?\n"))
        let drawing = ReadDrawing(figure, isASCII: true)
        for x in 0..<drawing.width { #expect(!drawing.column(x).isEmpty) }
        for figure in FigureKind.allCases.map(\.figure) {
            for hasColor in [false, true] {
                let size = FigureSize(columns: 50, rows: 15, isASCII: true, hasColor: hasColor)
                #expect(FigureText.markup(of: figure, size: size).plain.allSatisfy { $0.isASCII })
            }
        }
    }

    @Test("solid lines are told apart by dashes where there are no colours, and by styles where there are")
    func series() {
        let lines = (0..<3).map { index in
            var line = Artist.Line(x: [0, 1, 2], y: Array(repeating: Double(index), count: 3))
            line.color = .cycle(index)
            return Artist.line(line)
        }
        let figure = Figure.of(lines, x: [0, 2], y: [0, 2])
        let markup = FigureText.markup(of: figure, size: .init(columns: 60, rows: 20))
        let styles = Set(markup.spans.map(\.style))
        #expect(styles.isSuperset(of: [.firstSeries, .secondSeries, .thirdSeries, .axis]))
        func counts(hasColor: Bool) -> [Int] {
            let drawing = ReadDrawing(figure, hasColor: hasColor)
            return [0, drawing.height / 2, drawing.height - 1].map { y in
                drawing.dots.count { abs($0.y - y) <= 1 }
            }
        }
        let (plain, coloured) = (counts(hasColor: false), counts(hasColor: true))
        #expect(plain[0] == coloured[0] && plain[1] < plain[0] && plain[2] < plain[1] && plain[2] > 0)
        #expect(Set(coloured).count == 1)
    }

    @Test("an image has its least and greatest number where they stand, and missing ones marked") func field() {
        let drawing = ReadDrawing(.image([0, 1, 2, 3, 4, .nan], rows: 2, columns: 3), columns: 40, rows: 14)
        #expect(drawing.cells[0][0] == "░")
        #expect(drawing.cells[drawing.cells.count - 1].last == "×")
        let row = drawing.cells[drawing.cells.count - 1]
        #expect(row[row.count / 2] == "█")
        #expect(drawing.lines[0].hasPrefix("0 ") && drawing.lines[0].contains(" 4 "))
        #expect(drawing.lines[0].contains("× not finite"))
    }

    @Test("with colours an image has two cells above each other in one letter") func halves() {
        let figure = Figure.image([0, 1, 2, 3], rows: 4, columns: 1)
        let markup = FigureText.markup(of: figure, size: .init(columns: 12, rows: 5, hasColor: true))
        let colors = [0.0, 1, 2, 3].map { ColorMap.viridis.rgb(at: $0 / 3).terminalColor }
        let cells = markup.spans.filter { $0.text.hasPrefix("▀") }.map(\.style)
        #expect(
            cells == [.cell(front: colors[0], back: colors[1]), .cell(front: colors[2], back: colors[3])])
        // Three rows of cells in two rows of letters, the last with nothing below.
        let odd = FigureText.markup(
            of: .image([0, 1, 2], rows: 3, columns: 1), size: .init(columns: 12, rows: 5, hasColor: true))
        let last = odd.spans.last { $0.text.hasPrefix("▀") }
        #expect(last?.style == .cell(front: ColorMap.viridis.rgb(at: 1).terminalColor, back: nil))
        #expect(odd.rendered(with: .none) == odd.plain && odd.rendered(with: .standard).contains("48;5;"))
    }

    @Test("what lies outside of the axes is cut off, and lines go on to their edge") func clipping() {
        var figure = Figure.curve([-10, 10], [-10, 10])
        (figure.axes[0].x.start, figure.axes[0].x.end) = (0, 1)
        (figure.axes[0].y.start, figure.axes[0].y.end) = (0, 1)
        let drawing = ReadDrawing(figure)
        #expect(drawing.dots.contains(.init(x: 0, y: 0)))
        #expect(drawing.dots.contains(.init(x: drawing.width - 1, y: drawing.height - 1)))
        #expect(drawing.dots.count >= drawing.height)
        (figure.axes[0].x.start, figure.axes[0].x.end) = (1, 0)
        let turned = ReadDrawing(figure)
        #expect(turned.dots.contains(.init(x: turned.width - 1, y: 0)))
        #expect(turned.dots.contains(.init(x: 0, y: turned.height - 1)))
    }

    @Test("axes stand side by side where they have room, else below each other") func grid() {
        var all: [Axes] = []
        for index in 0..<2 {
            var axes = Figure.line([0, 1]).axes[0]
            axes.title = "number \(index)"
            axes.place = .init(rowCount: 1, columnCount: 2, rows: 0..<1, columns: index..<index + 1)
            all.append(axes)
        }
        func lines(_ columns: Int) -> [Substring] {
            let size = FigureSize(columns: columns, rows: 14)
            return FigureText.markup(of: Figure(all), size: size).plain.split(separator: "\n")
        }
        #expect(lines(79).contains { $0.contains("number 0") && $0.contains("number 1") })
        #expect(lines(79).count == 14)
        #expect(!lines(39).contains { $0.contains("number 0") && $0.contains("number 1") })
        #expect(lines(39).count { $0.contains("number") } == 2)
    }

    @Test("labels of ticks that are given are cut where they would touch") func givenTicks() {
        var figure = Figure.bars([1, 2, 3], edges: [0, 1, 2, 3])
        figure.axes[0].x.ticks = ["apples and pears", "plums", "cherries from the garden"].enumerated().map {
            .init(Double($0.offset) + 0.5, $0.element)
        }
        let wide = FigureText.markup(of: figure, size: .init(columns: 90, rows: 12)).plain
        #expect(wide.contains("apples and pears") && wide.contains("cherries from the garden"))
        let narrow = FigureText.markup(of: figure, size: .init(columns: 34, rows: 12)).plain
        #expect(narrow.contains("apples") && narrow.contains("…") && narrow.contains("plums"))
        let tiny = FigureText.markup(of: figure, size: .init(columns: 12, rows: 12)).plain
        #expect(tiny.split(separator: "\n").allSatisfy { $0.count <= 12 })
    }

    @Test(
        "a drawing fits its size, however small",
        arguments: [(79, 20), (39, 11), (199, 46), (20, 5), (9, 3), (3, 3), (1, 1)])
    func sizes(columns: Int, rows: Int) {
        for kind in FigureKind.allCases {
            for (isASCII, hasColor) in [(false, false), (true, false), (false, true)] {
                let size = FigureSize(columns: columns, rows: rows, isASCII: isASCII, hasColor: hasColor)
                let lines = FigureText.markup(of: kind.figure, size: size).plain.split(separator: "\n")
                for line in lines {
                    #expect(DisplayWidth.columns(of: String(line)) <= max(columns, 2), "\(kind) \(line)")
                }
                let count = kind.isGrid ? 4 * max(rows, 11) : max(rows, 6)
                #expect(lines.count <= count, "\(kind) \(lines.count)")
            }
        }
    }

    @Test("random figures never stop it, and stay in their columns") func random() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let figure = RandomFigure.make(using: &generator)
            let size = FigureSize(
                columns: Int.random(in: 1...90, using: &generator), rows: Int.random(in: 1...30, using: &generator),
                isASCII: Bool.random(using: &generator), hasColor: Bool.random(using: &generator))
            let lines = FigureText.markup(of: figure, size: size).plain.split(separator: "\n")
            for line in lines {
                #expect(DisplayWidth.columns(of: String(line)) <= max(size.columns, 2), "\(size) \(line)")
            }
        }
    }
}

@Suite("Small curves") struct SparklineTests {
    @Test("fall from the left to the right") func falls() {
        let text = Sparkline.text(of: [3, 0], columns: 3)
        #expect(text.count == 3)
        #expect(text.first.map { "⠁⠉⠑⠙".contains($0) } == true && text.last.map { "⢀⡀⣀⢄⣠".contains($0) } == true)
    }

    @Test("of nothing, one value or nan are empty") func empty() {
        for values in [[], [1], [.nan, .nan], [.nan, 2]] as [[Double]] {
            #expect(Sparkline.text(of: values, columns: 10) == "")
        }
        #expect(Sparkline.text(of: [1, 2], columns: 0) == "")
        #expect(Sparkline.text(of: [1, .infinity, 2], columns: 5).count == 5)
    }
}
