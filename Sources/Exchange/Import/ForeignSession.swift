internal import Interpreter
public import Sessions
public import Syntax

/// A session made from the cells of a notebook or a Python script.
///
/// A cell that Descent exported and that hasn't changed since becomes the lines that it had in its session, including
/// records. The code of all other cells is converted line for line: code that isn't in the language becomes comments,
/// and text becomes `# %% [markdown]` cells. Outputs of the notebook are dropped; `update` records what the cells
/// print.
public struct ForeignSession: Sendable {
    /// The text of the session.
    public internal(set) var text: String
    /// The code that is only a comment in the session.
    public internal(set) var leftOut: [LeftOut] = []
    /// The discrepancies between the execution counts and the recorded outputs.
    public internal(set) var hiddenState: [HiddenState] = []
    /// Cells that came from a session but have changed since, so that their former lines are lost.
    public internal(set) var changedCells: [String] = []
    /// Whether the notebook has outputs that the session lacks.
    public internal(set) var hasForeignOutputs = false
    /// The origins of its lines, in order.
    var pieces: [Piece] = []

    /// A range of lines with the code of one cell.
    struct Piece: Sendable {
        /// The first line in the session, from 1, and the number of lines.
        var firstLine: Int
        var lineCount: Int
        /// The cell of the notebook; nil for a script.
        var cell: ForeignPlace.CellName?
        /// The line of the cell, or of the script, where its first line comes from; nil for a session's own text.
        var foreignLine: Int?
        /// Whether its output is hidden.
        var isMuted = false
    }

    private var lineCount: Int

    init(head: String) {
        text = head
        lineCount = head.utf8.count { $0 == UInt8(ascii: "\n") }
    }

    /// Appends lines without an origin: openers and comments.
    mutating func append(_ lines: some Sequence<String>) {
        for line in lines {
            text += line + "\n"
            lineCount += 1
        }
    }

    /// Appends lines of code.
    mutating func append(
        _ lines: [String], of cell: ForeignPlace.CellName?, from foreignLine: Int?, isMuted: Bool = false
    ) {
        guard !lines.isEmpty else { return }
        pieces.append(
            Piece(
                firstLine: lineCount + 1, lineCount: lines.count, cell: cell, foreignLine: foreignLine,
                isMuted: isMuted))
        append(lines)
    }

    /// The piece of code that contains a line of the session (from 1), or the last one before it.
    func piece(at line: Int) -> Piece? { pieces.last { $0.firstLine <= line } }
}

extension ForeignSession {
    /// Parses the session; the places of its cells refer to the notebook or script.
    ///
    /// - Throws: ``SessionError`` if it isn't a valid session, with the place in the notebook or script.
    public func file(path: String, commands: CommandTable) throws(SessionError) -> SessionFile {
        do throws(SessionError) {
            var file = try SessionFile(Array(text.utf8), path: path, commands: commands)
            file.cells = file.cells.map { cell in
                var cell = cell
                if let line = cell.cell.location?.line, let piece = piece(at: line) { cell.move(to: piece, path: path) }
                return cell
            }
            return file
        } catch {
            throw error.moved(in: self)
        }
    }

    /// Comments out code that still can't be parsed, so that the session as a whole can.
    mutating func leaveOutMistakes(commands: CommandTable) {
        // A piece may first have its marks escaped, and be commented out in a second step.
        for _ in 0..<2 * pieces.count {
            do throws(SessionError) {
                _ = try SessionFile(Array(text.utf8), path: "", commands: commands)
                return
            } catch {
                guard let line = error.fileLine, let piece = piece(at: line), piece.foreignLine != nil else { return }
                rewrite(piece, after: error)
            }
        }
    }

    private mutating func rewrite(_ piece: Piece, after error: SessionError) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let range = piece.firstLine - 1..<piece.firstLine - 1 + piece.lineCount
        let source = lines[range].joined(separator: "\n")
        var replacement = SessionText.withoutMarks(source)
        if case .damage = error.kind, replacement != source {
            // In a script, `#=====` and the like are comments.
        } else {
            leftOut.append(
                LeftOut(
                    place: ForeignPlace(cell: piece.cell, line: piece.foreignLine ?? 1), text: lines[range.lowerBound],
                    lineCount: range.count, reason: .notInLanguage(error.diagnostic)))
            replacement = lines[range].map { "# left out: \($0)".withoutTrailingBlanks }.joined(separator: "\n")
        }
        lines.replaceSubrange(range, with: FileLine.lines(of: replacement).map(\.text))
        text = lines.joined(separator: "\n")
    }
}

extension SessionError {
    /// The line of the file with the error.
    fileprivate var fileLine: Int? {
        switch kind {
        case .file, .notebook: nil
        case .damage(_, let line), .syntax(_, let line, _): line
        }
    }

    /// The error with the line of the notebook's cell in place of the session's.
    fileprivate func moved(in session: ForeignSession) -> SessionError {
        guard let line = fileLine, let piece = session.piece(at: line), let foreignLine = piece.foreignLine else {
            return self
        }
        var moved = self
        let own = line - piece.firstLine + foreignLine
        if let cell = piece.cell { moved.path = "\(path) cell \(cell.position)" }
        switch kind {
        case .file, .notebook: break
        case .damage(let damage, _): moved.kind = .damage(damage, line: own)
        case .syntax(let diagnostic, _, let column): moved.kind = .syntax(diagnostic, line: own, column: column)
        }
        return moved
    }
}

extension SessionCell {
    /// Moves the places of the cell and all its lines to the piece's origin.
    fileprivate mutating func move(to piece: ForeignSession.Piece, path: String) {
        guard let old = cell.location?.line else { return }
        let place = piece.cell.map { "\(path) cell \($0.position)" } ?? path
        let offset = piece.foreignLine.map { $0 - piece.firstLine } ?? 0
        cell.location = Cell.Location(path: place, line: old + offset)
        cell.isMuted = piece.isMuted
        for index in statements.indices {
            statements[index].firstLine += offset
            statements[index].lastLine += offset
            statements[index].recordLines = statements[index].recordLines.map { $0 + offset }
            statements[index].answerLines = statements[index].answerLines.map { $0 + offset }
        }
        digests = digests.map { ($0.line + offset, $0.digest) }
        markLines = markLines.map { $0 + offset }
        expectation?.line += offset
    }
}
