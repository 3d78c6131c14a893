internal import Interpreter
internal import Platform

/// Where `input()` reads a line.
struct StandardInput {
    /// The lines of standard input.
    var lines = LineInput()
    /// Whether they are the cells themselves.
    var holdsCells = false
    /// Gives what was typed at the prompt while the cell wasn't asking yet.
    var typedAhead: () -> [UInt8] = { [] }
}

extension Console {
    /// Asks for a line: at the terminal, or the next one of standard input.
    func answer(_ question: Question) {
        flush()
        if standardInput.holdsCells {
            question.answer = .end
            return
        }
        let keys = standardInput.typedAhead()
        if !keys.isEmpty {
            // The terminal hasn't shown them; its Enter is a carriage return while a line is edited.
            write(String(decoding: keys, as: UTF8.self).replacing("\r", with: "\n"))
            flush()
            standardInput.lines.put(keys.map { $0 == 13 ? 10 : $0 })
        }
        do throws(LineInput.Failure) {
            let line = try standardInput.lines.next {}
            // A terminal may be asked again.
            if line == nil, Terminal.isTerminal(STDIN_FILENO) { standardInput.lines = LineInput() }
            question.answer = line.map { .line(firstLine(of: $0)) } ?? .end
        } catch {
            switch error {
            case .interrupted: question.answer = .interrupted
            case .notUTF8(let offset):
                question.answer = .unreadable("standard input is not UTF-8 text: byte \(offset) can't be read")
            case .system(let words): question.answer = .unreadable("standard input: \(words)")
            }
        }
    }

    /// What stands before the first carriage return of a terminal's line: keys that were typed while a line was edited
    /// still have their Enter as such. The rest is read next.
    private func firstLine(of line: String) -> String {
        let parts = line.utf8.split(separator: 13, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, Terminal.isTerminal(STDIN_FILENO) else { return line }
        standardInput.lines.put(Array(parts[1]) + [10])
        return String(Substring(parts[0]))
    }

    /// Shows an answer where the screen doesn't: one that is recorded, and in a session one that no terminal has shown.
    func show(answer: String?, isRecorded: Bool, of cell: Cell) {
        let isOnScreen = !isRecorded && Terminal.isTerminal(STDIN_FILENO) && Terminal.isTerminal(STDOUT_FILENO)
        if isOnScreen {
            // Ctrl-D leaves the cursor where it is.
            if answer == nil { write("\n") } else { noteLineEnd() }
        } else if cell.shows == .all {
            write((answer ?? "") + "\n")
        }
    }
}
