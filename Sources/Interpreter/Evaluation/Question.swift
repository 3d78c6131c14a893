internal import Kernels
internal import Synchronization

/// A question of `input()` to the caller of the cell, which must answer before it handles the next event.
public final class Question: Sendable {
    /// The outcome of a question.
    public enum Answer: Sendable, Equatable {
        /// A line, without its end.
        case line(String)
        /// The end of input.
        case end
        /// Ctrl-C was pressed.
        case interrupted
        /// The input cannot be read as text; holds the reason.
        case unreadable(String)
    }

    private let given = Mutex<Answer?>(nil)

    init() {}

    /// The answer; nil until it is given.
    public var answer: Answer? {
        get { given.withLock { $0 } }
        set { given.withLock { $0 = newValue } }
    }
}

/// An answer to `input()` from an earlier run of a cell.
public struct RecordedAnswer: Sendable, Equatable {
    /// The indices of the top-level statements of the cell that it may belong to.
    public var statements: Range<Int>
    /// The answer; nil for the end of input.
    public var text: String?

    /// Makes an answer.
    public init(_ text: String?, to statements: Range<Int>) { (self.text, self.statements) = (text, statements) }
}

extension Machine {
    /// Requests a line from the caller. An answer recorded for the running statement takes precedence.
    ///
    /// - Throws: ``EvaluationError/noAnswer`` if nobody answers, ``EvaluationError/interrupted`` after Ctrl-C.
    package func ask() throws(EvaluationError) -> Question.Answer {
        if let recorded = takeRecordedAnswer() {
            emit(.answered(recorded.text, isRecorded: true))
            return recorded.text.map { .line($0) } ?? .end
        }
        let question = Question()
        emit(.asks(question))
        guard let answer = question.answer else { throw Interruption.isRequested ? .interrupted : .noAnswer }
        switch answer {
        case .interrupted: throw .interrupted
        case .unreadable: break
        case .line(let text): emit(.answered(text, isRecorded: false))
        case .end: emit(.answered(nil, isRecorded: false))
        }
        return answer
    }

    private func takeRecordedAnswer() -> RecordedAnswer? {
        let answers = cellThatRuns.answers
        while answersTaken < answers.count {
            let answer = answers[answersTaken]
            if answer.statements.lowerBound > statementIndex { return nil }
            answersTaken += 1
            // Answers that earlier statements did not use are skipped.
            if answer.statements.contains(statementIndex) { return answer }
        }
        return nil
    }
}
