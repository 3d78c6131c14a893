internal import CObjects
internal import Kernels

/// A Python string: code points that never change.
///
/// It is compared, indexed and cut by code points, as Python does it; Swift's own strings compare by characters, for
/// which `e` with an accent behind it is the letter that has one.
public final class Text: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// The text as Swift has it.
    public let string: String
    /// The number of its code points, Python's `len`.
    public let count: Int

    /// A text of a Swift string's code points.
    public init(_ string: String) {
        var string = string
        string.makeContiguousUTF8()
        self.string = string
        // Of what isn't the first byte of a code point the highest bits are 10.
        count = string.utf8.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }

    /// A text of code points.
    public convenience init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(String(view))
    }

    /// A text that stands in Swift's source.
    public convenience init(stringLiteral: String) { self.init(stringLiteral) }

    /// Whether it has no code points.
    public var isEmpty: Bool { count == 0 }

    /// The bytes it takes in UTF-8.
    var byteCount: Int { string.utf8.count }

    /// Whether a code point is a byte.
    var isASCII: Bool { count == byteCount }

    /// Its code points.
    var scalars: String.UnicodeScalarView { string.unicodeScalars }

    /// The code point at a place inside it, as a text.
    subscript(place: Int) -> Text { self[place..<place + 1] }

    /// The code points at places inside it.
    subscript(places: Range<Int>) -> Text {
        let bytes = string.utf8
        if isASCII {
            let start = bytes.index(bytes.startIndex, offsetBy: places.lowerBound)
            return Text(String(string[start..<bytes.index(start, offsetBy: places.count)]))
        }
        let start = scalars.index(scalars.startIndex, offsetBy: places.lowerBound)
        return Text(String(scalars[start..<scalars.index(start, offsetBy: places.count)]))
    }

    /// Where another text begins in it first, in code points, from a place on; nil if it doesn't.
    ///
    /// What UTF-8 writes for one code point never begins inside another's, so that the bytes can be searched.
    package func firstPlace(of part: Text, from start: Int = 0) -> Int? {
        guard start <= count else { return nil }
        return withBytes { (bytes) -> Int? in
            part.withBytes { (part) -> Int? in
                let first = byteOffset(of: start, in: bytes)
                guard let found = Self.search(bytes, from: first, for: part) else { return nil }
                return isASCII ? found : start + Self.codePoints(in: bytes[first..<found])
            }
        }
    }

    /// The byte at which a code point begins.
    private func byteOffset(of place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if isASCII { return place }
        var (left, offset) = (place, 0)
        while offset < bytes.count {
            if bytes[offset] & 0xC0 != 0x80 {
                if left == 0 { break }
                left -= 1
            }
            offset += 1
        }
        return offset
    }

    private static func codePoints(in bytes: Swift.Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }

    /// Searches piece by piece, so that Ctrl-C ends it.
    private static func search(
        _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, for part: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        guard let start = bytes.baseAddress, let sought = part.baseAddress, !part.isEmpty else {
            return part.isEmpty ? first : nil
        }
        var offset = first
        while offset + part.count <= bytes.count, !Interruption.isRequested {
            let length = min(bytes.count - offset, max(1 << 20, 2 * part.count))
            if let found = find_bytes(start + offset, length, sought, part.count) {
                return UnsafeRawPointer(found) - UnsafeRawPointer(start)
            }
            offset += length - part.count + 1
        }
        return nil
    }

    /// Calls a body with its bytes in UTF-8.
    private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // The string is kept contiguous, so that it has them.
        string.utf8.withContiguousStorageIfAvailable(body) ?? Array(string.utf8).withUnsafeBufferPointer(body)
    }

    /// Its code points, for whoever goes through many.
    var codePoints: [Unicode.Scalar] { Array(scalars) }
}

extension Text: CustomStringConvertible {
    /// The text itself.
    public var description: String { string }
}

extension Text: Equatable, Comparable, Hashable {
    /// Whether both have the same code points.
    public static func == (first: Text, second: Text) -> Bool {
        first === second || first.count == second.count && first.string.utf8.elementsEqual(second.string.utf8)
    }

    /// Whether one stands before the other by code points; UTF-8 keeps their order.
    public static func < (first: Text, second: Text) -> Bool {
        first.string.utf8.lexicographicallyPrecedes(second.string.utf8)
    }

    /// Its code points.
    public func hash(into hasher: inout Hasher) {
        for byte in string.utf8 { hasher.combine(byte) }
    }
}
