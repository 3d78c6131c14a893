public import Files
public import Tensors

/// Why a file of tensors can't be read or written, as data; the wording lives in `TensorFileError+Wording.swift`.
public enum TensorFileError: Error, Sendable, Equatable {
    /// The system refuses.
    case file(FileError)
    /// Whoever watches asked to stop.
    case interrupted
    /// The tensor would take more memory than is allowed, or than can be counted.
    case tooLarge(Shape, limit: Int)
    /// The text of a table would.
    case textTooLarge(bytes: Int, limit: Int)
    /// The bytes are no `.npy` file, or a damaged one.
    case npy(NumPyFormatError)
    /// The bytes are no `.npz` archive, or a damaged one.
    case archive(ArchiveError)
    /// A tensor of an archive is damaged.
    indirect case member(String, TensorFileError)
    /// The text is no table of numbers.
    case table(TableError)
    /// A table has one or two axes.
    case tableRank(Shape)
    /// The numbers can be read, but not mapped.
    case notMappable(MappingObstacle)
}

/// Why numbers of a file can't be used where they lie.
public enum MappingObstacle: Error, Sendable, Equatable {
    /// Tensors hold numbers of other types; NumPy's name of theirs.
    case type(String)
    /// Their bytes lie in the other order.
    case byteOrder
    /// They begin at a byte that is no multiple of 8.
    case alignment(offset: Int)
    /// The file holds something else: an archive, or text.
    case format(TensorFileFormat)
    /// The system refuses.
    case system
}

/// What can be wrong with the bytes of a `.npy` file.
public enum NumPyFormatError: Error, Sendable, Equatable {
    /// They don't begin as a `.npy` file does.
    case noMagic(Lookalike)
    /// A version of the format that isn't known.
    case unknownVersion(major: Int, minor: Int)
    /// The file ends within the header.
    case headerCut(length: Int, available: Int)
    /// The header claims to be longer than any.
    case headerTooLong(length: Int, limit: Int)
    /// The header is not the dictionary that it has to be, from this byte of the file on.
    case headerSyntax(offset: Int, expected: String)
    /// The header doesn't have a key that it must have.
    case missingKey(String)
    /// The header has a key that it can't have, or has it twice.
    case unexpectedKey(String)
    /// Elements of a type that Descent doesn't have.
    case unsupportedType(description: String, name: String)
    /// An element holds a number that is no code point of Unicode.
    case noCodePoint(element: Int)
    /// Python objects, which reading would have to execute.
    case pythonObjects
    /// A length is below zero.
    case negativeLength(Int)
    /// More axes than NumPy allows.
    case tooManyAxes(Int)
    /// The file ends within the numbers.
    case truncated(expected: Int, available: Int)

    /// What a file that is no `.npy` seems to be.
    public enum Lookalike: Sendable, Equatable { case nothing, empty, zip, hdf5, pickle, compressed, text }
}

/// What can be wrong with a `.npz` archive.
public enum ArchiveError: Error, Sendable, Equatable {
    /// It is no zip archive, or its directory is damaged.
    case noDirectory
    /// An entry of the directory is damaged, counted from 1.
    case damagedEntry(number: Int)
    /// The name of an entry is no UTF-8 text.
    case damagedName(number: Int)
    /// A member's bytes are damaged.
    case damaged(String)
    /// A member's checksum is not that of its bytes.
    case checksum(String)
    /// A member is encrypted.
    case encrypted(String)
    /// A member is compressed in a way that isn't known.
    case unknownMethod(String, method: Int)
    /// Two members have the same name.
    case duplicate(String)
    /// A member's size isn't what its tensor takes.
    case wrongSize(String, declared: Int, needed: Int)
    /// There is no member of this name; those there are.
    case noMember(String, among: [String])
    /// An entry that holds no tensor.
    case noTensor(String)
    /// There are no tensors in it.
    case empty
    /// It holds several tensors where one is wanted.
    case several([String])
    /// A name that a member can't have.
    case invalidName(String)
    /// The library refuses to write, with its status.
    case cannotWrite(String, status: Int)
}

/// What can be wrong with a table of numbers.
public enum TableError: Error, Sendable, Equatable {
    /// Where a field stands: its row and column among the numbers, and its line in the file, all from 1.
    public struct Place: Sendable, Equatable {
        /// The row, not counting the header, comments and empty lines.
        public var row: Int
        /// The column.
        public var column: Int
        /// The line of the file.
        public var line: Int
    }

    /// A row of another length than the others.
    public struct RaggedLine: Sendable, Equatable {
        /// Its line of the file, from 1.
        public var number: Int
        /// The line as NumPy counts it.
        public var told: Int
        /// How many fields it has.
        public var count: Int
    }

    /// A field is empty, or says that its value is missing.
    case missing(Place, text: String)
    /// A field is no number, or none of the wanted type.
    case notNumber(Place, text: String, type: DType)
    /// A number has a comma where a point has to be, and another character stands between the fields.
    case decimalComma(Place, text: String)
    /// A whole number doesn't fit 64 bits.
    case integerTooLarge(Place, text: String)
    /// What stands for missing numbers can't be an int64.
    case gapTooLarge(Double)
    /// A row has another number of columns than the first.
    case ragged(row: Int, line: Int, count: Int, expected: Int)
    /// Rows have another number of columns than the first, or lack one that is wanted.
    case raggedLines([RaggedLine], expected: Int)
    /// A column holds text, or something else that is no number; from 1.
    case textColumn(Int)
    /// The columns are of several types, or nothing is known of them.
    case records([DType])
    /// A row doesn't have a column that is wanted.
    case noColumn(Int, row: Int, line: Int, count: Int)
    /// No column has this name; the names there are.
    case unknownColumn(String, among: [String])
    /// A quotation mark is opened and not closed on its line.
    case openQuote(line: Int)
    /// Text follows a closing quotation mark.
    case textBehindQuote(line: Int)
    /// The bytes of a line stand for no characters.
    case notUTF8(line: Int)
    /// There are no numbers in it.
    case empty
    /// A byte that no text has, counted from 0.
    case notText(offset: Int)
    /// Text in UTF-16.
    case wideText
    /// A compressed file.
    case compressed
    /// A text has more characters than one of an array can have.
    case longText(column: String, count: Int, limit: Int)
    /// Numbers are asked for, and this field of a column is none; the columns that hold numbers alone, as `usecols=` takes
    /// them: names in quotation marks, or places.
    case textInColumn(Place, column: String, text: String, numbers: [String])
    /// A file packed with gzip is damaged.
    case damagedPacking
    /// A character that can't stand between fields.
    case invalidDelimiter(String)
}
