extension ArchiveError {
    var message: String {
        switch self {
        case .noDirectory: "this is no zip archive, or its directory at the end is cut off"
        case .damagedEntry(let number): "entry \(number) of its directory is damaged"
        case .damagedName(let number): "the name of entry \(number) is no UTF-8 text"
        case .damaged(let name): "\(name) in it is damaged"
        case .checksum(let name): "\(name) in it is damaged: its checksum is wrong"
        case .encrypted(let name): "\(name) in it is encrypted"
        case .unknownMethod(let name, let method):
            "\(name) in it is compressed by method \(method), which is neither none (0) nor deflate (8)"
        case .duplicate(let name): "\(name) stands twice in it"
        case .wrongSize(let name, let declared, let needed):
            "\(name) in it claims \(declared) bytes, and its tensor takes \(needed)"
        case .noMember(let name, _): "it holds no \(Self.shown(name))"
        case .noTensor(let name): "\(Self.shown(name)) in it is no .npy, and no tensor"
        case .empty: "it holds no tensors"
        case .several(let names): "it holds \(names.count) tensors: \(Self.list(names))"
        case .invalidName(let name): "\(Self.shown(name)) can't be the name of a tensor in an archive"
        case .cannotWrite(let name, let status): "\(name) can't be written (zip status \(status))"
        }
    }

    var notes: [String] {
        switch self {
        case .noDirectory, .damagedEntry, .damaged, .checksum, .wrongSize:
            ["the file is damaged: copy it again, or make it again with np.savez"]
        case .noMember(_, let names): names.isEmpty ? [] : ["it holds \(Self.list(names))"]
        case .encrypted, .unknownMethod: ["np.savez and np.savez_compressed write what can be read here"]
        case .duplicate: ["in an archive every tensor needs a name of its own"]
        default: []
        }
    }

    private static func shown(_ name: String) -> String { TableError.shown(name) }

    /// A list of names, cut where it gets long.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(8).map(Self.shown).joined(separator: ", ")
        return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
    }
}
