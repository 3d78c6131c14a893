import Builtins
import Files
import Foundation
import Interpreter
import Kernels
import Sessions
import Syntax
import Testing

/// Whatever is typed, undone, done again, edited or interrupted: the recorded session makes the workspace again.
///
/// 4,000 steps; 10,000 in a release build or with `TRAVEL_STEPS=10000`. Interruption belongs to the whole process, hence
/// the processes of their own.
@Suite struct TravelPropertyTests {
    private static let partCount = 4

    private static let stepCount: Int = {
        if let text = ProcessInfo.processInfo.environment["TRAVEL_STEPS"], let count = Int(text) { return count }
        #if DEBUG
            return 4_000
        #else
            return 10_000
        #endif
    }()

    @Test(arguments: 0..<partCount)
    func theRecordedSessionMakesTheWorkspaceAgain(part: Int) async {
        await #expect(processExitsWith: .success) { [part] in
            var walk = RandomWalk(seed: UInt64(part))
            for _ in 0..<Self.stepCount / Self.partCount {
                guard walk.step() else { return }
            }
            // Else it shows nothing.
            for kind in RandomWalk.Kind.allCases {
                #expect(walk.counts[kind, default: 0] > 0, "\(kind)")
            }
        }
    }
}

/// A session that is driven at random.
struct RandomWalk {
    enum Kind: String, CaseIterable {
        case finished, failed, interrupted, shortened, undone, redone, gone, edited, editFailed, rerun
    }

    private(set) var counts: [Kind: Int] = [:]
    private var random: RandomCells
    private var live = RandomWalk.newSession()
    private var steps: [String] = []

    init(seed: UInt64) { random = RandomCells(seed: seed) }

    private static func newSession() -> LiveSession {
        var options = InterpreterOptions()
        options.files = .scratch()
        return LiveSession(Interpreter(options: options))
    }

    /// Does something; false if the session that is recorded then is not the one that there is.
    mutating func step() -> Bool {
        if steps.count > 60 {
            live = Self.newSession()
            steps = []
        }
        switch random.number(0..<20) {
        case 0..<2: travel(.undone) { (live, random) throws(TravelError) in _ = try live.undo(random.number(1..<4)) }
        case 2: travel(.redone) { (live, random) throws(TravelError) in _ = try live.redo(random.number(1..<3)) }
        case 3:
            travel(.gone) { (live, random) throws(TravelError) in
                _ = try live.go(to: random.number(0..<live.nextNumber))
            }
        case 4: edit()
        case 5: rerun()
        case 6..<9: run(random.cell(), interruptedAfter: random.number(1..<9))
        case 9: train()
        default: run(random.cell())
        }
        return check()
    }

    private mutating func note(_ kind: Kind) { counts[kind, default: 0] += 1 }

    private mutating func travel(
        _ kind: Kind, _ journey: (inout LiveSession, inout RandomCells) throws(TravelError) -> Void
    ) {
        do {
            try journey(&live, &random)
            note(kind)
        } catch {}
        steps.append("\(kind): now after [\(live.timeline.presentNumber ?? 0)]")
    }

    /// Runs a cell, and asks it to stop at one of its events.
    @discardableResult
    private mutating func run(_ source: String, interruptedAfter eventCount: Int? = nil) -> Bool {
        let cell = Cell(number: live.nextNumber, source: source)
        var countdown = eventCount
        Interruption.clear()
        var isShortened = false
        let ending = live.run(cell) { event in
            if case .shortened = event { isShortened = true }
            if let count = countdown {
                countdown = count - 1
                if count == 1 { Interruption.request() }
            }
        }
        Interruption.clear()
        steps.append(
            "[\(cell.number)]\(eventCount.map { " stopped after \($0)" } ?? "") \(source) -> \(ending)")
        switch ending {
        case .finished:
            note(isShortened ? .shortened : .finished)
            return true
        case .failed: note(.failed)
        case .interrupted: note(.interrupted)
        case .asks, .quit: break
        }
        return false
    }

    /// A training that is stopped between two epochs, if it gets that far.
    private mutating func train() {
        if random.number(0..<2) == 0 { run("del forward"); run("del loss"); run(RandomCells.model) }
        let cells = [
            "train 9 every=1", "train(epochs=9, every=1)", "a = 5\ntrain 9 every=1 lr=0.05  # long", "train 9 every=1;",
            "print('first')\ntrain 3 + 6 every=1", "epochs = 9\ntrain epochs every=1",
        ]
        run(cells[random.number(0..<cells.count)], interruptedAfter: random.number(2..<9))
    }

    private mutating func rerun() {
        let first = random.number(1..<max(2, live.nextNumber))
        guard let cells = try? live.cells(first...first + random.number(0..<3)) else { return }
        note(.rerun)
        for cell in cells { guard run(cell.source) else { return } }
    }

    private mutating func edit() {
        let number = random.number(1..<max(2, live.nextNumber))
        guard let cells = try? live.beginEditing(at: number) else { return }
        steps.append("edit \(number)")
        var keeps = false
        let edited = random.number(0..<4) == 0 ? "a = boom" : random.cell()
        for source in [edited] + cells.dropFirst().map(\.typedSource) {
            guard run(source) else { break }
            keeps = true
        }
        note(keeps ? .edited : .editFailed)
        do { try live.endEditing(keeps: keeps) } catch { Issue.record("\(error)") }
        steps.append("end of edit, kept: \(keeps)")
    }

    // MARK: - Checking

    private func check() -> Bool {
        let writer = SessionText(commands: commands)
        let text = writer.text(of: live.timeline.recordedSession)
        let problem = problem(of: text)
        guard let problem else { return true }
        Issue.record("\(problem)\nafter\n\(steps.suffix(25).joined(separator: "\n"))\nrecorded as\n\(text)")
        return false
    }

    private func problem(of text: String) -> String? {
        let file: SessionFile
        do { file = try session(text) } catch { return "it can't be read: \(SessionsTests.text(error.diagnostic))" }
        var replayer = Replayer(Interpreter())
        do { try replayer.replay(file) { _ in true } } catch { return "the replay fails: \(error)" }
        if replayer.hasQuit { return "the replay quits" }
        if let difference = Self.difference(live.interpreter.workspace, replayer.interpreter.workspace) {
            return difference
        }
        for problem in Checker().check(file).problems {
            if case .nothingRecorded = problem { continue }
            return (problem.text(in: "recorded") ?? ["\(problem)"]).joined(separator: "\n")
        }
        return nil
    }

    /// The first thing in which two workspaces differ, bit for bit.
    private static func difference(_ first: Workspace, _ second: Workspace) -> String? {
        if first.order != second.order { return "names: \(first.order), again: \(second.order)" }
        for name in first.order where !isSame(first.value(name), second.value(name)) {
            return "\(name): \(String(describing: first.value(name))), again: \(String(describing: second.value(name)))"
        }
        if first.randomState != second.randomState { return "the random state differs" }
        if !isSame(first.lastShown, second.lastShown) {
            return "_: \(String(describing: first.lastShown)), again: \(String(describing: second.lastShown))"
        }
        if first.training != second.training { return "the cell that trained differs" }
        return nil
    }

    private static func isSame(_ first: Value?, _ second: Value?) -> Bool {
        switch (first, second) {
        case (nil, nil): true
        // The cell around them may have been given a seed.
        case (.function(let first), .function(let second)): first.code.description == second.code.description
        case (let first?, let second?): first.isIdentical(to: second)
        default: false
        }
    }
}

extension LoadedCode {
    fileprivate var description: String { "\(name) \(parameters.parameters.map(\.name)) \(body.count)" }
}
