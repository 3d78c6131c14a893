internal import Interpreter
internal import Rendering

/// The learner's position in the lessons, and what to show next.
struct Tutorial {
    let lessons: [Lesson]
    /// The index of the current lesson.
    private(set) var place = 0
    /// Whether cells are being judged.
    var isRunning = false
    /// Whether the tutorial has commented on the cell that just ran.
    var hasSpoken = false
    /// Whether it has reminded the user of the lesson.
    var hasReminded = false
    /// Whether it has explained its words.
    var hasWelcomed = false
    /// The number of the cell after which each lesson began, if it has begun; 0 for the beginning.
    private var beginnings: [Int: Int] = [:]

    init(_ lessons: [Lesson]) { self.lessons = lessons }

    /// The words that control it while it runs.
    enum Word: String, CaseIterable {
        case back, skip, again, leave
    }

    var lesson: Lesson { lessons[place] }
    var isAtLast: Bool { place == lessons.count - 1 }

    /// The judgement of a cell.
    enum Verdict: Equatable {
        /// The lesson is complete.
        case learnt
        /// The lesson isn't complete; a remark, if there is one.
        case notYet(String?)
    }

    /// Judges a cell by its effects.
    func verdict(on cell: LearnerCell) -> Verdict {
        if lesson.checks.allSatisfy(cell.meets) { return .learnt }
        return .notYet(lesson.hints.first { cell.meets($0.condition) }?.words)
    }

    /// Begins a lesson after a cell.
    mutating func begin(_ place: Int, after cell: Int) {
        self.place = place
        hasReminded = false
        beginnings[place] = cell
    }

    /// The cell after which a lesson began.
    func beginning(of place: Int) -> Int? { beginnings[place] }

    /// Stops; the next start begins with the first lesson.
    mutating func finish() {
        isRunning = false
        place = 0
    }

    // MARK: - Texts

    /// The current lesson.
    func page(columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.lines([""])
        flow.lines(
            TextFlow.wrapped("\(place + 1)/\(lessons.count)  \(lesson.title)", width: columns, hanging: 4),
            style: .heading)
        for line in lesson.lines {
            if line.hasPrefix("  ") {
                flow.lines(TextFlow.wrapped(line, width: flow.width - 4, hanging: 4), indent: 4, style: .keyword)
            } else if line.isEmpty {
                flow.blank()
            } else {
                flow.paragraph(line)
            }
        }
        return flow.markup
    }

    /// The explanation of the words.
    static func welcome(columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.paragraph(
            "The tutorial looks at what your cells do, however you write them. You can type anything else meanwhile.")
        flow.definitions([
            ("again", "shows the step again"), ("skip", "goes to the next one"),
            ("back", "undoes the step, and goes to the one before"),
            ("leave", "ends the tutorial; tutorial goes on with it"),
        ])
        return flow.markup
    }

    /// A remark on a cell.
    static func remark(_ words: String, columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.paragraph(words, style: .hint)
        return flow.markup
    }

    static let ending = "That was the tutorial. help lists what else there is; help training says what train computes."
}
