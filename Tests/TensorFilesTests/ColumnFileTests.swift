import Foundation
import Tensors
import Testing

@testable import TensorFiles

@Suite("Tables of named columns") struct ColumnFileTests {
    /// A file, and what pandas makes of it.
    struct ColumnCase: Decodable, Sendable, CustomTestStringConvertible {
        struct Options: Decodable, Sendable {
            var sep, decimal, thousands, comment, encoding, quotechar: String?
            var header: Int??
            var names: [String]?
            var usecols: [Column]?
            var skiprows: Lines?
            var skipfooter, nrows, quoting: Int?
            var na_values: Words?
            var keep_default_na, na_filter, skip_blank_lines, skipinitialspace, index_col: Bool?
            var true_values, false_values: [String]?
            var dtype: Kinds?

            init(from decoder: any Decoder) throws {
                let values = try decoder.container(keyedBy: Key.self)
                func take<Value: Decodable>(_ name: String) throws -> Value? {
                    try values.decodeIfPresent(Value.self, forKey: Key(name))
                }
                (sep, decimal, thousands) = (try take("sep"), try take("decimal"), try take("thousands"))
                (comment, encoding, quotechar) = (try take("comment"), try take("encoding"), try take("quotechar"))
                if values.contains(Key("header")) { header = .some(try take("header")) }
                (names, usecols, skiprows) = (try take("names"), try take("usecols"), try take("skiprows"))
                (skipfooter, nrows, quoting) = (try take("skipfooter"), try take("nrows"), try take("quoting"))
                (na_values, keep_default_na, na_filter) = (
                    try take("na_values"), try take("keep_default_na"), try take("na_filter")
                )
                (skip_blank_lines, skipinitialspace) = (try take("skip_blank_lines"), try take("skipinitialspace"))
                (index_col, dtype) = (try take("index_col"), try take("dtype"))
                (true_values, false_values) = (try take("true_values"), try take("false_values"))
            }
        }

        struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(_ name: String) { stringValue = name }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        enum Column: Decodable, Sendable {
            case place(Int), name(String)
            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                if let place = try? value.decode(Int.self) {
                    self = .place(place)
                } else {
                    self = .name(try value.decode(String.self))
                }
            }
        }

        enum Lines: Decodable, Sendable {
            case count(Int), numbers([Int])
            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                if let count = try? value.decode(Int.self) {
                    self = .count(count)
                } else {
                    self = .numbers(try value.decode([Int].self))
                }
            }
        }

        enum Words: Decodable, Sendable {
            case all([String]), named([String: [String]])
            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                if let numbers = try? value.decode([Int].self) {
                    self = .all(numbers.map(String.init))
                } else if let words = try? value.decode([String].self) {
                    self = .all(words)
                } else {
                    self = .named(try value.decode([String: [String]].self))
                }
            }
        }

        enum Kinds: Decodable, Sendable {
            case all(String), named([String: String])
            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                if let kind = try? value.decode(String.self) {
                    self = .all(kind)
                } else {
                    self = .named(try value.decode([String: String].self))
                }
            }
        }

        struct Found: Decodable, Sendable {
            var name, kind: String
            var values: [String]
            var missing: [Bool]?
        }

        var name, data: String
        var automatic: Bool
        var options: Options
        var fails: String?
        var columns: [Found]?

        var testDescription: String { name }
        var bytes: [UInt8] { Data(base64Encoded: data).map { [UInt8]($0) } ?? [] }

        var columnOptions: ColumnOptions {
            if automatic { return .automatic }
            var result = ColumnOptions()
            func byte(_ text: String?) -> UInt8? { text?.utf8.first }
            if let sep = options.sep { result.separator = sep == #"\s+"# ? .blanks : .character(Array(sep.utf8)[0]) }
            if let decimal = byte(options.decimal) { result.decimal = decimal }
            result.thousands = byte(options.thousands)
            result.comment = byte(options.comment)
            if let quote = byte(options.quotechar) { result.quote = quote }
            if options.quoting == 3 { result.quote = nil }
            if let names = options.names { (result.names, result.header) = (names, .absent) }
            if let header = options.header { result.header = header.map { .record($0) } ?? .absent }
            result.columns = options.usecols?.map { column in
                switch column {
                case .place(let place): .index(place)
                case .name(let name): .name(name)
                }
            }
            switch options.skiprows {
            case .count(let count)?: result.skippedLines = count
            case .numbers(let numbers)?: result.skippedLineNumbers = Set(numbers)
            case nil: break
            }
            (result.footerRecords, result.rowLimit) = (options.skipfooter ?? 0, options.nrows)
            if options.keep_default_na == false || options.na_filter == false { result.missingWords = [] }
            switch options.na_values {
            case .all(let words)?: result.missingWords += words
            case .named(let words)?: result.missingWordsByName = words
            case nil: break
            }
            result.skipsBlankLines = options.skip_blank_lines ?? true
            result.trims = options.skipinitialspace ?? false
            result.dropsFurtherFields = options.index_col == false
            (result.trueWords, result.falseWords) = (options.true_values ?? [], options.false_values ?? [])
            func kind(_ name: String) -> ColumnOptions.Kind { name == "str" ? .text : .number }
            switch options.dtype {
            case .all(let name)?: result.kind = kind(name)
            case .named(let names)?: result.kindsByName = names.mapValues(kind)
            case nil: break
            }
            switch options.encoding {
            case "latin-1": result.encoding = .latin1
            case "cp1252": result.encoding = .windows1252
            case "utf-16": result.encoding = .utf16
            default: break
            }
            return result
        }
    }

    static let cases: [ColumnCase] = {
        do {
            return try JSONDecoder().decode(
                [ColumnCase].self, from: Data(contentsOf: tensorFileFixtures.appendingPathComponent("columns.json")))
        } catch {
            Issue.record(error)
            return []
        }
    }()

    @Test func thereAreFixtures() { #expect(Self.cases.count > 100) }

    /// The values as the fixtures write them.
    static func texts(of tensor: Tensor) -> [String] {
        switch tensor {
        case .float64(let array): array.elements.map { $0.isNaN ? "nan" : String($0.bitPattern) }
        case .int64(let array): array.elements.map { String($0) }
        case .bool(let array): array.elements.map { $0 ? "True" : "False" }
        case .other where tensor.dtype == .uint64: tensor.copyOfWords().map { String($0) }
        case .other: tensor.texts ?? []
        }
    }

    @Test("are read as pandas reads them", arguments: cases, [ColumnBlocks.usualSize, 40])
    func readsAsPandas(_ fixture: ColumnCase, blockSize: Int) throws {
        let bytes = fixture.bytes
        func read() throws -> ColumnTable {
            if blockSize == ColumnBlocks.usualSize || fixture.automatic || bytes.starts(with: [0x1F, 0x8B]) {
                return try ColumnFile.read(text: bytes, fixture.columnOptions, limit: memoryLimit)
            }
            return try bytes.withUnsafeBufferPointer {
                try ColumnFile.read(
                    $0, fixture.columnOptions, watch: TransferWatch(), limit: memoryLimit, blockSize: blockSize)
            }
        }
        if fixture.fails != nil {
            #expect(throws: TensorFileError.self) { try read() }
            return
        }
        let table = try read()
        let expected = try #require(fixture.columns)
        var unnamed = -1
        let names = table.columns.map { column -> String in
            unnamed += 1
            return column.name ?? "<\(unnamed)>"
        }
        #expect(names == expected.map(\.name))
        for (column, found) in zip(table.columns, expected) {
            let kind =
                column.holdsTruthTexts ? "truth texts" : column.values.dtype.isText ? "text" : "\(column.values.dtype)"
            #expect(kind == found.kind, "\(found.name)")
            #expect(Self.texts(of: column.values) == found.values, "\(found.name)")
            var missing: [Bool]?
            if case .bool(let mask)? = column.missing { missing = mask.elements }
            #expect(missing == found.missing, "\(found.name)")
        }
    }

    /// pandas is told how to read; a file that says nothing of itself is read by what is in it.
    @Test(
        "blanks, gaps and signs of zero are found in what numbers alone show",
        arguments: [
            ("NA 1e22 1\t0.1", ["nan", "1e+22", "1", "0.1"]),
            (
                "\"-0\"  \"?\"\t\"null\"  1.5\nnull\t0.5 -1 ?\n",
                ["-0.0", "nan", "nan", "1.5", "nan", "0.5", "-1.0", "nan"]
            ),
            ("a,b,c\n1,?,?\n?,?,2\n", ["1.0", "nan", "nan", "nan", "nan", "2.0"]),
            ("a b\tc\nx 2\t3\n", ["x 2", "3"]), ("a,b\n1,?\n2,?\n", ["1", "nan", "2", "nan"]),
            ("a,b\n1,-\n2,*\n", ["1", "-", "2", "*"]),
            ("NA\t-0\n", ["nan", "-0.0"]),
        ])
    func findsByNumbers(text: String, expected: [String]) throws {
        let table = try ColumnFile.read(text: Array(text.utf8), .automatic, limit: memoryLimit)
        let columns = table.columns.map { column -> [String] in
            if case .float64(let array) = column.values { return array.elements.map { "\($0)" } }
            return Self.texts(of: column.values)
        }
        #expect((0..<table.rowCount).flatMap { row in columns.map { $0[row] } } == expected)
    }
}
