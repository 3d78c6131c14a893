/// Counts the bytes that workspaces hold, storage that they share only once.
public struct WorkspaceMemory {
    private var held = HeldStorage()

    /// Nothing counted yet.
    public init() {}

    /// The bytes counted so far.
    public var bytes: Int { held.bytes }

    /// The bytes that the values of some names hold.
    public static func bytes(of names: [String], in workspace: Workspace) -> Int {
        var memory = WorkspaceMemory()
        for name in names { if let value = workspace.names[name] { memory.held.add(value) } }
        return memory.bytes
    }

    /// Counts what a workspace holds beyond what has been counted.
    public mutating func add(_ workspace: Workspace) {
        for value in workspace.names.values { held.add(value) }
        if let shown = workspace.lastShown { held.add(shown) }
    }
}

extension Workspace {
    /// Whether another workspace has the same names in the same order and the same random state; values aren't compared.
    public func hasSameNames(as other: Workspace) -> Bool {
        order == other.order && randomState == other.randomState && generators == other.generators
    }
}
