internal import Interpreter
internal import Syntax

/// Turns the outline of a file into cells.
struct SessionParsing {
    private let lines: [SessionOutline.Line]
    private let path: String
    private let commands: CommandTable
    private let parser: Parser

    init(outline: SessionOutline, path: String, commands: CommandTable) {
        lines = outline.lines
        self.path = path
        self.commands = commands
        parser = Parser(commands: commands)
    }

    /// A range of lines (from 0) that is a cell.
    private struct Section {
        var lines: Range<Int>
        var label: Int?
        var title = ""
    }

    func cells() throws(SessionError) -> [SessionCell] {
        let sections = try sections()
        var numbers = Numbers(labels: sections.compactMap(\.label))
        var cells: [SessionCell] = []
        for section in sections {
            guard var cell = try cell(of: section) else { continue }
            cell.cell.number = numbers.next(label: section.label)
            cells.append(cell)
        }
        try attachTolerances(to: &cells)
        return cells
    }

    /// Numbers cells by their labels, and unlabelled ones by the next unclaimed number after the highest so far.
    private struct Numbers {
        private let labels: Set<Int>
        private var used: Set<Int> = []
        private var highest = 0

        init(labels: [Int]) { self.labels = Set(labels) }

        mutating func next(label: Int?) -> Int {
            // A label repeated by a copied cell is dropped: numbers are unique.
            if let label, used.insert(label).inserted {
                highest = max(highest, label)
                return label
            }
            repeat { highest += 1 } while labels.contains(highest)
            used.insert(highest)
            return highest
        }
    }

    // MARK: - Sections

    private func sections() throws(SessionError) -> [Section] {
        let openers = lines.indices.filter { if case .opener = lines[$0] { true } else { false } }
        var sections = try statementSections(in: 0..<(openers.first ?? lines.count))
        for (index, opener) in openers.enumerated() {
            guard case .opener(let label, let title) = lines[opener] else { continue }
            let end = index + 1 < openers.count ? openers[index + 1] : lines.count
            sections.append(Section(lines: opener + 1..<end, label: label, title: title))
        }
        return sections
    }

    /// Splits the lines before the first opener into statements, each with its record.
    private func statementSections(in range: Range<Int>) throws(SessionError) -> [Section] {
        var splitter = StatementSplitter(commands: commands)
        var starts: [Int] = []
        var lastMark: Int?
        for index in range {
            switch lines[index] {
            case .source(let text):
                if let mark = lastMark, !text.isBlank, !text.isComment {
                    if StatementSplitter.continuesBlock(text) { throw damage(insideStatement(lines[mark]), mark) }
                    lastMark = nil
                }
                starts += splitter.take(text).map { $0.firstLine - 1 }
            case .tolerance:
                if splitter.isOpen { throw damage(.markInsideStatement, index) }
                splitter.skip()
            case .record, .answer, .expectation, .digest:
                if splitter.isOpen { throw damage(insideStatement(lines[index]), index) }
                if let piece = splitter.finish() { starts.append(piece.firstLine - 1) }
                if starts.isEmpty { throw damage(for: lines[index], index) }
                splitter.skip()
                lastMark = index
            case .head, .opener: splitter.skip()
            }
        }
        if let piece = splitter.finish() { starts.append(piece.firstLine - 1) }
        return zip(starts, starts.dropFirst() + [range.upperBound]).map { Section(lines: $0..<$1) }
    }

    private func damage(for line: SessionOutline.Line, _ index: Int) -> SessionError {
        switch line {
        case .record: damage(.recordBeforeStatement, index)
        case .digest: damage(.digestBeforeStatement, index)
        case .answer: damage(.answerOutOfPlace, index)
        default: damage(.expectationBeforeStatement, index)
        }
    }

    private func insideStatement(_ line: SessionOutline.Line) -> SessionError.Damage {
        switch line {
        case .digest: .markInsideStatement
        case .answer: .answerOutOfPlace
        default: .recordInsideStatement
        }
    }

    private func damage(_ damage: SessionError.Damage, _ index: Int) -> SessionError {
        SessionError(path: path, .damage(damage, line: index + 1))
    }

    // MARK: - Cells

    private func cell(of section: Section) throws(SessionError) -> SessionCell? {
        var texts = section.lines.map { index in
            if case .source(let text) = lines[index] { text } else { "" }
        }
        let leading = texts.prefix { $0.isBlank }.count
        if leading < texts.count {
            while texts.last?.isBlank == true { texts.removeLast() }
            texts.removeFirst(leading)
        } else {
            texts = []
        }
        let first = section.lines.lowerBound + (texts.isEmpty ? 0 : leading)
        let source = texts.joined(separator: "\n")
        let location = Cell.Location(path: path, line: first + 1)
        var cell = SessionCell(
            cell: Cell(number: 0, source: source, location: location), title: section.title, content: .success([]),
            statements: [])
        cell.cell.mayFail = CellTitle(section.title).tags.contains(SessionCell.mayFailTitle)
        do {
            let block = try parser.parse(source)
            cell.content = .success(block)
            cell.statements = RecordedStatement.statements(of: block, in: source, firstLine: first + 1)
        } catch {
            cell.content = .failure(error)
        }
        try attachMarks(of: section, to: &cell)
        if case .failure(let error) = cell.content, cell.expectation == nil {
            throw syntaxError(error, in: cell.cell)
        }
        return cell.statements.isEmpty && cell.expectation == nil ? nil : cell
    }

    private func syntaxError(_ error: SyntaxError, in cell: Cell) -> SessionError {
        var diagnostic = error.diagnostic
        diagnostic.source = cell.source
        let position = SourceLines(cell.source).position(of: error.range.start)
        let line = (cell.location?.line ?? 1) + position.line - 1
        return SessionError(path: path, .syntax(diagnostic, line: line, column: position.column))
    }

    /// Attaches to each statement the output recorded after it, and to the cell the error that it must fail with.
    private func attachMarks(of section: Section, to cell: inout SessionCell) throws(SessionError) {
        var current = -1
        var strayRecord: Int?
        for index in section.lines {
            while current + 1 < cell.statements.count, cell.statements[current + 1].firstLine <= index + 1 {
                current += 1
            }
            switch lines[index] {
            case .record(let text):
                if cell.expectation != nil { throw damage(.recordAfterExpectation, index) }
                guard current >= 0 else {
                    strayRecord = strayRecord ?? index
                    continue
                }
                if index + 1 < cell.statements[current].lastLine { throw damage(.recordInsideStatement, index) }
                cell.statements[current].record.append(text)
                cell.statements[current].recordLines.append(index + 1)
            case .answer(let text):
                guard current >= 0 else {
                    if isParsed(cell) { throw damage(.answerOutOfPlace, index) }
                    cell.markLines.append(index + 1)
                    continue
                }
                if index + 1 < cell.statements[current].lastLine { throw damage(.answerOutOfPlace, index) }
                cell.statements[current].answers.append(text)
                cell.statements[current].answerLines.append(index + 1)
            case .expectation(let message):
                if cell.expectation != nil { throw damage(.secondExpectation, index) }
                if cell.cell.source.isEmpty || (current < 0 && isParsed(cell)) {
                    throw damage(.expectationBeforeStatement, index)
                }
                cell.expectation = SessionCell.Expectation(message: message, line: index + 1)
            case .digest(let digest):
                cell.markLines.append(index + 1)
                if digest.name.isEmpty { continue }
                if isParsed(cell) {
                    if current < 0 { throw damage(.digestBeforeStatement, index) }
                    if index + 1 < cell.statements[current].lastLine { throw damage(.markInsideStatement, index) }
                }
                cell.digests.append((index + 1, digest))
            case .tolerance: cell.markLines.append(index + 1)
            case .source(let text):
                if cell.expectation != nil, !text.isBlank, !text.isComment {
                    throw damage(.statementAfterExpectation, index)
                }
            case .opener, .head: break
            }
        }
        cell.takeAnswers()
        // A cell that can't be parsed prints nothing. Unless it must fail, report its own syntax error first.
        if let strayRecord, isParsed(cell) || cell.expectation != nil {
            throw damage(.recordBeforeStatement, strayRecord)
        }
    }

    // MARK: - Tolerances

    /// Attaches each tolerance to the next statement with recorded output before the next `# %%`, or, if there is
    /// none, to the next statement.
    private func attachTolerances(to cells: inout [SessionCell]) throws(SessionError) {
        for index in lines.indices {
            guard case .tolerance(let tolerance) = lines[index] else { continue }
            let line = index + 1
            let end = lines[index...].firstIndex { if case .opener = $0 { true } else { false } } ?? lines.count
            var next: (cell: Int, statement: Int)?
            var nextRecorded: (cell: Int, statement: Int)?
            for (cell, statement) in cells.places where nextRecorded == nil {
                let candidate = cells[cell].statements[statement]
                guard candidate.firstLine <= end else { break }
                if (candidate.firstLine..<candidate.lastLine).contains(line) {
                    throw damage(.markInsideStatement, index)
                }
                if candidate.firstLine > line, next == nil { next = (cell, statement) }
                if let record = candidate.recordLines.first, record > line { nextRecorded = (cell, statement) }
            }
            if let (cell, statement) = nextRecorded ?? next {
                cells[cell].statements[statement].tolerance = tolerance
            } else if cells.allSatisfy({ isParsed($0) || !isIn($0, lines: line...max(line, end)) }) {
                throw damage(.toleranceWithoutStatement, index)
            }
        }
    }

    private func isIn(_ cell: SessionCell, lines: ClosedRange<Int>) -> Bool {
        guard let first = cell.cell.location?.line else { return false }
        return first <= lines.upperBound && cell.expectation.map { $0.line >= lines.lowerBound } ?? true
    }

    private func isParsed(_ cell: SessionCell) -> Bool {
        if case .success = cell.content { true } else { false }
    }
}

extension SessionCell {
    /// Moves the answers recorded after its statements to its calls of `input()`.
    fileprivate mutating func takeAnswers() {
        var first = 0
        for statement in statements {
            cell.answers += statement.answers.map { RecordedAnswer($0, to: first..<first + statement.count) }
            first += statement.count
        }
    }
}

extension [SessionCell] {
    /// The indices of each statement of each cell, in order.
    fileprivate var places: [(cell: Int, statement: Int)] {
        indices.flatMap { cell in self[cell].statements.indices.map { (cell, $0) } }
    }
}
