internal import Rendering
internal import Syntax
internal import Tensors

extension Evaluator {
    /// The words for arguments that don't fit what is called.
    func argumentWording(_ error: ArgumentError, _ callee: EvaluationError.Callee) -> Wording {
        let name = callee.name
        let notes = callee.signature.isEmpty ? [] : [callee.signature]
        switch error {
        case .missing(let names):
            return Wording(message: "\(name)() needs \(names.joined(separator: " and "))", notes: notes)
        case .tooMany(let taken, let given):
            let receivers = callee.hasReceiver ? 1 : 0
            let count = taken - receivers
            return Wording(
                message: "\(name)() takes \(count) \(count == 1 ? "argument" : "arguments"), got \(given - receivers)",
                notes: notes)
        case .unknownKeyword(let keyword, let known):
            return Wording(
                message: "\(name)() has no \(Self.shortened(keyword))=",
                label: Suggestions.nearest(to: keyword, among: known).map { "did you mean \($0)=?" },
                notes: (keyword == "out" ? ["results are values here: y = \(name)(…)"] : []) + notes)
        case .givenTwice(let keyword): return Wording(message: "\(name)() got \(keyword) twice", notes: notes)
        case .wrongType(let parameter, let expected, let got):
            if name == "assignment" { return Wording(message: "a tensor's elements are numbers, got \(got.kindText)") }
            if callee.signature.isEmpty, !name.isIdentifier {
                return Wording(message: "\(name) takes \(expected), got \(got.kindText)")
            }
            return Wording(
                message:
                    "\(name)() takes \(expected)\(parameter.isEmpty ? "" : " for \(parameter)"), got \(got.kindText)",
                notes: Self.conversionNotes(expected, got) + notes)
        }
    }

    private static func conversionNotes(_ expected: String, _ got: Value) -> [String] {
        switch got {
        case .float, .scalar(.float64):
            expected.contains("whole number") || expected == "sizes" ? ["int(…) or // makes a whole number"] : []
        case .none: ["a function without `return` gives None"]
        case .function(let function): ["call it: \(HelpText.signature(of: function))"]
        case .builtin(let builtin): ["call it: \(builtin.shownSignature)"]
        default: []
        }
    }
}

extension EvaluationError.Callee {
    init(_ builtin: Builtin) {
        self.init(
            name: builtin.name, signature: builtin.shownSignature, isBuiltin: true,
            hasReceiver: builtin.signature.hasReceiver)
    }
}
