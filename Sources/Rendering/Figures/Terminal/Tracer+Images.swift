internal import Kernels
internal import Platform

extension Tracer {
    /// Colours the pixels below an image: each shows its number, or the mean of the numbers that share it.
    mutating func draw(_ image: Artist.Image) {
        let table = image.map.table()
        let rows = shares(canvas.imageRows, of: image.rows, y, from: image.top, to: image.bottom, isFromAbove: true)
        let columns = shares(
            canvas.columns, of: image.columns, x, from: image.left, to: image.right, isFromAbove: false)
        for (row, rowShare) in rows.enumerated() {
            for (column, columnShare) in columns.enumerated() {
                guard let rowShare, let columnShare, !Interruption.isRequested else { continue }
                if let pixel = image.pixel(rowShare, columnShare, table) { canvas.color(column, row, pixel) }
            }
        }
    }

    /// For each pixel, the rows or columns of an image that it shows; nil for none.
    private func shares(
        _ pixels: Int, of count: Int, _ scale: AxisScale, from first: Double, to last: Double, isFromAbove: Bool
    ) -> [Range<Int>?] {
        let (start, end) = (scale.heldPosition(of: first), scale.heldPosition(of: last))
        guard start != end, count > 0 else { return Array(repeating: nil, count: pixels) }
        return (0..<pixels).map { pixel in
            let edges = [pixel, pixel + 1].map { edge in
                let position = Double(edge) / Double(pixels)
                return ((isFromAbove ? 1 - position : position) - start) / (end - start) * Double(count)
            }
            let (low, high) = (min(edges[0], edges[1]), max(edges[0], edges[1]))
            let middle = (low + high) / 2
            guard middle >= 0, middle <= Double(count) else { return nil }
            let first = min(max(Int((low + 1e-6).rounded(.down)), 0), count - 1)
            // A cell that lies mostly in the next pixel is shown there.
            let next = min(max(Int((high + 1e-6).rounded(.down)), first + 1), count)
            return first..<next
        }
    }
}

extension Artist.Image {
    /// The scale of the colours' numbers.
    var spread: AxisScale {
        var axis = Axis()
        (axis.start, axis.end, axis.scale) = (lowest, highest, isLogarithmic ? .logarithmic : .linear)
        return AxisScale(axis)
    }

    /// The pixel for a block of numbers; nil for none.
    func pixel(_ rows: Range<Int>, _ columns: Range<Int>, _ table: [RGB]) -> CellCanvas.Pixel? {
        if let colors {
            let place = (rows.lowerBound + rows.count / 2) * self.columns + columns.lowerBound + columns.count / 2
            guard colors.indices.contains(place), let color = colors[place].onWhite else { return nil }
            return .init(color: color.terminalColor, part: color.brightness)
        }
        let value = mean(rows: rows, columns: columns)
        let part = lowest == highest ? 0.5 : spread.position(of: value)
        guard part.isFinite else { return .init(color: 0, part: 0, isMissing: true) }
        let held = min(max(part, 0), 1)
        return .init(color: table[Int((held * 255).rounded())].terminalColor, part: held)
    }

    /// The mean of the finite numbers in a block; nan if there are none.
    func mean(rows: Range<Int>, columns: Range<Int>) -> Double {
        // There are many blocks, each of few numbers.
        if Interruption.isRequested { return .nan }
        if rows.count == 1, columns.count == 1 {
            let place = rows.lowerBound * self.columns + columns.lowerBound
            return values.indices.contains(place) ? values[place] : .nan
        }
        var (sum, count) = (0.0, 0.0)
        for row in rows {
            for column in columns.polled() where values.indices.contains(row * self.columns + column) {
                let value = values[row * self.columns + column]
                guard value.isFinite else { continue }
                count += 1
                // A running mean, because a sum could overflow.
                sum += (value - sum) / count
            }
        }
        return count > 0 ? sum : .nan
    }
}

extension FigureColor {
    /// The colour on white; nil for the background and for colours chosen by the medium.
    var onWhite: RGB? {
        if case .rgb(let red, let green, let blue) = self { return RGB(red, green, blue) }
        return self == .foreground ? RGB(0x000000) : nil
    }
}
