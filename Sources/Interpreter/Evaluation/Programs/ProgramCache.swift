internal import Syntax

/// The programs of one cell's functions and loops.
package final class ProgramCache {
    /// How often a program was run.
    var runs = 0
    private var calls: [ObjectIdentifier: CallPrograms] = [:]
    private var loops: [LoopPlace: LoopPrograms] = [:]

    /// Where a loop stands: in which function, or in the cell that runs.
    private struct LoopPlace: Hashable {
        let function: ObjectIdentifier?
        let range: SourceRange
    }

    /// The programs of a function.
    func programs(of code: FunctionCode) -> CallPrograms {
        let key = ObjectIdentifier(code)
        if let found = calls[key] { return found }
        let made = CallPrograms(code)
        calls[key] = made
        return made
    }

    /// The programs of a loop over the iterable that stands at a range.
    func programs(ofLoopAt range: SourceRange, in code: FunctionCode?) -> LoopPrograms {
        let key = LoopPlace(function: code.map { ObjectIdentifier($0) }, range: range)
        if let found = loops[key] { return found }
        let made = LoopPrograms(code)
        loops[key] = made
        return made
    }
}
