public import Files
public import Tensors

/// Why a file of tensors can't be read or written, as data; the wording is in `TensorFileError+Wording.swift`.
public enum TensorFileError: Error, Sendable, Equatable {
    /// An error from the system.
    case file(FileError)
    /// The ``TransferWatch`` asked to stop.
    case interrupted
    /// The tensor exceeds the memory limit, or its size overflows.
    case tooLarge(Shape, limit: Int)
    /// The text of a table exceeds the memory limit.
    case textTooLarge(bytes: Int, limit: Int)
    /// The bytes aren't a valid `.npy` file.
    case npy(NumPyFormatError)
    /// The bytes aren't a valid `.npz` archive.
    case archive(ArchiveError)
    /// An invalid tensor in an archive.
    indirect case member(String, TensorFileError)
    /// The text isn't a table of numbers.
    case table(TableError)
    /// Only tensors with one or two axes are tables.
    case tableRank(Shape)
    /// The numbers can be read, but not memory-mapped.
    case notMappable(MappingObstacle)
}

/// Why a file's numbers can't be memory-mapped.
public enum MappingObstacle: Error, Sendable, Equatable {
    /// Their type isn't supported for mapping; NumPy's name for it.
    case type(String)
    /// Their byte order differs.
    case byteOrder
    /// They begin at an offset that isn't a multiple of 8.
    case alignment(offset: Int)
    /// The file has another format: an archive, or text.
    case format(TensorFileFormat)
    /// An error from the system.
    case system
}

/// An error in the bytes of a `.npy` file.
public enum NumPyFormatError: Error, Sendable, Equatable {
    /// The magic bytes are missing.
    case noMagic(Lookalike)
    /// An unknown version of the format.
    case unknownVersion(major: Int, minor: Int)
    /// The file ends within the header.
    case headerCut(length: Int, available: Int)
    /// The declared header length exceeds the limit.
    case headerTooLong(length: Int, limit: Int)
    /// The header isn't the required dictionary, from this file offset on.
    case headerSyntax(offset: Int, expected: String)
    /// The header lacks a required key.
    case missingKey(String)
    /// The header has an unknown or repeated key.
    case unexpectedKey(String)
    /// The element type isn't supported.
    case unsupportedType(description: String, name: String)
    /// An element holds a number that isn't a Unicode code point.
    case noCodePoint(element: Int)
    /// Python objects, which can't be read without executing code.
    case pythonObjects
    /// A negative length.
    case negativeLength(Int)
    /// More axes than NumPy supports.
    case tooManyAxes(Int)
    /// The file ends before the last number.
    case truncated(expected: Int, available: Int)

    /// What a file that isn't `.npy` seems to be.
    public enum Lookalike: Sendable, Equatable { case nothing, empty, zip, hdf5, pickle, compressed, text }
}

/// An error in a `.npz` archive.
public enum ArchiveError: Error, Sendable, Equatable {
    /// It isn't a zip archive, or its directory is damaged.
    case noDirectory
    /// A damaged directory entry, counted from 1.
    case damagedEntry(number: Int)
    /// An entry's name isn't valid UTF-8.
    case damagedName(number: Int)
    /// A member's data is damaged.
    case damaged(String)
    /// A member's checksum doesn't match its data.
    case checksum(String)
    /// A member is encrypted.
    case encrypted(String)
    /// A member uses an unsupported compression method.
    case unknownMethod(String, method: Int)
    /// Two members have the same name.
    case duplicate(String)
    /// A member's size doesn't match its tensor.
    case wrongSize(String, declared: Int, needed: Int)
    /// There is no member with this name; the existing names.
    case noMember(String, among: [String])
    /// An entry that holds no tensor.
    case noTensor(String)
    /// It holds no tensors.
    case empty
    /// It holds several tensors where one is expected.
    case several([String])
    /// A name not allowed for a member.
    case invalidName(String)
    /// The library failed to write, with its status.
    case cannotWrite(String, status: Int)
}

/// An error in a table of numbers.
public enum TableError: Error, Sendable, Equatable {
    /// The place of a field: its row and column among the numbers, and its line in the file, all counted from 1.
    public struct Place: Sendable, Equatable {
        /// The row, not counting the header, comments and empty lines.
        public var row: Int
        /// The column.
        public var column: Int
        /// The line of the file.
        public var line: Int
    }

    /// A row whose length differs from the others.
    public struct RaggedLine: Sendable, Equatable {
        /// Its line in the file, counted from 1.
        public var number: Int
        /// The line number as NumPy counts it.
        public var told: Int
        /// The number of fields.
        public var count: Int
    }

    /// A field is empty, or marks a missing value.
    case missing(Place, text: String)
    /// A field isn't a number, or not of the requested type.
    case notNumber(Place, text: String, type: DType)
    /// A number has a decimal comma, while another character separates the fields.
    case decimalComma(Place, text: String)
    /// An integer doesn't fit in 64 bits.
    case integerTooLarge(Place, text: String)
    /// The substitute for missing numbers doesn't fit in an int64.
    case gapTooLarge(Double)
    /// A row's number of columns differs from the first row's.
    case ragged(row: Int, line: Int, count: Int, expected: Int)
    /// Several rows whose number of columns differs from the first row's, or that lack a requested column.
    case raggedLines([RaggedLine], expected: Int)
    /// A column holds text or something else that isn't a number; counted from 1.
    case textColumn(Int)
    /// The columns have several types, or unknown ones.
    case records([DType])
    /// A row lacks a requested column.
    case noColumn(Int, row: Int, line: Int, count: Int)
    /// No column has this name; the existing names.
    case unknownColumn(String, among: [String])
    /// A quotation mark isn't closed on its line.
    case openQuote(line: Int)
    /// Text follows a closing quotation mark.
    case textBehindQuote(line: Int)
    /// A line isn't valid UTF-8.
    case notUTF8(line: Int)
    /// It holds no numbers.
    case empty
    /// A byte that doesn't occur in text; its offset from 0.
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
