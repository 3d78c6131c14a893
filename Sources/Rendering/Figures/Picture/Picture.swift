/// A figure as shapes and text in pixels from the upper left corner, from which all picture formats are written.
struct Picture {
    var width, height: Double
    var items: [Item] = []

    /// Something drawn; later items are on top.
    enum Item {
        /// Lines through points, or shapes with these corners.
        case path([[Point]], PathLook)
        /// Markers of one shape.
        case marks(Marks)
        /// Coloured cells.
        case cells(Cells)
        /// Text.
        case words(PictureWords)
        /// Items clipped to a rectangle.
        case clipped(Area, [Item])
    }

    struct Point: Equatable {
        var x, y: Double
    }

    /// A rectangle; its lower edge has the greater `y`.
    struct Area: Equatable {
        var left, top, right, bottom: Double

        var width: Double { right - left }
        var height: Double { bottom - top }
        var middle: Point { Point(x: (left + right) / 2, y: (top + bottom) / 2) }

        /// The same with the vertical axis flipped, for clipping.
        var box: Box { Box(left: left, bottom: top, right: right, top: bottom) }
    }

    /// The style of a path.
    struct PathLook {
        var isClosed = false
        var fill: Paint?
        var stroke: Paint?
        var width = 1.0
        /// Lengths of dashes and gaps, alternating; empty for a solid line.
        var dash: [Double] = []
        var opacity = 1.0
    }

    /// A colour, or the role of a colour, whose shade may differ on a dark background.
    enum Paint: Hashable {
        case color(FigureColor)
        case axis, grid, panel
    }

    /// Markers of one shape and colour.
    struct Marks {
        var shape: MarkerShape
        var centers: [Point]
        /// The width and height of each.
        var size: Double
        var paint: Paint
        var opacity = 1.0
    }

    /// An image: its pixels row by row from the top, as red, green, blue and opacity.
    struct Cells {
        var area: Area
        var rows, columns: Int
        var pixels: [UInt8]
        var opacity = 1.0
    }

    /// Text at a position.
    struct PictureWords {
        var words: String
        var x, y: Double
        var size = 13.0
        var alignment = Artist.Label.Alignment.start
        /// What `y` refers to: the baseline, the middle of capitals, or their top.
        var vertical = Artist.Label.Alignment.start
        var paint = Paint.color(.foreground)
        var isBold = false
        /// The rotation in degrees, counterclockwise.
        var rotation = 0.0
    }
}

/// The colours that a figure leaves open, on a light or a dark background.
struct PictureTheme {
    var paper, text, axis, grid: RGB
    /// The colours of series: those of Okabe and Ito (2008), then grey and violet.
    var cycle: [RGB]

    static let light = PictureTheme(
        paper: RGB(0xFFFFFF), text: RGB(0x222222), axis: RGB(0x444444), grid: RGB(0xDDDDDD),
        cycle: [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x808080, 0x6A4C93].map { RGB($0) })

    static let dark = PictureTheme(
        paper: RGB(0x16181D), text: RGB(0xE6E6E6), axis: RGB(0xB0B0B0), grid: RGB(0x33373F),
        cycle: [0x3FA3E0, 0xE8762C, 0x1FB88A, 0xD992BC, 0xE69F00, 0x7CCBF5, 0xA0A0A0, 0xA58FD6].map { RGB($0) })

    /// The shade of a paint.
    func shade(of paint: Picture.Paint) -> RGB {
        switch paint {
        case .axis: axis
        case .grid: grid
        case .panel, .color(.background): paper
        case .color(.foreground): text
        case .color(.cycle(let index)): cycle[abs(index) % cycle.count]
        case .color(.rgb(let red, let green, let blue)): RGB(red, green, blue)
        }
    }
}
