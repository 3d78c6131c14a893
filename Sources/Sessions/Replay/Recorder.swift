public import Interpreter
internal import Rendering
public import Syntax

/// Turns the events of a running cell into what a session file says of it.
public struct Recorder: Sendable {
    /// What each top-level statement printed, in the order in which they ran.
    public private(set) var outputs: [Output] = []
    /// The seed that the cell drew unasked, and the statement that drew it.
    public private(set) var seed: Seed?

    /// What one top-level statement printed.
    public struct Output: Sendable, Hashable {
        /// Where the statement stands in the source of the cell.
        public var range: SourceRange
        /// Its output, as it was printed.
        public var text = ""
    }

    /// An unasked seed.
    public struct Seed: Sendable, Hashable {
        /// The seed.
        public var value: Int
        /// Where the drawing statement stands in the source of the cell.
        public var range: SourceRange
    }

    /// A recorder for one cell.
    public init() {}

    /// Takes the next event of the cell.
    public mutating func receive(_ event: Event) {
        switch event {
        case .statement(let range): outputs.append(Output(range: range))
        case .seeded(let value): seed = seed ?? outputs.last.map { Seed(value: value, range: $0.range) }
        default:
            if let text = event.recordedText, !outputs.isEmpty { outputs[outputs.count - 1].text += text }
        }
    }

    /// The recorded lines of each statement of a cell, in the form of the file.
    public func records(of cell: SessionCell) -> [[String]] {
        var texts = [String](repeating: "", count: cell.statements.count)
        for output in outputs {
            if let index = cell.statement(at: output.range) { texts[index] += output.text }
        }
        return texts.map(RecordText.lines)
    }
}

extension Event {
    /// The text that belongs into the record, without colour.
    public var recordedText: String? {
        switch self {
        case .output(let text): text
        case .markup(let markup): markup.plain
        case .page(let page): page.recorded.plain
        default: nil
        }
    }
}
