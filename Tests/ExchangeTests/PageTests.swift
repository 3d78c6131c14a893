import Builtins
import Exchange
import Foundation
import Interpreter
import Sessions
import Testing

@Suite("pages") struct PageTests {
    private func page(of file: SessionFile, without: [String] = []) throws -> String {
        try SessionPage(Interpreter(), without: without).html(of: file)
    }

    @Test("a session as a page; Tests/Page/run opens the same in a browser", arguments: Fixture.all("page"))
    func golden(_ fixture: Fixture) throws {
        try fixture.expect(try page(of: try fixture.parse()), ending: "html")
    }

    @Test(
        "there are no elements and attributes but those of pages, whatever a session says",
        arguments: Fixture.all("page"))
    func closed(_ fixture: Fixture) throws {
        let page = try page(of: try fixture.parse())
        let elements: Set<Substring> = [
            "!DOCTYPE", "a", "blockquote", "body", "br", "clipPath", "code", "defs", "div", "em", "figcaption",
            "figure",
            "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "image", "img", "li", "main", "meta", "ol",
            "p",
            "path", "pre", "rect", "section", "span", "strong", "style", "svg", "table", "tbody", "td", "text", "th",
            "thead", "title", "tr", "ul",
        ]
        let attributes: Set<Substring> = [
            "aria-label", "alt", "charset", "class", "clip-path", "content", "d", "fill", "font-size", "font-weight",
            "height", "href", "http-equiv", "id", "name", "opacity", "preserveAspectRatio", "rel", "role", "scope",
            "shape-rendering", "src", "start", "stroke", "stroke-dasharray", "stroke-width", "style", "text-anchor",
            "title", "transform", "viewBox", "width", "x", "y",
        ]
        let markup = page.replacing(#/<style>[^<]*</style>/#, with: "<style>")
        for element in markup.matches(
            of: #/<(?:/([A-Za-z0-9]+)>|([!A-Za-z0-9]+)((?:\s+[^\s"=<>]+(?:="[^"<>]*")?)*)\s*/?>|(.{0,40}))/#)
        {
            #expect(element.4 == nil, "\(element.0)")
            if let name = element.1 ?? element.2 { #expect(elements.contains(name), "\(element.0)") }
            for attribute in (element.3 ?? "").matches(of: #/\s+([^\s"=<>]+)(?:="[^"<>]*")?/#)
            where element.2 != "!DOCTYPE" {
                #expect(attributes.contains(attribute.1), "\(element.0)")
            }
        }
        #expect(!page.contains("javascript:alert(9)\""))
        #expect(
            markup.matches(of: #/src="/#).allSatisfy { markup[$0.range.upperBound...].hasPrefix("data:image/png;") })
    }

    @Test("cells with a tag are left out, and what the others show stays what it is")
    func without() throws {
        let fixture = Fixture(kind: "page", name: "lesson")
        let (whole, part) = (try page(of: fixture.parse()), try page(of: fixture.parse(), without: ["solution"]))
        #expect(whole.contains("train") && whole.contains("fit a line") && whole.contains("The answer is below"))
        #expect(!part.contains("train") && !part.contains("fit a line") && !part.contains("The answer is below"))
        #expect(part.contains("In [2]: ") && !part.contains("In [3]: ") && part.contains("In [5]: "))
        let end = try #require(whole.firstRange(of: "try it yourself"))
        #expect(part.contains("three\nlines"))
        #expect(
            part.hasSuffix(
                whole[end.lowerBound...].replacing("figure:2.", with: "figure:1.").replacing(
                    "figure:3.", with: "figure:2.")))
    }

    @Test("a tag that no cell has is told, and so are tags that can't be read")
    func tags() throws {
        let file = try session("# %% [1] tags=[\"a\"]\nx = 1\n# %% [2] tags=['b', c]\ny = 1\n")
        let error = #expect(throws: ExportError.self) { try page(of: file, without: ["a", "d"]) }
        #expect(
            error.map { text($0.diagnostic("x.html")) } == """
                error: no cell has the tag d, so none can be left out
                  the tags are a, b, c

                """)
        let damaged = try session("# %% [1] fit tags=[\"a\nx = 1\n")
        let other = #expect(throws: ExportError.self) { try page(of: damaged, without: ["a"]) }
        #expect(
            other.map { text($0.diagnostic("x.html")) } == """
                error: the tags of a cell can't be read: # %% [1] fit tags=["a
                  write tags=["solution", "hard"]

                """)
    }
}
