internal import Tensors

extension TableError {
    var message: String {
        switch self {
        case .missing(let place, let text):
            text.isEmpty ? "\(place.text) is empty" : "\(place.text) is missing: it says \(Self.quoted(text))"
        case .notNumber(let place, let text, let type):
            "\(place.text) is no \(type == .float64 ? "number" : "whole number"): \(Self.quoted(text))"
        case .decimalComma(let place, let text): "\(place.text) has a decimal comma: \(Self.quoted(text))"
        case .integerTooLarge(let place, let text): "\(place.text) doesn't fit an int of 64 bits: \(Self.quoted(text))"
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
        case .invalidDelimiter(let text): "\(Self.quoted(text)) can't stand between numbers"
        }
    }

    var notes: [String] {
        switch self {
        case .missing: ["load with missing=nan reads it as nan; so does np.genfromtxt"]
        case .notNumber(let place, let text, let type): Self.numberNotes(place, text, type)
        case .decimalComma(_, let text):
            [
                "numbers are written with a decimal point, \(Self.shown(Self.withPoint(text))): "
                    + "replace the commas, and save the file again"
            ]
        case .integerTooLarge: ["without dtype=int it is read as a float"]
        case .ragged: ["usecols=[0, 1] reads only these columns, counted from 0"]
        case .noColumn: ["columns are counted from 0, and from -1 at the end"]
        case .unknownColumn(_, let names):
            names.isEmpty ? ["its columns have no names"] : ["it has \(ArchiveError.list(names))"]
        case .wideText: ["save it as UTF-8"]
        case .compressed: ["unpack it first"]
        case .invalidDelimiter: ["a delimiter is one character, such as \",\" or \";\" or \"\\t\""]
        default: []
        }
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
