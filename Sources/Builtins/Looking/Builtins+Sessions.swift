internal import Interpreter
internal import Platform
internal import Rendering
internal import Syntax

extension Builtins {
    /// Commands about the session.
    static let sessions: [Builtin] = [
        Builtin(
            "time", .sessions, door: .bare, traits: .essential, python: .time,
            [.source("statement", example: "x = rand 10 5", "the rest of the line, run once")],
            "Run the statement of the line's rest, and tell how long it took.", related: "show", time
        ),
        Builtin(
            "reset", .travel, door: .bare, traits: [.runsAlone, .unrecorded, .forgets], python: .reset, [],
            "Forget all names, the random state and _, as at the start.", related: "undo whos why", reset
        ),
        Builtin(
            "quit", .sessions, door: .bare, traits: [.runsAlone, .unrecorded, .essential], [],
            "Leave the shell.", related: "help exit"
        ) { (machine, _) throws(EvaluationError) in
            machine.isQuitting = true
            return .none
        },
        Builtin(
            "exit", .sessions, door: .bare, traits: [.runsAlone, .unrecorded], [],
            "Leave, as quit does.", related: "help quit"
        ) { (machine, _) throws(EvaluationError) in
            machine.isQuitting = true
            return .none
        },
    ]

    /// Runs the statements once, since they have effects. The duration isn't recorded, because it differs every time.
    private static func time(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        guard let source = arguments.source else {
            throw arguments.invalid(
                "it measures a statement, and a value in parentheses is there already", hint: "write time x @ w")
        }
        let isShown = machine.showsValue
        let start = MonotonicTime.nanoseconds
        var result = Value.none
        do throws(Failure) { result = try machine.run(source: source) } catch {
            machine.pendingFailure = error
            throw error.error
        }
        machine.note("took \(Duration.text(nanoseconds: MonotonicTime.nanoseconds &- start))")
        return isShown ? .none : result
    }

    private static func reset(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        guard !machine.isInFunction else {
            throw arguments.invalid(
                "it can't be used in a function", hint: "a function's names are gone when it returns")
        }
        let count = machine.workspace.order.count
        let hadState = machine.workspace.randomState != nil
        machine.workspace.removeAll()
        machine.restoreAssigned([], inStatement: [])
        machine.told = []
        machine.note(
            "reset: \(Words.count(count, "name")) dropped\(hadState ? ", and the random state" : "")")
        return .none
    }
}

/// Formats durations for people.
enum Duration {
    /// `870 ns`, `1.24 ms`, `12.3 s`, `2 min 5 s`: three digits, since more aren't reproducible.
    static func text(nanoseconds: UInt64) -> String {
        if nanoseconds < 1000 { return "\(nanoseconds) ns" }
        let seconds = Double(nanoseconds) / 1e9
        if seconds >= 99.95 {
            let whole = Int(seconds.rounded())
            if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
            return "\(whole / 3600) h \(whole % 3600 / 60) min"
        }
        for (unit, size) in [("µs", 1e-6), ("ms", 1e-3)] where seconds < size * 999.5 {
            return "\(threeDigits(seconds / size)) \(unit)"
        }
        return "\(threeDigits(seconds)) s"
    }

    private static func threeDigits(_ value: Double) -> String {
        let decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0
        return (try? FormatArgument.float(value).formatted(".\(decimals)f")) ?? "\(value)"
    }
}
