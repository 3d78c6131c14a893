internal import Tensors

/// The format of output in a session file.
///
/// Each line of output is written as a comment: `#> ` and the text, or `#>` alone for an empty line. Trailing
/// whitespace is dropped. Control characters other than tabs are written `\x1b`, by their code in two hexadecimal
/// digits. If the output of a statement doesn't end in a newline, its last line ends in `\`. A backslash that could
/// be mistaken for one of these (before an `x`, or at the end of its line) is written `\x5c`.
enum RecordText {
    /// The marker of a line of recorded output.
    static let marker = "#>"

    /// The recorded lines for the output of a statement, without their markers.
    static func lines(of output: String) -> [String] {
        guard !output.isEmpty else { return [] }
        var lines = output.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { escaped(Substring($0)) }
        let last = lines.removeLast()
        var texts = lines.map { $0.withoutTrailingBlanks }.map(withoutFinalBackslash)
        if !last.isEmpty { texts.append(withoutFinalBackslash(last) + "\\") }
        return texts
    }

    /// A recorded line as it looked on the screen, except for control characters.
    static func shown(_ line: String) -> String {
        // The missing newline at the end isn't visible.
        let text = line.utf8.last == UInt8(ascii: "\\") ? line.dropLast() : line[...]
        return text.split(separator: "\\x5c", omittingEmptySubsequences: false).joined(separator: "\\")
    }

    /// The line of the file for a recorded line of output.
    static func fileText(_ line: String) -> String { line.isEmpty ? marker : marker + " " + line }

    /// The recorded output in a line of the file that begins with the marker; nil if no space follows the marker.
    static func line(fromFileText text: String) -> String? {
        // By far the most common case.
        let bytes = text.utf8.dropFirst(marker.utf8.count)
        if bytes.first == UInt8(ascii: " "),
            bytes.dropFirst().first.map({ $0 < 0x80 && $0 != UInt8(ascii: " ") }) ?? false
        {
            return Substring(bytes.dropFirst()).withoutTrailingBlanks
        }
        // Compare scalars, since a combining accent after the marker or the space would form one character with it.
        let rest = text.unicodeScalars.dropFirst(marker.unicodeScalars.count)
        if Substring(rest).isBlank { return "" }
        return rest.first == " " ? Substring(rest.dropFirst()).withoutTrailingBlanks : nil
    }

    private static func withoutFinalBackslash(_ text: String) -> String {
        guard text.unicodeScalars.last == "\\" else { return text }
        return String(text.unicodeScalars.dropLast()) + "\\x5c"
    }

    /// The text with control characters written by their codes.
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

/// A line `#< text` after a statement: the answer to its call of `input()`.
///
/// Control characters and a trailing space are written `\x20`, and so is a backslash that could be mistaken for the
/// start of such an escape; `#< \\end` says that the input had ended.
enum AnswerLine {
    private static let marker = "#<"
    private static let end = "\\end"

    /// The line of the file for an answer; nil stands for the end of the input.
    static func fileText(_ answer: String?) -> String {
        guard let answer else { return "\(marker) \(end)" }
        if answer.isEmpty { return marker }
        var text = RecordText.escaped(answer[...])
        if text.utf8.first == UInt8(ascii: "\\"), !text.hasPrefix("\\x") { text = "\\x5c" + text.dropFirst() }
        if text.utf8.last == 0x20 { text = text.dropLast() + "\\x20" }
        if text.utf8.last == 0x09 { text = text.dropLast() + "\\x09" }
        return "\(marker) \(text)"
    }

    /// The answer in a line of the file; nil if the line is another comment.
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

/// A line `#= w 8d1f0a62c4e97b35` in a cell: the digest of a value at the end of the cell; or `#= "data.csv" 8d1f…`,
/// the digest of an outside file that the cell read. The marker alone, at the end of a cell, says that the cell is
/// complete.
public struct DigestLine: Sendable, Hashable {
    /// The marker of the line.
    public static let marker = "#="

    /// The name, ``ValueDigest/randomStateName``, or the name of a file in quotation marks; empty for the marker alone.
    public var name: String
    /// The digest, 16 hexadecimal digits.
    public var digest: String

    /// Makes a line.
    public init(name: String, digest: String) {
        self.name = name
        self.digest = digest
    }

    /// Reads a line that begins with the marker; nil if it isn't a digest line.
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
        // The name of a file may contain spaces.
        let isFile = rest.first == "\""
        guard let quote = isFile ? rest.lastIndex(of: "\"") : rest.firstIndex(of: " ") else { return nil }
        let end = isFile ? rest.index(after: quote) : quote
        let digest = String(Substring(rest[end...].drop { $0 == " " })).withoutTrailingBlanks
        guard digest.utf8.count == 16, digest.allSatisfy(\.isHexDigit), end > rest.startIndex else { return nil }
        self.init(name: String(Substring(rest[..<end])), digest: digest)
    }

    /// The digest of a file.
    init(file: String, digest: String) { self.init(name: Self.quoted(file), digest: digest) }

    /// The name in the line of a cell that used a factorisation of matrices. The kind of machine stands in place of
    /// the digest, since the bits are the same only on one kind.
    static let factorizations = "np.linalg"

    /// The line for a cell that used a factorisation on this machine.
    static var factorizationHere: DigestLine { DigestLine(name: factorizations, digest: LinearAlgebra.machineKind) }

    /// Whether the line says that a factorisation was used.
    public var isFactorization: Bool { name == Self.factorizations }

    /// Whether factorisations have the same bits on this kind of machine as where the line was recorded.
    func hasSameBits(on kind: String) -> Bool { digest == kind && kind == LinearAlgebra.canonicalMachineKind }

    /// Whether the line is about a file.
    public var isFile: Bool { name.utf8.first == UInt8(ascii: "\"") }

    /// The name of a file in quotation marks, always on one line.
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

    /// The line as text.
    public var text: String { name.isEmpty ? Self.marker : "\(Self.marker) \(name) \(digest)" }
}

/// Changes to the lines of a session file, keyed by their present line numbers (from 1).
struct RecordEdits {
    private var deleted: Set<Int> = []
    private var before: [Int: [String]] = [:]
    private var after: [Int: [String]] = [:]
    /// Lines that follow even those in `after`.
    private var behind: [Int: [String]] = [:]

    /// Inserts a line of source before another.
    mutating func insert(_ text: String, beforeLine line: Int) { before[line, default: []].append(text) }

    /// Deletes a line.
    mutating func delete(line: Int) { deleted.insert(line) }

    /// Replaces the record of a statement: where it is now, or right after the statement.
    ///
    /// - Parameter answers: the lines to write before it if the statement's own answers aren't in the file yet.
    mutating func replaceRecord(of statement: RecordedStatement, by record: [String], answers: [String?] = []) {
        deleted.formUnion(statement.recordLines)
        let place = statement.recordLines.first ?? max(statement.lastLine, statement.answerLines.last ?? 0)
        after[place] = answers.map(AnswerLine.fileText) + record.map(RecordText.fileText)
    }

    /// Replaces the digests of a cell: where they are now, or after its last statement and the output of that.
    mutating func replaceDigests(of cell: SessionCell, by digests: [DigestLine]) {
        deleted.formUnion(cell.digests.map(\.line))
        guard let last = cell.statements.last else { return }
        let place = cell.digests.last?.line ?? max(last.lastLine, last.ownLines.max() ?? 0)
        behind[place] = digests.map(\.text)
    }

    /// Makes the file name the current version of the format instead of an earlier one.
    mutating func raiseVersion(of lines: [FileLine]) {
        guard let index = lines.prefix(2).firstIndex(where: { $0.text.hasPrefix(SessionOutline.versionOpener) })
        else { return }
        delete(line: index + 1)
        insert("\(SessionOutline.versionOpener)\(SessionFile.currentVersion)", beforeLine: index + 1)
    }

    /// The lines of a file with these changes. New lines get the line ending of their neighbours.
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
