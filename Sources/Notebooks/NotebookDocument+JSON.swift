#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension NotebookDocument {
    /// Reads the bytes of a notebook.
    ///
    /// - Throws: ``NotebookError``.
    public init(_ bytes: [UInt8]) throws(NotebookError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let data = Data(bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...])
        let format = try Self.decode(Format.self, from: data)
        switch format.nbformat {
        case nil: throw .notNotebook(.noFormat)
        case let version? where version < 4: throw .oldFormat(version)
        case let version? where version > 4: throw .newFormat(version)
        default: self = try Self.decode(NotebookDocument.self, from: data)
        }
    }

    /// The bytes of the notebook, the same for the same notebook.
    public func bytes() throws(NotebookError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
        } catch {
            throw .notWritable("\(error)")
        }
    }

    /// What tells a notebook from other JSON.
    private struct Format: Decodable {
        var nbformat: Int?

        private enum Key: CodingKey { case nbformat }

        init(from decoder: any Decoder) throws {
            let container = try? decoder.container(keyedBy: Key.self)
            nbformat = try? container?.decode(Int.self, forKey: .nbformat)
        }
    }

    private static func decode<Decoded: Decodable>(_ type: Decoded.Type, from data: Data) throws(NotebookError)
        -> Decoded
    {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw NotebookError(error)
        } catch {
            throw .notJSON(nil)
        }
    }
}

extension NotebookError {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .notNotebook(.field(Self.place(context.codingPath + [key])))
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            self = .notNotebook(.field(Self.place(context.codingPath)))
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            let words = (context.underlyingError as? CocoaError)?.userInfo["NSDebugDescription"]
            self = .notJSON(words.map { "\($0)" })
        case .dataCorrupted(let context): self = .notNotebook(.field(Self.place(context.codingPath)))
        @unknown default: self = .notJSON(nil)
        }
    }

    /// A place in a document as a user counts: `cell 3, source`.
    private static func place(_ path: [any CodingKey]) -> String {
        var words: [String] = []
        for key in path {
            if let index = key.intValue, let last = words.last {
                let name = last.hasSuffix("s") ? String(last.dropLast()) : "\(last) item"
                words[words.count - 1] = "\(name) \(index + 1)"
            } else {
                words.append(key.stringValue)
            }
        }
        return words.isEmpty ? "its outermost value" : words.joined(separator: ", ")
    }
}
