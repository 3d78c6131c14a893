internal import Compiler
internal import Syntax

extension LoadedCode {
    /// Whether Python would run code when a generator suspended at an instruction is released: a `finally`, a bare
    /// `except` or the exit of a `with`.
    func endsAction(at place: UnsafeMutablePointer<Instruction>) -> Bool {
        Self.endsAction(around: code.node(at: place - instructions - 1).range, in: body)
    }

    private static func endsAction(around range: SourceRange, in block: Block) -> Bool {
        guard let statement = block.first(where: { $0.range.start <= range.start && range.end <= $0.range.end }) else {
            return false
        }
        switch statement.kind {
        case .with(_, let inner) where isIn(inner, range): return true
        case .tryBlock(let attempt):
            if !attempt.final.isEmpty, !isIn(attempt.final, range) { return true }
            if attempt.handlers.contains(where: { $0.types == nil }), isIn(attempt.body, range) { return true }
        default: break
        }
        return statement.blocks.contains { endsAction(around: range, in: $0) }
    }

    private static func isIn(_ block: Block, _ range: SourceRange) -> Bool {
        block.contains { $0.range.start <= range.start && range.end <= $0.range.end }
    }
}

extension Machine {
    /// Notes that a generator was released where Python would run code.
    func noteAbandoned(_ name: String) {
        guard told.insert("abandoned \(name)").inserted else { return }
        emit(
            .diagnostic(
                Diagnostic(
                    .warning, "the generator \(name) was let go before its end: what Python does then was not done",
                    notes: ["a `finally`, or the end of a `with`, runs at its close(), or when it is walked to its end"]
                )))
    }
}
