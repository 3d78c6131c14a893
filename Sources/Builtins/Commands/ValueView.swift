internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

/// The output of `show`: a heading with name, shape, element type and bytes, and the value with its indices.
///
/// Its lines stay within the given width: 80 columns in a record.
enum ValueView {
    /// Up to `most` rows, items or blocks are shown in full; of more, `edge` at each end.
    private static let (most, edge) = (20, 5)
    private static let (mostBlocks, edgeBlocks) = (6, 2)
    private static let mark = "…"

    static func markup(of value: Value, named name: String, width: Int) -> Markup {
        var page: Markup = "\(name, .name)  "
        switch value {
        case .array(let array):
            let tensor = array.tensor
            page += "\(tensor.shape, .shape) \(tensor.dtype), \(ByteCount.text(value.byteCount))\n"
            page += body(of: tensor, width: width)
        case .list, .tuple:
            let items = value.sequence ?? []
            page += "\(value.kindAndSize)\n"
            page += rows(count: items.count, width: width) { items[$0].briefText }
        case .dictionary(let dictionary):
            page += "\(value.kindAndSize)\n"
            page += pairs(of: dictionary, rows: shown(dictionary.count, most: most, edge: edge))
        case .string(let text):
            page += "str of \(Words.count(text.count, "character"))\n\(text, .string)\n"
        case .function(let function):
            page += "function of [\(function.code.cell.number)]\n"
            for line in function.code.sourceLines { page += "\(line)\n" }
        case .builtin(let builtin):
            page += "built-in function\n"
            for line in HelpText.lines(of: builtin.shownSignature, width: width) { page += "\(line, .name)\n" }
            page += "  \(builtin.summary)\n"
        case .none: page += "None\n"
        default:
            page += "\(value.kindAndSize) \(value.text, .number)\n"
        }
        return page
    }

    // MARK: - Tensors

    static func body(of tensor: Tensor, width: Int) -> Markup {
        if tensor.count == 0 { return tensor.rank == 0 ? "" : "empty\n" }
        switch tensor.rank {
        case 0: return "\(NumPyText.string(tensor), .number)\n"
        case 1: return vector(tensor, rows: shown(tensor.count, most: most, edge: edge))
        case 2: return matrix(tensor, width: width)
        default: return blocks(of: tensor, width: width)
        }
    }

    /// The elements of a vector with their indices.
    static func vector(_ tensor: Tensor, rows: [Int?]) -> Markup {
        labelled(rows.map { $0.map { "[\($0)]" } }, words(of: tensor, rows: rows))
    }

    /// The matrices of the last two axes, each below its index.
    static func blocks(of tensor: Tensor, within range: Range<Int>? = nil, width: Int) -> Markup {
        let outer = Shape(Array(tensor.shape.dimensions.dropLast(2)))
        let range = range ?? 0..<outer.count
        var page = Markup()
        for shown in shown(range.count, most: mostBlocks, edge: edgeBlocks) {
            let number = shown.map { $0 + range.lowerBound }
            guard let number else {
                page += "\(mark)\n"
                continue
            }
            let place = outer.indices(ofFlat: number)
            guard let block = try? tensor.indexed(by: place.map { .integer($0) }) else { continue }
            page += "\("[\(place.map(String.init).joined(separator: ", "))]", .heading)\n"
            page += matrix(block, width: width)
        }
        return page
    }

    /// Rows and columns with their indices; if there are too many columns, as many as fit at both ends.
    static func matrix(_ tensor: Tensor, rows chosen: [Int?]? = nil, width: Int) -> Markup {
        let rows = chosen ?? shown(tensor.shape[0], most: most, edge: edge)
        let labels = rows.map { $0.map { "[\($0)]" } ?? mark }
        let columns = fittingColumns(
            of: tensor, rows: rows.compactMap(\.self), beside: labels.map(\.count).max() ?? 0, width: width)
        var table = TextTable([.init()] + columns.map { .init($0?.title ?? mark, .right) })
        var next = 0
        for (row, label) in zip(rows, labels) {
            guard row != nil else {
                table.append([Markup(mark)])
                continue
            }
            table.append([Markup(label)] + columns.map { Markup($0?.words[next] ?? mark, .number) })
            next += 1
        }
        return table.markup + "\n"
    }

    /// A column with its index above it.
    private struct Column {
        let title: String
        let words: [String]
        /// The width on the screen, including the spaces before it.
        var width: Int { max(words.map(\.utf8.count).max() ?? 0, title.utf8.count) + 2 }
    }

    /// The columns that fit into a line, taken from both ends alternately; nil stands for the omitted ones.
    private static func fittingColumns(
        of tensor: Tensor, rows: [Int], beside label: Int, width: Int
    ) -> [Column?] {
        let count = tensor.shape[1]
        // At most a third of the width in columns can fit.
        let near = min(count, width / 3 + 1)
        var (left, right): ([Column], [Column]) = ([], [])
        var taken = label
        if count == near {
            let all = (0..<count).map { column(of: tensor, at: $0, rows: rows) }
            if all.reduce(label, { $0 + $1.width }) <= width { return all }
        }
        taken += 3
        while left.count + right.count < count {
            let isLeft = left.count <= right.count
            let next = column(of: tensor, at: isLeft ? left.count : count - 1 - right.count, rows: rows)
            taken += next.width
            if taken > width, left.count + right.count >= 2 { break }
            if isLeft { left.append(next) } else { right.insert(next, at: 0) }
        }
        return left + (left.count + right.count < count ? [nil] : []) + right
    }

    private static func column(of tensor: Tensor, at column: Int, rows: [Int]) -> Column {
        let line = try? tensor.indexed(by: [.all, .integer(column)])
        return Column(title: "[\(column)]", words: line.map { words(of: $0, rows: rows) } ?? [])
    }

    private static func words(of tensor: Tensor, rows: [Int?]) -> [String] {
        let indices = rows.compactMap(\.self)
        let chosen = try? tensor.taking(NDArray(indices, shape: [indices.count]), axis: 0)
        return chosen.map { NumPyText.column(of: $0) } ?? []
    }

    // MARK: - Rows

    /// The indices to show; nil stands for the omitted ones.
    static func shown(_ count: Int, most: Int, edge: Int) -> [Int?] {
        guard count > most else { return Array(0..<count) }
        return Array(0..<edge) + [nil] + Array(count - edge..<count)
    }

    static func rows(count: Int, chosen: [Int?]? = nil, width: Int, text: (Int) -> String) -> Markup {
        let rows = chosen ?? shown(count, most: most, edge: edge)
        let labels = rows.polled(work: 64).map { $0.map { "[\($0)]" } }
        let labelWidth = labels.compactMap(\.self).map(\.count).max() ?? 0
        return labelled(
            labels,
            rows.compactMap(\.self).polled(work: 64).map {
                HelpText.shortened(text($0), to: max(width - labelWidth - 2, 8))
            })
    }

    /// Texts after their labels; a nil label stands for omitted texts.
    private static func labelled(_ labels: [String?], _ words: [String]) -> Markup {
        var table = TextTable([.init(), .init()])
        var next = 0
        for label in labels.polled(work: 64) {
            guard let label else {
                table.append([Markup(mark)])
                continue
            }
            // After an interruption there may be fewer texts.
            if next == words.count { break }
            table.append([Markup(label), Markup(words[next], .number)])
            next += 1
        }
        return table.markup.isEmpty ? Markup() : table.markup + "\n"
    }
}

extension LoadedCode {
    /// The lines of its source, without indentation.
    var sourceLines: [String] {
        let bytes = Array(cell.source.utf8)
        let end = min(max(bodyRange.end, nameRange.end), bytes.count)
        let start = min(max(nameRange.start, 0), end)
        let isNewline: (UInt8) -> Bool = { $0 == UInt8(ascii: "\n") }
        // A `def` begins its line; a lambda may start anywhere in one.
        guard name != "<lambda>" else {
            return [String(decoding: bytes[start..<min(nameRange.end, end)], as: UTF8.self)]
        }
        let lineStart = bytes[..<start].lastIndex(where: isNewline).map { $0 + 1 } ?? 0
        let lines = bytes[lineStart..<end].split(omittingEmptySubsequences: false, whereSeparator: isNewline)
        let indent = lines.first?.prefix { $0 == UInt8(ascii: " ") }.count ?? 0
        return lines.map { line in
            let kept = line.prefix(indent).allSatisfy { $0 == UInt8(ascii: " ") } ? line.dropFirst(indent) : line
            return String(decoding: kept.last == UInt8(ascii: "\r") ? kept.dropLast() : kept, as: UTF8.self)
        }
    }
}

extension ValueView {
    /// The first or last rows of a value, with their indices; nil if it has no rows.
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
        case .dictionary(let dictionary):
            return page + "\(value.kindAndSize)\n" + pairs(of: dictionary, rows: rows(of: dictionary.count))
        default: return nil
        }
    }

    /// The items of a dictionary, each value after its key.
    private static func pairs(of dictionary: DictionaryObject, rows: [Int?]) -> Markup {
        if dictionary.count == 0 { return "empty\n" }
        let (keys, values) = (dictionary.keys, dictionary.values)
        return labelled(
            rows.map { $0.map { keys[$0].briefText } }, rows.compactMap { $0.map { values[$0].briefText } })
    }

    /// The whole value, however long, as `page` shows it.
    static func whole(of value: Value, named name: String) -> Markup {
        guard case .array(let array) = value, case let tensor = array.tensor, tensor.rank > 0, tensor.count > 0 else {
            if case .dictionary(let dictionary) = value {
                return "\(name, .name)  \(value.kindAndSize)\n"
                    + pairs(of: dictionary, rows: Array(0..<dictionary.count))
            }
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

    /// All rows and columns of a matrix with their indices, one row per line.
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
            // The text of an interrupted page isn't shown.
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
