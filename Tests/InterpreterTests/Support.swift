import Builtins
import Files
import Foundation
import Interpreter
import Randomness
import Rendering
import Syntax
import Tensors

/// The folder of this module's fixtures.
let interpreterFixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/Interpreter")

/// Runs something on a stack as large as the program's: functions of debug builds take ten times the room of others.
func onLargeStack<Result>(_ body: @escaping () -> Result) -> Result {
    nonisolated(unsafe) var result: Result?
    nonisolated(unsafe) let body = body
    let thread = Thread { result = body() }
    thread.stackSize = 256 << 20
    thread.start()
    while true {
        if thread.isFinished, let result { return result }
        usleep(200)
    }
}

/// What a cell told while it ran.
final class Told {
    var output = ""
    var warnings: [String] = []
    var notes: [String] = []
    var seeds: [Int] = []
    var shortened: Int?
    var figures: [Figure] = []
    var pages: [Page] = []
    /// The notes of the last diagnostic.
    var notesOfLast: [String] = []

    func receive(_ event: Event) {
        switch event {
        case .output(let text): output += text
        case .markup(let markup), .sentence(let markup): output += markup.plain
        case .page(let page):
            output += page.recorded.plain
            pages.append(page)
        case .diagnostic(let diagnostic), .namesWereCopies(let diagnostic):
            notesOfLast = diagnostic.notes
            if diagnostic.severity == .warning {
                warnings.append(diagnostic.message)
            } else {
                notes.append(diagnostic.message)
            }
        case .errorText(let text): warnings.append(text)
        case .seeded(let seed): seeds.append(seed.value)
        case .shortened(let training): shortened = training.epochs
        case .drawing(let figure, _): figures.append(figure)
        case .statement, .progress, .trained, .timed, .asks, .answered, .drawnInFile: break
        }
    }
}

/// A session of cells.
struct TestSession {
    var interpreter = Interpreter()
    private var number = 0
    /// What the last cell told.
    private(set) var told = Told()

    /// Memory of a size that no test means to use, so that all tests of the process agree on the limit.
    static let memoryLimit: Void = { MemoryLimit.current = MemoryLimit(bytes: 1 << 30) }()

    init(_ sources: String...) {
        Self.memoryLimit
        // No test writes where it was started.
        interpreter.options.files = FileScope.scratch()
        for source in sources { run(source) }
    }

    /// Runs a cell and gives what it printed, or its diagnostic where it fails.
    @discardableResult
    mutating func run(_ source: String) -> String {
        number += 1
        told = Told()
        let told = told
        switch interpreter.run(Cell(number: number, source: source), receive: { told.receive($0) }) {
        case .failed(let diagnostic), .interrupted(let diagnostic):
            return DiagnosticText.markup(for: diagnostic, source: source).plain
        case .finished, .quit, .asks: return told.output
        }
    }
}

/// All that a cell could have changed, to the last bit.
struct WorkspacePrint: Equatable {
    private let names: [String: String]
    private let order: [String]
    private let randomState: LegacyRandomState?
    private let pythonRandom: PythonRandomState?
    private let lastShown: String?
    private let training: Workspace.TrainingMark?

    init(_ workspace: Workspace) {
        order = workspace.order
        var names: [String: String] = [:]
        for name in order { names[name] = workspace.value(name).map(Self.bits) }
        self.names = names
        randomState = workspace.randomState
        pythonRandom = workspace.pythonRandom
        lastShown = workspace.lastShown.map(Self.bits)
        training = workspace.training
    }

    /// A value with every bit of its numbers.
    private static func bits(_ value: Value) -> String {
        switch value {
        case .array(let array):
            switch array.tensor {
            case .float64(let numbers):
                "\(array.shape) \(numbers.elements.map { String($0.bitPattern, radix: 16) })"
            case .int64(let numbers): "\(array.shape) \(numbers.elements)"
            case .bool(let truths): "\(array.shape) \(truths.elements)"
            case .other where array.dtype.isText: "\(array.dtype) \(array.shape) \(array.tensor.texts ?? [])"
            case .other: "\(array.dtype) \(array.shape) \(array.tensor.copyOfWords())"
            }
        case .generator(let generator): "\(generator.state)"
        case .scalar(.float64(let number)): "float64 \(number.bitPattern)"
        case .float(let number): "float \(number.bitPattern)"
        case .list(let items): "[" + items.map(bits).joined(separator: ", ") + "]"
        case .tuple(let items): "(" + items.map(bits).joined(separator: ", ") + ")"
        default: value.representation
        }
    }
}

/// Of cases that take long without optimisation, one in so many where `FUZZ_SEED` is the day's, others each day.
func dayShare<Case>(_ cases: [Case], of parts: Int) -> [Case] {
    #if DEBUG
        guard let day = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap(Int.init) else { return cases }
        return cases.enumerated().filter { $0.offset % parts == day % parts }.map(\.element)
    #else
        return cases
    #endif
}
