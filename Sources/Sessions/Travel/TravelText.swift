public import Interpreter
public import Rendering
internal import Tensors

/// The text about cells and journeys between them.
public enum TravelText {
    /// A cell on one line: `[7] train 100 lr=1`; long ones are cut.
    public static func cell(_ cell: Cell) -> String {
        let lines = cell.source.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
        let line = lines.first.map(String.init) ?? ""
        let isCut = line.count > longestSource || lines.count > 1
        return "[\(cell.number)] \(line.prefix(longestSource))\(isCut ? " …" : "")"
    }

    private static let longestSource = 40
    /// The largest number of cells that are listed one by one.
    private static let longestList = 6

    /// The text about a journey: `undid [7] train 100 lr=1: w b y_hat losses as after [6]`.
    ///
    /// - Parameter verb: what happened to the cells on the way; nil to describe only the destination.
    public static func text(of journey: LiveSession.Journey, _ verb: String?) -> String {
        let arrival = journey.arrival
        let place = arrival.number.map { "[\($0)]" } ?? "the beginning"
        var cells = arrival.cells.map { cell($0.cell) }
        if cells.count > longestList {
            cells.replaceSubrange(2..<cells.count - 1, with: ["… \(cells.count - 3) more"])
        }
        let files = arrival.writtenFiles.map(FilePath.shown)
        let stay = files.isEmpty ? "" : "; \(Words.list(files)) \(files.count == 1 ? "stays" : "stay") as written"
        return
            "\(verb.map { $0 + cells.joined(separator: ", ") } ?? "at \(place)"): \(state(journey.difference, number: arrival.number))\(stay)"
    }

    /// The message that the states of cells are no longer held.
    static func loss(of numbers: [Int]) -> String {
        let ends = numbers.count > 1 ? [numbers[0], numbers[numbers.count - 1]] : numbers
        let places = ends.map { $0 == 0 ? "the beginning" : "[\($0)]" }
        return "\(places.joined(separator: " to ")) can no longer be gone back to: "
            + "earlier states held a quarter of the memory"
    }

    /// The changes of a journey: `w b y_hat losses as after [6]`.
    public static func state(_ difference: WorkspaceDifference, number: Int?) -> String {
        let place = number.map { "after [\($0)]" } ?? "at the beginning"
        let there = difference.set
        var parts: [String] = []
        if !there.isEmpty { parts.append("\(there.joined(separator: " ")) as \(place)") }
        if !difference.removed.isEmpty { parts.append("\(difference.removed.joined(separator: " ")) gone") }
        if difference.isRandomStateChanged {
            parts.append(there.isEmpty ? "the random state as \(place)" : "the random state too")
        }
        return parts.isEmpty ? "all as \(place)" : parts.joined(separator: ", ")
    }

    /// The differences between two states, one per line.
    public static func table(of difference: WorkspaceDifference) -> String {
        guard !difference.isEmpty else { return "the same\n" }
        var lines = difference.added.map { "+ \($0)" } + difference.removed.map { "- \($0)" }
        for change in difference.changed {
            var line = "~ \(change.name)  "
            if let largest = change.largest {
                let place = largest.indices.map(String.init).joined(separator: ", ")
                let isWhole = largest.ulps == nil && largest.distance.isFinite
                line += "\(Words.count(largest.count, "element")) \(largest.count == 1 ? "differs" : "differ"), "
                line += "the most at [\(place)]: "
                let whole = isWhole ? Int(exactly: largest.distance) : nil
                line += "|Δ| \(whole.map(String.init) ?? PythonText.repr(largest.distance))"
                line += NumberDifference.text(ulps: largest.ulps)
            } else if !change.items.isEmpty {
                let shown = change.items.prefix(longestList).map { "[\($0)]" }
                let more = change.items.count - shown.count
                line += "\(Words.count(change.items.count, "item")) \(change.items.count == 1 ? "differs" : "differ"): "
                line += Words.list(more > 0 ? shown + ["\(more) more"] : shown)
            } else {
                line += "\(kind(of: change.before)) → \(kind(of: change.after))"
            }
            lines.append(line)
        }
        if difference.isRandomStateChanged { lines.append("~ the random state") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func kind(of value: Value) -> String {
        guard case .array(let tensor) = value else { return value.briefKind }
        return "\(tensor.dtype) \(tensor.shape)"
    }

    /// A table of the cells that ran: the names that they set, how they ended, how long they took; the present
    /// session is marked.
    public static func table(of timeline: Timeline) -> Markup {
        let session = Set(timeline.session.map(\.cell.number))
        var table = TextTable([.init(), .init(), .init(), .init("", .right)])
        for entry in timeline.entries {
            let outcome =
                switch entry.ending {
                case .failed: "failed"
                case .interrupted: "interrupted"
                case .finished, .quit, .asks: session.contains(entry.cell.number) ? "" : "undone"
                }
            table.append([
                Markup(cell(entry.cell)), Markup(entry.assigned.joined(separator: " "), .name), Markup(outcome),
                Markup(Self.time(entry.seconds)),
            ])
        }
        var page = table.markup + "\n"
        page.isCutToFit = true
        return page
    }

    /// The duration of a cell; empty for one that a replay ran.
    private static func time(_ seconds: Double) -> String {
        if seconds == 0 { return "" }
        let (value, unit) =
            seconds < 1e-3 ? (seconds * 1e6, "µs") : seconds < 1 ? (seconds * 1e3, "ms") : (seconds, "s")
        return "\(Int(value.rounded())) \(unit)"
    }
}
