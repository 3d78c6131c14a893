internal import Interpreter
internal import Kernels
internal import Rendering
internal import Tensors

/// The result of `find` in a tensor: the elements that are nan or infinite, or those of a mask that are True.
struct Finding: Sendable {
    /// The maximum number of places and columns that are named.
    private static let (mostPlaces, mostColumns) = (20, 8)

    /// Up to this number of places, the counts per column are omitted.
    private static let fewPlaces = 6

    private let name: String
    private let shape: Shape
    private let isMask: Bool
    private let counts: (nan: Int, infinite: Int)
    private let count: Int
    /// The first places found, with the elements there.
    private let places: [(index: String, word: String)]
    /// The number found in each column, if there are several columns.
    private let columns: [(column: Int, count: Int)]

    init(in tensor: Tensor, named name: String) {
        self.name = name
        shape = tensor.shape
        var (nan, infinite, flat) = (0, 0, 0)
        var places: [(Int, String)] = []
        let width = tensor.rank >= 2 ? tensor.shape[tensor.rank - 1] : 0
        var perColumn = [Int](repeating: 0, count: width)
        func take(_ word: @autoclosure () -> String) {
            if places.count < Self.mostPlaces { places.append((flat, word())) }
            if width > 0 { perColumn[flat % width] += 1 }
        }
        var found = 0
        switch tensor.dtype.kind {
        case .boolean:
            isMask = true
            let array = tensor.asBool()
            array.forEach { element in
                if element {
                    found += 1
                    take("")
                }
                flat += 1
            }
        case .floating:
            isMask = false
            tensor.asFloat64().forEach { element in
                if !element.isFinite {
                    found += 1
                    if element.isNaN { nan += 1 } else { infinite += 1 }
                    take(element.isNaN ? "nan" : element > 0 ? "inf" : "-inf")
                }
                flat += 1
            }
        case .complex:
            isMask = false
            let parts = [tensor.parts(imaginary: false), tensor.parts(imaginary: true)].map { $0?.asFloat64().elements }
            for (real, imaginary) in zip(parts[0] ?? [], parts[1] ?? []).polled() {
                let value = Complex(real, imaginary)
                if !value.isFinite {
                    found += 1
                    if value.isNaN { nan += 1 } else { infinite += 1 }
                    take(PythonText.repr(value))
                }
                flat += 1
            }
        case .signed, .unsigned, .text: isMask = false
        }
        count = found
        counts = (nan, infinite)
        let shape = tensor.shape
        self.places = places.map { (Self.index(of: $0.0, in: shape), $0.1) }
        let most = perColumn.enumerated().filter { $0.element > 0 }.sorted {
            ($1.element, $0.offset) < ($0.element, $1.offset)
        }
        columns = width > 1 ? most.map { (column: $0.offset, count: $0.element) } : []
    }

    /// The index of an element: `[3, 0]`.
    static func index(of flat: Int, in shape: Shape) -> String {
        "[\(shape.indices(ofFlat: flat).map(String.init).joined(separator: ", "))]"
    }

    func markup(columns width: Int) -> Markup {
        var flow = TextFlow(width: width)
        flow.paragraph(summary, hanging: 2)
        if count == 0 { return flow.markup }
        if shape.rank > 0 {
            // A line never breaks within a place.
            var words = places.map { $0.word.isEmpty ? $0.index : "\($0.index) \($0.word)" }
            for index in words.indices.dropLast(count > places.count ? 0 : 1) { words[index] += "," }
            if count > places.count { words.append("and \(count - places.count) more") }
            flow.lines(TextFlow.wrapped(words: words, width: flow.width - 2), indent: 2, style: .number)
        }
        if count > Self.fewPlaces, columns.count > 0, shape.rank >= 2 {
            let rows = shape.count / shape[shape.rank - 1]
            var words = columns.prefix(Self.mostColumns).map { "[\($0.column)] \($0.count) of \(rows)," }
            if columns.count > Self.mostColumns {
                words.append("and \(columns.count - Self.mostColumns) more columns,")
            }
            let text = words.joined(separator: " ")
            flow.paragraph("by column: \(text.dropLast())", indent: 2, hanging: 2)
        }
        return flow.markup
    }

    private var summary: String {
        let all = Words.count(shape.count, "element") + ", shape \(shape)"
        if isMask { return "\(name) is True \(count == 0 ? "nowhere in" : "in \(count) of") \(all)" }
        if count == 0 { return "\(name) has no nan and no inf in \(all)" }
        let kinds = [(counts.nan, "nan"), (counts.infinite, "infinite")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return "\(name) has \(Words.list(kinds)) of \(all)"
    }
}
