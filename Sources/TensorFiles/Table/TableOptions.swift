public import Tensors

/// How a table of numbers is read.
public struct TableOptions: Sendable {
    /// What stands between the fields of a row.
    public enum Delimiter: Sendable, Equatable {
        /// What the second row shows (the first may hold names): a semicolon, else a tab, else a comma, else blanks. If
        /// it has a single field, what the first row shows. Decimal commas between semicolons are thus told as such.
        case automatic
        /// Any number of blanks and tabs.
        case blanks
        /// One character of ASCII; blanks around fields don't count.
        case character(UInt8)
    }

    /// Whether the first row holds names.
    public enum Header: Sendable, Equatable {
        /// It does if no field of it is a number.
        case automatic
        case present, absent
    }

    /// A column that is wanted.
    public enum Column: Sendable, Equatable {
        /// By its place, from 0; from -1 at the end.
        case index(Int)
        /// By its name in the header.
        case name(String)
    }

    /// Words that say that a number is missing: in all columns, or in each column its own.
    public struct MissingWords: Sendable {
        var everywhere: Set<String>
        var byColumn: [String]

        /// None unless said otherwise.
        public init(everywhere: Set<String> = [], byColumn: [String] = []) {
            (self.everywhere, self.byColumn) = (everywhere, byColumn)
        }

        func contain(_ word: String, inColumn column: Int) -> Bool {
            everywhere.contains(word)
                || byColumn.indices.contains(column) && byColumn[column].utf8.elementsEqual(word.utf8)
        }
    }

    /// What to do where there is no number.
    public enum Gaps: Sendable, Equatable {
        /// An error that names the place.
        case refused
        /// Where a field is empty or says `NA`, `N/A`, `null`, `None` or `?`, this value stands.
        case missing(Double)
        /// Where a field is no number at all, this value stands, as with `np.genfromtxt`; without one, what is usual for
        /// the type of its column.
        case anyText(Double?)
    }

    /// By whose rules lines and fields are found and read.
    public var dialect = TableDialect.own
    /// How the bytes stand for characters.
    public var encoding = TableEncoding.utf8
    /// What stands between fields; never automatic in a dialect of NumPy's.
    public var delimiter = Delimiter.automatic
    /// What begins a comment, up to the end of its line.
    public var comments = ["#"]
    /// Whether the first row holds names.
    public var header = Header.automatic
    /// How many lines at the beginning aren't looked at.
    public var skippedLines = 0
    /// The columns wanted; nil for all.
    public var columns: [Column]?
    /// What to do where there is no number.
    public var gaps = Gaps.refused
    /// The type of the numbers; nil for what the fields of each column show, as `np.genfromtxt` finds it.
    public var dtype: DType? = .float64
    /// What says that a number is missing, where types are found.
    public var missingWords = MissingWords()
    /// How many rows are read; nil for all.
    public var rowLimit: Int?

    /// The usual: float64, all columns, comments from `#`, and what the file shows.
    public init() {}
}

/// A table of numbers as it was read.
public struct Table: Sendable {
    /// The numbers, of shape (rows, columns).
    public var tensor: Tensor
    /// The names in its header, if it has one.
    public var columnNames: [String]?
    /// The line of the header, from 1.
    public var headerLine: Int?

    /// Numbers without names, of shape (rows, columns).
    public init(_ tensor: Tensor) { self.tensor = tensor }

    init(tensor: Tensor, columnNames: [String]?, headerLine: Int?) {
        (self.tensor, self.columnNames, self.headerLine) = (tensor, columnNames, headerLine)
    }

    /// The numbers without axes of length 1, but with at least so many axes, as `np.loadtxt` gives them.
    public func squeezed(keeping axes: Int = 0) -> Tensor {
        var lengths = tensor.shape.dimensions
        if lengths.count > axes { lengths.removeAll { $0 == 1 } }
        while lengths.count < axes { lengths.append(1) }
        let shape = Shape(lengths)
        return tensor.view(shape: shape, strides: shape.contiguousStrides, offset: 0)
    }
}
