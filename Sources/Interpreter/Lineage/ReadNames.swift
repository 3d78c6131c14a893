internal import Compiler
internal import Syntax

/// The names that a statement reads from the workspace: those it mentions, those that the functions among them read,
/// and the operands that `train`, `step`, `predict`, `forward` and `loss` take by default: for a model of the user's, the
/// parameters of its function.
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
        let model = modelOperands(of: builtin, params: keywords["params"])
        for (index, parameter) in builtin.signature.parameters.enumerated() {
            guard index >= positionals, keywords[parameter.name] == nil, parameter.kind == .workspace,
                !model.replaced.contains(parameter.name)
            else { continue }
            read(parameter.name)
        }
        for name in model.parameters where keywords[name] == nil { read(name) }
        for function in model.functions where isOwn(function) { read(function) }
    }

    /// What a command takes of a model: its parameters, those of the built-in model that they stand for, and the names
    /// under which it looks for the user's functions.
    ///
    /// With a `forward` of the user's, the parameters are those after its first, or those that `params` names, unless
    /// a `backward` of the user's makes the steps.
    private func modelOperands(
        of builtin: Builtin, params: Expression?
    ) -> (parameters: [String], replaced: [String], functions: [String]) {
        let trains = builtin.traits.contains(.trains)
        guard trains || builtin.signature.parameters.contains(where: { $0.name == "params" }),
            let forward = table.entries.first(where: { if case .forward = $0.python { true } else { false } })
        else { return ([], [], []) }
        let functions = trains ? table.entries.flatMap(\.standIns) : forward.standIns
        let operands = Array(forward.workspaceOperands.dropFirst())
        guard let name = forward.standIns.first(where: isOwn), case .function(let own)? = workspace.value(name) else {
            return (trains ? [] : operands, [], functions)
        }
        let steps = table.entries.first { if case .backward = $0.python { true } else { false } }
        if trains, steps?.standIns.contains(where: isOwn) == true { return ([], [], functions) }
        return (params.map(names(in:)) ?? own.trainedParameters, operands, functions)
    }

    /// The names that `params=` says, as a string; an object that it refers to is read as any argument is.
    private func names(in params: Expression) -> [String] {
        switch params.kind {
        case .constant(.string(let names)): names.split { $0 == " " || $0 == "," }.map(String.init)
        case .name(let name):
            if case .string(let names)? = workspace.value(name) {
                names.string.split { $0 == " " || $0 == "," }.map(String.init)
            } else {
                []
            }
        default: []
        }
    }

    /// Whether a function of the user's has this name.
    private func isOwn(_ name: String) -> Bool {
        if case .function? = workspace.value(name) { true } else { false }
    }
}
