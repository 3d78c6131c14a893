import Foundation
import Rendering
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// SVG files, read by an XML parser.
@Suite("Pictures") struct PlotPictureTests {
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String])] = []
        var text = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { elements.append((name, attributes)) }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }

    private func read(_ plot: Plot, words: String = "words") throws -> Reader {
        let parser = XMLParser(data: Data(PlotPicture.text(of: plot, words: words).utf8))
        let reader = Reader()
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(reader.elements.first?.name == "svg")
        #expect(reader.text.contains("prefers-color-scheme: dark"))
        for (_, attributes) in reader.elements {
            for value in attributes.values { #expect(!value.contains("nan") && !value.contains("inf")) }
        }
        return reader
    }

    @Test("a line goes from corner to corner of the frame") func line() throws {
        let reader = try read(.line([0, 1, 2]))
        let path = try #require(reader.elements.first { $0.attributes["class"] == "line l0" }?.attributes["d"])
        #expect(path == "M76 344L348 192L620 40")
    }

    @Test("gaps open a line anew, and one point shows") func gaps() throws {
        let path = try read(.line([0, 1, .nan, 3, 2])).elements.first { $0.attributes["class"] == "line l0" }?
            .attributes["d"]
        #expect(path?.filter { $0 == "M" }.count == 2)
        let point = try read(.line([5])).elements.first { $0.attributes["class"] == "line l0" }?.attributes["d"]
        #expect(point?.hasSuffix("h0") == true)
    }

    @Test("many values take little room") func many() throws {
        let values = (0..<300_000).map { Double($0 % 1000) }
        #expect(PlotPicture.text(of: .line(values), words: "").utf8.count < 200_000)
        #expect(PlotPicture.text(of: .curve(values, values, .points), words: "").utf8.count < 3_000_000)
        _ = try read(.line(values))
    }

    @Test("names are escaped, and the words are its title") func names() throws {
        let plot = Plot(
            .curves([.init("a < b & \"c\" \u{1}", y: [1, 2]), .init("x > 0", y: [2, 1])]), xLabel: "<x>", yLabel: "&")
        let reader = try read(plot, words: "a < b: 2 values")
        #expect(reader.text.contains("a < b & \"c\" \\x01") && reader.text.contains("<x>"))
        #expect(reader.text.contains("a < b: 2 values"))
        #expect(
            reader.elements.filter { $0.name == "path" && $0.attributes["class"]?.hasPrefix("line l") == true }.count
                == 4)
    }

    @Test("bars, points and fields") func others() throws {
        let bars = try read(Plot(.bars(.init(edges: [0, 1, 2], heights: [1, 2])), yLabel: "count"))
        #expect(bars.elements.filter { $0.attributes["class"] == "f0" }.count == 2)
        let points = try read(.curve([1, 2, .nan], [1, 2, 3], .points))
        #expect(points.elements.filter { $0.name == "circle" }.count == 2)
        var field = Plot.Field([1, 2, .nan, 4], rows: 2, columns: 2, x: 0...1, y: 0...1)
        field.marks = [.init(x: 0.5, y: 0.5, kind: .path), .init(x: 1, y: 1, kind: .present)]
        let surface = try read(Plot(.field(field), isLogarithmic: true))
        #expect(surface.elements.filter { $0.attributes["class"] == "mark" }.count == 2)
        #expect(surface.elements.filter { $0.attributes["class"] == "way" }.count == 1)
        #expect(surface.elements.filter { $0.attributes["fill"]?.hasPrefix("rgb") == true }.count == 3 + 40)
    }

    @Test("the widest ranges", arguments: [1e300, Double.greatestFiniteMagnitude]) func wide(bound: Double) throws {
        _ = try read(.line([-bound, 0, bound]))
        _ = try read(.curve([-bound, bound], [.leastNonzeroMagnitude, bound]))
        _ = try read(Plot(.field(.init([-bound, bound], rows: 1, columns: 2))))
    }
}
