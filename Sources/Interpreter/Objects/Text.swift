internal import CObjects
internal import Kernels
internal import Platform
internal import Synchronization

/// A Python string: an immutable sequence of code points.
///
/// Like Python, it compares, indexes and slices by code points. Swift's strings compare by characters, for which `e`
/// with a combining accent equals the accented letter.
public final class Text: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// The text as a Swift string.
    ///
    /// It changes only in ``append(_:)``, while one register alone holds it.
    public private(set) nonisolated(unsafe) var string: String
    /// The number of code points, Python's `len`.
    public private(set) nonisolated(unsafe) var count: Int

    /// Whether it is an `np.str_`, an array element. It behaves as a string, except for its `repr` and type.
    public let isNumPys: Bool

    /// CPython's hash, cached; -1 before, which is never a hash.
    private let knownHash = Atomic(-1)

    /// Makes a text from a Swift string.
    public init(_ string: String, isNumPys: Bool = false) {
        self.isNumPys = isNumPys
        var string = string
        string.makeContiguousUTF8()
        self.string = string
        count = string.utf8.withContiguousStorageIfAvailable { Self.codePoints(in: $0[...]) } ?? 0
    }

    /// Makes a text whose number of code points is known.
    ///
    /// - Parameter string: must be contiguous in memory, as all native Swift strings are.
    package init(_ string: String, count: Int) {
        (isNumPys, self.string, self.count) = (false, string, count)
    }

    /// Makes a text from a slice of another's ASCII bytes.
    private convenience init(ascii bytes: UnsafeBufferPointer<UInt8>) {
        self.init(String(decoding: bytes, as: UTF8.self), count: bytes.count)
    }

    /// Makes a text from code points.
    public convenience init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.polled(work: 4))
        self.init(String(view))
    }

    /// The text of a single code point.
    public static func of(_ scalar: Unicode.Scalar) -> Text {
        scalar.isASCII ? characters[Int(scalar.value)] : Text(String(Character(scalar)))
    }

    /// The single-character ASCII texts; there is one of each, as in CPython.
    private static let characters: [Text] = (0..<128).map { Text(String(UnicodeScalar(UInt8($0)))) }

    /// Makes a text from a string literal in Swift source.
    public convenience init(stringLiteral: String) { self.init(stringLiteral) }

    /// Whether it is empty.
    public var isEmpty: Bool { count == 0 }

    /// The number of bytes in UTF-8.
    package var byteCount: Int { string.utf8.count }

    /// Whether all its code points are ASCII.
    package var isASCII: Bool { count == byteCount }

    /// Its code points.
    var scalars: String.UnicodeScalarView { string.unicodeScalars }

    /// The concatenation with another text.
    func joined(with other: Text) -> Text {
        var result = ""
        result.reserveCapacity(byteCount + other.byteCount)
        result.append(interruptibly: string)
        result.append(interruptibly: other.string)
        return Text(result, count: count + other.count)
    }

    /// Appends another text in place if there is room, so that `+=` in a loop does not take quadratic time. Nothing
    /// else may hold the text.
    func append(_ other: Text) {
        string.append(interruptibly: other.string)
        count += other.count
        knownHash.store(-1, ordering: .relaxed)
    }

    /// CPython's hash, of the code points as one, two or four bytes each, whichever the widest needs.
    var pythonHash: Int {
        let known = knownHash.load(ordering: .relaxed)
        if known != -1 { return known }
        let hash = computedHash
        knownHash.store(hash, ordering: .relaxed)
        return hash
    }

    private var computedHash: Int {
        if isASCII { return withBytes { Hashing.hash(UnsafeRawBufferPointer($0)) } }
        let points = codePoints
        switch points.lazy.map(\.value).max() ?? 0 {
        case ..<0x100: return points.map { UInt8(truncatingIfNeeded: $0.value) }.withUnsafeBytes { Hashing.hash($0) }
        case ..<0x1_0000:
            return points.map { UInt16(truncatingIfNeeded: $0.value).littleEndian }.withUnsafeBytes { Hashing.hash($0) }
        default: return points.map(\.value.littleEndian).withUnsafeBytes { Hashing.hash($0) }
        }
    }

    /// The code point at a valid position, as a text.
    subscript(place: Int) -> Text {
        isASCII ? withBytes { Self.characters[Int($0[place])] } : self[place..<place + 1]
    }

    /// The first code point.
    package var first: Unicode.Scalar? {
        isASCII && !isEmpty ? withBytes { Unicode.Scalar($0[0]) } : scalars.first
    }

    /// The code points in a valid range.
    package subscript(places: Range<Int>) -> Text {
        if isASCII { return withBytes { Text(ascii: UnsafeBufferPointer(rebasing: $0[places])) } }
        let start = scalars.index(scalars.startIndex, offsetBy: places.lowerBound)
        return Text(String(scalars[start..<scalars.index(start, offsetBy: places.count)]))
    }

    /// The first position of another text, in code points, at or after a position; nil if there is none.
    ///
    /// It searches bytes: the UTF-8 sequence of a code point never occurs inside that of another.
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

    /// The last position of another text, in code points; nil if there is none.
    package func lastPlace(of part: Text) -> Int? {
        withBytes { (bytes) -> Int? in
            part.withBytes { (part) -> Int? in
                guard let start = bytes.baseAddress, let sought = part.baseAddress, !part.isEmpty else {
                    return part.isEmpty ? count : nil
                }
                for offset in (0..<max(bytes.count - part.count + 1, 0)).reversed().polled(work: 2)
                where bytes[offset] == part[0] && memcmp(start + offset, sought, part.count) == 0 {
                    return isASCII ? offset : Self.codePoints(in: bytes[0..<offset])
                }
                return nil
            }
        }
    }

    /// The byte offset of a code point.
    private func byteOffset(of place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if isASCII { return place }
        var left = place
        for (offset, byte) in bytes.enumerated().polled() where byte & 0xC0 != 0x80 {
            if left == 0 { return offset }
            left -= 1
        }
        return bytes.count
    }

    private static func codePoints(in bytes: Swift.Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        guard let start = UnsafeBufferPointer(rebasing: bytes).baseAddress else { return 0 }
        var count = 0
        Interruption.forEachPiece(of: bytes.count) { piece in
            count += count_code_points(start + piece.lowerBound, piece.count)
        }
        return count
    }

    /// Searches in pieces, so that Ctrl-C can stop it.
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

    /// Calls a body with the byte ranges between separators, in order; with at most `limit` splits if it is not
    /// negative.
    ///
    /// - Precondition: the separator is not empty.
    /// - Throws: ``EvaluationError/interrupted``.
    package func forEachPart(
        separatedBy separator: Text, limit: Int = -1, _ body: (Range<Int>) -> Void
    ) throws(EvaluationError) {
        var (start, cuts) = (0, 0)
        var meter = WorkMeter()
        while limit < 0 || cuts < limit {
            let end = withBytes { bytes in
                separator.withBytes { separator in Self.search(bytes, from: start, for: separator) }
            }
            guard let end else { break }
            body(start..<end)
            if meter.shouldStop(after: 32) { throw .interrupted }
            start = end + separator.byteCount
            cuts += 1
        }
        if Interruption.isRequested { throw .interrupted }
        body(start..<byteCount)
    }

    /// Calls a body with the byte ranges of the words between whitespace in an ASCII text, until it returns false.
    ///
    /// - Precondition: ``isASCII``.
    package func forEachWord(_ body: (_ bytes: Range<Int>) -> Bool) {
        withBytes { bytes in
            var (place, meter) = (0, WorkMeter())
            while place < bytes.count {
                let start = place
                while place < bytes.count, !Self.isBlank(bytes[place]) { place += 1 }
                if meter.shouldStop(after: place - start + 4) { return }
                if place > start, !body(start..<place) { return }
                place += 1
            }
        }
    }

    /// Whether a byte is whitespace to Python, within ASCII.
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 9...13 ~= byte || 0x1C...0x1F ~= byte }

    /// Whether a predicate holds for all code points.
    package func allSatisfy(_ holds: (Unicode.Scalar) -> Bool) -> Bool {
        isASCII ? withBytes { $0.allSatisfy { holds(Unicode.Scalar($0)) } } : scalars.allSatisfy(holds)
    }

    /// A byte range that begins and ends at code point boundaries, as a text.
    package func piece(_ bytes: Range<Int>) -> Text {
        if !isASCII { return Text(String(part(bytes))) }
        return withBytes { all in
            bytes.count == 1
                ? Self.characters[Int(all[bytes.lowerBound])]
                : Text(ascii: UnsafeBufferPointer(rebasing: all[bytes]))
        }
    }

    /// The substring of a byte range that begins and ends at code point boundaries.
    package func part(_ bytes: Range<Int>) -> Substring {
        let start = string.utf8.index(string.startIndex, offsetBy: bytes.lowerBound)
        return string[start..<string.utf8.index(start, offsetBy: bytes.count)]
    }

    /// The text with `change` applied to some thousand code points at a time.
    package func mapped(_ change: (Substring) -> String) -> Text {
        var (result, rest) = ("", string[...])
        while !rest.isEmpty, !Interruption.isRequested {
            let scalars = rest.unicodeScalars
            let end = scalars.index(scalars.startIndex, offsetBy: 1 << 14, limitedBy: scalars.endIndex)
            let piece = rest[..<(end ?? scalars.endIndex)]
            result += change(piece)
            rest = rest[piece.endIndex...]
        }
        return Text(result)
    }

    /// Calls a body with its UTF-8 bytes.
    private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // The string is kept contiguous, so it has them.
        string.utf8.withContiguousStorageIfAvailable(body) ?? Array(string.utf8).withUnsafeBufferPointer(body)
    }

    /// Its code points as an array.
    var codePoints: [Unicode.Scalar] { Array(scalars.polled(work: 4)) }

    /// Compares the bytes with another's: 0 if equal, negative if it comes first.
    private func order(to other: Text) -> Int {
        withBytes { bytes in
            other.withBytes { others in
                var order = 0
                guard let start = bytes.baseAddress, let otherStart = others.baseAddress else {
                    return bytes.count - others.count
                }
                Interruption.forEachPiece(of: min(bytes.count, others.count)) { piece in
                    if order != 0 { return }
                    order = Int(memcmp(start + piece.lowerBound, otherStart + piece.lowerBound, piece.count))
                }
                return order != 0 ? order : bytes.count - others.count
            }
        }
    }
}

extension String {
    /// Appends a text that may be long, until evaluation should stop.
    package mutating func append(interruptibly text: String) {
        let (bytes, length) = (text.utf8, 1 << 20)
        if bytes.count <= length { return self += text }
        var start = text.startIndex
        while start < text.endIndex, !Interruption.isRequested {
            var end = bytes.index(start, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
            // Split only between code points.
            while end < text.endIndex, bytes[end] & 0xC0 == 0x80 { end = bytes.index(after: end) }
            self += text[start..<end]
            start = end
        }
    }
}

extension Text: CustomStringConvertible {
    /// The text itself.
    public var description: String { string }
}

extension Text: Equatable, Comparable, Hashable {
    /// Whether both have the same code points.
    public static func == (first: Text, second: Text) -> Bool {
        if first === second { return true }
        if first.byteCount != second.byteCount { return false }
        // For ASCII, Swift's equality is the same, and it compares short texts in one step.
        if first.byteCount <= 1 << 10, first.isASCII, second.isASCII { return first.string == second.string }
        return first.order(to: second) == 0
    }

    /// Compares by code points, whose order UTF-8 preserves.
    public static func < (first: Text, second: Text) -> Bool {
        first.order(to: second) < 0
    }

    /// Hashes its code points.
    public func hash(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
