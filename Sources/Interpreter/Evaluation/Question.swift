internal import Kernels
internal import Synchronization

/// What `input()` asks of whoever runs the cell, who gives an answer before taking the next event.
public final class Question: Sendable {
    /// What came of asking.
    public enum Answer: Sendable, Equatable {
        /// A line, without its end.
        case line(String)
        /// There are no more lines.
        case end
        /// Ctrl-C came instead.
        case interrupted
        /// What came can't be read as text; why.
        case unreadable(String)
    }

    private let given = Mutex<Answer?>(nil)

    init() {}

    /// The answer; nil as long as nobody has given one.
    public var answer: Answer? {
        get { given.withLock { $0 } }
        set { given.withLock { $0 = newValue } }
    }
}

/// What `input()` was answered in an earlier run of a cell.
public struct RecordedAnswer: Sendable, Equatable {
    /// The top-level statements of the cell, by their places among these, that it may be for.
    public var statements: Range<Int>
    /// The answer; nil for the end of all input.
    public var text: String?

    /// Makes an answer.
    public init(_ text: String?, to statements: Range<Int>) { (self.text, self.statements) = (text, statements) }
}

extension Machine {
    /// A line from whoever runs the cell. An answer that is recorded for the running statement is taken first.
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
            // Those that an earlier statement didn't ask for are passed over.
            if answer.statements.contains(statementIndex) { return answer }
        }
        return nil
    }
}
