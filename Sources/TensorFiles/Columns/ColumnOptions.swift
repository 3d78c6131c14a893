public import Tensors

/// How a table of named columns is read. The usual values are those of pandas' `read_csv`.
public struct ColumnOptions: Sendable {
    /// What stands between the fields of a record.
    public enum Separator: Sendable, Equatable {
        /// What the file's first records show.
        case automatic
        /// Any number of blanks and tabs.
        case blanks
        /// One character of ASCII.
        case character(UInt8)
    }

    /// Which record holds the names.
    public enum Header: Sendable, Equatable {
        /// The first, if no field of it is a number.
        case automatic
        case absent
        /// This one, counted from 0; those before it aren't looked at.
        case record(Int)
    }

    /// How the bytes stand for characters.
    public enum Encoding: Sendable, Equatable { case utf8, latin1, windows1252, utf16 }

    /// What a column is asked to hold.
    public enum Kind: Sendable, Equatable { case text, number }

    /// What stands between fields.
    public var separator = Separator.character(UInt8(ascii: ","))
    /// Which record holds the names.
    public var header = Header.record(0)
    /// The names of the columns, instead of those in the file.
    public var names: [String]?
    /// The columns wanted, in the file's order; nil for all.
    public var columns: [TableOptions.Column]?
    /// How many lines at the beginning aren't looked at.
    public var skippedLines = 0
    /// Which other lines aren't looked at, counted from 0.
    public var skippedLineNumbers: Set<Int> = []
    /// How many records at the end aren't looked at.
    public var footerRecords = 0
    /// How many rows are read; nil for all.
    public var rowLimit: Int?
    /// The mark in front of fractions.
    public var decimal = UInt8(ascii: ".")
    /// The mark between thousands; nil for none.
    public var thousands: UInt8?
    /// What stands around fields; nil for nothing.
    public var quote: UInt8? = UInt8(ascii: "\"")
    /// What begins a comment, up to the end of its line; nil for nothing.
    public var comment: UInt8?
    /// Whether comments are whole lines only.
    public var commentsAreLines = false
    /// Whether lines of blanks are no records.
    public var skipsBlankLines = true
    /// Whether blanks behind what stands between fields don't count.
    public var trims = false
    /// How the bytes stand for characters.
    public var encoding = Encoding.utf8
    /// What says that a value is missing, in all columns.
    public var missingWords = ColumnOptions.usualMissingWords
    /// What says so besides, in columns of these names.
    public var missingWordsByName: [String: [String]] = [:]
    /// What is true besides `True` in any case of letters.
    public var trueWords: [String] = []
    /// What is false besides `False`.
    public var falseWords: [String] = []
    /// What all columns are asked to hold; nil for what they show.
    public var kind: Kind?
    /// What columns of these names are asked to hold.
    public var kindsByName: [String: Kind] = [:]
    /// Whether fields beyond the names aren't looked at. Otherwise such fields in the first row stand in columns without names
    /// in front of the others.
    public var dropsFurtherFields = false
    /// Whether all that isn't said is found in the file: marks in numbers, words for missing numbers, lines before the table.
    public var findsTheRest = false

    /// What pandas takes for missing.
    public static let usualMissingWords = [
        "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA",
        "NULL",
        "NaN", "None", "n/a", "nan", "null",
    ]

    /// Names as pandas makes them distinct: `a`, `a.1`; an empty one is called by its place.
    public static func distinctNames(_ names: [String]) -> [String] { ColumnReading.distinct(names) }

    /// As pandas' `read_csv` reads a file that it is told nothing about.
    public init() {}

    /// Finds all that it can in the file.
    public static var automatic: ColumnOptions {
        var options = ColumnOptions()
        (options.separator, options.header) = (.automatic, .automatic)
        (options.comment, options.commentsAreLines) = (UInt8(ascii: "#"), true)
        (options.trims, options.findsTheRest) = (true, true)
        return options
    }
}

/// A table of named columns as it was read.
public struct ColumnTable: Sendable {
    /// A column.
    public struct Column: Sendable {
        /// Nil where the file has more columns than names, in front of the others.
        public var name: String?
        /// Its values, of shape (rows,): int64, uint64, float64, bool or text.
        public var values: Tensor
        /// Where values are missing, as bools of shape (rows,): of texts. Missing numbers are nan.
        public var missing: Tensor?
        /// How many are.
        public var missingCount = 0
        /// Whether its texts are those of truth values, which a column that lacks some can't hold.
        public var holdsTruthTexts = false

        /// Whether it holds numbers.
        public var isNumeric: Bool { !values.dtype.isText && values.dtype != .bool }
    }

    /// Its columns, in the file's order.
    public var columns: [Column]
    /// How many rows each has.
    public var rowCount: Int
    /// What was found in the file.
    public var format: ColumnFormat
    /// What a reader should know, in the order of the file.
    public var remarks: [ColumnRemark]
}

/// How a file was read.
public struct ColumnFormat: Sendable, Equatable {
    /// What stands between fields; nil for blanks.
    public var delimiter: UInt8?
    /// The mark in front of fractions.
    public var decimal: UInt8
    /// The mark between thousands; nil for none.
    public var thousands: UInt8?
    /// The line of the names, from 1; nil if there is none.
    public var headerLine: Int?
    /// How many lines stand before the table.
    public var skippedLines: Int
    /// How its bytes stand for characters.
    public var encoding: ColumnOptions.Encoding
}

/// What was found out about a file, and should be told.
public enum ColumnRemark: Sendable, Equatable {
    /// These marks stand in its numbers; `example` is one of them.
    case marks(decimal: UInt8, thousands: UInt8?, example: String)
    /// A comma in its numbers can be either mark.
    case ambiguousMarks(column: String, example: String, mark: UInt8)
    /// This word says in some columns that a number is missing.
    case missingWord(String, columns: [String])
    /// A column holds text for this field's sake alone; the others of it that were looked at are numbers.
    case stray(column: String, row: Int, line: Int, text: String)
    /// A column's texts are numbers with something around them.
    case unit(column: String, example: String)
    /// Lines before the table were passed over.
    case preamble(lines: Int)
    /// Records that are shorter than the others: the first one's line and length, and how many there are.
    case short(line: Int, count: Int, expected: Int, records: Int)
    /// Columns without names stand in front.
    case unnamed(count: Int)
}
