import Foundation
import Rendering
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// SVG files, read by an XML parser.
@Suite("SVG pictures") struct FigureSVGTests {
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String])] = []
        var text = ""
        /// The words of each text, in order.
        var words: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements.append((name, attributes))
            if name == "text" { words.append("") }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            text += string
            if elements.last?.name == "text", !string.hasPrefix("\n") { words[words.count - 1] += string }
        }

        /// The paths of a class.
        func paths(_ name: String) -> [String] {
            elements.filter {
                $0.name == "path" && $0.attributes["class"]?.split(separator: " ").contains(Substring(name)) == true
            }
            .compactMap { $0.attributes["d"] }
        }

        /// Where words stand.
        func place(of words: String) throws -> (x: Double, y: Double) {
            let texts = elements.filter { $0.name == "text" }
            let index = try #require(self.words.firstIndex(of: words))
            return (
                try #require(texts[index].attributes["x"].flatMap(Double.init)),
                try #require(texts[index].attributes["y"].flatMap(Double.init))
            )
        }
    }

    private func read(_ figure: Figure, words: String = "words") throws -> Reader {
        let parser = XMLParser(data: Data(FigureSVG.text(of: figure, words: words).utf8))
        let reader = Reader()
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(reader.elements.first?.name == "svg")
        #expect(reader.text.contains("prefers-color-scheme: dark"))
        for (name, attributes) in reader.elements where name != "image" {
            for value in attributes.values { #expect(!value.contains("nan") && !value.contains("inf")) }
        }
        return reader
    }

    /// The points of a path of lines.
    private func points(_ path: String) -> [(x: Double, y: Double)] {
        path.split(whereSeparator: { "MLZ".contains($0) }).map { pair in
            let numbers = pair.split(separator: " ").compactMap { Double($0) }
            return (numbers[0], numbers[1])
        }
    }

    @Test("a line goes through its points, at the places that the ticks name") func line() throws {
        let reader = try read(.curve([0, 1, 2], [0, 5, 10]))
        let line = points(try #require(reader.paths("l0").first))
        #expect(line.count == 3)
        for (point, (x, y)) in zip(line, [("0", "0"), ("1.0", "5"), ("2.0", "10")]) where x != "0" {
            #expect(abs(point.x - (try reader.place(of: x)).x) < 0.1)
            // The letters of a tick's label stand as far below its place as half of them are high.
            if reader.words.contains(y) {
                #expect(abs(point.y - (try reader.place(of: y)).y + 4.68) < 0.1)
            }
        }
    }

    @Test("gaps open a line anew, and one point shows") func gaps() throws {
        let path = try read(.line([0, 1, .nan, 3, 2])).paths("l0").first
        #expect(path?.filter { $0 == "M" }.count == 2)
        let point = points(try #require(read(.line([5])).paths("l0").first))
        #expect(point.count == 2 && point[0] == point[1])
    }

    /// The size follows from what the pixels can show, not from the count.
    @Test(
        "very many points take less than two megabytes",
        arguments: ["rising", "turning", "wild", "points", "colours", "band"])
    func many(kind: String) throws {
        let count = 100_000
        let x = (0..<count).map(Double.init)
        var generator = SystemRandomNumberGenerator()
        let wild = x.map { _ in Double.random(in: 0..<1e5, using: &generator) }
        var figure: Figure
        switch kind {
        case "rising": figure = .line(wild)
        case "turning": figure = .curve(x.map { cosine($0 / 1e4) * $0 }, x.map { cosine($0 / 1e4 + 1.5) * $0 })
        case "wild": figure = .curve(wild, wild.map { _ in Double.random(in: 0..<1, using: &generator) })
        case "band":
            figure = .of([.area(.init(x: x + x.reversed(), y: wild + wild.map { $0 + 1 }))], x: x, y: wild)
        default:
            figure = .points(x.shuffled(using: &generator), wild, .circle)
            if kind == "colours", case .points(var points) = figure.axes[0].artists[0] {
                var bar = ColorBar()
                bar.highest = 1e5
                points.colors = bar.colors(of: wild)
                figure.axes[0].artists = [.points(points)]
            }
        }
        let text = FigureSVG.text(of: figure, words: "")
        #expect(text.utf8.count < 2_000_000, "\(kind): \(text.utf8.count)")
        #expect(text.utf8.count > 10_000)
    }

    private func cosine(_ angle: Double) -> Double { cos(angle) }

    @Test("words are escaped, and those of the figure are its title") func names() throws {
        let reader = try read(FigureKind.labels.figure, words: "a < b: 2 values\u{1}")
        #expect(reader.text.contains("a < b: 2 values\\x01"))
        for words in ["day <of the week>", "α & β", "Längen in µm, \"gemessen\"", "Wednesday"] {
            #expect(reader.words.contains(words), "\(words)")
        }
    }

    @Test("bars, points, images and rules stand where they should") func others() throws {
        let bars = try read(.bars([1, 2], edges: [0, 1, 2])).paths("f0").map { points($0) }
        #expect(bars.count == 2)
        let heights = bars.map { bar in (bar.map(\.y).max() ?? 0) - (bar.map(\.y).min() ?? 0) }
        #expect(abs(heights[1] - 2 * heights[0]) < 0.1)
        let dots = try read(.points([1, 2, .nan], [1, 2, 3], .circle)).paths("dots")
        #expect(dots.count == 1 && dots[0].filter { $0 == "h" }.count == 2)
        let image = try read(.image([1, 2, .nan, 4], rows: 2, columns: 2))
        let cells = image.elements.filter { $0.attributes["fill"]?.hasPrefix("#") == true }
        #expect(
            cells.count == 3 && cells[0].attributes["fill"] == "#440154" && cells[2].attributes["fill"] == "#fde725")
        let large = try read(FigureKind.surface.figure)
        #expect(
            large.elements.contains { $0.attributes["href"]?.hasPrefix("data:image/png;base64,iVBORw0KGgo") == true })
        let rules = try read(FigureKind.rules.figure)
        #expect(
            rules.elements.contains { $0.attributes["stroke"] == "#ff0000" && $0.attributes["stroke-dasharray"] != nil }
        )
    }

    @Test("marks at an edge are whole, lines are cut there") func clipping() throws {
        var figure = Figure.points([0, 1], [0, 1], .circle)
        figure.axes[0].artists.append(.line(.init(x: [-5, 5], y: [-5, 5])))
        let text = FigureSVG.text(of: figure, words: "")
        let (group, dots) = (try #require(text.range(of: "<g clip-path")), try #require(text.range(of: "class=\"dots")))
        #expect(dots.lowerBound < group.lowerBound)
        #expect(text.contains("<clipPath id=\"c0\">"))
    }

    @Test("the legend lies where nothing is drawn") func legend() throws {
        // The lines go through all corners but the lower right one.
        var figure = Figure.curve([0, 0, 1], [0, 1, 1])
        var legend = Legend()
        legend.entries = [.init(artist: 0, label: "the line")]
        figure.axes[0].legend = legend
        let place = try read(figure).place(of: "the line")
        #expect(place.x > 320 && place.y > 240)
    }

    @Test("every kind is well formed", arguments: FigureKind.allCases) func kinds(kind: FigureKind) throws {
        _ = try read(kind.figure)
    }

    @Test("random figures are well formed") func random() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<100 { _ = try read(RandomFigure.make(using: &generator)) }
    }

    @Test("the widest ranges", arguments: [1e300, Double.greatestFiniteMagnitude]) func wide(bound: Double) throws {
        _ = try read(.line([-bound, 0, bound]))
        _ = try read(.curve([-bound, bound], [.leastNonzeroMagnitude, bound]))
        _ = try read(.image([-bound, bound], rows: 1, columns: 2))
    }
}
