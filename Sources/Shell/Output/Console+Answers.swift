internal import Interpreter
internal import Platform

/// The input of `input()`.
struct StandardInput {
    /// The lines of standard input.
    var lines = LineInput()
    /// Whether the lines are the cells themselves.
    var holdsCells = false
    /// Returns what was typed at the prompt before the cell asked.
    var typedAhead: () -> [UInt8] = { [] }
}

extension Console {
    /// Answers a question with a line from the terminal, or the next one of standard input.
    func answer(_ question: Question) {
        flush()
        if standardInput.holdsCells {
            question.answer = .end
            return
        }
        let keys = standardInput.typedAhead()
        if !keys.isEmpty {
            // The terminal hasn't echoed them; while a line is edited, Enter is a carriage return.
            write(String(decoding: keys, as: UTF8.self).replacing("\r", with: "\n"))
            flush()
            standardInput.lines.put(keys.map { $0 == 13 ? 10 : $0 })
        }
        do throws(LineInput.Failure) {
            let line = try standardInput.lines.next {}
            // A terminal can deliver more input after its end.
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

    /// The text before the first carriage return in a terminal's line: Enter pressed while a line was edited is still
    /// a carriage return. The rest is put back.
    private func firstLine(of line: String) -> String {
        let parts = line.utf8.split(separator: 13, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, Terminal.isTerminal(STDIN_FILENO) else { return line }
        standardInput.lines.put(Array(parts[1]) + [10])
        return String(Substring(parts[0]))
    }

    /// Echoes an answer that isn't on the screen: a recorded one, and in a session one that wasn't typed at a terminal.
    func show(answer: String?, isRecorded: Bool, of cell: Cell) {
        let isOnScreen = !isRecorded && Terminal.isTerminal(STDIN_FILENO) && Terminal.isTerminal(STDOUT_FILENO)
        if isOnScreen {
            // Ctrl-D leaves the cursor in place.
            if answer == nil { write("\n") } else { noteLineEnd() }
        } else if cell.shows == .all {
            write((answer ?? "") + "\n")
        }
    }
}
