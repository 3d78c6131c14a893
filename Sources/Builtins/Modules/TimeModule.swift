internal import Interpreter
internal import Kernels
internal import Platform

/// Python's `time`: clocks, whose readings mark the values computed from them, and `sleep`.
enum TimeModule {
    static let module = Module(
        [
            clock("time", CLOCK_REALTIME, "The seconds since the beginning of 1970."),
            clock("perf_counter", CLOCK_MONOTONIC, "Seconds, to measure how long something takes."),
            clock("monotonic", CLOCK_MONOTONIC, "Seconds by a clock that never goes back."),
            clock("process_time", CLOCK_PROCESS_CPUTIME_ID, "The seconds of work that the process has done."),
            clock("time_ns", CLOCK_REALTIME, isInteger: true, "The nanoseconds since the beginning of 1970."),
            clock(
                "perf_counter_ns", CLOCK_MONOTONIC, isInteger: true, "Nanoseconds, to measure how long something takes."
            ),
            Builtins.member(
                "sleep", of: .time, traits: .placesOnly, gives: .nothing, [.number("secs", "how many seconds")],
                "Waits.", example: "print(time.sleep(0.001))\n#> None", related: "time.time time"
            ) { (_, arguments) throws(EvaluationError) in
                let seconds = try arguments.double("secs")
                if seconds.isNaN { throw arguments.invalid("Invalid value NaN (not a number)") }
                if seconds < 0 { throw arguments.invalid("sleep length must be non-negative") }
                let end = now(CLOCK_MONOTONIC) + seconds
                while true {
                    if Interruption.isRequested { throw .interrupted }
                    let left = end - now(CLOCK_MONOTONIC)
                    if left <= 0 { return .none }
                    usleep(UInt32(min(left, 0.02) * 1e6))
                }
            },
        ])

    private static func now(_ clock: clockid_t) -> Double {
        let (seconds, rest) = reading(clock)
        return Double(seconds) + Double(rest) / 1e9
    }

    private static func reading(_ clock: clockid_t) -> (seconds: Int, nanoseconds: Int) {
        var time = timespec()
        clock_gettime(clock, &time)
        return (Int(time.tv_sec), Int(time.tv_nsec))
    }

    private static func clock(_ name: String, _ clock: clockid_t, isInteger: Bool = false, _ summary: String) -> Builtin
    {
        Builtins.member(
            name, of: .time, traits: .placesOnly, [], summary,
            example: "start = time.\(name)()\ntime.\(name)() >= start\n#> True",
            related: name == "time" ? "time.perf_counter time.sleep time" : "time.time time.sleep time",
            differs: "`check` leaves out what is printed of it."
        ) { (machine, _) throws(EvaluationError) in
            machine.readsClock = true
            if isInteger {
                let (seconds, rest) = reading(clock)
                return .int(seconds * 1_000_000_000 + rest)
            }
            return .float(now(clock))
        }
    }
}
