internal import Kernels

/// How points are marked: where they are few with letters that can be seen from afar, where they are many with dots.
enum PointMark: Equatable {
    case letter(Character)
    /// So many dots wide and high.
    case dots(Int)
}

extension Tracer {
    /// Draws points.
    ///
    /// - Parameter ink: what a point is drawn with, by its place; asked of those points alone that are seen.
    mutating func draw(x places: [Double], y values: [Double], as mark: PointMark, ink: (Int) -> Ink) {
        let count = min(places.count, values.count)
        switch mark {
        case .letter(let letter):
            let (right, top) = (canvas.width - 1, canvas.height - 1)
            for place in (0..<count).polled(work: 8) {
                guard let across = x.pixel(of: places[place], last: right),
                    let up = y.pixel(of: values[place], last: top)
                else { continue }
                let (column, row) = cell(across, up)
                canvas.write(letter, column: column, row: row, ink(place).style)
            }
        case .dots(let size):
            // Of the points in a cell the last one has its colour.
            var owners = [Int](repeating: -1, count: canvas.columns * canvas.rows)
            drawDots(places, values, size, &owners)
            for (cell, owner) in owners.enumerated() where owner >= 0 {
                canvas.own(cell, canvas.number(of: ink(owner)))
            }
        }
    }

    /// The cell of a dot, its row counted from above.
    func cell(_ x: Int, _ y: Int) -> (column: Int, row: Int) {
        canvas.isASCII ? (x, canvas.rows - 1 - y) : (x / 2, canvas.rows - 1 - y / 4)
    }

    /// Sets the dots of a point, and makes it the owner of their cells.
    @inline(__always)
    private mutating func blot(_ x: Int, _ y: Int, _ size: Int, _ place: Int, _ owners: inout [Int]) {
        owners[canvas.setDot(x, y)] = place
        guard size > 1, !canvas.isASCII else { return }
        // Towards the middle, so that no dot lies outside.
        let (beside, above) = (x + (2 * x < canvas.width ? 1 : -1), y + (2 * y < canvas.height ? 1 : -1))
        owners[canvas.setDot(beside, y)] = place
        owners[canvas.setDot(x, above)] = place
        owners[canvas.setDot(beside, above)] = place
    }

    private mutating func drawDots(_ places: [Double], _ values: [Double], _ size: Int, _ owners: inout [Int]) {
        let count = min(places.count, values.count)
        let (right, top) = (canvas.width - 1, canvas.height - 1)
        guard !x.isLogarithmic, !y.isLogarithmic else {
            for place in (0..<count).polled(work: 8) {
                guard let across = x.pixel(of: places[place], last: right),
                    let up = y.pixel(of: values[place], last: top)
                else { continue }
                blot(across, up, size, place, &owners)
            }
            return
        }
        let (xSteps, ySteps) = (x.steps(to: right), y.steps(to: top))
        places.withUnsafeBufferPointer { places in
            values.withUnsafeBufferPointer { values in
                for place in (0..<count).polled(work: 2) {
                    let column = (places[place] * 0.5 - xSteps.start) * xSteps.scale
                    let row = (values[place] * 0.5 - ySteps.start) * ySteps.scale
                    // Also false for nan.
                    guard column > -0.5, column < Double(right) + 0.5, row > -0.5, row < Double(top) + 0.5 else {
                        continue
                    }
                    blot(min(Int(column + 0.5), right), min(Int(row + 0.5), top), size, place, &owners)
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
