package import Rendering
internal import Syntax

/// The tree that `why` shows: a value, the statement that made it, and below it the values it was computed from.
package enum LineageTree {
    /// The maximum depth and number of lines.
    private static let (deepest, longest) = (6, 40)
    private static let sourceWidth = 44

    /// The tree of a name that has a value.
    package static func markup(of name: String, in workspace: Workspace, _ lineage: Lineage) -> Markup {
        var page = Markup()
        guard let root = workspace.origin(of: name), lineage.records.indices.contains(root) else {
            return "\(name, .name)  no cell has set it\n"
        }
        var drawing = Drawing(lineage: lineage, workspace: workspace, stale: lineage.stale(in: workspace))
        drawing.draw(root)
        page = drawing.page
        if drawing.isCut { page.append("…\n", .hint) }
        if let reason = drawing.stale[name] { page += Markup("stale: " + drawing.words(for: reason) + "\n", .stale) }
        page.isCutToFit = true
        return page
    }

    private struct Drawing {
        let lineage: Lineage
        let workspace: Workspace
        let stale: [String: Lineage.Staleness]
        var page = Markup()
        var isCut = false
        private var drawn: Set<Int> = []
        private var rows = 0

        init(lineage: Lineage, workspace: Workspace, stale: [String: Lineage.Staleness]) {
            self.lineage = lineage
            self.workspace = workspace
            self.stale = stale
        }

        func words(for reason: Lineage.Staleness) -> String {
            switch reason {
            case .redefined(let name, let cell):
                let isChanged = workspace.origin(of: name).map { lineage.records[$0].isInPlace } == true
                return "\(name) was \(isChanged ? "changed" : "set again") in [\(cell)]"
            case .builtOn(let name): return "it was computed from \(name), which is stale"
            case .fileChanged(let name, let cell): return "\(FilePath.shown(name)) has changed since [\(cell)] read it"
            }
        }

        mutating func draw(_ index: Int, lead: String = "", below: String = "", depth: Int = 0) {
            guard rows < LineageTree.longest else {
                isCut = true
                return
            }
            rows += 1
            let record = lineage.records[index]
            page.append(lead, .hint)
            page += "\(record.name, .name)  "
            page.append(record.extent.text.isEmpty ? "" : record.extent.text + "  ", .shape)
            page.append("[\(record.cell.number)] \(source(of: record))")
            let isPresent = workspace.origin(of: record.name) == index
            if isPresent, depth > 0, stale[record.name] != nil { page.append("  stale", .stale) }
            if !isPresent {
                page.append(workspace.value(record.name) == nil ? "  (deleted since)" : "  (an earlier value)", .hint)
            }
            if !drawn.insert(index).inserted, !record.inputs.isEmpty {
                page.append("  (as above)\n", .hint)
                return
            }
            page.append("\n")
            guard depth < LineageTree.deepest else {
                if !record.inputs.isEmpty { isCut = true }
                return
            }
            for (position, input) in record.inputs.enumerated() {
                let isLast = position == record.inputs.count - 1
                draw(
                    input, lead: below + (isLast ? "└ " : "├ "), below: below + (isLast ? "  " : "│ "),
                    depth: depth + 1)
            }
        }

        /// The first line of the statement that made a value.
        private func source(of record: Lineage.Record) -> String {
            let bytes = Array(record.cell.source.utf8)
            let (start, end) = (max(record.statement.start, 0), min(record.statement.end, bytes.count))
            guard start < end else { return "" }
            let text = String(decoding: bytes[start..<end], as: UTF8.self)
            return HelpText.shortened(text, to: LineageTree.sourceWidth)
        }
    }
}
