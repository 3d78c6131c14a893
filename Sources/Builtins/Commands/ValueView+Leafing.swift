internal import Interpreter
internal import Kernels
internal import Rendering
internal import Tensors

extension ValueView {
    /// The first or the last rows of a value, with their numbers; nil if it has no rows.
    static func end(of value: Value, named name: String, count: Int, isLast: Bool, width: Int) -> Markup? {
        var page: Markup = "\(name, .name)  "
        func rows(of all: Int) -> [Int?] {
            let shown = min(count, all)
            let chosen: [Int?] = isLast ? Array(all - shown..<all) : Array(0..<shown)
            if shown == all { return chosen }
            return isLast ? [nil] + chosen : chosen + [nil]
        }
        switch value {
        case .array(let array):
            let tensor = array.tensor
            guard tensor.rank > 0 else { return nil }
            page += "\(tensor.shape, .shape) \(tensor.dtype), \(ByteCount.text(value.byteCount))\n"
            if tensor.count == 0 { return page + "empty\n" }
            let chosen = rows(of: tensor.shape[0])
            if tensor.rank == 1 { return page + vector(tensor, rows: chosen) }
            if tensor.rank == 2 { return page + matrix(tensor, rows: chosen, width: width) }
            let inner = tensor.shape.dimensions.dropFirst().dropLast(2).reduce(1, *)
            let shown = min(count, tensor.shape[0])
            let first = isLast ? tensor.shape[0] - shown : 0
            let isWhole = shown == tensor.shape[0]
            let blocks = blocks(of: tensor, within: first * inner..<(first + shown) * inner, width: width)
            if isWhole { return page + blocks }
            return page + (isLast ? "…\n" + blocks : blocks + "…\n")
        case .list, .tuple:
            let items = value.sequence ?? []
            page += "\(value.kindAndSize)\n"
            return page
                + Self.rows(count: items.count, chosen: rows(of: items.count), width: width) { items[$0].briefText }
        default: return nil
        }
    }

    /// All of a value, however long: what `page` shows.
    static func whole(of value: Value, named name: String) -> Markup {
        guard case .array(let array) = value, case let tensor = array.tensor, tensor.rank > 0, tensor.count > 0 else {
            if case .list(let items) = value {
                let page: Markup = "\(name, .name)  \(value.kindAndSize)\n"
                return page
                    + rows(count: items.count, chosen: Array(0..<items.count), width: Page.recordedWidth) {
                        items[$0].briefText
                    }
            }
            return markup(of: value, named: name, width: Page.recordedWidth)
        }
        var page: Markup = "\(name, .name)  "
        page += "\(tensor.shape, .shape) \(tensor.dtype), \(ByteCount.text(value.byteCount))\n"
        if tensor.rank == 1 { return page + vector(tensor, rows: Array(0..<tensor.count)) }
        let outer = Shape(tensor.shape.dimensions.dropLast(2))
        for block in 0..<outer.count {
            let place = outer.indices(ofFlat: block)
            guard let matrix = try? tensor.indexed(by: place.map { .integer($0) }) else { continue }
            if !place.isEmpty { page += "\("[\(place.map(String.init).joined(separator: ", "))]", .heading)\n" }
            page.append(lines(of: matrix), .number)
        }
        return page
    }

    /// All rows and columns of a matrix with their numbers, a line for each row.
    private static func lines(of matrix: Tensor) -> String {
        let (rows, columns) = (matrix.shape[0], matrix.shape[1])
        var lines = [[UInt8]](repeating: [], count: rows + 1)
        let width = "[\(rows - 1)]".utf8.count
        for row in 0..<rows {
            let label = Array("[\(row)]".utf8)
            lines[row + 1] = label + [UInt8](repeating: 0x20, count: width - label.count)
        }
        lines[0] = [UInt8](repeating: 0x20, count: width)
        var meter = WorkMeter()
        for column in 0..<columns {
            // Nobody sees the text then.
            if meter.shouldStop(after: 64 * rows) { break }
            guard let elements = try? matrix.indexed(by: [.all, .integer(column)]) else { continue }
            let words = ["[\(column)]"] + NumPyText.column(of: elements)
            let widest = words.map(\.utf8.count).max() ?? 0
            for (line, word) in words.enumerated() {
                lines[line] += [UInt8](repeating: 0x20, count: 2 + widest - word.utf8.count) + Array(word.utf8)
            }
        }
        return lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    }
}
