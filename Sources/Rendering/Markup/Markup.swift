internal import Kernels
internal import Platform

/// Text with semantic styles; colours are applied last.
///
/// Only ``rendered(with:)`` makes escape sequences. Control characters in the text never reach the terminal: they are
/// written as Python escapes, except newlines and tabs.
public struct Markup: Sendable, Equatable {
    /// A run of text in one style.
    public struct Span: Sendable, Equatable {
        /// The text.
        public var text: String
        /// Its style.
        public var style: Style
    }

    /// The runs in order; adjacent ones differ in style, and none is empty.
    public private(set) var spans: [Span] = []

    /// Whether lines too long for the screen may be truncated, as in a table, whose rows should stay rows.
    public var isCutToFit = false

    /// Whether lines too long for the screen may be wrapped between words, as in a sentence.
    public var isWrappedToFit = false

    /// Makes text in one style.
    public init(_ text: String = "", _ style: Style = .plain) { append(text, style) }

    /// Appends text in one style.
    public mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        if let last = spans.indices.last, spans[last].style == style {
            spans[last].text += text
        } else {
            spans.append(Span(text: text, style: style))
        }
    }

    /// Appends another markup.
    public mutating func append(_ other: Markup) {
        for span in other.spans { append(span.text, span.style) }
    }

    /// The concatenation of two markups.
    public static func + (left: Markup, right: Markup) -> Markup {
        var result = left
        result.append(right)
        return result
    }

    /// Appends the right one to the left.
    public static func += (left: inout Markup, right: Markup) { left.append(right) }

    /// A line in pieces of at most so many columns, cut between its characters.
    public func pieces(columns: Int) -> [Markup] {
        var (pieces, taken) = ([Markup()], 0)
        for span in spans {
            for character in Markup.escaped(span.text) {
                let own = DisplayWidth.columns(of: String(character))
                if taken > 0, taken + own > columns {
                    pieces.append(Markup())
                    taken = 0
                }
                pieces[pieces.count - 1].append(String(character), span.style)
                taken += own
            }
        }
        return pieces
    }

    /// The parts with a separator between them.
    public static func joined(_ parts: some Sequence<Markup>, separator: Markup) -> Markup {
        var result = Markup()
        for (index, part) in parts.enumerated().polled(work: 64) {
            if index > 0 { result += separator }
            result += part
        }
        return result
    }

    /// Whether it has no text.
    public var isEmpty: Bool { spans.isEmpty }

    /// The text without styles, with control characters escaped.
    public var plain: String { spans.map { Markup.escaped($0.text) }.joined() }

    /// The markup without trailing blanks.
    var withoutTrailingBlanks: Markup {
        guard let last = spans.last, last.text.last == " " else { return self }
        var result = Markup()
        for span in spans.dropLast() { result.append(span.text, span.style) }
        let kept = last.text.reversed().drop { $0 == " " }.reversed()
        result.append(String(kept), last.style)
        return kept.isEmpty ? result.withoutTrailingBlanks : result
    }

    /// The display width of a single-line markup, in columns.
    public var displayWidth: Int { DisplayWidth.columns(of: plain) }

    /// The markup with lines truncated to at most `width` columns; `…` marks the truncation.
    public func cut(toColumns width: Int) -> Markup {
        var result = Markup()
        var (column, isCut) = (0, false)
        let widest = plain.split(separator: "\n").map { DisplayWidth.columns(of: String($0)) }.max() ?? 0
        if widest <= width { return self }
        var lineWidths = plain.split(separator: "\n", omittingEmptySubsequences: false)
            .map { DisplayWidth.columns(of: String($0)) }[...]
        for span in spans {
            var text = ""
            for scalar in Markup.escaped(span.text).unicodeScalars {
                if scalar == "\n" {
                    text += "\n"
                    (column, isCut) = (0, false)
                    lineWidths = lineWidths.dropFirst()
                } else if !isCut {
                    let own = DisplayWidth.columns(of: scalar)
                    if (lineWidths.first ?? 0) > width, column + own > width - 1 {
                        text += "…"
                        isCut = true
                    } else {
                        text.unicodeScalars.append(scalar)
                        column += own
                    }
                }
            }
            result.append(text, span.style)
        }
        return result
    }

    /// The text with a scheme's escape sequences; styles are closed before each newline and reopened after it.
    public func rendered(with scheme: ColorScheme) -> String {
        var result = ""
        for span in spans {
            let text = Markup.escaped(span.text)
            guard let opening = scheme.opening(span.style) else {
                result += text
                continue
            }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            result += lines.map { $0.isEmpty ? "" : opening + $0 + "\u{1B}[0m" }.joined(separator: "\n")
        }
        return result
    }

    /// A text with control characters, and characters that change its direction or are invisible, written as Python
    /// escapes; newlines and tabs stay.
    public static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.polled(work: 4).contains(where: mustEscape) else { return text }
        var result = ""
        for scalar in text.unicodeScalars.polled(work: 8) {
            if mustEscape(scalar) {
                result += scalar == "\r" ? "\\r" : PythonText.escape(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension Markup: ExpressibleByStringInterpolation {
    /// Plain text from a literal.
    public init(stringLiteral value: String) { self.init(value) }

    /// The markup of an interpolated literal.
    public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.markup }

    /// Collects the parts of a literal: `"no \("w", .name) of shape \(shape, .shape)"`.
    public struct StringInterpolation: StringInterpolationProtocol {
        var markup = Markup()

        /// Begins a literal.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds plain text.
        public mutating func appendLiteral(_ literal: String) { markup.append(literal) }

        /// Adds a value's description in a style.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible, _ style: Style = .plain) {
            markup.append(value.description, style)
        }

        /// Adds a markup.
        public mutating func appendInterpolation(_ value: Markup) { markup.append(value) }
    }
}

/// The meaning of a run of text; a ``ColorScheme`` decides its appearance.
public enum Style: Sendable, Hashable {
    /// Running text.
    case plain
    /// The word that introduces an error.
    case error
    /// The word that introduces a warning.
    case warning
    /// The word that introduces a note.
    case note
    /// A name in the workspace.
    case name
    /// A shape.
    case shape
    /// A number.
    case number
    /// A string.
    case string
    /// A keyword of the language.
    case keyword
    /// A prompt.
    case prompt
    /// A suggestion.
    case hint
    /// A title.
    case heading
    /// Emphasised text: slightly, strongly, or both.
    case emphasis, strong, strongEmphasis
    /// Code or a formula in text.
    case code
    /// A link.
    case link
    /// A comment in source code.
    case comment
    /// A name of Descent's or Python's own in source.
    case builtin
    /// The brackets around the cursor.
    case bracket
    /// What can't be read in source.
    case mistake
    /// The marks under a piece of source.
    case underline
    /// A line that is only in the new text.
    case added
    /// A line that is only in the old text.
    case removed
    /// The progress of a long computation.
    case progress
    /// The mark of a value whose inputs have changed.
    case stale
    /// The axes of a figure.
    case axis
    /// The lines and points of a figure, by series.
    case firstSeries, secondSeries, thirdSeries, fourthSeries, fifthSeries, sixthSeries, seventhSeries, eighthSeries
    /// A figure's cell with its own colours among the terminal's 256: text and background.
    case cell(front: UInt8?, back: UInt8?)
}

/// The appearance of each ``Style`` on a terminal: the parameters of an SGR sequence.
public struct ColorScheme: Sendable {
    private let parameters: [Style: String]

    /// Makes a scheme of SGR parameters (`1;34`); unlisted styles are plain.
    public init(_ parameters: [Style: String]) { self.parameters = parameters }

    /// No colours.
    public static let none = ColorScheme([:])

    /// Colours close to those of Okabe and Ito (2008), distinguishable with every kind of colour vision and on dark
    /// and light backgrounds. Red and green never carry a distinction, and the most important styles also have weight
    /// or underline.
    public static let standard = ColorScheme([
        .error: "1;38;5;166", .warning: "1;38;5;172", .note: "1;38;5;32", .name: "38;5;32", .shape: "38;5;36",
        .number: "38;5;36", .string: "38;5;172", .keyword: "1", .prompt: "38;5;32", .hint: "3", .heading: "1",
        .underline: "1;38;5;166", .added: "38;5;32", .removed: "38;5;166", .progress: "2", .stale: "38;5;172",
        .emphasis: "3", .strong: "1", .strongEmphasis: "1;3", .code: "38;5;36", .link: "4;38;5;32",
        .comment: "38;5;244", .builtin: "38;5;98", .bracket: "1;4", .mistake: "4;38;5;166",
        .axis: "2", .firstSeries: "38;5;32", .secondSeries: "38;5;166", .thirdSeries: "38;5;36",
        .fourthSeries: "38;5;175", .fifthSeries: "38;5;172", .sixthSeries: "38;5;74", .seventhSeries: "38;5;244",
        .eighthSeries: "38;5;98",
    ])

    /// The styles that the scheme defines.
    public var styles: Set<Style> { Set(parameters.keys) }

    /// The sequence that turns a style on; nil when it looks plain.
    public func opening(_ style: Style) -> String? {
        if case .cell(let front, let back) = style, !parameters.isEmpty {
            let parts = [front.map { "38;5;\($0)" }, back.map { "48;5;\($0)" }].compactMap(\.self)
            return parts.isEmpty ? nil : "\u{1B}[\(parts.joined(separator: ";"))m"
        }
        return parameters[style].flatMap { $0.isEmpty ? nil : "\u{1B}[\($0)m" }
    }

    /// The number of a style's colour among the terminal's 256, if it has one.
    func color(of style: Style) -> UInt8? {
        guard let parameter = parameters[style], parameter.hasPrefix("38;5;") else { return nil }
        return UInt8(parameter.dropFirst(5))
    }
}
