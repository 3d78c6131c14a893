import Foundation
import Interpreter
import Rendering
import Syntax
import Testing

/// What is generated for tests: always the same, or what `FUZZ_SEED` says; CI sets the day's.
enum Generated {
    static let seed = UInt64(ProcessInfo.processInfo.environment["FUZZ_SEED"] ?? "0") ?? 0

    static func seed(part: Int, number: Int) -> UInt64 { seed &* 20_000_000 &+ UInt64(part * 1_000_000 + number) }
}

/// Generated programs, mostly wrong: none may crash, hang, fail without a word, or change anything when it fails.
///
/// 1,000 programs; 100,000 in a release build or with `FUZZ_PROGRAMS=100000`.
@Suite struct FuzzingTests {
    private static let partCount = 20

    private static let programCount: Int = {
        if let text = ProcessInfo.processInfo.environment["FUZZ_PROGRAMS"], let count = Int(text) { return count }
        #if DEBUG
            return 1_000
        #else
            return 100_000
        #endif
    }()

    @Test(arguments: 0..<partCount)
    func wrongProgramsEndInADiagnostic(part: Int) {
        let prepared = TestSession(ProgramGenerator.preamble)
        let before = WorkspacePrint(prepared.interpreter.workspace)
        var failed = 0
        for number in 0..<(Self.programCount / Self.partCount) {
            var generator = ProgramGenerator(seed: Generated.seed(part: part, number: number))
            let program = generator.next()
            let interpreter = prepared.interpreter
            let (ending, log) = interpreter.runLogged(program)
            guard case .failed(let diagnostic) = ending else {
                // The next one begins where this one did.
                if log.isApplied { log.rollBack() }
                continue
            }
            failed += 1
            #expect(!diagnostic.message.isEmpty, "\(program)")
            #expect(WorkspacePrint(interpreter.workspace) == before, "\(program)")
            let said = DiagnosticText.markup(for: diagnostic, source: program).plain
            #expect(said.utf8.count < 20_000, "\(program)")
        }
        #expect(failed > 10)
    }

    /// Each parameter of each built-in and method with each extreme value; where fewer programs are made, only some of the calls.
    @Test(arguments: 0..<partCount)
    func extremeArgumentsEndInADiagnostic(part: Int) {
        let prepared = TestSession(ProgramGenerator.preamble)
        let before = WorkspacePrint(prepared.interpreter.workspace)
        let sample = max(1, 60_000 / Self.programCount)
        let step = Self.partCount * sample
        let first = part + Self.partCount * Int(Generated.seed % UInt64(sample))
        for place in stride(from: first, to: ProgramGenerator.extremeCalls.count, by: step) {
            let program = ProgramGenerator.extremeCalls[place]
            let interpreter = prepared.interpreter
            let (ending, log) = interpreter.runLogged(program)
            guard case .failed(let diagnostic) = ending else {
                // The next one begins where this one did.
                if log.isApplied { log.rollBack() }
                continue
            }
            #expect(!diagnostic.message.isEmpty, "\(program)")
            #expect(WorkspacePrint(interpreter.workspace) == before, "\(program)")
        }
    }

    @Test(arguments: 0..<partCount)
    func bytesThatAreNoProgramEndInADiagnostic(part: Int) {
        var generator = SystemlessGenerator(state: Generated.seed(part: part, number: 0) &* 0x9E37_79B9)
        let prepared = TestSession(ProgramGenerator.preamble)
        for _ in 0..<(Self.programCount / Self.partCount) {
            let length = Int(generator.next() % 40)
            let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 24) }
            // Invalid UTF-8 becomes the replacement character, as it does when a file is read.
            let source = String(decoding: bytes.map { part % 2 == 0 ? $0 : $0 % 96 + 32 }, as: UTF8.self)
            if source.contains("while") { continue }
            let interpreter = prepared.interpreter
            if case .failed(let diagnostic) = interpreter.run(Cell(number: 2, source: source), receive: { _ in }) {
                #expect(!diagnostic.message.isEmpty)
            }
        }
    }
}

/// The same numbers on every machine: a 64-bit linear congruential generator (Knuth's MMIX constants).
private struct SystemlessGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

extension Interpreter {
    /// Runs a program as a cell; the log can take back what it did.
    fileprivate func runLogged(_ source: String) -> (ending: CellEnding, log: CellLog) {
        let log = CellLog()
        let cell = Cell(number: 2, source: source)
        guard let block = try? Parser(commands: table.commands).parse(source) else {
            return (run(cell) { _ in }, log)
        }
        return (run(block, of: cell, log: log) { _ in }, log)
    }
}
