internal import Exchange
internal import Interpreter
internal import Kernels
internal import Platform
internal import Sessions
internal import Syntax

extension Shell {
    /// Runs the statements from standard input, each as soon as it is complete, up to the first that fails.
    mutating func runStandardInput() -> ExitStatus {
        // Standard input contains only cells: `input()` finds its end, as in Python.
        console.standardInput.holdsCells = true
        var splitter = StatementSplitter(commands: parser.commands)
        while true {
            let line: String?
            do throws(LineInput.Failure) {
                line = try console.standardInput.lines.next { [console] in console.flush() }
            } catch {
                return Self.tell(error, console)
            }
            guard let line else { break }
            if Self.isErrorMark(line) { tellOfErrorMark() }
            for piece in splitter.take(line) {
                if let status = run(piece) {
                    if status == .failure,
                        console.standardInput.lines.bufferedLines.first(where: { !$0.isEmpty }).map(Self.isErrorMark)
                            == true
                    {
                        tellOfErrorMark()
                    }
                    return status
                }
            }
        }
        return splitter.finish().flatMap { run($0) } ?? .success
    }

    /// Whether a line says that the cell before it must fail, which only files support, since they are read whole.
    private static func isErrorMark(_ line: some StringProtocol) -> Bool { line.hasPrefix("#! error") }

    private func tellOfErrorMark() {
        console.show(.note, "`#! error:` counts in files; from standard input a cell that fails ends the run")
    }

    /// Reports why standard input can't be read; returns the exit status.
    static func tell(_ failure: LineInput.Failure, _ console: Console) -> ExitStatus {
        switch failure {
        case .interrupted:
            console.endInterruptedLine()
            console.show(.error, "interrupted")
            return .interrupted
        case .notUTF8(let offset):
            console.show(.error, "standard input: not UTF-8 text: byte \(offset) can't be read")
        case .system(let words): console.show(.error, "standard input: \(words)")
        }
        return .usage
    }

    /// Runs a statement; returns the exit status if it was the last one.
    private mutating func run(_ piece: StatementSplitter.Piece) -> ExitStatus? {
        let location = Cell.Location(path: "standard input", line: piece.firstLine)
        let cell = Cell(number: live.nextNumber, source: piece.source, location: location)
        if options.echoes {
            console.endLine()
            console.write(Self.echo(piece.lines, number: cell.number))
            console.write("\n")
        }
        let (console, isSeedGiven) = (console, options.seed != nil)
        let isShortened = Flag()
        let outcome = run(cell, parsed: piece.block) { event in
            if case .shortened = event { isShortened.isSet = true }
            console.show(event, of: cell, isSeedGiven: isSeedGiven)
        }
        console.flush()
        switch outcome {
        case .finished, .asks: return isShortened.isSet ? .interrupted : nil
        case .quit: return .success
        case .failed(let diagnostic):
            console.show(diagnostic.located(in: cell), source: cell.source)
            return .failure
        case .interrupted(let diagnostic):
            console.endInterruptedLine()
            console.show(diagnostic.located(in: cell), source: cell.source)
            return .interrupted
        }
    }

    /// A flag that a closure can set after its creator has returned.
    private final class Flag { var isSet = false }
}

/// The lines of standard input.
struct LineInput {
    /// Why there is no next line.
    enum Failure: Error {
        case interrupted
        case notUTF8(offset: Int)
        case system(String)
    }

    private var buffer: [UInt8] = []
    private var start = 0
    private var scanned = 0
    private var offset = 0
    private var isAtEnd = false

    /// The lines in the buffer, from at most its first 100 bytes.
    var bufferedLines: [Substring] {
        String(decoding: buffer[start...].prefix(100), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
    }

    /// Inserts bytes before the next ones to be read.
    mutating func put(_ bytes: [UInt8]) {
        buffer.insert(contentsOf: bytes, at: start)
        scanned = start
    }

    /// The next line without its line ending; nil at the end.
    ///
    /// - Parameter waits: called before the process waits for input.
    /// - Throws: a ``Failure`` if reading fails, the input isn't UTF-8, or Ctrl-C interrupts it.
    mutating func next(waits: () -> Void) throws(Failure) -> String? {
        while true {
            if let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
                return try line(to: end, next: end + 1)
            }
            scanned = buffer.count
            if isAtEnd { return start < buffer.count ? try line(to: buffer.count, next: buffer.count) : nil }
            waits()
            try fill()
        }
    }

    private mutating func line(to end: Int, next: Int) throws(Failure) -> String {
        var bytes = buffer[start..<end]
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notUTF8(offset: offset + Self.validCount(bytes) + (bytes.startIndex - start))
        }
        offset += next - start
        start = next
        scanned = next
        return text
    }

    private static func validCount(_ bytes: ArraySlice<UInt8>) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var count = 0
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) { count += scalar.count }
        return count
    }

    private mutating func fill() throws(Failure) {
        buffer.removeSubrange(..<start)
        scanned -= start
        start = 0
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if Interruption.isRequested { throw .interrupted }
            // A signal may have arrived before the wait began, or arrive during it.
            var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            let ready = poll(&input, 1, 100)
            if ready == 0 || ready < 0 && errno == EINTR { continue }
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count >= 0 {
                isAtEnd = count == 0
                buffer += chunk[..<count]
                return
            }
            if errno != EINTR { throw .system(lastSystemError) }
        }
    }
}

extension Shell {
    /// The file with the parameters and the seed that the user gave; nil if these can't be set, which is reported.
    /// Also reports the parts of a notebook that don't run.
    func prepared(_ runnable: RunnableFile) -> SessionFile? {
        for gap in runnable.leftOut { console.show(gap.note(in: runnable.file.path)) }
        do {
            let file = try runnable.file.setting(options.settings, commands: parser.commands)
            return options.seed.map { file.seeding($0, commands: parser.commands) } ?? file
        } catch {
            console.show(error.diagnostic(path: runnable.file.path))
            return nil
        }
    }

    /// Whether the file runs unchanged as a session, so that a shell that stays at the prompt may overwrite it.
    func isAsWritten(_ file: SessionFile) -> Bool {
        ForeignKind(path: file.path) == nil && options.settings.isEmpty && options.seed == nil
    }
}
