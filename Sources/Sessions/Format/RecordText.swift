internal import Tensors

/// How output is written into a session file.
///
/// Output becomes lines; each is written as a comment, `#> ` and its text, or `#>` alone for an empty one. Blanks at the end
/// of a line are dropped. Control characters other than tabs are written `\x1b`, by their code in two hexadecimal digits.
/// When the output of a statement does not end in a newline, its last line ends in `\`. A backslash that could be taken for
/// one of these (before an `x`, or last in its line) is written `\x5c`.
enum RecordText {
    /// What opens a line of recorded output.
    static let marker = "#>"

    /// The lines that stand for the output of a statement, without their markers.
    static func lines(of output: String) -> [String] {
        guard !output.isEmpty else { return [] }
        var lines = output.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { escaped(Substring($0)) }
        let last = lines.removeLast()
        var texts = lines.map { $0.withoutTrailingBlanks }.map(withoutFinalBackslash)
        if !last.isEmpty { texts.append(withoutFinalBackslash(last) + "\\") }
        return texts
    }

    /// A recorded line as it looked on the screen, control characters aside.
    static func shown(_ line: String) -> String {
        // That the last line had no end is nothing to see.
        let text = line.utf8.last == UInt8(ascii: "\\") ? line.dropLast() : line[...]
        return text.split(separator: "\\x5c", omittingEmptySubsequences: false).joined(separator: "\\")
    }

    /// The line of a file for a line of recorded output.
    static func fileText(_ line: String) -> String { line.isEmpty ? marker : marker + " " + line }

    /// The recorded output in a line of a file that begins with the marker; nil if there is no blank after it.
    static func line(fromFileText text: String) -> String? {
        // By far the most lines.
        let bytes = text.utf8.dropFirst(marker.utf8.count)
        if bytes.first == UInt8(ascii: " "),
            bytes.dropFirst().first.map({ $0 < 0x80 && $0 != UInt8(ascii: " ") }) ?? false
        {
            return Substring(bytes.dropFirst()).withoutTrailingBlanks
        }
        // Scalar by scalar, since an accent may stand behind the marker or the blank and make one character with it.
        let rest = text.unicodeScalars.dropFirst(marker.unicodeScalars.count)
        if Substring(rest).isBlank { return "" }
        return rest.first == " " ? Substring(rest.dropFirst()).withoutTrailingBlanks : nil
    }

    private static func withoutFinalBackslash(_ text: String) -> String {
        guard text.unicodeScalars.last == "\\" else { return text }
        return String(text.unicodeScalars.dropLast()) + "\\x5c"
    }

    /// A text in which control characters are written by their codes.
    static func escaped(_ text: Substring) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == UInt8(ascii: "\\") }) else {
            return String(text)
        }
        var result = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
            let next = scalars.index(after: index)
            if isControl || (scalar == "\\" && next < scalars.endIndex && scalars[next] == "x") {
                let digits = String(scalar.value, radix: 16)
                result += ("\\x" + (digits.utf8.count < 2 ? "0" : "") + digits).unicodeScalars
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}

/// A line `#< text` behind a statement: what its call of `input()` was answered.
///
/// Control characters and a blank at the end are written `\x20`, and so is a backslash that could be taken for the beginning
/// of such; `#< \\end` says that all input had come to its end.
enum AnswerLine {
    private static let marker = "#<"
    private static let end = "\\end"

    /// The line of a file for an answer.
    static func fileText(_ answer: String?) -> String {
        guard let answer else { return "\(marker) \(end)" }
        if answer.isEmpty { return marker }
        var text = RecordText.escaped(answer[...])
        if text.utf8.first == UInt8(ascii: "\\"), !text.hasPrefix("\\x") { text = "\\x5c" + text.dropFirst() }
        if text.utf8.last == 0x20 { text = text.dropLast() + "\\x20" }
        if text.utf8.last == 0x09 { text = text.dropLast() + "\\x09" }
        return "\(marker) \(text)"
    }

    /// The answer in a line of a file; nil if it is another comment.
    static func answer(fromFileText line: String) -> (text: String?, Void)? {
        guard line.begins(with: marker) else { return nil }
        let rest = line.unicodeScalars.dropFirst(marker.unicodeScalars.count)
        if Substring(rest).isBlank { return ("", ()) }
        guard rest.first == " " else { return nil }
        let text = Substring(rest.dropFirst()).withoutTrailingBlanks
        return text == end ? (nil, ()) : (unescaped(text), ())
    }

    private static func unescaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            let digits = scalars.dropFirst().prefix(2)
            if scalar == "\\", scalars.first == "x", digits.count == 2,
                let code = UInt8(String(Substring(digits)), radix: 16)
            {
                result.append(Unicode.Scalar(code))
                scalars = scalars.dropFirst(3)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}

/// A line `#= w 8d1f0a62c4e97b35` in a cell: the digest that a value has when the cell ends; or `#= "data.csv" 8d1f…`, that
/// of a file from outside that the cell read. The marker alone, at the end of a cell, says that the cell is whole.
public struct DigestLine: Sendable, Hashable {
    /// What opens it.
    public static let marker = "#="

    /// The name, or ``ValueDigest/randomStateName``; a file's in quotation marks; empty for the marker alone.
    public var name: String
    /// The digest, 16 hexadecimal digits.
    public var digest: String

    /// Makes a line.
    public init(name: String, digest: String) {
        self.name = name
        self.digest = digest
    }

    /// Reads a line that begins with the marker; nil if it is none of these.
    init?(_ text: String) {
        let rest = text.unicodeScalars.dropFirst(Self.marker.unicodeScalars.count).drop { $0 == " " }
        if Substring(rest).isBlank {
            self.init(name: "", digest: "")
            return
        }
        if Substring(rest).begins(with: Self.factorizations + " ") {
            let kind = Substring(rest).dropFirst(Self.factorizations.count).drop { $0 == " " }.withoutTrailingBlanks
            guard !kind.isEmpty, !kind.contains(" ") else { return nil }
            self.init(name: Self.factorizations, digest: String(kind))
            return
        }
        // A file's name may hold blanks.
        let isFile = rest.first == "\""
        guard let quote = isFile ? rest.lastIndex(of: "\"") : rest.firstIndex(of: " ") else { return nil }
        let end = isFile ? rest.index(after: quote) : quote
        let digest = String(Substring(rest[end...].drop { $0 == " " })).withoutTrailingBlanks
        guard digest.utf8.count == 16, digest.allSatisfy(\.isHexDigit), end > rest.startIndex else { return nil }
        self.init(name: String(Substring(rest[..<end])), digest: digest)
    }

    /// The digest of a file.
    init(file: String, digest: String) { self.init(name: Self.quoted(file), digest: digest) }

    /// What stands in the place of a name where a cell used a factorisation of matrices; in the place of the digest stands
    /// on what kind of machine, since its bits are the same on one kind alone.
    static let factorizations = "np.linalg"

    /// What a cell that used a factorisation on this machine says of it.
    static var factorizationHere: DigestLine { DigestLine(name: factorizations, digest: LinearAlgebra.machineKind) }

    /// Whether it says that a factorisation was used.
    public var isFactorization: Bool { name == Self.factorizations }

    /// Whether a factorisation has the same bits here as where it was recorded.
    func hasSameBits(on kind: String) -> Bool { digest == kind && kind == LinearAlgebra.canonicalMachineKind }

    /// Whether it is a file's.
    public var isFile: Bool { name.utf8.first == UInt8(ascii: "\"") }

    /// A file's name in quotation marks, on one line whatever it holds.
    static func quoted(_ name: String) -> String {
        var text = "\""
        for scalar in name.unicodeScalars {
            if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value {
                text += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    /// The line.
    public var text: String { name.isEmpty ? Self.marker : "\(Self.marker) \(name) \(digest)" }
}

/// Changes to the lines of a session file, by the lines (from 1) that it has now.
struct RecordEdits {
    private var deleted: Set<Int> = []
    private var before: [Int: [String]] = [:]
    private var after: [Int: [String]] = [:]
    /// What follows even what stands in `after`.
    private var behind: [Int: [String]] = [:]

    /// Puts a line of source before another.
    mutating func insert(_ text: String, beforeLine line: Int) { before[line, default: []].append(text) }

    /// Takes a line away.
    mutating func delete(line: Int) { deleted.insert(line) }

    /// Writes the record of a statement anew: where it stands, or right after the statement.
    ///
    /// - Parameter answers: what stands before it, where the statement's own answers aren't there yet.
    mutating func replaceRecord(of statement: RecordedStatement, by record: [String], answers: [String?] = []) {
        deleted.formUnion(statement.recordLines)
        let place = statement.recordLines.first ?? max(statement.lastLine, statement.answerLines.last ?? 0)
        after[place] = answers.map(AnswerLine.fileText) + record.map(RecordText.fileText)
    }

    /// Writes the digests of a cell anew: where they stand, or behind its last statement and what that printed.
    mutating func replaceDigests(of cell: SessionCell, by digests: [DigestLine]) {
        deleted.formUnion(cell.digests.map(\.line))
        guard let last = cell.statements.last else { return }
        let place = cell.digests.last?.line ?? max(last.lastLine, last.ownLines.max() ?? 0)
        behind[place] = digests.map(\.text)
    }

    /// Has the file name the present version of the format in place of an earlier one.
    mutating func raiseVersion(of lines: [FileLine]) {
        guard let index = lines.prefix(2).firstIndex(where: { $0.text.hasPrefix(SessionOutline.versionOpener) })
        else { return }
        delete(line: index + 1)
        insert("\(SessionOutline.versionOpener)\(SessionFile.currentVersion)", beforeLine: index + 1)
    }

    /// The lines of a file with these changes. New lines end as their neighbours do.
    func applied(to old: [FileLine]) -> [FileLine] {
        var lines: [FileLine] = []
        for (index, line) in old.enumerated() {
            let number = index + 1
            let added = (after[number] ?? []) + (behind[number] ?? [])
            let ending = line.ending != .none ? line.ending : old.count > 1 ? old[0].ending : .newline
            for text in before[number] ?? [] { lines.append(FileLine(text, ending)) }
            if !deleted.contains(number) {
                lines.append(added.isEmpty ? line : FileLine(line.text, ending))
            }
            lines += added.map { FileLine($0, ending) }
        }
        return lines
    }
}
