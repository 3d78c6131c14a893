public import Syntax

/// The text of diagnostics.
public enum DiagnosticText {
    /// A diagnostic as it is shown, without a last newline:
    /// ```
    /// error: there is no w_tru
    ///   at lesson.session:12:9
    ///   y = x @ w_tru
    ///           ^~~~~ did you mean w_true (5, 1)?
    ///   a note
    /// ```
    /// The line with `at` is there when the diagnostic has an origin. An origin that ends in a line number
    /// (`lesson.session:12`) says where the source begins, and becomes the range's own line and column.
    ///
    /// - Parameter source: the cell that ran, for diagnostics that carry no source of their own.
    public static func markup(for diagnostic: Diagnostic, source: String) -> Markup {
        var lines: [Markup] = [heading(diagnostic)]
        let text = diagnostic.source ?? source
        let excerpt = diagnostic.range.flatMap { text.isEmpty ? nil : SourceExcerpt(text, $0) }
        if let origin = diagnostic.origin {
            lines.append("  at \(place(origin, excerpt, in: text))")
        }
        if let excerpt {
            lines.append("  \(excerpt.text)")
            lines.append(underline(excerpt, label: diagnostic.label))
        } else if let label = diagnostic.label {
            lines.append("  \(label, .hint)")
        }
        for note in diagnostic.notes {
            for line in note.split(separator: "\n", omittingEmptySubsequences: false) { lines.append("  \(line)") }
        }
        return Markup.joined(lines, separator: "\n")
    }

    private static func heading(_ diagnostic: Diagnostic) -> Markup {
        let style: Style =
            switch diagnostic.severity {
            case .error: .error
            case .warning: .warning
            case .note: .note
            }
        return "\(diagnostic.severity.rawValue + ":", style) \(diagnostic.message)"
    }

    /// `In [3], line 2:` or `lesson.session:13:5`.
    private static func place(_ origin: String, _ excerpt: SourceExcerpt?, in source: String) -> String {
        if let colon = origin.lastIndex(of: ":"), let base = Int(origin[origin.index(after: colon)...]) {
            guard let excerpt else { return origin }
            return "\(origin[..<colon]):\(base + excerpt.line - 1):\(excerpt.column)"
        }
        guard let excerpt else { return origin }
        let hasLines = source.utf8.dropLast().contains(UInt8(ascii: "\n"))
        return hasLines ? "\(origin), line \(excerpt.line):" : "\(origin):"
    }

    private static func underline(_ excerpt: SourceExcerpt, label: String?) -> Markup {
        var line = Markup("  " + String(repeating: " ", count: excerpt.underlineStart))
        line.append("^" + String(repeating: "~", count: excerpt.underlineLength - 1), .underline)
        if let label { line += " \(label, .hint)" }
        return line
    }
}
