internal import Kernels
internal import Synchronization

/// A text as an array element (`np.str_`): up to 15 bytes of UTF-8 inline, or the number of a longer text.
///
/// Elements are plain bits, so texts are copied like numbers. Longer texts are interned in a process-wide table and
/// never freed. As in NumPy, trailing NULs are dropped.
@frozen public struct TextElement: Sendable, Hashable {
    /// The first 8 bytes, or the number of a long text.
    private let high: UInt64
    /// The next 7 bytes and, in the lowest byte, the byte count; `longMark` for a long text.
    private let low: UInt64

    private static let longMark: UInt64 = 0xFF
    private static let shortLimit = 15

    /// Makes an element from a text; trailing NULs are dropped.
    public init(_ string: String) {
        var string = string
        self = string.withUTF8 { TextElement(utf8: $0) }
    }

    /// Makes an element from UTF-8 bytes.
    ///
    /// - Precondition: the bytes are valid UTF-8.
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

    /// The text with this number.
    public init(_ text: InternedText) {
        self = LongTexts.bytes(of: text.number).withUnsafeBufferPointer { TextElement(utf8: $0) }
    }

    /// What tells it from all others of the process.
    var bits: (UInt64, UInt64) { (high, low) }

    private var isLong: Bool { low & 0xFF == Self.longMark }

    /// The UTF-8 bytes.
    public var utf8: [UInt8] {
        if isLong { return LongTexts.bytes(of: high) }
        return (0..<Int(low & 0xFF)).map { place in
            UInt8(truncatingIfNeeded: place < 8 ? high >> (56 - 8 * place) : low >> (120 - 8 * place))
        }
    }

    /// The text as a Swift string.
    public var string: String { String(decoding: utf8, as: UTF8.self) }

    /// Whether it is empty.
    public var isEmpty: Bool { low & 0xFF == 0 }

    /// The number of code points.
    public var count: Int { utf8.reduce(into: 0) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } } }

    /// The first `length` code points.
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

/// A text identified by its number in a process-wide table, so that a scalar is as small as a number.
public struct InternedText: Sendable, Equatable {
    let number: UInt64

    /// Interns a text.
    public init(_ text: TextElement) { number = LongTexts.number(of: text.utf8) }

    /// The text as a Swift string.
    public var string: String { String(decoding: LongTexts.bytes(of: number), as: UTF8.self) }

    /// Whether it is empty.
    public var isEmpty: Bool { LongTexts.bytes(of: number).isEmpty }
}

/// The interned texts: those of more than 15 bytes, and those held by scalars.
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
    /// A text type without a width; ``OtherArray/dtype`` has the width of an array's texts.
    public static var dtype: DType { .text(width: 0) }
    /// The empty text.
    public static var zero: TextElement { TextElement("") }
    /// NumPy's text for 1.
    public static var one: TextElement { TextElement("1") }
    /// Wraps an array of texts, with the width of the longest.
    public static func tensor(_ array: NDArray<TextElement>) -> Tensor {
        var width = 1
        for element in array.elements.polled() { width = max(width, element.count) }
        return .other(OtherArray(array, dtype: .text(width: width)))
    }
    /// Wraps an array of texts of at most `width` code points.
    public static func tensor(_ array: NDArray<TextElement>, width: Int) -> Tensor {
        .other(OtherArray(array, dtype: .text(width: max(width, 1))))
    }
    /// The array of a tensor of texts.
    ///
    /// - Precondition: the tensor holds texts; the caller has formatted numbers as Python does.
    public static func array(_ tensor: Tensor, flags: inout FloatingPointFlags) -> NDArray<TextElement> {
        precondition(tensor.dtype.isText)
        return tensor.array(as: TextElement.self)
    }
    /// Whether `left` sorts before `right` by code points; UTF-8 preserves their order.
    public static func precedes(_ left: TextElement, _ right: TextElement) -> Bool {
        if left.isLong || right.isLong { return left.utf8.lexicographicallyPrecedes(right.utf8) }
        return (left.high, left.low) < (right.high, right.low)
    }
    /// The text itself.
    public var number: ElementNumber { .text(InternedText(self)) }
    /// The text of a number that holds one.
    public init(_ number: ElementNumber, isInvalid: inout Bool) {
        guard case .text(let text) = number else {
            preconditionFailure("numbers are written as texts by who knows how Python writes them")
        }
        self = TextElement(text)
    }
}

/// A value with texts whose width is that of an array's element type.
protocol HoldsTexts {
    /// The same with this text width.
    func withTextWidth(_ width: Int) -> Self
}

extension Tensor: HoldsTexts {
    /// The tensor with this text width, if it holds texts.
    ///
    /// - Precondition: no text is longer.
    package func withTextWidth(_ width: Int) -> Tensor {
        guard case .other(let array) = self, array.dtype.isText else { return self }
        return .other(OtherArray(array.typed(as: TextElement.self), dtype: .text(width: max(width, 1))))
    }

    /// The texts with the width of the longest.
    package var withFittingTextWidth: Tensor { TextElement.tensor(array(as: TextElement.self)) }

    /// The texts truncated to `width` code points.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``, ``TensorError/interrupted``.
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

    /// The texts in C order; nil for numbers.
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

/// A result with its text width set, where it holds texts and `width` isn't 0.
func widened<Result>(_ result: Result, to width: Int) -> Result {
    if width == 0 { return result }
    if let holder = result as? any HoldsTexts { return holder.withTextWidth(width) as? Result ?? result }
    if let (tensor, flags) = result as? (Tensor, FloatingPointFlags) {
        return (tensor.withTextWidth(width), flags) as? Result ?? result
    }
    return result
}
