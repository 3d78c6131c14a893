/// Counts the bytes that workspaces hold, storage that they share only once.
public struct WorkspaceMemory {
    private var held = HeldStorage()
    private var tables = 0

    /// Nothing counted yet.
    public init() {}

    /// The bytes counted so far.
    public var bytes: Int { held.bytes + tables }

    /// The bytes that a workspace holds of its own in which only the values of some names are new.
    public static func bytes(of names: [String], in workspace: Workspace) -> Int {
        var memory = WorkspaceMemory()
        for name in names { if let value = workspace.names[name] { memory.held.add(value) } }
        return memory.bytes + workspace.order.count * bytesOfName
    }

    /// What it takes to hold a name, whatever its value: places in three tables that grow by doubling.
    private static let bytesOfName = 96

    /// Counts what a workspace holds beyond what has been counted.
    public mutating func add(_ workspace: Workspace) {
        tables += workspace.order.count * Self.bytesOfName
        for value in workspace.names.values { held.add(value) }
        if let shown = workspace.lastShown { held.add(shown) }
    }
}

extension Workspace {
    /// Whether nothing is in it, as at the beginning.
    public var isBlank: Bool {
        order.isEmpty && randomState == nil && generators.isEmpty && lastShown == nil && training == nil
    }

    /// Whether another workspace has the same names in the same order and the same random state; values aren't compared.
    public func hasSameNames(as other: Workspace) -> Bool {
        order == other.order && randomState == other.randomState && generators == other.generators
    }
}
