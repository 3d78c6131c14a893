public import Interpreter

extension Timeline {
    /// Drops the oldest logs while all logs together hold more than `limit` bytes beyond the workspace.
    ///
    /// - Returns: the numbers of the cells whose states can no longer be reached; 0 for the beginning.
    public mutating func letGo(beyond limit: Int, besides workspace: Workspace) -> [Int] {
        // Count the newest first: the sum is the size that remains if all older logs are dropped.
        var held = WorkspaceMemory()
        held.add(workspace)
        let own = held.bytes
        var kept = own
        var gone: [Int] = []
        for index in entries.indices.reversed() {
            guard let log = entries[index].log else { continue }
            if gone.isEmpty {
                held.add(log)
                if held.bytes - own <= limit || isNeeded(index) {
                    kept = held.bytes
                    continue
                }
            }
            if isNeeded(index) { continue }
            letLogGo(of: index)
            gone.append(numberBefore(index))
        }
        possibleBytes = kept - own
        return gone.reversed()
    }

    /// The bytes that the logs hold beyond a workspace; shared buffers are counted once.
    public func heldBytes(besides workspace: Workspace) -> Int {
        var held = WorkspaceMemory()
        held.add(workspace)
        let own = held.bytes
        for entry in entries { if let log = entry.log { held.add(log) } }
        return held.bytes - own
    }

    /// Whether this state will be returned to, for example if an edit fails.
    private func isNeeded(_ index: Int) -> Bool {
        index >= firstKept ?? .max || openEdit.map { index >= ($0.origin ?? 0) } ?? false
    }
}
