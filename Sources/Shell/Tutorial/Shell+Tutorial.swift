internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    // MARK: - Typed cells

    /// The cell for a word of the running tutorial; other inputs are unchanged.
    func tutorialCommand(_ typed: String) -> String {
        let word = typed.filter { !$0.isWhitespace }
        guard Tutorial.Word(rawValue: word) != nil, workspaceLacks(word) else {
            return typed
        }
        return "tutorial \(word)"
    }

    /// A name that the user has set keeps its meaning.
    private func workspaceLacks(_ name: String) -> Bool { interpreter.workspace.value(name) == nil }

    /// Judges the cell that has just run, and shows the remark.
    mutating func teach(_ ran: Cell, _ outcome: CellEnding, _ printed: PrintedText?) {
        guard let tutorial else { return }
        defer { self.tutorial?.hasSpoken = false }
        guard !tutorial.hasSpoken, let printed else { return }
        var cell = LearnerCell(source: ran.source, workspace: interpreter.workspace, printed: printed.text)
        switch outcome {
        case .quit, .asks, .interrupted: return
        case .failed(let diagnostic): cell.failure = diagnostic.firstLine
        case .finished: break
        }
        switch tutorial.verdict(on: cell) {
        case .learnt:
            if let praise = tutorial.lesson.praise { remark(praise) }
            advance()
        case .notYet(let words?): remark(words)
        case .notYet(nil) where cell.failure == nil && isRecorded(ran) && !tutorial.hasReminded:
            self.tutorial?.hasReminded = true
            remark("Step \(tutorial.place + 1) is not done yet; again shows it, skip goes on.")
        case .notYet(nil): break
        }
    }

    /// A cell that asks for help, or travels, isn't meant as an answer.
    private func isRecorded(_ cell: Cell) -> Bool {
        live.timeline.entries.last.map { $0.isRecorded && $0.cell.number == cell.number } ?? false
    }

    // MARK: - The command

    /// `tutorial`, alone or with a word or a number.
    mutating func runTutorial(_ word: String?) -> Diagnostic? {
        // The lessons are parsed on first use, so that starting up doesn't pay for them.
        if tutorial == nil, console.history != nil {
            tutorial = Tutorial(Lesson.lessons(of: Lessons.text, in: interpreter.table))
        }
        guard let tutorial else {
            return Diagnostic(.error, "the tutorial is for the prompt of a terminal")
        }
        self.tutorial?.hasSpoken = true
        let step = word.map { Tutorial.Word(rawValue: $0) } ?? .again
        let number = word.flatMap { Int($0) } ?? 0
        guard step != nil || (1...tutorial.lessons.count).contains(number) else {
            return Diagnostic(
                .error, "tutorial takes no \(word ?? "")",
                notes: ["it takes a step from 1 to \(tutorial.lessons.count), or back, skip, again or leave"])
        }
        if step == .leave {
            self.tutorial?.isRunning = false
            return Diagnostic(.note, "tutorial goes on at step \(tutorial.place + 1)")
        }
        welcome()
        switch step {
        case .back: goBack()
        case .skip: if completeLesson() { advance() }
        case nil: goTo(number - 1)
        default: show(tutorial.place)
        }
        return nil
    }

    private mutating func welcome() {
        if tutorial?.hasWelcomed == false { console.showAside(Tutorial.welcome(columns: Terminal.columns)) }
        tutorial?.hasWelcomed = true
        tutorial?.isRunning = true
    }

    private mutating func show(_ place: Int) {
        guard let tutorial else { return }
        let present = live.timeline.presentNumber ?? 0
        self.tutorial?.begin(place, after: tutorial.beginning(of: place) ?? present)
        speak()
    }

    private mutating func advance() {
        guard let tutorial else { return }
        self.tutorial?.hasSpoken = true
        if tutorial.isAtLast {
            remark(Tutorial.ending)
            self.tutorial?.finish()
            return
        }
        self.tutorial?.begin(tutorial.place + 1, after: live.timeline.presentNumber ?? 0)
        speak()
    }

    /// Goes to the previous step, and to the state in which it began.
    private mutating func goBack() {
        guard let tutorial else { return }
        let place = max(tutorial.place - 1, 0)
        if let cell = tutorial.beginning(of: place), cell != live.timeline.presentNumber ?? 0 {
            let console = console
            let ending = live.carryOut(SessionRequest(.goTo(cell: cell), by: "goto")) { event in
                if case .diagnostic(let note) = event { console.show(note) }
            }
            if case .failed(let diagnostic)? = ending { console.show(diagnostic) }
        }
        show(place)
    }

    /// Goes to any step; runs the solutions of earlier steps that it needs.
    private mutating func goTo(_ place: Int) {
        guard let tutorial else { return }
        let firstToRun = tutorial.lessons.indices.prefix(place).first { earlier in
            let cell = LearnerCell(source: "", workspace: interpreter.workspace)
            return tutorial.lessons[earlier].runsWhenSkipped
                && !tutorial.lessons[earlier].checks.allSatisfy(cell.meets)
        }
        for earlier in tutorial.lessons.indices.prefix(place) {
            // So that `back` leads to where it would have begun.
            self.tutorial?.begin(earlier, after: live.timeline.presentNumber ?? 0)
            let cell = LearnerCell(source: "", workspace: interpreter.workspace)
            guard tutorial.lessons[earlier].runsWhenSkipped,
                !tutorial.lessons[earlier].checks.allSatisfy(cell.meets)
            else { continue }
            if earlier == firstToRun, !interpreter.workspace.order.isEmpty {
                remark("The earlier steps are done for you, with their own x, y, w and b; undo takes them back.")
            }
            guard run(tutorial.lessons[earlier].solution) else { return }
        }
        self.tutorial?.begin(place, after: live.timeline.presentNumber ?? 0)
        speak()
    }

    /// Runs the solution of a skipped step that later ones need; false if that fails.
    private mutating func completeLesson() -> Bool {
        guard let lesson = tutorial?.lesson, lesson.runsWhenSkipped else { return true }
        return run(lesson.solution)
    }

    private mutating func run(_ solution: [String]) -> Bool {
        switch runAgain(solution.map { Cell(number: 0, source: $0) }) {
        case .finished: return true
        case .failed(let diagnostic), .interrupted(let diagnostic):
            console.show(diagnostic)
            return false
        case .quit, .asks: return false
        }
    }

    private func speak() {
        guard let tutorial else { return }
        console.showAside(tutorial.page(columns: Terminal.columns))
    }

    private func remark(_ words: String) {
        console.showAside(Tutorial.remark(words, columns: Terminal.columns))
    }
}
