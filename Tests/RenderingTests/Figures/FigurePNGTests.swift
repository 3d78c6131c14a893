import CMinizip
import Foundation
import Testing

@testable import Rendering

/// PNG files, unpacked and looked at pixel by pixel.
@Suite("PNG pictures") struct FigurePNGTests {
    /// What a reader of PNG files sees.
    private struct Picture {
        let width, height: Int
        let pixels: [UInt8]

        init(_ file: [UInt8]) throws {
            #expect(Array(file.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            func number(_ place: Int) -> Int { file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
            var (place, data, header) = (8, [UInt8](), 0)
            var names: [String] = []
            while place < file.count {
                let length = number(place)
                let content = Array(file[place + 4..<place + 8 + length])
                #expect(Int(crc32(0, content, uInt(content.count))) == number(place + 8 + length))
                names.append(String(decoding: content.prefix(4), as: UTF8.self))
                if names.last == "IHDR" { header = place + 8 }
                if names.last == "IDAT" { data += content.dropFirst(4) }
                place += 12 + length
            }
            #expect(names.first == "IHDR" && names.last == "IEND")
            (width, height) = (number(header), number(header + 4))
            #expect(Array(file[header + 8..<header + 13]) == [8, 2, 0, 0, 0])
            let row = 1 + 3 * width
            var (bytes, size) = ([UInt8](repeating: 0, count: row * height), uLong(row * height))
            #expect(uncompress(&bytes, &size, data, uLong(data.count)) == Z_OK && Int(size) == row * height)
            var pixels: [UInt8] = []
            for line in 0..<height {
                try #require(bytes[line * row] == 2)
                for place in 0..<3 * width {
                    let above = line == 0 ? 0 : pixels[(line - 1) * 3 * width + place]
                    pixels.append(bytes[line * row + 1 + place] &+ above)
                }
            }
            self.pixels = pixels
        }

        func color(_ x: Int, _ y: Int) -> [UInt8] { Array(pixels[3 * (y * width + x)..<3 * (y * width + x) + 3]) }

        /// The places of pixels that are nearly of a colour.
        func places(of color: [UInt8]) -> [(x: Int, y: Int)] {
            (0..<width * height).map { ($0 % width, $0 / width) }.filter { place in
                zip(self.color(place.0, place.1), color).allSatisfy { abs(Int($0) - Int($1)) < 12 }
            }
        }
    }

    private static let blue: [UInt8] = [0, 0x72, 0xB2]

    private func picture(_ figure: Figure, dotsPerInch: Double = 100, isDark: Bool = false) throws -> Picture {
        try Picture(try #require(FigurePNG.bytes(of: figure, dotsPerInch: dotsPerInch, isDark: isDark)))
    }

    @Test("the size follows from inches and dpi") func size() throws {
        var figure = Figure.line([0, 1])
        (figure.width, figure.height) = (5, 3)
        for (dots, width, height) in [(100.0, 500, 300), (50, 250, 150), (144, 720, 432)] {
            let picture = try picture(figure, dotsPerInch: dots)
            #expect(picture.width == width && picture.height == height)
        }
        (figure.width, figure.height) = (40, 40)
        #expect(FigurePNG.bytes(of: figure, dotsPerInch: 1e4) == nil)
    }

    @Test("a line lies where an SVG has it", arguments: [100.0, 200]) func line(dotsPerInch: Double) throws {
        let figure = Figure.curve([0, 1, 2], [0, 2, 1])
        let picture = try picture(figure, dotsPerInch: dotsPerInch)
        let scale = dotsPerInch / 100
        let svg = FigureSVG.text(of: figure, words: "")
        let path = try #require(svg.split(separator: "\n").first { $0.contains("class=\"line l0\"") })
        let points = try #require(path.split(separator: " d=\"M").last?.split(separator: "\"").first)
            .split(separator: "L").map { $0.split(separator: " ").compactMap { Double($0) } }
        #expect(points.count == 3)
        for (start, end) in zip(points, points.dropFirst()) {
            for part in [0.1, 0.5, 0.9] {
                let x = start[0] + (end[0] - start[0]) * part
                let y = start[1] + (end[1] - start[1]) * part
                let color = picture.color(Int(x * scale), Int(y * scale))
                #expect(color[0] < 120 && color[2] > 150, "\(x) \(y) \(color)")
            }
        }
        #expect(picture.color(1, 1) == [255, 255, 255])
    }

    @Test("bars have their areas, and images their cells") func areas() throws {
        let bars = try picture(.bars([1, 3], edges: [0, 1, 2])).places(of: Self.blue)
        let middle = try #require(bars.map(\.x).max().map { ($0 + (bars.map(\.x).min() ?? 0)) / 2 })
        let (left, right) = (bars.count { $0.x < middle }, bars.count { $0.x > middle })
        #expect(abs(Double(right) / Double(left) - 3) < 0.1)
        let image = try picture(.image([0, 1, 2, 3], rows: 2, columns: 2))
        let counts = [0, 1.0 / 3, 2.0 / 3, 1].map { part -> Int in
            let color = ColorMap.viridis.rgb(at: part)
            return image.places(of: [color.red, color.green, color.blue]).count
        }
        #expect((counts.min() ?? 0) > 20_000 && Double(counts.max() ?? 0) < 1.1 * Double(counts.min() ?? 0))
    }

    @Test("the ground is light or dark, and letters stand out from it") func themes() throws {
        for isDark in [false, true] {
            let picture = try picture(FigureKind.labels.figure, isDark: isDark)
            let ground = isDark ? PictureTheme.dark.paper : PictureTheme.light.paper
            #expect(picture.color(0, 0) == [ground.red, ground.green, ground.blue])
            let text = isDark ? PictureTheme.dark.text : PictureTheme.light.text
            #expect(picture.places(of: [text.red, text.green, text.blue]).count > 200)
        }
    }

    @Test("every kind can be drawn", arguments: FigureKind.allCases) func kinds(kind: FigureKind) throws {
        let drawn = try picture(kind.figure, dotsPerInch: 50)
        #expect(Set(stride(from: 0, to: drawn.pixels.count, by: 3).map { drawn.pixels[$0] }).count > 3)
        #expect(FigurePNG.missingLetters(of: kind.figure).isEmpty)
    }

    @Test("random figures can be drawn") func random() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<60 { #expect(FigurePNG.bytes(of: RandomFigure.make(using: &generator), dotsPerInch: 30) != nil) }
    }

    @Test("equal scales of spans near the end of all floats", arguments: [[-8e307, 8e307], [-1e-300, 1e-300]])
    func spans(numbers: [Double]) {
        for other in [[-8e307, 8e307], [-1.0, 1.0], [-1e-300, 1e-300]] {
            var figure = Figure.curve(numbers, other)
            figure.axes[0].isAspectEqual = true
            #expect(FigurePNG.bytes(of: figure, dotsPerInch: 30) != nil)
        }
    }

    @Test("letters without a drawing are told") func missing() {
        var figure = Figure.line([0, 1])
        figure.title = "Ünïcode 漢字 åßø ∑x² → ∞ 🙂"
        #expect(FigurePNG.missingLetters(of: figure) == ["漢", "字", "🙂"])
    }
}

/// The strokes of letters.
@Suite("Letters of strokes") struct StrokeFontTests {
    @Test("there is one for all of ASCII, Greek and the usual signs") func all() {
        let ascii = (0x21...0x7E).compactMap { UnicodeScalar($0) }.map { String($0) }.joined()
        #expect(StrokeFont.missing(in: ascii + "αβγδεζηθικλμνξοπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ°±×·−≤≥≈≠∞√∂∑∫→←…–—µ€").isEmpty)
        #expect(StrokeFont.missing(in: "ÄÖÜäöüßéèêëçñáíóúåøÅØ²³¹₀₁ᵀ").isEmpty)
    }

    @Test("letters keep to their place, and no two look alike") func shapes() {
        var seen: [String: Character] = [:]
        for letter in StrokeFont.glyphs.keys {
            let glyph = StrokeFont.glyph(of: letter)
            #expect((glyph?.strokes.isEmpty ?? true) == false && (glyph?.advance ?? 0) > 0.1)
            for point in glyph?.strokes.joined().map({ $0 }) ?? [] {
                #expect(-0.001...(glyph?.advance ?? 0) ~= point.x && -0.3...0.9 ~= point.y, "\(letter)")
            }
            let drawing = StrokeFont.glyphs[letter] ?? ""
            if let other = seen[drawing] {
                let alike: Set<Set<Character>> = [
                    ["o", "ο"], ["μ", "µ"], ["φ", "ϕ"], ["k", "κ"], ["v", "ν"], ["Σ", "∑"], ["Π", "∏"], ["‘", "’"],
                    ["“", "”"], ["'", "‘"], ["'", "’"],
                ]
                #expect(alike.contains([letter, other]), "\(letter) \(other)")
            }
            seen[drawing] = letter
        }
    }
}
