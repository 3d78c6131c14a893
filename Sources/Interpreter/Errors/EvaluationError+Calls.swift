internal import Rendering
internal import Syntax
internal import Tensors

extension Machine {
    /// The messages for calls that are not possible.
    static func callWording(_ error: CallError) -> Wording {
        switch error {
        case .notCallable(let value):
            let notes: [String] =
                switch (value.type, value.detail) {
                case (.tensor, _), (.list, _), (.tuple, _): ["an element is taken by brackets: x[0]"]
                case (_, .module(let namespace)): ["call one of its functions: \(namespace.rawValue).name(…)"]
                default: value.isNumber ? ["to multiply, write the *: a * (b + c)"] : []
                }
            return Wording(message: "\(value.kindText) can't be called", notes: notes)
        case .shadowedFunction(let name, let value):
            return Wording(
                message: "\(name) is \(value.kindText) now, and can't be called",
                notes: ["`del \(name)` brings the function back"])
        case .attributeNotCallable(let name, let value):
            return Wording(
                message: "\(name) is \(value.kindText), and can't be called", notes: ["write it without ()"])
        case .pathComesFirst(let function, let rewritten):
            return Wording(message: "\(function): the path comes first", notes: [rewritten])
        case .keywordWithoutSign(let keyword, let rewritten):
            return Wording(message: "\(keyword) and its value are one word, with an =", label: "write \(rewritten)")
        }
    }

    /// The messages for arguments that do not match the callee's parameters.
    func argumentWording(_ error: ArgumentError, _ callee: EvaluationError.Callee) -> Wording {
        let name = callee.name
        let notes = callee.signature.isEmpty ? [] : [callee.signature]
        switch error {
        case .missing(let names, _):
            return Wording(message: "\(name)() needs \(names.joined(separator: " and "))", notes: notes)
        case .tooMany(let taken, let given, _, _):
            let receivers = callee.hasReceiver ? 1 : 0
            let noun = callee.signature.contains("*, ") ? "positional argument" : "argument"
            let count = taken - receivers
            return Wording(
                message: "\(name)() takes \(Words.count(count, noun)), got \(given - receivers)",
                notes: notes)
        case .unknownKeyword(let keyword, let known):
            return Wording(
                message: "\(name)() has no \(Self.shortened(keyword))=",
                label: Suggestions.nearest(to: keyword, among: known).map { "did you mean \($0)=?" },
                notes: (keyword == "out" ? ["write y = \(name)(…), or y[:] = \(name)(…) to change y in place"] : [])
                    + notes)
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

    private static func conversionNotes(_ expected: String, _ got: ValueDescription) -> [String] {
        if expected == "a function" { return ["write key=lambda p: …"] }
        guard got.type == .float || got.type == .numpyFloat64 else { return got.resultNotes }
        return expected.contains("whole number") || expected == "sizes" ? ["int(…) or // makes a whole number"] : []
    }
}

extension EvaluationError.Callee {
    package init(_ builtin: Builtin) {
        self.init(
            name: builtin.name, signature: builtin.shownSignature, isBuiltin: true,
            hasReceiver: builtin.signature.hasReceiver)
    }
}
