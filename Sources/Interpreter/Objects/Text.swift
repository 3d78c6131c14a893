internal import CObjects
internal import Kernels
internal import Platform
internal import Synchronization

/// A Python string: code points that never change.
///
/// It is compared, indexed and cut by code points, as Python does it; Swift's own strings compare by characters, for
/// which `e` with an accent behind it is the letter that has one.
public final class Text: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// The text as Swift has it.
    ///
    /// It changes only by ``append(_:)``, while one register alone holds it.
    public private(set) nonisolated(unsafe) var string: String
    /// The number of its code points, Python's `len`.
    public private(set) nonisolated(unsafe) var count: Int

    /// Whether it is one of NumPy's (`np.str_`), an element of an array: a string all the same, but for its `repr` and type.
    public let isNumPys: Bool

    /// CPython's hash once it was asked for; -1 before, which no text has.
    private let knownHash = Atomic(-1)

    /// A text of a Swift string's code points.
    public init(_ string: String, isNumPys: Bool = false) {
        self.isNumPys = isNumPys
        var string = string
        string.makeContiguousUTF8()
        self.string = string
        count = string.utf8.withContiguousStorageIfAvailable { Self.codePoints(in: $0[...]) } ?? 0
    }

    /// A text whose number of code points is known.
    ///
    /// - Parameter string: contiguous in memory, as all are that Swift itself has made.
    package init(_ string: String, count: Int) {
        (isNumPys, self.string, self.count) = (false, string, count)
    }

    /// A text of bytes that are part of another in ASCII.
    private convenience init(ascii bytes: UnsafeBufferPointer<UInt8>) {
        self.init(String(decoding: bytes, as: UTF8.self), count: bytes.count)
    }

    /// A text of code points.
    public convenience init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.polled(work: 4))
        self.init(String(view))
    }

    /// The text of one code point.
    public static func of(_ scalar: Unicode.Scalar) -> Text {
        scalar.isASCII ? characters[Int(scalar.value)] : Text(String(Character(scalar)))
    }

    /// The texts of one ASCII character each: there is one of each, as in CPython.
    private static let characters: [Text] = (0..<128).map { Text(String(UnicodeScalar(UInt8($0)))) }

    /// A text that stands in Swift's source.
    public convenience init(stringLiteral: String) { self.init(stringLiteral) }

    /// Whether it has no code points.
    public var isEmpty: Bool { count == 0 }

    /// The bytes it takes in UTF-8.
    var byteCount: Int { string.utf8.count }

    /// Whether a code point is a byte.
    package var isASCII: Bool { count == byteCount }

    /// Its code points.
    var scalars: String.UnicodeScalarView { string.unicodeScalars }

    /// Both, one behind the other.
    func joined(with other: Text) -> Text {
        var result = ""
        result.reserveCapacity(byteCount + other.byteCount)
        result.append(interruptibly: string)
        result.append(interruptibly: other.string)
        return Text(result, count: count + other.count)
    }

    /// Puts another behind it, in the memory that it has if there is room: what `+=` in a loop needs, to take no time that
    /// grows with its square. Nobody else may hold it.
    func append(_ other: Text) {
        string.append(interruptibly: other.string)
        count += other.count
        knownHash.store(-1, ordering: .relaxed)
    }

    /// CPython's hash: of its code points as bytes, or as two or four bytes each where one needs them.
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

    /// The code point at a place inside it, as a text.
    subscript(place: Int) -> Text {
        isASCII ? withBytes { Self.characters[Int($0[place])] } : self[place..<place + 1]
    }

    /// Its first code point.
    package var first: Unicode.Scalar? {
        isASCII && !isEmpty ? withBytes { Unicode.Scalar($0[0]) } : scalars.first
    }

    /// The code points at places inside it.
    package subscript(places: Range<Int>) -> Text {
        if isASCII { return withBytes { Text(ascii: UnsafeBufferPointer(rebasing: $0[places])) } }
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

    /// Where another text begins in it last, in code points; nil if it doesn't.
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

    /// The byte at which a code point begins.
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

    /// Calls a body with the bytes between separators, one part after the other: at most `limit` cuts if it isn't negative.
    ///
    /// - Precondition: the separator isn't empty.
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

    /// Calls a body with the words between runs of blanks of a text in ASCII, until it gives false.
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

    /// Whether a byte is a blank of Python's in ASCII.
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 9...13 ~= byte || 0x1C...0x1F ~= byte }

    /// Whether something holds of all its code points.
    package func allSatisfy(_ holds: (Unicode.Scalar) -> Bool) -> Bool {
        isASCII ? withBytes { $0.allSatisfy { holds(Unicode.Scalar($0)) } } : scalars.allSatisfy(holds)
    }

    /// The bytes from one code point's first on to another's, as a text.
    package func piece(_ bytes: Range<Int>) -> Text {
        if !isASCII { return Text(String(part(bytes))) }
        return withBytes { all in
            bytes.count == 1
                ? Self.characters[Int(all[bytes.lowerBound])]
                : Text(ascii: UnsafeBufferPointer(rebasing: all[bytes]))
        }
    }

    /// The text of bytes from one code point's first on to another's.
    package func part(_ bytes: Range<Int>) -> Substring {
        let start = string.utf8.index(string.startIndex, offsetBy: bytes.lowerBound)
        return string[start..<string.utf8.index(start, offsetBy: bytes.count)]
    }

    /// What `change` makes of its code points: of some thousand at a time, each on its own.
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

    /// Calls a body with its bytes in UTF-8.
    private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // The string is kept contiguous, so that it has them.
        string.utf8.withContiguousStorageIfAvailable(body) ?? Array(string.utf8).withUnsafeBufferPointer(body)
    }

    /// Its code points, for whoever goes through many.
    var codePoints: [Unicode.Scalar] { Array(scalars.polled(work: 4)) }

    /// Whether it has the bytes of another (0), or stands before it (negative) or behind it.
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
            // No code point is cut.
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
        // Of ASCII Swift has the same notion, and short texts are compared in one step.
        if first.byteCount <= 1 << 10, first.isASCII, second.isASCII { return first.string == second.string }
        return first.order(to: second) == 0
    }

    /// Whether one stands before the other by code points; UTF-8 keeps their order.
    public static func < (first: Text, second: Text) -> Bool {
        first.order(to: second) < 0
    }

    /// Its code points.
    public func hash(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
