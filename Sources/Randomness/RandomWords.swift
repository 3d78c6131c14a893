internal import Kernels

/// A source of random words for the distributions; NumPy's bit generator.
package protocol RandomWords {
    /// The next 32 random bits.
    mutating func next32() -> UInt32
    /// The next 64 random bits.
    mutating func next64() -> UInt64
    /// The next number in `[0, 1)`, a multiple of 2⁻⁵³.
    mutating func nextDouble() -> Double
}

extension RandomWords {
    /// A number in `0 ... largest`: masks the bits above `largest`'s highest one, and draws again while the result is
    /// too large. Uses 32-bit words if `largest` fits in them, and draws no word for 0.
    ///
    /// NumPy's `random_interval`, and its `randint` of 64-bit integers.
    @inline(__always)
    mutating func masked(through largest: UInt64) -> UInt64 {
        if largest == 0 { return 0 }
        let mask = UInt64.max >> UInt64(largest.leadingZeroBitCount)
        if largest <= UInt64(UInt32.max) {
            while true {
                let value = UInt64(next32()) & mask
                if value <= largest { return value }
            }
        }
        while true {
            let value = next64() & mask
            if value <= largest { return value }
        }
    }

    /// A number in `0 ... largest` by multiplication with few rejections. Uses the 32-bit form if `largest` fits in
    /// 32 bits, and draws no word for 0.
    ///
    /// D. Lemire, "Fast Random Integer Generation in an Interval" (2019); NumPy's `random_bounded_uint64`.
    @inline(__always)
    mutating func multiplied(through largest: UInt64) -> UInt64 {
        if largest == 0 { return 0 }
        if largest < UInt64(UInt32.max) { return UInt64(multiplied32(through: UInt32(truncatingIfNeeded: largest))) }
        if largest == UInt64(UInt32.max) { return UInt64(next32()) }
        if largest == UInt64.max { return next64() }
        let length = largest + 1
        var product = next64().multipliedFullWidth(by: length)
        if product.low < length {
            let threshold = (UInt64.max - largest) % length
            while product.low < threshold { product = next64().multipliedFullWidth(by: length) }
        }
        return product.high
    }

    /// The 32-bit form of `multiplied(through:)`, for `largest` below 2³² - 1.
    @inline(__always)
    private mutating func multiplied32(through largest: UInt32) -> UInt32 {
        let length = largest + 1
        var product = next32().multipliedFullWidth(by: length)
        if product.low < length {
            let threshold = (UInt32.max - largest) % length
            while product.low < threshold { product = next32().multipliedFullWidth(by: length) }
        }
        return product.high
    }

    /// `0 ..< count` after Fisher and Yates's shuffle from the last entry down, with each partner drawn by
    /// `masked(through:)`.
    ///
    /// NumPy draws the same for `shuffle` of any rank, for `permutation`, and for both of its generators.
    mutating func shuffledOrder(count: Int) -> [Int] {
        var next = -1
        var order = filled(max(count, 0)) {
            next += 1
            return next
        }
        order.withUnsafeMutableBufferPointer { places in
            for place in stride(from: places.count - 1, to: 0, by: -1) {
                if place % (pieceLength / 16) == 0, Interruption.isRequested { return }
                places.swapAt(place, Int(truncatingIfNeeded: masked(through: UInt64(place))))
            }
        }
        return order
    }
}

/// The numbers drawn between two checks for a stop request.
let pieceLength = 1 << 16

/// `count` elements, each from a call of `draw`; none for a count below 1, and fewer if evaluation should stop.
///
/// - Parameter work: the approximate work per call, in draws of one number.
@inline(__always)
func filled<Element>(_ count: Int, work: Int = 1, _ draw: () -> Element) -> [Element] {
    guard count > 0 else { return [] }
    return [Element](largeCapacity: count) { buffer, initializedCount in
        while initializedCount < count {
            if initializedCount > 0, Interruption.isRequested { return }
            let end = min(initializedCount + pieceLength / work, count)
            while initializedCount < end {
                buffer.initializeElement(at: initializedCount, to: draw())
                initializedCount += 1
            }
        }
    }
}

/// `count` numbers, written by `fill` piece by piece; none for a count below 1, and fewer if evaluation should stop.
func filledInPieces(
    _ count: Int, _ fill: (UnsafeMutableBufferPointer<Double>) -> Void
) -> [Double] {
    guard count > 0 else { return [] }
    return [Double](largeCapacity: count) { buffer, initializedCount in
        while initializedCount < count {
            if initializedCount > 0, Interruption.isRequested { return }
            let end = min(initializedCount + pieceLength, count)
            fill(UnsafeMutableBufferPointer(rebasing: buffer[initializedCount..<end]))
            initializedCount = end
        }
    }
}
