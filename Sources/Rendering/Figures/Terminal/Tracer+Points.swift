internal import Kernels

/// How points are marked: where they are few with letters that can be seen from afar, where they are many with dots.
enum PointMark: Equatable {
    case letter(Character)
    /// So many dots wide and high.
    case dots(Int)
}

extension Tracer {
    /// Draws points, each with its ink: one for all, or one a point.
    mutating func draw(x places: [Double], y values: [Double], inks: [UInt16], styles: [Style], as mark: PointMark) {
        let count = min(places.count, values.count)
        guard !inks.isEmpty, !styles.isEmpty else { return }
        if case .dots(let size) = mark, !x.isLogarithmic, !y.isLogarithmic {
            return drawDots(places, values, inks, size)
        }
        let (right, top) = (canvas.width - 1, canvas.height - 1)
        for place in (0..<count).polled(work: 8) {
            guard let across = x.pixel(of: places[place], last: right), let up = y.pixel(of: values[place], last: top)
            else { continue }
            switch mark {
            case .letter(let letter):
                let (column, row) = cell(across, up)
                canvas.write(letter, column: column, row: row, styles[styles.count == 1 ? 0 : place % styles.count])
            case .dots(let size): blot(across, up, size, inks[inks.count == 1 ? 0 : place % inks.count])
            }
        }
    }

    /// The cell of a dot, its row counted from above.
    func cell(_ x: Int, _ y: Int) -> (column: Int, row: Int) {
        canvas.isASCII ? (x, canvas.rows - 1 - y) : (x / 2, canvas.rows - 1 - y / 4)
    }

    private mutating func blot(_ x: Int, _ y: Int, _ size: Int, _ ink: UInt16) {
        canvas.set(x, y, ink)
        guard size > 1, !canvas.isASCII else { return }
        // Towards the middle, so that no dot lies outside.
        let (beside, above) = (x + (2 * x < canvas.width ? 1 : -1), y + (2 * y < canvas.height ? 1 : -1))
        canvas.set(beside, y, ink)
        canvas.set(x, above, ink)
        canvas.set(beside, above, ink)
    }

    private mutating func drawDots(_ places: [Double], _ values: [Double], _ inks: [UInt16], _ size: Int) {
        let (right, top) = (canvas.width - 1, canvas.height - 1)
        let (xSteps, ySteps) = (x.steps(to: right), y.steps(to: top))
        let isOneInk = inks.count == 1
        places.withUnsafeBufferPointer { places in
            values.withUnsafeBufferPointer { values in
                for place in (0..<min(places.count, values.count)).polled(work: 2) {
                    let column = (places[place] * 0.5 - xSteps.start) * xSteps.scale
                    let row = (values[place] * 0.5 - ySteps.start) * ySteps.scale
                    // Also false for nan.
                    guard column > -0.5, column < Double(right) + 0.5, row > -0.5, row < Double(top) + 0.5 else {
                        continue
                    }
                    let dot = (min(Int(column + 0.5), right), min(Int(row + 0.5), top))
                    blot(dot.0, dot.1, size, isOneInk ? inks[0] : inks[place % inks.count])
                }
            }
        }
    }
}

extension MarkerShape {
    /// The letter that stands for it.
    var letter: Character {
        switch self {
        case .none: " "
        case .point: "•"
        case .circle: "●"
        case .square: "■"
        case .triangleUp: "▲"
        case .triangleDown: "▼"
        case .triangleLeft: "◀"
        case .triangleRight: "▶"
        case .diamond: "◆"
        case .plus: "+"
        case .cross: "✕"
        case .star: "★"
        case .pentagon: "◈"
        case .hexagon: "◉"
        case .verticalLine: "│"
        case .horizontalLine: "─"
        }
    }

    /// The ASCII letter that stands for it; nil where that of the series does.
    var asciiLetter: Character? {
        switch self {
        case .none, .point, .circle: nil
        case .square: "#"
        case .triangleUp: "^"
        case .triangleDown: "v"
        case .triangleLeft: "<"
        case .triangleRight: ">"
        case .diamond: "d"
        case .plus: "+"
        case .cross: "x"
        case .star: "*"
        case .pentagon: "p"
        case .hexagon: "O"
        case .verticalLine: "|"
        case .horizontalLine: "-"
        }
    }

    /// Shapes that tell series of circles apart where there are no colours.
    static let apart: [Character] = ["●", "○", "■", "□", "▲", "△", "◆", "◇"]
}
