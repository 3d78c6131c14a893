import Builtins
import Files
import Interpreter
import Kernels
import Rendering
import Sessions
import Syntax
import Testing

/// A shell's session without the shell: cells that were typed.
struct TypedSession {
    var live: LiveSession
    /// What was said besides what cells printed.
    private(set) var notes: [String] = []

    init(_ sources: String..., seed: UInt32? = nil, largestHold: Int = .max) {
        var options = InterpreterOptions()
        options.files = .scratch()
        options.seed = seed
        live = LiveSession(Interpreter(options: options), largestHold: largestHold)
        for source in sources { run(source) }
    }

    /// Runs a cell; gives what it printed, or the first line of its diagnostic.
    @discardableResult
    mutating func run(_ source: String, stoppingAt event: Int? = nil) -> String {
        final class Told {
            var (text, count) = ("", 0)
            var notes: [String] = []
        }
        let told = Told()
        let ending = live.run(Cell(number: live.nextNumber, source: source)) { received in
            told.text += received.recordedText ?? ""
            told.count += 1
            if case .diagnostic(let diagnostic) = received { told.notes.append(diagnostic.message) }
            if told.count == event { Interruption.request() }
        }
        notes += told.notes
        switch ending {
        case .failed(let diagnostic), .interrupted(let diagnostic):
            return "\(diagnostic.severity.rawValue): \(diagnostic.message)"
        default: return told.text
        }
    }

    /// What the shell says of a journey.
    mutating func undo(_ count: Int = 1) throws -> String { said("undid ", try live.undo(count)) }
    mutating func redo(_ count: Int = 1) throws -> String { said("redid ", try live.redo(count)) }
    mutating func go(to number: Int) throws -> String { said(nil, try live.go(to: number)) }

    private func said(_ verb: String?, _ journey: LiveSession.Journey) -> String { TravelText.text(of: journey, verb) }

    /// The session file.
    var text: String {
        SessionText(commands: commands).text(of: live.timeline.recordedSession)
    }

    /// The session file without its head.
    var cells: String { String(text.dropFirst(SessionText.head.count)) }

    var stale: [String: Lineage.Staleness] { live.interpreter.lineage.stale(in: live.interpreter.workspace) }
}
