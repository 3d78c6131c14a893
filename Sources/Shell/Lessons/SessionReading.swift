internal import Interpreter
internal import Markdown
internal import Rendering
internal import Sessions

/// What of a session is for reading: its titles and its prose, laid out for a screen.
struct SessionReading: Sendable {
    /// How it is shown.
    struct Look: Sendable {
        /// What lines and bullets are drawn with.
        var marks: MarkdownText.Look
        /// Whether styles are seen.
        var isStyled: Bool
    }

    /// The columns of the screen.
    var columns: Int
    private let look: Look
    /// Whether something stands above.
    private var hasBegun = false
    /// Whether the last that was shown is prose, which an empty line keeps apart from a cell.
    private var isBehindProse = false

    init(columns: Int, look: Look) {
        self.columns = columns
        self.look = look
    }

    /// The part of a session, before which an empty line stands where that is needed; of a cell the title alone.
    mutating func markup(of part: SessionPart) -> Markup {
        switch part {
        case .title(let title): set(heading(title), isProse: true)
        case .markdown(let text):
            set(
                MarkdownText(width: columns, look: look.marks, isStyled: look.isStyled)
                    .markup(of: MarkdownDocument(text)), isProse: true)
        case .raw(let text): set(Markup(text + "\n"), isProse: true)
        case .cell(let cell):
            cell.shownTitle.isEmpty ? begin() : set(heading(cell.shownTitle), isProse: false)
        }
    }

    private func heading(_ title: String) -> Markup {
        var flow = TextFlow(width: columns)
        flow.paragraph(title, style: .heading)
        return flow.markup
    }

    private mutating func set(_ markup: Markup, isProse: Bool) -> Markup {
        let before: Markup = hasBegun ? "\n" : ""
        (hasBegun, isBehindProse) = (true, isProse)
        return before + markup
    }

    private mutating func begin() -> Markup {
        let before: Markup = isBehindProse ? "\n" : ""
        (hasBegun, isBehindProse) = (true, false)
        return before
    }
}

extension SessionFile {
    /// What there is to read before each cell, that cell last; behind the last cell without one.
    var passages: [[SessionPart]] {
        var passages: [[SessionPart]] = [[]]
        for part in parts {
            passages[passages.count - 1].append(part)
            if case .cell = part { passages.append([]) }
        }
        return passages
    }
}

extension Console {
    /// How prose looks on standard output.
    func readingLook(isPlain: Bool) -> SessionReading.Look {
        .init(marks: isPlain ? .spoken : hasDrawnMarks ? .drawn : .typed, isStyled: isStyled)
    }
}
