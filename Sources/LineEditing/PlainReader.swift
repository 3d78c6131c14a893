internal import Platform

/// Reads cells where nothing can be drawn: on a terminal that only prints, or from what is no terminal. The terminal edits
/// the lines itself; no escape sequence is ever written.
struct PlainReader {
    let state: EditorState

    /// Reads a cell, a line at a time, as long as it asks for more.
    mutating func readCell() -> Input {
        let signals = ReadSignals()
        let outcome = readWhole()
        state.isCellInterrupted = signals.end(after: outcome)
        return outcome
    }

    private func readWhole() -> Input {
        var cell = ""
        var prompt = state.content.prompt
        while true {
            switch readLine(prompt) {
            case .line(let line): cell += line
            case let end: return end == .endOfFile && !cell.isEmpty ? .line(EditorState.cell(cell.unicodeScalars)) : end
            }
            guard state.needsMore(cell) else { return .line(EditorState.cell(cell.unicodeScalars)) }
            cell += "\n"
            prompt = state.content.continuationPrompt
        }
    }

    private func readLine(_ prompt: [Glyph]) -> Input {
        show(prompt)
        var line: [UInt8] = []
        while true {
            if let number = ReadSignals.takeEnding() { return .terminated(signal: number) }
            if ReadSignals.take(SIGINT) {
                show("\n")
                return .interrupted
            }
            if ReadSignals.take(SIGTSTP) { stop() }
            if ReadSignals.take(SIGCONT) { show(prompt) }
            guard state.input.wait() != .signal else { continue }
            switch state.input.takeUnlessSignalled() {
            case .signal: continue
            case .ended:
                if isatty(state.input.descriptor) == 1 { show("\n") }
                return line.isEmpty ? .endOfFile : .line(Self.text(line))
            case .byte(10): return .line(Self.text(line))
            case .byte(let byte): line.append(byte)
            }
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { PastedText.scalars(of: bytes).string }

    private func stop() {
        let handler = signal(SIGTSTP, SIG_DFL)
        kill(getpid(), SIGTSTP)
        _ = signal(SIGTSTP, handler)
    }

    private func show(_ prompt: [Glyph]) { show(prompt.map(\.text).joined()) }
    private func show(_ text: String) { state.write(Array(text.utf8)) }
}
