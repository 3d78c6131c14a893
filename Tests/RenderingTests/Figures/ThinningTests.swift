import CMinizip
import Testing

@testable import Rendering

/// Very many points are drawn as few, and look the same.
@Suite("Drawings of very many points") struct ThinningTests {
    /// Numbers that look random, and are the same each time.
    private struct Noise {
        var state: UInt64 = 7

        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 9_007_199_254_740_992
        }

        mutating func list(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
    }

    private func tracer(isASCII: Bool = false, margin: Double = 0.1, isLogarithmic: Bool = false) -> Tracer {
        var axis = Axis()
        (axis.start, axis.end) = (isLogarithmic ? 0.01 : -margin, 1 + margin)
        axis.scale = isLogarithmic ? .logarithmic : .linear
        let canvas = CellCanvas(columns: 40, rows: 12, isASCII: isASCII, hasColor: true)
        return Tracer(canvas, x: AxisScale(axis), y: AxisScale(axis))
    }

    private func lines(_ tracer: Tracer) -> [Markup] { (0..<tracer.canvas.rows).map(tracer.canvas.line) }

    private let inks = (0..<5).map { Ink(style: .series($0), letter: Character("\($0)")) }

    // MARK: - Lines

    /// The shapes of lines whose places don't rise.
    private func curves(_ count: Int) -> [(name: String, x: [Double], y: [Double])] {
        var noise = Noise()
        let turns = (0..<count).map { Double($0) / Double(count) * 40 }
        var jumps = noise.list(count)
        for place in stride(from: 5, to: count, by: max(count / 7, 6)) { jumps[place] = .nan }
        return [
            ("spiral", turns.map { 0.5 + cosine($0) * $0 / 80 }, turns.map { 0.5 + cosine($0 + 1.5708) * $0 / 80 }),
            ("random", noise.list(count), noise.list(count)), ("with gaps", jumps, noise.list(count)),
            ("to the outside", noise.list(count).map { 3 * $0 - 1 }, noise.list(count).map { 3 * $0 - 1 }),
        ]
    }

    /// Near enough to a cosine, and the same everywhere.
    private func cosine(_ angle: Double) -> Double {
        let turn = angle / 6.283185307179586
        let part = abs(turn - turn.rounded()) * 2
        return 1 - 2 * part * part * (3 - 2 * part)
    }

    @Test("a line looks as if each of its segments was drawn", arguments: [false, true])
    func segments(isASCII: Bool) {
        for (name, x, y) in curves(4000) {
            var (whole, pieces) = (tracer(isASCII: isASCII), tracer(isASCII: isASCII))
            let pen = Tracer.Pen(ink: whole.canvas.number(of: inks[0]), dash: [true])
            whole.draw(Artist.Line(x: x, y: y), pen)
            _ = pieces.canvas.number(of: inks[0])
            for place in 1..<x.count {
                pieces.draw(Artist.Line(x: [x[place - 1], x[place]], y: [y[place - 1], y[place]]), pen)
            }
            #expect(lines(whole) == lines(pieces), "\(name)")
        }
    }

    @Test("a line of very many points is no more work than its dots, and what it covers is not drawn again")
    func strokes() {
        let most = ["spiral": 10_000, "random": 300_000]
        for (name, x, y) in curves(50_000) {
            guard let most = most[name] else { continue }
            var tracer = tracer()
            let number = tracer.canvas.number(of: inks[0])
            tracer.draw(Artist.Line(x: x, y: y), .init(ink: number, dash: [true]))
            #expect(tracer.strokeCount > 300 && tracer.strokeCount < most, "\(name): \(tracer.strokeCount)")
        }
    }

    // MARK: - Points

    @Test(
        "of points in a cell the last one has its colour, and the others are not asked for theirs",
        arguments: [1, 2], [false, true])
    func points(size: Int, isLogarithmic: Bool) {
        var noise = Noise()
        let (x, y) = (noise.list(5000).map { 1.4 * $0 - 0.2 }, noise.list(5000))
        var (whole, single) = (tracer(isLogarithmic: isLogarithmic), tracer(isLogarithmic: isLogarithmic))
        var asked = 0
        whole.draw(x: x, y: y, as: .dots(size)) { place in
            asked += 1
            return inks[place % 5]
        }
        for place in x.indices { single.draw(x: [x[place]], y: [y[place]], as: .dots(size)) { _ in inks[place % 5] } }
        #expect(lines(whole) == lines(single))
        #expect(asked > 100 && asked <= whole.canvas.columns * whole.canvas.rows)
    }

    // MARK: - Shapes

    /// What of each row is filled, by the order of all crossings.
    private func filled(_ x: [Double], _ y: [Double], width: Int, height: Int) -> [[Bool]] {
        (0..<height).map { row in
            var crossings: [Double] = []
            for place in x.indices {
                let next = (place + 1) % x.count
                let ((lowX, lowY), (highX, highY)) =
                    y[place] < y[next]
                    ? ((x[place], y[place]), (x[next], y[next])) : ((x[next], y[next]), (x[place], y[place]))
                guard lowY != highY, Double(row) >= lowY, Double(row) < highY else { continue }
                crossings.append(lowX + (Double(row) - lowY) * (highX - lowX) / (highY - lowY))
            }
            crossings.sort()
            var dots = [Bool](repeating: false, count: width)
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let first = max(Int(max(crossings[pair], 0).rounded()), 0)
                let last = min(Int(min(crossings[pair + 1], Double(width - 1)).rounded()), width - 1)
                if first <= last { for dot in first...last { dots[dot] = true } }
            }
            return dots
        }
    }

    private func filled(_ crossings: inout EdgeCrossings, width: Int, height: Int) -> [[Bool]] {
        (0..<height).map { row in
            var dots = [Bool](repeating: false, count: width)
            for range in crossings.filled(row) { for dot in range { dots[dot] = true } }
            return dots
        }
    }

    @Test("shapes are filled between their edges, two by two, however many", arguments: [3, 4, 7, 20, 200])
    func shapes(corners: Int) {
        var noise = Noise(state: UInt64(corners))
        for scale in [1.0, 1.5] {
            for _ in 0..<6 {
                let (width, height) = (31, 17)
                let x = noise.list(corners).map { ($0 * scale - (scale - 1) / 2) * 30 }
                let y = noise.list(corners).map { ($0 * scale - (scale - 1) / 2) * 16 }
                var crossings = EdgeCrossings(width: width, height: height)
                for place in x.indices {
                    let next = (place + 1) % x.count
                    crossings.add((x[place], y[place]), (x[next], y[next]))
                }
                #expect(filled(&crossings, width: width, height: height) == filled(x, y, width: width, height: height))
            }
        }
    }

    @Test("a band of very many points is no more work than its columns") func bands() {
        var noise = Noise()
        var crossings = EdgeCrossings(width: 80, height: 48)
        var before = (x: 0.0, y: 0.0)
        for place in 0..<100_000 {
            let here = (x: Double(place) / 100_000 * 79, y: noise.next() * 40)
            crossings.add(before, here)
            before = here
        }
        #expect(crossings.count < 80 * 48)
    }

    // MARK: - Images

    /// The pixels of a PNG file of numbered colours, as four bytes each; nil for one of another kind.
    private func pixels(_ file: [UInt8], width: Int, height: Int) -> [UInt8]? {
        var (place, chunks) = (8, [String: [UInt8]]())
        while place < file.count {
            let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            chunks[String(decoding: file[place + 4..<place + 8], as: UTF8.self)] = Array(
                file[place + 8..<place + 8 + length])
            place += 12 + length
        }
        guard chunks["IHDR"]?[9] == 3, let palette = chunks["PLTE"], let data = chunks["IDAT"] else { return nil }
        var (bytes, size) = ([UInt8](repeating: 0, count: (width + 1) * height), uLong((width + 1) * height))
        guard uncompress(&bytes, &size, data, uLong(data.count)) == Z_OK else { return nil }
        var numbers: [UInt8] = []
        for row in 0..<height {
            for column in 0..<width {
                let above = bytes[row * (width + 1)] == 2 && row > 0 ? numbers[(row - 1) * width + column] : 0
                numbers.append(bytes[row * (width + 1) + 1 + column] &+ above)
            }
        }
        return numbers.flatMap { number -> [UInt8] in
            let start = 3 * Int(number)
            return Array(palette[start..<start + 3]) + [chunks["tRNS"].map { $0[Int(number)] } ?? 255]
        }
    }

    @Test("pictures of few colours name them once, and hold the same pixels")
    func palettes() {
        var noise = Noise()
        let (width, height) = (90, 70)
        let table = ColorMap.viridis.table()
        let noisy = (0..<width * height).map { _ in Int(noise.next() * 255) }
        let smooth = (0..<width * height).map { ($0 % width + $0 / width) % 256 }
        for (numbers, hasGaps) in [(noisy, false), (noisy, true), (smooth, false)] {
            let bytes = numbers.flatMap { number -> [UInt8] in
                let color = table[number]
                return hasGaps && number < 9 ? [0, 0, 0, 0] : [color.red, color.green, color.blue, 255]
            }
            let file = PNGFile.bytes(width: width, height: height, pixels: bytes)
            #expect(pixels(file, width: width, height: height) == bytes)
            #expect(file.count < width * height + 2000)
        }
        let many = (0..<width * height).flatMap { place -> [UInt8] in [UInt8(place % 256), UInt8(place / 256), 7, 255] }
        #expect(pixels(PNGFile.bytes(width: width, height: height, pixels: many), width: width, height: height) == nil)
    }
}
