internal import Kernels
internal import Synchronization

/// A text as the element of an array (`np.str_`): up to 15 bytes of UTF-8 in place, or the number of a longer text.
///
/// Elements are plain bits, so that texts are moved about as numbers are. Longer texts stand in a table of the process,
/// each once, and stay there. As in NumPy a text has no NULs at its end.
@frozen public struct TextElement: Sendable, Hashable {
    /// The first 8 bytes, or the number of a long text.
    private let high: UInt64
    /// The next 7 bytes and, lowest, how many bytes there are; `longMark` for a long text.
    private let low: UInt64

    private static let longMark: UInt64 = 0xFF
    private static let shortLimit = 15

    /// A text; NULs at its end are dropped.
    public init(_ string: String) {
        var string = string
        self = string.withUTF8 { TextElement(utf8: $0) }
    }

    /// The text of these bytes.
    ///
    /// - Precondition: they are valid UTF-8.
    public init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        var count = bytes.count
        while count > 0, bytes[count - 1] == 0 { count -= 1 }
        guard count <= Self.shortLimit else {
            high = LongTexts.number(of: Array(bytes[..<count]))
            low = Self.longMark
            return
        }
        var words: (UInt64, UInt64) = (0, UInt64(count))
        for place in 0..<count {
            let byte = UInt64(bytes[place])
            if place < 8 { words.0 |= byte << (56 - 8 * place) } else { words.1 |= byte << (120 - 8 * place) }
        }
        (high, low) = words
    }

    /// The text of a number.
    public init(_ text: InternedText) {
        self = LongTexts.bytes(of: text.number).withUnsafeBufferPointer { TextElement(utf8: $0) }
    }

    /// What tells it from all others of the process.
    var bits: (UInt64, UInt64) { (high, low) }

    private var isLong: Bool { low & 0xFF == Self.longMark }

    /// Its bytes in UTF-8.
    public var utf8: [UInt8] {
        if isLong { return LongTexts.bytes(of: high) }
        return (0..<Int(low & 0xFF)).map { place in
            UInt8(truncatingIfNeeded: place < 8 ? high >> (56 - 8 * place) : low >> (120 - 8 * place))
        }
    }

    /// The text as Swift has it.
    public var string: String { String(decoding: utf8, as: UTF8.self) }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { low & 0xFF == 0 }

    /// The number of its code points.
    public var count: Int { utf8.reduce(into: 0) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } } }

    /// Its first code points.
    public func prefix(_ length: Int) -> TextElement {
        let bytes = utf8
        var seen = 0
        for (place, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            if seen == length { return bytes[..<place].withUnsafeBufferPointer { TextElement(utf8: $0) } }
            seen += 1
        }
        return self
    }
}

/// A text by its number in a table of the process: as small as a number, as scalars have it.
public struct InternedText: Sendable, Equatable {
    let number: UInt64

    /// A text that is among others of its kind from now on.
    public init(_ text: TextElement) { number = LongTexts.number(of: text.utf8) }

    /// The text as Swift has it.
    public var string: String { String(decoding: LongTexts.bytes(of: number), as: UTF8.self) }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { LongTexts.bytes(of: number).isEmpty }
}

/// The texts of more than 15 bytes and those that scalars are, each once.
private enum LongTexts {
    private struct Table {
        var numbers: [[UInt8]: UInt64] = [:]
        var texts: [[UInt8]] = []
    }

    private static let table = Mutex(Table())

    static func number(of bytes: [UInt8]) -> UInt64 {
        table.withLock { table in
            if let number = table.numbers[bytes] { return number }
            let number = UInt64(table.texts.count)
            table.numbers[bytes] = number
            table.texts.append(bytes)
            return number
        }
    }

    static func bytes(of number: UInt64) -> [UInt8] { table.withLock { $0.texts[Int(number)] } }
}

extension TextElement: TensorElement {
    /// A text as wide as it happens to be: ``OtherArray/dtype`` says how wide those of an array are.
    public static var dtype: DType { .text(width: 0) }
    /// The empty text.
    public static var zero: TextElement { TextElement("") }
    /// What NumPy writes for 1.
    public static var one: TextElement { TextElement("1") }
    /// Wraps an array of texts, as wide as the widest.
    public static func tensor(_ array: NDArray<TextElement>) -> Tensor {
        var width = 1
        for element in array.elements.polled() { width = max(width, element.count) }
        return .other(OtherArray(array, dtype: .text(width: width)))
    }
    /// Wraps an array of texts of at most so many code points.
    public static func tensor(_ array: NDArray<TextElement>, width: Int) -> Tensor {
        .other(OtherArray(array, dtype: .text(width: max(width, 1))))
    }
    /// The array of a tensor of texts.
    ///
    /// - Precondition: numbers have been written as texts before, by who knows how Python writes them.
    public static func array(_ tensor: Tensor, flags: inout FloatingPointFlags) -> NDArray<TextElement> {
        precondition(tensor.dtype.isText)
        return tensor.array(as: TextElement.self)
    }
    /// Whether its code points come first; UTF-8 keeps their order.
    public static func precedes(_ left: TextElement, _ right: TextElement) -> Bool {
        if left.isLong || right.isLong { return left.utf8.lexicographicallyPrecedes(right.utf8) }
        return (left.high, left.low) < (right.high, right.low)
    }
    /// The text itself.
    public var number: ElementNumber { .text(InternedText(self)) }
    /// The text that it is.
    public init(_ number: ElementNumber, isInvalid: inout Bool) {
        guard case .text(let text) = number else {
            preconditionFailure("numbers are written as texts by who knows how Python writes them")
        }
        self = TextElement(text)
    }
}

/// What holds texts whose width is that of an array's element type.
protocol HoldsTexts {
    /// The same of a type of this width.
    func withTextWidth(_ width: Int) -> Self
}

extension Tensor: HoldsTexts {
    /// Texts of this width, if it is one of texts.
    ///
    /// - Precondition: none is longer.
    package func withTextWidth(_ width: Int) -> Tensor {
        guard case .other(let array) = self, array.dtype.isText else { return self }
        return .other(OtherArray(array.typed(as: TextElement.self), dtype: .text(width: max(width, 1))))
    }

    /// Texts of the width of the longest.
    package var withFittingTextWidth: Tensor { TextElement.tensor(array(as: TextElement.self)) }

    /// Texts cut to a width.
    public func cut(toTextWidth width: Int) throws(TensorError) -> Tensor {
        let texts = array(as: TextElement.self)
        let result = try NDArray<TextElement>(shape: shape, strides: copyStrides) { output in
            texts.write(to: output, strides: copyStrides)
        }
        result.withUnsafeMutableBuffer { elements in
            for place in elements.indices.polled() { elements[place] = elements[place].prefix(width) }
        }
        return .other(OtherArray(result, dtype: .text(width: width)))
    }

    /// The texts in C order; nil of numbers.
    package var texts: [String]? {
        dtype.isText ? array(as: TextElement.self).elements.map(\.string) : nil
    }
}

extension UniqueElements: HoldsTexts {
    func withTextWidth(_ width: Int) -> UniqueElements {
        var result = self
        result.values = values.withTextWidth(width)
        return result
    }
}

/// What came of texts of a width, with that width where it holds texts.
func widened<Result>(_ result: Result, to width: Int) -> Result {
    if width == 0 { return result }
    if let holder = result as? any HoldsTexts { return holder.withTextWidth(width) as? Result ?? result }
    if let (tensor, flags) = result as? (Tensor, FloatingPointFlags) {
        return (tensor.withTextWidth(width), flags) as? Result ?? result
    }
    return result
}
