extension FigureColor {
    /// The colour with this matplotlib name: `red`, `r`, `C1`, `tab:blue`, `#1f77b4`, `#fff`, `0.5` for a grey; nil
    /// for unknown names.
    public init?(named name: String) {
        let word = name.lowercased().filter { $0 != " " }
        if let rest = name.first == "C" ? Int(name.dropFirst()) : nil, rest >= 0 {
            self = .cycle(rest)
        } else if word.hasPrefix("#"), let color = Self.hexadecimal(word.dropFirst()) {
            self = color
        } else if let value = Self.names[name.count == 1 ? name : word] {
            self.init(RGB(value))
        } else if let grey = Double(word), 0...1 ~= grey {
            self = .rgb(grey, grey, grey)
        } else {
            return nil
        }
    }

    init(_ color: RGB) {
        self = .rgb(Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
    }

    /// Three or six hexadecimal digits; digits for opacity are ignored.
    private static func hexadecimal(_ digits: Substring) -> FigureColor? {
        guard [3, 4, 6, 8].contains(digits.count), digits.allSatisfy(\.isHexDigit) else { return nil }
        let isShort = digits.count < 6
        let plain = isShort ? digits.prefix(3).map { "\($0)\($0)" }.joined() : String(digits.prefix(6))
        return UInt32(plain, radix: 16).map { FigureColor(RGB($0)) }
    }

    /// The known names, for suggesting the one that was meant.
    public static var knownNames: [String] { names.keys.sorted() }

    /// matplotlib's letters, its ten colours, and the most common CSS names.
    private static let names: [String: UInt32] = [
        "b": 0x0000FF, "g": 0x008000, "r": 0xFF0000, "c": 0x00BFBF, "m": 0xBF00BF, "y": 0xBFBF00, "k": 0x000000,
        "w": 0xFFFFFF, "tab:blue": 0x1F77B4, "tab:orange": 0xFF7F0E, "tab:green": 0x2CA02C, "tab:red": 0xD62728,
        "tab:purple": 0x9467BD, "tab:brown": 0x8C564B, "tab:pink": 0xE377C2, "tab:gray": 0x7F7F7F,
        "tab:grey": 0x7F7F7F, "tab:olive": 0xBCBD22, "tab:cyan": 0x17BECF, "black": 0x000000, "white": 0xFFFFFF,
        "red": 0xFF0000, "green": 0x008000, "blue": 0x0000FF, "yellow": 0xFFFF00, "cyan": 0x00FFFF, "aqua": 0x00FFFF,
        "magenta": 0xFF00FF, "fuchsia": 0xFF00FF, "gray": 0x808080, "grey": 0x808080, "orange": 0xFFA500,
        "purple": 0x800080, "brown": 0xA52A2A, "pink": 0xFFC0CB, "olive": 0x808000, "navy": 0x000080, "teal": 0x008080,
        "maroon": 0x800000, "lime": 0x00FF00, "silver": 0xC0C0C0, "gold": 0xFFD700, "indigo": 0x4B0082,
        "violet": 0xEE82EE, "crimson": 0xDC143C, "salmon": 0xFA8072, "coral": 0xFF7F50, "tomato": 0xFF6347,
        "khaki": 0xF0E68C, "beige": 0xF5F5DC, "ivory": 0xFFFFF0, "lavender": 0xE6E6FA, "plum": 0xDDA0DD,
        "orchid": 0xDA70D6, "tan": 0xD2B48C, "chocolate": 0xD2691E, "sienna": 0xA0522D, "peru": 0xCD853F,
        "turquoise": 0x40E0D0, "skyblue": 0x87CEEB, "lightblue": 0xADD8E6, "lightgreen": 0x90EE90,
        "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3, "darkgray": 0xA9A9A9, "darkgrey": 0xA9A9A9, "dimgray": 0x696969,
        "dimgrey": 0x696969, "slategray": 0x708090, "steelblue": 0x4682B4, "royalblue": 0x4169E1,
        "dodgerblue": 0x1E90FF, "cornflowerblue": 0x6495ED, "deepskyblue": 0x00BFFF, "midnightblue": 0x191970,
        "darkblue": 0x00008B, "mediumblue": 0x0000CD, "slateblue": 0x6A5ACD, "darkgreen": 0x006400,
        "forestgreen": 0x228B22, "seagreen": 0x2E8B57, "limegreen": 0x32CD32, "springgreen": 0x00FF7F,
        "olivedrab": 0x6B8E23, "darkred": 0x8B0000, "firebrick": 0xB22222, "indianred": 0xCD5C5C,
        "orangered": 0xFF4500, "darkorange": 0xFF8C00, "goldenrod": 0xDAA520, "darkviolet": 0x9400D3,
        "darkorchid": 0x9932CC, "mediumpurple": 0x9370DB, "rebeccapurple": 0x663399, "hotpink": 0xFF69B4,
        "deeppink": 0xFF1493, "lightcoral": 0xF08080, "lightsalmon": 0xFFA07A, "wheat": 0xF5DEB3,
    ]
}
