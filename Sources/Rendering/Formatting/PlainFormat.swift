internal import CDecimals

/// The most common specifications of f-strings (`05d`, `>8`, `.3f`), parsed and applied in one pass over bytes.
///
/// Everything else, including numbers out of range, is left to ``FormatSpecification``, the reference implementation.
struct PlainFormat {
    /// `<` or `>`, if one was given.
    private var alignment: UInt8 = 0
    private var fillsZeros = false
    private var width = 0
    private var precision: Int?
    /// The type's letter; 0 if none was given.
    private var code: UInt8 = 0

    /// Larger widths and precisions are left to the reference implementation.
    private static let longest = 99
    /// The size of a buffer for any supported width, sign, integer part and precision.
    private static let room = 160

    /// Parses a specification; nil if it has another form.
    init?(_ specification: String) {
        var bytes = Substring(specification).utf8
        if bytes.first == UInt8(ascii: "<") || bytes.first == UInt8(ascii: ">") { alignment = bytes.removeFirst() }
        if bytes.first == UInt8(ascii: "0") {
            fillsZeros = true
            bytes.removeFirst()
        }
        width = Self.takeNumber(&bytes) ?? 0
        if bytes.first == UInt8(ascii: ".") {
            bytes.removeFirst()
            guard let digits = Self.takeNumber(&bytes) else { return nil }
            precision = digits
        }
        if let letter = bytes.first {
            code = letter
            bytes.removeFirst()
        }
        guard bytes.isEmpty, width <= Self.longest, (precision ?? 0) <= 40 else { return nil }
        // With an alignment, a leading zero is its fill.
        if fillsZeros, alignment != 0 { return nil }
    }

    private static func takeNumber(_ bytes: inout Substring.UTF8View) -> Int? {
        var number: Int?
        while let digit = bytes.first, 0x30...0x39 ~= digit, (number ?? 0) <= longest {
            number = (number ?? 0) * 10 + Int(digit - 0x30)
            bytes.removeFirst()
        }
        return number
    }

    /// Formats an int; nil if the specification doesn't suit an int.
    func text(of number: Int) -> String? {
        guard code == 0 || code == UInt8(ascii: "d"), precision == nil else { return nil }
        return padded { text in
            var (rest, count) = (number.magnitude, 0)
            repeat {
                text[Self.room - 1 - count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
                count += 1
            } while rest != 0
            if number < 0 {
                count += 1
                text[Self.room - count] = UInt8(ascii: "-")
            }
            return Self.room - count..<Self.room
        }
    }

    /// Formats a float with a fixed number of decimals; nil for other forms, infinities, nan, and more than fifteen
    /// digits before the point.
    func text(of number: Double) -> String? {
        guard code == UInt8(ascii: "f"), number.magnitude < 1e15 else { return nil }
        return padded { text in
            text.withMemoryRebound(to: CChar.self) { text in
                guard let start = text.baseAddress else { return 0..<0 }
                return 0..<cd_write_fixed(number, precision ?? 6, start)
            }
        }
    }

    /// Pads a short ASCII text to the width; nil for others.
    func text(of string: String) -> String? {
        guard code == 0 || code == UInt8(ascii: "s"), precision == nil, !fillsZeros, string.utf8.count < Self.room,
            string.utf8.allSatisfy({ $0 < 0x80 })
        else { return nil }
        let blanks = String(repeating: " ", count: max(width - string.utf8.count, 0))
        return alignment == UInt8(ascii: ">") ? blanks + string : string + blanks
    }

    /// Pads a number to the width.
    ///
    /// - Parameter write: writes the number into ``room`` bytes and returns its range.
    private func padded(_ write: (UnsafeMutableBufferPointer<UInt8>) -> Range<Int>) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.room) { text in
            let place = write(text)
            let padding = width - place.count
            if padding <= 0 { return String(decoding: text[place], as: UTF8.self) }
            return String(unsafeUninitializedCapacity: width) { result in
                let isNegative = fillsZeros && text[place.lowerBound] == UInt8(ascii: "-")
                let number = isNegative ? place.dropFirst() : place
                // The sign goes before the zeros; blanks go before everything.
                let before = alignment == UInt8(ascii: "<") ? 0 : padding
                if isNegative { result[0] = UInt8(ascii: "-") }
                for index in 0..<width {
                    let position = index - before - (isNegative ? 1 : 0)
                    if isNegative, index == 0 { continue }
                    result[index] =
                        number.contains(number.lowerBound + position)
                        ? text[number.lowerBound + position] : UInt8(ascii: fillsZeros ? "0" : " ")
                }
                return width
            }
        }
    }
}
