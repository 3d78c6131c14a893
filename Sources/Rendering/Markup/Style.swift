/// What a piece of text is; how it looks is decided last, by a ``ColorScheme``.
public enum Style: String, Sendable, CaseIterable {
    /// Running text.
    case plain
    /// The word that opens an error.
    case error
    /// The word that opens a warning.
    case warning
    /// The word that opens a note.
    case note
    /// A name of the workspace.
    case name
    /// A shape.
    case shape
    /// A number.
    case number
    /// A string.
    case string
    /// A word of the language.
    case keyword
    /// A prompt.
    case prompt
    /// What to do.
    case hint
    /// A title.
    case heading
    /// The marks under a piece of source.
    case underline
    /// A line that is only in the new text.
    case added
    /// A line that is only in the old text.
    case removed
    /// How far long work has come.
    case progress
    /// The mark of a value whose inputs were set again.
    case stale
}

/// How each ``Style`` looks on a terminal: the parameters of an SGR sequence.
public struct ColorScheme: Sendable {
    private let parameters: [Style: String]

    /// Makes a scheme of SGR parameters (`1;34`); styles that aren't named look plain.
    public init(_ parameters: [Style: String]) { self.parameters = parameters }

    /// No colour at all.
    public static let none = ColorScheme([:])

    /// Colours near those of Okabe and Ito (2008), which every kind of colour vision tells apart, on dark and light
    /// backgrounds; red never stands against green, and weight or underline carries what matters most.
    public static let standard = ColorScheme([
        .error: "1;38;5;166", .warning: "1;38;5;172", .note: "1;38;5;32", .name: "38;5;32", .shape: "38;5;36",
        .number: "38;5;36", .string: "38;5;172", .keyword: "1", .prompt: "38;5;32", .hint: "3", .heading: "1",
        .underline: "1;38;5;166", .added: "38;5;32", .removed: "38;5;166", .progress: "2", .stale: "38;5;172",
    ])

    /// The sequence that turns a style on; nil when it looks plain.
    func opening(_ style: Style) -> String? {
        parameters[style].flatMap { $0.isEmpty ? nil : "\u{1B}[\($0)m" }
    }
}
