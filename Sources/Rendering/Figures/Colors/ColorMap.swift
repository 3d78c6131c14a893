internal import Kernels

/// A mapping from numbers to colours: anchor colours with interpolation between them.
public struct ColorMap: Sendable, Equatable {
    /// Its matplotlib name; empty for a custom map.
    public var name: String

    /// From dark violet through green to yellow; perceptually uniform, also for colour-blind readers.
    public static let viridis = ColorMap(name: "viridis")

    /// From blue through grey to yellow; looks the same to nearly all readers (Nuñez, Anderton and Renslow, 2018).
    public static let cividis = ColorMap(name: "cividis")

    /// The colours of a custom map.
    private var own: [UInt32] = []
    private var isStepped = false

    private init(name: String) { self.name = name }

    /// A custom map of evenly spaced colours: red, green and blue from 0 to 1.
    ///
    /// - Parameter isStepped: whether each colour covers its own interval, without interpolation.
    public init(colors: [(red: Double, green: Double, blue: Double)], isStepped: Bool) {
        self.init(name: "")
        func byte(_ part: Double) -> UInt32 { UInt32((min(max(part, 0), 1) * 255).rounded()) }
        own = colors.map { byte($0.red) << 16 | byte($0.green) << 8 | byte($0.blue) }
        self.isStepped = isStepped || own.count < 2
    }

    /// The map with this matplotlib name; the suffix `_r` reverses it. nil for unknown names.
    public init?(named name: String) {
        guard Self.anchors[Self.base(of: name).name] != nil else { return nil }
        self.name = name
    }

    /// The names of all maps, for suggesting the one that was meant.
    public static var names: [String] { anchors.keys.sorted() }

    /// The colour at a fraction, 0 to 1, of the way from the first to the last.
    public func color(at part: Double) -> FigureColor {
        FigureColor(rgb(at: part))
    }

    /// The colours at many fractions; the background colour for nan.
    public func colors(at parts: [Double]) -> [FigureColor] {
        let (anchors, isReversed) = anchors
        return parts.polled(work: 8).map { part in
            guard part.isFinite else { return .background }
            let held = min(max(part, 0), 1)
            return FigureColor(anchors.color(at: isReversed ? 1 - held : held))
        }
    }

    private static func base(of name: String) -> (name: String, isReversed: Bool) {
        name.hasSuffix("_r") ? (String(name.dropLast(2)), true) : (name, false)
    }

    /// The colour at a fraction, 0 to 1.
    func rgb(at part: Double) -> RGB {
        let held = part.isNaN ? 0 : min(max(part, 0), 1)
        let (anchors, isReversed) = anchors
        return anchors.color(at: isReversed ? 1 - held : held)
    }

    private var anchors: (Anchors, isReversed: Bool) {
        if !own.isEmpty { return (isStepped ? .steps(own) : .even(own), false) }
        let (name, isReversed) = Self.base(of: name)
        return (Self.anchors[name] ?? Self.anchors["viridis"] ?? .even([0x000000, 0xFFFFFF]), isReversed)
    }

    /// 256 evenly spaced colours, for mapping many numbers.
    func table() -> [RGB] { (0..<256).map { rgb(at: Double($0) / 255) } }

    /// The anchor colours and their positions.
    enum Anchors: Sendable {
        /// Evenly spaced, with interpolation.
        case even([UInt32])
        /// At given positions, with interpolation.
        case at([(place: Double, color: UInt32)])
        /// Each covers an equal interval, without interpolation.
        case steps([UInt32])

        func color(at part: Double) -> RGB {
            switch self {
            case .even(let colors):
                let scaled = part * Double(colors.count - 1)
                let index = min(Int(scaled), colors.count - 2)
                return RGB.between(RGB(colors[index]), RGB(colors[index + 1]), scaled - Double(index))
            case .at(let anchors):
                let next = max(anchors.firstIndex { $0.place >= part } ?? anchors.count - 1, 1)
                let (low, high) = (anchors[next - 1], anchors[next])
                return RGB.between(RGB(low.color), RGB(high.color), (part - low.place) / (high.place - low.place))
            case .steps(let colors): return RGB(colors[min(Int(part * Double(colors.count)), colors.count - 1)])
            }
        }
    }
}

extension ColorBar {
    /// The colours of numbers; numbers outside the range get the end colours.
    public func colors(of numbers: [Double]) -> [FigureColor] {
        let (scale, colors) = (AxisScale(axis), map.table().map { FigureColor($0) })
        return numbers.polled(work: 4).map { number in
            let part = lowest == highest ? 0.5 : scale.position(of: number)
            return colors[part.isNaN ? 0 : Int((min(max(part, 0), 1) * 255).rounded())]
        }
    }
}

/// A colour of a picture.
struct RGB: Hashable, Sendable {
    var red, green, blue: UInt8

    init(_ hexadecimal: UInt32) {
        red = UInt8(truncatingIfNeeded: hexadecimal >> 16)
        green = UInt8(truncatingIfNeeded: hexadecimal >> 8)
        blue = UInt8(truncatingIfNeeded: hexadecimal)
    }

    /// From components between 0 and 1.
    init(_ red: Double, _ green: Double, _ blue: Double) {
        func byte(_ part: Double) -> UInt8 { part.isNaN ? 0 : UInt8((min(max(part, 0), 1) * 255).rounded()) }
        (self.red, self.green, self.blue) = (byte(red), byte(green), byte(blue))
    }

    /// The colour interpolated between two.
    static func between(_ low: RGB, _ high: RGB, _ part: Double) -> RGB {
        func mixed(_ low: UInt8, _ high: UInt8) -> Double { (Double(low) + (Double(high) - Double(low)) * part) / 255 }
        return RGB(mixed(low.red, high.red), mixed(low.green, high.green), mixed(low.blue, high.blue))
    }

    /// The brightness, from 0 to 1 (luma weights of ITU-R BT.709).
    var brightness: Double { (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255 }

    /// Whether it is a grey.
    var isGrey: Bool { max(red, green, blue) - min(red, green, blue) < 12 }

    /// The nearest of the terminal's 256 colours: a cube with six steps, and greys.
    var terminalColor: UInt8 {
        func step(_ value: UInt8) -> Int { value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40 }
        func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
        func distance(_ red: Int, _ green: Int, _ blue: Int) -> Int {
            let (r, g, b) = (Int(self.red) - red, Int(self.green) - green, Int(self.blue) - blue)
            return r * r + g * g + b * b
        }
        let (r, g, b) = (step(red), step(green), step(blue))
        let mean = (Int(red) + Int(green) + Int(blue)) / 3
        let grey = min(max((mean - 3) / 10, 0), 23)
        let shade = 8 + 10 * grey
        let isGrey = distance(shade, shade, shade) < distance(level(r), level(g), level(b))
        return UInt8(isGrey ? 232 + grey : 16 + 36 * r + 6 * g + b)
    }
}
