internal import Rendering
internal import Tensors

extension Builtins {
    /// Commands that look at parts of a value, or at all of it.
    static let leafing: [Builtin] = [
        Builtin("head(value, n=5)", .look, door: .bare, "Print the first n rows of a value with their numbers.") {
            (evaluator, arguments) throws(EvaluationError) in try evaluator.showEnd(arguments, isLast: false)
        },
        Builtin("tail(value, n=5)", .look, door: .bare, "Print the last n rows of a value with their numbers.") {
            (evaluator, arguments) throws(EvaluationError) in try evaluator.showEnd(arguments, isLast: true)
        },
        Builtin(
            "find(value)", .look, door: .bare,
            "Print where a tensor is nan or infinite, or where a mask such as (x > 3) is True."
        ) { (evaluator, arguments) throws(EvaluationError) in
            let tensor = try arguments.tensor(0)
            let name = arguments.argument("value").map { evaluator.name(of: $0) } ?? "value"
            let finding = Finding(in: tensor, named: name)
            evaluator.emit(.page(Page { finding.markup(columns: $0) }))
            return .none
        },
        Builtin(
            "page(value)", .look, door: .bare, traits: .unrecorded,
            "Show all of a value in $PAGER; where there is no terminal, print it."
        ) { (evaluator, arguments) throws(EvaluationError) in
            let value = arguments.value(0)
            try Allowance.check(textOf: value)
            if let count = value.shape?.count, count > mostPaged {
                throw arguments.invalid(
                    "it shows up to \(mostPaged) elements, and there are \(count)", hint: "page a part: page x[:1000]")
            }
            let page = ValueView.whole(
                of: value, named: arguments.argument("value").map { evaluator.name(of: $0) } ?? "value")
            evaluator.emit(.page(Page(isLong: true) { _ in page }))
            return .none
        },
    ]

    /// The most elements that `page` shows.
    private static let mostPaged = 1_000_000
}

extension Evaluator {
    /// `head` or `tail`.
    fileprivate func showEnd(_ arguments: Arguments, isLast: Bool) throws(EvaluationError) -> Value {
        let count = try arguments.int("n", default: 5)
        guard count >= 0 else { throw arguments.invalid("n is a number of rows, from 0 up: \(count)") }
        let name = arguments.argument("value").map { self.name(of: $0) } ?? "value"
        let value = arguments.value(0)
        let isThere =
            ValueView.end(of: value, named: name, count: count, isLast: isLast, width: Page.recordedWidth) != nil
        guard isThere else { throw arguments.wrongType("value", expected: "a tensor with rows, or a list", got: value) }
        emit(
            .page(
                Page { ValueView.end(of: value, named: name, count: count, isLast: isLast, width: $0) ?? "" }))
        return .none
    }
}
