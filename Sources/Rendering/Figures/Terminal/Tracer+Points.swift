internal import Kernels

/// How points are marked: clearly visible letters if there are few, dots if there are many.
enum PointMark: Equatable {
    case letter(Character)
    /// A square of this many dots.
    case dots(Int)
}

extension Tracer {
    /// Draws points.
    ///
    /// - Parameter ink: the ink of a point by its index; called only for visible points.
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
            // The last point in a cell determines its colour.
            var owners = [Int](repeating: -1, count: canvas.columns * canvas.rows)
            drawDots(places, values, size, &owners)
            for (cell, owner) in owners.enumerated() where owner >= 0 {
                canvas.own(cell, canvas.number(of: ink(owner)))
            }
        }
    }

    /// The cell of a dot; its row counts from the top.
    func cell(_ x: Int, _ y: Int) -> (column: Int, row: Int) {
        canvas.isASCII ? (x, canvas.rows - 1 - y) : (x / 2, canvas.rows - 1 - y / 4)
    }

    /// Sets the dots of a point, and makes it the owner of their cells.
    @inline(__always)
    private mutating func blot(_ x: Int, _ y: Int, _ size: Int, _ place: Int, _ owners: inout [Int]) {
        owners[canvas.setDot(x, y)] = place
        guard size > 1, !canvas.isASCII else { return }
        // Towards the middle, so that no dot is outside.
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
                    // Also rejects nan.
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
    /// Its symbol.
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

    /// Its ASCII letter; nil to use the series' letter.
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

    /// Symbols that distinguish series of circles without colours.
    static let apart: [Character] = ["●", "○", "■", "□", "▲", "△", "◆", "◇"]
}
