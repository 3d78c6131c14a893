internal import Interpreter
internal import Rendering
internal import Sessions

extension Shell {
    /// `page path`: shows a session file with its titles, its prose and its records, without running it.
    func showPage(of path: String) -> CellEnding {
        let file: SessionFile
        do throws(SessionError) { file = try read(path) } catch { return .failed(Self.diagnostic(of: error)) }
        let (console, isPlain) = (console, options.isPlain)
        let look = console.readingLook(isPlain: isPlain)
        let parts = file.parts
        console.show(Page(isLong: true) { SessionPage(parts).markup(columns: $0, look) })
        return .finished(assigned: [])
    }
}

/// A session as a page in the terminal, as if it had just run.
struct SessionPage: Sendable {
    private let parts: [SessionPart]

    init(_ parts: [SessionPart]) { self.parts = parts }

    func markup(columns: Int, _ look: SessionReading.Look) -> Markup {
        var reading = SessionReading(columns: columns, look: look)
        var page = Markup()
        for part in parts {
            page += reading.markup(of: part)
            if case .cell(let cell) = part { page += transcript(of: cell) }
        }
        return page
    }

    private func transcript(of cell: SessionCell) -> Markup {
        var markup = Shell.echo(
            CodeText.markup(of: cell.sourceLines.joined(separator: "\n")).lines, number: cell.cell.number)
        markup.append("\n")
        for line in cell.statements.flatMap(\.shownRecord) { markup.append(line + "\n") }
        if let message = cell.expectation?.message {
            let opener = "error:"
            markup.append(opener, .error)
            markup.append(message.dropFirst(opener.count) + "\n")
        }
        return markup
    }
}
