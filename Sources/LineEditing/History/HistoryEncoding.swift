/// How an entry stands in the file: as it was typed, line by line, so that people can read it.
///
/// - A line that goes on with another ends in a backslash, and the one that follows begins with a tab. Both marks
///   together show where an entry was cut off, and keep damage from reaching the entries behind it.
/// - A backslash of the entry itself is doubled. Control characters other than the tab are written `\xHH`, and a tab
///   that begins the entry `\t`.
/// - A line that ends in `\?` is what was left of an entry when a process was stopped; whoever wrote next marked it.
enum HistoryEncoding {
    static let tab = UInt8(ascii: "\t"), newline = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")
    static let backslash = UInt8(ascii: "\\"), question = UInt8(ascii: "?")

    /// The lines of an entry, with the newline behind the last.
    static func bytes(of entry: String) -> [UInt8] {
        let text = entry.utf8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + text.count / 8 + 2)
        for byte in text {
            switch byte {
            case backslash: bytes += [backslash, backslash]
            case newline: bytes += [backslash, newline, tab]
            case tab: bytes += bytes.isEmpty ? [backslash, UInt8(ascii: "t")] : [tab]
            case 0..<0x20, 0x7F:
                bytes += [backslash, UInt8(ascii: "x"), hexadecimalDigit(byte >> 4), hexadecimalDigit(byte & 15)]
            default: bytes.append(byte)
            }
        }
        bytes.append(newline)
        return bytes
    }

    /// Adds what a line without its marks says. A backslash before anything that has no meaning stands for itself, for
    /// people may write to the file too.
    static func decode(_ line: UnsafeRawBufferPointer, into bytes: inout [UInt8]) {
        var index = 0
        while let next = HistoryScanner.index(of: backslash, in: line, index..<line.count), next + 1 < line.count {
            bytes += line[index..<next]
            index = next + 1
            switch line[index] {
            case backslash: bytes.append(backslash)
            case UInt8(ascii: "t"): bytes.append(tab)
            case UInt8(ascii: "x"):
                guard index + 2 < line.count, let high = digitValue(line[index + 1]),
                    let low = digitValue(line[index + 2])
                else {
                    bytes += [backslash, line[index]]
                    break
                }
                bytes.append(high << 4 | low)
                index += 2
            default: bytes += [backslash, line[index]]
            }
            index += 1
        }
        bytes += line[index...]
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func digitValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
