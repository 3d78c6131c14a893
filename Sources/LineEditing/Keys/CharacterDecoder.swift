/// Makes characters of UTF-8 that comes byte by byte; what is no UTF-8 is dropped.
struct CharacterDecoder: Sendable {
    private var value: UInt32 = 0
    private var missing = 0
    private var smallest: UInt32 = 0

    /// Takes a byte; gives the character that it completes.
    mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
        if byte < 0x80 {
            missing = 0
            return Unicode.Scalar(byte)
        }
        if byte < 0xC0 {
            guard missing > 0 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
            missing -= 1
            guard missing == 0, value >= smallest else { return nil }
            return Unicode.Scalar(value)
        }
        switch byte {
        case 0xC2...0xDF: (value, missing, smallest) = (UInt32(byte & 0x1F), 1, 0x80)
        case 0xE0...0xEF: (value, missing, smallest) = (UInt32(byte & 0x0F), 2, 0x800)
        case 0xF0...0xF4: (value, missing, smallest) = (UInt32(byte & 0x07), 3, 0x1_0000)
        default: missing = 0
        }
        return nil
    }
}
