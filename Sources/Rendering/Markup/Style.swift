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
    /// The axes of a plot.
    case axis
    /// The lines and points of a plot, series by series.
    case firstSeries, secondSeries, thirdSeries, fourthSeries, fifthSeries, sixthSeries
    /// The cells of a plot, from its least number to its greatest.
    case shade1, shade2, shade3, shade4, shade5, shade6, shade7, shade8
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
        .axis: "2", .firstSeries: "38;5;32", .secondSeries: "38;5;166", .thirdSeries: "38;5;36",
        .fourthSeries: "38;5;175", .fifthSeries: "38;5;172", .sixthSeries: "38;5;74",
        // Near cividis (Nuñez, Anderton and Renslow, 2018): from blue over grey to yellow.
        .shade1: "38;5;24", .shade2: "38;5;25", .shade3: "38;5;60", .shade4: "38;5;66", .shade5: "38;5;102",
        .shade6: "38;5;144", .shade7: "38;5;179", .shade8: "38;5;221",
    ])

    /// The sequence that turns a style on; nil when it looks plain.
    func opening(_ style: Style) -> String? {
        parameters[style].flatMap { $0.isEmpty ? nil : "\u{1B}[\($0)m" }
    }
}
