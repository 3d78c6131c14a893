extension Lineage {
    /// Why a value no longer is what its cell would give now.
    public enum Staleness: Sendable, Equatable {
        /// A name that it was computed from was set again, by this cell.
        case redefined(String, cell: Int)
        /// A name that it was computed from is stale itself.
        case builtOn(String)
    }

    /// The names whose values were computed from names that a later cell has set again, and those built on them. Names
    /// that one cell set never make each other stale.
    public func stale(in workspace: Workspace) -> [String: Staleness] {
        let order = workspace.origins.values.sorted()
        let changed = suspects(order)
        guard !changed.isEmpty else { return [:] }
        var stale: [String: Staleness] = [:]
        // In the order in which they were set, so that what a value was computed from is known before it.
        for index in order {
            let record = records[index]
            if changed.contains(index), let near = redefined(record, order),
                let cell = workspace.origins[near].map({ records[$0].cell.number })
            {
                stale[record.name] = .redefined(near, cell: cell)
            } else if let input = record.inputs.first(where: { isStale($0, in: workspace, stale) }),
                records[input].serial < record.serial
            {
                stale[record.name] = .builtOn(records[input].name)
            }
        }
        return stale
    }

    /// Of the records of present values, in order, those with an ancestor that a later cell set.
    private func suspects(_ order: [Int]) -> Set<Int> {
        var later = NameSet()
        var found: Set<Int> = []
        // Backwards, cell by cell: `later` are the names that later cells set.
        var end = order.count
        while end > 0 {
            let serial = records[order[end - 1]].serial
            var start = end
            while start > 0, records[order[start - 1]].serial == serial { start -= 1 }
            for index in order[start..<end] where !records[index].ancestors.isDisjoint(with: later) {
                found.insert(index)
            }
            for index in order[start..<end] { later.insert(records[index].nameNumber) }
            end = start
        }
        return found
    }

    /// The name that a record's value was computed from and that a later cell has set: the nearest, else the first set.
    private func redefined(_ record: Record, _ order: [Int]) -> String? {
        let later = order.lazy.filter { [records] index in
            records[index].serial > record.serial && record.ancestors.contains(records[index].nameNumber)
        }
        let names = Set(later.map { [records] in records[$0].name })
        return record.inputs.lazy.map { [records] in records[$0].name }.first { names.contains($0) }
            ?? later.first.map { records[$0].name }
    }

    /// Whether a record's value is there still, and stale.
    private func isStale(_ index: Int, in workspace: Workspace, _ stale: [String: Staleness]) -> Bool {
        let name = records[index].name
        return workspace.origins[name] == index && stale[name] != nil
    }
}
