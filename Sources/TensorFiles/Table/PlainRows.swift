internal import CKernels
internal import Tensors

/// Reads rows that hold nothing but float64 numbers, many at a time. Any other is left to ``TableRow``, which would read
/// these just the same.
struct PlainRows: Sendable {
    /// 0 for blanks.
    private let delimiter: CInt
    /// What stands for an empty field; nil if none does.
    private let gap: Double?

    /// - Returns: nil where all columns aren't wanted as float64, and where a comment or the delimiter could be taken for a
    ///   part of a number.
    init?(_ layout: TableLayout, comments: [[UInt8]]) {
        guard layout.dtype == .float64, layout.columns == nil, layout.kinds == nil else { return nil }
        var taken = Set("0123456789+-.eEnNaAiIfF \t\u{0B}\u{0C}\r\n".utf8)
        switch layout.delimiter {
        case .automatic: return nil
        case .blanks: delimiter = 0
        case .character(let character):
            guard character > 0, character != UInt8(ascii: "\""),
                character == 32 || character == 9 || !taken.contains(character)
            else { return nil }
            taken.insert(character)
            delimiter = CInt(character)
        }
        if case .loadtxt(let quote?) = layout.options.dialect, taken.contains(quote) { return nil }
        guard comments.allSatisfy({ $0.first.map { !taken.contains($0) } ?? true }) else { return nil }
        gap =
            switch layout.options.gaps {
            case .refused: nil
            case .missing(let value): value
            case .anyText(let value): value ?? .nan
            }
    }

    /// Reads rows up to the first that isn't plain, and gives how many there were.
    func read(_ lines: inout TableLines, into numbers: UnsafeMutableRawPointer, length: Int, most: Int) -> Int {
        lines.pass { bytes in
            guard let start = bytes.baseAddress else { return (0, 0) }
            var position: UnsafePointer<UInt8>? = start
            let numbers = numbers.assumingMemoryBound(to: Double.self)
            let rows =
                if let gap {
                    withUnsafePointer(to: gap) {
                        ck_read_rows(&position, start + bytes.count, delimiter, length, $0, numbers, most)
                    }
                } else {
                    ck_read_rows(&position, start + bytes.count, delimiter, length, nil, numbers, most)
                }
            return (rows, position.map { $0 - start } ?? 0)
        }
    }
}
