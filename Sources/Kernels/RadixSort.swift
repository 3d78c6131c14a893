internal import CKernels

/// Sorting by the bytes of keys, least significant first; equal elements keep their order, as in a stable sort by comparison.
///
/// Source: Knuth, The Art of Computer Programming, volume 3, section 5.2.5.
public struct RadixSort: Sendable {
    /// How the bits of an element give the key by which it is sorted.
    public enum Key: Sendable {
        /// A whole number without a sign.
        case unsigned
        /// A whole number in two's complement.
        case signed
        /// An IEEE number: nan comes last, and -0.0 equals 0.0.
        case floatingPoint

        fileprivate var kind: ck_key_kind {
            switch self {
            case .unsigned: CK_UNSIGNED_KEY
            case .signed: CK_SIGNED_KEY
            case .floatingPoint: CK_FLOAT_KEY
            }
        }
    }

    /// Fewer elements than this are sorted faster by comparison.
    public static let leastCount = 512

    private let key: Key
    /// The bytes of an element, 4 or 8.
    private let width: Int

    /// A sort of elements of 4 or 8 bytes.
    public init(key: Key, width: Int) {
        precondition(width == 4 || width == 8)
        self.key = key
        self.width = width
    }

    /// The bytes of scratch memory that ``sort(_:count:scratch:)`` needs.
    public func scratchBytes(sorting count: Int) -> Int { count * width }

    /// The bytes of scratch memory that ``order(of:count:scratch:)`` needs.
    public func scratchBytes(ordering count: Int) -> Int { 2 * count * MemoryLayout<ck_keyed_place>.stride }

    /// Sorts elements in place. Nobody else may change them meanwhile.
    ///
    /// - Parameter scratch: memory of ``scratchBytes(sorting:)`` bytes, aligned to 8.
    /// - Postcondition: the elements are unspecified if evaluation should stop.
    public func sort(_ elements: UnsafeMutableRawPointer, count: Int, scratch: UnsafeMutableRawPointer) {
        var (source, target) = (elements, scratch)
        for (byte, places) in passes(elements, count) {
            var places = places
            let isWhole = Interruption.forEachPiece(of: count) { piece in
                ck_move_by_key_byte(
                    source + piece.lowerBound * width, piece.count, CInt(width), key.kind, CInt(byte), target, &places)
            }
            // The counts hold for all elements only.
            if !isWhole { return }
            swap(&source, &target)
        }
        if source != elements { elements.copyMemory(from: source, byteCount: count * width) }
    }

    /// Finds the places of elements in sorted order. Nobody may change the elements meanwhile.
    ///
    /// - Parameters:
    ///   - scratch: memory of ``scratchBytes(ordering:)`` bytes, aligned to 8.
    ///   - order: room for `count` places.
    /// - Returns: false if evaluation should stop; `order` is not written then.
    public func findOrder(
        of elements: UnsafeRawPointer, count: Int, scratch: UnsafeMutableRawPointer,
        into order: UnsafeMutablePointer<Int>
    ) -> Bool {
        let pairs = scratch.bindMemory(to: ck_keyed_place.self, capacity: 2 * count)
        var (source, target) = (pairs, pairs + count)
        let passes = passes(elements, count)
        var isWhole = Interruption.forEachPiece(of: count) { piece in
            let first = piece.lowerBound
            ck_pair_keys(elements + first * width, first, piece.count, CInt(width), key.kind, source + first)
        }
        for (byte, places) in passes where isWhole {
            var places = places
            isWhole = Interruption.forEachPiece(of: count) { piece in
                ck_move_pairs_by_key_byte(source + piece.lowerBound, piece.count, CInt(byte), target, &places)
            }
            swap(&source, &target)
        }
        if !isWhole || Interruption.isRequested { return false }
        for place in 0..<count { order[place] = source[place].place }
        return true
    }

    /// The bytes of the keys by which the elements differ, each with where the first element of each value goes; none if
    /// evaluation should stop, since the counts are incomplete then.
    private func passes(_ elements: UnsafeRawPointer, _ count: Int) -> [(byte: Int, places: [Int])] {
        var counts = [Int](repeating: 0, count: 256 * width)
        let isWhole = Interruption.forEachPiece(of: count) { piece in
            ck_count_key_bytes(elements + piece.lowerBound * width, piece.count, CInt(width), key.kind, &counts)
        }
        if !isWhole { return [] }
        return (0..<width).compactMap { byte in
            let values = counts[byte * 256..<(byte + 1) * 256]
            if values.contains(count) { return nil }
            var next = 0
            return (
                byte,
                values.map { value in
                    defer { next += value }
                    return next
                }
            )
        }
    }
}
