internal import Platform

extension MarkerShape {
    /// Whether it is drawn as a dot.
    var isRound: Bool { self == .circle || self == .point }

    /// Whether it consists of lines and isn't filled.
    var isOpen: Bool { [.plus, .cross, .verticalLine, .horizontalLine].contains(self) }

    /// Its lines, or the corners of its shape, for size 1 around its centre.
    var outline: [[Picture.Point]] {
        func lines(_ corners: [(Double, Double)]) -> [[Picture.Point]] { [corners.map { .init(x: $0.0, y: $0.1) }] }
        let side = 0.44
        switch self {
        case .none: return []
        case .point, .circle: return Self.polygon(24, 0.5)
        case .square: return lines([(-side, -side), (side, -side), (side, side), (-side, side)])
        case .triangleUp: return lines([(0, -0.5), (0.5, 0.45), (-0.5, 0.45)])
        case .triangleDown: return lines([(0, 0.5), (0.5, -0.45), (-0.5, -0.45)])
        case .triangleLeft: return lines([(-0.5, 0), (0.45, 0.5), (0.45, -0.5)])
        case .triangleRight: return lines([(0.5, 0), (-0.45, 0.5), (-0.45, -0.5)])
        case .diamond: return lines([(0, -0.62), (0.62, 0), (0, 0.62), (-0.62, 0)])
        case .plus: return lines([(-0.5, 0), (0.5, 0)]) + lines([(0, -0.5), (0, 0.5)])
        case .cross: return lines([(-side, -side), (side, side)]) + lines([(-side, side), (side, -side)])
        case .star: return Self.fivePointed
        case .pentagon: return Self.polygon(5, 0.54)
        case .hexagon: return Self.polygon(6, 0.54)
        case .verticalLine: return lines([(0, -0.5), (0, 0.5)])
        case .horizontalLine: return lines([(-0.5, 0), (0.5, 0)])
        }
    }

    private static func polygon(_ count: Int, _ radius: Double) -> [[Picture.Point]] {
        [
            (0..<count).map { corner in
                let angle = Double(corner) / Double(count) * 2 * .pi
                return .init(x: radius * sin(angle), y: -radius * cos(angle))
            }
        ]
    }

    private static var fivePointed: [[Picture.Point]] {
        [
            (0..<10).map { corner in
                let (angle, radius) = (Double(corner) / 10 * 2 * .pi, corner % 2 == 0 ? 0.62 : 0.25)
                return .init(x: radius * sin(angle), y: -radius * cos(angle))
            }
        ]
    }
}
