internal import Interpreter
internal import Markdown
internal import Rendering
internal import Sessions

/// The text of a session, its titles and its prose, laid out for a screen.
struct SessionReading: Sendable {
    /// The appearance of the text.
    struct Look: Sendable {
        /// The characters for lines and bullets.
        var marks: MarkdownText.Look
        /// Whether styles are visible.
        var isStyled: Bool
    }

    /// The columns of the screen.
    var columns: Int
    private let look: Look
    /// Whether something has been shown.
    private var hasBegun = false
    /// Whether the last part was prose, which an empty line separates from a cell.
    private var isBehindProse = false

    init(columns: Int, look: Look) {
        self.columns = columns
        self.look = look
    }

    /// The markup of a part, after an empty line where needed; for a cell, only the title.
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
    /// The parts up to and including each cell, and at last those after the last cell.
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
    /// The appearance of prose on standard output.
    func readingLook(isPlain: Bool) -> SessionReading.Look {
        .init(marks: isPlain ? .spoken : hasDrawnMarks ? .drawn : .typed, isStyled: isStyled)
    }
}
