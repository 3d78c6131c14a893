internal import Platform
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
    /// - Parameters:
    ///   - source: the cell that ran, for diagnostics that carry no source of their own.
    ///   - columns: those of the screen, at whose edge lines are wrapped between words; nil leaves them as long as they
    ///     are.
    public static func markup(for diagnostic: Diagnostic, source: String, columns: Int? = nil) -> Markup {
        let columns = columns.map { max($0, 20) }
        var lines = heading(diagnostic, columns)
        let text = diagnostic.source ?? source
        let excerpt = diagnostic.range.flatMap {
            text.isEmpty ? nil : SourceExcerpt(text, $0, width: min(SourceExcerpt.width, (columns ?? .max) - 2))
        }
        if let origin = diagnostic.origin {
            lines.append("  at \(place(origin, excerpt, in: text))")
        }
        if let excerpt {
            lines.append("  \(excerpt.text)")
            lines += underline(excerpt, label: diagnostic.label, columns)
        } else if let label = diagnostic.label {
            lines += wrapped(label, columns).map { "  \($0, .hint)" }
        }
        for note in diagnostic.notes {
            for line in note.split(separator: "\n", omittingEmptySubsequences: false) {
                lines += wrapped(String(line), columns).map { "  \($0)" }
            }
        }
        return Markup.joined(lines, separator: "\n")
    }

    /// A line that stands two columns in, in as many lines as it takes.
    private static func wrapped(_ line: String, _ columns: Int?) -> [String] {
        let text = Markup.escaped(line)
        guard let columns, DisplayWidth.columns(of: text) + 2 > columns else { return [line] }
        return TextFlow.wrapped(text, width: columns - 2)
    }

    private static func heading(_ diagnostic: Diagnostic, _ columns: Int?) -> [Markup] {
        let style: Style =
            switch diagnostic.severity {
            case .error: .error
            case .warning: .warning
            case .note: .note
            }
        let severity = diagnostic.severity.rawValue + ":"
        let text = Markup.escaped("\(severity) \(diagnostic.message)")
        guard let columns, DisplayWidth.columns(of: text) > columns else {
            return ["\(severity, style) \(diagnostic.message)"]
        }
        let lines = TextFlow.wrapped(text, width: columns, hanging: 2)
        guard let first = lines.first else { return [] }
        return ["\(severity, style)\(first.dropFirst(severity.count))"] + lines.dropFirst().map { Markup($0) }
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

    /// The underline with the label behind it, or below where there is no room.
    private static func underline(_ excerpt: SourceExcerpt, label: String?, _ columns: Int?) -> [Markup] {
        var line = Markup("  " + String(repeating: " ", count: excerpt.underlineStart))
        line.append("^" + String(repeating: "~", count: excerpt.underlineLength - 1), .underline)
        guard let label else { return [line] }
        if line.displayWidth + 1 + DisplayWidth.columns(of: label) > columns ?? .max {
            return [line] + wrapped(label, columns).map { "  \($0, .hint)" }
        }
        return [line + " \(label, .hint)"]
    }
}
