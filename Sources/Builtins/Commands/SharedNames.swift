internal import Interpreter
internal import Tensors

/// Finds names of a workspace that share an object or memory: `same as x`, `view of x`.
struct SharedNames {
    /// The text for each name that shares with another; the name that the others refer to has none.
    private(set) var words: [String: String] = [:]

    init(in workspace: Workspace) {
        var first: [ObjectIdentifier: String] = [:]
        var arrays: [ObjectIdentifier: [(name: String, array: ArrayObject)]] = [:]
        for name in workspace.order {
            guard let value = workspace.value(name), let object = value.object else { continue }
            switch value {
            case .array(let array):
                if !note(name, as: object, &first) {
                    arrays[ObjectIdentifier(array.tensor.buffer), default: []].append((name, array))
                }
            case .list, .dictionary, .set, .generator, .iterator: _ = note(name, as: object, &first)
            default: break
            }
        }
        for group in arrays.values where group.count > 1 { noteViews(in: group) }
    }

    /// Whether a name refers to the same object as an earlier name.
    func isSame(_ name: String) -> Bool { words[name]?.hasPrefix(Self.same) == true }

    private static let same = "same as "

    private mutating func note(_ name: String, as object: AnyObject, _ first: inout [ObjectIdentifier: String]) -> Bool
    {
        guard let other = first[ObjectIdentifier(object)] else {
            first[ObjectIdentifier(object)] = name
            return false
        }
        words[name] = Self.same + other
        return true
    }

    /// Among arrays over one buffer, the others are views of the owner, or of an array that covers them.
    private mutating func noteViews(in group: [(name: String, array: ArrayObject)]) {
        for (place, (name, array)) in group.enumerated() where array.base != nil {
            let tensor = array.tensor
            let wider = group.enumerated().first { other, candidate in
                candidate.array !== array && candidate.array.tensor.covers(tensor)
                    && (other < place || !tensor.covers(candidate.array.tensor))
            }
            if let owner = group.first(where: { $0.array === array.base })?.name ?? wider?.element.name {
                words[name] = "view of \(owner)"
            } else if let other = group.prefix(place).first(where: { $0.array.tensor.sharesMemory(with: tensor) }) {
                words[name] = "shares with \(other.name)"
            }
        }
    }
}

extension Tensor {
    /// Whether the tensor is contiguous and contains all bytes of another one.
    fileprivate func covers(_ other: Tensor) -> Bool {
        var runs = byteRuns
        return runs.next() == byteExtent && byteExtent.contains(other.byteExtent)
    }
}
