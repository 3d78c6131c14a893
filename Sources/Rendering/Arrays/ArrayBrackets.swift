internal import Tensors

/// Brackets, blanks and line breaks around the formatted elements of an array (NumPy's `_formatArray`).
struct ArrayBrackets {
    /// Which indices of one axis are shown.
    struct Axis {
        /// The indices, ascending.
        var indices: [Int]
        /// Whether `...` replaces the middle ones.
        var isSummarised: Bool
    }

    private let axes: [Axis]
    private let words: [String]
    private let separator: [UInt8]
    private let separatorWithoutBlank: [UInt8]
    private var nextWord = 0
    private var text: [UInt8] = []

    /// Takes the formatted elements in C order.
    init(axes: [Axis], words: [String], separator: String) {
        self.axes = axes
        self.words = words
        self.separator = Array(separator.utf8)
        separatorWithoutBlank = self.separator.filter { $0 != UInt8(ascii: " ") }
    }

    /// The shown indices of each axis.
    static func axes(of shape: Shape, isSummarised: Bool, edgeItems edge: Int) -> [Axis] {
        shape.dimensions.map { length in
            isSummarised && length > 2 * edge
                ? Axis(indices: Array(0..<edge) + Array(length - edge..<length), isSummarised: true)
                : Axis(indices: Array(0..<length), isSummarised: false)
        }
    }

    /// The buffer addresses of the shown elements, in C order.
    static func addresses(of tensor: Tensor, axes: [Axis]) -> [Int] {
        var addresses = [tensor.offset]
        for (axis, stride) in zip(axes, tensor.strides) {
            var next: [Int] = []
            next.reserveCapacity(addresses.count * axis.indices.count)
            for address in addresses {
                for index in axis.indices { next.append(address + index * stride) }
            }
            addresses = next
        }
        return addresses
    }

    /// The whole text; lines after the first are indented by `indent` blanks.
    mutating func text(width: Int, indent: Int) -> String {
        appendAxis(0, width: width, indent: indent)
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func appendAxis(_ axis: Int, width: Int, indent: Int) {
        guard axis < axes.count else {
            appendWord()
            return
        }
        text.append(UInt8(ascii: "["))
        if axis == axes.count - 1 {
            appendRow(axes[axis], width: width - 1, indent: indent)
        } else {
            appendRows(axis, width: width - 1, indent: indent)
        }
        text.append(UInt8(ascii: "]"))
    }

    private mutating func appendRows(_ axis: Int, width: Int, indent: Int) {
        let breaks = [UInt8](repeating: UInt8(ascii: "\n"), count: axes.count - axis - 1)
        func separate(_ text: inout [UInt8], _ separator: [UInt8]) {
            text += separator
            text += breaks
            text += [UInt8](repeating: UInt8(ascii: " "), count: indent)
        }
        for (position, _) in axes[axis].indices.enumerated() {
            if position > 0 { separate(&text, separatorWithoutBlank) }
            if axes[axis].isSummarised, position == axes[axis].indices.count / 2 {
                text += "...".utf8
                separate(&text, separatorWithoutBlank)
            }
            appendAxis(axis + 1, width: width, indent: indent + 1)
        }
    }

    /// Appends the elements of the last axis, breaking lines that would exceed `width` columns.
    private mutating func appendRow(_ axis: Axis, width: Int, indent: Int) {
        var column = indent
        func breakLine(before length: Int) {
            guard column + length > width, column > indent else { return }
            while text.last == UInt8(ascii: " ") { text.removeLast() }
            text.append(UInt8(ascii: "\n"))
            text += [UInt8](repeating: UInt8(ascii: " "), count: indent)
            column = indent
        }
        for position in axis.indices.indices {
            if axis.isSummarised, position == axis.indices.count / 2 {
                breakLine(before: 3)
                text += "...".utf8
                text += separator
                column += 3 + separator.count
            }
            let length = words[nextWord].unicodeScalars.count
            breakLine(before: length)
            appendWord()
            column += length
            if position + 1 < axis.indices.count {
                text += separator
                column += separator.count
            }
        }
    }

    private mutating func appendWord() {
        text += words[nextWord].utf8
        nextWord += 1
    }
}
