internal import Files
internal import Tensors

extension TensorFileError {
    /// What is wrong, to stand behind the file's name and a colon; no full stop.
    public var message: String {
        switch self {
        case .file(let error): error.message
        case .interrupted: "interrupted"
        case .tooLarge(let shape, _): "a tensor of shape \(shape) is too large for the memory"
        case .textTooLarge(let bytes, let limit):
            "its \(bytes) bytes of text are more than the \(limit) that memory allows"
        case .npy(let error): error.message
        case .archive(let error): error.message
        case .member(let name, let error): "\(name) in it: \(error.message)"
        case .table(let error): error.message
        case .notMappable(let obstacle): "it can't be mapped: \(obstacle.message)"
        case .tableRank(let shape): "a table has one or two axes, and this tensor has the shape \(shape)"
        }
    }

    /// What to know or do about it, a sentence each; may be empty.
    public var notes: [String] {
        switch self {
        case .file(.missing): ["a relative path begins in the folder where Descent was started"]
        case .file, .interrupted: []
        case .tooLarge(_, let limit): ["the limit is \(limit) bytes"]
        case .textTooLarge: ["NumPy's .npy takes less room and is read faster"]
        case .npy(let error): error.notes
        case .archive(let error): error.notes
        case .member(_, let error): error.notes
        case .table(let error): error.notes
        case .notMappable(let obstacle): [obstacle.note]
        case .tableRank(let shape):
            shape.rank > 2 ? ["save it as .npy, or reshape it: x.reshape(\(shape[0]), -1)"] : []
        }
    }
}

extension MappingObstacle {
    var message: String {
        switch self {
        case .type(let name): "its numbers are \(name), and mapped ones are float64 or int64"
        case .byteOrder: "the bytes of its numbers lie in the other order"
        case .alignment(let offset): "its numbers begin at byte \(offset), which is no multiple of 8"
        case .format(.npz): "it is an archive"
        case .format: "it is a table of text"
        case .system: "the system refuses"
        }
    }

    var note: String {
        switch self {
        case .type, .byteOrder, .alignment, .format(.npz):
            "load it into memory, without mmap; `save x.npy x` then writes a file that can be mapped"
        case .format, .system: "load it into memory, without mmap"
        }
    }
}

extension NumPyFormatError {
    /// What is wrong, in words.
    public var message: String {
        switch self {
        case .noMagic(let lookalike): "this is no .npy file\(lookalike.guess)"
        case .unknownVersion(let major, let minor): "version \(major).\(minor) of the format is not known"
        case .headerCut(let length, let available):
            "the file ends within its header, after \(available) of \(length) bytes"
        case .headerTooLong(let length, let limit):
            "the header claims \(length) bytes, more than the \(limit) that any has"
        case .headerSyntax(let offset, let expected): "the header is damaged at byte \(offset): expected \(expected)"
        case .missingKey(let key): "the header doesn't say \(key)"
        case .unexpectedKey(let key): "the header says \(key), which is unknown or stands twice"
        case .unsupportedType(let description, let name):
            "it holds \(name) (\(description)), which Descent doesn't have"
        case .noCodePoint(let element): "element \(element) holds a number that is no code point of Unicode"
        case .pythonObjects: "it holds pickled Python objects, which are never executed here"
        case .negativeLength(let length): "the header gives a length of \(length)"
        case .tooManyAxes(let count): "the header gives \(count) axes, more than the \(NumPyHeader.mostAxes) of NumPy"
        case .truncated(let expected, let available):
            "the file ends within its numbers, after \(available) of \(expected) bytes"
        }
    }

    var notes: [String] {
        switch self {
        case .noMagic(.zip): ["an archive of tensors has the ending .npz: rename it"]
        case .noMagic(.text): ["a table has the ending .csv or .txt"]
        case .noMagic(.compressed): ["unpack it first"]
        case .unknownVersion: ["np.save in NumPy writes versions 1, 2 and 3"]
        case .unsupportedType(_, let name) where name.hasPrefix("complex"):
            ["in NumPy, save its parts: np.save(path, x.real) and np.save(path, x.imag)"]
        case .unsupportedType(_, "records of several fields"):
            ["in NumPy, save each field by itself: np.save(path, x[\"field\"])"]
        case .unsupportedType(_, let name) where name.hasPrefix("float"):
            ["in NumPy, np.save(path, x.astype(\"float64\")) writes what can be read here"]
        case .unsupportedType, .pythonObjects: ["tensors hold ints, float32, float64, bool and texts"]
        case .truncated, .headerCut: ["the file is cut off: copy or make it again"]
        case .headerSyntax, .headerTooLong, .missingKey, .unexpectedKey, .negativeLength:
            ["the file is damaged: make it again with np.save"]
        default: []
        }
    }
}

extension NumPyFormatError.Lookalike {
    fileprivate var guess: String {
        switch self {
        case .nothing: ""
        case .empty: ": it is empty"
        case .zip: " but a zip archive"
        case .hdf5: " but HDF5"
        case .pickle: " but a Python pickle, which is never executed here"
        case .compressed: " but a compressed one"
        case .text: " but text"
        }
    }
}

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

extension TableError {
    var message: String {
        switch self {
        case .missing(let place, let text):
            text.isEmpty ? "\(place.text) is empty" : "\(place.text) is missing: it says \(Self.quoted(text))"
        case .notNumber(let place, let text, let type):
            "\(place.text) is no \(type == .float64 ? "number" : "whole number"): \(Self.quoted(text))"
        case .decimalComma(let place, let text): "\(place.text) has a decimal comma: \(Self.quoted(text))"
        case .integerTooLarge(let place, let text): "\(place.text) doesn't fit an int of 64 bits: \(Self.quoted(text))"
        case .gapTooLarge(let value): "what stands for missing numbers, \(value), is no whole number of 64 bits"
        case .raggedLines(let lines, let expected): Self.ragged(lines, expected)
        case .textColumn(let column): "column \(column) holds what is no number"
        case .records(let types) where types.isEmpty: "it holds no numbers"
        case .records(let types): "its columns are of several types: \(Self.list(types))"
        case .textBehindQuote(let line): "text follows a closing quotation mark in line \(line)"
        case .notUTF8(let line): "line \(line) is no text in UTF-8"
        case .ragged(let row, let line, let count, let expected):
            "\(Self.row(row, line)) has \(count) \(count == 1 ? "column" : "columns"), and the rows before have \(expected)"
        case .noColumn(let column, let row, let line, let count):
            "\(Self.row(row, line)) has no column \(column), but \(count) \(count == 1 ? "column" : "columns")"
        case .unknownColumn(let name, _): "it has no column \(Self.quoted(name))"
        case .openQuote(let line): "a quotation mark in line \(line) is never closed"
        case .empty: "it holds no numbers"
        case .notText(let offset): "this is no text: byte \(offset) is 0"
        case .wideText: "this is text in UTF-16"
        case .compressed: "this is a compressed file"
        case .longText(let column, let count, let limit):
            "a text in column \(Self.shown(column)) has \(count) characters, and one of an array has up to \(limit)"
        case .textInColumn(let place, let column, let text, _):
            "row \(place.row), column \(Self.shown(column)) (line \(place.line)) is no number: \(Self.quoted(text))"
        case .damagedPacking: "what gzip packed in it is damaged or cut off"
        case .invalidDelimiter(let text): "\(Self.quoted(text)) can't stand between numbers"
        }
    }

    var notes: [String] {
        switch self {
        case .missing: ["without dtype= it is read as nan; missing=0 puts another number there"]
        case .notNumber(let place, let text, let type): Self.numberNotes(place, text, type)
        case .decimalComma(_, let text):
            ["without dtype= it is read as \(Self.shown(Self.withPoint(text)))"]
        case .integerTooLarge: ["without dtype=int it is read as a float"]
        case .gapTooLarge: ["filling_values= takes another, such as 0"]
        case .ragged, .raggedLines: ["usecols=[0, 1] reads only these columns, counted from 0"]
        case .textColumn: ["usecols= leaves out columns of text; with dtype=float what is no number is nan"]
        case .records: ["dtype=float reads all of them as floats"]
        case .notUTF8: ["encoding=\"latin1\" takes every byte for a character"]
        case .noColumn: ["columns are counted from 0, and from -1 at the end"]
        case .unknownColumn(_, let names):
            names.isEmpty ? ["its columns have no names"] : ["it has \(ArchiveError.list(names))"]
        case .wideText: ["save it as UTF-8"]
        case .compressed: ["unpack it first; files packed with gzip are read as they are"]
        case .longText: ["usecols= leaves out the column"]
        case .textInColumn(_, _, _, let numbers): Self.columnNotes(numbers)
        case .damagedPacking: ["copy the file again"]
        case .invalidDelimiter: ["a delimiter is one character, such as \",\" or \";\" or \"\\t\""]
        default: []
        }
    }

    private static func columnNotes(_ numbers: [String]) -> [String] {
        let without = "without dtype= it is loaded as a table"
        if numbers.isEmpty { return ["no column holds numbers alone", without] }
        let names = numbers.prefix(8).map(shown).joined(separator: ", ")
        return [
            "usecols=[\(names)] reads \(numbers.count > 8 ? "the first columns" : "the columns") of numbers", without,
        ]
    }

    private static func ragged(_ lines: [RaggedLine], _ expected: Int) -> String {
        let shown = lines.prefix(3).map { "line \($0.number) has \($0.count)" }.joined(separator: ", ")
        let rest = lines.count > 3 ? " and \(lines.count - 3) more lines have other numbers" : ""
        return "not all rows have \(expected) \(expected == 1 ? "column" : "columns"): \(shown)\(rest)"
    }

    private static func list(_ types: [DType]) -> String {
        let shown = types.prefix(8).map(\.description).joined(separator: ", ")
        return types.count > 8 ? "\(shown) and \(types.count - 8) more" : shown
    }

    private static func numberNotes(_ place: Place, _ text: String, _ type: DType) -> [String] {
        if type != .float64, text.contains(where: { ".eE".contains($0) }) { return ["without dtype=int it is a float"] }
        if text.contains(where: { ",;\t".contains($0) }), text.contains(where: \.isNumber) {
            let separator = text.first { ",;\t".contains($0) }.map { $0 == "\t" ? "\\t" : String($0) } ?? ","
            return ["delimiter=\"\(separator)\" separates numbers there; decimal fractions are written with a point"]
        }
        if place.row == 1 { return ["skiprows=1 passes over a line of names; usecols= leaves out columns of text"] }
        return ["usecols= leaves out columns of text; np.genfromtxt reads as nan what is no number"]
    }

    /// `1.234,5` as `1234.5`.
    private static func withPoint(_ text: String) -> String {
        String(text.compactMap { $0 == "," ? "." : $0 == "." ? nil : $0 })
    }

    fileprivate static func row(_ row: Int, _ line: Int) -> String {
        row == line ? "row \(row)" : "row \(row) (line \(line))"
    }

    private static func quoted(_ text: String) -> String { "'\(shown(text))'" }

    /// Text of a file that is safe to show: control characters escaped, and cut where it gets long.
    static func shown(_ text: String) -> String {
        let escaped = text.unicodeScalars.prefix(41).map { scalar -> String in
            scalar.value < 32 || 127..<160 ~= scalar.value ? "\\x\(String(scalar.value, radix: 16))" : String(scalar)
        }
        return escaped.prefix(40).joined() + (escaped.count > 40 ? "…" : "")
    }
}

extension TableError.Place {
    fileprivate var text: String {
        row == line ? "row \(row), column \(column)" : "row \(row), column \(column) (line \(line))"
    }
}
