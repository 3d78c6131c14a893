internal import Interpreter

extension Timeline {
    /// Lets the oldest workspaces go that are not the present one, while all of them hold more than so many bytes beyond
    /// what the present one does.
    ///
    /// - Returns: the numbers of the cells that can no longer be reached.
    public mutating func letGo(beyond limit: Int) -> [Int] {
        // The newest first: what they hold together is what stays if all before them go.
        var held = presentMemory()
        let own = held.bytes
        var kept = own
        var gone: [Int] = []
        for index in checkpoints.keys.sorted(by: >) where !isNeeded(index) {
            if gone.isEmpty, let workspace = checkpoints[index] {
                held.add(workspace)
                if held.bytes - own <= limit {
                    kept = held.bytes
                    continue
                }
            }
            checkpoints[index] = nil
            gone.append(entries[index].cell.number)
        }
        possibleBytes = kept - own
        return gone.reversed()
    }

    /// The bytes that workspaces of earlier cells hold beyond the present one; storage they share counted once.
    public var heldBytes: Int {
        var held = presentMemory()
        let own = held.bytes
        for (_, workspace) in checkpoints { held.add(workspace) }
        return held.bytes - own
    }

    /// Whether the session is there, or comes back there if an edit fails.
    private func isNeeded(_ index: Int) -> Bool { index == present || (openEdit != nil && index == openEdit?.origin) }

    private func presentMemory() -> WorkspaceMemory {
        var held = WorkspaceMemory()
        if let present, let workspace = checkpoints[present] { held.add(workspace) }
        return held
    }
}
