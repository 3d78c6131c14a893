import Platform
import Testing

@testable import Rendering

/// Drawings of known curves, read back dot by dot.
@Suite("Plots have dots where they should be") struct PlotTextTests {
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
        #expect(ReadDrawing(.curve([4], [value], .points)).dots.count == 1)
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
        for plot in [Plot.curve(x, x.map { $0 * $0 }), .line(x.map { $0 * $0 })] {
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
            for plot in [Plot.line(values), .curve(values, values), .curve(values, values, .points)] {
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
        #expect(PlotText.markup(of: .line([0, -1], isLogarithmic: true), size: .init(columns: 40, rows: 10)).isEmpty)
    }

    @Test("points stand alone where they are") func points() {
        let drawing = ReadDrawing(.curve([3, 0, 1], [0, 2, 1], .points))
        let (right, top) = (drawing.width - 1, drawing.height - 1)
        #expect(
            drawing.dots == [
                .init(x: right, y: 0), .init(x: 0, y: top),
                .init(x: Int((Double(right) / 3).rounded()), y: Int((Double(top) / 2).rounded())),
            ])
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
        let plot = Plot(.bars(.init(edges: [0, 1, 2, 3, 4], heights: [1, 0, 4, 2])))
        let drawing = ReadDrawing(plot)
        for (bar, height) in [1, 0, 4, 2].enumerated() {
            let middle = (2 * bar + 1) * drawing.width / 8
            let top = Int((Double(height) / 4 * Double(drawing.height - 1)).rounded())
            #expect(drawing.column(middle) == (height == 0 ? [] : Array(0...top)), "\(bar)")
        }
    }

    @Test("ASCII stands for Braille with a letter each") func ascii() {
        let plot = Plot(.curves([.init("a", y: [0, 1]), .init("b", y: [1, 0])]), xLabel: "index")
        let text = PlotText.markup(of: plot, size: .init(columns: 50, rows: 15, isASCII: true)).plain
        #expect(text.allSatisfy { $0.isASCII })
        #expect(text.hasPrefix("* a   o b\n"))
        let drawing = ReadDrawing(plot, isASCII: true)
        for x in 0..<drawing.width { #expect(!drawing.column(x).isEmpty) }
        let field = Plot(.field(.init([1, 2, .nan, 4], rows: 2, columns: 2)))
        #expect(
            PlotText.markup(of: field, size: .init(columns: 50, rows: 15, isASCII: true)).plain.allSatisfy {
                $0.isASCII
            })
        let bars = Plot(.bars(.init(edges: [0, 1, 2], heights: [3, 1])))
        #expect(
            PlotText.markup(of: bars, size: .init(columns: 50, rows: 15, isASCII: true)).plain.allSatisfy { $0.isASCII }
        )
    }

    @Test("series have styles, dashes and a legend of their own") func series() {
        let level = (0..<3).map { Plot.Series("s\($0)", y: [Double($0), Double($0)]) }
        let markup = PlotText.markup(of: Plot(.curves(level)), size: .init(columns: 60, rows: 20))
        let styles = Set(markup.spans.map(\.style))
        #expect(styles.isSuperset(of: [.firstSeries, .secondSeries, .thirdSeries, .axis]))
        let drawing = ReadDrawing(Plot(.curves(level)))
        let counts = [0, drawing.height / 2, drawing.height - 1].map { y in
            drawing.dots.filter { abs($0.y - y) <= 1 }.count
        }
        #expect(counts[0] == drawing.width && counts[1] < counts[0] && counts[2] < counts[1] && counts[2] > 0)
        #expect(drawing.lines[0].contains(" s0") && drawing.lines[0].contains(" s2"))
    }

    @Test("a field has its least and greatest number where they stand, and missing ones marked") func field() {
        let values: [Double] = [0, 1, 2, 3, 4, .nan]
        let drawing = ReadDrawing(Plot(.field(.init(values, rows: 2, columns: 3))), columns: 40, rows: 14)
        #expect(drawing.cells[0][0] == "░")
        #expect(drawing.cells[drawing.cells.count - 1].last == "×")
        let row = drawing.cells[drawing.cells.count - 1]
        #expect(row[row.count / 2] == "█")
        #expect(drawing.lines[0].hasPrefix("0 ") && drawing.lines[0].contains(" 4 "))
        #expect(drawing.lines[0].contains("× not finite"))
    }

    @Test(
        "a drawing fits its size, however small",
        arguments: [(79, 20), (39, 11), (199, 46), (20, 5), (9, 3), (3, 3), (1, 1)])
    func sizes(columns: Int, rows: Int) {
        let values = (0..<500).map { Double($0 * $0) * 1e7 }
        var field = Plot.Field(Array(values.prefix(400)), rows: 20, columns: 20, x: -1e-5...1e-5, y: 0...1)
        field.marks = [.init(x: 0, y: 0.5, kind: .present)]
        let plots = [
            Plot(.curves([.init("one", y: values), .init("another", y: values)]), xLabel: "index", yLabel: "loss"),
            Plot(.field(field), xLabel: "w", yLabel: "b"), Plot(.field(.init(values, rows: 50, columns: 10))),
            Plot(.bars(.init(edges: (0...500).map(Double.init), heights: values)), yLabel: "count"),
        ]
        for plot in plots {
            for isASCII in [false, true] {
                let text = PlotText.markup(of: plot, size: .init(columns: columns, rows: rows, isASCII: isASCII)).plain
                let lines = text.split(separator: "\n")
                for line in lines { #expect(DisplayWidth.columns(of: String(line)) <= max(columns, 2), "\(line)") }
                #expect(lines.count <= max(rows, 6), "\(lines.count)")
            }
        }
    }

    @Test("random values never stop it") func random() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<400 {
            let count = Int.random(in: 1...60, using: &generator)
            let y = (0..<count).map { _ in Double(bitPattern: generator.next()) }
            let x = (0..<count).map { _ in Double(bitPattern: generator.next()) }
            let isLogarithmic = Bool.random(using: &generator)
            let size = PlotSize(
                columns: Int.random(in: 1...90, using: &generator), rows: Int.random(in: 1...30, using: &generator),
                isASCII: Bool.random(using: &generator))
            for mark in [Plot.Series.Mark.line, .points] {
                var plot = Plot.curve(x, y, mark)
                plot.isLogarithmic = isLogarithmic
                let hasAny = y.contains { $0.isFinite && (!isLogarithmic || $0 > 0) } && x.contains { $0.isFinite }
                #expect(PlotText.markup(of: plot, size: size).isEmpty == !hasAny)
            }
            let field = Plot(.field(.init(y, rows: 1, columns: count)), isLogarithmic: isLogarithmic)
            #expect(
                PlotText.markup(of: field, size: size).isEmpty
                    == !y.contains { $0.isFinite && (!isLogarithmic || $0 > 0) })
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
