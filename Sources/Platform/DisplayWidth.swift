/// The display width of text on a terminal.
public enum DisplayWidth {
    /// The columns of a line: East Asian wide characters and emoji take two, combining and format characters none.
    public static func columns(of text: String) -> Int {
        var columns = 0
        for scalar in text.unicodeScalars { columns += self.columns(of: scalar) }
        return columns
    }

    /// The columns of a character (0, 1 or 2).
    public static func columns(of scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F ? 1 : 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control: return 0
        case .format: return shownFormats.contains { $0.contains(scalar.value) } ? 1 : 0
        default: break
        }
        // Hangul vowels and final consonants combine with the preceding initial.
        if 0x1160...0x11FF ~= scalar.value || 0xD7B0...0xD7FB ~= scalar.value { return 0 }
        // Two regional indicators make one flag, two columns wide.
        if 0x1F1E6...0x1F1FF ~= scalar.value { return 1 }
        return isWide(scalar) ? 2 : 1
    }

    /// The visible format characters: the soft hyphen, and the signs written before numbers and texts.
    private static let shownFormats: [ClosedRange<UInt32>] = [
        0xAD...0xAD, 0x600...0x605, 0x6DD...0x6DD, 0x70F...0x70F, 0x890...0x891, 0x8E2...0x8E2, 0x110BD...0x110BD,
        0x110CD...0x110CD,
    ]

    /// Ranges that are Wide or Fullwidth in Unicode's EastAsianWidth.txt, except emoji.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x16FF1, 0x17000...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F202,
        0x1F210...0x1F23B, 0x1F240...0x1F248, 0x1F250...0x1F251, 0x1F260...0x1F265, 0x20000...0x2FFFD,
        0x30000...0x3FFFD,
    ]

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        return wideRanges.contains { $0.contains(scalar.value) } || scalar.properties.isEmojiPresentation
    }
}
