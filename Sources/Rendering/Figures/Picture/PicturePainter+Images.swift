internal import Kernels

extension PicturePainter {
    /// An image as pixels: one per cell, or the mean of a block if there are more cells than can be seen.
    func cells(of image: Artist.Image) -> Picture.Item {
        guard let first = heldPoint(image.left, image.top), let last = heldPoint(image.right, image.bottom),
            image.rows > 0, image.columns > 0
        else { return .path([], .init()) }
        let area = Picture.Area(
            left: min(first.x, last.x), top: min(first.y, last.y), right: max(first.x, last.x),
            bottom: max(first.y, last.y))
        let rows = min(image.rows, max(Int(area.height * 2), 1))
        let columns = min(image.columns, max(Int(area.width * 2), 1))
        let table = image.map.table()
        var pixels: [UInt8] = []
        pixels.reserveCapacity(rows * columns * 4)
        let (isFlipped, isMirrored) = (first.y > last.y, first.x > last.x)
        let spread = image.spread
        for row in (0..<rows).polled(work: 16 * columns + 1) {
            let from = Self.share(isFlipped ? rows - 1 - row : row, of: rows, in: image.rows)
            for column in 0..<columns {
                let across = Self.share(isMirrored ? columns - 1 - column : column, of: columns, in: image.columns)
                pixels += image.bytes(from, across, table, spread)
            }
        }
        // An interrupted loop leaves too few bytes.
        pixels += [UInt8](repeating: 0, count: max(rows * columns * 4 - pixels.count, 0))
        return .cells(.init(area: area, rows: rows, columns: columns, pixels: pixels, opacity: image.opacity))
    }

    /// The range of indices below `count` shown by one of `parts` parts; at least one.
    private static func share(_ part: Int, of parts: Int, in count: Int) -> Range<Int> {
        let start = part * count / parts
        return start..<max((part + 1) * count / parts, start + 1)
    }
}

extension Artist.Image {
    /// Red, green, blue and opacity of a block.
    fileprivate func bytes(_ rows: Range<Int>, _ columns: Range<Int>, _ table: [RGB], _ spread: AxisScale) -> [UInt8] {
        if let colors {
            let place = (rows.lowerBound + rows.count / 2) * self.columns + columns.lowerBound + columns.count / 2
            guard colors.indices.contains(place), let color = colors[place].onWhite else { return [0, 0, 0, 0] }
            return [color.red, color.green, color.blue, 255]
        }
        let value = mean(rows: rows, columns: columns)
        let part = lowest == highest ? 0.5 : spread.position(of: value)
        guard part.isFinite else { return [0, 0, 0, 0] }
        let color = table[Int((min(max(part, 0), 1) * 255).rounded())]
        return [color.red, color.green, color.blue, 255]
    }
}
