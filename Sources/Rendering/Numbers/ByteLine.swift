internal import CDecimals

/// Writes a line of texts and numbers as Python prints them into a buffer of bytes.
///
/// - Precondition: the buffer has room for the bytes of the texts, and ``mostForNumber`` bytes for each number.
public struct ByteLine {
    /// The most bytes that a number takes.
    public static let mostForNumber = Int(CD_LONGEST)

    private let start: UnsafeMutablePointer<UInt8>
    /// The number of bytes written.
    public private(set) var count = 0

    /// Writes from the start of memory on.
    @inline(__always) public init(_ start: UnsafeMutablePointer<UInt8>) { self.start = start }

    /// Appends one byte.
    @inline(__always)
    public mutating func append(_ byte: UInt8) {
        start[count] = byte
        count += 1
    }

    /// Appends the UTF-8 of a text.
    @inline(__always)
    public mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let first = bytes.baseAddress else { return }
            (start + count).update(from: first, count: bytes.count)
            count += bytes.count
        }
    }

    /// Appends the decimal digits of an int.
    public mutating func append(_ number: Int) {
        var rest = number.magnitude
        if number < 0 { append(UInt8(ascii: "-")) }
        var first = count
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            rest = quotient
        } while rest > 0
        // The digits were found from the last on.
        var last = count - 1
        while first < last {
            (start[first], start[last]) = (start[last], start[first])
            (first, last) = (first + 1, last - 1)
        }
    }

    /// Appends Python's `repr` of a float, which NumPy prints for a float64 too.
    public mutating func append(_ number: Double) {
        count += (start + count).withMemoryRebound(to: CChar.self, capacity: Self.mostForNumber) {
            cd_write_shortest(number, $0)
        }
    }
}
