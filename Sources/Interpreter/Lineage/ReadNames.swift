internal import Compiler
internal import Syntax

/// The names that a statement reads from the workspace: those it mentions, those that the functions among them read,
/// and the operands that `train`, `step`, `forward` and `loss` take by default: for a model of the user's, the parameters
/// of its function.
struct ReadNames {
    /// The names in order of appearance.
    private(set) var names: [String] = []
    private var seen: Set<String> = []
    private let workspace: Workspace
    private let table: BuiltinTable

    init(of use: GlobalUse, in workspace: Workspace, table: BuiltinTable) {
        self.workspace = workspace
        self.table = table
        visit(use)
    }

    private mutating func visit(_ use: GlobalUse) {
        for read in use.reads {
            self.read(read.name)
            if let called = read.called { readOperands(of: read.name, given: called.arguments) }
        }
    }

    private mutating func read(_ name: String) {
        guard let value = workspace.value(name), seen.insert(name).inserted else { return }
        names.append(name)
        // A statement that names a function also reads what the function reads.
        if case .function(let function) = value { visit(function.code.code.globalUse) }
    }

    /// Adds what a learning command takes from the workspace: parameters without an argument whose default is a name,
    /// and the user's own functions in place of the built-in ones.
    private mutating func readOperands(of name: String, given arguments: [Argument]) {
        guard workspace.value(name)?.isCallable != true, case .builtin(let builtin)? = table.value(bare: name),
            builtin.group == .learn
        else { return }
        var positionals = 0
        var keywords: [String: Expression] = [:]
        for argument in arguments {
            switch argument {
            case .keyword(let name, let value, _): keywords[name] = value
            default: positionals += 1
            }
        }
        let model = builtin.traits.contains(.trains) ? ownModel(params: keywords["params"]) : nil
        for (index, parameter) in builtin.signature.parameters.enumerated() {
            guard index >= positionals, keywords[parameter.name] == nil, parameter.kind == .workspace,
                model?.replaced.contains(parameter.name) != true
            else { continue }
            read(parameter.name)
        }
        for name in model?.parameters ?? [] where keywords[name] == nil { read(name) }
        guard builtin.traits.contains(.trains) else { return }
        for function in table.entries.flatMap(\.standIns) {
            if case .function? = workspace.value(function) { read(function) }
        }
    }
    /// What training takes where a function of the user's is the model, and its gradient isn't the user's own: that
    /// function's parameters after the first, or those that `params` names, in place of the built-in model's.
    private func ownModel(params: Expression?) -> (parameters: [String], replaced: [String])? {
        let models = table.entries.filter { $0.standIns.contains(where: isOwn) }
        guard let entry = models.first(where: { if case .forward = $0.python { true } else { false } }),
            !models.contains(where: { if case .backward = $0.python { true } else { false } }),
            let name = entry.standIns.first(where: isOwn), case .function(let own)? = workspace.value(name)
        else { return nil }
        let replaced = Array(entry.workspaceOperands.dropFirst())
        if let params, case .constant(.string(let names)) = params.kind {
            return (names.split { $0 == " " || $0 == "," }.map(String.init), replaced)
        }
        return (own.trainedParameters, replaced)
    }

    /// Whether a function of the user's has this name.
    private func isOwn(_ name: String) -> Bool {
        if case .function? = workspace.value(name) { true } else { false }
    }
}
