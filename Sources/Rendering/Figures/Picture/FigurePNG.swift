internal import CRaster
internal import Kernels
internal import Platform

/// A figure as a PNG picture. It needs no font: letters are made of strokes.
public struct FigurePNG {
    private var pixels: [UInt8]
    private let width, height: Int
    private let scale: Double
    private let theme: PictureTheme
    private var clip: Picture.Area

    /// The most pixels a picture may have.
    public static let mostPixels = 100_000_000

    /// The size of the picture, in pixels.
    public static func size(of figure: Figure, dotsPerInch: Double) -> (width: Int, height: Int) {
        let (picture, scale) = (PictureLayout(figure), dotsPerInch / 100)
        func length(_ pixels: Double) -> Int { Int(min(max((pixels * scale).rounded(), 1), 1e9)) }
        return (length(picture.width), length(picture.height))
    }

    /// The bytes of the file; nil if it would exceed ``mostPixels``.
    ///
    /// - Parameters:
    ///   - dotsPerInch: the number of pixels per inch of the figure.
    ///   - isDark: whether the background is dark.
    public static func bytes(of figure: Figure, dotsPerInch: Double = 100, isDark: Bool = false) -> [UInt8]? {
        let (width, height) = size(of: figure, dotsPerInch: dotsPerInch)
        guard width * height <= mostPixels else { return nil }
        var painter = FigurePNG(width, height, dotsPerInch / 100, isDark ? .dark : .light)
        for item in PictureBuilder.picture(of: figure).items.polled(work: 4096) { painter.paint(item) }
        return PNGFile.bytes(
            width: width, height: height, pixels: painter.pixels, hasOpacity: false, dotsPerInch: dotsPerInch)
    }

    /// The distinct letters of a figure's text for which the stroke font has no glyph.
    public static func missingLetters(of figure: Figure) -> [Character] {
        var found: [Character] = []
        func look(_ item: Picture.Item) {
            switch item {
            case .words(let words):
                for letter in StrokeFont.missing(in: words.words) where !found.contains(letter) { found.append(letter) }
            case .clipped(_, let items): for item in items { look(item) }
            default: break
            }
        }
        for item in PictureBuilder.picture(of: figure).items { look(item) }
        return found
    }

    private init(_ width: Int, _ height: Int, _ scale: Double, _ theme: PictureTheme) {
        (self.width, self.height, self.scale, self.theme) = (width, height, scale, theme)
        clip = .init(left: 0, top: 0, right: Double(width), bottom: Double(height))
        let paper = theme.paper
        pixels = [UInt8](repeating: paper.red, count: width * height * 3)
        for place in 0..<width * height {
            (pixels[3 * place + 1], pixels[3 * place + 2]) = (paper.green, paper.blue)
        }
    }

    // MARK: - Items

    private mutating func paint(_ item: Picture.Item) {
        switch item {
        case .path(let lines, let look): paint(lines, look)
        case .marks(let marks): paint(marks)
        case .cells(let cells): paint(cells)
        case .words(let words): paint(words)
        case .clipped(let area, let items):
            let outer = clip
            clip = .init(
                left: max(clip.left, (area.left * scale).rounded(.down)),
                top: max(clip.top, (area.top * scale).rounded(.down)),
                right: min(clip.right, (area.right * scale).rounded(.up)),
                bottom: min(clip.bottom, (area.bottom * scale).rounded(.up)))
            for item in items.polled(work: 4096) { paint(item) }
            clip = outer
        }
    }

    private mutating func paint(_ lines: [[Picture.Point]], _ look: Picture.PathLook) {
        let scaled = lines.map { line in line.map { Picture.Point(x: $0.x * scale, y: $0.y * scale) } }
        if let fill = look.fill { self.fill(scaled, color(fill, look.opacity)) }
        guard let stroke = look.stroke else { return }
        // A one-pixel line between two pixels would be two pixels wide and pale.
        let isFrame = stroke == .axis || stroke == .grid
        let placed =
            isFrame ? scaled.map { $0.map { .init(x: $0.x.rounded() + 0.5, y: $0.y.rounded() + 0.5) } } : scaled
        self.stroke(
            placed, isClosed: look.isClosed,
            width: isFrame ? max((look.width * scale).rounded(), 1) : look.width * scale,
            dash: look.dash.map { $0 * scale }, color(stroke, look.opacity))
    }

    private mutating func paint(_ marks: Picture.Marks) {
        let outline = marks.shape.outline
        let size = marks.size * scale
        let shade = color(marks.paint, marks.opacity)
        for center in marks.centers.polled(work: 256) {
            let lines = outline.map { line in
                line.map { Picture.Point(x: center.x * scale + $0.x * size, y: center.y * scale + $0.y * size) }
            }
            if marks.shape.isOpen {
                stroke(lines, isClosed: false, width: max(size / 6, scale), dash: [], shade)
            } else {
                fill(lines, shade)
            }
        }
    }

    private mutating func paint(_ cells: Picture.Cells) {
        let area = Picture.Area(
            left: cells.area.left * scale, top: cells.area.top * scale, right: cells.area.right * scale,
            bottom: cells.area.bottom * scale)
        guard area.width > 0, area.height > 0 else { return }
        let rows =
            max(
                Int(max(area.top, clip.top).rounded()), 0)..<max(
                min(Int(min(area.bottom, clip.bottom).rounded()), height),
                max(Int(max(area.top, clip.top).rounded()), 0))
        let columns =
            max(
                Int(max(area.left, clip.left).rounded()), 0)..<max(
                min(Int(min(area.right, clip.right).rounded()), width), max(Int(max(area.left, clip.left).rounded()), 0)
            )
        for row in rows.polled(work: columns.count + 1) {
            let from = min(Int((Double(row) + 0.5 - area.top) / area.height * Double(cells.rows)), cells.rows - 1)
            for column in columns {
                let across = (Double(column) + 0.5 - area.left) / area.width * Double(cells.columns)
                let place = 4 * (max(from, 0) * cells.columns + min(max(Int(across), 0), cells.columns - 1))
                let opacity = Double(cells.pixels[place + 3]) / 255 * min(max(cells.opacity, 0), 1)
                if opacity == 0 { continue }
                for part in 0..<3 {
                    let below = Double(pixels[3 * (row * width + column) + part])
                    let mixed = below + (Double(cells.pixels[place + part]) - below) * opacity
                    pixels[3 * (row * width + column) + part] = UInt8(mixed.rounded())
                }
            }
        }
    }

    private mutating func paint(_ words: Picture.PictureWords) {
        let size = words.size * scale
        let width = StrokeFont.width(of: words.words, size: size)
        let angle = words.rotation * .pi / 180
        let (sine, cosine) = (sin(angle), cos(angle))
        var across =
            switch words.alignment {
            case .start: 0.0
            case .middle: -width / 2
            case .end: -width
            }
        // The gap after the last letter isn't part of the text.
        across += size * 0.09
        let drop = words.vertical == .start ? 0 : words.vertical == .middle ? size * 0.36 : size * 0.76
        var strokes: [[Picture.Point]] = []
        for letter in words.words {
            let glyph = StrokeFont.glyph(of: letter) ?? StrokeFont.box
            for stroke in glyph.strokes {
                strokes.append(
                    stroke.map { point in
                        let (right, down) = (across + point.x * size, drop - point.y * size)
                        return .init(
                            x: words.x * scale + right * cosine + down * sine,
                            y: words.y * scale - right * sine + down * cosine)
                    })
            }
            across += glyph.advance * size
        }
        stroke(
            strokes, isClosed: false, width: max(size * StrokeFont.weight(isBold: words.isBold), 0.9), dash: [],
            color(words.paint, 1))
    }

    // MARK: - Shapes

    private func color(_ paint: Picture.Paint, _ opacity: Double) -> CRColor {
        let shade = theme.shade(of: paint)
        return CRColor(
            red: shade.red, green: shade.green, blue: shade.blue,
            opacity: UInt8((min(max(opacity.isNaN ? 1 : opacity, 0), 1) * 255).rounded()))
    }

    private mutating func fill(_ lines: [[Picture.Point]], _ color: CRColor) {
        draw(lines, isClosed: true) { cr_fill($0, $1, color) }
    }

    private mutating func stroke(
        _ lines: [[Picture.Point]], isClosed: Bool, width: Double, dash: [Double], _ color: CRColor
    ) {
        // Zero-length lines are dots, which the library ignores.
        let dots = lines.filter { line in line.allSatisfy { $0 == line[0] } }
        if !dots.isEmpty {
            let outline = MarkerShape.circle.outline[0]
            fill(
                dots.compactMap(\.first).map { dot in
                    outline.map { .init(x: dot.x + $0.x * width, y: dot.y + $0.y * width) }
                }, color)
        }
        draw(lines, isClosed: isClosed) { cr_stroke($0, $1, width, dash, dash.count, color) }
    }

    private mutating func draw(
        _ lines: [[Picture.Point]], isClosed: Bool, _ body: (CRPicture, CRPath) -> Void
    ) {
        let points = lines.joined().flatMap { [$0.x, $0.y] }
        let lengths = lines.map(\.count)
        pixels.withUnsafeMutableBufferPointer { pixels in
            points.withUnsafeBufferPointer { points in
                lengths.withUnsafeBufferPointer { lengths in
                    let picture = CRPicture(
                        pixels: pixels.baseAddress, width: Int32(width), height: Int32(height), left: Int32(clip.left),
                        top: Int32(clip.top), right: Int32(clip.right), bottom: Int32(clip.bottom))
                    body(
                        picture,
                        CRPath(
                            points: points.baseAddress, lengths: lengths.baseAddress, count: lengths.count,
                            is_closed: isClosed))
                }
            }
        }
    }
}
