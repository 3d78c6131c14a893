internal import Interpreter
internal import Rendering

/// Where a learner is in the lessons, and what is said next.
struct Tutorial {
    let lessons: [Lesson]
    /// The lesson that is being learnt, or that would be.
    private(set) var place = 0
    /// Whether it judges what is typed.
    var isRunning = false
    /// Whether it has spoken of the cell that just ran.
    var hasSpoken = false
    /// Whether it has said that the lesson still waits.
    var hasReminded = false
    /// Whether it has said how to find one's way.
    var hasWelcomed = false
    /// The cell after which each lesson began, where it has begun; 0 for the beginning.
    private var beginnings: [Int: Int] = [:]

    init(_ lessons: [Lesson]) { self.lessons = lessons }

    /// The words that lead through it while it runs.
    enum Word: String, CaseIterable {
        case back, skip, again, leave
    }

    var lesson: Lesson { lessons[place] }
    var isAtLast: Bool { place == lessons.count - 1 }

    /// What a cell has come to.
    enum Verdict: Equatable {
        /// The lesson is learnt.
        case learnt
        /// Not yet; what to say, if anything.
        case notYet(String?)
    }

    /// Judges a cell by what it left.
    func verdict(on cell: LearnerCell) -> Verdict {
        if lesson.checks.allSatisfy(cell.meets) { return .learnt }
        return .notYet(lesson.hints.first { cell.meets($0.condition) }?.words)
    }

    /// Goes to a lesson that begins after a cell.
    mutating func begin(_ place: Int, after cell: Int) {
        self.place = place
        hasReminded = false
        beginnings[place] = cell
    }

    /// The cell after which a lesson began.
    func beginning(of place: Int) -> Int? { beginnings[place] }

    /// Begins anew the next time.
    mutating func finish() {
        isRunning = false
        place = 0
    }

    // MARK: - Texts

    /// The present lesson.
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

    /// How to find one's way.
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

    /// A sentence about a cell.
    static func remark(_ words: String, columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.paragraph(words, style: .hint)
        return flow.markup
    }

    static let ending = "That was the tutorial. help lists what else there is; help training says what train computes."
}
