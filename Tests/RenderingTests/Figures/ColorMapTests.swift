import Testing

@testable import Rendering

@Suite("Colours") struct ColorMapTests {
    /// Some colours of matplotlib's maps, at places where this one has no colour of its own.
    static let known: [(name: String, part: Double, color: UInt32)] = [
        ("viridis", 0, 0x440154), ("viridis", 1, 0xFDE725), ("viridis", 0.3, 0x35608D), ("plasma", 0.6, 0xE16462),
        ("inferno", 0.5, 0xBC3754), ("magma", 0.5, 0xB73779), ("cividis", 0.5, 0x7D7C78), ("gray", 0.5, 0x808080),
        ("gray_r", 0, 0xFFFFFF), ("hot", 0.5, 0xFF5C00), ("cool", 0.25, 0x40BFFF), ("coolwarm", 0.5, 0xDDDCDC),
        ("jet", 0.5, 0x7DFF7A), ("RdBu", 0, 0x67001F), ("RdBu_r", 0, 0x053061), ("Blues", 0.5, 0x6BAED6),
        ("bwr", 0.5, 0xFFFFFF), ("seismic", 0.25, 0x0000FF), ("summer", 0.5, 0x80B366), ("bone", 0.365, 0x515171),
        ("tab10", 0.15, 0xFF7F0E), ("Set1", 0.99, 0x999999), ("binary", 0, 0xFFFFFF), ("turbo", 0.5, 0xA4FC3C),
    ]

    @Test("come close to matplotlib's", arguments: known.indices) func maps(index: Int) throws {
        let (name, part, color) = Self.known[index]
        let found = try #require(ColorMap(named: name)).rgb(at: part)
        let expected = RGB(color)
        for (one, other) in [(found.red, expected.red), (found.green, expected.green), (found.blue, expected.blue)] {
            #expect(abs(Int(one) - Int(other)) <= 16, "\(name) \(part): \(found)")
        }
    }

    @Test("all names are known, turned around too, and others are not") func names() {
        let asked = """
            viridis plasma inferno magma cividis gray Greys hot cool coolwarm jet rainbow RdBu Blues Greens Reds Oranges \
            Purples bwr seismic Spectral YlOrRd YlGnBu terrain spring summer autumn winter bone copper Set1 Set2 tab10 binary
            """
        for name in asked.split(separator: " ").map(String.init) {
            let (map, turned) = (ColorMap(named: name), ColorMap(named: name + "_r"))
            #expect(
                map != nil && map?.rgb(at: 0) == turned?.rgb(at: 1) && map?.rgb(at: 1) == turned?.rgb(at: 0), "\(name)")
            #expect(map?.color(at: 0.3) == turned?.color(at: 0.7), "\(name)")
        }
        #expect(ColorMap(named: "nosuch") == nil && ColorMap(named: "") == nil && ColorMap(named: "_r") == nil)
        #expect(ColorMap.viridis.rgb(at: .nan) == ColorMap.viridis.rgb(at: -3))
    }

    @Test("words for colours are matplotlib's") func words() {
        #expect(FigureColor(named: "r") == .rgb(1, 0, 0) && FigureColor(named: "Red") == .rgb(1, 0, 0))
        #expect(FigureColor(named: "C3") == .cycle(3) && FigureColor(named: "k") == .rgb(0, 0, 0))
        #expect(FigureColor(named: "#f00") == .rgb(1, 0, 0) && FigureColor(named: "#FF000080") == .rgb(1, 0, 0))
        #expect(FigureColor(named: "0.25") == .rgb(0.25, 0.25, 0.25))
        for name in ["", "#12", "#ggg", "C", "C-1", "rouge", "1.5"] {
            #expect(FigureColor(named: name) == nil, "\(name)")
        }
    }

    @Test("the nearest colour of a terminal is near") func terminal() {
        for color in stride(from: UInt32(0), to: 0x1000000, by: 4099).map({ RGB($0) }) {
            let near = RGB(terminal: color.terminalColor)
            let parts = [(color.red, near.red), (color.green, near.green), (color.blue, near.blue)]
            let distance = parts.map { (Int($0) - Int($1)) * (Int($0) - Int($1)) }.reduce(0, +)
            // The steps of a colour are 95 apart at the most.
            #expect(distance <= 3 * 48 * 48, "\(color) \(near)")
        }
        for index in 16...255 {
            let color = RGB(terminal: UInt8(index))
            #expect(RGB(terminal: color.terminalColor) == color)
        }
    }
}
