extension Absence {
    /// The message for examining an unknown value.
    var wording: Wording {
        let (message, advice): (String, String?) =
            switch kind {
            case .library(let path): ("what `\(path)` is isn't known here", nil)
            case .result: ("what this would be isn't known here", nil)
            case .changed: ("this may have been changed by a line that was left out", "what is set anew is known again")
            case .streams:
                (
                    "where the random stream stands isn't known here",
                    "a line that was left out may have drawn from it; a seed behind that line makes it known again"
                )
            case .files:
                (
                    "this file may have been written by a command that was left out",
                    "run the command by itself, and take it out of the notebook"
                )
            case .names: ("which names this sets isn't known here", "import the names that are used, each by itself")
            case .failure:
                ("whether this call fails isn't known here, and an `except` waits for that", nil)
            case .underway:
                ("this call goes on with values that a line which is left out may change", nil)
            }
        return Wording(message: message, notes: [left, why, advice].compactMap(\.self))
    }

    private var left: String { "left out at \(line.place): \(line.text)" }

    private var why: String? {
        if case .module(let name) = line.reason { "there is no module `\(name)` here" } else { nil }
    }
}
