import Files
import Foundation
import TensorFiles
import Tensors
import Testing

@Suite("Tables of numbers") struct TableFileTests {
    /// A table, and what NumPy makes of it.
    struct TableCase: Decodable, Sendable, CustomTestStringConvertible {
        var text: String
        var function: String
        var delimiter: String?
        var comments: String?
        var skiprows: Int?
        var skip_header: Int?
        var usecols: [Int]?
        var dtype: String?
        var filling_values: Double?
        var max_rows: Int?
        var fails: Bool?
        var shape: [Int]?
        var values: [String]?

        var testDescription: String { String(text.prefix(40)) }

        var options: TableOptions {
            var options = TableOptions()
            options.header = .absent
            options.delimiter = delimiter.map { .character(Array($0.utf8)[0]) } ?? .blanks
            options.comments = [comments ?? "#"]
            options.skippedLines = skiprows ?? skip_header ?? 0
            options.columns = usecols?.map { .index($0) }
            options.dtype = dtype.flatMap { DType(named: $0 == "int" ? "int64" : $0) } ?? .float64
            options.rowLimit = max_rows
            options.dialect = function == "genfromtxt" ? .genfromtxt : .loadtxt(quote: nil)
            if function == "genfromtxt" { options.gaps = .anyText(filling_values) }
            return options
        }
    }

    static let cases: [TableCase] = {
        let url = tensorFileFixtures.appendingPathComponent("tables.json")
        return (try? JSONDecoder().decode([TableCase].self, from: Data(contentsOf: url))) ?? []
    }()

    @Test func thereAreFixtures() { #expect(Self.cases.count > 60) }

    @Test("are read as loadtxt and genfromtxt read them", arguments: cases)
    func readsAsNumPy(_ fixture: TableCase) throws {
        let bytes = MemoryBytes(Array(fixture.text.utf8))
        if fixture.fails == true {
            #expect(throws: TensorFileError.self) { try TableFile.read(bytes, fixture.options) }
            return
        }
        let tensor = try TableFile.read(bytes, fixture.options).squeezed()
        #expect(tensor.shape == Shape(try #require(fixture.shape)))
        #expect(words(of: tensor) == fixture.values)
    }

    private func table(_ text: String, _ change: (inout TableOptions) -> Void = { _ in }) throws(TensorFileError)
        -> Table
    {
        var options = TableOptions()
        change(&options)
        return try TableFile.read(MemoryBytes(Array(text.utf8)), options)
    }

    private static let fourNumbers = Tensor.float64(NDArray([1, 2, 3, 4.5], shape: [2, 2]))

    @Test(
        "show what stands between their fields, and whether they begin with names",
        arguments: [
            ("1,2\n3,4.5\n", nil), ("1 2\n3 4.5\n", nil), ("1\t2\n3\t4.5\n", nil), ("1;2\n3;4.5\n", nil),
            ("\u{FEFF}1, 2\r\n3, 4.5\r\n", nil), ("1,2\r3,4.5\r", nil), ("\"1\",\"2\"\n\"3\",\" 4.5 \"\n", nil),
            ("a,b\n1,2\n3,4.5", ["a", "b"]), ("# made by hand\n\na;b\n1;2\n\n3;4.5", ["a", "b"]),
            ("\"the, first\",b\n1,2\n3,4.5", ["the, first", "b"]), ("a b\n  1   2\n3 \t 4.5", ["a", "b"]),
            ("1,2 # first\n# between\n3,4.5 # last", nil), ("\"#\",b\n1,2\n3,4.5", ["#", "b"]),
        ])
    func showsItsForm(text: String, names: [String]?) throws {
        let table = try table(text)
        #expect(words(of: table.tensor) == words(of: Self.fourNumbers))
        #expect(table.tensor.shape == [2, 2])
        #expect(table.columnNames == names)
    }

    @Test func chooseColumnsByName() throws {
        let table = try table("a,b,note\n1,2,x\n3,4,y\n") { $0.columns = [.name("b"), .index(0)] }
        #expect(words(of: table.tensor) == words(of: .float64(NDArray([2, 1, 4, 3], shape: [2, 2]))))
    }

    @Test func aRowThatSaysThatItsNumbersAreMissingHoldsNoNames() throws {
        let table = try table("NA,n/a\n1,2\n") { $0.gaps = .missing(.nan) }
        #expect(table.columnNames == nil)
        #expect(words(of: table.tensor) == words(of: .float64(NDArray([.nan, .nan, 1, 2], shape: [2, 2]))))
        #expect(try self.table("NA,b\n1,2\n").columnNames == ["NA", "b"])
        #expect(throws: TensorFileError.self) { try self.table("NA,NA\n1,2\n") }
    }

    @Test func numbersBetweenBlanksBeforeATabAndAText() throws {
        let text = " 18.0   8   307.0\t\"big car\"\n 15.0   8   350.0\t\"small car\"\n"
        let table = try table(text) { $0.columns = [.index(0), .index(1), .index(2)] }
        #expect(words(of: table.tensor) == words(of: .float64(NDArray([18, 8, 307, 15, 8, 350], shape: [2, 3]))))
        #expect(throws: TensorFileError.self) { try self.table("1 x\t2\n3 4\t5\n") }
    }

    @Test func missingNumbersAreReadAsTheValueGiven() throws {
        let table = try table("a,b\n1,\nNA,4\n?,5\n") { $0.gaps = .missing(.nan) }
        #expect(words(of: table.tensor) == words(of: .float64(NDArray([1, .nan, .nan, 4, .nan, 5], shape: [3, 2]))))
        #expect(throws: TensorFileError.self) { try self.table("1,x\n2,3\n") { $0.gaps = .missing(.nan) } }
    }

    @Test(
        "mistakes are named by row, column and line",
        arguments: [
            ("a,b\n1,2\n\n3,\n", "row 2, column 2 (line 4) is empty"),
            ("1,2\n3,NA\n", "row 2, column 2 is missing: it says 'NA'"),
            ("1,2\n3,x\u{1B}[0m\n", "row 2, column 2 is no number: 'x\\x1b[0m'"),
            ("1,2\n3\n", "row 2 has 1 column, and the rows before have 2"),
            ("1,5;2,5\n3,5;4\n", "row 1, column 1 has a decimal comma: '1,5'"),
            ("a;b\n1;2\n1.234.567,5;4\n", "row 2, column 1 (line 3) has a decimal comma: '1.234.567,5'"),
            ("1\t-2,5e3\n3\t4\n", "row 1, column 2 has a decimal comma: '-2,5e3'"),
            ("1;a,5\n3;4\n", "row 1, column 2 is no number: 'a,5'"),
            ("1;2,5,6\n3;4\n", "row 1, column 2 is no number: '2,5,6'"),
            ("name,2019,2020\n1,2,3\n", "row 1, column 1 is no number: 'name'"),
            ("1,2\n3,\"4\n", "a quotation mark in line 2 is never closed"),
            ("1,2\n3,\u{0}\n", "this is no text: byte 6 is 0"),
            ("0x10,1\n", "row 1, column 1 is no number: '0x10'"),
        ])
    func mistakes(text: String, message: String) {
        do throws(TensorFileError) {
            _ = try table(text)
            Issue.record("it is read")
        } catch {
            #expect(error.message == message)
        }
    }

    @Test func decimalCommasAreShownWithAPoint() {
        #expect(throws: TensorFileError.self) { try table("1.234,5;2\n") }
        do throws(TensorFileError) { _ = try table("1.234,5;2\n") } catch {
            #expect(error.notes.first?.hasPrefix("without dtype= it is read as 1234.5") == true)
        }
    }

    @Test func anEndlessTableIsRefused() {
        let bytes = [UInt8](repeating: UInt8(ascii: "1"), count: 1 << 20)
        let spaced = bytes.enumerated().map { $0.offset % 2 == 0 ? $0.element : 10 }
        #expect(throws: TensorFileError.tooLarge([131_073, 1], limit: 1 << 20)) {
            try TableFile.read(MemoryBytes(spaced), limit: MemoryLimit(bytes: 1 << 20))
        }
        #expect(throws: Never.self) { try TableFile.read(MemoryBytes(spaced), limit: memoryLimit) }
        #expect(throws: TensorFileError.self) {
            try TableFile.read(MemoryBytes([UInt8](repeating: 49, count: (1 << 26) + 1)), limit: memoryLimit)
        }
    }

    @Test(
        "are written with the fewest digits that read back",
        arguments: [
            (
                Tensor.float64(NDArray([0.1, -0.0, 1e300, .nan, .infinity, .leastNonzeroMagnitude], shape: [3, 2])),
                [3, 2]
            ),
            (.float64(NDArray([1, 2, 3], shape: [3])), [3]),
            (.int64(NDArray([1, .min, .max, 0], shape: [2, 2])), [2, 2]),
            (.bool(NDArray([true, false], shape: [2])), [2]), (.float64(NDArray(scalar: 2.5)), []),
            (NumPyFileTests.base.view(shape: [4, 3], strides: [1, 4], offset: 0), [4, 3]),
        ])
    func writes(tensor: Tensor, shape: [Int]) throws {
        let folder = try TemporaryFolder()
        for (name, delimiter) in [("a.csv", ","), ("a.txt", " ")] {
            try TableFile.write(tensor, to: folder.path(name), delimiter: delimiter)
            var options = TableOptions()
            options.dtype = tensor.dtype
            let again = try TableFile.read(path: folder.path(name), options).squeezed()
            #expect(again.shape == Shape(shape))
            #expect(words(of: again) == words(of: tensor))
        }
        #expect(throws: TensorFileError.tableRank([2, 3, 4])) {
            try TableFile.write(NumPyFileTests.base, to: folder.path("b.csv"))
        }
        #expect(folder.names == ["a.csv", "a.txt"])
    }
}
