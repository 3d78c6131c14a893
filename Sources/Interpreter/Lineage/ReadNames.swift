internal import Compiler
internal import Syntax

/// The names that a statement reads from the workspace: those it mentions, those that the functions among them read,
/// and the operands that `train`, `step`, `forward` and `loss` take by default.
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
        var keywords: Set<String> = []
        for argument in arguments {
            switch argument {
            case .keyword(let name, _, _): keywords.insert(name)
            default: positionals += 1
            }
        }
        for (index, parameter) in builtin.signature.parameters.enumerated() {
            guard index >= positionals, !keywords.contains(parameter.name),
                parameter.kind == .workspace
            else { continue }
            read(parameter.name)
        }
        guard builtin.traits.contains(.trains) else { return }
        for function in table.entries.flatMap(\.standIns) {
            if case .function? = workspace.value(function) { read(function) }
        }
    }
}
